//! Opening hours as people write them.

use super::{Hours, Range};
use crate::problem::{At, Report, did_you_mean, rules};
use jiff::civil;
use serde::de::{self, Deserialize};
use std::collections::BTreeMap;

/// Opening hours: `"mon-fri": ["08:00-22:00"]`, and `exceptions` for single days.
#[derive(Clone, Debug, Default)]
pub struct HoursDraft {
    /// Ranges by day or days: `mon`, `mon-fri`, `sat-sun`.
    pub week: BTreeMap<String, Vec<String>>,
    /// Ranges of single days, which replace the week's; an empty list means closed.
    pub exceptions: BTreeMap<String, Vec<String>>,
}

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

impl<'de> Deserialize<'de> for HoursDraft {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = HoursDraft;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("opening hours")
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<HoursDraft, A::Error> {
                let mut hours = HoursDraft::default();
                while let Some(key) = map.next_key::<String>()? {
                    if key == "exceptions" {
                        hours.exceptions = map.next_value()?;
                    } else {
                        hours.week.insert(key, map.next_value()?);
                    }
                }
                Ok(hours)
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

/// Checks one set of opening hours.
pub(crate) fn check(draft: &HoursDraft, at: At<'_>, report: &mut Report<'_>) -> Hours {
    let mut hours = Hours::default();
    let mut named = [false; 7];
    for (days, ranges) in &draft.week {
        let at = at.get(days);
        let Some(days) = days_of(days) else {
            let near = did_you_mean(days, DAYS);
            report.add(&rules::UNKNOWN_DAY, at.key(), &[("day", days)], near);
            continue;
        };
        let ranges = check_ranges(ranges, at, report);
        for day in days {
            let name = DAYS.get(day).copied().unwrap_or_default();
            if named.get(day).copied().unwrap_or_default() {
                report.add(&rules::DAY_TWICE, at.key(), &[("day", name)], None);
            }
            if let (Some(slot), Some(named)) = (hours.week.get_mut(day), named.get_mut(day)) {
                slot.clone_from(&ranges);
                *named = true;
            }
        }
    }
    check_overnight(&hours, at, report);
    for (day, ranges) in &draft.exceptions {
        let at = at.get("exceptions").get(day);
        match day.parse::<civil::Date>() {
            Ok(date) if day.len() == 10 => {
                hours
                    .exceptions
                    .insert(date, check_ranges(ranges, at, report));
            }
            _ => report.add(&rules::BAD_DATE, at.key(), &[("date", day)], None),
        }
    }
    if hours.week.iter().all(Vec::is_empty) && hours.exceptions.values().all(Vec::is_empty) {
        report.add(&rules::NEVER_OPEN, at.key(), &[("name", at.name())], None);
    }
    hours
}

/// `mon` or `mon-fri` or `sat-mon` as weekdays from Monday = 0.
fn days_of(text: &str) -> Option<Vec<usize>> {
    let index = |name: &str| DAYS.iter().position(|d| *d == name);
    match text.split_once('-') {
        None => index(text).map(|day| vec![day]),
        Some((first, last)) => {
            let (first, last) = (index(first)?, index(last)?);
            let length = (last + 7 - first) % 7 + 1;
            Some((0..length).map(|n| (first + n) % 7).collect())
        }
    }
}

fn check_ranges(ranges: &[String], at: At<'_>, report: &mut Report<'_>) -> Vec<Range> {
    let mut checked: Vec<Range> = Vec::new();
    for (index, text) in ranges.iter().enumerate() {
        let at = at.item(index);
        let Some(range) = range_of(text) else {
            report.add(&rules::BAD_RANGE, at.value(), &[("range", text)], None);
            continue;
        };
        match checked.iter().find(|other| overlap(**other, range)) {
            Some(other) => {
                let other = format!("{}-{}", short(other.start), short(other.end));
                let values = [("range", text.as_str()), ("other", other.as_str())];
                report.add(&rules::HOURS_OVERLAP, at.value(), &values, None);
            }
            None => checked.push(range),
        }
    }
    checked.sort_by_key(|r| r.start);
    checked
}

/// A night shift must not run into the next day's first range.
fn check_overnight(hours: &Hours, at: At<'_>, report: &mut Report<'_>) {
    for day in 0..7 {
        let next = (day + 1) % 7;
        let (Some(today), Some(tomorrow)) = (hours.week.get(day), hours.week.get(next)) else {
            continue;
        };
        let Some(night) = today.iter().find(|r| r.end <= r.start) else {
            continue;
        };
        if let Some(other) = tomorrow.iter().find(|r| r.start < night.end) {
            let text = |r: Range| format!("{}-{}", short(r.start), short(r.end));
            let (range, other) = (text(*night), text(*other));
            let values = [("range", range.as_str()), ("other", other.as_str())];
            report.add(&rules::HOURS_OVERLAP, at.key(), &values, None);
            return;
        }
    }
}

fn overlap(a: Range, b: Range) -> bool {
    let minutes = |r: Range| {
        let start = i32::from(r.start.hour()) * 60 + i32::from(r.start.minute());
        let end = i32::from(r.end.hour()) * 60 + i32::from(r.end.minute());
        (start, if end <= start { end + 24 * 60 } else { end })
    };
    let ((a_start, a_end), (b_start, b_end)) = (minutes(a), minutes(b));
    a_start < b_end && b_start < a_end
}

fn short(time: civil::Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// `08:00-22:00`; `24:00` is midnight.
fn range_of(text: &str) -> Option<Range> {
    let (start, end) = text.split_once('-')?;
    let end = if end == "24:00" { "00:00" } else { end };
    Some(Range {
        start: time_of(start)?,
        end: time_of(end)?,
    })
}

fn time_of(text: &str) -> Option<civil::Time> {
    let (hour, minute) = text.split_once(':')?;
    let two_digits = |t: &str| t.len() == 2 && t.bytes().all(|b| b.is_ascii_digit());
    if !two_digits(hour) || !two_digits(minute) {
        return None;
    }
    civil::Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for HoursDraft {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "OpeningHours".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let ranges = serde_json::json!({
            "type": "array",
            "items": { "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$" },
            "examples": [["08:00-22:00"], ["09:00-13:00", "14:00-18:00"], ["22:00-06:00"], []],
        });
        schemars::json_schema!({
            "type": "object",
            "description": "Opening hours: days and the ranges on them. A range that ends at or before its start goes past midnight. Days that you leave out are closed.",
            "properties": {
                "exceptions": {
                    "type": "object",
                    "description": "Single days that differ, by date: \"2026-12-31\": [] means closed all day.",
                    "propertyNames": { "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
                    "additionalProperties": ranges,
                }
            },
            "patternProperties": { "^(mon|tue|wed|thu|fri|sat|sun)(-(mon|tue|wed|thu|fri|sat|sun))?$": ranges },
            "additionalProperties": false,
        })
    }
}
