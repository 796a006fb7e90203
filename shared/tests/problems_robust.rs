//! Whatever stands in a file, the check ends and says where.
#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use proptest::prelude::*;
use shared::bundle::BundleSource;
use std::{fs, path::Path};

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 6, 1);
const FILES: [&str; 3] = ["site.json", "menu.json", "survey.json"];

fn base() -> BundleSource {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base");
    let mut source = BundleSource::default();
    for file in FILES {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        source.files.insert(file.to_owned(), text);
    }
    source
}

fn check(source: &BundleSource) {
    let problems = match source.check("acme", TODAY) {
        Ok(checked) => checked.warnings,
        Err(problems) => {
            assert!(!problems.is_empty());
            problems
        }
    };
    for problem in problems {
        let text = source.files.get(&problem.file).map_or("", String::as_str);
        let (start, end) = problem.span;
        assert!(text.get(start..end).is_some(), "{problem:?}");
        assert!(!problem.message.is_empty() && !problem.ru.message.is_empty());
    }
}

/// Pieces that break JSON and the formats in interesting ways.
const PIECES: [&str; 20] = [
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "-1",
    "1e999",
    "\"do\"",
    "\\u",
    "\\ud800",
    "ё",
    "\u{feff}",
    "//",
    "/*",
    "\"steps\":",
    "\"\"",
    "[[[[",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_file_that_was_cut_and_pasted_is_told_about(
        file in 0..FILES.len(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..40_usize, 0..PIECES.len()), 1..4),
    ) {
        let mut source = base();
        let text = source.files.get_mut(*FILES.get(file).unwrap()).unwrap();
        for (at, length, piece) in cuts {
            let mut chars: Vec<char> = text.chars().collect();
            let start = at.index(chars.len());
            let end = (start + length).min(chars.len());
            chars.splice(start..end, PIECES.get(piece).unwrap().chars());
            *text = chars.into_iter().collect();
        }
        check(&source);
    }

    #[test]
    fn any_text_at_all_is_told_about(file in 0..FILES.len(), text in "\\PC*") {
        let mut source = base();
        source.files.insert(FILES.get(file).unwrap().to_string(), text);
        check(&source);
    }
}

#[test]
fn values_of_every_type_in_every_place_are_told_about() {
    let wrong = [
        "null",
        "true",
        "7",
        "-7",
        "0.5",
        "\"\"",
        "\"x\"",
        "[]",
        "[1]",
        "{}",
        "{\"x\":1}",
    ];
    for file in FILES {
        let whole: serde_json::Value =
            serde_json::from_str(base().files.get(file).unwrap()).unwrap();
        for pointer in pointers(&whole) {
            for value in wrong {
                let mut changed = whole.clone();
                *changed.pointer_mut(&pointer).unwrap() = serde_json::from_str(value).unwrap();
                let mut source = base();
                source.files.insert(file.to_owned(), changed.to_string());
                check(&source);
            }
        }
    }
}

fn pointers(value: &serde_json::Value) -> Vec<String> {
    let inner: Vec<(String, &serde_json::Value)> = match value {
        serde_json::Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(i, v)| (i.to_string(), v))
            .collect(),
        serde_json::Value::Object(map) => {
            map.iter().map(|(k, v)| (k.replace('/', "~1"), v)).collect()
        }
        serde_json::Value::Null
        | serde_json::Value::Bool(_)
        | serde_json::Value::Number(_)
        | serde_json::Value::String(_) => vec![],
    };
    let below = inner
        .into_iter()
        .flat_map(|(key, v)| pointers(v).into_iter().map(move |p| format!("/{key}{p}")));
    std::iter::once(String::new()).chain(below).collect()
}

#[test]
fn a_name_as_long_as_a_book_is_compared_with_nothing() {
    let mut source = base();
    let menu = source.files.get_mut("menu.json").unwrap();
    *menu = menu.replacen(
        "\"start\": \"language\"",
        &format!("\"start\": \"{}\"", "a".repeat(90_000)),
        1,
    );
    check(&source);
}
