//! `ringback fmt` on every file there is: nothing changes its meaning, and a second time changes nothing at all.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly")]

#[path = "support/edits.rs"]
mod edits;

use shared::{bundle::BundleSource, layout::format};
use std::{collections::BTreeMap, path::Path};

fn tests() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests"))
}

/// The demo sites, and every site of the problems' fixtures.
fn sites() -> BTreeMap<String, BundleSource> {
    let mut sites = edits::all_sources();
    for site in ["mobile", "bank"] {
        let files = site_files::read(&tests().join("../../sites").join(site)).unwrap();
        sites.insert(site.to_owned(), BundleSource { files });
    }
    sites
}

/// All files that can be read in their layout; the others as they are.
fn formatted(source: &BundleSource) -> BundleSource {
    let mut files = source.files.clone();
    for (name, text) in format(source) {
        if let Ok(text) = text {
            files.insert(name, text);
        }
    }
    BundleSource { files }
}

#[test]
fn no_file_changes_its_meaning_and_a_second_time_changes_nothing() {
    let mut count = 0;
    for (site, source) in sites() {
        let once = formatted(&source);
        for (name, text) in &once.files {
            let before: Option<serde_json::Value> =
                serde_json::from_str(source.files.get(name).unwrap()).ok();
            let after = serde_json::from_str(text).ok();
            let is_old = before
                .as_ref()
                .is_some_and(|v| v.get("version") == Some(&0.into()));
            assert!(is_old || before == after, "{site} {name}:\n{text}");
            count += 1;
        }
        assert_eq!(formatted(&once), once, "{site}");
    }
    assert!(count > 300, "{count}");
}

#[test]
fn the_same_is_wrong_before_and_after() {
    let today = jiff::civil::date(2026, 6, 1);
    let rules = |source: &BundleSource| {
        let problems = match source.check("acme", today) {
            Ok(checked) => checked.warnings,
            Err(problems) => problems,
        };
        let mut rules: Vec<(String, String)> = problems
            .into_iter()
            .filter(|p| p.rule != "old_version")
            .map(|p| (p.rule, p.message))
            .collect();
        rules.sort();
        rules
    };
    for (site, source) in sites() {
        assert_eq!(rules(&formatted(&source)), rules(&source), "{site}");
    }
}

#[test]
fn files_are_written_as_the_examples_show() {
    let mut wrong = Vec::new();
    for (path, before, after) in edits::pairs(&tests().join("layout")) {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let mut source = edits::base();
        for (part, text) in [
            ("common/a.json", r#"{ "en": "Bye", "ru": "Пока" }"#),
            ("parts/b.json", r#"{ "do": "hang_up" }"#),
        ] {
            source.files.insert(part.to_owned(), text.to_owned());
        }
        let file = if name.starts_with("part") {
            source.files.insert("menu.json".to_owned(), r#"{ "version": 1, "start": "a", "steps": { "a": { "use": "common/part.json" } } }"#.to_owned());
            "common/part.json"
        } else {
            "menu.json"
        };
        source.files.insert(file.to_owned(), before.clone());
        let got = match format(&source).remove(file).unwrap() {
            Ok(text) => text,
            Err(problems) => {
                let rules: Vec<String> = problems.into_iter().map(|p| p.rule).collect();
                format!("refused: {}\n", rules.join(", "))
            }
        };
        if got != after {
            if std::env::var_os("UPDATE_EXPECT").is_some() {
                edits::write_pair(&path, &before, &got);
            } else {
                wrong.push(format!("{name}: expected\n{after}but got\n{got}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
