//! The wait estimate: one function for phone and web.
//!
//! [`wait`] is the only door. Behind it: [`snapshot`] says which reports of an ACD are believed, [`law`] is
//! the exact distribution of the wait given the callers ahead, [`announce`] what may honestly be said of it.

pub mod announce;
pub mod law;
pub mod snapshot;
mod wait;

pub use snapshot::{CheckedSnapshot, SnapshotError};
pub use wait::{DEFAULT_AHT_S, DEFAULT_PATIENCE_S, wait};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The state of a queue as an ACD reports it. Counts and seconds; -1 or absent = unknown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QueueSnapshot {
    /// Callers waiting.
    pub waiting: i64,
    /// When this was true (RFC 3339).
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub at: Timestamp,
    /// Callers waiting by priority.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub waiting_by_priority: BTreeMap<String, i64>,
    /// Operators at work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agents_staffed: Option<i64>,
    /// Operators free.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agents_available: Option<i64>,
    /// Average handling time, seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aht_s: Option<f64>,
    /// Wait of the caller who has waited longest, seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oldest_wait_s: Option<f64>,
}

/// The last snapshot of each queue of a site, by queue id.
pub type QueueStates = BTreeMap<String, QueueSnapshot>;

/// What is known about the wait in a queue.
#[derive(Clone, Debug, PartialEq)]
pub struct Wait {
    /// Which case it is.
    pub state: WaitState,
    /// When the snapshot was taken.
    pub as_of: Option<Timestamp>,
    /// Quantiles of the wait; present for `NoWait` (zeros) and `Waiting`.
    pub estimate: Option<Band>,
    /// How much the estimate deserves to be believed, 0 to 1.
    pub confidence: f64,
    /// P(answered within t) for some t.
    pub answered_within: Vec<AnsweredWithin>,
    /// Place in line of somebody who joined now, from 1.
    pub position_if_joined: Option<u32>,
    /// What may honestly be said.
    pub announce: Announce,
}

/// Cases of [`Wait`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum WaitState {
    /// An operator is free and nobody waits.
    NoWait,
    /// There is a line.
    Waiting,
    /// The queue's hours are over.
    Closed,
    /// It cannot be said; the reason is in `announce`.
    Unknown,
}

/// Quantiles of the wait, seconds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Band {
    /// One in ten waits less.
    pub p10_s: f64,
    /// Half wait less.
    pub p50_s: f64,
    /// Nine in ten wait less.
    pub p90_s: f64,
}

/// P(answered within `within_s`) for somebody who stays on the line, like the band.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnsweredWithin {
    /// Seconds.
    pub within_s: u32,
    /// 0 to 1.
    pub probability: f64,
}

/// What is announced; `message::wait` puts it into words for voice and screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Announce {
    /// An operator is free.
    NoWait {},
    /// Less than a minute.
    UnderAMinute {},
    /// Between two whole numbers of minutes.
    Minutes {
        /// From.
        low: u32,
        /// To.
        high: u32,
    },
    /// More than so many minutes.
    MoreThan {
        /// Minutes.
        minutes: u32,
    },
    /// Closed now.
    Closed {},
    /// It cannot be said, and why.
    Unknown {
        /// Why.
        reason: UnknownReason,
    },
}

/// Why a wait is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnknownReason {
    /// The centre has not told us yet.
    NoSnapshot,
    /// What it told us is too old.
    Stale,
    /// It did not say how many callers wait.
    WaitingUnknown,
    /// It did not say how many operators work.
    AgentsUnknown,
    /// Nobody works although it is open.
    NobodyWorks,
}
