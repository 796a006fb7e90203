//! A question with options on keys (`do: menu`).

use super::{Miss, Next, Walk};
use crate::{
    ivr::{CallEvent, Part, Phase, Speech},
    locale::Locale,
    menu::{Choice, ChoiceOption},
    message::call as message,
};

/// Asks the question.
pub(super) fn ask(walk: &mut Walk<'_>, choice: &Choice) -> Next {
    walk.say(prompt(choice, walk.locale()));
    // As many digits as the longest key has: nobody waits for a digit that cannot come.
    let digits = choice.keys.keys().map(String::len).max().unwrap_or(1);
    walk.ask(Phase::Keys, digits, choice.wait_s)
}

pub(super) fn resume(walk: &mut Walk<'_>, choice: &Choice, event: &CallEvent) -> Next {
    let (miss, retry) = match event {
        CallEvent::Digits(digits) if digits.contains('*') => return ask(walk, choice),
        CallEvent::Digits(digits) => match choice.keys.get(digits.trim_end_matches('#')) {
            Some(option) => return Next::Go(option.go_to),
            None => (Miss::WrongKey, &choice.if_wrong_key),
        },
        CallEvent::Silence => (Miss::Silence, &choice.if_silent),
        CallEvent::Started
        | CallEvent::Continue
        | CallEvent::Waiting { .. }
        | CallEvent::LeftQueue(_)
        | CallEvent::Dialled(_)
        | CallEvent::Callback(_)
        | CallEvent::HungUp => return ask(walk, choice),
    };
    if walk.asks_again(miss, retry.say_again, &retry.say) {
        ask(walk, choice)
    } else {
        Next::Go(retry.then)
    }
}

/// The question, a line an option, and how to hear it again.
fn prompt(choice: &Choice, locale: Locale) -> Vec<Speech> {
    let lines = crate::menu::in_spoken_order(&choice.keys)
        .map(|(key, option)| line(key, option, locale))
        .chain([message::REPEAT.get(locale).to_owned()])
        .map(Part::Text)
        .collect();
    vec![
        Speech::text(locale, choice.say.get(locale)),
        Speech {
            locale,
            parts: lines,
        },
    ]
}

fn line(key: &str, option: &ChoiceOption, locale: Locale) -> String {
    let (message, name) = match &option.name_spoken {
        Some(spoken) => (&message::OPTION_SPOKEN, spoken),
        None => (&message::OPTION, &option.name),
    };
    message.fill(locale, &[("name", name.get(locale)), ("key", key)])
}

/// The question and what is said before it is repeated.
pub(super) fn own_speech(choice: &Choice, locale: Locale) -> Vec<Speech> {
    let misses = choice.if_silent.say.iter().chain(&choice.if_wrong_key.say);
    prompt(choice, locale)
        .into_iter()
        .chain(misses.map(|texts| Speech::text(locale, texts.get(locale))))
        .collect()
}
