//! Which steps there are: every state that a caller notices becomes one.

use crate::{
    Options, condition, faults,
    flow::{Flow, State},
    gather,
    json::Json,
    liquid,
    names::Names,
    report::{Carried, Report, Said, said, shortened},
    route::{Kind, Route, Target, start},
    site,
    speech::{self, Spoken},
    survey::{self, Rating},
    week,
};
use shared::locale::Locale;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

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

    /// Everything that became no step is named.
    fn name_what_was_left(&mut self, next: Option<&str>) {
        let reached = self.route.reached(next, |_, _| true);
        let elsewhere = faults::elsewhere(&self.route);
        for (index, state) in self.route.flow.indices() {
            let made = self.wanted.contains(&index)
                || self.asked.contains(&index)
                || self.route.stands_for.contains_key(&index)
                || self.absorbed.contains(&index);
            match self.route.kind(index) {
                Some(Kind::Passing(_)) if self.absorbed.contains(&index) => {
                    let sentence = said(
                        "It counted how often a question was asked: `say_again` does that now.",
                        "Оно считало, сколько раз задан вопрос: теперь это делает `say_again`.",
                    );
                    self.report.left(&state.name, sentence);
                }
                Some(Kind::Passing(passing)) => {
                    let sentence = self.passed(state, said(passing.en, passing.ru));
                    self.report.left(&state.name, sentence);
                }
                Some(Kind::Split) if !made => {
                    let sentence = self.undecided(state);
                    self.report.left(&state.name, sentence);
                }
                Some(Kind::Say | Kind::Gather | Kind::Connect | Kind::Queue | Kind::Voicemail)
                    if !made =>
                {
                    let sentence = if elsewhere.contains(&index) && !reached.contains(&index) {
                        said(
                            "No call that comes in reached it.",
                            "До него не доходил ни один входящий звонок.",
                        )
                    } else {
                        said(
                            "Callers came here only when a request had failed, and Ringback makes none.",
                            "Сюда попадали только при сбое запроса, а Ringback запросов не делает.",
                        )
                    };
                    self.report.left(&state.name, sentence);
                }
                _ => {}
            }
        }
    }

    /// Where a state led that is not carried over.
    fn passed(&self, state: &State, why: Said) -> Said {
        let kind = if state.kind.is_empty() {
            "?"
        } else {
            &state.kind
        };
        let mut ways = Vec::new();
        for t in &state.transitions {
            let to = t.next.as_deref();
            ways.push((t.event.clone(), to.map(str::to_owned)));
        }
        let ways = |none: &str| {
            let ways: Vec<String> = ways
                .iter()
                .take(8)
                .map(|(event, to)| format!("{event} → {}", to.as_deref().unwrap_or(none)))
                .collect();
            ways.join(", ")
        };
        said(
            format!("`{kind}` ({}). {}", ways("nothing"), why.en),
            format!("`{kind}` ({}). {}", ways("никуда"), why.ru),
        )
    }

    /// A split whose conditions Ringback cannot know.
    fn undecided(&self, split: &State) -> Said {
        let subjects = self.route.subjects(split);
        if subjects.iter().any(|s| s.contains("DialCallStatus")) {
            return said(
                "Whether a transfer was answered: `if_unanswered` of the `transfer` step knows.",
                "Ответили ли на переведённый звонок: это знает `if_unanswered` шага `transfer`.",
            );
        }
        let ways: Vec<String> = split
            .transitions
            .iter()
            .filter(|t| t.event == "match")
            .take(10)
            .map(|t| {
                let conditions: Vec<String> = t
                    .conditions
                    .iter()
                    .map(|c| {
                        let subject = self.route.subject(split, &c.argument);
                        format!(
                            "{} {} {}",
                            shortened(&subject, 60),
                            c.kind,
                            shortened(&c.value, 60)
                        )
                    })
                    .collect();
                let to = t.next.as_deref().unwrap_or("—");
                format!("{} → {to}", conditions.join(" + "))
            })
            .collect();
        let ways = ways.join("; ");
        let index = self.route.flow.find(&split.name).unwrap_or(usize::MAX);
        let on = self.route.way_on(index).unwrap_or("—");
        said(
            format!(
                "A choice that depends on what Ringback does not know ({ways}). Every caller goes on to “{on}”."
            ),
            format!(
                "Выбор по данным, которых у Ringback нет ({ways}). Все звонки идут дальше к «{on}»."
            ),
        )
    }

    // What refers to steps.

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

    pub(crate) fn carry_as(&mut self, index: usize, step: &str, does: &str, note: Said) {
        if let Some(state) = self.route.flow.state(index) {
            self.report.carried.push(Carried {
                state: state.name.clone(),
                step: step.to_owned(),
                does: does.to_owned(),
                note,
            });
        }
    }

    // The steps, by kind.

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
        let merged: Vec<String> = self
            .route
            .stands_for
            .iter()
            .filter(|(_, to)| **to == index)
            .filter_map(|(from, _)| self.route.flow.state(*from))
            .map(|s| s.name.clone())
            .collect();
        let note = if merged.is_empty() {
            Said::default()
        } else {
            let merged = merged.join(", ");
            said(
                format!("says what “{merged}” said"),
                format!("говорит то, что говорило «{merged}»"),
            )
        };
        if !rating {
            self.carry_as(index, &name, &does, note);
        }
        self.steps.insert(name, step);
    }

    fn spoken(&mut self, state: &State) -> Option<Spoken> {
        speech::spoken(state, self.locale, self.report)
    }

    fn say(&mut self, state: &'f State) -> Json {
        let spoken = self.spoken(state).unwrap_or_else(|| {
            self.report.fault(
                &state.name,
                said("It says nothing.", "Оно ничего не говорит."),
            );
            Spoken {
                locale: self.locale,
                text: "[TODO: text]".to_owned(),
            }
        });
        let next = state.next("audioComplete");
        let (does, go_to) = match next {
            Some(_) => ("say", self.step_name(next)),
            None => ("hang_up", None),
        };
        Json::object([("do", Json::text(does)), ("say", spoken.json())]).with("go_to", go_to)
    }

    fn transfer(&mut self, state: &'f State) -> Json {
        let to = state.text("to").unwrap_or_default();
        let noun = state.text("noun").unwrap_or_else(|| "number".to_owned());
        let mut numbers = to
            .split([',', ';'])
            .map(str::trim)
            .filter(|n| !n.is_empty());
        let first = numbers.next().unwrap_or_default().to_owned();
        let digits: String = first.chars().filter(char::is_ascii_digit).collect();
        let plain = first
            .chars()
            .all(|c| c.is_ascii_digit() || "+ ()-.".contains(c));
        let number = if plain && !digits.is_empty() {
            format!("+{digits}")
        } else {
            first.clone()
        };
        if numbers.next().is_some() {
            self.report.left(
                &state.name,
                said(
                    format!("The other numbers of “{to}”: a transfer rings one. For several, use a queue of your call distribution system."),
                    format!("Остальные номера из «{to}»: перевод звонит на один. Для нескольких нужна очередь в вашей системе распределения звонков."),
                ),
            );
        }
        let one = matches!(noun.as_str(), "number" | "number-multi");
        if !one || !plain || digits.is_empty() {
            let what = if to.trim().is_empty() {
                state.text("sip_endpoint").unwrap_or(noun)
            } else {
                to
            };
            self.report.left(
                &state.name,
                said(
                    format!(
                        "The destination “{}”: a transfer needs a telephone number.",
                        shortened(&what, 80)
                    ),
                    format!(
                        "Назначение «{}»: для перевода нужен телефонный номер.",
                        shortened(&what, 80)
                    ),
                ),
            );
        }
        let after = state.next("callCompleted").or_else(|| state.next("hangup"));
        Json::object([("do", Json::text("transfer")), ("to", Json::text(number))])
            .with("if_unanswered", self.step_name(after))
    }

    fn queue(&mut self, state: &'f State) -> Json {
        let name = self.queue_of(state);
        let flex = state.kind == "send-to-flex" || state.text("workflow_sid").is_some();
        if flex {
            self.report.left(
                &state.name,
                said(
                    "The workflow and its attributes: Ringback hands the caller to the queue and tells the operator language and step. Connect the queue to your call distribution system (docs/deploy.md).",
                    "Workflow и его атрибуты: Ringback ставит звонок в очередь и сообщает оператору язык и шаг. Подключите очередь к своей системе распределения звонков (docs/deploy.md).",
                ),
            );
        }
        let nobody = state
            .next("failedToEnqueue")
            .or_else(|| state.next("callFailure"));
        let after = state.next("callComplete");
        Json::object([("do", Json::text("queue")), ("queue", Json::text(name))])
            .with("if_nobody", self.step_name(nobody))
            .with("after_call", self.step_name(after))
    }

    /// The queue of site.json for a state that queues callers.
    fn queue_of(&mut self, state: &State) -> String {
        let named = state.text("queue_name");
        let wanted = named.unwrap_or_else(|| state.name.clone());
        let (wanted, _) = liquid::marked(&wanted);
        self.queue_called(&shortened(&wanted, 60))
    }

    fn queue_called(&mut self, wanted: &str) -> String {
        let acd = Json::List(vec![Json::text(wanted)]);
        let known = self.queues.iter().find(|(_, acd_names)| **acd_names == acd);
        if let Some((name, _)) = known {
            return name.clone();
        }
        let name = self.queue_names.take(wanted);
        self.queues.insert(name.clone(), acd);
        name
    }

    fn voicemail(&mut self, state: &'f State) -> Json {
        let queue = match self.queues.keys().next() {
            Some(name) => name.clone(),
            None => self.queue_called("voicemail"),
        };
        let longest = state.number("max_length").unwrap_or(120);
        let within = longest.clamp(10, 300);
        if within != longest && state.number("max_length").is_some() {
            self.report.left(
                &state.name,
                said(
                    format!("A message of {longest} s: Ringback keeps at most {within} s."),
                    format!("Сообщение до {longest} с: Ringback хранит не больше {within} с."),
                ),
            );
        }
        let go_to = self.or_end(state.next("recordingComplete"));
        let nothing = self.or_end(state.next("noAudio"));
        Json::object([
            ("do", Json::text("voicemail")),
            ("queue", Json::text(queue)),
            ("longest_s", Json::Number(within)),
            ("go_to", go_to),
            ("if_nothing", nothing),
        ])
    }

    // Opening hours.

    fn if_open(&mut self, index: usize, name: &str) -> Json {
        let exits = self.exits(index);
        let known = exits.as_ref().filter(|e| !e.is_empty());
        let Some(exits) = known else {
            return self.if_open_by_program(index);
        };
        let mut ways: Vec<(Target, BTreeSet<usize>)> = Vec::new();
        for (slot, target) in exits.iter().enumerate() {
            match ways.iter_mut().find(|(t, _)| t == target) {
                Some((_, slots)) => {
                    slots.insert(slot);
                }
                None => ways.push((target.clone(), BTreeSet::from([slot]))),
            }
        }
        ways.sort_by_key(|(target, slots)| (std::cmp::Reverse(self.openness(target)), slots.len()));
        ways.truncate(6);
        let mut rest = ways.split_off(1);
        let (open, slots) = match ways.pop() {
            Some(way) => way,
            None => return Json::Object(vec![]),
        };
        let closed = rest.pop();
        // More than two ways: one step for each but the last.
        let mut closed = match closed {
            Some((target, _)) => self.target_name(&target),
            None => self.target_name(&open),
        };
        while let Some((target, slots)) = rest.pop() {
            let step_name = self.names.take(&format!("{name}_or"));
            let hours = self.hours_of(&slots);
            let open = self.target_name(&target);
            self.steps
                .insert(step_name.clone(), branch(hours, open, closed));
            closed = Json::text(step_name);
        }
        let hours = self.hours_of(&slots);
        let open = self.target_name(&open);
        branch(hours, open, closed)
    }

    fn target_name(&mut self, target: &Target) -> Json {
        match target {
            Target::Step(index) => {
                let name = self.route.flow.state(*index).map(|s| s.name.clone());
                self.or_end(name.as_deref())
            }
            Target::Ends => self.or_end(None),
            Target::Nowhere(name) | Target::Round(name) => self.or_end(Some(name)),
        }
    }

    fn hours_of(&mut self, slots: &BTreeSet<usize>) -> String {
        let hours = week::hours(|slot| slots.contains(&slot));
        if let Some((name, _)) = self.hours.iter().find(|(_, h)| *h == hours) {
            return name.clone();
        }
        let name = match self.hours.len() {
            0 => "office".to_owned(),
            n => format!("office_{}", n + 1),
        };
        self.hours.push((name.clone(), hours));
        name
    }

    /// Where each quarter of an hour of a week leads; nothing where a program decides it.
    fn exits(&mut self, index: usize) -> Option<Vec<Target>> {
        let mut chain: BTreeMap<usize, Vec<Option<String>>> = BTreeMap::new();
        let mut exits = Vec::with_capacity(week::SLOTS);
        for slot in 0..week::SLOTS {
            let mut at = index;
            let mut seen = BTreeSet::new();
            let target = loop {
                if !seen.insert(at) || seen.len() > 40 {
                    break Target::Ends;
                }
                if let std::collections::btree_map::Entry::Vacant(entry) = chain.entry(at) {
                    entry.insert(self.by_slot(at)?);
                }
                let next = chain.get(&at).and_then(|c| c.get(slot)).cloned().flatten();
                match self.route.target(next.as_deref()) {
                    Target::Step(next) if self.route.is_clock(next) => {
                        let decides = !chain.contains_key(&next);
                        if decides {
                            match self.by_slot(next) {
                                Some(ways) => {
                                    chain.insert(next, ways);
                                }
                                None => break Target::Step(next),
                            }
                        }
                        at = next;
                    }
                    target @ (Target::Step(_)
                    | Target::Ends
                    | Target::Nowhere(_)
                    | Target::Round(_)) => break target,
                }
            };
            exits.push(target);
        }
        self.absorbed.extend(chain.keys());
        Some(exits)
    }

    /// What one split does at each quarter of an hour; nothing where it cannot be told.
    fn by_slot(&mut self, index: usize) -> Option<Vec<Option<String>>> {
        let split = self.route.flow.state(index)?;
        let mut formats = BTreeMap::new();
        for subject in self.route.subjects(split) {
            let Some(clock) = liquid::clock(&subject) else {
                let timed = split.transitions.iter().flat_map(|t| &t.conditions);
                if timed.into_iter().all(|c| c.kind.ends_with("_time")) {
                    formats.insert(subject, "%H:%M".to_owned());
                    continue;
                }
                return None;
            };
            week::formatted(&clock.format, 0)?;
            if let Some(zone) = clock.zone {
                self.time_zone.get_or_insert(zone);
            }
            if week::asks_for_the_date(&clock.format) {
                self.holidays(split, &clock.format);
            }
            formats.insert(subject, clock.format);
        }
        let ways = (0..week::SLOTS).map(|slot| {
            let fits = |t: &&crate::flow::Transition| {
                !t.conditions.is_empty()
                    && t.conditions.iter().all(|c| {
                        let subject = self.route.subject(split, &c.argument);
                        let now = formats.get(&subject).and_then(|f| week::formatted(f, slot));
                        now.is_some_and(|now| condition::holds(c, &now) == Some(true))
                    })
            };
            let matched = split.transitions.iter().find(fits);
            match matched {
                Some(t) => t.next.clone(),
                None => split.next("noMatch").map(str::to_owned),
            }
        });
        Some(ways.collect())
    }

    fn holidays(&mut self, split: &State, format: &str) {
        let conditions = split.transitions.iter().flat_map(|t| &t.conditions);
        let values: Vec<&str> = conditions.flat_map(|c| condition::list(&c.value)).collect();
        let values = shortened(&values.join(", "), 200);
        self.report.left(
            &split.name,
            said(
                format!("The days “{values}” ({format}): write them as \"holidays\" under \"hours\" in site.json, with their year: \"2030-01-01\": null."),
                format!("Дни «{values}» ({format}): впишите их в \"holidays\" внутри \"hours\" в site.json, с годом: \"2030-01-01\": null."),
            ),
        );
    }

    /// A program said whether the line is open: its hours are not in the flow.
    fn if_open_by_program(&mut self, index: usize) -> Json {
        let Some(split) = self.route.flow.state(index) else {
            return Json::Object(vec![]);
        };
        self.absorbed.insert(index);
        let mut ways: Vec<(Option<&str>, String)> = split
            .transitions
            .iter()
            .filter(|t| t.next.is_some())
            .map(|t| {
                let values: Vec<&str> = t.conditions.iter().map(|c| c.value.as_str()).collect();
                (t.next.as_deref(), values.join(",").to_lowercase())
            })
            .collect();
        let yes = |values: &str| {
            condition::list(values).any(|v| {
                [
                    "open",
                    "true",
                    "yes",
                    "1",
                    "isopen",
                    "business",
                    "business_hours",
                ]
                .contains(&v)
            })
        };
        let no = |values: &str| {
            condition::list(values)
                .any(|v| ["closed", "false", "no", "0", "holiday", "after_hours"].contains(&v))
        };
        ways.sort_by_key(|(next, values)| {
            let target = self.route.target(*next);
            let told = i64::from(yes(values)) - i64::from(no(values));
            std::cmp::Reverse(told * 10 + self.openness(&target))
        });
        let open = ways.first().and_then(|(next, _)| *next).map(str::to_owned);
        let closed = ways.last().and_then(|(next, _)| *next).map(str::to_owned);
        if !self.hours.iter().any(|(name, _)| name == "from_program") {
            self.hours
                .push(("from_program".to_owned(), Json::Object(vec![])));
        }
        self.report.to_do(said(
            format!("`{}` asked a program whether the line is open. Write its hours into \"hours\": \"from_program\" in site.json; until then the check refuses the site.", split.name),
            format!("`{}` спрашивало у программы, открыта ли линия. Впишите её часы в \"hours\": \"from_program\" в site.json; до этого проверка сайт не пропустит.", split.name),
        ));
        let open = self.or_end(open.as_deref());
        let closed = self.or_end(closed.as_deref());
        branch("from_program".to_owned(), open, closed)
    }

    /// How much a way looks like that of an open line.
    fn openness(&self, target: &Target) -> i64 {
        let Target::Step(index) = target else {
            return -3;
        };
        let Some(state) = self.route.flow.state(*index) else {
            return 0;
        };
        let words = format!("{} {}", state.name, state.text("say").unwrap_or_default());
        let words = words.to_lowercase();
        let has = |list: &[&str]| list.iter().any(|w| words.contains(w));
        let closed = [
            "closed",
            "after",
            "night",
            "weekend",
            "holiday",
            "voicemail",
            "off_",
            "outside",
            "закрыт",
            "не работа",
            "нерабоч",
            "bağlı",
            "închis",
        ];
        let open = [
            "open", "main", "menu", "welcome", "business", "day", "office",
        ];
        let person = match self.route.kind(*index) {
            Some(Kind::Queue | Kind::Connect | Kind::Gather) => 2,
            Some(Kind::Voicemail) => -2,
            _ => 0,
        };
        person + i64::from(has(&open)) - 4 * i64::from(has(&closed))
    }
}

fn branch(hours: String, open: Json, closed: Json) -> Json {
    Json::object([
        ("do", Json::text("if_open")),
        ("hours", Json::text(hours)),
        ("open", open),
        ("closed", closed),
    ])
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
