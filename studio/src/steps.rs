//! Which steps there are: every state that a caller notices becomes one.

use crate::{
    Options, faults,
    flow::{Flow, State},
    gather,
    json::Json,
    kind::Kind,
    liquid,
    names::Names,
    report::{Carried, Report, Said, said},
    route::{Route, Target, start},
    site, speech,
    survey::{self, Rating},
};
use shared::locale::Locale;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

mod hours;
mod kinds;
mod left;

/// Makes the files of a site.
pub(crate) fn make(
    flow: &Flow,
    options: &Options,
    report: &mut Report,
) -> BTreeMap<String, String> {
    let Some(trigger) = flow.trigger().and_then(|i| flow.state(i)) else {
        report.fault(
            "",
            said(
                "The flow has no trigger: no call can begin it.",
                "В потоке нет триггера: звонок не может его начать.",
            ),
        );
        return BTreeMap::new();
    };
    let begins = start(trigger);
    let (event, next) = match begins {
        Some((event, next)) => (event, Some(next)),
        None => ("", None),
    };
    let mut maker = Maker::new(flow, options, report);
    faults::find(&maker.route, next, maker.report);
    maker.not_calls(trigger, event);
    if next.is_none() {
        return BTreeMap::new();
    }
    if !maker.leads_on(next) {
        let lost = said(
            "A call that comes in meets no step that Ringback knows: there is nothing to carry over.",
            "Входящий звонок не встречает ни одного шага, известного Ringback: переносить нечего.",
        );
        maker.report.fault(&trigger.name, lost);
        return BTreeMap::new();
    }
    maker.run(next)
}

/// Everything while the steps are made.
pub(crate) struct Maker<'f> {
    pub(crate) route: Route<'f>,
    pub(crate) options: &'f Options,
    pub(crate) report: &'f mut Report,
    /// The language of texts that do not say theirs.
    pub(crate) locale: Locale,
    names: Names,
    /// The step's name of each state.
    step_names: Vec<String>,
    /// States that live on in another one's step.
    pub(crate) absorbed: BTreeSet<usize>,
    /// States whose step is still to be made.
    open: VecDeque<usize>,
    wanted: BTreeSet<usize>,
    steps: BTreeMap<String, Json>,
    /// The step that ends calls that ended without a word.
    end: Option<String>,
    pub(crate) queues: BTreeMap<String, Json>,
    queue_names: Names,
    pub(crate) hours: Vec<(String, Json)>,
    pub(crate) time_zone: Option<String>,
    /// Questions with a scale.
    pub(crate) ratings: BTreeMap<usize, Rating>,
    pub(crate) asked: BTreeSet<usize>,
    pub(crate) questions: Vec<Json>,
    pub(crate) question_names: Names,
    /// Names of the questions whose digits something uses.
    pub(crate) kept: BTreeSet<String>,
    /// How many texts each language has.
    languages: BTreeMap<Locale, usize>,
}

impl<'f> Maker<'f> {
    fn new(flow: &'f Flow, options: &'f Options, report: &'f mut Report) -> Self {
        let mut names = Names::default();
        let step_names = flow.states.iter().map(|s| names.take(&s.name)).collect();
        let mut languages: BTreeMap<Locale, usize> = BTreeMap::new();
        let mut kept = BTreeSet::new();
        for (_, state) in flow.indices() {
            let speaks = state.text("say").is_some() || state.text("play").is_some();
            if speaks {
                let locale = speech::language(state).unwrap_or(options.locale);
                *languages.entry(locale).or_default() += 1;
            }
            if state.kind != "split-based-on" {
                let texts = state.texts();
                let digits = texts.iter().filter(|t| t.contains(".Digits"));
                kept.extend(digits.flat_map(|t| liquid::sources(t)).map(str::to_owned));
            }
        }
        let mut maker = Maker {
            route: Route::new(flow),
            options,
            report,
            locale: options.locale,
            names,
            step_names,
            absorbed: BTreeSet::new(),
            open: VecDeque::new(),
            wanted: BTreeSet::new(),
            steps: BTreeMap::new(),
            end: None,
            queues: BTreeMap::new(),
            queue_names: Names::default(),
            hours: vec![],
            time_zone: None,
            ratings: BTreeMap::new(),
            asked: BTreeSet::new(),
            questions: vec![],
            question_names: Names::default(),
            kept,
            languages,
        };
        for (index, state) in flow.indices() {
            if maker.route.kind(index) == Some(Kind::Queue) {
                maker.queue_of(state);
            }
        }
        maker.prompts_before();
        maker.find_ratings();
        maker
    }

    /// Announcements that do nothing but ask what the silent question behind them waits for.
    fn prompts_before(&mut self) {
        for (index, state) in self.route.flow.indices() {
            let Some(next) = state
                .next("audioComplete")
                .and_then(|n| self.route.flow.find(n))
            else {
                continue;
            };
            let asks = self.route.kind(index) == Some(Kind::Say)
                && self.route.kind(next) == Some(Kind::Gather);
            let silent = self
                .route
                .flow
                .state(next)
                .is_some_and(|g| g.text("say").is_none() && g.text("play").is_none());
            let taken = self.route.stands_for.values().any(|g| *g == next);
            if asks && silent && !taken {
                self.route.stands_for.insert(index, next);
            }
        }
    }

    fn find_ratings(&mut self) {
        for (index, state) in self.route.flow.indices() {
            if self.route.kind(index) != Some(Kind::Gather) || !self.kept.contains(&state.name) {
                continue;
            }
            let before = self.route.stands_for.iter().find(|(_, to)| **to == index);
            let before = before.and_then(|(from, _)| self.route.flow.state(*from));
            let text = state.text("say").or_else(|| before?.text("say"));
            if let Some(rating) = text.as_deref().and_then(survey::rating) {
                self.ratings.insert(index, rating);
            }
        }
    }

    /// What the trigger answers besides calls.
    fn not_calls(&mut self, trigger: &State, event: &str) {
        let messages = ["incomingMessage", "incomingConversationMessage"];
        let answers = messages.iter().any(|e| trigger.next(e).is_some());
        if answers {
            self.report.left(
                &trigger.name,
                said(
                    "What answers messages: Ringback answers calls, and visitors of your website.",
                    "То, что отвечает на сообщения: Ringback отвечает на звонки и посетителям сайта.",
                ),
            );
        }
        match event {
            "" => self.report.fault(
                &trigger.name,
                if answers {
                    said(
                        "This flow is not a call: it answers messages only. No site was made of it.",
                        "Этот поток — не звонок: он отвечает только на сообщения. Сайт из него не получился.",
                    )
                } else {
                    said(
                        "The trigger leads nowhere: a call that comes in is cut off. No site was made of it.",
                        "Триггер никуда не ведёт: входящий звонок обрывается. Сайт из него не получился.",
                    )
                },
            ),
            "incomingRequest" => self.report.left(
                &trigger.name,
                said(
                    "The flow began with a request, not with a call that comes in. The menu begins where that led.",
                    "Поток начинался с запроса, а не с входящего звонка. Меню начинается там, куда он вёл.",
                ),
            ),
            "incomingParent" => self.report.left(
                &trigger.name,
                said(
                    "The flow was part of another one. The menu begins where its own trigger led.",
                    "Поток был частью другого. Меню начинается там, куда вёл его собственный триггер.",
                ),
            ),
            _ => {}
        }
    }

    fn run(mut self, next: Option<&str>) -> BTreeMap<String, String> {
        let begins = self.or_end(next);
        if let (Some(trigger), Json::Text(step)) = (self.route.flow.trigger(), &begins) {
            let note = said("the call begins", "звонок начинается");
            self.carry_as(trigger, step, "start", note);
        }
        self.want_the_rest(next);
        while let Some(index) = self.open.pop_front() {
            self.make_step(index);
            if self.open.is_empty() {
                self.want_what_was_dropped(next);
            }
        }
        self.name_what_was_left(next);
        let steps = std::mem::take(&mut self.steps);
        let order: Vec<String> = self.order(&begins, &steps);
        let steps = order
            .into_iter()
            .filter_map(|name| steps.get(&name).cloned().map(|step| (name, step)))
            .collect();
        let menu = Json::object([
            ("$schema", Json::text("../menu.schema.json")),
            ("version", Json::Number(1)),
            ("start", begins),
            ("steps", Json::Object(steps)),
        ]);
        let mut files = BTreeMap::from([("menu.json".to_owned(), menu.file())]);
        let mut locales = gather::commonest(self.languages.clone().into_iter().collect());
        if locales.is_empty() {
            locales.push(self.locale);
        }
        if !self.questions.is_empty() {
            let questions = std::mem::take(&mut self.questions);
            let file = survey::file(questions, &locales).file();
            files.insert("survey.json".to_owned(), file);
        }
        let has_survey = files.contains_key("survey.json");
        let site = site::file(&mut self, &locales, has_survey);
        files.insert("site.json".to_owned(), site.file());
        files
    }

    /// Steps as a caller meets them, then the others by name.
    fn order(&self, begins: &Json, steps: &BTreeMap<String, Json>) -> Vec<String> {
        let mut order: Vec<String> = Vec::new();
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut open: VecDeque<String> = VecDeque::new();
        let first = if let Json::Text(name) = begins {
            Some(name.clone())
        } else {
            None
        };
        for name in first.into_iter().chain(steps.keys().cloned()) {
            open.push_back(name);
            while let Some(name) = open.pop_front() {
                let Some(step) = steps.get(&name) else {
                    continue;
                };
                if !seen.insert(name.clone()) {
                    continue;
                }
                order.push(name);
                open.extend(targets(step));
            }
        }
        order
    }

    /// States that no call reached were steps too: the check tells that they still are not reached.
    fn want_the_rest(&mut self, next: Option<&str>) {
        let reached = self.route.reached(next, |_, _| true);
        let elsewhere = faults::elsewhere(&self.route);
        for (index, _) in self.route.flow.indices() {
            if !reached.contains(&index) && !elsewhere.contains(&index) {
                self.want_step(index);
            }
        }
    }

    /// States behind conditions that could not be carried over.
    fn want_what_was_dropped(&mut self, next: Option<&str>) {
        let likely = self
            .route
            .reached(next, |index, event| match self.route.kind(index) {
                Some(Kind::Passing(passing)) => !passing.failed.contains(&event),
                _ => true,
            });
        for index in likely {
            self.want_step(index);
        }
    }

    fn want_step(&mut self, index: usize) {
        let own = matches!(
            self.route.kind(index),
            Some(Kind::Say | Kind::Gather | Kind::Connect | Kind::Queue | Kind::Voicemail)
        );
        let elsewhere = self.absorbed.contains(&index)
            || self.asked.contains(&index)
            || self.route.stands_for.contains_key(&index);
        if own && !elsewhere && self.wanted.insert(index) {
            self.open.push_back(index);
        }
    }

    /// The step that a transition leads to; nothing where it leads nowhere.
    pub(crate) fn step_name(&mut self, next: Option<&str>) -> Option<Json> {
        next?;
        Some(self.or_end(next))
    }

    /// The step that a transition leads to; the end of the call where it leads nowhere.
    pub(crate) fn or_end(&mut self, next: Option<&str>) -> Json {
        match self.route.target(next) {
            Target::Step(index) => {
                if self.wanted.insert(index) {
                    self.open.push_back(index);
                }
                Json::text(self.step_names.get(index).map_or("", String::as_str))
            }
            Target::Ends => Json::text(self.end_step()),
            Target::Nowhere(name) => Json::text(self.names.nowhere(&name)),
            Target::Round(name) => {
                self.report.fault(
                    &name,
                    said(
                        "The call went round in a circle here without anything for the caller: Studio cut it off.",
                        "Здесь звонок ходил по кругу, и абонент ничего не слышал: Studio его обрывал.",
                    ),
                );
                Json::text(self.names.nowhere(&name))
            }
        }
    }

    fn end_step(&mut self) -> String {
        if let Some(name) = &self.end {
            return name.clone();
        }
        let name = self.names.take("call_ends");
        let step = Json::object([("do", Json::text("hang_up"))]);
        self.steps.insert(name.clone(), step);
        self.end = Some(name.clone());
        name
    }

    /// Notes that states live on in the step of another one.
    pub(crate) fn absorb(
        &mut self,
        states: impl IntoIterator<Item = usize>,
        into: usize,
        does: &str,
        note: &Said,
    ) {
        let step = self.step_names.get(into).cloned().unwrap_or_default();
        for index in states.into_iter().filter(|i| *i != into) {
            self.absorbed.insert(index);
            self.carry_as(index, &step, does, note.clone());
        }
    }

    pub(crate) fn carry_as(&mut self, index: usize, step: &str, does: &str, note: Said) {
        if let Some(state) = self.route.flow.state(index) {
            let carried = Carried {
                state: state.name.clone(),
                step: step.to_owned(),
                does: does.to_owned(),
                note,
            };
            if !self.report.carried.contains(&carried) {
                self.report.carried.push(carried);
            }
        }
    }

    fn make_step(&mut self, index: usize) {
        let (Some(state), Some(name)) = (
            self.route.flow.state(index),
            self.step_names.get(index).cloned(),
        ) else {
            return;
        };
        let rating = self.ratings.contains_key(&index);
        let step = match self.route.kind(index) {
            Some(Kind::Say) => self.say(state),
            Some(Kind::Gather) if rating => self.survey(index),
            Some(Kind::Gather) => self.gather(index),
            Some(Kind::Split) => self.if_open(index, &name),
            Some(Kind::Connect) => self.transfer(state),
            Some(Kind::Queue) => self.queue(state),
            Some(Kind::Voicemail) => self.voicemail(state),
            Some(Kind::Trigger | Kind::Passing(_)) | None => return,
        };
        let does = word(&step, "do");
        if !rating {
            self.carry_as(index, &name, &does, Said::default());
        }
        let before = self.route.stands_for.iter().filter(|(_, to)| **to == index);
        let before: Vec<usize> = before.map(|(from, _)| *from).collect();
        let note = said("its words are said there", "его слова говорятся там");
        self.absorb(before, index, &does, &note);
        self.steps.insert(name, step);
    }
}

/// The text of an entry.
fn word(step: &Json, name: &str) -> String {
    let Json::Object(entries) = step else {
        return String::new();
    };
    let found = entries.iter().find(|(n, _)| n == name);
    match found {
        Some((_, Json::Text(text))) => text.clone(),
        _ => String::new(),
    }
}

/// The steps that a step leads to, in the order in which they stand there.
fn targets(step: &Json) -> Vec<String> {
    const LEADS: [&str; 8] = [
        "go_to",
        "then",
        "open",
        "closed",
        "if_nobody",
        "after_call",
        "if_unanswered",
        "if_nothing",
    ];
    let mut found = Vec::new();
    let mut open = vec![step];
    while let Some(json) = open.pop() {
        let Json::Object(entries) = json else {
            continue;
        };
        for (name, value) in entries {
            match value {
                Json::Text(text) if LEADS.contains(&name.as_str()) => found.push(text.clone()),
                Json::Object(_) => open.push(value),
                Json::Text(_) | Json::Number(_) | Json::Flag(_) | Json::List(_) => {}
            }
        }
    }
    found
}
