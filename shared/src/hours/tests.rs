use super::*;

const ZONES: [(&str, &str); 5] = [
    // Clock change forward, and back, of each zone in 2026; Baku has none.
    ("Europe/Bucharest", "2026-03-28T20:00:00Z"),
    ("Europe/Bucharest", "2026-10-24T20:00:00Z"),
    ("Europe/London", "2026-03-28T20:00:00Z"),
    ("Europe/London", "2026-10-24T20:00:00Z"),
    ("Asia/Baku", "2026-12-30T12:00:00Z"),
];

fn range(start: (i8, i8), end: (i8, i8)) -> Range {
    Range {
        start: civil::time(start.0, start.1, 0, 0),
        end: civil::time(end.0, end.1, 0, 0),
    }
}

/// A small generator: the tests must fail the same way each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    fn hours(&mut self, around: civil::Date) -> Hours {
        let mut hours = Hours::default();
        for day in &mut hours.week {
            for _ in 0..self.below(3) {
                let half = |n: u64| {
                    let n = i8::try_from(n).unwrap();
                    (n / 2, 30 * (n % 2))
                };
                day.push(range(half(self.below(48)), half(self.below(48))));
            }
        }
        if self.below(2) == 0 {
            let day = around
                .checked_add(i64::try_from(self.below(3)).unwrap().days())
                .unwrap();
            hours.exceptions.insert(day, SpecialDay::default());
        }
        hours
    }
}

/// Reads the clock on the wall minute by minute: a range opens at the first minute that shows its start or later.
fn scan(hours: &Hours, from: Timestamp, minutes: i64, zone: &TimeZone) -> Vec<bool> {
    let begin = from - 72.hours();
    let walls: Vec<civil::DateTime> = (0..72 * 60 + minutes)
        .map(|m| zone.to_datetime(begin + m.minutes()))
        .collect();
    let mut open = vec![false; walls.len()];
    let mut day = walls[0].date();
    while day <= walls[walls.len() - 1].date() {
        for range in hours.ranges_on(day) {
            let last = if range.end <= range.start {
                day.tomorrow().unwrap()
            } else {
                day
            };
            let first_showing = |wall: civil::DateTime| walls.iter().position(|w| *w >= wall);
            let start = first_showing(day.to_datetime(range.start)).unwrap_or(walls.len());
            let end = first_showing(last.to_datetime(range.end)).unwrap_or(walls.len());
            for minute in open.iter_mut().take(end).skip(start) {
                *minute = true;
            }
        }
        day = day.tomorrow().unwrap();
    }
    open.split_off(72 * 60)
}

#[test]
fn opening_agrees_with_a_clock_read_minute_by_minute() {
    let mut dice = Dice(7);
    for (name, from) in ZONES {
        let zone = TimeZone::get(name).unwrap();
        let from: Timestamp = from.parse().unwrap();
        for _ in 0..40 {
            let hours = dice.hours(zone.to_datetime(from).date());
            let minutes = scan(&hours, from, 36 * 60, &zone);
            for start in (0..minutes.len()).step_by(13) {
                let now = from + i64::try_from(start).unwrap().minutes();
                let opening = hours.at(now, &zone);
                assert_eq!(opening.open, minutes[start], "{name} {now} {hours:?}");
                let change = minutes[start..]
                    .iter()
                    .position(|open| *open != opening.open)
                    .map(|m| now + i64::try_from(m).unwrap().minutes());
                if change.is_some() {
                    assert_eq!(opening.changes_at, change, "{name} {now} {hours:?}");
                }
            }
        }
    }
}

#[test]
fn opening_in_the_skipped_hour_happens_when_the_clock_jumps() {
    let zone = TimeZone::get("Europe/Bucharest").unwrap();
    let mut hours = Hours::default();
    hours.week[6].push(range((3, 30), (5, 0)));
    let opening = hours.at("2026-03-29T00:00:00Z".parse().unwrap(), &zone);
    assert!(!opening.open);
    assert_eq!(
        opening.changes_at,
        Some("2026-03-29T01:00:00Z".parse().unwrap())
    );
}

#[test]
fn a_night_shift_goes_on_into_a_holiday() {
    let zone = TimeZone::get("Asia/Baku").unwrap();
    let mut hours = Hours::default();
    for day in &mut hours.week {
        day.push(range((22, 0), (6, 0)));
    }
    hours
        .exceptions
        .insert(civil::date(2026, 12, 31), SpecialDay::default());
    let at = |text: &str| hours.at(text.parse().unwrap(), &zone);
    assert!(at("2026-12-31T01:00:00Z").open, "05:00 local");
    assert!(!at("2026-12-31T02:00:00Z").open, "06:00 local");
    assert!(!at("2026-12-31T19:00:00Z").open, "23:00 local, holiday");
}

#[test]
fn what_never_changes_has_no_next_change() {
    let zone = TimeZone::UTC;
    let now = "2026-06-01T12:00:00Z".parse().unwrap();
    let closed = Hours::default().at(now, &zone);
    assert_eq!((closed.open, closed.changes_at), (false, None));
    let mut always = Hours::default();
    for day in &mut always.week {
        day.push(range((0, 0), (0, 0)));
    }
    let open = always.at(now, &zone);
    assert_eq!((open.open, open.changes_at), (true, None));
}
