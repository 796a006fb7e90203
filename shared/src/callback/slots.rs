//! Slots that a customer may choose: spans of the queue's opening hours, whole ones only.

use super::Window;
use crate::{hours::Hours, site::CallbackPolicy};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use std::collections::BTreeMap;

/// A slot begins this long after the request at the earliest: sooner is "as soon as possible".
pub const LEAD: SignedDuration = SignedDuration::from_mins(15);

/// No list is longer; two weeks of half-hours around the clock fit.
pub const MOST: usize = 672;

/// Callbacks booked by the start of their slot.
pub type Booked = BTreeMap<Timestamp, u32>;

/// A slot and whether it takes one more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// From when to when the customer would be called.
    pub window: Window,
    /// Whether it is booked out.
    pub full: bool,
}

/// Every slot of the coming days, booked-out ones marked.
///
/// Slots begin at full multiples of their length on the wall clock and are cut from what is really open:
/// where clocks go forward the day has fewer, where they go back it has more, none twice.
#[must_use]
pub fn all(
    hours: &Hours,
    zone: &TimeZone,
    policy: &CallbackPolicy,
    booked: &Booked,
    now: Timestamp,
) -> Vec<Choice> {
    let minutes = i64::from(policy.slot_minutes.clamp(5, 24 * 60));
    let length = SignedDuration::from_mins(minutes);
    let days = i64::from(policy.days.min(60));
    let (Ok(from), Ok(horizon)) = (
        now.checked_add(LEAD),
        now.checked_add(SignedDuration::from_hours(24 * days)),
    ) else {
        return Vec::new();
    };
    let mut slots = Vec::new();
    let spans = Spans {
        hours,
        zone,
        at: Some(from),
        horizon,
    };
    for (opens, closes) in spans {
        let mut start = on_the_clock(opens, minutes, zone);
        while let Some(begins) = start {
            let Ok(ends) = begins.checked_add(length) else {
                break;
            };
            if ends > closes || slots.len() >= MOST {
                break;
            }
            let full = booked
                .get(&begins)
                .is_some_and(|&taken| taken >= policy.slot_capacity);
            slots.push(Choice {
                window: Window {
                    from: begins,
                    until: ends,
                },
                full,
            });
            start = on_the_clock(ends, minutes, zone);
        }
    }
    slots
}

/// Open spans from a moment on, cut off at the horizon.
struct Spans<'a> {
    hours: &'a Hours,
    zone: &'a TimeZone,
    at: Option<Timestamp>,
    horizon: Timestamp,
}

impl Iterator for Spans<'_> {
    type Item = (Timestamp, Timestamp);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let at = self.at.take().filter(|&at| at < self.horizon)?;
            let opening = self.hours.at(at, self.zone);
            self.at = opening.changes_at.filter(|&changes| changes > at);
            if opening.open {
                return Some((at, self.at.unwrap_or(self.horizon).min(self.horizon)));
            }
        }
    }
}

/// The first multiple of `minutes` on the wall clock at or after `at`.
fn on_the_clock(at: Timestamp, minutes: i64, zone: &TimeZone) -> Option<Timestamp> {
    let length = minutes.checked_mul(60)?;
    let mut second = at
        .as_second()
        .checked_add(i64::from(at.subsec_nanosecond() > 0))?;
    // Clocks that change on the way leave the grid: then from there again, at most once or twice.
    for _ in 0..4 {
        let offset = i64::from(
            zone.to_offset(Timestamp::from_second(second).ok()?)
                .seconds(),
        );
        let past = second.checked_add(offset)?.rem_euclid(length);
        if past == 0 {
            break;
        }
        second = second.checked_add(length - past)?;
    }
    Timestamp::from_second(second).ok()
}
