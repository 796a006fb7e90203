//! What is wrong with a script, in the words in which its author is told.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may fail loudly"
)]

#[path = "support/sites.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod sites;

use proptest::prelude::*;
use shared::{
    bundle::Bundle,
    ivr::script::{ScriptError, play, reads_as},
};
use std::{collections::BTreeSet, fs, path::Path};

fn acme() -> Bundle {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/acme");
    let today = jiff::civil::date(2026, 11, 22);
    let checked = sites::source(&folder).check("acme", today);
    checked.expect("a site without errors").bundle
}

fn errors(script: &str) -> Vec<String> {
    play(&acme(), script)
        .expect_err("a script with an error")
        .iter()
        .map(ScriptError::to_string)
        .collect()
}

/// A call that waits for a key.
const IN_MENU: &str = "at 2026-11-24 11:00\ncall +447700900123 -> +442079460100\n";

#[test]
fn every_line_that_makes_no_sense_is_told_with_the_fix() {
    for (line, said) in [
        ("prss 1", "there is no line `prss`. Did you mean `press`?"),
        (
            "xyzzy",
            "there is no line `xyzzy`: a line begins with at, queue, callbacks, desk, call, press, say, silent, wait, \
             talks, unanswered, full, records, hangs-up",
        ),
        (
            "hears \"Welcome.\"",
            "`hears` is what comes of a line above it: indent it by two spaces, or remove it and let it be written",
        ),
        (
            "  press 1",
            "`press` stands at the margin: remove the spaces before it",
        ),
        (
            "at noon",
            "`noon` is no time: write it as 2026-12-31 23:50 Asia/Baku (the zone may be left out)",
        ),
        (
            "at 2026-02-30 10:00",
            "`2026-02-30 10:00` is no time: write it as 2026-12-31 23:50 Asia/Baku (the zone may be left out)",
        ),
        (
            "at 2026-11-24 10:00 Mars/Olympus",
            "`Mars/Olympus` is no time zone: write it as Europe/London or Asia/Baku",
        ),
        (
            "queue caer 3 waiting",
            "the site has no queue `caer`. Did you mean `care`?",
        ),
        (
            "queue loans unknown",
            "the site has no queue `loans`: there is care",
        ),
        (
            "queue care many waiting",
            "`many waiting` says nothing about a queue: write `queue care 12 waiting, 3 operators, 1 free, 240 s each` \
             or `queue care unknown`",
        ),
        (
            "callbacks care some",
            "`some` is no number of open callbacks: write `callbacks care 4`",
        ),
        (
            "desk sleeps",
            "write `desk rules`, `desk fails` or `desk refuses` with a reason such as daily_cap",
        ),
        (
            "desk refuses daily-cap",
            "`daily-cap` is no reason to refuse. Did you mean `daily_cap`?",
        ),
        (
            "desk refuses x",
            "`x` is no reason to refuse: there is not_offered, number_invalid, country_not_allowed, \
             number_type_not_allowed, consent_missing, closed, slot_unknown, slot_full, daily_cap, too_many, \
             already_open, queue_unknown",
        ),
        (
            "call +447700900123",
            "write the call as `call +994501234567 -> +994125550100`, or `call hidden -> …`",
        ),
        (
            "call 07700900123 -> +442079460100",
            "`07700900123` is no caller: write a number with its country, such as +994501234567, or `hidden`",
        ),
        (
            "call hidden -> +442079460101",
            "`+442079460101` is no number of this site. Did you mean `+442079460100`?",
        ),
        (
            "call hidden -> +442079460100 in az",
            "`az` is no language of this site: there is en, ru",
        ),
        ("press", "press which key? Write `press 1`"),
        (
            "press A",
            "`A` cannot be pressed: a telephone has 0 to 9, * and #",
        ),
        (
            "wait a while",
            "`a while` is no wait: write `wait 90 s, place 3`",
        ),
        (
            "say operator",
            "`operator` cannot be said: write `say \"operator\"`, or `say \"operator\" 40 %`",
        ),
        (
            "records a while",
            "`a while` is no length of a message: write `records 20 s`",
        ),
        ("silent 5", "`silent` stands alone: remove `5` behind it"),
    ] {
        let script = format!("{IN_MENU}{line}\n");
        assert_eq!(errors(&script), [format!("line 3: {said}")], "{line}");
    }
}

#[test]
fn what_happens_when_it_cannot_is_told_with_what_can() {
    for (script, said) in [
        (
            "call hidden -> +442079460100",
            "line 1: when does the call come in? Write a line before it, such as `at 2026-11-24 11:00`",
        ),
        (
            "press 1",
            "line 1: nobody has called yet: begin with `call +… -> +…`",
        ),
        (
            "# Nothing.",
            "line 1: there is no call in this file: write `call +994501234567 -> …`",
        ),
        (
            "",
            "line 1: there is no call in this file: write `call +994501234567 -> …`",
        ),
        (
            "{menu}talks",
            "line 3: the caller is asked for keys: write `press …`, `silent` or `hangs-up`",
        ),
        (
            "{menu}press 0\nsilent",
            "line 4: the caller is in the queue: write `wait …`, `press …`, `talks`, `full` or `hangs-up`",
        ),
        (
            "{menu}press 2\npress 1",
            "line 4: the call is being transferred: write `talks`, `unanswered` or `hangs-up`",
        ),
        (
            "{menu}press 3\npress 1",
            "line 4: a message is recorded: write `records 20 s`, `silent` or `hangs-up`",
        ),
        (
            "{menu}press 12",
            "line 3: no more than 1 of these keys can be heard here: press the others on a line of their own",
        ),
        (
            "{menu}hangs-up\npress 1",
            "line 4: the call is over: begin another with `call +… -> +…`",
        ),
        (
            "{menu}at 2026-11-24 10:59",
            "line 3: this is before what has happened: a call under way cannot go back in time",
        ),
    ] {
        let script = script.replace("{menu}", IN_MENU);
        assert_eq!(errors(&script), [said], "{script}");
    }
}

#[test]
fn all_lines_that_make_no_sense_are_told_at_once() {
    let script = "at noon\ncal hidden -> +442079460100\nprss 1\n";
    assert_eq!(errors(script).len(), 3);
}

/// The page about calls, in pieces: every second one is an example.
fn page() -> Vec<String> {
    let page = fs::read_to_string(PAGE).unwrap();
    let mut pieces = vec![String::new()];
    for line in page.lines() {
        let is_example = pieces.len() % 2 == 0;
        let ends = is_example && line == "```";
        if ends {
            pieces.push(String::new());
        }
        let piece = pieces.last_mut().unwrap();
        piece.push_str(line);
        piece.push('\n');
        if line == "```call" {
            pieces.push(String::new());
        }
    }
    pieces
}

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/calls.md");

#[test]
fn every_example_of_the_page_about_calls_goes_as_written() {
    let bundle = acme();
    let mut pieces = page();
    for example in pieces.iter_mut().skip(1).step_by(2) {
        let played = play(&bundle, example).unwrap_or_else(|errors| panic!("{example}{errors:?}"));
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            *example = played.text;
        } else {
            assert_eq!(*example, played.text, "UPDATE_EXPECT=1 rewrites it");
        }
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(PAGE, pieces.concat()).unwrap();
    }
}

#[test]
fn the_page_about_calls_shows_every_word() {
    let pieces = page();
    let shown: BTreeSet<&str> = pieces
        .iter()
        .skip(1)
        .step_by(2)
        .flat_map(|example| example.lines())
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let words = "at queue callbacks desk call press say silent wait talks unanswered full records hangs-up \
                 hears does queues leaves dials ends";
    let missing: Vec<&str> = words.split(' ').filter(|w| !shown.contains(w)).collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn words_take_the_same_way_as_their_key() {
    let taken = |line: &str| {
        let played = play(&acme(), &format!("{IN_MENU}{line}\n")).unwrap();
        played.taken
    };
    assert_eq!(taken("say \"a person\""), taken("press 0"));
    assert_ne!(taken("press 0"), taken("press 3"));
}

/// A line of a script, sensible or not.
fn any_line() -> impl Strategy<Value = String> {
    let lines = [
        "at 2026-11-24 11:00",
        "at 2026-12-31 23:59 Asia/Baku",
        "at 9999-12-31 23:59",
        "queue care 3 waiting, 2 operators, 0 free, 240 s each",
        "queue care 4294967295 waiting",
        "queue care unknown",
        "callbacks care 4294967295",
        "desk fails",
        "desk refuses closed",
        "call +447700900123 -> +442079460100",
        "call hidden -> +442079460100 in ru",
        "call +1 -> +442079460100",
        "press 0",
        "press 2",
        "press 3",
        "press 9",
        "press *",
        "silent",
        "say \"a person\"",
        "say \"\u{0}\u{202e}\" 30 %",
        "wait 4294967295 s, place 4294967295",
        "wait",
        "talks",
        "unanswered",
        "full",
        "records 4294967295 s",
        "hangs-up",
        "  hears \"anything\"",
        "# A comment",
        "",
    ];
    prop_oneof![
        20 => proptest::sample::select(lines.to_vec()).prop_map(str::to_owned),
        1 => "[a-z-]{0,8} ?\\PC{0,20}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_script_is_played_or_told_why_not(
        lines in proptest::collection::vec(any_line(), 0..30),
    ) {
        thread_local!(static ACME: Bundle = acme());
        ACME.with(|bundle| {
            // From each line that cannot be, on to the rest: so that long calls come about.
            let mut script: Vec<String> = IN_MENU.lines().map(str::to_owned).collect();
            for line in &lines {
                script.push(line.clone());
                if play(bundle, &script.join("\n")).is_err() {
                    script.pop();
                }
            }
            let script = script.join("\n");
            let played = play(bundle, &script).expect("what was played line by line").text;
            let again = play(bundle, &played).expect("what was played").text;
            assert_eq!(&again, &played);
            assert!(reads_as(&again, &played));
        });
    }
}
