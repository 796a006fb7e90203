//! One broken file a rule with all that its author is told, and a near miss that must stay silent.
//!
//! A fixture in `problems/` edits the small site in `problems/base`. `UPDATE_EXPECT=1` rewrites what is said; read it
//! before you commit it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may fail loudly"
)]

#[path = "support/edits.rs"]
mod edits;

use edits::{all_fixtures, edited, fixtures};
use shared::{
    bundle::BundleSource,
    problem::{Problem, rules},
};
use std::{collections::BTreeSet, fmt::Write as _, fs};

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 6, 1);

fn problems(edits: &str) -> (BundleSource, Vec<Problem>) {
    let (site, source) = edited(edits);
    let problems = match source.check(&site, TODAY) {
        Ok(checked) => checked.warnings,
        Err(problems) => problems,
    };
    (source, problems)
}

fn said(source: &BundleSource, problems: &[Problem]) -> String {
    let mut out = String::new();
    for p in problems {
        let text = source.files.get(&p.file).map_or("", String::as_str);
        let words = text.get(p.span.0..p.span.1).unwrap();
        let words: String = words.chars().take(60).collect();
        writeln!(
            out,
            "{:?} {} {}:{}:{} {words}",
            p.severity, p.rule, p.file, p.line, p.column
        )
        .unwrap();
        let english = [&p.message, &p.experience, &p.fix];
        let russian = [&p.ru.message, &p.ru.experience, &p.ru.fix];
        for (language, sentences) in [("en", english), ("ru", russian)] {
            for sentence in sentences.into_iter().filter(|s| !s.is_empty()) {
                writeln!(out, "  {language} {sentence}").unwrap();
            }
        }
    }
    out
}

#[test]
fn the_base_site_has_no_problem() {
    let (source, problems) = problems("");
    assert_eq!(said(&source, &problems), "");
}

#[test]
fn every_broken_file_is_told_about_in_full() {
    let mut wrong = Vec::new();
    for fixture in fixtures() {
        let (source, problems) = problems(&fixture.bad);
        if !problems.iter().any(|p| p.rule == fixture.rule) {
            let rules: Vec<&str> = problems.iter().map(|p| p.rule.as_str()).collect();
            wrong.push(format!("{} is not among {rules:?}", fixture.rule));
            continue;
        }
        let said = said(&source, &problems);
        if said == fixture.said {
            continue;
        }
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            let (bad, good) = (&fixture.bad, &fixture.good);
            let text = format!("== bad\n{bad}\n== good\n{good}\n== bad says\n{said}");
            fs::write(&fixture.path, text).unwrap();
        } else {
            wrong.push(format!(
                "{}: expected\n{}but got\n{said}",
                fixture.rule, fixture.said
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_near_miss_stays_silent() {
    let mut loud = String::new();
    for fixture in fixtures() {
        let (source, problems) = problems(&fixture.good);
        if !problems.is_empty() {
            writeln!(loud, "{}:\n{}", fixture.rule, said(&source, &problems)).unwrap();
        }
    }
    assert!(loud.is_empty(), "{loud}");
}

#[test]
fn every_rule_has_a_fixture_and_every_fixture_a_rule() {
    let rules: BTreeSet<&str> = rules::ALL
        .iter()
        .copied()
        .flatten()
        .map(|r| r.name)
        .collect();
    let fixtures = all_fixtures();
    let covered: BTreeSet<&str> = fixtures.iter().map(|f| f.rule.as_str()).collect();
    assert_eq!(rules, covered);
}

#[test]
fn no_sentence_has_an_unfilled_place() {
    for fixture in fixtures() {
        for problem in problems(&fixture.bad).1 {
            for place in [
                "{known}",
                "{name}",
                "{step}",
                "{language}",
                "{code}",
                "{field}",
                "{expected}",
            ] {
                assert!(
                    !problem.message.contains(place) && !problem.fix.contains(place),
                    "{problem:?}"
                );
            }
        }
    }
}
