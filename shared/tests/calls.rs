//! Whole calls as text: every `.call` file of the demo sites, played on the real menus.
//!
//! `UPDATE_EXPECT=1 cargo test -p shared --test calls` rewrites them; read them before they are committed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests may fail loudly"
)]

#[path = "support/sites.rs"]
mod sites;

use shared::{
    bundle::Bundle,
    dialect,
    ivr::{
        audio_key, fixed_texts,
        script::{Played, play},
        spoken_units,
    },
    menu::{Menu, NodeKind},
};
use sites::{files, site};
use std::{collections::BTreeSet, fs};

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
            | NodeKind::AskDigits(_)
            | NodeKind::Voicemail(_)
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

/// `ringback voice sites/<site>` records what is missing.
#[test]
fn what_a_provider_cannot_speak_is_recorded() {
    for id in ["mobile", "bank"] {
        let (folder, bundle) = site(id);
        let numbers = bundle.site.numbers.values();
        for (number, &locale) in
            numbers.flat_map(|n| bundle.site.locales.iter().map(move |l| (n, l)))
        {
            if dialect::speaks(number.provider, locale) {
                continue;
            }
            let said = fixed_texts(&bundle, &bundle.menus[&number.menu], locale);
            let missing: Vec<String> = said
                .into_iter()
                .chain(spoken_units())
                .filter(|text| {
                    let key = audio_key(locale, text);
                    let file = folder.join(format!("audio/{}/{key}.wav", locale.code()));
                    !file.is_file() || !bundle.audio[&locale].contains(&key)
                })
                .collect();
            assert!(missing.is_empty(), "{id} {locale:?}: {missing:?}");
        }
    }
}
