//! When a line is open: every quarter of an hour of a week is tried on the conditions of the flow.

use crate::json::Json;

/// Quarters of an hour in a day.
const DAY: usize = 96;
/// Quarters of an hour in a week, from Monday, midnight.
pub(crate) const SLOTS: usize = 7 * DAY;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const LONG: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// Stands where a format asks for the date: it equals nothing.
const DATE: char = '\u{0}';

/// A moment of the week as the flow's format writes it; nothing for a format that is not understood.
pub(crate) fn formatted(format: &str, slot: usize) -> Option<String> {
    let (day, minute) = (slot / DAY % 7, slot % DAY * 15);
    let (hour, minute) = (minute / 60, minute % 60);
    let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
    let mut out = String::new();
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let mut directive = chars.next()?;
        let bare = directive == '-';
        if matches!(directive, '-' | '_' | '0' | '^') {
            directive = chars.next()?;
        }
        let padded = |n: usize| {
            if bare {
                n.to_string()
            } else {
                format!("{n:02}")
            }
        };
        let long = LONG.get(day).copied().unwrap_or_default();
        match directive {
            'H' => out.push_str(&padded(hour)),
            'k' => out.push_str(&hour.to_string()),
            'I' => out.push_str(&padded(twelve)),
            'l' => out.push_str(&twelve.to_string()),
            'M' => out.push_str(&padded(minute)),
            'S' => out.push_str("00"),
            'p' => out.push_str(if hour < 12 { "AM" } else { "PM" }),
            'P' => out.push_str(if hour < 12 { "am" } else { "pm" }),
            'R' => out.push_str(&format!("{hour:02}:{minute:02}")),
            'T' | 'X' => out.push_str(&format!("{hour:02}:{minute:02}:00")),
            'u' => out.push_str(&(day + 1).to_string()),
            'w' => out.push_str(&((day + 1) % 7).to_string()),
            'a' => out.push_str(long.get(..3).unwrap_or_default()),
            'A' => out.push_str(long),
            'Y' | 'y' | 'm' | 'd' | 'e' | 'j' | 'B' | 'b' | 'F' | 'D' | 'x' | 'U' | 'W' | 's' => {
                out.push(DATE);
            }
            '%' => out.push('%'),
            _ => return None,
        }
    }
    Some(out)
}

/// Whether a format asks for more than weekday and time.
pub(crate) fn asks_for_the_date(format: &str) -> bool {
    formatted(format, 0).is_some_and(|text| text.contains(DATE))
}

/// Opening hours of the slots that are open.
pub(crate) fn hours(open: impl Fn(usize) -> bool) -> Json {
    let days: Vec<Vec<String>> = (0..7)
        .map(|day| ranges(|quarter| open(day * DAY + quarter)))
        .collect();
    let mut entries = Vec::new();
    let mut day = 0;
    while let Some(first) = days.get(day) {
        let alike = days.iter().skip(day).take_while(|d| *d == first).count();
        let last = day + alike - 1;
        if !first.is_empty() {
            let name = |d: usize| DAYS.get(d).copied().unwrap_or_default();
            let name = if alike == 1 {
                name(day).to_owned()
            } else {
                format!("{}-{}", name(day), name(last))
            };
            let ranges = first.iter().map(Json::text).collect();
            entries.push((name, Json::List(ranges)));
        }
        day += alike;
    }
    Json::Object(entries)
}

/// The open ranges of one day: `09:00-17:30`.
fn ranges(open: impl Fn(usize) -> bool) -> Vec<String> {
    let time = |quarter: usize| format!("{:02}:{:02}", quarter / 4, quarter % 4 * 15);
    let mut ranges = Vec::new();
    let mut since = None;
    for quarter in 0..=DAY {
        match (since, quarter < DAY && open(quarter)) {
            (None, true) => since = Some(quarter),
            (Some(start), false) => {
                ranges.push(format!("{}-{}", time(start), time(quarter)));
                since = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_as_liquid_writes_it() {
        // Saturday, 17:45.
        let slot = 5 * DAY + 17 * 4 + 3;
        for (format, expected) in [
            ("%H", "17"),
            ("%H%M", "1745"),
            ("%-I:%M %p", "5:45 PM"),
            ("%u %w %a %A", "6 6 Sat Saturday"),
            ("%R", "17:45"),
        ] {
            assert_eq!(formatted(format, slot).as_deref(), Some(expected));
        }
        assert_eq!(formatted("%Q", slot), None);
        assert_eq!(formatted("%", slot), None);
        assert!(asks_for_the_date("%m/%d") && !asks_for_the_date("%H:%M"));
    }

    #[test]
    fn days_that_are_alike_are_written_together() {
        let open = |slot: usize| match slot / DAY {
            0..=4 => (36..68).contains(&(slot % DAY)),
            5 => (40..56).contains(&(slot % DAY)),
            _ => false,
        };
        assert_eq!(
            hours(open),
            Json::object([
                ("mon-fri", Json::List(vec![Json::text("09:00-17:00")])),
                ("sat", Json::List(vec![Json::text("10:00-14:00")])),
            ])
        );
        assert_eq!(
            hours(|_| true),
            Json::object([("mon-sun", Json::List(vec![Json::text("00:00-24:00")]))])
        );
    }
}
