//! The publishing commands as far as they go without an installation; with one, `e2e/tests/publishing.spec.ts`.
#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Runs `ringback` without a token, or with one; its status, and what it said.
fn ringback(token: Option<&str>, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ringback"));
    command
        .args(arguments)
        .env("LC_ALL", "C")
        .env_remove("RINGBACK_TOKEN");
    if let Some(token) = token {
        command.env("RINGBACK_TOKEN", token);
    }
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}

/// The small site of the core's fixtures with one line changed, in a folder of its own.
fn site(test: &str, from: &str, to: &str) -> PathBuf {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/tests/problems/base");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("publish_{test}"))
        .join("acme");
    fs::create_dir_all(&folder).unwrap();
    for file in ["site.json", "menu.json", "survey.json"] {
        let text = fs::read_to_string(base.join(file)).unwrap();
        fs::write(folder.join(file), text.replace(from, to)).unwrap();
    }
    folder
}

#[test]
fn two_folders_are_compared_in_words() {
    let before = site("before", "", "");
    let after = site("after", "\"say_again\": 1", "\"say_again\": 2");
    let paths = [before.to_str().unwrap(), after.to_str().unwrap()];
    let (status, said) = ringback(None, &["diff", paths[0], paths[1]]);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("is now 2 (before: 1)"), "{said}");
    let (_, russian) = ringback(None, &["diff", paths[0], paths[1], "--lang", "ru"]);
    assert!(russian.contains("теперь 2 (раньше: 1)"), "{russian}");
    let (status, same) = ringback(None, &["diff", paths[0], paths[0]]);
    assert_eq!(
        (status, same.contains("nothing")),
        (Some(0), true),
        "{same}"
    );
}

#[test]
fn what_is_wrong_is_said_before_anything_is_asked_of_an_installation() {
    let broken = site(
        "broken",
        "\"if_unanswered\": \"operator\"",
        "\"if_unanswered\": \"oprator\"",
    );
    let sound = site("sound", "", "");
    let (broken, sound) = (broken.to_str().unwrap(), sound.to_str().unwrap());
    let to = "https://ringback.invalid";
    for (token, arguments, status, words) in [
        (None, vec!["publish", broken, "--to", to], 1, "unknown_step"),
        (
            None,
            vec!["publish", sound, "--to", to],
            2,
            "RINGBACK_TOKEN",
        ),
        (Some("t"), vec!["publish", sound], 2, "--to"),
        (
            Some("t"),
            vec!["publish", sound, "--to", "http://ringback.invalid"],
            2,
            "https://",
        ),
        (
            Some("t"),
            vec!["publish", sound, "--to", to, "--at", "tomorrow"],
            2,
            "tomorrow",
        ),
        (
            Some("t"),
            vec!["publish", sound, "--to", to, "--force"],
            2,
            "--force",
        ),
        (Some("t"), vec!["diff", sound], 2, "between"),
        (
            Some("t"),
            vec!["diff", "0123456789abcdef", sound],
            2,
            "--to",
        ),
        (Some("t"), vec!["rollback", "--to", to], 2, "folder"),
    ] {
        let (code, said) = ringback(token, &arguments);
        assert_eq!(code, Some(status), "{arguments:?}: {said}");
        assert!(said.contains(words), "{arguments:?}: {said}");
    }
}
