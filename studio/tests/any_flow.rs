//! Whatever the file, however broken: an answer, no panic, and files that the check can read.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use shared::{bundle::BundleSource, locale::Locale};
use std::{collections::BTreeSet, fs, path::Path};
use studio::{Import, Options};

fn options() -> Options {
    Options {
        id: "acme".to_owned(),
        name: None,
        number: None,
        country: None,
        time_zone: None,
        locale: Locale::Ro,
    }
}

/// Imports, and holds the result to what is promised of every result.
fn survives(text: &str) {
    let Import { files, report } = studio::import(text, &options());
    for locale in [Locale::En, Locale::Ru] {
        assert!(report.page(locale).starts_with("# "));
    }
    if files.is_empty() {
        assert!(!report.faults.is_empty(), "no site and no reason");
        return;
    }
    let again = studio::import(text, &options());
    assert_eq!(again.files, files, "not the same twice");
    // Every state is named: it lives on, or the report says what became of it.
    let told: BTreeSet<&str> = report
        .carried
        .iter()
        .map(|c| c.state.as_str())
        .chain(report.left.iter().map(|n| n.state.as_str()))
        .chain(report.faults.iter().map(|n| n.state.as_str()))
        .collect();
    for state in state_names(text) {
        assert!(
            told.contains(state.as_str()),
            "{state} is not in the report"
        );
    }
    let source = BundleSource { files };
    let problems = match source.check("acme", jiff::civil::date(2026, 6, 1)) {
        Ok(checked) => checked.warnings,
        Err(problems) => problems,
    };
    // What was written is JSON of the right shape, whatever its texts and names are.
    let syntax = [
        "unexpected_character",
        "unclosed",
        "duplicate_key",
        "bad_escape",
        "bad_name",
    ];
    for problem in problems {
        assert!(!syntax.contains(&problem.rule.as_str()), "{problem:?}");
    }
}

/// The names of the states that can be read.
fn state_names(text: &str) -> Vec<String> {
    let flow: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap();
    let states = flow["states"].as_array().cloned().unwrap_or_default();
    let names = states.iter().filter_map(|s| s["name"].as_str());
    names
        .filter(|n| !n.trim().is_empty())
        .map(str::to_owned)
        .collect()
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,8}".prop_map(Value::from),
        prop::sample::select(&WORDS[..]).prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((prop::sample::select(&WORDS[..]), inner), 0..6).prop_map(
                |entries| {
                    let entries = entries.into_iter().map(|(k, v)| (k.to_owned(), v));
                    Value::Object(entries.collect::<Map<_, _>>())
                }
            ),
        ]
    })
}

/// Words that flows are made of.
const WORDS: [&str; 40] = [
    "states",
    "name",
    "type",
    "transitions",
    "event",
    "next",
    "conditions",
    "arguments",
    "value",
    "properties",
    "input",
    "say",
    "play",
    "to",
    "noun",
    "timeout",
    "loop",
    "number_of_digits",
    "trigger",
    "say-play",
    "gather-input-on-call",
    "split-based-on",
    "connect-call-to",
    "enqueue-call",
    "record-voicemail",
    "set-variables",
    "make-http-request",
    "incomingCall",
    "keypress",
    "speech",
    "noMatch",
    "match",
    "audioComplete",
    "a",
    "b",
    "equal_to",
    "regex",
    "{{widgets.a.Digits}}",
    "{{ \"now\" | date: \"%H\" }}",
    "definition",
];

/// States of the right shape that lead anywhere.
fn any_states() -> impl Strategy<Value = Value> {
    let name = || (0_u8..12).prop_map(|n| format!("s{n}"));
    let subject = prop_oneof![
        name().prop_map(|n| format!("{{{{widgets.{n}.Digits}}}}")),
        name().prop_map(|n| format!("{{{{widgets.{n}.SpeechResult}}}}")),
        Just("{{flow.variables.n}}".to_owned()),
        Just("{{ \"now\" | date: \"%H%M\", \"Asia/Baku\" }}".to_owned()),
        Just("{{ 'now' | date: '%m-%d' }}".to_owned()),
        Just("{{widgets.open_hours.parsed.open}}".to_owned()),
        Just("{{widgets.s1.DialCallStatus}}".to_owned()),
    ];
    let condition = (
        prop::sample::select(vec![
            "equal_to",
            "matches_any_of",
            "less_than",
            "greater_than",
            "regex",
            "contains",
            "is_before_time",
            "is_blank",
            "not_equal_to",
        ]),
        prop::sample::select(vec![
            "1", "0, 9", "9", "^[1-3]$", "sales", "17:00", "0930", "*",
        ]),
        subject,
    );
    let conditions = prop::collection::vec(condition, 0..3).prop_map(|conditions| {
        let list = conditions.into_iter().map(|(kind, value, subject)| {
            json!({ "type": kind, "value": value, "arguments": [subject], "friendly_name": "" })
        });
        Value::from(list.collect::<Vec<_>>())
    });
    let transition = (
        prop::sample::select(vec![
            "incomingCall", "audioComplete", "keypress", "speech", "timeout", "match", "match",
            "noMatch", "next", "success", "failed", "callCompleted", "failedToEnqueue",
            "callComplete", "recordingComplete", "noAudio",
        ]),
        prop::option::weighted(0.9, name()),
        conditions,
    )
        .prop_map(|(event, next, conditions)| {
            json!({ "event": event, "next": next, "conditions": conditions })
        });
    let kind = prop::sample::select(vec![
        "say-play",
        "say-play",
        "gather-input-on-call",
        "gather-input-on-call",
        "split-based-on",
        "split-based-on",
        "connect-call-to",
        "enqueue-call",
        "send-to-flex",
        "record-voicemail",
        "set-variables",
        "make-http-request",
        "run-function",
        "new-thing",
    ]);
    let say = prop::sample::select(vec![
        "Hello.",
        "For sales, press 1. For support, press 2.",
        "Rate us from 0 to 10.",
        "Нажмите 1, чтобы узнать баланс.",
        "Hi {{flow.data.x}}",
        "",
    ]);
    let state = (
        name(),
        kind,
        prop::collection::vec(transition, 0..5),
        say,
        0_u64..3,
    );
    prop::collection::vec(state, 1..14).prop_map(|states| {
        let mut all = vec![json!({
            "name": "Trigger", "type": "trigger",
            "transitions": [{ "event": "incomingCall", "next": "s0" }],
        })];
        all.extend(states.into_iter().map(|(name, kind, transitions, say, digits)| {
            json!({
                "name": name, "type": kind, "transitions": transitions,
                "properties": {
                    "say": say, "number_of_digits": digits, "to": "+442079460101",
                    "body": "{{widgets.s3.Digits}}",
                    "variables": [{ "key": "n", "value": "{{flow.variables.n | plus: 1}}" }],
                },
            })
        }));
        json!({ "description": "Any", "states": all, "initial_state": "Trigger" })
    })
}

fn flows() -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/flows");
    let entries = fs::read_dir(folder).unwrap();
    let texts = entries.map(|e| fs::read_to_string(e.unwrap().path().join("flow.json")).unwrap());
    texts
        .filter_map(|t| serde_json::from_str(&t).ok())
        .collect()
}

fn pointers(value: &Value) -> Vec<String> {
    let inner: Vec<(String, &Value)> = match value {
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(i, v)| (i.to_string(), v))
            .collect(),
        Value::Object(map) => map.iter().map(|(k, v)| (k.clone(), v)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => vec![],
    };
    let below = inner.into_iter().flat_map(|(key, v)| {
        let key = key.replace('~', "~0").replace('/', "~1");
        pointers(v).into_iter().map(move |p| format!("/{key}{p}"))
    });
    std::iter::once(String::new()).chain(below).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_json_is_answered(value in any_json()) {
        survives(&value.to_string());
        survives(&json!({ "states": value.clone(), "initial_state": "a" }).to_string());
        survives(&json!({ "states": [
            { "name": "t", "type": "trigger", "transitions": [{ "event": "incomingCall", "next": "a" }] },
            { "name": "a", "type": "gather-input-on-call", "transitions": value.clone(), "properties": value.clone() },
            value,
        ] }).to_string());
    }

    #[test]
    fn any_text_is_answered(text in "\\PC{0,60}") {
        survives(&text);
    }

    #[test]
    fn flows_that_lead_anywhere_are_answered(flow in any_states()) {
        survives(&flow.to_string());
    }

    #[test]
    fn a_flow_with_anything_put_anywhere_is_answered(
        which in any::<prop::sample::Index>(),
        places in prop::collection::vec((any::<prop::sample::Index>(), any_json()), 1..4),
    ) {
        let flows = flows();
        let mut flow = flows[which.index(flows.len())].clone();
        for (at, value) in places {
            let pointers = pointers(&flow);
            *flow.pointer_mut(&pointers[at.index(pointers.len())]).unwrap() = value;
        }
        survives(&flow.to_string());
    }
}
