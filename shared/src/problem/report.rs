//! Collects the problems of one file.

use super::{Document, Problem, Sentences, place::Words, rules::Rule};
use crate::json::{Sources, Span};

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

    /// All problems.
    pub(crate) fn finish(self) -> Vec<Problem> {
        self.problems
    }
}

/// The known name that `wrong` was probably meant to be.
pub fn did_you_mean<'n>(wrong: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    known
        .into_iter()
        .map(|name| (strsim::normalized_damerau_levenshtein(wrong, name), name))
        .filter(|(likeness, _)| *likeness >= 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
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
