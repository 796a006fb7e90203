//! `menu.json`: draft to [`Menu`].

mod answer;
mod codes;
mod graph;
mod keys;
mod numbers;
mod prompts;

use super::{
    CallbackStep, CallbackStepDraft, ChooseLanguage, ChooseLanguageDraft, HangUp, IfOpen, Menu,
    MenuDraft, Node, NodeId, NodeKind, QueueStep, QueueStepDraft, Retry, RetryDraft, SayStep,
    StepDraft, SurveyStep, TransferStep, Voicemail, VoicemailDraft,
};
use crate::{
    bundle::check_version,
    locale::{Locale, Texts},
    problem::{At, Document, Report, did_you_mean, listed, rules, texts},
    site::{Site, Use, check_phone, check_snake_case},
};
use std::ops::RangeInclusive;

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

/// Seconds between two digits, where the author says nothing.
const KEY_PAUSE_S: u32 = 3;

/// The longest message in seconds, where the author says nothing.
const MESSAGE_S: u32 = 120;

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
        numbers: numbers::names(draft),
        step: None,
        said: Vec::new(),
        report,
    };
    let start = checker.target(&draft.start, at.get("start"));
    let mut nodes: Vec<Node> = draft
        .steps
        .iter()
        .map(|(name, step)| checker.step(name, step))
        .collect();
    checker.use_keys(draft, &mut nodes);
    checker.numbers_twice(draft);
    let said = std::mem::take(&mut checker.said);
    let menu = Menu { start, nodes };
    let broken = checker.broken || !at.get("steps").has(draft.steps.len());
    if !broken && !draft.steps.is_empty() {
        graph::check(&menu, at.get("steps"), around, report);
        prompts::check(draft, &menu, at.get("steps"), report);
        numbers::asked_before_said(&menu, &said, report);
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
    /// Names of the numbers that texts may say.
    numbers: Vec<&'c str>,
    /// The step that is being checked.
    step: Option<NodeId>,
    /// Numbers that texts do say, and where.
    said: Vec<numbers::Said>,
    report: &'r mut Report<'a>,
}

impl Checker<'_, '_, '_> {
    fn step(&mut self, name: &str, draft: &StepDraft) -> Node {
        let at = self.steps_at.get(name);
        self.step = self.index(name);
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
                let country = self.around.site.map(|s| s.country.as_str());
                let words = at.get("to").value();
                check_phone(&d.to, Use::Dialled, country, words, self.report);
                NodeKind::Transfer(TransferStep {
                    to: d.to.clone(),
                    say: self.optional_text(d.say.as_ref(), at.get("say")),
                    if_unanswered: self.target(&d.if_unanswered, at.get("if_unanswered")),
                })
            }
            StepDraft::Say(d) => NodeKind::Say(SayStep {
                say: self.spoken(&d.say, at.get("say")),
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
            StepDraft::AskDigits(d) => NodeKind::AskDigits(self.ask_digits(d, at)),
            StepDraft::Voicemail(d) => NodeKind::Voicemail(self.voicemail(d, at)),
            StepDraft::HangUp(d) => NodeKind::HangUp(HangUp {
                say: self.optional_text(d.say.as_ref(), at.get("say")),
            }),
        };
        Node {
            name: name.to_owned(),
            kind,
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
            say.push(self.spoken(text, at.get("say").item(index)));
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
        self.clashes(draft.keys.keys(), |_| true, keys_at);
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

    fn voicemail(&mut self, draft: &VoicemailDraft, at: At<'_>) -> Voicemail {
        self.queue_name(&draft.queue, at.get("queue"));
        Voicemail {
            queue: draft.queue.clone(),
            say: self.optional_text(draft.say.as_ref(), at.get("say")),
            longest_s: self.seconds(
                draft.longest_s.unwrap_or(MESSAGE_S),
                10..=600,
                &rules::BAD_RECORDING_LENGTH,
                at.get("longest_s"),
            ),
            go_to: self.target(&draft.go_to, at.get("go_to")),
            if_nothing: self.target(&draft.if_nothing, at.get("if_nothing")),
        }
    }

    fn wait(&mut self, seconds: Option<u32>, at: At<'_>) -> u32 {
        self.seconds(seconds.unwrap_or(WAIT_S), 3..=20, &rules::BAD_WAIT, at)
    }

    fn key_pause(&mut self, seconds: Option<u32>, usual: u32, at: At<'_>) -> u32 {
        self.seconds(seconds.unwrap_or(usual), 1..=10, &rules::BAD_KEY_PAUSE, at)
    }

    fn seconds(
        &mut self,
        seconds: u32,
        allowed: RangeInclusive<u32>,
        rule: &rules::Rule,
        at: At<'_>,
    ) -> u32 {
        if !allowed.contains(&seconds) {
            let text = seconds.to_string();
            self.report
                .add(rule, at.value(), &[("seconds", &text)], None);
        }
        seconds
    }

    /// A text that is said only: it may say numbers that the caller keyed in.
    fn spoken(&mut self, text: &Texts, at: At<'_>) -> Texts {
        self.says_numbers(text, at);
        texts::check(text, at, self.locales, &self.numbers, self.report);
        text.clone()
    }

    /// A text that stands on its own, also on a screen.
    fn text(&mut self, text: &Texts, at: At<'_>) -> Texts {
        texts::check(text, at, self.locales, &[], self.report);
        text.clone()
    }

    fn optional_text(&mut self, text: Option<&Texts>, at: At<'_>) -> Texts {
        text.map(|text| self.spoken(text, at)).unwrap_or_default()
    }

    /// The step of this name. Where there is none, the problem is noted and the likeliest step will do: the menu is not
    /// used.
    fn target(&mut self, name: &str, at: At<'_>) -> NodeId {
        let found = self.index(name).or_else(|| {
            if self.report.is_full() {
                return None;
            }
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
        let known = listed(known);
        let values = [("name", name), ("known", known.as_str())];
        self.report.add(rule, at.value(), &values, near);
    }
}
