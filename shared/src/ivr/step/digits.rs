//! A number by keypad (`do: ask_digits`): its form is checked, it is said back, and kept for later texts.
//!
//! A secret number is checked and forgotten within the turn: it is in no session, no effect and no speech.

use super::{Awaited, Miss, Next, Walk, any_spoken, said};
use crate::{
    ivr::{CallEvent, Effect, Part, Phase, Speech},
    locale::Locale,
    menu::{AskDigits, Menu, Retry},
    message::call as message,
};

/// Seconds to say whether a number is right.
const CONFIRM_S: u32 = 8;

pub(super) fn enter(walk: &mut Walk<'_>, step: &AskDigits) -> Next {
    ask(walk, step)
}

pub(super) fn resume(walk: &mut Walk<'_>, step: &AskDigits, event: &CallEvent) -> Next {
    if let Phase::Confirm(digits) = walk.session.phase.clone() {
        return confirmed(walk, step, digits, event);
    }
    let miss = match event {
        CallEvent::Digits(digits) if digits.contains('*') => return ask(walk, step),
        CallEvent::Digits(digits) => {
            let digits = digits.trim_end_matches('#');
            match step.fits(digits) {
                true if step.secret => return Next::Go(step.go_to),
                true if step.confirm => return confirm(walk, digits.to_owned()),
                true => return keep(walk, step, digits.to_owned()),
                false => Miss::WrongNumber,
            }
        }
        CallEvent::Said { .. } => Miss::NotUnderstood,
        CallEvent::Silence => Miss::Silence,
        CallEvent::Started
        | CallEvent::Continue
        | CallEvent::Waiting { .. }
        | CallEvent::LeftQueue(_)
        | CallEvent::Dialled(_)
        | CallEvent::Callback(_)
        | CallEvent::Recorded { .. }
        | CallEvent::VoicemailKept { .. }
        | CallEvent::HungUp => return ask(walk, step),
    };
    ask_again(walk, step, miss)
}

fn ask(walk: &mut Walk<'_>, step: &AskDigits) -> Next {
    walk.say_texts(&step.say);
    if step.shortest != step.longest {
        walk.say_message(&message::END_WITH_HASH);
    }
    let awaited = Awaited {
        digits: usize::from(step.longest),
        key_pause_s: step.key_pause_s,
        ..Awaited::key(step.wait_s)
    };
    // A secret is not to be spoken aloud, nor to be understood by a carrier.
    let awaited = match step.secret {
        true => awaited,
        false => awaited.or_words(said::digits(walk.locale())),
    };
    walk.ask(Phase::Keys, awaited)
}

fn ask_again(walk: &mut Walk<'_>, step: &AskDigits, miss: Miss) -> Next {
    let retry = retry(step, miss);
    if walk.asks_again(miss, retry.say_again, &retry.say) {
        ask(walk, step)
    } else {
        Next::Go(retry.then)
    }
}

fn retry(step: &AskDigits, miss: Miss) -> &Retry {
    match miss {
        Miss::Silence => &step.if_silent,
        Miss::WrongKey | Miss::WrongNumber | Miss::NotUnderstood => &step.if_wrong,
    }
}

fn confirm(walk: &mut Walk<'_>, digits: String) -> Next {
    let you_entered = message::YOU_ENTERED.get(walk.locale()).to_owned();
    walk.say_parts(vec![Part::Text(you_entered), Part::Digits(digits.clone())]);
    walk.say_message(&message::CONFIRM_KEYS);
    let hints = said::yes_or_no(walk.locale());
    let awaited = Awaited::key(CONFIRM_S).or_words(hints);
    walk.ask(Phase::Confirm(digits), awaited)
}

/// Whoever presses another key or nothing is asked the same again: only "no" throws a number away.
fn confirmed(walk: &mut Walk<'_>, step: &AskDigits, digits: String, event: &CallEvent) -> Next {
    let miss = match event {
        // The hash key that some press after every number comes too late for the last digit.
        CallEvent::Digits(keys) if keys.contains(['*', '#']) => return confirm(walk, digits),
        CallEvent::Digits(keys) => match keys.as_str() {
            "1" => return keep(walk, step, digits),
            "2" => return ask_again(walk, step, Miss::WrongNumber),
            _ => Miss::WrongKey,
        },
        CallEvent::Said { .. } => Miss::NotUnderstood,
        CallEvent::Silence => Miss::Silence,
        CallEvent::Started
        | CallEvent::Continue
        | CallEvent::Waiting { .. }
        | CallEvent::LeftQueue(_)
        | CallEvent::Dialled(_)
        | CallEvent::Callback(_)
        | CallEvent::Recorded { .. }
        | CallEvent::VoicemailKept { .. }
        | CallEvent::HungUp => return confirm(walk, digits),
    };
    let retry = retry(step, miss);
    if walk.asks_again(miss, retry.say_again, &[]) {
        confirm(walk, digits)
    } else {
        Next::Go(retry.then)
    }
}

fn keep(walk: &mut Walk<'_>, step: &AskDigits, digits: String) -> Next {
    walk.store(Effect::RecordInput {
        name: step.into.clone(),
        digits: digits.clone(),
    });
    walk.keep(&step.into, digits);
    Next::Go(step.go_to)
}

/// The question and what is said before it is repeated.
pub(super) fn own_speech(step: &AskDigits, menu: &Menu, locale: Locale) -> Vec<Speech> {
    let misses = step.if_silent.say.iter().chain(&step.if_wrong.say);
    let texts = std::iter::once(&step.say).chain(misses);
    texts.map(|t| any_spoken(t, menu, locale)).collect()
}
