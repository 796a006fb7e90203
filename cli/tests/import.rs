//! `ringback import` as its author runs it.
#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn import(flow: &str, out: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let flows = Path::new(env!("CARGO_MANIFEST_DIR")).join("../studio/tests/flows");
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(env!("CARGO_BIN_EXE_ringback"))
        .args(["import", "studio"])
        .arg(flows.join(flow).join("flow.json"))
        .arg("--out")
        .arg(out)
        .args(arguments)
        .env("LC_ALL", "C")
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code(), text(stdout), text(stderr))
}

fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("import")
        .join(test);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    folder.join("acme")
}

#[test]
fn a_flow_becomes_a_folder_that_is_checked_at_once() {
    let out = folder("faults");
    let (status, said, _) = import("faults", &out, &["--number", "+442079460100"]);
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("error[missing_if_silent]"), "{said}");
    assert!(
        said.contains("`old_promotion`: No call can reach it."),
        "{said}"
    );
    assert!(said.contains("faults of the old flow: "), "{said}");
    let page = fs::read_to_string(out.join("IMPORT.md")).unwrap();
    assert!(said.starts_with(&page), "{page}");
    let site = fs::read_to_string(out.join("site.json")).unwrap();
    assert!(
        site.contains(
            "\"+442079460100\": { \"provider\": \"twilio\", \"secret\": \"ACME_TWILIO_TOKEN\""
        ),
        "{site}"
    );
}

#[test]
fn the_report_is_written_in_the_language_that_is_asked_for() {
    let out = folder("russian");
    let (_, said, _) = import(
        "two_languages",
        &out,
        &["--lang", "ru", "--time-zone", "Asia/Baku"],
    );
    assert!(said.contains("## Осталось сделать"), "{said}");
    let site = fs::read_to_string(out.join("site.json")).unwrap();
    assert!(site.contains("\"time_zone\": \"Asia/Baku\""), "{site}");
}

#[test]
fn what_is_no_call_becomes_a_report_only() {
    let out = folder("messages");
    let (status, said, _) = import("messages", &out, &[]);
    assert_eq!(status, Some(1));
    assert!(said.contains("This flow is not a call"), "{said}");
    let files = fs::read_dir(&out).unwrap().count();
    assert_eq!(files, 1);
}

#[test]
fn nothing_is_overwritten_and_nothing_is_guessed() {
    let out = folder("twice");
    assert_eq!(import("empty", &out, &[]).0, Some(1));
    let (status, _, said) = import("clean", &out, &[]);
    assert_eq!(
        (status, said.contains("not empty")),
        (Some(2), true),
        "{said}"
    );
    let (status, _, said) = import("clean", &out, &["--locale", "de"]);
    assert_eq!(
        (status, said.contains("az, en, ro or ru")),
        (Some(2), true),
        "{said}"
    );
}
