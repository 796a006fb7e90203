use super::*;

fn files(files: &[(&str, &str)]) -> BundleSource {
    let file = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
    BundleSource {
        files: files.iter().map(file).collect(),
    }
}

fn picture(steps: &str) -> Picture {
    let menu = format!("{{\n\"version\": 1, \"start\": \"a\",\n\"steps\": {{\n{steps}\n}} }}");
    Picture::of(&files(&[("menu.json", &menu)]), "menu.json").expect("drawn")
}

fn ways_of(step: &PictureStep) -> Vec<(By, &str)> {
    step.ways
        .iter()
        .map(|way| (way.by.clone(), way.to.as_str()))
        .collect()
}

#[test]
fn every_field_that_leads_somewhere_is_a_way() {
    let drawn = picture(
        r#""a": { "do": "queue", "queue": "care", "while_waiting": { "2": "b" }, "if_nobody": "c", "after_call": "d" }"#,
    );
    assert_eq!(
        ways_of(&drawn.steps[0]),
        [
            (By::Key("2".to_owned()), "b"),
            (By::AfterCall, "d"),
            (By::Nobody, "c"),
        ]
    );
}

#[test]
fn a_language_is_chosen_by_a_key_and_goes_on() {
    let drawn = picture(
        r#""a": { "do": "choose_language", "keys": { "1": "az", "2": "ru" }, "go_to": "b" }"#,
    );
    assert_eq!(
        ways_of(&drawn.steps[0]),
        [
            (By::Key("1".to_owned()), "b"),
            (By::Key("2".to_owned()), "b"),
            (By::Then, "b"),
        ]
    );
}

#[test]
fn borrowed_keys_are_ways_unless_they_are_left_out_or_ones_own() {
    let drawn = picture(
        r#""a": { "do": "menu", "keys": { "1": { "go_to": "x" }, "2": { "go_to": "y" }, "0": { "go_to": "z" } } },
           "b": { "do": "menu", "use_keys_of": "a", "without": ["0"], "keys": { "2": { "go_to": "own" } } }"#,
    );
    assert_eq!(
        ways_of(&drawn.steps[1]),
        [
            (By::Key("2".to_owned()), "own"),
            (By::Key("1".to_owned()), "x"),
        ]
    );
}

#[test]
fn texts_are_found_wherever_they_stand() {
    let drawn = picture(
        r#""a": { "do": "menu", "say": { "en": "Hello", "ru": "Привет" },
             "keys": { "1": { "go_to": "b", "name": { "en": "Balance" } } },
             "helped": { "yes": "b", "no": "c" },
             "if_silent": { "say": [{ "en": "Again" }], "then": "b" } }"#,
    );
    let places: Vec<&str> = drawn.steps[0]
        .texts
        .iter()
        .map(|t| t.place.as_str())
        .collect();
    assert_eq!(places, ["say", "keys 1 name", "if_silent say 1"]);
}

#[test]
fn a_step_knows_its_line_and_its_bytes() {
    let drawn = picture("\"a\": { \"do\": \"hang_up\" },\n\n\"b\": {}");
    let lines: Vec<u32> = drawn.steps.iter().map(|step| step.line).collect();
    assert_eq!(lines, [4, 6]);
    assert!(drawn.steps[0].parts[0].1.1 <= drawn.steps[1].parts[0].1.0);
}

#[test]
fn what_is_broken_is_drawn_as_far_as_it_goes() {
    let drawn = picture(
        r#""a": { "do": 5, "go_to": ["b"], "keys": { "1": null, "2": { "go_to": "x", } } }, "b": "text", "c": []"#,
    );
    assert_eq!(drawn.steps.len(), 3);
    assert_eq!(ways_of(&drawn.steps[0]), [(By::Key("2".to_owned()), "x")]);
    for text in [
        "",
        "{",
        "[]",
        "null",
        "{\"steps\": 5}",
        "{\"steps\": []}",
        "\u{feff}{}",
    ] {
        assert_eq!(
            Picture::of(&files(&[("menu.json", text)]), "menu.json"),
            None,
            "{text}"
        );
    }
}

#[test]
fn what_a_step_uses_of_another_file_is_part_of_it() {
    let menu = r#"{ "version": 1, "start": "a", "steps": { "a": { "do": "say", "say": { "use": "parts/hello.json" }, "go_to": "b" }, "b": { "use": "parts/b.json" } } }"#;
    let all = files(&[
        ("menu.json", menu),
        ("parts/hello.json", r#"{ "en": "Hello" }"#),
        ("parts/b.json", r#"{ "do": "hang_up" }"#),
    ]);
    let drawn = Picture::of(&all, "menu.json").expect("drawn");
    let [a, b] = drawn.steps.as_slice() else {
        panic!("two steps")
    };
    assert_eq!(a.texts[0].by_language["en"], "Hello");
    assert!(a.has("parts/hello.json", 4) && !b.has("parts/hello.json", 4));
    assert_eq!(b.kind, "hang_up");
    assert!(b.has("parts/b.json", 3) && b.has("menu.json", menu.find("\"b\": {").unwrap()));
}
