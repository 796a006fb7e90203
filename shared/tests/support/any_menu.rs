//! Menus that are valid but go anywhere.

use crate::example::texts;
use proptest::prelude::*;
use shared::{
    locale::{Locale, Texts},
    menu::{
        Answer, AnswerCode, AskDigits, CallbackStep, Choice, ChoiceOption, ChooseLanguage,
        DigitCheck, HangUp, Helped, IfOpen, Menu, Node, NodeId, NodeKind, QueueStep, Retry,
        SayStep, SurveyStep, TransferStep, Voicemail,
    },
};
use std::collections::BTreeMap;

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
    let words = || {
        prop_oneof![
            "[A-Z][a-z]{1,8}".prop_map(|t| texts(&t)),
            Just(texts("Your {account}, {nobody} and {account}.")),
        ]
    };
    let say = move || prop_oneof![1 => Just(Texts::default()), 2 => words()];
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
            say_words: [(Locale::En, vec!["agent".to_owned()])].into(),
        })
    };
    let choice = (
        say(),
        proptest::collection::btree_map("[0-9]{1,2}|20[0-4]-20[5-9]", option(), 1..5),
        retry(),
        retry(),
    )
        .prop_map(|(say, keys, if_silent, if_wrong_key)| {
            NodeKind::Choice(Choice {
                say,
                keys,
                wait_s: 6,
                key_pause_s: 2,
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
    let ask = (
        (words(), 1_u8..5, 0_u8..4),
        (any::<bool>(), any::<bool>(), any::<bool>()),
        (retry(), retry(), to()),
    )
        .prop_map(
            |((say, shortest, more), (confirm, secret, luhn), (if_silent, if_wrong, go_to))| {
                NodeKind::AskDigits(AskDigits {
                    into: "account".into(),
                    say,
                    shortest,
                    longest: shortest + more,
                    check: match luhn {
                        true => DigitCheck::Luhn,
                        false => DigitCheck::None,
                    },
                    between: None,
                    confirm: confirm && !secret,
                    secret,
                    wait_s: 8,
                    key_pause_s: 4,
                    if_silent,
                    if_wrong,
                    go_to,
                })
            },
        );
    let voicemail = (say(), to(), to()).prop_map(|(say, go_to, if_nothing)| {
        NodeKind::Voicemail(Voicemail {
            queue: "care".into(),
            say,
            longest_s: 60,
            go_to,
            if_nothing,
        })
    });
    prop_oneof![
        4 => choice,
        3 => ask,
        2 => voicemail,
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
