//! What a publication changes, in words: exact sentences for edits of the demo sites, and every small edit there is.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests may fail loudly"
)]

#[path = "support/sites.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod sites;

use serde_json::{Value, json};
use shared::bundle::{Bundle, BundleSource, Matters, changes};

fn demo(id: &str) -> BundleSource {
    sites::source(&sites::folder(id))
}

/// Nothing where the files have errors.
fn bundle(id: &str, source: &BundleSource) -> Option<Bundle> {
    let today = "2026-11-02".parse().unwrap();
    source.check(id, today).ok().map(|checked| checked.bundle)
}

fn read(source: &BundleSource, file: &str) -> Value {
    serde_json::from_str(&source.files[file]).unwrap()
}

/// The source with one value of one file changed; `Null` takes it out.
fn edited(source: &BundleSource, file: &str, pointer: &str, value: Value) -> BundleSource {
    let mut json = read(source, file);
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let name = name.replace("~1", "/");
    match json.pointer_mut(parent).unwrap() {
        Value::Object(map) if value.is_null() => drop(map.remove(&name)),
        Value::Object(map) => drop(map.insert(name, value)),
        Value::Array(list) => {
            let at: usize = name.parse().unwrap();
            match value.is_null() {
                true => drop(list.remove(at)),
                false if at < list.len() => list[at] = value,
                false => list.push(value),
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            panic!("{pointer} is in no object or list")
        }
    }
    let mut source = source.clone();
    let text = serde_json::to_string_pretty(&json).unwrap();
    source.files.insert(file.to_owned(), text);
    source
}

#[track_caller]
fn said(file: &str, edits: &[(&str, Value)]) -> (Vec<String>, Vec<String>) {
    let before = demo("mobile");
    let mut after = before.clone();
    for (pointer, value) in edits {
        after = edited(&after, file, pointer, value.clone());
    }
    let problems = after.check("mobile", "2026-11-02".parse().unwrap()).err();
    assert!(problems.is_none(), "{problems:#?}");
    let (before, after) = (bundle("mobile", &before), bundle("mobile", &after));
    let changes = changes(&before.unwrap(), &after.unwrap());
    changes
        .into_iter()
        .map(|change| (change.en, change.ru))
        .unzip()
}

#[test]
fn an_edit_is_said_in_the_authors_words() {
    let four = |text: &str| json!({ "az": text, "ru": text, "en": text, "ro": text });
    for (file, edits, en, ru) in [
        (
            "menu.json",
            vec![("/steps/travel/keys/9/go_to", json!("operator"))],
            "key 9 of travel now leads to operator (before: main)",
            "клавиша 9 в travel теперь ведёт в operator (раньше: main)",
        ),
        (
            "menu.json",
            vec![("/steps/roaming/ussd", json!("*151#"))],
            "roaming: the code is now *151# (before: *150#)",
            "roaming: код теперь *151# (раньше: *150#)",
        ),
        (
            "menu.json",
            vec![("/steps/travel/keys/1/name/ru", json!("За границей"))],
            "name of key 1 of travel in Russian: “Роуминг” → “За границей”",
            "travel, клавиша 1, название (на русском): «Роуминг» → «За границей»",
        ),
        (
            "menu.json",
            vec![("/steps/roaming/sms", json!(false))],
            "roaming: may be sent by SMS: is now no (before: yes)",
            "roaming: можно отправить по SMS: теперь нет (раньше: да)",
        ),
        (
            "site.json",
            vec![("/name", four("Example Mobile Plus"))],
            "name of the site: “Example Mobile” → “Example Mobile Plus”",
            "сайт, название: «Example Mobile» → «Example Mobile Plus»",
        ),
        (
            "site.json",
            vec![("/hours/operators/sat-sun", json!(["10:00-16:00"]))],
            "opening hours operators: Saturday – Sunday now 10:00–16:00 (before: 10:00–18:00)",
            "расписание operators: суббота – воскресенье теперь 10:00–16:00 (раньше: 10:00–18:00)",
        ),
        (
            "site.json",
            vec![("/publish", json!({ "second_person": true }))],
            "the site: publishing takes a second person: is now yes (before: no)",
            "сайт: для публикации нужен второй человек: теперь да (раньше: нет)",
        ),
        (
            "site.json",
            vec![("/callback/attempts", json!(2))],
            "callbacks: the attempts to reach a customer is now 2 (before: 3)",
            "обратный звонок: попыток дозвониться теперь 2 (раньше: 3)",
        ),
        (
            "site.json",
            vec![(
                "/announcements/1",
                json!({
                    "from": "2030-05-01 08:00", "until": "2030-05-01 20:00", "say": { "az": "Bu gün şəbəkədə iş gedir.", "ru": "Сегодня в сети идут работы.", "en": "Works on the network today.", "ro": "Astăzi se lucrează la rețea." }
                }),
            )],
            "new announcement, 2030-05-01 08:00 – 2030-05-01 20:00: “Bu gün şəbəkədə iş gedir.”",
            "новое объявление, 2030-05-01 08:00 – 2030-05-01 20:00: «Bu gün şəbəkədə iş gedir.»",
        ),
    ] {
        let (said_en, said_ru) = said(file, &edits);
        assert_eq!(
            (said_en, said_ru),
            (vec![en.to_owned()], vec![ru.to_owned()])
        );
    }
}

#[test]
fn a_new_step_says_what_leads_to_it() {
    let helped = json!({ "yes": "bye", "no": "operator" });
    let text =
        json!({ "az": "Rouminq.", "ru": "Роуминг.", "en": "Roaming help.", "ro": "Roaming." });
    let step = json!({ "do": "answer", "say": text, "helped": helped });
    let name = json!({ "az": "Rouminqdə kömək", "ru": "Помощь в роуминге", "en": "Help abroad", "ro": "Ajutor în roaming" });
    let (en, ru) = said(
        "menu.json",
        &[
            ("/steps/roaming_help", step),
            (
                "/steps/travel/keys/3",
                json!({ "go_to": "roaming_help", "name": name }),
            ),
        ],
    );
    assert_eq!(
        en,
        [
            "new step roaming_help (an answer), reached by key 3 of travel: “Roaming help.”",
            "key 3 of travel is new: it leads to roaming_help"
        ]
    );
    assert_eq!(
        ru,
        [
            "новый шаг roaming_help (ответ), в него ведёт: клавиша 3 в travel: «Роуминг.»",
            "новая клавиша 3 в travel: ведёт в roaming_help"
        ]
    );
}

#[test]
fn the_weightiest_comes_first() {
    let before = bundle("mobile", &demo("mobile")).unwrap();
    let after = bundle("bank", &demo("bank")).unwrap();
    let changes = changes(&before, &after);
    let matters: Vec<Matters> = changes.iter().map(|change| change.matters).collect();
    assert!(matters.is_sorted(), "{changes:#?}");
    assert_eq!(matters.first(), Some(&Matters::Way));
    assert!(
        changes
            .iter()
            .all(|change| !change.en.is_empty() && !change.ru.is_empty())
    );
}

/// Everything of a bundle but its version, which follows from the layout.
fn effect(bundle: &Bundle) -> String {
    let mut bundle = bundle.clone();
    bundle.version.0 = [0; 8];
    format!("{bundle:?}")
}

/// Every place in a value, and small changes there: another text, another number, one thing less.
fn edits(at: &str, value: &Value, steps: &[String], into: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(map) => {
            for (name, inner) in map {
                let at = format!("{at}/{}", name.replace('/', "~1"));
                into.push((at.clone(), Value::Null));
                edits(&at, inner, steps, into);
            }
        }
        Value::Array(list) => {
            for (n, inner) in list.iter().enumerate() {
                let at = format!("{at}/{n}");
                into.push((at.clone(), Value::Null));
                edits(&at, inner, steps, into);
            }
        }
        Value::String(text) => {
            let mut others = vec![
                format!("{text} 2"),
                format!("{text}2"),
                text.replace("00", "30"),
                text.replace('0', "1"),
            ];
            if let Some(step) = steps.iter().position(|step| step == text) {
                others.push(steps[(step + 1) % steps.len()].clone());
                others.push(steps[(step + steps.len() / 2) % steps.len()].clone());
            }
            others.retain(|other| other != text);
            into.extend(
                others
                    .into_iter()
                    .map(|other| (at.to_owned(), json!(other))),
            );
        }
        Value::Number(number) => {
            let number = number.as_i64().unwrap();
            into.extend([number + 1, number - 1].map(|other| (at.to_owned(), json!(other))));
        }
        Value::Bool(yes) => into.push((at.to_owned(), json!(!yes))),
        Value::Null => {}
    }
}

/// Returns how many edits had an effect, and how many had none.
fn every_edit(id: &str) -> (usize, usize) {
    let source = demo(id);
    let before = bundle(id, &source).unwrap();
    let untouched = effect(&before);
    let (mut with, mut without) = (0, 0);
    let names = read(&source, "menu.json");
    let steps: Vec<String> = names["steps"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    for file in source.files.keys() {
        let mut all = Vec::new();
        edits("", &read(&source, file), &steps, &mut all);
        // Checking a site takes a while: some edits of every kind, and few of the recordings, which are all alike.
        let every = if file.starts_with("audio/") { 97 } else { 5 };
        for (pointer, value) in all.into_iter().step_by(every) {
            let Some(after) = bundle(id, &edited(&source, file, &pointer, value.clone())) else {
                continue;
            };
            let said = changes(&before, &after);
            let has_effect = effect(&after) != untouched;
            assert_eq!(
                !said.is_empty(),
                has_effect,
                "{id} {file} {pointer} {value}: {said:#?}"
            );
            if has_effect {
                with += 1;
            } else {
                without += 1;
            }
            let same = changes(&after, &after);
            assert!(same.is_empty(), "{same:#?}");
            assert_eq!(
                changes(&after, &before).is_empty(),
                said.is_empty(),
                "the other way"
            );
        }
    }
    (with, without)
}

#[test]
fn no_edit_of_the_mobile_operators_files_goes_unsaid_and_none_without_effect_is_said() {
    let (with, without) = every_edit("mobile");
    assert!(with > 60 && without > 1, "{with} {without}");
}

#[test]
fn no_edit_of_the_banks_files_goes_unsaid_and_none_without_effect_is_said() {
    let (with, without) = every_edit("bank");
    assert!(with > 60 && without > 1, "{with} {without}");
}
