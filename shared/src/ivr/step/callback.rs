//! The offer of a callback to the caller's own number (`do: callback`).

use super::{Awaited, Miss, Next, Walk, said};
use crate::{
    callback::{Refusal, Window},
    ivr::{CallEvent, Effect, EffectOutcome, Part, Phase, Verb},
    menu::CallbackStep,
    message::{Message, call as message, wait},
};

/// Seconds to answer the offer.
const WAIT_S: u32 = 8;

/// How often the offer is repeated. Who says nothing then has not accepted.
const SAY_AGAIN: u8 = 2;

/// Digits of the caller's number that are said back: enough to recognise it, too few for who listens in.
const LAST_DIGITS: usize = 4;

/// From so many minutes on, the time of day is said instead.
const SOON_MIN: u32 = 60;

pub(super) fn enter(walk: &mut Walk<'_>, step: &CallbackStep) -> Next {
    if walk.facts.bundle.site.callback.is_none() {
        walk.say_message(&message::NO_CALLBACK_NOW);
        return Next::Go(step.if_impossible);
    }
    if last_digits(walk).is_none() {
        walk.say_message(&message::NUMBER_HIDDEN);
        return Next::Go(step.if_impossible);
    }
    walk.say_texts(&step.say);
    offer(walk, step)
}

pub(super) fn resume(walk: &mut Walk<'_>, step: &CallbackStep, event: &CallEvent) -> Next {
    if walk.session.phase == Phase::Callback {
        // Where nobody told us what became of it, nothing may be promised.
        let unknown = EffectOutcome::Failed;
        let outcome = if let CallEvent::Callback(outcome) = event {
            outcome
        } else {
            &unknown
        };
        return tell(walk, step, outcome);
    }
    let miss = match event {
        CallEvent::Digits(digits) if digits.contains('*') => return offer(walk, step),
        CallEvent::Digits(digits) => match digits.as_str() {
            "1" => {
                walk.store(Effect::RequestCallback {
                    queue: step.queue.clone(),
                });
                walk.session.phase = Phase::Callback;
                return walk.end_with(Verb::Continue);
            }
            "2" => return Next::Go(step.go_to),
            _ => Miss::WrongKey,
        },
        CallEvent::Silence => Miss::Silence,
        CallEvent::Said { .. } => Miss::NotUnderstood,
        CallEvent::Started
        | CallEvent::Recorded { .. }
        | CallEvent::VoicemailKept { .. }
        | CallEvent::Continue
        | CallEvent::Waiting { .. }
        | CallEvent::LeftQueue(_)
        | CallEvent::Dialled(_)
        | CallEvent::Callback(_)
        | CallEvent::HungUp => return offer(walk, step),
    };
    if walk.asks_again(miss, SAY_AGAIN, &[]) {
        offer(walk, step)
    } else {
        Next::Go(step.go_to)
    }
}

fn offer(walk: &mut Walk<'_>, step: &CallbackStep) -> Next {
    let Some(digits) = last_digits(walk) else {
        return Next::Go(step.if_impossible);
    };
    walk.say_parts(vec![
        text(walk, &message::CALLBACK_OFFER),
        Part::Digits(digits),
    ]);
    walk.say_message(&message::CALLBACK_KEYS);
    let hints = said::yes_or_no(walk.locale());
    walk.ask(Phase::Keys, Awaited::key(WAIT_S).or_words(hints))
}

fn tell(walk: &mut Walk<'_>, step: &CallbackStep, outcome: &EffectOutcome) -> Next {
    match outcome {
        EffectOutcome::Accepted {
            code,
            window,
            minutes,
        } => {
            promise(walk, code, window, *minutes);
            Next::Go(step.go_to)
        }
        EffectOutcome::Refused(refusal) => {
            walk.say_message(why(*refusal));
            Next::Go(step.if_impossible)
        }
        EffectOutcome::Failed => {
            walk.say_message(&message::CALLBACK_FAILED);
            Next::Go(step.if_impossible)
        }
    }
}

/// Says when the caller is called, and the code by which the operator is known.
pub(super) fn promise(walk: &mut Walk<'_>, code: &str, window: &Window, minutes: (u32, u32)) {
    walk.say_parts(when(walk, window, minutes));
    for introduction in [&message::CALLBACK_CODE, &message::CALLBACK_CODE_AGAIN] {
        walk.say_parts(vec![
            text(walk, introduction),
            Part::Digits(code.to_owned()),
        ]);
    }
}

/// When the caller is called: in so many minutes, or at a time of today or tomorrow, or when the centre opens.
fn when(walk: &Walk<'_>, window: &Window, (low, high): (u32, u32)) -> Vec<Part> {
    if low < SOON_MIN {
        let mut parts = vec![text(walk, &message::CALLBACK_ACCEPTED_SOON)];
        parts.extend(wait::between(low, high, walk.locale()));
        return parts;
    }
    let zone = &walk.facts.bundle.site.time_zone;
    let today = walk.facts.now.to_zoned(zone.clone()).date();
    let from = window.from.to_zoned(zone.clone());
    let day = if from.date() == today {
        &message::CALLBACK_ACCEPTED_TODAY
    } else if today.tomorrow().is_ok_and(|day| day == from.date()) {
        &message::CALLBACK_ACCEPTED_TOMORROW
    } else {
        return vec![text(walk, &message::CALLBACK_ACCEPTED_LATER)];
    };
    let number = |n: i8| Part::Number(u32::try_from(n).unwrap_or_default());
    let minute = match from.minute() {
        0 => text(walk, &message::FULL_HOUR),
        minute => number(minute),
    };
    vec![text(walk, day), number(from.hour()), minute]
}

fn why(refusal: Refusal) -> &'static Message {
    match refusal {
        Refusal::NumberInvalid | Refusal::CountryNotAllowed | Refusal::NumberTypeNotAllowed => {
            &message::NUMBER_NOT_CALLED
        }
        Refusal::DailyCap | Refusal::TooMany => &message::CALLBACKS_FULL,
        Refusal::NotOffered
        | Refusal::ConsentMissing
        | Refusal::Closed
        | Refusal::SlotUnknown
        | Refusal::SlotFull
        | Refusal::AlreadyOpen
        | Refusal::QueueUnknown => &message::NO_CALLBACK_NOW,
    }
}

fn text(walk: &Walk<'_>, message: &Message) -> Part {
    Part::Text(message.get(walk.locale()).to_owned())
}

/// The end of the caller's number; nothing where it is hidden or no telephone number.
pub(super) fn last_digits(walk: &Walk<'_>) -> Option<String> {
    let digits = walk.facts.call.ani.as_deref()?.strip_prefix('+')?;
    let is_number = digits.len() >= 7 && digits.bytes().all(|b| b.is_ascii_digit());
    is_number
        .then(|| digits.get(digits.len() - LAST_DIGITS..))
        .flatten()
        .map(str::to_owned)
}
