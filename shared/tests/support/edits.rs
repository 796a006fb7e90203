//! Sites that are edits of a small one: the fixtures in `problems/`.
#![allow(dead_code, reason = "every test takes what it needs")]

use shared::bundle::BundleSource;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// The folder of the fixtures.
fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/problems")
}

/// The small site that fixtures edit.
pub(crate) fn base() -> BundleSource {
    let mut source = BundleSource::default();
    for file in ["site.json", "menu.json", "survey.json"] {
        let text = fs::read_to_string(folder().join("base").join(file)).unwrap();
        source.files.insert(file.to_owned(), text);
    }
    source
}

/// A fixture: `bad` edits, what is said, `good` edits.
pub(crate) struct Fixture {
    pub(crate) rule: String,
    pub(crate) path: PathBuf,
    pub(crate) bad: String,
    pub(crate) good: String,
    pub(crate) said: String,
}

/// Rules that need the numbering plans.
const NEEDS_PLANS: [&str; 4] = [
    "foreign_service_phone",
    "premium_phone",
    "unassigned_phone",
    "wrong_number_in_text",
];

/// The fixtures of the rules that this build knows, by rule.
pub(crate) fn fixtures() -> Vec<Fixture> {
    let known = |f: &Fixture| cfg!(feature = "phone") || !NEEDS_PLANS.contains(&f.rule.as_str());
    all_fixtures().into_iter().filter(known).collect()
}

/// All fixtures, by rule.
pub(crate) fn all_fixtures() -> Vec<Fixture> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "txt") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let (bad, rest) = text.split_once("\n== good\n").unwrap();
        let (good, said) = rest.split_once("\n== bad says\n").unwrap();
        all.push(Fixture {
            rule: path.file_stem().unwrap().to_str().unwrap().to_owned(),
            bad: bad.strip_prefix("== bad\n").unwrap().to_owned(),
            good: good.to_owned(),
            said: said.to_owned(),
            path,
        });
    }
    all.sort_by(|a, b| a.rule.cmp(&b.rule));
    all
}

/// Edits: `in FILE`, then `- old` and `+ new` (once, on one line); `without FILE`; `with FILE TEXT`; `long FILE`;
/// `site NAME`.
pub(crate) fn edited(edits: &str) -> (String, BundleSource) {
    let (mut site, mut source) = ("acme".to_owned(), base());
    let (mut file, mut old) = (String::new(), String::new());
    for line in edits.lines().filter(|l| !l.is_empty()) {
        if let Some(rest) = line.strip_prefix("in ") {
            rest.clone_into(&mut file);
        } else if let Some(rest) = line.strip_prefix("- ") {
            rest.clone_into(&mut old);
        } else if let Some(new) = line.strip_prefix('+') {
            let new = new.strip_prefix(' ').unwrap_or(new);
            let new = new.replace("<tab>", "\t").replace("<newline>", "\n");
            let new = new.replace("<long>", &"ы".repeat(800));
            let new = new.replace("<huge>", &"Привет. ".repeat(5000));
            let new = new.replace("<name>", &"имя ".repeat(50));
            let new = new.replace("<endless>", &"Hello. ".repeat(15_000));
            let entries = (0..=1_000).map(|n| format!("\"s{n}\": \"1\", "));
            let new = new.replace("<entries>", &entries.collect::<String>());
            let text = source.files.get_mut(&file).unwrap();
            assert_eq!(text.matches(&old).count(), 1, "{old} in {file}");
            *text = text.replace(&old, &new);
        } else if let Some(rest) = line.strip_prefix("without ") {
            source.files.remove(rest).unwrap();
        } else if let Some(rest) = line.strip_prefix("with ") {
            let (name, text) = rest.split_once(' ').unwrap();
            source.files.insert(name.to_owned(), text.to_owned());
        } else if let Some(rest) = line.strip_prefix("long ") {
            source
                .files
                .get_mut(rest)
                .unwrap()
                .push_str(&" ".repeat(2_000_000));
        } else if let Some(count) = line.strip_prefix("parts ") {
            for n in 0..count.parse::<usize>().unwrap() {
                source
                    .files
                    .insert(format!("parts/{n}.json"), "{}".to_owned());
            }
        } else if let Some(rest) = line.strip_prefix("site ") {
            rest.clone_into(&mut site);
        } else {
            panic!("what is {line}?");
        }
    }
    (site, source)
}

/// The sites of all fixtures, good and bad, by a name to tell.
pub(crate) fn all_sources() -> BTreeMap<String, BundleSource> {
    let mut all = BTreeMap::new();
    for fixture in fixtures() {
        for (verdict, edits) in [("bad", &fixture.bad), ("good", &fixture.good)] {
            all.insert(format!("{} {verdict}", fixture.rule), edited(edits).1);
        }
    }
    all
}

/// The examples in a folder: path, what is before, and what comes after.
pub(crate) fn pairs(folder: &Path) -> Vec<(PathBuf, String, String)> {
    let mut pairs = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let (before, after) = text.split_once("== after\n").unwrap();
        let before = before.strip_prefix("== before\n").unwrap().to_owned();
        pairs.push((path, before, after.to_owned()));
    }
    pairs.sort();
    pairs
}

/// Writes an example anew.
pub(crate) fn write_pair(path: &Path, before: &str, after: &str) {
    fs::write(path, format!("== before\n{before}== after\n{after}")).unwrap();
}
