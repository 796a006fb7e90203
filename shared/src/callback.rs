//! A callback as a pure state machine, and the rules for accepting one.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// State of a callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CallbackState {
    /// Accepted, not yet placed.
    Requested,
    /// Has a time.
    Scheduled,
    /// Its time has come.
    Due,
    /// Being dialled.
    Dialling,
    /// Customer and operator talk.
    Connected,
    /// Done.
    Done,
    /// Not reached; will be tried again.
    NoAnswer,
    /// Not reached for good.
    Failed,
    /// Cancelled by the customer or the desk.
    Cancelled,
    /// Its time passed.
    Expired,
}

impl CallbackState {
    /// Whether it still stands.
    #[must_use]
    pub fn is_open(self) -> bool {
        match self {
            Self::Requested
            | Self::Scheduled
            | Self::Due
            | Self::Dialling
            | Self::Connected
            | Self::NoAnswer => true,
            Self::Done | Self::Failed | Self::Cancelled | Self::Expired => false,
        }
    }
}

/// When the customer wants to be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum When {
    /// As soon as possible, keeping the place in line.
    Asap {},
    /// In the slot that starts then.
    Slot {
        /// Start (RFC 3339).
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        starts_at: Timestamp,
    },
}

/// From when to when the customer will be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Window {
    /// Start (RFC 3339).
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub from: Timestamp,
    /// End (RFC 3339).
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub until: Timestamp,
}

/// Why a callback cannot be promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The site offers none.
    NotOffered,
    /// Not a number that can be dialled.
    NumberInvalid,
    /// A number of a country that the site does not call.
    CountryNotAllowed,
    /// Neither a mobile nor a fixed line.
    NumberTypeNotAllowed,
    /// Consent is missing.
    ConsentMissing,
    /// The queue is closed and no slot was chosen.
    Closed,
    /// The slot does not exist (any more).
    SlotUnknown,
    /// The slot is full.
    SlotFull,
    /// The site's daily cap is reached.
    DailyCap,
    /// Too many requests from this number or address.
    TooMany,
    /// The queue does not exist.
    QueueUnknown,
}
