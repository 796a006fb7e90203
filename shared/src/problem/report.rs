//! Collects the problems of one file.

use super::{Document, Problem, Sentences, place::Words, rules::Rule};
use crate::json::{Sources, Span};

/// Problems that are told of one file at once.
const MOST: usize = 1_000;

/// Problems found so far in one file and those that it uses.
pub(crate) struct Report<'a> {
    sources: &'a Sources<'a>,
    problems: Vec<Problem>,
}

impl<'a> Report<'a> {
    pub(crate) fn new(document: &'a Document<'_>) -> Self {
        Report::of(&document.sources)
    }

    /// For a file that is not read yet.
    pub(crate) fn of(sources: &'a Sources<'_>) -> Self {
        Report {
            sources,
            problems: Vec::new(),
        }
    }

    /// Adds a problem unless something is already known to be wrong there. `{name}` in the rule's sentences takes its
    /// value from `values`.
    pub(crate) fn add(
        &mut self,
        rule: &Rule,
        words: Words,
        values: &[(&str, &str)],
        near: Option<&str>,
    ) {
        if !words.known {
            self.add_at(rule, words.span, values, values, near);
        }
    }

    /// Adds a problem whose values differ in English and Russian.
    pub(crate) fn add_at(
        &mut self,
        rule: &Rule,
        span: Span,
        en: &[(&str, &str)],
        ru: &[(&str, &str)],
        near: Option<&str>,
    ) {
        if self.is_full() {
            return;
        }
        let place = self.sources.place(span);
        let english = sentences(
            [rule.message.en, rule.experience.en, rule.fix.en],
            en,
            near.map(|n| format!(" Did you mean “{n}”?")),
        );
        let russian = sentences(
            [rule.message.ru, rule.experience.ru, rule.fix.ru],
            ru,
            near.map(|n| format!(" Может быть, «{n}»?")),
        );
        self.problems.push(Problem {
            rule: rule.name.to_owned(),
            severity: rule.severity,
            file: place.file.to_owned(),
            line: place.line,
            column: place.column,
            span: place.span,
            message: english.message,
            experience: english.experience,
            fix: english.fix,
            ru: russian,
        });
    }

    /// Whether no more problems are taken: what else is wrong is told once these are mended.
    pub(crate) fn is_full(&self) -> bool {
        self.problems.len() >= MOST
    }

    /// All problems.
    pub(crate) fn finish(self) -> Vec<Problem> {
        self.problems
    }
}

/// Bytes of the longest name that somebody may have mistyped: to compare two takes the product of their lengths.
const MISTYPED: usize = 64;

/// Names that a wrong one is compared with.
const COMPARED: usize = 1_000;

/// Names that a sentence lists.
const LISTED: usize = 12;

/// The known name that `wrong` was probably meant to be.
pub fn did_you_mean<'n>(wrong: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let is_name = |name: &str| name.len() <= MISTYPED;
    if !is_name(wrong) {
        return None;
    }
    known
        .into_iter()
        .take(COMPARED)
        .filter(|name| is_name(name))
        .map(|name| (strsim::normalized_damerau_levenshtein(wrong, name), name))
        .filter(|(likeness, _)| *likeness >= 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

/// Known names as a sentence lists them: the first ones where they are many.
pub(crate) fn listed<'n>(known: impl IntoIterator<Item = &'n str>) -> String {
    let mut known = known.into_iter();
    let first: Vec<&str> = known.by_ref().take(LISTED).collect();
    let more = if known.next().is_some() { ", …" } else { "" };
    first.join(", ") + more
}

fn sentences(templates: [&str; 3], values: &[(&str, &str)], hint: Option<String>) -> Sentences {
    let fill = |template: &str| {
        values
            .iter()
            .fold(template.to_owned(), |text, (name, value)| {
                text.replace(&format!("{{{name}}}"), value)
            })
    };
    let [message, experience, fix] = templates.map(fill);
    Sentences {
        message: message + &hint.unwrap_or_default(),
        experience,
        fix,
    }
}
