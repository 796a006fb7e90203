//! What a publication changes, in words.
//!
//! A bundle is taken apart into facts ([`facts`]): who or what, which side of it, and its value. Two bundles differ
//! where a fact is new, gone or other; [`words`] says so. Every field of every checked type becomes a fact, so that no
//! change goes unsaid; what does not reach callers, visitors or the centre (layout, the order of entries) is no fact.

mod facts;
mod hours;
mod news;
mod words;

use super::Bundle;
use facts::{Aspect, Facts, Subject, Value};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One thing that changes for callers, visitors or operators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Change {
    /// What it touches.
    pub matters: Matters,
    /// The sentence in English.
    pub en: String,
    /// The same in Russian.
    pub ru: String,
}

/// What a change touches, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Matters {
    /// Where callers get: numbers, opening hours, keys, codes.
    Way,
    /// What callers hear and visitors read.
    Words,
    /// What they are asked afterwards.
    Survey,
    /// The website.
    Website,
    /// What only the centre notices.
    Centre,
}

/// What changes from `before` to `after`, the weightiest first; nothing where both are the same in every effect.
#[must_use]
pub fn changes(before: &Bundle, after: &Bundle) -> Vec<Change> {
    let several_menus = before.menus.len().max(after.menus.len()) > 1;
    let difference = Difference {
        before: &facts::of(before, after),
        after: &facts::of(after, before),
        several_menus,
    };
    let mut lines = difference.lines();
    lines.extend(hours::changes(&before.site, &after.site));
    lines.extend(news::announcements(&before.site, &after.site));
    lines.extend(news::recordings(before, after));
    lines.extend(news::questions_moved(before, after));
    lines.sort_by_key(|line| line.weight);
    lines.into_iter().map(|line| line.change).collect()
}

/// A change and how weighty it is.
struct Line {
    weight: (Matters, u8),
    change: Change,
}

impl Line {
    fn new(weight: (Matters, u8), en: String, ru: String) -> Line {
        let (matters, _) = weight;
        Line {
            weight,
            change: Change { matters, en, ru },
        }
    }
}

/// Two bundles as facts.
struct Difference<'a> {
    before: &'a Facts,
    after: &'a Facts,
    /// Whether a step's name needs its menu's.
    several_menus: bool,
}

/// A fact's value before and after; nothing where there was none.
type Pair<'a> = (Option<&'a Value>, Option<&'a Value>);

impl Difference<'_> {
    fn lines(&self) -> Vec<Line> {
        let subjects: BTreeSet<&Subject> = self.before.keys().chain(self.after.keys()).collect();
        let mut lines = Vec::new();
        for subject in subjects {
            match (self.before.get(subject), self.after.get(subject)) {
                (Some(before), Some(after)) => self.compare(subject, before, after, &mut lines),
                (None, Some(facts)) if !self.is_part_of_a_new_menu(subject, self.before) => {
                    lines.push(words::appeared(self, subject, facts));
                }
                (Some(_), None) if !self.is_part_of_a_new_menu(subject, self.after) => {
                    lines.push(words::vanished(self, subject));
                }
                (None, Some(_)) | (Some(_), None) | (None, None) => {}
            }
        }
        lines
    }

    /// One line for a menu says enough of its steps.
    fn is_part_of_a_new_menu(&self, subject: &Subject, other: &Facts) -> bool {
        matches!(subject, Subject::Step { menu, .. } if !other.contains_key(&Subject::Menu(menu.clone())))
    }

    fn compare(
        &self,
        subject: &Subject,
        before: &BTreeMap<Aspect, Value>,
        after: &BTreeMap<Aspect, Value>,
        lines: &mut Vec<Line>,
    ) {
        let kind = (before.get(&Aspect::Kind), after.get(&Aspect::Kind));
        if kind.0 != kind.1 {
            // Nothing else of it can be compared.
            lines.push(words::changed(self, subject, &Aspect::Kind, kind, false));
            return;
        }
        let aspects: BTreeSet<&Aspect> = before.keys().chain(after.keys()).collect();
        let differing: Vec<(&Aspect, Pair<'_>)> = aspects
            .into_iter()
            .map(|aspect| (aspect, (before.get(aspect), after.get(aspect))))
            .filter(|(_, (before, after))| before != after)
            .collect();
        for (aspect, pair) in &differing {
            if is_explained(aspect, *pair, &differing) || is_said_of_the_whole(aspect, &differing) {
                continue;
            }
            match in_all_languages(aspect, *pair, &differing, after.keys().chain(before.keys())) {
                InAllLanguages::First => {
                    lines.push(words::changed(self, subject, aspect, *pair, true));
                }
                InAllLanguages::Said => {}
                InAllLanguages::No => {
                    lines.push(words::changed(self, subject, aspect, *pair, false));
                }
            }
        }
    }
}

/// Whether a text differs only because something that is filled into it does: a code, a price, a question.
fn is_explained(aspect: &Aspect, pair: Pair<'_>, differing: &[(&Aspect, Pair<'_>)]) -> bool {
    let (Aspect::Text(phrase, _, locale), (Some(old), Some(new))) = (aspect, pair) else {
        return false;
    };
    if !phrase.is_filled_in() {
        return false;
    }
    let mut text = old.en().to_owned();
    for (other, (from, to)) in differing {
        let fills = match other {
            Aspect::Is(phrase) => phrase.fills(),
            Aspect::Text(phrase, _, of) => phrase.fills() && of == locale,
            Aspect::Kind | Aspect::Key(_) | Aspect::KeyName(..) | Aspect::To(_) => false,
            Aspect::Item(..) | Aspect::Named(..) | Aspect::Option(..) => false,
        };
        if let (true, Some(from), Some(to)) = (fills, from, to)
            && !from.en().is_empty()
        {
            text = text.replace(from.en(), to.en());
        }
    }
    text == new.en()
}

/// Whether a line about the whole says it already: a new key names where it leads, a new option that it is there.
fn is_said_of_the_whole(aspect: &Aspect, differing: &[(&Aspect, Pair<'_>)]) -> bool {
    differing.iter().any(|(other, (before, after))| {
        let comes_or_goes = before.is_none() || after.is_none();
        match (aspect, other) {
            (Aspect::KeyName(_, key, _), Aspect::Key(of)) => comes_or_goes && key == of,
            _ => false,
        }
    }) || matches!(aspect, Aspect::Option(..) if differing.iter().any(|(other, pair)| *other == aspect && (pair.0.is_none() || pair.1.is_none())))
}

enum InAllLanguages {
    /// The same change in every language, and this is the first one.
    First,
    /// The same change in every language, and it was said.
    Said,
    No,
}

/// Whether a text changes in the same way in all languages, as names and prices do.
fn in_all_languages<'a>(
    aspect: &Aspect,
    pair: Pair<'_>,
    differing: &[(&Aspect, Pair<'_>)],
    all: impl Iterator<Item = &'a Aspect>,
) -> InAllLanguages {
    let Some(locale) = aspect.locale() else {
        return InAllLanguages::No;
    };
    let languages: BTreeSet<_> = all
        .filter(|other| other.is_of_the_same(aspect))
        .filter_map(Aspect::locale)
        .collect();
    let alike = differing
        .iter()
        .filter(|(other, of)| other.is_of_the_same(aspect) && *of == pair)
        .count();
    if languages.len() < 2 || alike < languages.len() {
        return InAllLanguages::No;
    }
    match languages.first() == Some(&locale) {
        true => InAllLanguages::First,
        false => InAllLanguages::Said,
    }
}
