//! Slots against a search by the quarter of an hour, in zones of every kind, over both changes of the clock; and the check
//! before a callback is promised.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests may fail loudly"
)]

use jiff::{SignedDuration, Timestamp, civil::time, tz::TimeZone};
use shared::{
    callback::{
        Window,
        slots::{self, Booked, LEAD},
    },
    hours::{Hours, Range},
    locale::Texts,
    site::CallbackPolicy,
};

fn policy(slot_minutes: u32, days: u32) -> CallbackPolicy {
    CallbackPolicy {
        countries: vec!["AZ".to_owned()],
        from_number: "+994125550100".to_owned(),
        slot_minutes,
        slot_capacity: 2,
        days,
        attempts: 3,
        daily_cap: 500,
        consent: Texts::default(),
    }
}

fn every_day(start: jiff::civil::Time, end: jiff::civil::Time) -> Hours {
    Hours {
        week: std::array::from_fn(|_| vec![Range { start, end }]),
        ..Hours::default()
    }
}

fn offered(hours: &Hours, zone: &TimeZone, policy: &CallbackPolicy, now: Timestamp) -> Vec<Window> {
    slots::all(hours, zone, policy, &Booked::new(), now)
        .into_iter()
        .map(|slot| slot.window)
        .collect()
}

/// The same by trying every quarter of an hour, where every change of these zones and hours falls: on the grid of the
/// wall clock, open throughout, after the slot before.
fn by_search(
    hours: &Hours,
    zone: &TimeZone,
    policy: &CallbackPolicy,
    now: Timestamp,
) -> Vec<Window> {
    const STEP_S: i64 = 15 * 60;
    let length_s = i64::from(policy.slot_minutes) * 60;
    let from = now + LEAD;
    let until = now + SignedDuration::from_hours(24 * i64::from(policy.days));
    let count = usize::try_from((until.as_second() - from.as_second()) / STEP_S).unwrap();
    let step = |n: usize| from + SignedDuration::from_secs(STEP_S * i64::try_from(n).unwrap());
    let open: Vec<bool> = (0..count).map(|n| hours.at(step(n), zone).open).collect();
    let length = usize::try_from(length_s / STEP_S).unwrap();
    let mut found = Vec::new();
    let mut n = 0;
    while n + length <= count {
        let local = step(n).as_second() + i64::from(zone.to_offset(step(n)).seconds());
        if local % length_s == 0 && open[n..n + length].iter().all(|open| *open) {
            found.push(Window {
                from: step(n),
                until: step(n + length),
            });
            n += length;
        } else {
            n += 1;
        }
    }
    found
}

#[test]
fn slots_follow_the_wall_clock_over_both_changes_in_every_kind_of_zone() {
    // Half-hour zones, a half-hour change (Lord Howe), changes at midnight (Cairo, Beirut, Santiago, Havana), both
    // hemispheres, and zones without a change.
    for name in [
        "Asia/Baku",
        "Europe/Bucharest",
        "Europe/Moscow",
        "Europe/London",
        "Europe/Dublin",
        "America/New_York",
        "America/St_Johns",
        "America/Havana",
        "America/Santiago",
        "Africa/Cairo",
        "Africa/Casablanca",
        "Asia/Beirut",
        "Asia/Jerusalem",
        "Asia/Kolkata",
        "Asia/Kathmandu",
        "Australia/Adelaide",
        "Australia/Lord_Howe",
        "Pacific/Auckland",
        "Pacific/Chatham",
        "Pacific/Apia",
    ] {
        let zone = TimeZone::get(name).unwrap();
        let start: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        let changes: Vec<Timestamp> = zone
            .following(start)
            .map(|change| change.timestamp())
            .take_while(|at| at.as_second() < start.as_second() + 366 * 86_400)
            .collect();
        for change in changes.into_iter().chain([start]) {
            let now = change - SignedDuration::from_hours(26);
            for (hours, minutes) in [
                (every_day(time(0, 0, 0, 0), time(0, 0, 0, 0)), 30),
                (every_day(time(0, 0, 0, 0), time(6, 0, 0, 0)), 60),
                (every_day(time(22, 0, 0, 0), time(3, 15, 0, 0)), 45),
            ] {
                let policy = policy(minutes, 3);
                let offered = offered(&hours, &zone, &policy, now);
                assert!(!offered.is_empty(), "{name} {now}");
                assert_eq!(
                    offered,
                    by_search(&hours, &zone, &policy, now),
                    "{name} {now} {minutes}"
                );
            }
        }
    }
}

#[test]
fn no_slot_begins_before_the_lead_or_ends_after_closing() {
    let zone = TimeZone::get("Asia/Baku").unwrap();
    let hours = every_day(time(9, 0, 0, 0), time(11, 50, 0, 0));
    let now = "2026-03-02T09:20:00+04:00".parse().unwrap();
    let starts: Vec<String> = offered(&hours, &zone, &policy(30, 2), now)
        .iter()
        .map(|slot| {
            slot.from
                .to_zoned(zone.clone())
                .strftime("%d %H:%M")
                .to_string()
        })
        .collect();
    assert_eq!(
        starts,
        [
            "02 10:00", "02 10:30", "02 11:00", "03 09:00", "03 09:30", "03 10:00", "03 10:30",
            "03 11:00"
        ]
    );
}

#[test]
fn a_slot_that_is_booked_out_is_marked() {
    let zone = TimeZone::get("Asia/Baku").unwrap();
    let hours = every_day(time(9, 0, 0, 0), time(11, 0, 0, 0));
    let now = "2026-03-02T08:00:00+04:00".parse().unwrap();
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let booked = Booked::from([
        (at("2026-03-02T09:30:00+04:00"), 2),
        (at("2026-03-02T10:00:00+04:00"), 1),
    ]);
    let full: Vec<bool> = slots::all(&hours, &zone, &policy(30, 1), &booked, now)
        .iter()
        .map(|slot| slot.full)
        .collect();
    assert_eq!(full, [false, true, false, false]);
}

#[test]
fn a_site_that_never_opens_has_no_slots() {
    let zone = TimeZone::get("Asia/Baku").unwrap();
    let now = "2026-03-02T08:00:00+04:00".parse().unwrap();
    assert!(offered(&Hours::default(), &zone, &policy(30, 14), now).is_empty());
}
