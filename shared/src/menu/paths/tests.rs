use super::*;
use crate::bundle::{Bundle, BundleSource};
use std::{fs, path::PathBuf};

fn sites() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../sites")
}

fn bundle(menu: &str) -> Bundle {
    let base = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base");
    let mut source = BundleSource::default();
    for file in ["site.json", "menu.json", "survey.json"] {
        let text = fs::read_to_string(base.join(file)).unwrap();
        source.files.insert(file.to_owned(), text);
    }
    source.files.insert("menu.json".to_owned(), menu.to_owned());
    let today = jiff::civil::date(2026, 6, 1);
    source.check("acme", today).map(|c| c.bundle).unwrap()
}

/// The estimate must be that of a voice: these recordings were made by one.
#[test]
fn the_time_of_a_text_is_the_time_of_its_recording() {
    for site in ["mobile", "bank"] {
        let folder = sites().join(site).join("audio/az");
        let index = fs::read_to_string(folder.join("index.json")).unwrap();
        let index: serde_json::Value = serde_json::from_str(&index).unwrap();
        let (mut estimated, mut recorded) = (0, 0);
        for (key, text) in index["texts"].as_object().unwrap() {
            let text = text.as_str().unwrap();
            if text.chars().count() < 12 {
                continue;
            }
            // 8,000 bytes a second, behind a header of 58.
            let bytes = fs::metadata(folder.join(format!("{key}.wav")))
                .unwrap()
                .len();
            recorded += (bytes - 58) / 8;
            estimated += text_ms(text, Locale::Az);
        }
        let off = estimated.abs_diff(recorded) * 100 / recorded;
        assert!(off <= 10, "{site}: {estimated} ms for {recorded} ms");
    }
}

const MENU: &str = r#"{
  "version": 1, "start": "language", "steps": {
    "language": { "do": "choose_language", "keys": { "1": "en", "2": "ru" }, "go_to": "now" },
    "now": { "do": "if_open", "hours": "office", "open": "main", "closed": "closed" },
    "closed": { "do": "say", "say": { "en": "We are closed.", "ru": "Мы закрыты." }, "go_to": "call_me" },
    "main": { "do": "menu", "keys": {
        "1": { "go_to": "shops", "name": { "en": "Shops", "ru": "Магазины" } },
        "0": { "go_to": "operator", "name": { "en": "Operator", "ru": "Оператор" } } },
      "if_silent": { "say_again": 1, "then": "operator" }, "if_wrong_key": { "say_again": 1, "then": "operator" } },
    "shops": { "do": "answer", "say": { "en": "There are shops in every town.", "ru": "Магазины есть в каждом городе." },
      "helped": { "yes": "bye", "no": "operator" } },
    "operator": { "do": "queue", "queue": "care", "if_nobody": "call_me" },
    "call_me": { "do": "callback", "queue": "care", "go_to": "bye", "if_impossible": "bye" },
    "bye": { "do": "hang_up" } } }"#;

fn told(paths: &[Path], caller: Caller, locale: Locale, open: bool) -> String {
    let path = paths
        .iter()
        .find(|p| (p.caller, p.locale, p.open) == (caller, locale, open))
        .unwrap();
    let stops = path.stops.iter().map(|stop| {
        let by = stop
            .by
            .as_ref()
            .map_or(String::new(), |by| format!(" {by:?}"));
        format!("{}{by} {:.1}", stop.step, stop.seconds)
    });
    let stops: Vec<String> = stops.collect();
    let sum: f32 = path.stops.iter().map(|stop| stop.seconds).sum();
    let seconds = path.seconds.unwrap_or_default();
    assert!((sum - seconds).abs() < 0.5, "{path:?}");
    format!("{seconds:.1}: {}", stops.join(", "))
}

#[test]
fn every_caller_has_a_way_of_his_own() {
    let bundle = bundle(MENU);
    let timing = timing(&bundle, &bundle.menus["menu.json"]);
    let path = |caller, locale, open| told(&timing.paths, caller, locale, open);
    let said = [
        path(Caller::InAHurry, Locale::En, true),
        path(Caller::InAHurry, Locale::Ru, true),
        path(Caller::InAHurry, Locale::En, false),
        path(Caller::Patient, Locale::En, true),
        path(Caller::Silent, Locale::En, true),
    ];
    let expected = [
        "8.2: language Key(\"1\") 2.2, now Open 0.0, main Key(\"0\") 3.3, operator 2.6",
        "9.3: language Key(\"2\") 3.5, now Open 0.0, main Key(\"0\") 3.8, operator 1.9",
        "12.4: language Key(\"1\") 2.2, now Closed 0.0, closed Then 1.0, call_me 9.2",
        "12.9: language Key(\"1\") 2.2, now Open 0.0, main Key(\"1\") 2.0, shops NotHelped 6.0, operator 2.6",
        "30.7: language Then 7.5, now Open 0.0, main Silent 20.4, operator 2.6",
    ];
    assert_eq!(said, expected);
}

#[test]
fn whoever_is_silent_is_never_called_back() {
    let bundle = bundle(MENU);
    let timing = timing(&bundle, &bundle.menus["menu.json"]);
    let silent = timing
        .paths
        .iter()
        .find(|p| p.caller == Caller::Silent && !p.open);
    assert_eq!(silent.map(|p| p.seconds), Some(None));
}

#[test]
fn paths_are_written_for_the_report_page() {
    let bundle = bundle(MENU);
    let timing = timing(&bundle, &bundle.menus["menu.json"]);
    let json = serde_json::to_value(&timing.paths[0]).unwrap();
    assert_eq!(json["caller"], "in_a_hurry");
    assert_eq!(json["locale"], "en");
    assert_eq!(json["stops"][0]["by"]["key"], "1");
}
