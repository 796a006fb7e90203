//! `ringback check` as its author runs it.
#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn check(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let Output { status, stdout, .. } = Command::new(env!("CARGO_BIN_EXE_ringback"))
        .arg("check")
        .arg(folder)
        .args(["--today", "2026-06-01"])
        .args(arguments)
        .env("LC_ALL", "C")
        .output()
        .unwrap();
    (status.code(), String::from_utf8(stdout).unwrap())
}

/// The small site of the core's fixtures with one line changed, in a folder of its own.
fn site(test: &str, from: &str, to: &str) -> PathBuf {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/tests/problems/base");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(test)
        .join("acme");
    fs::create_dir_all(&folder).unwrap();
    for file in ["site.json", "menu.json", "survey.json"] {
        let text = fs::read_to_string(base.join(file)).unwrap();
        fs::write(folder.join(file), text.replace(from, to)).unwrap();
    }
    folder
}

#[test]
fn a_sound_folder_is_well() {
    let (status, out) = check(&site("sound", "", ""), &["--strict"]);
    assert_eq!(
        (status, out.ends_with("all is well\n")),
        (Some(0), true),
        "{out}"
    );
}

#[test]
fn an_error_is_shown_with_its_words_marked() {
    let folder = site(
        "error",
        "\"if_unanswered\": \"operator\"",
        "\"if_unanswered\": \"oprator\"",
    );
    let (status, out) = check(&folder, &["--lang", "en"]);
    assert_eq!(status, Some(1));
    assert!(out.contains("error[unknown_step]"), "{out}");
    assert!(out.contains("Did you mean “operator”?"), "{out}");
    assert!(out.contains("menu.json:28:73"), "{out}");
    assert!(out.contains("^^^^^^^^^"), "{out}");
    let (_, russian) = check(&folder, &["--lang", "ru"]);
    assert!(russian.contains("Может быть, «operator»?"), "{russian}");
}

#[test]
fn a_warning_fails_only_where_strictness_is_asked_for() {
    let folder = site("warning", ", \"last_resort\": \"+442079460199\"", "");
    assert_eq!(check(&folder, &[]).0, Some(0));
    assert_eq!(check(&folder, &["--strict"]).0, Some(1));
}

#[test]
fn problems_can_be_read_by_programs() {
    let folder = site("json", "\"say_again\": 1", "\"say_again\": 6");
    let (status, out) = check(&folder, &["--format", "json"]);
    let problems: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(status, Some(1));
    assert_eq!(problems.pointer("/0/rule").unwrap(), "too_many_retries");
    assert_eq!(problems.pointer("/0/line").unwrap(), 17);
}

#[test]
fn a_command_that_is_not_understood_has_a_status_of_its_own() {
    let folder = site("usage", "", "");
    assert_eq!(check(&folder, &["--colour"]).0, Some(2));
    assert_eq!(check(&folder.join("nowhere"), &[]).0, Some(2));
}
