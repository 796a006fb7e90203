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
