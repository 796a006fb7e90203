//! The phone in the terminal, played through a pipe.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests may fail loudly"
)]

use std::{
    io::Write,
    process::{Command, Output, Stdio},
};

fn play(arguments: &[&str], typed: &str) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_ringback"))
        .arg("play")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../sites/mobile"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that ends before it has read everything is no failure of the test.
    let _ = program.stdin.take().unwrap().write_all(typed.as_bytes());
    program.wait_with_output().unwrap()
}

#[test]
fn a_caller_hears_the_menu_is_silent_and_gets_an_answer() {
    let at = ["--at", "2026-11-24 11:00 Asia/Baku", "--from", "hidden"];
    let output = play(&at, "3\n\n1\n1\n");
    assert!(output.status.success());
    let heard = String::from_utf8(output.stdout).unwrap();
    let expected = "\
a hidden number calls +994125550100 on Tuesday, 2026-11-24 11:00 +04
az Example Mobile. Xoş gəlmisiniz!
az Azərbaycanca: 1 düyməsini basın.
ru Русский: нажмите 2.
en English: press 3.
ro Română: apăsați 4.
[1 key, 5 s] > 3
en Balance: press 1. Tariffs: press 2. Roaming and internet: press 3. Lost SIM card: press 4. Operator, complaints and suggestions: press 0. To hear this again: press star.
[1 key, 5 s] > 
en We did not get your choice.
en Balance: press 1. Tariffs: press 2. Roaming and internet: press 3. Lost SIM card: press 4. Operator, complaints and suggestions: press 0. To hear this again: press star.
[1 key, 5 s] > 1
   an outcome is kept: balance, Shown
en To check your balance, dial star, 1, 0, 0, hash. It is free of charge.
en Once more, slowly: star, 1, 0, 0, hash.
en Did this help? Yes: press 1. No: press 2.
en To hear this again: press star.
[1 key, 8 s] > 1
   an outcome is kept: balance, Resolved
en Thank you for calling. Goodbye!
   the call ends
";
    assert_eq!(heard, expected);
}

#[test]
fn a_queue_is_described_on_the_command_line() {
    let scene = [
        "--at",
        "2026-11-24 11:00",
        "--queue",
        "care=12,3",
        "--lang",
        "ru",
    ];
    let heard = String::from_utf8(play(&scene, "\n0\n1\n\n").stdout).unwrap();
    for sentence in [
        "Ожидание займёт от пяти до пятнадцати минут.",
        "Ваше место в очереди: 13",
    ] {
        assert!(heard.contains(sentence), "{heard}");
    }
}

#[test]
fn what_makes_no_sense_is_said() {
    for (arguments, said) in [
        (["--at", "noon"], "`noon` is no time"),
        (
            ["--queue", "sales=1"],
            "the site has no queue sales: it has care",
        ),
        (["--queue", "care=many"], "write --queue care=12,3"),
        (
            ["--number", "+1"],
            "+1 is no number of this site: it has +994125550100",
        ),
        (["--lang", "xx"], "--lang is az, en, ro or ru"),
    ] {
        let output = play(&arguments, "");
        assert_eq!(output.status.code(), Some(2));
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(error.contains(said), "{error}");
    }
}
