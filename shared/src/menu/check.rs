//! `menu.json`: draft to [`Menu`].

mod answer;
mod graph;

use super::{
    CallbackStep, CallbackStepDraft, Choice, ChoiceOption, ChooseLanguage, ChooseLanguageDraft,
    HangUp, IfOpen, Menu, MenuDraft, MenuStep, Node, NodeId, NodeKind, QueueStep, QueueStepDraft,
    Retry, RetryDraft, SayStep, StepDraft, SurveyStep, TransferStep,
};
use crate::{
    bundle::check_version,
    locale::{Locale, Texts},
    problem::{At, Document, Report, did_you_mean, rules, texts},
    site::{Site, check_phone, check_snake_case},
};
use std::collections::BTreeMap;

/// What a menu's check needs to know beside the menu.
pub(crate) struct Around<'a> {
    /// The site, where it could be read.
    pub(crate) site: Option<&'a Site>,
    /// Whether the site asks a survey.
    pub(crate) has_survey: bool,
    /// The day in the site's time zone.
    pub(crate) today: jiff::civil::Date,
}

/// Seconds until silence, where the author says nothing.
const WAIT_S: u32 = 5;

/// Checks a menu. What is wrong is in `report`; the menu is whole only where nothing is.
pub(crate) fn check(
    draft: &MenuDraft,
    document: &Document<'_>,
    around: &Around<'_>,
    report: &mut Report<'_>,
) -> Menu {
    let at = document.at();
    check_version(draft.version, at, report);
    let mut checker = Checker {
        names: draft.steps.keys().map(String::as_str).collect(),
        steps_at: at.get("steps"),
        around,
        broken: false,
        locales: around.site.and_then(Site::known_locales),
        report,
    };
    let start = checker.target(&draft.start, at.get("start"));
    let nodes = draft
        .steps
        .iter()
        .map(|(name, step)| checker.step(name, step))
        .collect();
    let menu = Menu { start, nodes };
    let broken = checker.broken || !at.get("steps").has(draft.steps.len());
    if !broken && !draft.steps.is_empty() {
        graph::check(&menu, at.get("steps"), around, report);
    }
    menu
}

struct Checker<'c, 'a, 'r> {
    /// Names of all steps, in order: a name's place is its id.
    names: Vec<&'c str>,
    steps_at: At<'c>,
    around: &'c Around<'c>,
    /// Whether some way leads nowhere, so that nothing can be said of the whole.
    broken: bool,
    locales: Option<&'c [Locale]>,
    report: &'r mut Report<'a>,
}

impl Checker<'_, '_, '_> {
    fn step(&mut self, name: &str, draft: &StepDraft) -> Node {
        let at = self.steps_at.get(name);
        check_snake_case(name, at.key(), self.report);
        let kind = match draft {
            StepDraft::Menu(d) => NodeKind::Choice(self.menu(d, at)),
            StepDraft::Answer(d) => NodeKind::Answer(self.answer(d, at)),
            StepDraft::Queue(d) => NodeKind::Queue(self.queue(d, at)),
            StepDraft::Callback(d) => NodeKind::Callback(self.callback(d, at)),
            StepDraft::Survey(d) => {
                if !self.around.has_survey {
                    self.report.add(&rules::NO_SURVEY, at.key(), &[], None);
                }
                let go_to = self.target(&d.go_to, at.get("go_to"));
                NodeKind::Survey(SurveyStep { go_to })
            }
            StepDraft::Transfer(d) => {
                check_phone(&d.to, at.get("to").value(), self.report);
                NodeKind::Transfer(TransferStep {
                    to: d.to.clone(),
                    say: self.optional_text(d.say.as_ref(), at.get("say")),
                    if_unanswered: self.target(&d.if_unanswered, at.get("if_unanswered")),
                })
            }
            StepDraft::Say(d) => NodeKind::Say(SayStep {
                say: self.text(&d.say, at.get("say")),
                go_to: self.target(&d.go_to, at.get("go_to")),
            }),
            StepDraft::IfOpen(d) => {
                self.hours(&d.hours, at.get("hours"));
                NodeKind::IfOpen(IfOpen {
                    hours: d.hours.clone(),
                    open: self.target(&d.open, at.get("open")),
                    closed: self.target(&d.closed, at.get("closed")),
                })
            }
            StepDraft::ChooseLanguage(d) => NodeKind::ChooseLanguage(self.choose_language(d, at)),
            StepDraft::HangUp(d) => NodeKind::HangUp(HangUp {
                say: self.optional_text(d.say.as_ref(), at.get("say")),
            }),
        };
        Node {
            name: name.to_owned(),
            kind,
        }
    }

    fn menu(&mut self, draft: &MenuStep, at: At<'_>) -> Choice {
        let keys_at = at.get("keys");
        if draft.keys.is_empty() && !keys_at.get("").exists() {
            self.report
                .add(&rules::NO_OPTIONS, keys_at.key(), &[], None);
        }
        if draft.keys.len() > 5 {
            let count = draft.keys.len().to_string();
            let values = [("count", count.as_str())];
            self.report
                .add(&rules::TOO_MANY_OPTIONS, keys_at.key(), &values, None);
        }
        self.keys(draft.keys.keys(), keys_at);
        let mut keys = BTreeMap::new();
        for (key, option) in &draft.keys {
            let at = keys_at.get(key);
            let option = ChoiceOption {
                go_to: self.target(&option.go_to, at.get("go_to")),
                name: self.text(&option.name, at.get("name")),
                name_spoken: option
                    .name_spoken
                    .as_ref()
                    .map(|t| self.text(t, at.get("name_spoken"))),
            };
            keys.insert(key.clone(), option);
        }
        Choice {
            say: self.optional_text(draft.say.as_ref(), at.get("say")),
            keys,
            wait_s: self.wait(draft.wait_s, at.get("wait_s")),
            if_silent: self.retry(&draft.if_silent, at.get("if_silent")),
            if_wrong_key: self.retry(&draft.if_wrong_key, at.get("if_wrong_key")),
        }
    }

    /// Keys that can be pressed and told apart.
    fn keys<'k>(&mut self, keys: impl Iterator<Item = &'k String> + Clone, at: At<'_>) {
        for key in keys.clone() {
            if !(1..=4).contains(&key.len()) || !key.bytes().all(|b| b.is_ascii_digit()) {
                self.report
                    .add(&rules::BAD_KEY, at.get(key).key(), &[("key", key)], None);
            }
            let shorter = keys
                .clone()
                .find(|k| *k != key && !k.is_empty() && key.starts_with(k.as_str()));
            if let Some(shorter) = shorter {
                let values = [("longer", key.as_str()), ("shorter", shorter.as_str())];
                self.report
                    .add(&rules::KEY_SHADOWED, at.get(key).key(), &values, None);
            }
        }
    }

    fn retry(&mut self, draft: &RetryDraft, at: At<'_>) -> Retry {
        let count = draft.say_again.to_string();
        if draft.say_again > 5 {
            let words = at.get("say_again").value();
            let values = [("count", count.as_str())];
            self.report
                .add(&rules::TOO_MANY_RETRIES, words, &values, None);
        }
        if draft.say.len() > usize::from(draft.say_again) && at.get("say_again").is_sound() {
            let texts = draft.say.len().to_string();
            let values = [("texts", texts.as_str()), ("count", count.as_str())];
            self.report
                .add(&rules::RETRY_TEXTS, at.get("say").key(), &values, None);
        }
        let mut say = Vec::with_capacity(draft.say.len());
        for (index, text) in draft.say.iter().enumerate() {
            say.push(self.text(text, at.get("say").item(index)));
        }
        Retry {
            say_again: draft.say_again,
            say,
            then: self.target(&draft.then, at.get("then")),
        }
    }

    fn queue(&mut self, draft: &QueueStepDraft, at: At<'_>) -> QueueStep {
        self.queue_name(&draft.queue, at.get("queue"));
        let keys_at = at.get("while_waiting");
        if draft.while_waiting.len() > 1 {
            let count = draft.while_waiting.len().to_string();
            let values = [("count", count.as_str())];
            self.report
                .add(&rules::TOO_MANY_WAYS_OUT, keys_at.key(), &values, None);
        }
        let mut while_waiting = None;
        for (key, step) in &draft.while_waiting {
            if !(key.len() == 1 && key.bytes().all(|b| b.is_ascii_digit())) {
                let words = keys_at.get(key).key();
                self.report
                    .add(&rules::BAD_KEY, words, &[("key", key)], None);
            }
            let target = self.target(step, keys_at.get(key));
            while_waiting.get_or_insert((key.clone(), target));
        }
        QueueStep {
            queue: draft.queue.clone(),
            say: self.optional_text(draft.say.as_ref(), at.get("say")),
            while_waiting,
            if_nobody: self.target(&draft.if_nobody, at.get("if_nobody")),
            after_call: draft
                .after_call
                .as_ref()
                .map(|step| self.target(step, at.get("after_call"))),
        }
    }

    fn callback(&mut self, draft: &CallbackStepDraft, at: At<'_>) -> CallbackStep {
        self.queue_name(&draft.queue, at.get("queue"));
        if self.around.site.is_some_and(|s| s.callback.is_none()) {
            self.report
                .add(&rules::NO_CALLBACK_POLICY, at.key(), &[], None);
        }
        CallbackStep {
            queue: draft.queue.clone(),
            say: self.optional_text(draft.say.as_ref(), at.get("say")),
            go_to: self.target(&draft.go_to, at.get("go_to")),
            if_impossible: self.target(&draft.if_impossible, at.get("if_impossible")),
        }
    }

    fn choose_language(&mut self, draft: &ChooseLanguageDraft, at: At<'_>) -> ChooseLanguage {
        let keys_at = at.get("keys");
        if draft.keys.is_empty() {
            self.report
                .add(&rules::NO_OPTIONS, keys_at.key(), &[], None);
        }
        self.keys(draft.keys.keys(), keys_at);
        for (key, locale) in &draft.keys {
            if self.locales.is_some_and(|known| !known.contains(locale)) {
                let words = keys_at.get(key).value();
                texts::about_language(&rules::EXTRA_LANGUAGE, words, *locale, &[], self.report);
            }
        }
        ChooseLanguage {
            keys: draft.keys.clone(),
            remember: draft.remember,
            go_to: self.target(&draft.go_to, at.get("go_to")),
            wait_s: self.wait(draft.wait_s, at.get("wait_s")),
        }
    }

    fn wait(&mut self, seconds: Option<u32>, at: At<'_>) -> u32 {
        let seconds = seconds.unwrap_or(WAIT_S);
        if !(3..=20).contains(&seconds) {
            let text = seconds.to_string();
            self.report
                .add(&rules::BAD_WAIT, at.value(), &[("seconds", &text)], None);
        }
        seconds
    }

    fn text(&mut self, text: &Texts, at: At<'_>) -> Texts {
        texts::check(text, at, self.locales, &[], self.report);
        text.clone()
    }

    fn optional_text(&mut self, text: Option<&Texts>, at: At<'_>) -> Texts {
        text.map(|text| self.text(text, at)).unwrap_or_default()
    }

    /// The step of this name. Where there is none, the problem is noted and the likeliest step will do: the menu is not
    /// used.
    fn target(&mut self, name: &str, at: At<'_>) -> NodeId {
        let found = self.index(name).or_else(|| {
            let near = did_you_mean(name, self.names.iter().copied());
            // A step that could not be read is still a step.
            if !self.steps_at.get(name).exists() {
                let values = [("name", name)];
                self.report
                    .add(&rules::UNKNOWN_STEP, at.value(), &values, near);
            }
            near.and_then(|name| self.index(name))
        });
        self.broken |= found.is_none();
        found.unwrap_or(NodeId(0))
    }

    fn index(&self, name: &str) -> Option<NodeId> {
        let index = self.names.binary_search(&name).ok()?;
        u16::try_from(index).ok().map(NodeId)
    }

    fn queue_name(&mut self, name: &str, at: At<'_>) {
        let Some(site) = self.around.site else { return };
        let known = site.queues.keys().map(String::as_str).collect();
        self.known(&rules::UNKNOWN_QUEUE, name, known, at);
    }

    fn hours(&mut self, name: &str, at: At<'_>) {
        let Some(site) = self.around.site else { return };
        let known = site.hours.keys().map(String::as_str).collect();
        self.known(&rules::UNKNOWN_HOURS, name, known, at);
    }

    fn known(&mut self, rule: &rules::Rule, name: &str, known: Vec<&str>, at: At<'_>) {
        if known.contains(&name) {
            return;
        }
        let near = did_you_mean(name, known.iter().copied());
        let known = known.join(", ");
        let values = [("name", name), ("known", known.as_str())];
        self.report.add(rule, at.value(), &values, near);
    }
}
