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
    dialect,
    ivr::{
        audio_key, fixed_texts,
        script::{self, coverage, play},
        spoken_units,
    },
};
use sites::{files, site, source};
use std::{collections::BTreeSet, fs};

/// Plays the calls to a site: what is played differently, and the ways that no call takes.
fn plays_as_written(id: &str) {
    let (folder, bundle) = site(id);
    let scripts = files(&folder.join("calls"), "call");
    assert!(!scripts.is_empty(), "{id} has no calls");
    let mut taken = BTreeSet::new();
    for path in scripts {
        let text = fs::read_to_string(&path).unwrap();
        let shown = path.display();
        let played = play(&bundle, &text).unwrap_or_else(|errors| panic!("{shown}: {errors:#?}"));
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&path, &played.text).unwrap();
        } else {
            assert_eq!(
                text, played.text,
                "{shown} plays differently: UPDATE_EXPECT=1 rewrites it"
            );
        }
        taken.extend(played.taken);
    }
    let coverage = coverage(&bundle, &source(&folder), &taken);
    let missing: Vec<String> = coverage
        .unwalked()
        .map(script::Unwalked::to_string)
        .collect();
    assert_eq!(missing, [""; 0], "ways that no call takes");
}

#[test]
fn the_calls_to_the_mobile_operator_go_as_written_and_take_every_way() {
    plays_as_written("mobile");
}

#[test]
fn the_calls_to_the_bank_go_as_written_and_take_every_way() {
    plays_as_written("bank");
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
