//! The state of a call, small enough to travel in a URL.

use super::Effect;
use crate::{bundle::BundleVersion, locale::Locale, menu::NodeId};
use serde::{Deserialize, Serialize};

/// A call between two webhooks. Serialised with postcard, sealed by [`crate::seal`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// The bundle that the call began with.
    pub bundle: BundleVersion,
    /// Current step.
    pub node: NodeId,
    /// What the current step waits for.
    pub phase: Phase,
    /// Language.
    pub locale: Locale,
    /// Silences in a row.
    pub silent: u8,
    /// Wrong keys in a row.
    pub wrong: u8,
    /// Turns so far.
    pub turn: u16,
    /// Turns of the self-service part so far: since the call began, and anew after a queue or a talk. No time, because
    /// a repeated webhook must get the same document and no two are answered at the same time.
    pub menu_turns: u16,
    /// Callbacks that were open when the caller joined the queue: those asked for later are not ahead.
    pub callbacks_ahead: u32,
    /// Survey answers so far, for the rules that skip questions.
    pub answers: Vec<Given>,
    /// Numbers that the caller keyed in, for the texts that say them; never secret ones.
    pub digits: Vec<KeyedIn>,
    /// Whether the announcements were said.
    pub announced: bool,
    /// Effects that could not be stored yet, with the turn and index that make their ids.
    pub unstored: Vec<(u16, u8, Effect)>,
}

/// What a step waits for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Phase {
    /// Nothing yet: the step is to be entered.
    Enter,
    /// Keys (a choice, a language, "did this help?", the offer of a callback).
    Keys,
    /// The queue: wait documents, then a result.
    Queue,
    /// The outcome of a callback request.
    Callback,
    /// A transfer's end.
    Dial,
    /// The answer to the question with this number.
    Question(u8),
    /// Nothing more: the call is over, whatever else is reported is answered by hanging up.
    Over,
    /// Whether these digits are right.
    Confirm(String),
    /// Whether the 1 that answers the question with this number begins a 10.
    Ten(u8),
    /// A message after the tone.
    Recording,
}

/// A number that the caller keyed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyedIn {
    /// The step that asked for it.
    pub node: NodeId,
    /// Its digits.
    pub digits: String,
}

impl Session {
    /// How many numbers a session keeps; a menu asks for no more.
    pub const MOST_NUMBERS: usize = 8;
}

/// A survey answer as the session keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// The question's place in the survey.
    pub question: u8,
    /// The number that was keyed in.
    pub value: u8,
}
