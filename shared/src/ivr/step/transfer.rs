//! Connecting the call elsewhere (`do: transfer`).

use super::{Next, RING_S, Walk};
use crate::{
    ivr::{CallEvent, DialResult, Phase, Verb},
    menu::TransferStep,
    message::call as message,
};

pub(super) fn enter(walk: &mut Walk<'_>, step: &TransferStep) -> Next {
    if step.say.is_empty() {
        walk.say_message(&message::CONNECTING);
    } else {
        walk.say_texts(&step.say);
    }
    walk.session.phase = Phase::Dial;
    walk.end_with(Verb::Transfer {
        to: step.to.clone(),
        ring_s: RING_S,
    })
}

pub(super) fn resume(walk: &mut Walk<'_>, step: &TransferStep, event: &CallEvent) -> Next {
    match event {
        CallEvent::Dialled(DialResult::Answered) | CallEvent::HungUp => walk.hang_up(),
        CallEvent::Dialled(DialResult::NotAnswered) => {
            walk.say_message(&message::NOBODY_ANSWERED);
            Next::Go(step.if_unanswered)
        }
        CallEvent::Started
        | CallEvent::Digits(_)
        | CallEvent::Said { .. }
        | CallEvent::Silence
        | CallEvent::Recorded { .. }
        | CallEvent::VoicemailKept { .. }
        | CallEvent::Continue
        | CallEvent::Waiting { .. }
        | CallEvent::LeftQueue(_)
        | CallEvent::Callback(_) => enter(walk, step),
    }
}
