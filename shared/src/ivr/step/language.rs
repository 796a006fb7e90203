//! The choice of a language (`do: choose_language`): every language offers itself.

use super::{Miss, Next, Walk, choice, first_language};
use crate::{
    ivr::{CallEvent, Phase, Speech},
    menu::ChooseLanguage,
    message::call as message,
};

/// Seconds between two digits of a key.
const KEY_PAUSE_S: u32 = 3;

/// How often the languages are offered again after a wrong key.
const SAY_AGAIN: u8 = 2;

pub(super) fn ask(walk: &mut Walk<'_>, step: &ChooseLanguage) -> Next {
    walk.say(prompt(step));
    let awaited = choice::awaited(step.keys.keys(), step.wait_s, KEY_PAUSE_S);
    walk.ask(Phase::Keys, awaited)
}

pub(super) fn resume(walk: &mut Walk<'_>, step: &ChooseLanguage, event: &CallEvent) -> Next {
    match event {
        CallEvent::Digits(digits) if !digits.contains('*') => {
            match step.keys.get(digits.trim_end_matches('#')) {
                Some(locale) => {
                    walk.session.locale = *locale;
                    go_on(walk, step)
                }
                None if walk.asks_again(Miss::WrongKey, SAY_AGAIN, &[]) => ask(walk, step),
                None => go_on(walk, step),
            }
        }
        CallEvent::Silence => go_on(walk, step),
        CallEvent::Said { .. } if walk.asks_again(Miss::NotUnderstood, SAY_AGAIN, &[]) => {
            ask(walk, step)
        }
        CallEvent::Said { .. } => go_on(walk, step),
        CallEvent::Digits(_)
        | CallEvent::Started
        | CallEvent::Recorded { .. }
        | CallEvent::VoicemailKept { .. }
        | CallEvent::Continue
        | CallEvent::Waiting { .. }
        | CallEvent::LeftQueue(_)
        | CallEvent::Dialled(_)
        | CallEvent::Callback(_)
        | CallEvent::HungUp => ask(walk, step),
    }
}

/// Announcements that waited for the language are said now.
fn go_on(walk: &mut Walk<'_>, step: &ChooseLanguage) -> Next {
    if first_language(walk.menu) == Some(walk.session.node) {
        walk.say_announcements();
    }
    Next::Go(step.go_to)
}

/// A line a language, each in its own.
pub(super) fn prompt(step: &ChooseLanguage) -> Vec<Speech> {
    step.keys
        .iter()
        .map(|(key, &locale)| {
            let values = [("name", locale.own_name()), ("key", key)];
            Speech::text(locale, message::OPTION.fill(locale, &values))
        })
        .collect()
}
