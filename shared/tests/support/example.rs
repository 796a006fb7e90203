//! A site made by hand, open on working days from nine to six, and menus that are valid but go anywhere.

use jiff::{civil::time, tz::TimeZone};
use proptest::prelude::*;
use shared::{
    bundle::{Bundle, BundleVersion},
    hours::{Hours, Range},
    locale::{Locale, Texts},
    menu::{
        Answer, AnswerCode, CallbackStep, Choice, ChoiceOption, ChooseLanguage, HangUp, Helped,
        IfOpen, Menu, Node, NodeId, NodeKind, QueueStep, Retry, SayStep, SurveyStep, TransferStep,
    },
    site::{Announcement, CallbackPolicy, Number, Project, Provider, Queue, Site, SurveyPolicy},
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

/// A menu of up to 12 steps whose targets exist.
pub(crate) fn any_menu() -> impl Strategy<Value = Menu> {
    (1_u16..12).prop_flat_map(|n| {
        let nodes = proptest::collection::vec(any_kind(n), usize::from(n));
        (0..n, nodes).prop_map(|(start, kinds)| Menu {
            start: NodeId(start),
            nodes: kinds
                .into_iter()
                .enumerate()
                .map(|(at, kind)| Node {
                    name: format!("step_{at:02}"),
                    kind,
                })
                .collect(),
        })
    })
}

fn any_kind(n: u16) -> impl Strategy<Value = NodeKind> {
    let to = move || (0..n).prop_map(NodeId);
    let say = || {
        prop_oneof![
            Just(Texts::default()),
            "[A-Z][a-z]{1,8}".prop_map(|t| texts(&t))
        ]
    };
    let retry = move || {
        (0_u8..=5, proptest::collection::vec(say(), 0..3), to()).prop_map(
            |(say_again, say, then)| Retry {
                say_again,
                say,
                then,
            },
        )
    };
    let option = move || {
        (to(), proptest::bool::ANY).prop_map(|(go_to, spoken)| ChoiceOption {
            go_to,
            name: texts("Option"),
            name_spoken: spoken.then(|| texts("For the option")),
        })
    };
    let choice = (
        say(),
        proptest::collection::btree_map("[0-9]{1,2}", option(), 1..5),
        retry(),
        retry(),
    )
        .prop_map(|(say, keys, if_silent, if_wrong_key)| {
            NodeKind::Choice(Choice {
                say,
                keys,
                wait_s: 6,
                if_silent,
                if_wrong_key,
            })
        });
    let code = prop_oneof![
        Just(None),
        Just(Some(AnswerCode::Ussd("*100#".into()))),
        Just(Some(AnswerCode::ShortNumber("111".into()))),
        Just(Some(AnswerCode::Link("https://www.bank.example/a".into()))),
    ];
    let answer = (code, to(), to()).prop_map(|(code, yes, no)| {
        NodeKind::Answer(Answer {
            say: texts("Dial *100#, or 111, or https://www.bank.example/a."),
            code,
            works_on: None,
            works_on_text: Texts::default(),
            price: Texts::default(),
            review_by: None,
            sms: false,
            search: BTreeMap::new(),
            helped: Helped { yes, no },
        })
    });
    let queue = (
        say(),
        proptest::option::of(("[0-9]", to())),
        to(),
        proptest::option::of(to()),
        prop_oneof![9 => Just("care"), 1 => Just("nowhere")],
    )
        .prop_map(|(say, while_waiting, if_nobody, after_call, queue)| {
            NodeKind::Queue(QueueStep {
                queue: queue.into(),
                say,
                while_waiting,
                if_nobody,
                after_call,
            })
        });
    let callback = (say(), to(), to()).prop_map(|(say, go_to, if_impossible)| {
        NodeKind::Callback(CallbackStep {
            queue: "care".into(),
            say,
            go_to,
            if_impossible,
        })
    });
    let transfer = (say(), to()).prop_map(|(say, if_unanswered)| {
        NodeKind::Transfer(TransferStep {
            to: "+442079460111".into(),
            say,
            if_unanswered,
        })
    });
    let language = (
        proptest::collection::btree_map("[1-9]", proptest::sample::select(&Locale::ALL[..]), 1..5),
        to(),
    )
        .prop_map(|(keys, go_to)| {
            NodeKind::ChooseLanguage(ChooseLanguage {
                keys,
                remember: true,
                go_to,
                wait_s: 5,
            })
        });
    prop_oneof![
        4 => choice,
        3 => answer,
        2 => queue,
        2 => callback,
        1 => to().prop_map(|go_to| NodeKind::Survey(SurveyStep { go_to })),
        1 => transfer,
        1 => (say(), to()).prop_map(|(say, go_to)| NodeKind::Say(SayStep { say, go_to })),
        1 => (to(), to()).prop_map(|(open, closed)| NodeKind::IfOpen(IfOpen {
            hours: "office".into(),
            open,
            closed
        })),
        1 => language,
        1 => say().prop_map(|say| NodeKind::HangUp(HangUp { say })),
    ]
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
