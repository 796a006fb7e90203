//! What holds for every command.
#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use std::process::Command;

/// Exit status, standard output, standard error.
fn ringback(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_ringback"))
        .args(arguments)
        .output()
        .unwrap();
    (
        output.status.code(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

/// The names in the overview.
fn commands() -> Vec<String> {
    let (_, overview, _) = ringback(&[]);
    let lines = overview.lines().filter_map(|line| line.strip_prefix("  "));
    lines
        .map(|line| line.split_whitespace().next().unwrap().to_owned())
        .collect()
}

#[test]
fn every_command_has_a_help_that_begins_with_its_usage_and_ends_with_an_example() {
    assert!(commands().len() > 2);
    for name in commands() {
        let (status, help, _) = ringback(&[&name, "--help"]);
        assert_eq!(status, Some(0));
        let usage = format!("ringback {name}");
        assert!(help.starts_with(&usage), "{help}");
        let last = help.trim_end().lines().next_back().unwrap();
        assert!(last.starts_with("  ") && last.contains(&usage), "{help}");
        assert_eq!(ringback(&["help", &name]).1, help);
    }
}

#[test]
fn what_is_not_understood_is_said_with_what_may_be_meant() {
    for (arguments, said) in [
        (
            ["chekc", ""],
            "ringback: there is no command chekc. Did you mean check?\n",
        ),
        (
            ["gargle", ""],
            "ringback: there is no command gargle. `ringback --help` lists them.\n",
        ),
        (
            ["check", "--strikt"],
            "ringback check: there is no option --strikt. Did you mean --strict?\nSee `ringback check --help`.\n",
        ),
        (
            ["check", "--colour"],
            "ringback check: there is no option --colour.\nSee `ringback check --help`.\n",
        ),
        (
            ["help", "plai"],
            "ringback: there is no command plai. Did you mean play?\n",
        ),
    ] {
        let (status, _, error) = ringback(&arguments);
        assert_eq!((status, error.as_str()), (Some(2), said));
    }
}

#[test]
fn every_command_that_speaks_takes_the_same_languages() {
    let speaks = |name: &String| ringback(&[name, "--help"]).1.contains("--lang en|ru");
    let speaking: Vec<String> = commands().into_iter().filter(speaks).collect();
    assert!(speaking.len() > 5, "{speaking:?}");
    for name in speaking {
        // `texts` wants to know first what is to be done.
        let said = match name.as_str() {
            "texts" => ringback(&["texts", "export", "--lang", "de"]),
            _ => ringback(&[&name, "--lang", "de"]),
        };
        let expected = format!("ringback {name}: --lang is en or ru\n");
        assert!(
            said.0 == Some(2) && said.2.starts_with(&expected),
            "{said:?}"
        );
    }
}
