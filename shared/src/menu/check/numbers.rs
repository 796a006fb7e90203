//! Numbers that callers key in: their form, and the texts that say them.

use super::{Checker, graph};
use crate::{
    ivr::Session,
    locale::Texts,
    menu::{
        AskDigits, AskDigitsDraft, DigitsDraft, MAX_DIGITS, Menu, MenuDraft, NodeId, StepDraft,
        digits_as_number,
    },
    problem::{At, Report, Words, rules, texts},
    site::check_snake_case,
};
use std::collections::{BTreeMap, BTreeSet};

/// Seconds until silence, where the author says nothing: people have to find the number first.
const WAIT_S: u32 = 10;

/// Seconds between two digits, where the author says nothing: people read it from a card.
const KEY_PAUSE_S: u32 = 5;

/// A number that a text says.
pub(super) struct Said {
    /// The step that says it.
    step: NodeId,
    name: String,
    words: Words,
}

/// Names of all numbers that texts may say: secret ones are never said.
pub(super) fn names(draft: &MenuDraft) -> Vec<&str> {
    let names: BTreeSet<&str> = asks(draft)
        .filter(|(_, ask)| !ask.secret)
        .map(|(_, ask)| ask.into.as_str())
        .collect();
    names.into_iter().collect()
}

impl Checker<'_, '_, '_> {
    pub(super) fn ask_digits(&mut self, draft: &AskDigitsDraft, at: At<'_>) -> AskDigits {
        check_snake_case(&draft.into, at.get("into").value(), self.report);
        let (shortest, longest) = self.digits(draft.digits, at.get("digits"));
        if draft.secret && draft.confirm == Some(true) {
            let words = at.get("confirm").key();
            self.report.add(&rules::SECRET_SAID_BACK, words, &[], None);
        }
        AskDigits {
            into: draft.into.clone(),
            say: self.spoken(&draft.say, at.get("say")),
            shortest,
            longest,
            check: draft.check,
            between: self.between(draft, (shortest, longest), at.get("between")),
            confirm: draft.confirm.unwrap_or(true) && !draft.secret,
            secret: draft.secret,
            wait_s: self.wait(Some(draft.wait_s.unwrap_or(WAIT_S)), at.get("wait_s")),
            key_pause_s: self.key_pause(draft.key_pause_s, KEY_PAUSE_S, at.get("key_pause_s")),
            if_silent: self.retry(&draft.if_silent, at.get("if_silent")),
            if_wrong: self.retry(&draft.if_wrong, at.get("if_wrong")),
            go_to: self.target(&draft.go_to, at.get("go_to")),
        }
    }

    fn digits(&mut self, draft: DigitsDraft, at: At<'_>) -> (u8, u8) {
        let (from, to, written) = match draft {
            DigitsDraft::Exactly(n) => (n, n, n.to_string()),
            DigitsDraft::Range(range) => {
                (range.from, range.to, format!("{}–{}", range.from, range.to))
            }
        };
        if from < 1 || from > to || to > MAX_DIGITS {
            let values = [("digits", written.as_str())];
            self.report
                .add(&rules::BAD_DIGITS, at.value(), &values, None);
        }
        (from, to)
    }

    fn between(
        &mut self,
        draft: &AskDigitsDraft,
        (shortest, longest): (u8, u8),
        at: At<'_>,
    ) -> Option<(String, String)> {
        let bounds = draft.between.as_ref()?;
        let fits = |bound: &String| {
            let length = usize::from(shortest)..=usize::from(longest);
            length.contains(&bound.len()) && bound.bytes().all(|b| b.is_ascii_digit())
        };
        match bounds.as_slice() {
            [from, to]
                if fits(from) && fits(to) && digits_as_number(from) <= digits_as_number(to) =>
            {
                Some((from.clone(), to.clone()))
            }
            _ => {
                self.report.add(&rules::BAD_BETWEEN, at.value(), &[], None);
                None
            }
        }
    }

    /// Remembers which numbers a text says.
    pub(super) fn says_numbers(&mut self, text: &Texts, at: At<'_>) {
        for (locale, text) in &text.0 {
            for name in texts::places(text).filter(|name| self.numbers.contains(name)) {
                let words = at.get(locale.code()).part(&format!("{{{name}}}"));
                if let Some(step) = self.step {
                    let name = name.to_owned();
                    self.said.push(Said { step, name, words });
                }
            }
        }
    }

    /// One name for one number, and no more than a call can keep.
    pub(super) fn numbers_twice(&mut self, draft: &MenuDraft) {
        let mut steps: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (step, ask) in asks(draft) {
            steps.entry(&ask.into).or_default().push(step);
        }
        for (name, steps) in &steps {
            if let [_, second, ..] = steps.as_slice() {
                let words = self.steps_at.get(second).get("into").value();
                let steps = steps.join(", ");
                let values = [("name", *name), ("steps", steps.as_str())];
                self.report.add(&rules::NUMBER_TWICE, words, &values, None);
            }
        }
        if self.numbers.len() > Session::MOST_NUMBERS {
            let count = self.numbers.len().to_string();
            let values = [("count", count.as_str())];
            let words = self.steps_at.key();
            self.report
                .add(&rules::TOO_MANY_NUMBERS, words, &values, None);
        }
    }
}

/// No call comes to a text before the number that it says was asked for.
pub(super) fn asked_before_said(menu: &Menu, said: &[Said], report: &mut Report<'_>) {
    let names: BTreeSet<&str> = said.iter().map(|said| said.name.as_str()).collect();
    for name in names {
        let reached = graph::reached_before(menu, name);
        let mut told: BTreeSet<NodeId> = BTreeSet::new();
        for said in said.iter().filter(|said| said.name == name) {
            if reached.contains(&said.step) && told.insert(said.step) {
                let values = [("name", name)];
                report.add(&rules::NUMBER_NOT_ASKED, said.words, &values, None);
            }
        }
    }
}

fn asks(draft: &MenuDraft) -> impl Iterator<Item = (&str, &AskDigitsDraft)> {
    draft.steps.iter().filter_map(|(name, step)| match step {
        StepDraft::AskDigits(ask) => Some((name.as_str(), ask)),
        StepDraft::Menu(_)
        | StepDraft::Answer(_)
        | StepDraft::Queue(_)
        | StepDraft::Callback(_)
        | StepDraft::Survey(_)
        | StepDraft::Transfer(_)
        | StepDraft::Say(_)
        | StepDraft::IfOpen(_)
        | StepDraft::ChooseLanguage(_)
        | StepDraft::Voicemail(_)
        | StepDraft::HangUp(_) => None,
    })
}
