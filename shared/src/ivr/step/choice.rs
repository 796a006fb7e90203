//! A question with options on keys (`do: menu`).

use super::{Awaited, Miss, Next, Walk, any_spoken, said};
use crate::{
    ivr::{CallEvent, Part, Phase, Speech},
    locale::Locale,
    menu::{Choice, ChoiceOption, Keys, Menu, lengths},
    message::call as message,
};

/// Asks the question.
pub(super) fn ask(walk: &mut Walk<'_>, choice: &Choice) -> Next {
    walk.say_texts(&choice.say);
    walk.say([options(choice, walk.locale())]);
    let awaited = awaited(choice.keys.keys(), choice.wait_s, choice.key_pause_s);
    let hints = said::names(choice, walk.locale());
    walk.ask(Phase::Keys, awaited.or_words(hints))
}

/// As many digits as the longest key has: nobody waits for a digit that cannot come.
///
/// Where all keys are equally long, the last digit ends the input. Where they are not, the hash key or a pause ends a
/// shorter one.
pub(super) fn awaited<'k>(
    keys: impl Iterator<Item = &'k String>,
    wait_s: u32,
    key_pause_s: u32,
) -> Awaited {
    let (fewest, most) = lengths(keys);
    let key_pause_s = if fewest == most { wait_s } else { key_pause_s };
    Awaited {
        digits: most,
        key_pause_s,
        ..Awaited::key(wait_s)
    }
}

pub(super) fn resume(walk: &mut Walk<'_>, choice: &Choice, event: &CallEvent) -> Next {
    let (miss, retry) = match event {
        CallEvent::Digits(digits) if digits.contains('*') => return ask(walk, choice),
        CallEvent::Digits(digits) => match choice.option(digits.trim_end_matches('#')) {
            Some((_, option)) => return Next::Go(option.go_to),
            None => (Miss::WrongKey, &choice.if_wrong_key),
        },
        CallEvent::Said { .. } => (Miss::NotUnderstood, &choice.if_wrong_key),
        CallEvent::Silence => (Miss::Silence, &choice.if_silent),
        CallEvent::Started
        | CallEvent::Continue
        | CallEvent::Waiting { .. }
        | CallEvent::LeftQueue(_)
        | CallEvent::Dialled(_)
        | CallEvent::Callback(_)
        | CallEvent::Recorded { .. }
        | CallEvent::VoicemailKept { .. }
        | CallEvent::HungUp => return ask(walk, choice),
    };
    if walk.asks_again(miss, retry.say_again, &retry.say) {
        ask(walk, choice)
    } else {
        Next::Go(retry.then)
    }
}

/// A line an option, and how to hear it again.
fn options(choice: &Choice, locale: Locale) -> Speech {
    let lines = crate::menu::in_spoken_order(&choice.keys)
        .map(|(key, option)| line(key, option, locale))
        .chain([message::REPEAT.get(locale).to_owned()])
        .map(Part::Text)
        .collect();
    Speech {
        locale,
        parts: lines,
    }
}

fn line(key: &str, option: &ChoiceOption, locale: Locale) -> String {
    let name = option.name_spoken.as_ref().unwrap_or(&option.name);
    if let Some(keys) = Keys::read(key).filter(|keys| keys.is_range()) {
        let values = [
            ("name", name.get(locale)),
            ("from", keys.from),
            ("to", keys.to),
        ];
        return message::OPTION_RANGE.fill(locale, &values);
    }
    let message = match &option.name_spoken {
        Some(_) => &message::OPTION_SPOKEN,
        None => &message::OPTION,
    };
    message.fill(locale, &[("name", name.get(locale)), ("key", key)])
}

/// The question and what is said before it is repeated.
pub(super) fn own_speech(choice: &Choice, menu: &Menu, locale: Locale) -> Vec<Speech> {
    let misses = choice.if_silent.say.iter().chain(&choice.if_wrong_key.say);
    let texts = std::iter::once(&choice.say).chain(misses);
    texts
        .map(|texts| any_spoken(texts, menu, locale))
        .chain([options(choice, locale)])
        .collect()
}
