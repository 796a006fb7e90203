//! What the guides teach is right: every example in `docs/menus*.md` is checked, every call is played.
//!
//! A block's language says what it is: ```` ```json menu.json ```` is a whole file, ```` ```json site.json: hours ````
//! one field of a file, ```` ```json steps ```` steps that go on from the menu, ```` ```call ```` a call. What a call
//! hears is rewritten with `UPDATE_EXPECT=1`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests may fail loudly"
)]

use serde_json::Value;
use shared::{
    bundle::{BundleSource, Checked},
    ivr::script,
    problem::Problem,
};
use std::{fs, path::PathBuf};

const TODAY: jiff::civil::Date = jiff::civil::date(2029, 11, 1);
const GUIDES: [&str; 2] = ["menus.md", "menus.ru.md"];

fn path(guide: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../docs")
        .join(guide)
}

/// A fenced block: what stands behind the fence, its line, and its text.
struct Block {
    says: String,
    line: usize,
    text: String,
}

fn blocks(guide: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut inside = false;
    for (index, line) in guide.lines().enumerate() {
        match line.strip_prefix("```") {
            Some(says) if !inside => {
                inside = true;
                let (says, line, text) = (says.to_owned(), index + 1, String::new());
                blocks.push(Block { says, line, text });
            }
            Some(_) => inside = false,
            None if inside => {
                let text = &mut blocks.last_mut().unwrap().text;
                text.push_str(line);
                text.push('\n');
            }
            None => {}
        }
    }
    blocks
}

fn json(source: &BundleSource, file: &str) -> Value {
    serde_json::from_str(source.files.get(file).unwrap()).unwrap()
}

fn put(source: &mut BundleSource, file: &str, value: &Value) {
    let text = serde_json::to_string_pretty(value).unwrap();
    source.files.insert(file.to_owned(), text);
}

/// The site after a block, or nothing where the block is no part of a site.
fn after(block: &Block, source: &BundleSource) -> Option<BundleSource> {
    let mut next = source.clone();
    let what = block.says.strip_prefix("json")?.trim();
    if let Some((file, field)) = what.split_once(": ") {
        let mut whole = json(source, file);
        whole[field] = serde_json::from_str(&block.text).unwrap();
        put(&mut next, file, &whole);
    } else if what == "steps" {
        let steps: Value = serde_json::from_str(&block.text).unwrap();
        let mut menu = json(source, "menu.json");
        // A new step is called first; one that the menu has is reached as before.
        let first = first_key(&block.text);
        if menu["steps"].get(first).is_none() {
            menu["start"] = first.into();
        }
        for (name, step) in steps.as_object().unwrap() {
            menu["steps"][name] = step.clone();
        }
        put(&mut next, "menu.json", &menu);
    } else if what.is_empty() {
        serde_json::from_str::<Value>(&block.text).unwrap();
        return None;
    } else {
        next.files.insert(what.to_owned(), block.text.clone());
    }
    Some(next)
}

fn first_key(text: &str) -> &str {
    text.split('"').nth(1).unwrap()
}

/// The whole site's problems. A single example cannot lead to every step.
fn problems(source: &BundleSource, is_example: bool) -> Vec<String> {
    let problems = match source.check("shop", TODAY) {
        Ok(Checked { warnings, .. }) => warnings,
        Err(problems) => problems,
    };
    let expected = |p: &Problem| is_example && p.rule == "unreachable_step";
    let told = |p: Problem| format!("{} {}:{}: {} {}", p.rule, p.file, p.line, p.message, p.fix);
    let problems = problems.into_iter().filter(|p| !expected(p));
    problems.map(told).collect()
}

#[test]
fn every_example_of_the_guides_passes_the_check() {
    for guide in GUIDES {
        let text = fs::read_to_string(path(guide)).unwrap();
        let (mut source, mut checked) = (BundleSource::default(), 0);
        for block in blocks(&text) {
            let Some(next) = after(&block, &source) else {
                continue;
            };
            let is_steps = block.says == "json steps";
            // Until the third file stands, the site is not whole.
            if next.files.len() >= 3 && !block.says.starts_with("json common/") {
                let found = problems(&next, is_steps);
                assert!(found.is_empty(), "{guide}:{}: {found:#?}", block.line);
                checked += 1;
            }
            // Steps are tried, not kept: the next example goes on from the first menu.
            if !is_steps {
                source = next;
            }
        }
        assert!(checked > 10, "{guide} has lost its examples");
    }
}

#[test]
fn every_call_of_the_guides_is_what_a_caller_hears() {
    for guide in GUIDES {
        let mut text = fs::read_to_string(path(guide)).unwrap();
        let mut source = BundleSource::default();
        for block in blocks(&text.clone()) {
            if block.says != "call" {
                if block.says != "json steps" {
                    source = after(&block, &source).unwrap_or(source);
                }
                continue;
            }
            let Checked { bundle, .. } = source.check("shop", TODAY).unwrap();
            let played = script::play(&bundle, &block.text).unwrap();
            if std::env::var_os("UPDATE_EXPECT").is_some() {
                text = text.replace(&block.text, &played.text);
                fs::write(path(guide), &text).unwrap();
            } else {
                assert_eq!(played.text, block.text, "{guide}:{}", block.line);
            }
        }
    }
}

/// Folders with the first menu of each guide, for `ringback new`.
const TEMPLATES: [&str; 2] = ["en", "ru"];

#[test]
fn ringback_new_makes_the_first_menu_of_the_guide() {
    for (guide, template) in GUIDES.into_iter().zip(TEMPLATES) {
        let text = fs::read_to_string(path(guide)).unwrap();
        let folder = path("../cli/templates").join(template);
        for (says, file) in [
            ("json site.json", "site.json"),
            ("json menu.json", "menu.json"),
            ("json survey.json", "survey.json"),
            ("call", "calls/first.call"),
        ] {
            let block = blocks(&text).into_iter().find(|b| b.says == says).unwrap();
            let file = folder.join(file);
            if std::env::var_os("UPDATE_EXPECT").is_some() {
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(&file, &block.text).unwrap();
            }
            let made = fs::read_to_string(&file).unwrap();
            assert_eq!(made, block.text, "{}", file.display());
        }
    }
}

#[test]
fn the_guides_teach_the_same_in_both_languages() {
    let [english, russian] = GUIDES.map(|guide| {
        let text = fs::read_to_string(path(guide)).unwrap();
        let shape: Vec<String> = blocks(&text)
            .iter()
            .map(|block| format!("{} {}", block.says, block.text.lines().count()))
            .collect();
        shape
    });
    assert_eq!(english, russian);
}
