//! What we do besides what the line does.

use crate::{
    callback::{Refusal, Window},
    feedback::Outcome,
    survey::Answered,
};
use serde::{Deserialize, Serialize};

/// Something to be stored before the caller is told that it is done. Its id follows from call, turn and place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Effect {
    /// Ask for a callback to the caller's own number as soon as possible. Its outcome comes back as
    /// [`super::CallEvent::Callback`]; until then the line is only told to continue ([`super::Verb::Continue`]),
    /// and what the step with the outcome says takes that verb's place.
    RequestCallback {
        /// Queue id.
        queue: String,
    },
    /// Keep an answer to a survey question.
    RecordAnswer {
        /// Survey id.
        survey: String,
        /// The answer.
        answer: Answered,
    },
    /// Keep what became of a deflection.
    RecordDeflection {
        /// Step.
        node: String,
        /// Outcome.
        outcome: Outcome,
    },
    /// Keep a number that the caller keyed in. Secret ones never get here.
    RecordInput {
        /// Its name in the menu.
        name: String,
        /// Its digits.
        digits: String,
    },
    /// Keep a message that the caller left, and ask for a callback because of it. What became of both comes back as
    /// [`super::CallEvent::VoicemailKept`]; until then the line is only told to continue.
    KeepVoicemail {
        /// Queue id whose operators listen to it.
        queue: String,
        /// The carrier's URL of the recording.
        recording: String,
        /// How long it is.
        seconds: u32,
        /// Whether the caller is to be called back.
        callback: bool,
    },
}

/// What became of an effect that the caller is told about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EffectOutcome {
    /// The callback stands.
    Accepted {
        /// Four digits that the operator says first.
        code: String,
        /// When the caller will be called.
        window: Window,
        /// Minutes from and to, rounded honestly, for the announcement.
        minutes: (u32, u32),
    },
    /// It cannot be promised.
    Refused(Refusal),
    /// The store did not answer: nothing may be promised.
    Failed,
}
