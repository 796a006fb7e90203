//! Whole calls as text: every `.call` file of the demo sites, played on the real menus.
//!
//! `UPDATE_EXPECT=1 cargo test -p shared --test calls` rewrites them; read them before they are committed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may fail loudly"
)]

use shared::{
    bundle::{Bundle, BundleSource},
    ivr::script::{Played, play},
    menu::{Menu, NodeKind},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// A day on which nothing of the demo sites has run out.
const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 22);

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == extension))
        .collect();
    files.sort();
    files
}

fn site(id: &str) -> (PathBuf, Bundle) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../sites")
        .join(id);
    let files = files(&folder, "json")
        .into_iter()
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect::<BTreeMap<_, _>>();
    let checked = BundleSource { files }.check(id, TODAY);
    (folder, checked.expect("a site without errors").bundle)
}

fn play_all(id: &str) -> (Bundle, Vec<Played>) {
    let (folder, bundle) = site(id);
    let scripts = files(&folder.join("calls"), "call");
    assert!(!scripts.is_empty(), "{id} has no calls");
    let played = scripts
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let played = play(&bundle, &text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            if std::env::var_os("UPDATE_EXPECT").is_some() {
                fs::write(&path, &played.text).unwrap();
            } else {
                assert_eq!(
                    text,
                    played.text,
                    "{} plays differently: UPDATE_EXPECT=1 rewrites it",
                    path.display()
                );
            }
            played
        })
        .collect();
    (bundle, played)
}

/// Options of the menu that no call presses.
fn unpressed(menu: &Menu, played: &[Played]) -> Vec<(String, String)> {
    let pressed: BTreeSet<_> = played.iter().flat_map(|p| &p.pressed).collect();
    let key = |node: &str, key: &str| (node.to_owned(), key.to_owned());
    menu.nodes
        .iter()
        .flat_map(|node| match &node.kind {
            NodeKind::Choice(choice) => choice.keys.keys().map(|k| key(&node.name, k)).collect(),
            NodeKind::ChooseLanguage(language) => {
                language.keys.keys().map(|k| key(&node.name, k)).collect()
            }
            NodeKind::Answer(_) => vec![key(&node.name, "1"), key(&node.name, "2")],
            NodeKind::Queue(queue) => {
                let leave = queue.while_waiting.iter();
                leave.map(|(k, _)| key(&node.name, k)).collect()
            }
            NodeKind::Callback(_)
            | NodeKind::Survey(_)
            | NodeKind::Transfer(_)
            | NodeKind::Say(_)
            | NodeKind::IfOpen(_)
            | NodeKind::HangUp(_) => vec![],
        })
        .filter(|option| !pressed.contains(option))
        .collect()
}

#[test]
fn the_calls_to_the_mobile_operator_go_as_written() {
    let (bundle, played) = play_all("mobile");
    let menu = bundle.menus.values().next().expect("a menu");
    assert_eq!(unpressed(menu, &played), [], "options that no call presses");
}

#[test]
fn the_calls_to_the_bank_go_as_written() {
    let (bundle, played) = play_all("bank");
    let menu = bundle.menus.values().next().expect("a menu");
    assert_eq!(unpressed(menu, &played), [], "options that no call presses");
}
