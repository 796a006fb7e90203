use super::*;

/// Zones and the last days of 2026 before their clocks change: by an hour in most, by half an hour on Lord Howe Island, by two
/// at Troll; at midnight in Havana, Beirut, Cairo, Santiago and on the Azores; with offsets of half and quarter hours.
const ZONES: [(&str, [&str; 2]); 23] = [
    ("Europe/Bucharest", ["2026-03-29", "2026-10-25"]),
    ("Europe/Chisinau", ["2026-03-29", "2026-10-25"]),
    ("Europe/London", ["2026-03-29", "2026-10-25"]),
    ("Europe/Kyiv", ["2026-03-29", "2026-10-25"]),
    ("Atlantic/Azores", ["2026-03-28", "2026-10-25"]),
    ("America/Nuuk", ["2026-03-28", "2026-10-24"]),
    ("America/New_York", ["2026-03-08", "2026-11-01"]),
    ("America/St_Johns", ["2026-03-08", "2026-11-01"]),
    ("America/Havana", ["2026-03-07", "2026-11-01"]),
    ("America/Santiago", ["2026-04-04", "2026-09-05"]),
    ("Asia/Beirut", ["2026-03-28", "2026-10-24"]),
    ("Asia/Jerusalem", ["2026-03-27", "2026-10-25"]),
    ("Africa/Cairo", ["2026-04-23", "2026-10-29"]),
    ("Africa/Casablanca", ["2026-02-15", "2026-03-22"]),
    ("Antarctica/Troll", ["2026-03-29", "2026-10-25"]),
    ("Australia/Lord_Howe", ["2026-04-05", "2026-10-04"]),
    ("Australia/Adelaide", ["2026-04-05", "2026-10-04"]),
    ("Pacific/Auckland", ["2026-04-05", "2026-09-27"]),
    ("Pacific/Chatham", ["2026-04-05", "2026-09-27"]),
    ("Pacific/Norfolk", ["2026-04-05", "2026-10-04"]),
    ("Asia/Baku", ["", ""]),
    ("Asia/Kolkata", ["", ""]),
    ("Asia/Kathmandu", ["", ""]),
];

/// The moments at which a zone's clocks change in 2026, with the seconds that they are put forward.
fn changes(zone: &TimeZone) -> Vec<(Timestamp, i32)> {
    let begin: Timestamp = "2026-01-01T12:00:00Z".parse().unwrap();
    let end: Timestamp = "2026-12-31T12:00:00Z".parse().unwrap();
    let before = |at: Timestamp| zone.to_offset(at - 1.second()).seconds();
    zone.following(begin)
        .map(|change| change.timestamp())
        .take_while(|at| *at < end)
        .map(|at| (at, zone.to_offset(at).seconds() - before(at)))
        .filter(|(_, forward)| *forward != 0)
        .collect()
}

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
    for (name, _) in ZONES {
        let zone = TimeZone::get(name).unwrap();
        let quiet: Timestamp = "2026-06-01T02:00:00Z".parse().unwrap();
        let mut moments: Vec<Timestamp> = changes(&zone).into_iter().map(|(at, _)| at).collect();
        moments.resize(moments.len().max(1), quiet);
        for from in moments.into_iter().map(|at| at - 18.hours()) {
            for _ in 0..2 {
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

#[test]
fn the_clocks_of_all_these_zones_change_when_they_should() {
    let mut wrong = Vec::new();
    for (name, days) in ZONES {
        let zone = TimeZone::get(name).unwrap();
        let local = |at: Timestamp| zone.to_datetime(at - 1.second()).date().to_string();
        let mut found: Vec<String> = changes(&zone).iter().map(|(at, _)| local(*at)).collect();
        found.resize(2, String::new());
        if found != days {
            wrong.push((name, found));
        }
    }
    assert_eq!(wrong, []);
}

#[test]
fn a_night_shift_ends_at_six_by_the_clock_however_long_the_night() {
    for (name, _) in ZONES {
        let zone = TimeZone::get(name).unwrap();
        for (change, forward) in changes(&zone) {
            // The evening before the change, which may itself be late in an evening.
            let evening = zone.to_datetime(change - 1.second() - 6.hours()).date();
            let mut hours = Hours::default();
            let weekday = usize::try_from(evening.weekday().to_monday_zero_offset()).unwrap();
            hours.week[weekday].push(range((22, 0), (6, 0)));
            let begins = zone.to_timestamp(evening.at(22, 0, 0, 0)).unwrap();
            let opening = hours.at(begins, &zone);
            assert!(opening.open, "{name} {evening}");
            let ends = opening.changes_at.unwrap();
            assert_eq!(
                zone.to_datetime(ends).time(),
                civil::time(6, 0, 0, 0),
                "{name} {evening}"
            );
            let length = ends.duration_since(begins).as_secs();
            assert_eq!(length, 8 * 3600 - i64::from(forward), "{name} {evening}");
            assert!(
                !hours.at(begins - 1.second(), &zone).open,
                "{name} {evening}"
            );
            assert!(!hours.at(ends, &zone).open, "{name} {evening}");
        }
    }
}

#[test]
fn a_day_without_a_midnight_opens_when_the_clock_jumps_over_it() {
    for (name, day, opens) in [
        (
            "America/Havana",
            civil::date(2026, 3, 8),
            "2026-03-08T05:00:00Z",
        ),
        (
            "Asia/Beirut",
            civil::date(2026, 3, 29),
            "2026-03-28T22:00:00Z",
        ),
        (
            "Africa/Cairo",
            civil::date(2026, 4, 24),
            "2026-04-23T22:00:00Z",
        ),
        (
            "America/Santiago",
            civil::date(2026, 9, 6),
            "2026-09-06T04:00:00Z",
        ),
        (
            "Atlantic/Azores",
            civil::date(2026, 3, 29),
            "2026-03-29T01:00:00Z",
        ),
    ] {
        let zone = TimeZone::get(name).unwrap();
        let opens: Timestamp = opens.parse().unwrap();
        for start in [(0, 0), (0, 30), (1, 0)] {
            let mut hours = Hours::default();
            let ranges = vec![range(start, (9, 0))];
            let special = SpecialDay {
                ranges,
                say: Texts::default(),
            };
            hours.exceptions.insert(day, special);
            let before = hours.at(opens - 1.hour(), &zone);
            assert_eq!(
                (before.open, before.changes_at),
                (false, Some(opens)),
                "{name}"
            );
        }
        // Open around the clock: no gap, no matter what the clock on the wall does.
        let mut always = Hours::default();
        for day in &mut always.week {
            day.push(range((0, 0), (0, 0)));
        }
        for minute in -90..90 {
            assert!(
                always.at(opens + minute.minutes(), &zone).open,
                "{name} {minute}"
            );
        }
    }
}

#[test]
fn an_opening_is_found_as_far_ahead_as_callbacks_are_offered() {
    let zone = TimeZone::get("Europe/London").unwrap();
    let now: Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
    for (ahead, found) in [(14, true), (60, true), (63, false)] {
        let day = civil::date(2026, 6, 1).checked_add(ahead.days()).unwrap();
        let mut hours = Hours::default();
        let ranges = vec![range((9, 0), (10, 0))];
        let special = SpecialDay {
            ranges,
            say: Texts::default(),
        };
        hours.exceptions.insert(day, special);
        assert_eq!(hours.at(now, &zone).changes_at.is_some(), found, "{ahead}");
    }
}

#[test]
fn the_message_is_that_of_the_day_on_the_wall() {
    let say = |text: &str| Texts([(crate::locale::Locale::En, text.to_owned())].into());
    let zone = TimeZone::get("Asia/Baku").unwrap();
    let mut hours = Hours {
        say_closed: say("Closed."),
        ..Hours::default()
    };
    let holiday = |text: &str| SpecialDay {
        ranges: Vec::new(),
        say: say(text),
    };
    hours
        .exceptions
        .insert(civil::date(2027, 3, 20), holiday("Happy Novruz!"));
    hours
        .exceptions
        .insert(civil::date(2027, 3, 21), SpecialDay::default());
    for (at, message) in [
        ("2027-03-19T19:59:59Z", "Closed."),
        ("2027-03-19T20:00:00Z", "Happy Novruz!"),
        ("2027-03-20T19:59:59Z", "Happy Novruz!"),
        ("2027-03-20T20:00:00Z", "Closed."),
    ] {
        let told = hours.closed_message(at.parse().unwrap(), &zone);
        assert_eq!(told.get(crate::locale::Locale::En), message, "{at}");
    }
}

#[test]
fn hours_close_unless_every_minute_of_every_day_is_open() {
    let mut always = Hours::default();
    for day in &mut always.week {
        day.push(range((0, 0), (0, 0)));
    }
    assert!(always.never_closes());
    let mut overnight = Hours::default();
    for day in &mut overnight.week {
        day.extend([range((6, 0), (22, 0)), range((22, 0), (6, 0))]);
    }
    assert!(overnight.never_closes());
    overnight.week[3].pop();
    assert!(!overnight.never_closes());
    always
        .exceptions
        .insert(civil::date(2026, 12, 25), SpecialDay::default());
    assert!(!always.never_closes());
}
