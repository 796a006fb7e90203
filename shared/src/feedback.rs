//! What happened, as CloudEvents 1.0: one shape for callbacks, deflections, calls and answers.

mod event;
mod webhook;

pub use event::Occasion;
pub use webhook::{retry_after, retry_delay, webhook_headers};

use crate::{
    callback::{CallbackState, When, Window},
    locale::Locale,
    site::Provider,
    survey::Answered,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Whom an event is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// A call: `call/<provider>/<id>`.
    Call(Provider, String),
    /// A visit on a website: `visit/<id>`.
    Visit(String),
    /// A contact that the centre named: `contact/<id>`.
    Contact(String),
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Happening {
    /// A survey was answered, whole or in part. `ringback.feedback.v1`
    Feedback {
        /// Survey id.
        survey: String,
        /// Answers.
        answers: Vec<Answered>,
        /// Contact it is about, where an invitation named one.
        contact: Option<String>,
        /// Operator, where the invitation named one.
        operator: Option<String>,
        /// Project id.
        project: Option<String>,
        /// Queue id.
        queue: Option<String>,
    },
    /// A deflection was shown or judged. `ringback.deflection.v1`
    Deflection {
        /// Step.
        node: String,
        /// Outcome.
        outcome: Outcome,
    },
    /// A callback was asked for or changed. `ringback.callback.v1`
    Callback {
        /// Its id.
        callback: String,
        /// State it is in now.
        state: CallbackState,
        /// Queue id.
        queue: String,
        /// Keyed hash of the number.
        person: String,
        /// The number itself, only where a sink must dial it.
        phone: Option<String>,
        /// When it was asked for.
        when: When,
        /// When it was promised.
        window: Window,
    },
    /// A caller keyed in a number that the menu asked for. `ringback.input.v1`
    Input {
        /// Its name in the menu: `account`.
        name: String,
        /// Its digits.
        digits: String,
    },
    /// A caller left a message. `ringback.voicemail.v1`
    Voicemail {
        /// Queue id whose operators listen to it.
        queue: String,
        /// The carrier's URL of the recording.
        recording: String,
        /// How long it is.
        seconds: u32,
        /// Keyed hash of the caller's number, where shown.
        person: Option<String>,
        /// Whether a callback was asked for because of it.
        callback: bool,
    },
    /// A call ended. `ringback.call.v1`
    Call {
        /// The provider's word for how: `completed`, `busy`, …
        status: String,
        /// Seconds, where told.
        duration_s: Option<u64>,
        /// Keyed hash of the caller's number.
        person: Option<String>,
    },
}

/// Outcome of a deflection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was shown or read out.
    Shown,
    /// It helped.
    Resolved,
    /// It did not.
    NotResolved,
}

/// On which channel something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Phone.
    Phone,
    /// Website.
    Web,
}

/// A CloudEvent: JSON as CloudEvents 1.0 says, with `site`, `channel` and `locale` as extension attributes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Always `1.0`.
    pub specversion: String,
    /// Deterministic: the same happening has the same id however often it is told.
    pub id: String,
    /// `/v1/sites/<site>`.
    pub source: String,
    /// `ringback.<what>.v1`.
    #[serde(rename = "type")]
    pub kind: String,
    /// `call/<provider>/<id>`, `visit/<id>` or `contact/<id>`.
    pub subject: String,
    /// When it happened (RFC 3339).
    pub time: Timestamp,
    /// Always `application/json`.
    pub datacontenttype: String,
    /// Channel.
    pub channel: Channel,
    /// Language.
    pub locale: Locale,
    /// What happened; the `what` tag repeats the type's middle word.
    pub data: Happening,
}
