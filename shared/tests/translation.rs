//! Texts out to translators and back: nothing changes but what they changed.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly")]

#[path = "support/edits.rs"]
mod edits;

use shared::{
    bundle::BundleSource,
    locale::Locale,
    translation::{Row, Taken, Why, export, import},
};
use std::path::Path;

fn demo(site: &str) -> BundleSource {
    let sites = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sites");
    let files = site_files::read(&sites.join(site)).unwrap();
    BundleSource { files }
}

fn after(source: &BundleSource, taken: &Taken) -> BundleSource {
    let mut source = source.clone();
    source.files.extend(taken.files.clone());
    source
}

#[test]
fn out_and_back_changes_nothing() {
    for site in ["mobile", "bank"] {
        let source = demo(site);
        let (locales, rows) = export(&source).unwrap();
        assert_eq!(locales.len(), 4);
        assert!(rows.len() > 30 && rows.iter().any(|r| r.file == "common/try_again.json"));
        assert_eq!(import(&source, &rows).unwrap(), Taken::default(), "{site}");
    }
}

#[test]
fn every_row_says_what_it_is() {
    for source in [demo("mobile"), demo("bank"), edits::base()] {
        for row in export(&source).unwrap().1 {
            assert!(
                !row.note.en.is_empty() && !row.note.ru.is_empty(),
                "{row:?}"
            );
        }
    }
}

#[test]
fn exactly_the_texts_that_were_changed_change() {
    for site in ["mobile", "bank"] {
        let source = demo(site);
        let (locales, rows) = export(&source).unwrap();
        for locale in &locales {
            let mut changed = rows.clone();
            for row in &mut changed {
                let text = row.texts.get_mut(locale).unwrap();
                *text = if text.contains("; ") {
                    format!("{text}; \"new\"")
                } else {
                    format!("{text} \"new\"\\")
                };
            }
            let taken = import(&source, &changed).unwrap();
            assert_eq!(taken.left, []);
            assert_eq!(taken.changed.len(), rows.len());
            let again = export(&after(&source, &taken)).unwrap().1;
            let texts = |rows: &[Row]| -> Vec<_> { rows.iter().map(|r| r.texts.clone()).collect() };
            assert_eq!(texts(&again), texts(&changed), "{site} {locale:?}");
            for (name, text) in &taken.files {
                let before = source.files.get(name).unwrap();
                assert_eq!(text.lines().count(), before.lines().count(), "{name}");
            }
        }
    }
}

#[test]
fn a_language_that_is_missing_is_added_in_its_place() {
    let mut source = edits::base();
    let menu = "{\n  \"version\": 1,\n  \"start\": \"a\",\n  \"steps\": {\n    \"a\": { \"do\": \"say\", \"say\": { \"ru\": \"Привет\" }, \"go_to\": \"b\" },\n    \"b\": {\n      \"do\": \"hang_up\",\n      \"say\": {\n        \"en\": \"Bye\"\n      }\n    }\n  }\n}\n";
    source.files.insert("menu.json".to_owned(), menu.to_owned());
    let (_, mut rows) = export(&source).unwrap();
    for row in &mut rows {
        for (locale, text) in [(Locale::En, "Hello"), (Locale::Ru, "Пока")] {
            row.texts.entry(locale).or_insert(text.to_owned());
        }
    }
    let taken = import(&source, &rows).unwrap();
    assert_eq!(taken.left, []);
    let expected = menu
        .replace(
            "{ \"ru\": \"Привет\" }",
            "{ \"en\": \"Hello\", \"ru\": \"Привет\" }",
        )
        .replace(
            "\"en\": \"Bye\"",
            "\"en\": \"Bye\",\n        \"ru\": \"Пока\"",
        );
    assert_eq!(taken.files.get("menu.json"), Some(&expected));
    assert_eq!(taken.files.len(), 1);
}

#[test]
fn search_words_are_a_list_again() {
    let mut source = edits::base();
    let menu = source.files.get_mut("menu.json").unwrap();
    *menu = menu.replace(
        "\"price\": \"free\"",
        "\"search\": { \"en\": [\"money\", \"credit\"] }, \"price\": \"free\"",
    );
    let (_, mut rows) = export(&source).unwrap();
    let row = rows
        .iter_mut()
        .find(|r| r.place == "steps.balance.search")
        .unwrap();
    assert_eq!(row.texts.get(&Locale::En).unwrap(), "money; credit");
    row.texts.insert(Locale::Ru, "деньги;  счёт ;".to_owned());
    let taken = import(&source, &rows).unwrap();
    let menu = taken.files.get("menu.json").unwrap();
    assert!(
        menu.contains(
            "\"search\": { \"en\": [\"money\", \"credit\"], \"ru\": [\"деньги\", \"счёт\"] }"
        ),
        "{menu}"
    );
}

#[test]
fn work_that_came_too_late_or_to_the_wrong_place_is_left_and_told() {
    let place = "steps.bye.say";
    let before = edits::base();
    let (_, rows) = export(&before).unwrap();
    let with = |edit: &dyn Fn(&mut Row)| -> Vec<Row> {
        let mut row = rows.iter().find(|r| r.place == place).unwrap().clone();
        edit(&mut row);
        vec![row]
    };
    let set = |row: &mut Row, locale, text: &str| row.texts.insert(locale, text.to_owned());
    let edited = |old: &str, new: &str| {
        let mut source = before.clone();
        let menu = source.files.get_mut("menu.json").unwrap();
        *menu = menu.replace(old, new);
        source
    };
    let russian = with(&|row| drop(set(row, Locale::Ru, "Всего доброго!")));
    for (what, source, rows, why) in [
        (
            "the text itself has changed",
            edited("До свидания!", "Пока!"),
            russian.clone(),
            Some(Why::Changed),
        ),
        (
            "its original has changed",
            edited("Goodbye!", "Bye!"),
            russian.clone(),
            Some(Why::Stale(Locale::En)),
        ),
        (
            "both say the same now",
            edited("До свидания!", "Всего доброго!"),
            russian.clone(),
            None,
        ),
        (
            "the translator changed nothing",
            edited("До свидания!", "Пока!"),
            with(&|_| {}),
            None,
        ),
        (
            "a cell was emptied",
            before.clone(),
            with(&|row| drop(set(row, Locale::Ru, " "))),
            Some(Why::Emptied),
        ),
        (
            "a step has another name now",
            before.clone(),
            with(&|row| row.place = "steps.bey.say".to_owned()),
            Some(Why::UnknownPlace(Some(place.to_owned()))),
        ),
        (
            "another file",
            before.clone(),
            with(&|row| row.file = "night.json".to_owned()),
            Some(Why::UnknownPlace(None)),
        ),
        (
            "the same row twice",
            before.clone(),
            [russian.clone(), russian.clone()].concat(),
            Some(Why::Twice),
        ),
    ] {
        let taken = import(&source, &rows).unwrap();
        let whys: Vec<Why> = taken.left.into_iter().map(|left| left.why).collect();
        assert_eq!(whys, Vec::from_iter(why), "{what}");
        let is_taken = what == "the same row twice";
        assert_eq!(taken.changed.len(), usize::from(is_taken), "{what}");
    }
    let unmarked = with(&|row| {
        row.mark.clear();
        set(row, Locale::Ru, "Всего доброго!");
    });
    let taken = import(&edited("Goodbye!", "Bye!"), &unmarked).unwrap();
    assert_eq!(
        taken.changed.len(),
        2,
        "a table of one's own is taken as it is"
    );
}

#[test]
fn a_site_with_a_file_that_cannot_be_read_is_refused() {
    let mut source = edits::base();
    source.files.insert("menu.json".to_owned(), "{".to_owned());
    assert!(export(&source).is_err() && import(&source, &[]).is_err());
}
