//! A callback as a pure state machine, and the rules for accepting one.
//!
//! The store keeps rows and calls these functions: [`check`] before it promises anything (also as a dry run),
//! [`slots`] for what may be chosen, [`Progress::advance`] for every event of a callback's life, [`id`] and
//! [`code`] for its names. One open callback a number and site is the store's unique index. A caller who asks again
//! hears of the one that stands; a visitor who asks again under another key is sent to the link of the first
//! confirmation, because whoever types a number may not be its owner.

mod check;
mod progress;
pub mod slots;
mod soonest;

pub use check::{
    Ask, Facts, MAX_NAME, MAX_TOPIC, PER_ADDRESS_AND_HOUR, PER_NUMBER_AND_DAY, check, reasons,
};
pub use progress::{Impossible, Progress, Turn};
pub use slots::Booked;
pub use soonest::{check_soonest, first_free_slot};

use crate::hash;
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
    /// A callback to this number is open already; only its own link shows and changes it.
    AlreadyOpen,
    /// The queue does not exist.
    QueueUnknown,
}

impl Window {
    /// Minutes from `now` to the window's ends, rounded outwards to what is announced: never below one, never
    /// more precise than the steps of a wait; beyond an hour in whole hours.
    #[must_use]
    pub fn minutes_from(&self, now: Timestamp) -> (u32, u32) {
        let minutes = |at: Timestamp| at.duration_since(now).as_secs_f64().max(0.0) / 60.0;
        let (from, until) = (minutes(self.from), minutes(self.until));
        let steps = crate::queue::announce::STEPS_MIN
            .into_iter()
            .chain((2..=24 * 15).map(|hours| hours * 60));
        let low = steps
            .clone()
            .take_while(|&step| f64::from(step) <= from)
            .last()
            .unwrap_or(1);
        let high = steps
            .clone()
            .find(|&step| f64::from(step) >= until)
            .unwrap_or(u32::MAX);
        (low, high.max(low))
    }
}

/// The id of the callback that a request makes: the same idempotency key (or effect of a call) on the same site
/// is the same callback, however often it is sent. 32 hex digits.
#[must_use]
pub fn id(site: &str, idempotency_key: &str) -> String {
    hash::hex(&hash::digest(&["callback", site, idempotency_key]), 16)
}

/// Four digits that the operator says first. Strangers who ring "from your bank" cannot know them.
#[must_use]
pub fn code(id: &str) -> String {
    // 64 bits folded to 10,000 values: no code is noticeably likelier than another.
    let number = hash::digest(&["callback code", id])
        .iter()
        .take(8)
        .fold(0_u64, |sum, &byte| sum << 8 | u64::from(byte));
    format!("{:04}", number % 10_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_request_has_the_same_id_and_another_site_or_key_has_not() {
        let id = super::id("mobile", "key-1");
        assert_eq!(id.len(), 32);
        assert_eq!(id, super::id("mobile", "key-1"));
        assert_ne!(id, super::id("bank", "key-1"));
        assert_ne!(id, super::id("mobile", "key-2"));
        assert_ne!(super::id("mobilek", "ey-1"), id);
    }

    #[test]
    fn a_code_has_four_digits_and_all_codes_are_used() {
        let codes: std::collections::BTreeSet<String> =
            (0..2_000).map(|n| code(&n.to_string())).collect();
        assert!(
            codes
                .iter()
                .all(|code| code.len() == 4 && code.bytes().all(|b| b.is_ascii_digit()))
        );
        // 2,000 draws of 10,000 leave about 1,813 different ones.
        assert!((1_750..1_880).contains(&codes.len()), "{}", codes.len());
    }

    #[test]
    fn a_window_is_announced_rounded_outwards() {
        let now: Timestamp = "2026-03-02T10:00:00Z".parse().unwrap();
        for (from, until, minutes) in [
            ("10:00:00", "10:05:00", (1, 5)),
            ("10:03:30", "10:11:00", (2, 15)),
            ("10:47:00", "11:20:00", (45, 120)),
            ("14:10:00", "14:30:00", (240, 300)),
        ] {
            let at = |time: &str| format!("2026-03-02T{time}Z").parse().unwrap();
            let window = Window {
                from: at(from),
                until: at(until),
            };
            assert_eq!(window.minutes_from(now), minutes, "{from} to {until}");
        }
    }
}
