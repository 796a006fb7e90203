//! What is fuzzed: everything that reads what others write. Each function takes any bytes, and panics where a promise is
//! broken.
//!
//! Seeds lie in `corpus/<target>/`; the test below plays them without libFuzzer.

#[path = "../../shared/tests/support/caller.rs"]
mod caller;

use caller::{Dice, calls};
use jiff::{Timestamp, civil::Date};
use shared::{
    bundle::{Bundle, BundleSource, Checked},
    ivr::{line::Line, script},
    locale::Locale,
    problem::Problem,
};
use std::sync::LazyLock;

const TODAY: Date = jiff::civil::date(2026, 6, 1);

/// A site's files, each behind a line `== name`: checked, and where nothing is wrong with them, called.
///
/// # Panics
/// Where a problem points outside of its file or says nothing, or a call on an accepted menu does not end.
pub fn site(bytes: &[u8]) {
    let source = files(&String::from_utf8_lossy(bytes));
    match source.check("acme", TODAY) {
        Ok(Checked { bundle, warnings }) => {
            judge(&source, &warnings);
            let seed = bytes
                .iter()
                .fold(7_u64, |n, b| n.wrapping_mul(31).wrapping_add((*b).into()));
            for caller in 0..4 {
                call_anyhow(&bundle, seed.wrapping_add(caller));
            }
        }
        Err(problems) => {
            assert!(!problems.is_empty(), "refused without a reason");
            judge(&source, &problems);
        }
    }
}

/// A `.call` file, played on a small site.
///
/// # Panics
/// Where an error has no line or no words.
pub fn call(bytes: &[u8]) {
    static BUNDLE: LazyLock<Bundle> = LazyLock::new(|| {
        let source = files(include_str!("../corpus/site/base"));
        match source.check("acme", TODAY) {
            Ok(checked) => checked.bundle,
            Err(problems) => panic!("{problems:?}"),
        }
    });
    let text = String::from_utf8_lossy(bytes);
    if let Err(errors) = script::play(&BUNDLE, &text) {
        assert!(!errors.is_empty(), "refused without a reason");
        for error in errors {
            assert!(!error.to_string().is_empty());
        }
    }
}

/// A Studio flow: imported, and the result checked.
///
/// # Panics
/// Where nothing was made of it and no reason is given.
pub fn studio(bytes: &[u8]) {
    let options = studio::Options {
        id: "acme".to_owned(),
        name: None,
        number: Some("+442079460100".to_owned()),
        country: None,
        time_zone: None,
        locale: Locale::En,
    };
    let studio::Import { files, report } =
        studio::import(&String::from_utf8_lossy(bytes), &options);
    for locale in [Locale::En, Locale::Ru] {
        assert!(!report.page(locale).is_empty());
    }
    if files.is_empty() {
        assert!(!report.faults.is_empty(), "no site and no reason");
        return;
    }
    let source = BundleSource { files };
    match source.check("acme", TODAY) {
        Ok(checked) => judge(&source, &checked.warnings),
        Err(problems) => judge(&source, &problems),
    }
}

/// `== name` lines and the files behind them.
fn files(text: &str) -> BundleSource {
    let mut source = BundleSource::default();
    for part in text.split("\n== ").map(|p| p.trim_start_matches("== ")) {
        let (name, content) = part.split_once('\n').unwrap_or((part, ""));
        source.files.insert(name.to_owned(), content.to_owned());
    }
    source
}

fn judge(source: &BundleSource, problems: &[Problem]) {
    for problem in problems {
        let text = source.files.get(&problem.file).map_or("", String::as_str);
        let (start, end) = problem.span;
        assert!(text.get(start..end).is_some(), "{problem:?}");
        assert!(
            !problem.message.is_empty() && !problem.ru.message.is_empty(),
            "{problem:?}"
        );
    }
}

fn call_anyhow(bundle: &Bundle, seed: u64) {
    let mut dice = Dice::new(seed);
    let now = Timestamp::from_second(1_772_323_200 + i64::from(dice.below(604_800)));
    let now = now.unwrap_or_default();
    for number in bundle.site.numbers.keys() {
        let ani = (dice.below(4) > 0).then_some("+447700900123");
        let line = Line::new(bundle, ani, number, now);
        if let Some(mut line) = line {
            assert!(
                calls(&mut line, &mut dice, |_| {}).is_some(),
                "still {:?}",
                line.awaits()
            );
        }
    }
}

#[cfg(test)]
mod tests {
    type Target = (&'static str, fn(&[u8]));

    #[test]
    fn every_seed_is_survived() {
        let targets: [Target; 3] = [
            ("site", super::site),
            ("call", super::call),
            ("studio", super::studio),
        ];
        for (name, target) in targets {
            let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("corpus")
                .join(name);
            let mut seeds = 0;
            for entry in std::fs::read_dir(&folder).expect("a corpus") {
                target(&std::fs::read(entry.expect("an entry").path()).expect("a seed"));
                seeds += 1;
            }
            assert!(seeds > 0, "{name}");
        }
    }
}
