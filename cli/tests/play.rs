//! The phone in the terminal, played through a pipe. What it shows stands in `play/*.txt`;
//! `UPDATE_EXPECT=1 cargo test -p ringback --test play` rewrites it.
#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

#[path = "support/acme.rs"]
mod acme;

use acme::{acme, ringback};
use std::{fs, path::Path};

/// A Tuesday, when the office is open.
const DAY: &str = "--at=2026-11-24 11:00";

fn play(beside: &Path, options: &[&str], typed: &str) -> String {
    let arguments: Vec<&str> = ["play", "acme"].iter().chain(options).copied().collect();
    let ran = ringback(beside, &arguments, typed);
    let well = (ran.status, ran.error.as_str());
    assert_eq!(well, (Some(0), ""), "{}", ran.out);
    ran.out
}

#[test]
fn what_a_caller_hears_and_does_is_shown() {
    for (name, options, typed) in [
        (
            "answer",
            &[DAY, "--from", "hidden"][..],
            "\n?\nx\n1\n?\n1\n",
        ),
        (
            "queue",
            &[DAY, "--queue", "care=2,1,0,60", "--lang", "ru"],
            "press 0\nwait 90\n?\n2\n?\n1\n",
        ),
        ("words", &[DAY], "?\nsay a person\nh\n"),
        ("message", &[DAY], "3\n?\nr 20\n"),
        ("transfer", &[DAY], "2\n?\nn\nf\n2\n"),
        ("talk", &[DAY, "--queue", "care=0,2,1"], "0\ntalks\n"),
        ("hung_up", &["--at", "2026-12-31 23:50 Asia/Baku"], ""),
    ] {
        let shown = play(&acme(&format!("play_{name}"), &[]), options, typed);
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/play/{name}.txt"));
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&file, &shown).unwrap();
        }
        assert_eq!(shown, fs::read_to_string(&file).unwrap(), "{name}");
    }
}

#[test]
fn a_call_is_kept_behind_those_that_are_there_and_is_a_test_at_once() {
    let beside = acme("play_record", &[]);
    let record = ["--record", "acme/calls/new/first.call"];
    let busy = [&[DAY, "--queue", "care=2,1,0,60"][..], &record[..]].concat();
    let shown = play(&beside, &busy, "0\n\nh\n");
    let last = "The call is kept in acme/calls/new/first.call. `ringback test acme acme/calls/new/first.call` plays it \
                again.\n";
    assert!(shown.ends_with(last), "{shown}");
    play(
        &beside,
        &[&[DAY, "--lang", "ru"][..], &record[..]].concat(),
        "1\n1\n",
    );
    let expected = "\
# Played by hand: say here what this call shows.
at     2026-11-24 11:00
queue  care 2 waiting, 1 operator, 0 free, 60 s each
call   +447700900123 -> +442079460100
  hears  \"Welcome to Acme.\"
  hears  \"Balance: press 1. Shop: press 2. Leave a message: press 3. Operator: press 0. To hear this again: press star.\"
press  0
  hears  \"We are connecting you to an operator.\"
  hears  \"The wait is between two and five minutes.\"
  queues care
wait   30 s, place 3
  hears  \"Your place in line: 3\"
  hears  \"The wait is between two and five minutes.\"
  hears  \"To be called back instead, press 2. You keep your place.\"
hangs-up
  ends

# Played by hand: say here what this call shows.
at     2026-11-24 11:00
queue  care unknown
call   +447700900123 -> +442079460100 in ru
  hears  ru \"Здравствуйте, это Acme.\"
  hears  ru \"Баланс: нажмите 1. Магазин: нажмите 2. Оставить сообщение: нажмите 3. Оператор: нажмите 0. Прослушать ещё раз: нажмите звёздочку.\"
press  1
  does   deflection balance shown
  hears  ru \"Наберите звёздочка, 1, 0, 0, решётка. Это бесплатно.\"
  hears  ru \"Ещё раз, медленно: звёздочка, 1, 0, 0, решётка.\"
  hears  ru \"Это помогло? Да: нажмите 1. Нет: нажмите 2.\"
  hears  ru \"Прослушать ещё раз: нажмите звёздочку.\"
press  1
  does   deflection balance resolved
  hears  ru \"До свидания!\"
  ends
";
    let file = beside.join("acme/calls/new/first.call");
    assert_eq!(fs::read_to_string(file).unwrap(), expected);
    let ran = ringback(&beside, &["test", "acme", "acme/calls/new/first.call"], "");
    assert_eq!(ran.out, "2 calls in 1 file: as written\n");
}

#[test]
fn a_file_that_cannot_be_added_to_is_named_before_the_call() {
    let beside = acme("play_broken", &[("broken.call", "at noon\n")]);
    let ran = ringback(
        &beside,
        &["play", "acme", "--record", "acme/calls/broken.call"],
        "h\n",
    );
    let said = "ringback play: acme/calls/broken.call: line 1: `noon` is no time: write it as 2026-12-31 23:50 \
                Asia/Baku (the zone may be left out). Mend it before a call is added to it\n";
    assert_eq!(
        (ran.status, ran.out.as_str(), ran.error.as_str()),
        (Some(1), "", said)
    );
}

#[test]
fn what_makes_no_sense_is_said() {
    let beside = acme("play_wrong", &[]);
    for (option, value, said) in [
        (
            "--at",
            "noon",
            "`noon` is no time: write it as 2026-12-31 23:50 Asia/Baku (the zone may be left out)",
        ),
        (
            "--queue",
            "caer=1",
            "the site has no queue caer. Did you mean care?",
        ),
        (
            "--queue",
            "loans=1",
            "the site has no queue loans: it has care",
        ),
        (
            "--queue",
            "care=many",
            "--queue care=many: write --queue care=12,3 (12 wait, 3 operators; then free operators and seconds a call)",
        ),
        (
            "--number",
            "+1",
            "+1 is no number of this site: it has +442079460100",
        ),
        (
            "--from",
            "0770",
            "`0770` is no caller: write a number with its country, such as +994501234567, or hidden",
        ),
        (
            "--lang",
            "az",
            "`az` is no language of this site: it has en, ru",
        ),
        (
            "--record",
            "first.txt",
            "--record first.txt: give the file a name that ends in .call, so that `ringback test` finds it",
        ),
    ] {
        let ran = ringback(&beside, &["play", "acme", option, value], "");
        let said = format!("ringback play: {said}\nSee `ringback play --help`.\n");
        assert_eq!((ran.status, ran.error), (Some(2), said), "{option} {value}");
    }
}

/// Copies the files of a folder that end in `.json`.
fn copy(from: &str, to: &Path) {
    fs::create_dir_all(to).unwrap();
    let sites = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sites");
    for entry in fs::read_dir(sites.join(from)).unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
        }
    }
}

#[test]
fn what_the_provider_has_no_voice_for_is_marked() {
    let beside = acme("play_foreign", &[]);
    copy("mobile", &beside.join("mobile"));
    copy("common", &beside.join("common"));
    let heard = ringback(&beside, &["play", "mobile", DAY], "h\n").out;
    let greeting = "  az  Example Mobile. Xoş gəlmisiniz!";
    assert!(
        heard.contains(&format!("{greeting} [foreign voice]\n")),
        "{heard}"
    );
    let told = "twilio has no voice for az: what is marked is read by a voice of another language. `ringback voice \
                mobile` records it.\n";
    assert!(heard.ends_with(told), "{heard}");

    let sites = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sites");
    let heard = ringback(&sites, &["play", "mobile", DAY], "h\n").out;
    assert!(
        heard.contains(&format!("{greeting} [recorded]\n")),
        "{heard}"
    );
    assert!(!heard.contains("[foreign voice]"), "{heard}");
}

/// A program in place of espeak-ng that writes down what it is to say.
#[cfg(unix)]
#[test]
fn what_is_heard_is_said_in_its_language_or_it_is_told_why_not() {
    use std::os::unix::fs::PermissionsExt;
    let beside = acme("play_say", &[]);
    let run = |typed: &str| {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_ringback"))
            .args(["play", "acme", DAY, "--say", "--lang", "ru"])
            .current_dir(&beside)
            .env("PATH", &beside)
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let _ = std::io::Write::write_all(&mut program.stdin.take().unwrap(), typed.as_bytes());
        program.wait_with_output().unwrap()
    };
    let without = run("h\n");
    assert_eq!(without.status.code(), Some(2));
    let why = String::from_utf8(without.stderr).unwrap();
    assert!(
        why.starts_with("ringback play: --say needs espeak-ng"),
        "{why}"
    );

    let program = beside.join("espeak-ng");
    fs::write(
        &program,
        "#!/bin/sh\n/bin/cat >> said\necho 'error: no card' >&2\n",
    )
    .unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let output = run("1\n1\n");
    assert_eq!(output.status.code(), Some(0));
    let said = fs::read_to_string(beside.join("said")).unwrap();
    for words in [
        "<voice xml:lang=\"ru\">Здравствуйте, это Acme.</voice>",
        "<voice xml:lang=\"ru\">До свидания!</voice>",
    ] {
        assert!(said.contains(words), "{said}");
    }
    let shown = String::from_utf8(output.stdout).unwrap();
    let complaint = "espeak-ng finds no way to make a sound (error: no card)";
    assert_eq!(shown.matches(complaint).count(), 1, "{shown}");
}
