use super::*;

fn picture(steps: &str) -> Picture {
    Picture::of(&format!(
        "{{\n\"start\": \"a\",\n\"steps\": {{\n{steps}\n}} }}"
    ))
    .expect("drawn")
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
    assert!(drawn.steps[0].span.1 <= drawn.steps[1].span.0);
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
        assert_eq!(Picture::of(text), None, "{text}");
    }
}
