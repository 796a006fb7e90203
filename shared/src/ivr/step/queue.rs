//! Waiting for an operator (`do: queue`): joining, the wait documents, leaving.

use super::{Awaited, Next, Walk, any_spoken};
use crate::{
    ivr::{CallEvent, Part, Phase, QueueResult, Speech, Verb},
    locale::Locale,
    menu::{Menu, NodeKind, QueueStep},
    message::{Message, call as message, wait},
    queue::{self, Announce, QueueSnapshot, UnknownReason},
};

/// Seconds between two wait documents.
const WAIT_S: u32 = 30;

/// The wait was told when joining; it is not told again before so many seconds.
const JUST_TOLD_S: u32 = 15;

/// Tells the wait and joins the queue, or goes where nobody works.
pub(super) fn enter(walk: &mut Walk<'_>, step: &QueueStep) -> Next {
    let pending = pending(walk, step);
    let Some(announce) = announced(walk, step, None, pending) else {
        return Next::Go(step.if_nobody);
    };
    if is_nobody(announce) {
        say_nobody(walk, step, announce);
        return Next::Go(step.if_nobody);
    }
    if step.say.is_empty() {
        walk.say_message(&message::CONNECTING);
    } else {
        walk.say_texts(&step.say);
    }
    walk.say_parts(wait::spoken(announce, walk.locale()));
    join(walk, step, pending)
}

pub(super) fn resume(walk: &mut Walk<'_>, step: &QueueStep, event: &CallEvent) -> Next {
    match event {
        CallEvent::Waiting {
            position,
            waited_s,
            digits,
        } => waiting(walk, step, *position, *waited_s, digits.as_deref()),
        // A key or a silence reported without the queue's figures: still waiting.
        CallEvent::Digits(digits) if walk.session.phase == Phase::Queue => {
            waiting(walk, step, None, 0, Some(digits))
        }
        CallEvent::Silence | CallEvent::Said { .. } if walk.session.phase == Phase::Queue => {
            waiting(walk, step, None, 0, None)
        }
        CallEvent::LeftQueue(QueueResult::Bridged) => match step.after_call {
            Some(after) => Next::Go(after),
            None => walk.hang_up(),
        },
        CallEvent::LeftQueue(QueueResult::Left) => match &step.while_waiting {
            Some((_, target)) if is_staffed(walk, step) => Next::Go(*target),
            Some(_) | None => {
                if !is_staffed(walk, step) {
                    say_nobody(walk, step, Announce::Closed {});
                }
                Next::Go(step.if_nobody)
            }
        },
        CallEvent::LeftQueue(QueueResult::Unavailable) => Next::Go(step.if_nobody),
        CallEvent::LeftQueue(QueueResult::HungUp) | CallEvent::HungUp => walk.hang_up(),
        CallEvent::Digits(_)
        | CallEvent::Said { .. }
        | CallEvent::Silence
        | CallEvent::Recorded { .. }
        | CallEvent::VoicemailKept { .. }
        | CallEvent::Started
        | CallEvent::Continue
        | CallEvent::Dialled(_)
        | CallEvent::Callback(_) => enter(walk, step),
    }
}

fn join(walk: &mut Walk<'_>, step: &QueueStep, pending: u32) -> Next {
    walk.session.phase = Phase::Queue;
    walk.session.callbacks_ahead = pending;
    walk.end_with(Verb::Enqueue {
        queue: step.queue.clone(),
    })
}

/// A wait document. The line keeps the state it joined with, so nothing is remembered from one to the next.
fn waiting(
    walk: &mut Walk<'_>,
    step: &QueueStep,
    position: Option<u32>,
    waited_s: u32,
    digits: Option<&str>,
) -> Next {
    let key = step.while_waiting.as_ref().map(|(key, _)| key.as_str());
    if digits.is_some() && digits == key || !is_staffed(walk, step) {
        return walk.end_with(Verb::Leave);
    }
    let locale = walk.locale();
    match position {
        Some(place @ 1..=999) => {
            walk.say_parts(vec![
                Part::Text(message::PLACE.get(locale).to_owned()),
                Part::Number(place),
            ]);
            if waited_s >= JUST_TOLD_S {
                // Callbacks asked for since the caller joined are behind, not ahead.
                let pending = pending(walk, step).min(walk.session.callbacks_ahead);
                let announce = announced(walk, step, Some(place - 1), pending);
                walk.say_parts(announce.map_or_else(Vec::new, |a| match a {
                    Announce::UnderAMinute {}
                    | Announce::Minutes { .. }
                    | Announce::MoreThan { .. } => wait::spoken(a, locale),
                    Announce::NoWait {} | Announce::Closed {} | Announce::Unknown { .. } => {
                        Vec::new()
                    }
                }));
            }
        }
        Some(_) | None => walk.say_message(&message::STAY),
    }
    walk.say(offer(step, walk.menu, locale));
    let phase = walk.session.phase.clone();
    walk.ask(phase, Awaited::key(WAIT_S))
}

/// The key that leaves the queue, and what for.
fn offer(step: &QueueStep, menu: &Menu, locale: Locale) -> Option<Speech> {
    let (key, target) = step.while_waiting.as_ref()?;
    let calls_back = menu
        .node(*target)
        .is_some_and(|node| matches!(node.kind, NodeKind::Callback(_)));
    let text: &Message = if calls_back {
        &message::CALL_ME_KEY
    } else {
        &message::LEAVE_KEY
    };
    Some(Speech::text(locale, text.fill(locale, &[("key", key)])))
}

/// What may be said of the wait of somebody with so many callers ahead, or of who joins now; nothing for a queue that
/// does not exist.
fn announced(
    walk: &Walk<'_>,
    step: &QueueStep,
    ahead: Option<u32>,
    pending: u32,
) -> Option<Announce> {
    let site = &walk.facts.bundle.site;
    let queue = site.queues.get(&step.queue)?;
    let hours = site.hours.get(&queue.hours)?;
    let snapshot = walk.facts.queues.get(&step.queue);
    let seen_from_here = snapshot.zip(ahead).map(|(snapshot, ahead)| QueueSnapshot {
        waiting: i64::from(ahead),
        ..snapshot.clone()
    });
    let opening = hours.at(walk.facts.now, &site.time_zone);
    let wait = queue::wait(
        queue,
        opening,
        seen_from_here.as_ref().or(snapshot),
        pending,
        walk.facts.now,
    );
    Some(wait.announce)
}

fn pending(walk: &Walk<'_>, step: &QueueStep) -> u32 {
    let pending = walk.facts.pending_callbacks.get(&step.queue);
    pending.copied().unwrap_or_default()
}

/// Whether the queue exists and is open. Operators who left for a moment do not send home whoever waits.
fn is_staffed(walk: &Walk<'_>, step: &QueueStep) -> bool {
    let queue = walk.facts.bundle.site.queues.get(&step.queue);
    queue.is_some_and(|queue| walk.is_open(&queue.hours))
}

/// Says why nobody answers: closed hours in the author's words where there are some.
fn say_nobody(walk: &mut Walk<'_>, step: &QueueStep, announce: Announce) {
    let queue = walk.facts.bundle.site.queues.get(&step.queue);
    let is_told = matches!(announce, Announce::Closed {})
        && queue.is_some_and(|queue| walk.say_closed(&queue.hours));
    if !is_told {
        walk.say_parts(wait::spoken(announce, walk.locale()));
    }
}

fn is_nobody(announce: Announce) -> bool {
    match announce {
        Announce::Closed {}
        | Announce::Unknown {
            reason: UnknownReason::NobodyWorks,
        } => true,
        Announce::NoWait {}
        | Announce::UnderAMinute {}
        | Announce::Minutes { .. }
        | Announce::MoreThan { .. }
        | Announce::Unknown { .. } => false,
    }
}

/// What is said before joining, and the key that leaves.
pub(super) fn own_speech(step: &QueueStep, menu: &Menu, locale: Locale) -> Vec<Speech> {
    [any_spoken(&step.say, menu, locale)]
        .into_iter()
        .chain(offer(step, menu, locale))
        .collect()
}
