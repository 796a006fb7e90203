//! Flows of every sort: what becomes of them, what is said about it, and what the check says of the result.
//!
//! `flows/<name>/flow.json` is the flow; `site/`, `IMPORT.md` and `IMPORT.ru.md` beside it are what is expected.
//! `UPDATE_EXPECT=1` rewrites them; read them before you commit them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

use shared::{bundle::BundleSource, locale::Locale, problem::Severity};
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};
use studio::{Import, Options};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/flows")
}

fn options() -> Options {
    Options {
        id: "acme".to_owned(),
        name: None,
        number: Some("+442079460100".to_owned()),
        country: Some("GB".to_owned()),
        time_zone: None,
        locale: Locale::En,
    }
}

/// The rules that the new folder breaks.
fn rules(files: &BTreeMap<String, String>) -> Vec<(Severity, String)> {
    let source = BundleSource {
        files: files.clone(),
    };
    let problems = match source.check("acme", jiff::civil::date(2026, 6, 1)) {
        Ok(checked) => checked.warnings,
        Err(problems) => problems,
    };
    let rules = problems.into_iter().map(|p| (p.severity, p.rule));
    rules.collect()
}

fn names() -> Vec<String> {
    let entries = fs::read_dir(folder()).unwrap();
    let mut names: Vec<String> = entries
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn imported(name: &str) -> Import {
    let flow = fs::read_to_string(folder().join(name).join("flow.json")).unwrap();
    studio::import(&flow, &options())
}

fn compare(path: &Path, got: &str, wrong: &mut Vec<String>) {
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected == got {
        return;
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, got).unwrap();
    } else {
        wrong.push(format!(
            "{}: expected\n{expected}but got\n{got}",
            path.display()
        ));
    }
}

#[test]
fn every_flow_becomes_what_is_expected_of_it() {
    let mut wrong = Vec::new();
    for name in names() {
        let Import { files, report } = imported(&name);
        let folder = folder().join(&name);
        for (file, text) in &files {
            compare(&folder.join("site").join(file), text, &mut wrong);
        }
        compare(
            &folder.join("IMPORT.md"),
            &report.page(Locale::En),
            &mut wrong,
        );
        compare(
            &folder.join("IMPORT.ru.md"),
            &report.page(Locale::Ru),
            &mut wrong,
        );
        let there = fs::read_dir(folder.join("site")).map_or(0, Iterator::count);
        assert_eq!(there, files.len(), "files of {name}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_check_refuses_what_was_wrong_with_the_old_flow() {
    for (name, expected) in [
        ("clean", vec![]),
        (
            "faults",
            vec![
                "missing_if_silent",
                "missing_if_wrong_key",
                "missing_field",
                "placeholder_text",
                "bad_phone",
            ],
        ),
        ("hours", vec!["never_open"]),
        (
            "two_languages",
            vec!["missing_translation", "placeholder_text"],
        ),
        ("account_numbers", vec!["unreachable_step"]),
        ("odd", vec!["placeholder_text", "unknown_step"]),
    ] {
        let rules = rules(&imported(name).files);
        let errors: Vec<&str> = rules
            .iter()
            .filter(|(severity, _)| *severity == Severity::Error)
            .map(|(_, rule)| rule.as_str())
            .collect();
        if expected.is_empty() {
            assert!(errors.is_empty(), "{name}: {errors:?}");
        }
        for rule in expected {
            assert!(errors.contains(&rule), "{name}: {rule} not in {errors:?}");
        }
    }
}

#[test]
fn a_flow_of_a_thousand_states_is_read_whole() {
    let mut states = String::from(
        r#"{"name":"Trigger","type":"trigger","transitions":[{"event":"incomingCall","next":"menu_0"}]}"#,
    );
    for n in 0..499 {
        let (next, last) = ((n * 7 + 3) % 499, (n + 1) % 499);
        write!(
            states,
            r#",{{"name":"menu_{n}","type":"gather-input-on-call","transitions":[{{"event":"keypress","next":"split_{n}"}},{{"event":"timeout","next":"menu_{last}"}}],"properties":{{"say":"For more, press 1. To go back, press 2.","number_of_digits":1}}}}
            ,{{"name":"split_{n}","type":"split-based-on","transitions":[{{"event":"noMatch","next":"menu_{next}"}},{{"event":"match","next":"menu_{last}","conditions":[{{"type":"equal_to","value":"1","arguments":["{{{{widgets.menu_{n}.Digits}}}}"]}}]}},{{"event":"match","next":"menu_{next}","conditions":[{{"type":"equal_to","value":"2","arguments":["{{{{widgets.menu_{n}.Digits}}}}"]}}]}}],"properties":{{}}}}"#
        )
        .unwrap();
    }
    let flow = format!(r#"{{"description":"Huge","states":[{states}]}}"#);
    let Import { files, report } = studio::import(&flow, &options());
    assert_eq!(report.carried.len(), 999);
    let menu: serde_json::Value = serde_json::from_str(&files["menu.json"]).unwrap();
    assert_eq!(menu["steps"].as_object().unwrap().len(), 499);
    // A circle of questions without a person: the check says so.
    let rules = rules(&files);
    assert!(
        rules.iter().any(|(_, rule)| rule == "no_person"),
        "{rules:?}"
    );
}
