//! Finding a step by words, as people type them: without the dots and tails of letters, in any inflection.

use crate::{
    api::{WidgetMenu, WidgetStep, WidgetStepKind},
    locale::fold,
};

/// Letters that two inflections of a word have in common at least.
const STEM: usize = 4;

/// Letters that an ending has at most.
const ENDING: usize = 3;

/// Names of the steps that fit every word of `query`, the best first.
///
/// A word fits where another begins with it or shares its stem. A name weighs more than a search word, that more than
/// the text, and a beginning more than a stem; among equals the order is that of the names.
#[must_use]
pub fn search<'a>(menu: &'a WidgetMenu, query: &str) -> Vec<&'a str> {
    let mut found: Vec<(u32, &str)> = Vec::new();
    let steps = menu
        .steps
        .iter()
        .filter(|(_, step)| step.kind != WidgetStepKind::End);
    for (name, step) in steps {
        if let Some(score) = score(step, query) {
            // Put in place one by one: a sorting algorithm is 5 kB of the widget. Steps come in the order of their names.
            let at = found.partition_point(|(other, _)| *other >= score);
            found.insert(at, (score, name.as_str()));
        }
    }
    found.into_iter().map(|(_, name)| name).collect()
}

fn score(step: &WidgetStep, query: &str) -> Option<u32> {
    let mut sum = 0;
    for word in words(query) {
        let best = |text: &str, weight: u32| {
            let fits = words(text).map(|other| fit(other, word)).max();
            fits.unwrap_or_default() * weight
        };
        let answer = step.answer.as_ref();
        let search = answer.iter().flat_map(|answer| &answer.search);
        let score = best(&step.title, 8)
            .max(answer.map_or(0, |answer| best(&answer.code, 8)))
            .max(search.map(|text| best(text, 4)).max().unwrap_or_default())
            .max(best(&step.say, 1));
        if score == 0 {
            return None;
        }
        sum += score;
    }
    (sum > 0).then_some(sum)
}

/// 2 where `word` begins with `wanted`, 1 where they share a stem, else 0.
fn fit(word: &str, wanted: &str) -> u32 {
    let same = fold(word)
        .zip(fold(wanted))
        .take_while(|(a, b)| a == b)
        .count();
    let left = |text: &str| fold(text).count().saturating_sub(same);
    match (same, left(wanted)) {
        (1.., 0) => 2,
        (STEM.., 1..=ENDING) if left(word) <= ENDING => 1,
        _ => 0,
    }
}

/// Words; the keys of a code belong to it.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '*' && c != '#')
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::WidgetAnswer;

    fn menu() -> WidgetMenu {
        let step = |title: &str, say: &str, code: &str, search: &[&str]| WidgetStep {
            kind: WidgetStepKind::Answer,
            title: title.to_owned(),
            say: say.to_owned(),
            options: vec![],
            answer: Some(WidgetAnswer {
                code_kind: None,
                code: code.to_owned(),
                href: String::new(),
                works_on: String::new(),
                price: String::new(),
                search: search.iter().map(|&word| word.to_owned()).collect(),
                yes: String::new(),
                no: String::new(),
            }),
            queue: None,
            phone: None,
        };
        WidgetMenu {
            start: String::new(),
            steps: [
                (
                    "balance",
                    step("Баланс", "Наберите код", "*100#", &["деньги", "счёт"]),
                ),
                (
                    "lost",
                    step(
                        "İtirilmiş SIM-kart",
                        "Bloklamaq üçün",
                        "116",
                        &["oğurlanıb"],
                    ),
                ),
                (
                    "roaming",
                    step("Роуминг", "Узнать цены и баланс", "*150#", &["поездка"]),
                ),
                (
                    "settings",
                    step("Setări de internet", "", "", &["călătorie"]),
                ),
            ]
            .map(|(name, step)| (name.to_owned(), step))
            .into(),
        }
    }

    #[test]
    fn people_find_what_they_mean() {
        let menu = menu();
        for (query, found) in [
            ("баланс", vec!["balance", "roaming"]),
            ("БАЛАНСА", vec!["balance", "roaming"]),
            ("счет", vec!["balance"]),
            ("*100#", vec!["balance"]),
            ("*1", vec!["balance", "roaming"]),
            ("itirilmis", vec!["lost"]),
            ("ITIRILMIS sim", vec!["lost"]),
            ("ogurlan", vec!["lost"]),
            ("calatorie", vec!["settings"]),
            ("setari internet", vec!["settings"]),
            ("узнать баланс", vec!["roaming"]),
            ("internet деньги", vec![]),
            ("", vec![]),
            ("  ?! ", vec![]),
        ] {
            assert_eq!(search(&menu, query), found, "{query}");
        }
    }
}
