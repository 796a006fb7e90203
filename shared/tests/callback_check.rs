//! Whether a callback is promised, and every reason why not.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests may fail loudly"
)]

use jiff::{SignedDuration, Timestamp, civil::time, tz::TimeZone};
use shared::{
    callback::{Ask, Facts, Refusal, When, Window, check, reasons, slots::Booked},
    hours::{Hours, Range},
    locale::{Locale, Texts},
    phone::PhoneNumber,
    queue::{QueueSnapshot, wait},
    site::{CallbackPolicy, PublishPolicy, Queue, Site, SurveyPolicy},
};
use std::collections::BTreeMap;

fn site() -> Site {
    let range = Range {
        start: time(9, 0, 0, 0),
        end: time(18, 0, 0, 0),
    };
    let queue = Queue {
        project: "care".to_owned(),
        name: Texts::default(),
        skill: "care".to_owned(),
        hours: "operators".to_owned(),
        level: 1,
        answer_within_s: 20,
        acd_names: Vec::new(),
        stale_after_s: 120,
    };
    Site {
        id: "mobile".to_owned(),
        name: Texts::default(),
        locales: vec![Locale::Az],
        country: "AZ".to_owned(),
        data_country: "AZ".to_owned(),
        time_zone: TimeZone::get("Asia/Baku").unwrap(),
        origins: Vec::new(),
        hours: BTreeMap::from([(
            "operators".to_owned(),
            Hours {
                week: std::array::from_fn(|_| vec![range]),
                ..Hours::default()
            },
        )]),
        projects: BTreeMap::new(),
        queues: BTreeMap::from([("care".to_owned(), queue)]),
        numbers: BTreeMap::new(),
        callback: Some(CallbackPolicy {
            countries: vec!["AZ".to_owned()],
            from_number: "+994125550100".to_owned(),
            slot_minutes: 30,
            slot_capacity: 2,
            days: 7,
            attempts: 3,
            daily_cap: 500,
            consent: Texts::default(),
        }),
        survey: SurveyPolicy {
            file: "survey.json".to_owned(),
            valid_hours: 72,
        },
        sinks: BTreeMap::new(),
        theme: BTreeMap::new(),
        public_url: None,
        announcements: Vec::new(),
        publish: PublishPolicy::default(),
    }
}

/// What a test changes of a request that would be accepted at 12:00.
struct Case {
    number: Result<PhoneNumber, Refusal>,
    queue: &'static str,
    when: When,
    consent: bool,
    site: Site,
    booked: Booked,
    accepted_today: u32,
    of_number_today: u32,
    of_address_this_hour: u32,
    now: Timestamp,
}

impl Case {
    fn accepted() -> Self {
        Case {
            number: Ok(PhoneNumber::from_e164("+994401234567").unwrap()),
            queue: "care",
            when: When::Asap {},
            consent: true,
            site: site(),
            booked: Booked::new(),
            accepted_today: 0,
            of_number_today: 0,
            of_address_this_hour: 0,
            now: at("12:00"),
        }
    }

    fn check(&self) -> Result<Window, Vec<Refusal>> {
        let snapshot = QueueSnapshot {
            waiting: 20,
            at: self.now,
            waiting_by_priority: BTreeMap::new(),
            agents_staffed: Some(4),
            agents_available: Some(0),
            aht_s: Some(200.0),
            oldest_wait_s: None,
        };
        let queue = site().queues["care"].clone();
        let opening = shared::hours::Opening {
            open: true,
            changes_at: None,
        };
        let wait = wait(&queue, opening, Some(&snapshot), 0, self.now);
        let ask = Ask {
            number: self.number.as_ref().map_err(|refusal| *refusal),
            queue: self.queue,
            when: self.when,
            consent: self.consent,
        };
        check(
            &ask,
            &Facts {
                site: &self.site,
                wait: &wait,
                booked: &self.booked,
                accepted_today: self.accepted_today,
                of_number_today: self.of_number_today,
                of_address_this_hour: self.of_address_this_hour,
                now: self.now,
            },
        )
    }
}

fn at(hour: &str) -> Timestamp {
    format!("2026-03-02T{hour}:00+04:00").parse().unwrap()
}

fn slot(hour: &str) -> When {
    When::Slot {
        starts_at: at(hour),
    }
}

#[test]
fn as_soon_as_possible_is_promised_within_the_band_of_the_wait() {
    let window = Case::accepted().check().unwrap();
    assert!(
        window.from > at("12:00") && window.until < at("13:00"),
        "{window:?}"
    );
    assert!(window.until.duration_since(window.from) >= SignedDuration::from_mins(5));
}

#[test]
fn nothing_is_promised_for_after_closing_time() {
    let shortly_before = Case {
        now: at("17:50"),
        ..Case::accepted()
    }
    .check()
    .unwrap();
    assert_eq!(shortly_before.until, at("18:00"));
    let too_late = Case {
        now: at("17:59"),
        ..Case::accepted()
    }
    .check();
    assert_eq!(too_late, Err(vec![Refusal::Closed]));
}

#[test]
fn a_slot_is_promised_as_it_is() {
    let case = Case {
        when: slot("15:30"),
        ..Case::accepted()
    };
    assert_eq!(
        case.check(),
        Ok(Window {
            from: at("15:30"),
            until: at("16:00")
        })
    );
    let closed = Case {
        now: at("20:00"),
        when: When::Slot {
            starts_at: "2026-03-03T09:00:00+04:00".parse().unwrap(),
        },
        ..Case::accepted()
    };
    assert!(
        closed.check().is_ok(),
        "a slot of tomorrow may be chosen at night"
    );
}

#[test]
fn every_reason_against_it_is_told() {
    for (about, case, expected) in [
        (
            "no policy",
            Case {
                site: Site {
                    callback: None,
                    ..site()
                },
                ..Case::accepted()
            },
            vec![Refusal::NotOffered],
        ),
        (
            "number",
            Case {
                number: Err(Refusal::NumberInvalid),
                ..Case::accepted()
            },
            vec![Refusal::NumberInvalid],
        ),
        (
            "consent",
            Case {
                consent: false,
                ..Case::accepted()
            },
            vec![Refusal::ConsentMissing],
        ),
        (
            "queue",
            Case {
                queue: "sales",
                ..Case::accepted()
            },
            vec![Refusal::QueueUnknown],
        ),
        (
            "night",
            Case {
                now: at("20:00"),
                ..Case::accepted()
            },
            vec![Refusal::Closed],
        ),
        (
            "off the grid",
            Case {
                when: slot("15:31"),
                ..Case::accepted()
            },
            vec![Refusal::SlotUnknown],
        ),
        (
            "past",
            Case {
                when: slot("11:00"),
                ..Case::accepted()
            },
            vec![Refusal::SlotUnknown],
        ),
        (
            "too soon",
            Case {
                when: slot("12:00"),
                ..Case::accepted()
            },
            vec![Refusal::SlotUnknown],
        ),
        (
            "booked out",
            Case {
                when: slot("15:30"),
                booked: Booked::from([(at("15:30"), 2)]),
                ..Case::accepted()
            },
            vec![Refusal::SlotFull],
        ),
        (
            "cap",
            Case {
                accepted_today: 500,
                ..Case::accepted()
            },
            vec![Refusal::DailyCap],
        ),
        (
            "often",
            Case {
                of_number_today: 2,
                ..Case::accepted()
            },
            vec![Refusal::TooMany],
        ),
        (
            "one address",
            Case {
                of_address_this_hour: 5,
                ..Case::accepted()
            },
            vec![Refusal::TooMany],
        ),
        (
            "everything at once",
            Case {
                number: Err(Refusal::CountryNotAllowed),
                consent: false,
                accepted_today: 501,
                of_number_today: 9,
                of_address_this_hour: 9,
                now: at("20:00"),
                ..Case::accepted()
            },
            vec![
                Refusal::CountryNotAllowed,
                Refusal::ConsentMissing,
                Refusal::DailyCap,
                Refusal::TooMany,
                Refusal::Closed,
            ],
        ),
    ] {
        assert_eq!(case.check(), Err(expected), "{about}");
    }
}

#[test]
fn reasons_are_told_in_the_visitor_s_language() {
    let told = reasons(&[Refusal::SlotFull], Locale::Ru);
    assert_eq!(told[0].code, Refusal::SlotFull);
    assert_eq!(told[0].message, "На это время всё занято. Выберите другое.");
}
