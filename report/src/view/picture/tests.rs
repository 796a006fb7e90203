use super::*;
use crate::study::tests::{demo, edited};

fn drawings(study: &Study) -> Vec<Drawing<'_>> {
    study
        .pictures
        .values()
        .map(|picture| Drawing::new(study, Lang::En, 0, picture))
        .collect()
}

#[test]
fn every_step_and_every_way_of_the_demo_menus_is_drawn() {
    for id in ["mobile", "bank"] {
        let study = demo(id);
        for drawing in drawings(&study) {
            for (step, drawn) in drawing.picture.steps.iter().zip(&drawing.boxes) {
                let targets: std::collections::BTreeSet<&str> =
                    step.ways.iter().map(|way| way.to.as_str()).collect();
                let mut shown: std::collections::BTreeSet<&str> =
                    drawn.rows.iter().map(|row| row.to.as_str()).collect();
                shown.extend(
                    drawn
                        .chips
                        .iter()
                        .map(|chip| drawing.picture.steps[chip.to].name.as_str()),
                );
                assert_eq!(shown, targets, "{id}: {}", step.name);
                let mut lines: Vec<usize> = drawn.chips.iter().map(|chip| chip.to).collect();
                lines.dedup();
                assert_eq!(
                    lines.len(),
                    drawn.chips.len(),
                    "{id}: {} has two lines to a step",
                    step.name
                );
            }
            assert_eq!(
                drawing.lines.len(),
                drawing.boxes.iter().map(|b| b.chips.len()).sum::<usize>()
            );
            assert!(
                drawing.layout.lines.iter().all(|points| points.len() >= 3),
                "a chip without a line"
            );
        }
    }
}

#[test]
fn every_step_that_is_reached_hangs_on_a_line() {
    for id in ["mobile", "bank"] {
        let study = demo(id);
        for drawing in drawings(&study) {
            for (at, step) in drawing.picture.steps.iter().enumerate() {
                let is_start = step.name == drawing.picture.start;
                let is_joined = drawing.lines.iter().any(|line| line.to == at);
                assert!(
                    is_start || is_joined,
                    "{id}: {} hangs in the air",
                    step.name
                );
            }
        }
    }
}

/// What the picture knows of a step's ways is what the checked menu knows.
#[test]
fn the_picture_leads_where_the_menu_leads() {
    for id in ["mobile", "bank"] {
        let study = demo(id);
        let bundle = study.current().expect("sound");
        for (file, picture) in &study.pictures {
            let menu = &bundle.menus[file];
            assert_eq!(picture.steps.len(), menu.nodes.len());
            assert_eq!(picture.start, menu.node(menu.start).unwrap().name);
            for step in &picture.steps {
                let node = menu.by_name(&step.name).expect("the step is in the menu");
                let debug = format!("{:?}", menu.node(node).unwrap().kind);
                let mut expected: Vec<&str> = debug
                    .split("NodeId(")
                    .skip(1)
                    .filter_map(|rest| rest.split(')').next()?.parse().ok())
                    .map(|id: usize| menu.nodes[id].name.as_str())
                    .collect();
                let mut drawn: Vec<&str> = step.ways.iter().map(|way| way.to.as_str()).collect();
                for list in [&mut expected, &mut drawn] {
                    list.sort_unstable();
                    list.dedup();
                }
                assert_eq!(drawn, expected, "{id}: {}", step.name);
            }
        }
    }
}

#[test]
fn a_missing_target_is_written_and_marked() {
    let study = edited(
        "mobile",
        "menu.json",
        "\"go_to\": \"tariffs\"",
        "\"go_to\": \"tarifs\"",
    );
    let html = render(&study, Lang::En);
    assert!(html.contains("<text class=\"row missing\""), "{html}");
    assert!(html.contains("2 → tarifs"));
    assert!(html.contains("class=\"step error\""));
    assert!(
        html.contains("class=\"step warning lost\"") || html.contains("lost"),
        "tariffs is never reached by day"
    );
}

#[test]
fn what_a_file_says_is_text_and_not_markup() {
    let study = edited(
        "mobile",
        "menu.json",
        "\"Example Mobile. Xoş gəlmisiniz!\"",
        "\"<script>alert(1)</script>\"",
    );
    let html = render(&study, Lang::En);
    assert!(!html.contains("<script"));
    assert!(html.contains("&lt;script&gt;"));
}

#[test]
fn broken_menus_are_drawn_without_a_panic() {
    for text in [
        "",
        "{",
        "{\"steps\": {}}",
        "{\"start\": \"a\", \"steps\": {\"a\": {\"go_to\": \"a\"}}}",
        "{\"start\": \"x\", \"steps\": {\"a\": {\"go_to\": \"b\"}, \"b\": {\"go_to\": \"a\"}, \"\": 5, \"c\": null}}",
        "{\"start\": 5, \"steps\": {\"a\": {\"do\": [], \"keys\": {\"1\": {\"go_to\": 7}}}}}",
    ] {
        let mut study = demo("mobile");
        study
            .source
            .files
            .insert("menu.json".to_owned(), text.to_owned());
        study.check("2026-11-24T08:00:00Z".parse().unwrap());
        for lang in Lang::ALL {
            let html = render(&study, lang);
            assert_eq!(html.matches("<svg").count(), html.matches("</svg>").count());
        }
    }
}

/// A menu as large as they get: a tree of menus with answers at the end, each of which may lead to the operator.
fn large(steps: usize) -> Picture {
    let step = |at: usize| {
        let children = (1..=5)
            .map(|key| (key, at * 5 + key))
            .filter(|(_, child)| *child < steps);
        let mut ways: Vec<shared::menu::picture::Way> = children
            .map(|(key, child)| shared::menu::picture::Way {
                by: By::Key(key.to_string()),
                to: format!("step_{child}"),
            })
            .collect();
        ways.push(shared::menu::picture::Way {
            by: By::Silent,
            to: "step_1".to_owned(),
        });
        ways.push(shared::menu::picture::Way {
            by: By::NotHelped,
            to: format!("step_{}", steps - 1),
        });
        PictureStep {
            name: format!("step_{at}"),
            kind: "menu".to_owned(),
            ways,
            ..PictureStep::default()
        }
    };
    Picture {
        start: "step_0".to_owned(),
        steps: (0..steps).map(step).collect(),
    }
}

#[test]
fn a_menu_of_five_hundred_steps_is_drawn() {
    let study = demo("mobile");
    let picture = large(500);
    let drawing = Drawing::new(&study, Lang::En, 0, &picture);
    assert_eq!(drawing.boxes.len(), 500);
    for (at, a) in drawing.layout.boxes.iter().enumerate() {
        for b in &drawing.layout.boxes[at + 1..] {
            let apart = a.x + a.width <= b.x
                || b.x + b.width <= a.x
                || a.y + a.height <= b.y
                || b.y + b.height <= a.y;
            assert!(apart, "{a:?} {b:?}");
        }
    }
}
