//! Opening hours: weekly ranges, overnight ranges, exceptions, time zones.

mod draft;

pub use draft::HoursDraft;
pub(crate) use draft::check;

use jiff::{
    SignedDuration, Timestamp, ToSpan, civil,
    tz::{AmbiguousOffset, TimeZone},
};
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

/// How far ahead a change is looked for.
const HORIZON: SignedDuration = SignedDuration::from_hours(15 * 24);

impl Hours {
    /// Whether it is open at `now`, and when that changes.
    ///
    /// Daylight saving is followed: a local time that does not exist is the moment at which the clock jumps over it,
    /// one that exists twice is its first occurrence. A range belongs to the day on which it starts: a night shift
    /// goes on into a holiday.
    #[must_use]
    pub fn at(&self, now: Timestamp, zone: &TimeZone) -> Opening {
        let spans = self.spans(now, zone);
        let current = spans
            .iter()
            .find(|(start, end)| *start <= now && now < *end);
        let changes_at = match current {
            Some((_, end)) => Some(*end),
            None => spans
                .iter()
                .map(|(start, _)| *start)
                .find(|start| *start > now),
        };
        Opening {
            open: current.is_some(),
            changes_at: changes_at.filter(|at| at.duration_since(now) <= HORIZON),
        }
    }

    /// Open spans from yesterday to past the horizon, in order, touching ones joined.
    fn spans(&self, now: Timestamp, zone: &TimeZone) -> Vec<(Timestamp, Timestamp)> {
        let mut spans = Vec::new();
        let mut day = zone
            .to_datetime(now)
            .date()
            .checked_sub(2.days())
            .unwrap_or(civil::Date::MIN);
        for _ in 0..20 {
            spans.extend(self.spans_of(day, zone));
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
        spans.sort();
        let mut joined: Vec<(Timestamp, Timestamp)> = Vec::with_capacity(spans.len());
        for (start, end) in spans {
            match joined.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => joined.push((start, end)),
            }
        }
        joined
    }

    fn spans_of(&self, day: civil::Date, zone: &TimeZone) -> Vec<(Timestamp, Timestamp)> {
        self.ranges_on(day)
            .iter()
            .filter_map(|range| {
                let last_day = if range.end <= range.start {
                    day.tomorrow().ok()?
                } else {
                    day
                };
                let start = first_instant(day.to_datetime(range.start), zone)?;
                let end = first_instant(last_day.to_datetime(range.end), zone)?;
                (start < end).then_some((start, end))
            })
            .collect()
    }

    /// The ranges that start on `day`.
    #[must_use]
    pub fn ranges_on(&self, day: civil::Date) -> &[Range] {
        let weekday = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0);
        self.exceptions
            .get(&day)
            .or_else(|| self.week.get(weekday))
            .map_or(&[], Vec::as_slice)
    }
}

/// The first instant at which a clock on the wall shows `local` or later.
fn first_instant(local: civil::DateTime, zone: &TimeZone) -> Option<Timestamp> {
    let ambiguous = zone.to_ambiguous_timestamp(local);
    match ambiguous.offset() {
        AmbiguousOffset::Gap { after, .. } => {
            let before_the_jump = after.to_timestamp(local).ok()?;
            zone.following(before_the_jump)
                .next()
                .map(|jump| jump.timestamp())
        }
        AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Fold { .. } => {
            ambiguous.earlier().ok()
        }
    }
}

#[cfg(test)]
mod tests;
