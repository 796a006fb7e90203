//! A message after the tone (`do: voicemail`), and the callback because of it.

use super::{Next, Walk, callback};
use crate::{
    ivr::{CallEvent, Effect, EffectOutcome, Phase, Verb},
    menu::Voicemail,
    message::call as message,
};

/// Seconds of silence that end a message.
const SILENCE_S: u32 = 5;

pub(super) fn enter(walk: &mut Walk<'_>, step: &Voicemail) -> Next {
    walk.say_texts(&step.say);
    walk.say_message(&message::LEAVE_MESSAGE);
    walk.session.phase = Phase::Recording;
    walk.end_with(Verb::Record {
        longest_s: step.longest_s,
        silence_s: SILENCE_S,
    })
}

pub(super) fn resume(walk: &mut Walk<'_>, step: &Voicemail, event: &CallEvent) -> Next {
    match (event, &walk.session.phase) {
        (CallEvent::Recorded { url, seconds }, _) if *seconds > 0 && !url.is_empty() => {
            walk.store(Effect::KeepVoicemail {
                queue: step.queue.clone(),
                recording: url.clone(),
                seconds: *seconds,
                callback: is_called_back(walk),
            });
            walk.session.phase = Phase::Callback;
            walk.end_with(Verb::Continue)
        }
        (CallEvent::VoicemailKept { kept, callback }, _) => {
            tell(walk, step, *kept, callback.as_ref())
        }
        // Where nobody told us what became of it, nothing may be promised.
        (_, Phase::Callback) => tell(walk, step, false, None),
        (CallEvent::Recorded { .. } | CallEvent::Silence, _) => {
            walk.say_message(&message::NO_MESSAGE);
            Next::Go(step.if_nothing)
        }
        (
            CallEvent::Started
            | CallEvent::Digits(_)
            | CallEvent::Said { .. }
            | CallEvent::Continue
            | CallEvent::Waiting { .. }
            | CallEvent::LeftQueue(_)
            | CallEvent::Dialled(_)
            | CallEvent::Callback(_)
            | CallEvent::HungUp,
            _,
        ) => enter(walk, step),
    }
}

/// Whether the site calls back and the caller has a number to call.
fn is_called_back(walk: &Walk<'_>) -> bool {
    walk.facts.bundle.site.callback.is_some() && callback::last_digits(walk).is_some()
}

/// A callback is spoken of where it stands: whoever leaves a message has not asked whether one is possible.
fn tell(
    walk: &mut Walk<'_>,
    step: &Voicemail,
    kept: bool,
    callback: Option<&EffectOutcome>,
) -> Next {
    walk.say_message(match kept {
        true => &message::MESSAGE_KEPT,
        false => &message::MESSAGE_LOST,
    });
    if let Some(EffectOutcome::Accepted {
        code,
        window,
        minutes,
    }) = callback
    {
        callback::promise(walk, code, window, *minutes);
        return Next::Go(step.go_to);
    }
    Next::Go(if kept { step.go_to } else { step.if_nothing })
}
