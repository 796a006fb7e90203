use super::*;
use crate::study::tests::demo;

fn acts(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

fn now() -> Timestamp {
    "2026-11-24T08:00:00Z".parse().unwrap()
}

#[test]
fn keys_lead_through_the_menu_and_the_call_can_be_written_down() {
    let study = demo("mobile");
    let bundle = study.current().unwrap();
    let scene = Scene {
        from: Some("+994501234567".to_owned()),
        at: Some("2026-11-24 11:00".to_owned()),
        ..Scene::default()
    };
    let told = play(
        bundle,
        &scene,
        &acts(&["press 3", "press 1", "press 1"]),
        now(),
        Lang::En,
    )
    .unwrap();
    assert_eq!(told.acts, 3);
    assert_eq!(told.awaits, "nothing");
    let heard: Vec<&Entry> = told
        .entries
        .iter()
        .filter(|e| e.kind == "hears" && e.locale == Some("en"))
        .collect();
    assert!(
        heard
            .iter()
            .any(|entry| entry.text.contains("To check your balance")),
        "{heard:?}"
    );
    let played = script::play(bundle, &told.script).expect("the text is a call");
    assert!(
        played.text.contains("hears  en \"To check your balance"),
        "{}",
        played.text
    );
}

#[test]
fn new_years_eve_is_closed_and_the_queue_is_told_as_it_was_set() {
    let study = demo("mobile");
    let bundle = study.current().unwrap();
    let mut scene = Scene {
        at: Some("2026-12-31 23:50".to_owned()),
        ..Scene::default()
    };
    let told = play(bundle, &scene, &acts(&["press 3"]), now(), Lang::En).unwrap();
    assert_eq!(told.at, Some(("menu.json".to_owned(), "night".to_owned())));
    scene.at = Some("2026-11-24 11:00".to_owned());
    scene.queues.insert(
        "care".to_owned(),
        QueueState {
            waiting: Some(12),
            operators: Some(3),
            free: None,
            aht: Some(240),
        },
    );
    let told = play(
        bundle,
        &scene,
        &acts(&["press 3", "press 0", "press 1", "wait", "talks"]),
        now(),
        Lang::Ru,
    )
    .unwrap();
    assert!(
        told.script
            .contains("queue  care 12 waiting, 3 operators, 240 s each"),
        "{}",
        told.script
    );
}

#[test]
fn what_no_longer_fits_is_left_out() {
    let study = demo("mobile");
    let bundle = study.current().unwrap();
    let told = play(
        bundle,
        &Scene::default(),
        &acts(&["press 3", "talks", "press 1"]),
        now(),
        Lang::En,
    )
    .unwrap();
    assert_eq!(told.acts, 1);
    assert_eq!(told.awaits, "keys");
    let told = play(
        bundle,
        &Scene::default(),
        &acts(&["hangs-up", "press 1"]),
        now(),
        Lang::En,
    )
    .unwrap();
    assert_eq!((told.acts, told.awaits), (1, "nothing"));
    assert!(
        play(
            bundle,
            &Scene {
                at: Some("tomorrow".to_owned()),
                ..Scene::default()
            },
            &[],
            now(),
            Lang::En
        )
        .is_err()
    );
}
