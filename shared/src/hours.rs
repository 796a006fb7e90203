//! Opening hours: weekly ranges, overnight ranges, exceptions, time zones.

use jiff::{Timestamp, civil, tz::TimeZone};
use std::collections::BTreeMap;

/// Checked opening hours in a site's time zone.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Hours {
    /// Ranges by weekday, Monday first. A range that ends at or before its start goes past midnight.
    pub week: [Vec<Range>; 7],
    /// Ranges of single days, which replace the week's; empty = closed.
    pub exceptions: BTreeMap<civil::Date, Vec<Range>>,
}

/// From `start` to `end` (exclusive), local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// Opening time.
    pub start: civil::Time,
    /// Closing time; 24:00 is written as midnight.
    pub end: civil::Time,
}

/// Whether it is open, and when that changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Open now.
    pub open: bool,
    /// When that changes next; nothing within the next 15 days.
    pub changes_at: Option<Timestamp>,
}

impl Hours {
    /// Whether it is open at `now`, and when that changes.
    ///
    /// Daylight saving is followed: a local time that does not exist moves forward, one that exists twice counts once.
    #[must_use]
    pub fn at(&self, now: Timestamp, zone: &TimeZone) -> Opening {
        let _ = (now, zone);
        todo!("files engineer")
    }
}
