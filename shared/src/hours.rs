//! Opening hours: weekly ranges, overnight ranges, holidays and exceptions, time zones.

mod check;
mod draft;

pub(crate) use check::{Around, check};
pub use draft::{DayDraft, HoursDraft, SpecialDayDraft};

use crate::locale::Texts;
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
    /// Holidays and exceptions: single days that replace the week's. A day that is both is here as its exception.
    pub exceptions: BTreeMap<civil::Date, SpecialDay>,
    /// What is said when closed; may be empty.
    pub say_closed: Texts,
}

/// A holiday or an exception.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SpecialDay {
    /// Ranges that replace the week's; empty = closed.
    pub ranges: Vec<Range>,
    /// Said on this day when closed, in place of [`Hours::say_closed`]; may be empty.
    pub say: Texts,
}

/// From `start` to `end` (exclusive), local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// Opening time.
    pub start: civil::Time,
    /// Closing time; 24:00 is written as midnight.
    pub end: civil::Time,
}

impl Range {
    /// Whether it goes on into the next day, or up to its first moment.
    #[must_use]
    pub fn is_overnight(&self) -> bool {
        self.end <= self.start
    }
}

/// Whether it is open, and when that changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Open now.
    pub open: bool,
    /// When that changes next; nothing where it stays open for the next 15 days, or closed for the next 62.
    pub changes_at: Option<Timestamp>,
}

/// How far ahead the end of being open is looked for: nobody plans by it, and hours that never close cost time.
const OPEN_HORIZON: SignedDuration = SignedDuration::from_hours(15 * 24);

/// How far ahead an opening is looked for: callbacks are offered for up to 60 days.
const CLOSED_HORIZON: SignedDuration = SignedDuration::from_hours(62 * 24);

impl Hours {
    /// Whether it is open at `now`, and when that changes.
    ///
    /// Daylight saving is followed: a local time that does not exist is the moment at which the clock jumps over it,
    /// one that exists twice is its first occurrence. A range belongs to the day on which it starts: a night shift
    /// goes on into a holiday.
    #[must_use]
    pub fn at(&self, now: Timestamp, zone: &TimeZone) -> Opening {
        let mut current: Option<(Timestamp, Timestamp)> = None;
        for (start, end) in self.spans_from(now, zone) {
            let Some(span) = &mut current else {
                current = Some((start, end));
                continue;
            };
            if start <= span.1 {
                span.1 = span.1.max(end);
                if span.0 <= now && span.1.duration_since(now) > OPEN_HORIZON {
                    break;
                }
            } else if span.1 > now {
                break;
            } else {
                *span = (start, end);
            }
        }
        let Some((start, end)) = current.filter(|(_, end)| *end > now) else {
            return Opening {
                open: false,
                changes_at: None,
            };
        };
        let open = start <= now;
        let (changes_at, horizon) = if open {
            (end, OPEN_HORIZON)
        } else {
            (start, CLOSED_HORIZON)
        };
        Opening {
            open,
            changes_at: Some(changes_at).filter(|at| at.duration_since(now) <= horizon),
        }
    }

    /// What is said to somebody who finds it closed at `now`: the day's own message, else the general one.
    #[must_use]
    pub fn closed_message(&self, now: Timestamp, zone: &TimeZone) -> &Texts {
        let today = zone.to_datetime(now).date();
        match self.exceptions.get(&today) {
            Some(day) if !day.say.is_empty() => &day.say,
            Some(_) | None => &self.say_closed,
        }
    }

    /// Whether no moment of any week or single day is closed.
    #[must_use]
    pub fn never_closes(&self) -> bool {
        const DAY: usize = 24 * 60;
        let mut open = vec![false; 7 * DAY];
        for (day, ranges) in self.week.iter().enumerate() {
            for range in ranges {
                let (start, end) = range.minutes();
                for minute in start..end {
                    let of_week = (day * DAY + usize::from(minute)) % (7 * DAY);
                    if let Some(open) = open.get_mut(of_week) {
                        *open = true;
                    }
                }
            }
        }
        let all_day = |day: &SpecialDay| day.ranges.iter().any(|r| r.minutes() == (0, 24 * 60));
        open.into_iter().all(|minute| minute) && self.exceptions.values().all(all_day)
    }

    /// Open spans in order, from the day before yesterday to past the horizon.
    fn spans_from(
        &self,
        now: Timestamp,
        zone: &TimeZone,
    ) -> impl Iterator<Item = (Timestamp, Timestamp)> {
        let first = zone
            .to_datetime(now)
            .date()
            .checked_sub(2.days())
            .unwrap_or(civil::Date::MIN);
        std::iter::successors(Some(first), |day| day.tomorrow().ok())
            .take(66)
            .flat_map(|day| self.spans_of(day, zone))
    }

    fn spans_of(&self, day: civil::Date, zone: &TimeZone) -> Vec<(Timestamp, Timestamp)> {
        let span = |range: &Range| {
            let last_day = if range.is_overnight() {
                day.tomorrow().ok()?
            } else {
                day
            };
            let start = first_instant(day.to_datetime(range.start), zone)?;
            let end = first_instant(last_day.to_datetime(range.end), zone)?;
            (start < end).then_some((start, end))
        };
        let mut spans: Vec<_> = self.ranges_on(day).iter().filter_map(span).collect();
        spans.sort_unstable();
        spans
    }

    /// The ranges that start on `day`.
    #[must_use]
    pub fn ranges_on(&self, day: civil::Date) -> &[Range] {
        if let Some(special) = self.exceptions.get(&day) {
            return &special.ranges;
        }
        let weekday = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0);
        self.week.get(weekday).map_or(&[], Vec::as_slice)
    }
}

impl Range {
    /// First and last minute (exclusive) from the midnight before; past 1440 where it goes on into the next day.
    fn minutes(self) -> (u16, u16) {
        let minute = |time: civil::Time| {
            u16::try_from(i32::from(time.hour()) * 60 + i32::from(time.minute())).unwrap_or(0)
        };
        let (start, end) = (minute(self.start), minute(self.end));
        (
            start,
            if self.is_overnight() {
                end + 24 * 60
            } else {
                end
            },
        )
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
