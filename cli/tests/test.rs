//! `ringback test`, as its author runs it: exact outputs.
#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

#[path = "support/acme.rs"]
mod acme;

use acme::{Ran, acme, ringback};
use std::fs;

/// As a person writes it: not all that is heard, and not laid out.
const WRITTEN: &str = "\
# A caller hears the balance code.
at 2026-11-24 11:00
call +447700900123 -> +442079460100
  hears \"Welcome to Acme!\"
  hears \"Balance: press 1. Shop: press 2. Leave a message: press 3. Operator: press 0. To hear this again: press star.\"
press 1
press 1
";

const PLAYED: &str = "\
# A caller hears the balance code.
at     2026-11-24 11:00
call   +447700900123 -> +442079460100
  hears  \"Welcome to Acme.\"
  hears  \"Balance: press 1. Shop: press 2. Leave a message: press 3. Operator: press 0. To hear this again: press star.\"
press  1
  does   deflection balance shown
  hears  \"Dial star, 1, 0, 0, hash. It is free of charge.\"
  hears  \"Once more, slowly: star, 1, 0, 0, hash.\"
  hears  \"Did this help? Yes: press 1. No: press 2.\"
  hears  \"To hear this again: press star.\"
press  1
  does   deflection balance resolved
  hears  \"Goodbye!\"
  ends
";

/// Every other way through the small site's menu.
const OTHERS: &str = "\
at 2026-11-24 11:00
queue care 3 waiting, 1 operator, 0 free, 120 s each
call +447700900123 -> +442079460100 in ru
press 1
press 2
press 2
press 1

call +447700900123 -> +442079460100
press 2
unanswered
full
press 2

call +447700900123 -> +442079460100
press 0
talks

call +447700900123 -> +442079460100
silent
silent
hangs-up

call +447700900123 -> +442079460100
press 3
records 20 s

call +447700900123 -> +442079460100
press 3
silent
hangs-up

call +447700900123 -> +442079460100
press 7
press 8
hangs-up

at 2026-11-24 22:00
call hidden -> +442079460100
";

#[test]
fn what_goes_otherwise_than_written_is_shown_once_between_its_lines() {
    let beside = acme("differs", &[("again.call", WRITTEN), ("day.call", WRITTEN)]);
    let expected = "\
acme/calls/again.call:4 (- written, + played)
    1   # A caller hears the balance code.
    2   at 2026-11-24 11:00
    3   call +447700900123 -> +442079460100
    4 -   hears \"Welcome to Acme!\"
      +   hears  \"Welcome to Acme.\"
    5     hears \"Balance: press 1. Shop: press 2. Leave a message: press 3. Operator: press 0. To hear this again: press star.\"
    6   press 1
      the same in acme/calls/day.call:4

acme/calls/again.call:7 (- written, + played)
    5     hears \"Balance: press 1. Shop: press 2. Leave a message: press 3. Operator: press 0. To hear this again: press star.\"
    6   press 1
      +   does   deflection balance shown
      +   hears  \"Dial star, 1, 0, 0, hash. It is free of charge.\"
      +   hears  \"Once more, slowly: star, 1, 0, 0, hash.\"
      +   hears  \"Did this help? Yes: press 1. No: press 2.\"
      +   hears  \"To hear this again: press star.\"
    7   press 1
      the same in acme/calls/day.call:7

acme/calls/again.call:8 (- written, + played)
    7   press 1
      +   does   deflection balance resolved
      +   hears  \"Goodbye!\"
      +   ends
      the same in acme/calls/day.call:8

2 calls in 2 files: 2 files otherwise than written
";
    let Ran { status, out, error } = ringback(&beside, &["test", "acme"], "");
    assert_eq!(
        (status, out.as_str(), error.as_str()),
        (Some(1), expected, "")
    );
}

#[test]
fn what_is_played_is_written_where_that_is_asked_for() {
    let beside = acme("update", &[("day.call", WRITTEN)]);
    let ran = ringback(&beside, &["test", "acme", "--update"], "");
    assert_eq!(ran.status, Some(0));
    assert!(
        ran.out.starts_with("acme/calls/day.call: rewritten\n1 call in 1 file: 1 rewritten. Read what changed before you keep it.\n"),
        "{}",
        ran.out
    );
    let folder = beside.join("acme/calls");
    assert_eq!(fs::read_to_string(folder.join("day.call")).unwrap(), PLAYED);
    let left: Vec<_> = fs::read_dir(&folder).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing is left of the writing: {left:?}");
    assert_eq!(
        ringback(&beside, &["test", "acme", "day"], "").out,
        "1 call in 1 file: as written\n"
    );
}

#[test]
fn how_a_call_is_laid_out_says_nothing() {
    let windows = format!(
        "\u{feff}{}",
        PLAYED.replace('\n', "\r\n\r\n").replace("   ", " ")
    );
    let beside = acme("layout", &[("day.call", &windows)]);
    let ran = ringback(&beside, &["test", "acme", "day.call"], "");
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (Some(0), "1 call in 1 file: as written\n")
    );
}

#[test]
fn ways_that_no_call_takes_are_listed_with_their_place() {
    let beside = acme("coverage", &[("day.call", PLAYED)]);
    let expected = "\
1 call in 1 file: as written
menu.json   17 %  3 of 17 ways
The calls take 17 % of the ways through the menus. No call does this:
  acme/menu.json:5: now: come while it is closed
  acme/menu.json:12: main: press 2 (Shop)
  acme/menu.json:13: main: press 3 (Leave a message)
  acme/menu.json:14: main: press 0 (Operator)
  acme/menu.json:16: main: stay silent to the end
  acme/menu.json:17: main: press wrong keys to the end
  acme/menu.json:27: balance: press 2: it did not help
  acme/menu.json:29: message: leave a message
  acme/menu.json:29: message: leave no message
  acme/menu.json:30: shop: be transferred to somebody who does not answer
  acme/menu.json:31: operator: come when nobody works, or the queue is full
  acme/menu.json:31: operator: press 2 while waiting in the queue
  acme/menu.json:32: call_me: accept the callback
  acme/menu.json:32: call_me: get no callback
";
    let ran = ringback(&beside, &["test", "acme", "--coverage"], "");
    assert_eq!((ran.status, ran.out.as_str()), (Some(0), expected));
    let ran = ringback(&beside, &["test", "acme", "--min-coverage", "80"], "");
    let last = "The calls take 17 % of the ways; 80 % are asked for.\n";
    assert_eq!(
        (ran.status, ran.out.ends_with(last)),
        (Some(1), true),
        "{}",
        ran.out
    );
}

#[test]
fn calls_that_take_every_way_are_said_to() {
    let beside = acme(
        "every_way",
        &[("day.call", PLAYED), ("others.call", OTHERS)],
    );
    ringback(&beside, &["test", "acme", "--update"], "");
    let ran = ringback(&beside, &["test", "acme", "--min-coverage", "100"], "");
    let expected = "9 calls in 2 files: as written\nThe calls take every way through the menus.\n";
    assert_eq!((ran.status, ran.out.as_str()), (Some(0), expected));
}

#[test]
fn lines_that_make_no_sense_are_all_named_and_nothing_is_rewritten() {
    let wrong = "at 2026-11-24 11:00\ncal +447700900123 -> +442079460100\n press 1\n";
    let beside = acme("wrong", &[("wrong.call", wrong)]);
    let expected = "\
acme/calls/wrong.call:2: there is no line `cal`. Did you mean `call`?
    cal +447700900123 -> +442079460100

acme/calls/wrong.call:3: `press` stands at the margin: remove the spaces before it
    press 1

0 calls in 1 file: 1 file otherwise than written
";
    let ran = ringback(&beside, &["test", "acme", "--update"], "");
    assert_eq!((ran.status, ran.out.as_str()), (Some(1), expected));
    let kept = fs::read_to_string(beside.join("acme/calls/wrong.call")).unwrap();
    assert_eq!(kept, wrong);
}

#[test]
fn what_cannot_be_tested_is_said() {
    let beside = acme("cannot", &[]);
    let no_calls = "ringback test: acme has no calls yet. Play one and keep it: `ringback play acme --record \
                    acme/calls/first.call`\n";
    let ran = ringback(&beside, &["test", "acme"], "");
    assert_eq!((ran.status, ran.error.as_str()), (Some(1), no_calls));

    fs::write(beside.join("acme/calls/night.call"), PLAYED).unwrap();
    let ran = ringback(&beside, &["test", "acme", "nigth"], "");
    let no_file = "ringback test: there is no file nigth. Did you mean night?\n";
    assert_eq!((ran.status, ran.error.as_str()), (Some(2), no_file));

    fs::write(beside.join("acme/calls/night.call"), [0xff, 0xfe, 0]).unwrap();
    let ran = ringback(&beside, &["test", "acme"], "");
    let no_text = "ringback test: acme/calls/night.call: this is not UTF-8 text. Save it as UTF-8 in your editor\n";
    assert_eq!((ran.status, ran.error.as_str()), (Some(1), no_text));

    let menu = beside.join("acme/menu.json");
    let broken = fs::read_to_string(&menu)
        .unwrap()
        .replace("\"bye\",", "\"by\",");
    fs::write(&menu, broken).unwrap();
    let ran = ringback(&beside, &["test", "acme"], "");
    let problems = "ringback test: acme: the files have problems, see `ringback check acme`\n";
    assert_eq!((ran.status, ran.error.as_str()), (Some(1), problems));
}
