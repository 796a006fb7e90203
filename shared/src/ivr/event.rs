//! What happens on the line.

use super::EffectOutcome;

/// What a webhook tells us.
#[derive(Clone, Debug, PartialEq)]
pub enum CallEvent {
    /// The call came in.
    Started,
    /// Keys were pressed.
    Digits(String),
    /// Words were spoken instead of pressing keys.
    Said {
        /// As the carrier understood them.
        words: String,
        /// How sure the carrier is, per cent.
        confidence: u8,
    },
    /// The time for pressing keys passed, or nothing was said into a recording.
    Silence,
    /// A message was recorded; whoever hung up at its end has left one, too.
    Recorded {
        /// The carrier's URL of it.
        url: String,
        /// How long it is.
        seconds: u32,
    },
    /// The line has done what it was told and asks what next.
    Continue,
    /// The caller waits in the queue: a wait document is due.
    Waiting {
        /// Place, from 1, where told.
        position: Option<u32>,
        /// Seconds waited so far.
        waited_s: u32,
        /// Key pressed while waiting.
        digits: Option<String>,
    },
    /// The caller is out of the queue.
    LeftQueue(QueueResult),
    /// A transfer ended.
    Dialled(DialResult),
    /// What became of the callback that the last turn asked for.
    Callback(EffectOutcome),
    /// What became of the message that the caller left.
    VoicemailKept {
        /// Whether it is stored.
        kept: bool,
        /// What became of the callback, where one was asked for.
        callback: Option<EffectOutcome>,
    },
    /// The caller hung up.
    HungUp,
}

/// Why a caller left the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueueResult {
    /// An operator took the call and has hung up.
    Bridged,
    /// We took the caller out (a key was pressed, or the queue closed).
    Left,
    /// The caller hung up.
    HungUp,
    /// The queue is full or broken.
    Unavailable,
}

/// How a transfer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DialResult {
    /// They talked.
    Answered,
    /// They did not.
    NotAnswered,
}
