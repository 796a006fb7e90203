//! Where events go. A sink says what became of an event; the outbox keeps it until a sink has it.

pub(crate) mod built_in;
pub(crate) mod webhook;

use jiff::Timestamp;

/// What became of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The sink has it.
    Delivered,
    /// It does not; where it said when to come back, not before then.
    Failed {
        why: String,
        not_before: Option<Timestamp>,
    },
    /// The sink wants nothing any more.
    Gone,
}

/// When the attempt after this one is made, or nothing where the schedule ends.
pub(crate) fn retry_at(event: &str, attempts: u32, now: Timestamp) -> Option<Timestamp> {
    let after = shared::feedback::retry_after(event, attempts)?;
    now.checked_add(after).ok()
}
