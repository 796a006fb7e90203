//! Menus at random: the check's verdict is that of an oracle that walks every path, and whoever calls an accepted menu
//! gets to an end.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests may fail loudly"
)]

#[path = "support/caller.rs"]
mod caller;

use caller::{Dice, calls};
use serde_json::{Map, Value, json};
use shared::{
    bundle::{Bundle, BundleSource},
    ivr::line::Line,
    problem::{Problem, Severity},
};
use std::{collections::BTreeSet, fs, path::Path};

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 6, 1);

fn base() -> BundleSource {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base");
    let mut source = BundleSource::default();
    for file in ["site.json", "survey.json"] {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        source.files.insert(file.to_owned(), text);
    }
    source
}

fn check(source: &BundleSource) -> (Option<Bundle>, Vec<Problem>) {
    match source.check("acme", TODAY) {
        Ok(checked) => (Some(checked.bundle), checked.warnings),
        Err(problems) => (None, problems),
    }
}

// Menus.

fn name(at: u32) -> String {
    format!("step_{}", char::from(b'a' + u8::try_from(at).unwrap()))
}

fn texts(en: &str, ru: &str) -> Value {
    json!({ "en": en, "ru": ru })
}

/// A menu of two to six steps that lead anywhere, people and ends a little more often.
fn any_menu(dice: &mut Dice) -> Value {
    let count = 2 + dice.below(5);
    let steps: Map<String, Value> = (0..count)
        .map(|at| (name(at), any_step(dice, at, count)))
        .collect();
    json!({ "version": 1, "start": name(0), "steps": steps })
}

fn any_step(dice: &mut Dice, at: u32, count: u32) -> Value {
    // The last steps are a person and a goodbye in most menus, so that many are accepted.
    let kind = match (count - 1 - at, dice.below(3)) {
        (0, 1..) => 0,
        (1, 1..) => 1,
        _ => dice.below(12),
    };
    let mut to = |dice: &mut Dice| Value::from(name(dice.below(count)));
    let retry = |dice: &mut Dice, to: &mut dyn FnMut(&mut Dice) -> Value| json!({ "say_again": 1 + dice.below(3), "then": to(dice) });
    match kind {
        0 => json!({ "do": "hang_up" }),
        1 => json!({ "do": "queue", "queue": "care", "if_nobody": to(dice) }),
        2 => {
            json!({ "do": "queue", "queue": "care", "while_waiting": { "2": to(dice) }, "if_nobody": to(dice), "after_call": to(dice) })
        }
        3 => {
            json!({ "do": "callback", "queue": "care", "go_to": to(dice), "if_impossible": to(dice) })
        }
        4 => json!({ "do": "transfer", "to": "+442079460101", "if_unanswered": to(dice) }),
        5 => json!({ "do": "say", "say": texts("One moment.", "Минуту."), "go_to": to(dice) }),
        6 => json!({ "do": "if_open", "hours": "office", "open": to(dice), "closed": to(dice) }),
        7 => {
            json!({ "do": "choose_language", "keys": { "1": "en", "2": "ru" }, "go_to": to(dice) })
        }
        8 => json!({ "do": "survey", "go_to": to(dice) }),
        9 => json!({
            "do": "answer", "ussd": "*100#", "review_by": "2030-03-01",
            "say": texts("Dial {ussd}.", "Наберите {ussd}."),
            "helped": { "yes": to(dice), "no": to(dice) },
        }),
        10 => json!({
            "do": "ask_digits", "into": format!("number_{at}"), "digits": 4,
            "say": texts("Please key in your customer number.", "Введите номер клиента."),
            "if_silent": retry(dice, &mut to), "if_wrong": retry(dice, &mut to), "go_to": to(dice),
        }),
        11 if dice.below(2) == 0 => {
            json!({ "do": "voicemail", "queue": "care", "go_to": to(dice), "if_nothing": to(dice) })
        }
        _ => {
            let names = [
                ("Bills", "Счета"),
                ("Repairs", "Ремонт"),
                ("Offers", "Предложения"),
            ];
            let keys: Map<String, Value> = names
                .iter()
                .take(1 + dice.below(3) as usize)
                .zip(1..)
                .map(|((en, ru), key)| {
                    (
                        key.to_string(),
                        json!({ "go_to": to(dice), "name": texts(en, ru) }),
                    )
                })
                .collect();
            json!({ "do": "menu", "keys": keys, "if_silent": retry(dice, &mut to), "if_wrong_key": retry(dice, &mut to) })
        }
    }
}

// The oracle: it reads the file alone, and walks every path.

struct Oracle<'a> {
    steps: &'a Map<String, Value>,
}

impl<'a> Oracle<'a> {
    fn kind(&self, step: &str) -> &'a str {
        self.steps[step]["do"].as_str().unwrap()
    }

    /// Every way on, by the field that names it.
    fn ways(&self, step: &str) -> Vec<(&'static str, &'a str)> {
        let step = &self.steps[step];
        let fields: [(&str, &str); 15] = [
            ("go_to", "/go_to"),
            ("open", "/open"),
            ("closed", "/closed"),
            ("if_nobody", "/if_nobody"),
            ("if_impossible", "/if_impossible"),
            ("if_unanswered", "/if_unanswered"),
            ("if_nothing", "/if_nothing"),
            ("after_call", "/after_call"),
            ("leave", "/while_waiting/2"),
            ("yes", "/helped/yes"),
            ("no", "/helped/no"),
            ("silent", "/if_silent/then"),
            ("wrong", "/if_wrong_key/then"),
            ("wrong", "/if_wrong/then"),
            ("key", "/keys/1/go_to"),
        ];
        let more = ["/keys/2/go_to", "/keys/3/go_to"].map(|at| ("key", at));
        let all = fields.into_iter().chain(more);
        all.filter_map(|(field, at)| Some((field, step.pointer(at)?.as_str()?)))
            .collect()
    }

    /// All steps on all paths that visit no step twice.
    fn visited(&self, path: &mut Vec<&'a str>, visited: &mut BTreeSet<&'a str>) {
        let at = path[path.len() - 1];
        visited.insert(at);
        for (_, to) in self.ways(at) {
            if !path.contains(&to) {
                path.push(to);
                self.visited(path, visited);
                path.pop();
            }
        }
    }

    fn reached(&self, from: &'a str) -> BTreeSet<&'a str> {
        let mut visited = BTreeSet::new();
        self.visited(&mut vec![from], &mut visited);
        visited
    }

    /// Whether a caller who wants a person has one after so many steps at most, whatever the hours.
    fn has_person(&self, step: &str, steps: usize) -> bool {
        let kind = self.kind(step);
        if ["queue", "callback", "transfer", "voicemail"].contains(&kind) {
            return true;
        }
        let Some(steps) = steps.checked_sub(1) else {
            return false;
        };
        let ways = self.ways(step);
        let mut on = ways
            .iter()
            .filter(|(field, _)| kind != "answer" || *field == "no");
        match kind {
            "hang_up" => false,
            "if_open" => on.all(|(_, to)| self.has_person(to, steps)),
            _ => on.any(|(_, to)| self.has_person(to, steps)),
        }
    }

    /// Whether some round of at most so many steps leads back to `goal` before anybody can do anything.
    fn returns_at_once(&self, step: &str, goal: &str, steps: usize) -> bool {
        let Some(steps) = steps.checked_sub(1) else {
            return false;
        };
        let at_once = |field: &str| match self.kind(step) {
            "say" | "if_open" => true,
            "queue" => field == "if_nobody",
            "callback" => field == "if_impossible",
            _ => false,
        };
        let ways = self.ways(step);
        let mut on = ways.iter().filter(|(field, _)| at_once(field));
        on.any(|(_, to)| *to == goal || self.returns_at_once(to, goal, steps))
    }
}

/// What the check should say: of the steps that nobody reaches, and whether somebody is left alone, lost, or talked to
/// for ever.
fn verdict(menu: &Value) -> (BTreeSet<String>, bool, bool, bool) {
    let steps = menu["steps"].as_object().unwrap();
    let start = menu["start"].as_str().unwrap();
    let (oracle, most) = (Oracle { steps }, steps.len() + 1);
    let reached = oracle.reached(start);
    let unreached = steps.keys().filter(|s| !reached.contains(s.as_str()));
    let person = |step: &str| oracle.has_person(step, most);
    let alone = !person(start)
        || reached.iter().any(|step| match oracle.kind(step) {
            "menu" => !person(step),
            "answer" | "if_open" => oracle
                .ways(step)
                .iter()
                .any(|(field, to)| *field != "yes" && !person(to)),
            _ => false,
        });
    let ends =
        |step: &&str| ["queue", "callback", "transfer", "hang_up"].contains(&oracle.kind(step));
    let lost = reached
        .iter()
        .any(|step| !oracle.reached(step).iter().any(ends));
    let endless = steps
        .keys()
        .any(|step| oracle.returns_at_once(step, step, most));
    (unreached.cloned().collect(), alone, lost, endless)
}

#[test]
fn the_check_says_what_walking_every_path_says() {
    let mut said = [0_u32; 4];
    for seed in 0..1_500 {
        let menu = any_menu(&mut Dice::new(seed));
        let mut source = base();
        let text = serde_json::to_string_pretty(&menu).unwrap();
        source.files.insert("menu.json".to_owned(), text.clone());
        let (_, problems) = check(&source);
        let told = |rules: &[&str]| problems.iter().any(|p| rules.contains(&p.rule.as_str()));
        let unreached: BTreeSet<String> = problems
            .iter()
            .filter(|p| p.rule == "unreachable_step")
            .map(|p| text[p.span.0..p.span.1].trim_matches('"').to_owned())
            .collect();
        let verdict = verdict(&menu);
        let got = (
            unreached,
            told(&["no_person", "not_helped_no_person"]),
            told(&["no_way_out"]),
            told(&["loop_never_waits"]),
        );
        assert_eq!(got, verdict, "seed {seed}: {text}");
        for (n, is) in [!verdict.0.is_empty(), verdict.1, verdict.2, verdict.3]
            .into_iter()
            .enumerate()
        {
            said[n] += u32::from(is);
        }
    }
    // Each verdict was given often enough to mean something.
    assert!(said.iter().all(|n| (20..1_480).contains(n)), "{said:?}");
}

#[test]
fn ten_thousand_callers_all_get_to_an_end() {
    let mut bundles = Vec::new();
    let mut seed = 10_000;
    while bundles.len() < 100 {
        let mut source = base();
        let menu = any_menu(&mut Dice::new(seed));
        source
            .files
            .insert("menu.json".to_owned(), menu.to_string());
        seed += 1;
        assert!(seed < 20_000, "only {} menus were accepted", bundles.len());
        let (bundle, problems) = check(&source);
        assert_eq!(
            bundle.is_none(),
            problems.iter().any(|p| p.severity == Severity::Error)
        );
        bundles.extend(bundle.map(|bundle| (menu, bundle)));
    }
    for n in 0..10_000_u64 {
        let (menu, bundle) = &bundles[usize::try_from(n).unwrap() % bundles.len()];
        let mut dice = Dice::new(n);
        // Any moment of a week, so that the line is open, closed and about to close.
        let now = 1_772_323_200 + i64::from(dice.below(604_800));
        let now = jiff::Timestamp::from_second(now).unwrap();
        let ani = (dice.below(5) > 0).then_some("+447700900123");
        let mut line = Line::new(bundle, ani, "+442079460100", now).unwrap();
        let acts = calls(&mut line, &mut dice, |_| {});
        assert!(
            acts.is_some(),
            "caller {n} still waits for {:?} in {menu}",
            line.awaits()
        );
    }
}
