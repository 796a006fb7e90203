//! A site made by hand, open on working days from nine to six.

use jiff::{civil::time, tz::TimeZone};
use shared::{
    bundle::{Bundle, BundleVersion},
    hours::{Hours, Range},
    locale::{Locale, Texts},
    menu::{HangUp, Menu, Node, NodeId, NodeKind, QueueStep},
    site::{
        Announcement, CallbackPolicy, Number, Project, Provider, PublishPolicy, Queue, Site,
        SurveyPolicy,
    },
    survey::{OnlyIf, Question, QuestionKind, Survey, SurveyOption, TextAbout},
};
use std::collections::BTreeMap;

pub(crate) const DNIS: &str = "+442079460100";
pub(crate) const ANI: &str = "+447700900123";

pub(crate) fn texts(text: &str) -> Texts {
    Texts(
        Locale::ALL
            .into_iter()
            .map(|l| (l, format!("{text} {}", l.code())))
            .collect(),
    )
}

pub(crate) fn bundle(menu: Menu, last_resort: bool) -> Bundle {
    let day = vec![Range {
        start: time(9, 0, 0, 0),
        end: time(18, 0, 0, 0),
    }];
    let mut week: [Vec<Range>; 7] = Default::default();
    week[..5].fill(day);
    let hours = Hours {
        week,
        exceptions: BTreeMap::new(),
        say_closed: Texts::default(),
    };
    let queue = Queue {
        project: "care".into(),
        name: texts("Care"),
        skill: "care".into(),
        hours: "office".into(),
        level: 1,
        answer_within_s: 20,
        acd_names: vec![],
        stale_after_s: 120,
    };
    let number = Number {
        provider: Provider::Twilio,
        secret: "SECRET".into(),
        menu: "menu.json".into(),
        last_resort: last_resort.then(|| "+442079460199".into()),
        speech: true,
    };
    Bundle {
        version: BundleVersion([7; 8]),
        site: Site {
            id: "example".into(),
            name: texts("Example"),
            locales: Locale::ALL.to_vec(),
            country: "GB".into(),
            data_country: "GB".into(),
            time_zone: TimeZone::get("Europe/London").expect("a zone"),
            origins: vec![],
            hours: [("office".into(), hours)].into(),
            projects: [(
                "care".into(),
                Project {
                    name: texts("Care"),
                },
            )]
            .into(),
            queues: [("care".into(), queue)].into(),
            numbers: [(DNIS.into(), number)].into(),
            callback: Some(CallbackPolicy {
                countries: vec!["GB".into()],
                from_number: DNIS.into(),
                slot_minutes: 30,
                slot_capacity: 2,
                days: 7,
                attempts: 3,
                daily_cap: 10,
                consent: texts("Consent"),
            }),
            survey: SurveyPolicy {
                file: "survey.json".into(),
                valid_hours: 24,
            },
            sinks: BTreeMap::new(),
            theme: BTreeMap::new(),
            public_url: None,
            announcements: vec![Announcement {
                from: "2026-03-01T00:00:00Z".parse().expect("a time"),
                until: "2026-03-03T00:00:00Z".parse().expect("a time"),
                say: texts("Outage"),
            }],
            publish: PublishPolicy::default(),
        },
        menus: [("menu.json".into(), menu)].into(),
        survey: Some(survey()),
        audio: BTreeMap::new(),
    }
}

fn survey() -> Survey {
    let option = |id: &str| SurveyOption {
        id: id.into(),
        name: texts(id),
    };
    let ask = |id: &str, kind: QuestionKind, only_if: Option<(&str, &str)>| Question {
        id: id.into(),
        ask: texts(id),
        ask_by_phone: texts(&format!("Question {id}")),
        kind,
        optional: true,
        only_if: only_if.map(|(question, is)| OnlyIf {
            question: question.into(),
            is: vec![is.into()],
        }),
    };
    Survey {
        id: "survey".into(),
        intro: texts("Intro"),
        thanks: texts("Thanks"),
        questions: vec![
            ask("solved", QuestionKind::Fcr, None),
            ask(
                "why",
                QuestionKind::Choice(vec![option("slow"), option("wrong")]),
                Some(("solved", "no")),
            ),
            ask("again", QuestionKind::Ces, Some(("why", "slow"))),
            ask("csat", QuestionKind::Csat, None),
            ask("nps", QuestionKind::Nps, None),
            ask("comment", QuestionKind::Text(TextAbout::Comment), None),
        ],
    }
}

/// A menu of one queue.
pub(crate) fn queue_menu() -> Menu {
    Menu {
        start: NodeId(1),
        nodes: vec![
            Node {
                name: "bye".into(),
                kind: NodeKind::HangUp(HangUp {
                    say: Texts::default(),
                }),
            },
            Node {
                name: "care".into(),
                kind: NodeKind::Queue(QueueStep {
                    queue: "care".into(),
                    say: Texts::default(),
                    while_waiting: Some(("2".into(), NodeId(0))),
                    if_nobody: NodeId(0),
                    after_call: None,
                }),
            },
        ],
    }
}
