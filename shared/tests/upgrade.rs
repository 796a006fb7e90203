//! Files of older versions: read as today's, and written as such by `ringback fmt`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly")]

#[path = "support/edits.rs"]
mod edits;

use shared::{
    bundle::{Bundle, BundleSource},
    layout::format,
    upgrade::CURRENT,
};
use std::{collections::BTreeSet, path::Path};

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 6, 1);
const FILES: [&str; 3] = ["menu", "site", "survey"];

/// What an example is of: the version before, and the file. Then the texts.
fn examples() -> Vec<(u32, String, String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/upgrade");
    let mut examples = Vec::new();
    for (path, before, after) in edits::pairs(&folder) {
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let (version, file) = stem.split_once('_').unwrap();
        let name = format!("{file}.json");
        let mut source = edits::base();
        source.files.insert(name.clone(), before.clone());
        let got = format(&source).remove(&name).unwrap().unwrap();
        if got != after && std::env::var_os("UPDATE_EXPECT").is_some() {
            edits::write_pair(&path, &before, &got);
        } else {
            assert_eq!(got, after, "{stem}");
        }
        examples.push((version.parse().unwrap(), name, before, got));
    }
    examples
}

#[test]
fn every_older_version_of_every_file_has_an_example() {
    let found: BTreeSet<(u32, String)> = examples().into_iter().map(|e| (e.0, e.1)).collect();
    let wanted = (0..CURRENT).flat_map(|v| FILES.map(|file| (v, format!("{file}.json"))));
    assert_eq!(found, wanted.collect());
}

#[test]
fn an_older_file_works_and_says_so_and_means_the_same_when_it_is_written_anew() {
    for (version, name, before, after) in examples() {
        let bundle = |text: &str| {
            let mut source = edits::base();
            source.files.insert(name.clone(), text.to_owned());
            let checked = source.check("acme", TODAY).unwrap();
            let told: Vec<(String, String, u32)> = checked
                .warnings
                .into_iter()
                .map(|p| (p.rule, p.file, p.line))
                .collect();
            (checked.bundle, told)
        };
        let (old, told) = bundle(&before);
        assert_eq!(
            told,
            [("old_version".to_owned(), name.clone(), 2)],
            "{version} {name}"
        );
        let (new, told) = bundle(&after);
        assert_eq!(told, [], "{version} {name}");
        let shown = |b: &Bundle| format!("{:?}{:?}{:?}", b.site, b.menus, b.survey);
        assert_eq!(shown(&old), shown(&new), "{version} {name}");
    }
}

#[test]
fn what_is_wrong_in_an_older_file_points_at_its_own_words() {
    let mut source = edits::base();
    let menu = r#"{ "version": 0, "start": "a", "nodes": { "a": { "type": "say", "say": { "en": "A", "ru": "A" }, "next": "b" } } }"#;
    source.files.insert("menu.json".to_owned(), menu.to_owned());
    let problems = source.check("acme", TODAY).unwrap_err();
    let unknown = problems.iter().find(|p| p.rule == "unknown_step").unwrap();
    assert_eq!(menu.get(unknown.span.0..unknown.span.1), Some("\"b\""));
}

#[test]
fn a_later_version_is_refused() {
    let BundleSource { mut files } = edits::base();
    let text = files.get("menu.json").unwrap();
    let text = text.replace("\"version\": 1", &format!("\"version\": {}", CURRENT + 1));
    files.insert("menu.json".to_owned(), text);
    let problems = BundleSource { files }.check("acme", TODAY).unwrap_err();
    assert!(
        problems.iter().any(|p| p.rule == "wrong_version"),
        "{problems:?}"
    );
}
