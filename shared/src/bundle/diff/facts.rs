//! A bundle taken apart: whom or what it speaks of, which side of it, and its value.
//!
//! Types are taken apart field by field, without `..`: a new field has to be thought of here.

use super::words::{Phrase, phrase, phrases as p};
use crate::{
    bundle::Bundle,
    locale::{Locale, Texts},
    menu::{
        Answer, AnswerCode, AskDigits, CallbackStep, Choice, ChoiceOption, ChooseLanguage,
        DigitCheck, HangUp, Helped, IfOpen, Menu, Node, NodeId, NodeKind, QueueStep, Retry,
        SayStep, SurveyStep, TransferStep, Voicemail,
    },
    site::{CallbackPolicy, Number, Project, PublishPolicy, Queue, Sink, Site, SurveyPolicy},
    survey::{Question, QuestionKind, Survey, SurveyOption, TextAbout},
};
use std::collections::BTreeMap;

/// Whom or what a fact is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    /// The site as a whole.
    Site,
    /// A phone number.
    Number(String),
    /// A menu's file.
    Menu(String),
    /// A step.
    Step {
        /// The menu's file.
        menu: String,
        /// Its name.
        step: String,
    },
    /// A queue.
    Queue(String),
    /// A project.
    Project(String),
    /// The callback policy.
    Callback,
    /// The survey.
    Survey,
    /// A question of it.
    Question(String),
    /// A destination of events.
    Sink(String),
}

/// Which side of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Aspect {
    /// What a step or a question is.
    Kind,
    /// Where a key leads.
    Key(String),
    /// What an option is called: the phrase, its key, the language.
    KeyName(Phrase, String, Locale),
    /// Where it leads otherwise.
    To(Phrase),
    /// A text, which of several (0 = the only one), and its language.
    Text(Phrase, usize, Locale),
    /// A value.
    Is(Phrase),
    /// A member of a list whose order means nothing.
    Item(Phrase, String),
    /// A value by name.
    Named(Phrase, String),
    /// The name of a question's option.
    Option(String, Locale),
}

impl Aspect {
    /// The language, of a text.
    pub(super) fn locale(&self) -> Option<Locale> {
        match self {
            Aspect::KeyName(_, _, locale)
            | Aspect::Text(_, _, locale)
            | Aspect::Option(_, locale) => Some(*locale),
            Aspect::Kind | Aspect::Key(_) | Aspect::To(_) => None,
            Aspect::Is(_) | Aspect::Item(..) | Aspect::Named(..) => None,
        }
    }

    /// Whether both are one text, in whatever languages.
    pub(super) fn is_of_the_same(&self, other: &Aspect) -> bool {
        match (self, other) {
            (Aspect::KeyName(phrase, key, _), Aspect::KeyName(other, of, _)) => {
                (phrase, key) == (other, of)
            }
            (Aspect::Text(phrase, n, _), Aspect::Text(other, of, _)) => (phrase, n) == (other, of),
            (Aspect::Option(id, _), Aspect::Option(other, _)) => id == other,
            _ => false,
        }
    }
}

/// A value as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// The same in every language: a name, a code, a number.
    Plain(String),
    /// A sentence, shown in quotes.
    Quoted(String),
    /// Words of ours.
    Words(Phrase),
}

impl Value {
    /// Without quotes, in English.
    pub(super) fn en(&self) -> &str {
        match self {
            Value::Plain(text) | Value::Quoted(text) => text,
            Value::Words(words) => words.en,
        }
    }
}

/// All facts about a bundle, by subject.
pub(super) type Facts = BTreeMap<Subject, BTreeMap<Aspect, Value>>;

/// The facts about `bundle`, in the languages that `other` has too: a language as a whole is one fact of the site.
pub(super) fn of(bundle: &Bundle, other: &Bundle) -> Facts {
    let Bundle {
        version: _,
        site,
        menus,
        survey,
        audio: _,
    } = bundle;
    let mut all = Facts::new();
    let both = |locale: &Locale| other.site.locales.contains(locale);
    let locales: Vec<Locale> = site.locales.iter().copied().filter(both).collect();
    let take = Take {
        all: &mut all,
        locales: &locales,
    };
    take.bundle(site, menus, survey.as_ref());
    all
}

struct Take<'a> {
    all: &'a mut Facts,
    locales: &'a [Locale],
}

impl Take<'_> {
    fn bundle(mut self, site: &Site, menus: &BTreeMap<String, Menu>, survey: Option<&Survey>) {
        self.site(site);
        for (file, menu) in menus {
            self.menu(file, menu);
        }
        if let Some(survey) = survey {
            self.survey(survey);
        }
    }

    fn about(&mut self, subject: Subject) -> About<'_> {
        About {
            facts: self.all.entry(subject).or_default(),
            locales: self.locales,
        }
    }

    fn site(&mut self, site: &Site) {
        let Site {
            id: _,
            name,
            locales,
            country,
            data_country,
            time_zone,
            origins,
            // Said by day, in `hours`.
            hours: _,
            projects,
            queues,
            numbers,
            callback,
            survey: SurveyPolicy { file, valid_hours },
            sinks,
            theme,
            public_url,
            // Said in `news`.
            announcements: _,
            publish: PublishPolicy { second_person },
        } = site;
        let mut about = self.about(Subject::Site);
        about.texts(p::SITE_NAME, name);
        let locales: Vec<&str> = locales.iter().map(|locale| locale.code()).collect();
        about.is(p::LANGUAGES, locales.join(", "));
        about.is(p::COUNTRY, country);
        about.is(p::DATA_COUNTRY, data_country);
        about.is(p::TIME_ZONE, time_zone.iana_name().unwrap_or("UTC"));
        about.items(p::ORIGIN, origins);
        about.named(p::THEME, theme);
        about.maybe(p::PUBLIC_URL, public_url.as_ref());
        about.yes_no(p::SECOND_PERSON, *second_person);
        let mut about = self.about(Subject::Survey);
        about.is(p::SURVEY_FILE, file);
        about.is(p::VALID_HOURS, valid_hours.to_string());
        for (id, Project { name }) in projects {
            self.about(Subject::Project(id.clone()))
                .texts(p::NAME, name);
        }
        for (id, queue) in queues {
            self.queue(id, queue);
        }
        for (number, settings) in numbers {
            let Number {
                provider,
                secret,
                menu,
                last_resort,
                speech,
            } = settings;
            let mut about = self.about(Subject::Number(number.clone()));
            about.is(p::PROVIDER, provider.name());
            about.is(p::SECRET, secret);
            about.is(p::ANSWERED_BY, menu);
            about.maybe(p::LAST_RESORT, last_resort.as_ref());
            about.yes_no(p::SPEECH, *speech);
        }
        if let Some(policy) = callback {
            self.callback_policy(policy);
        }
        for (name, sink) in sinks {
            let mut about = self.about(Subject::Sink(name.clone()));
            match sink {
                Sink::BuiltIn => about.is(p::SENT_TO, "built_in"),
                Sink::Webhook { url, secret } => {
                    about.is(p::SENT_TO, url);
                    about.is(p::SECRET, secret);
                }
            }
        }
    }

    fn queue(&mut self, id: &str, queue: &Queue) {
        let Queue {
            project,
            name,
            skill,
            hours,
            level,
            answer_within_s,
            acd_names,
            stale_after_s,
        } = queue;
        let mut about = self.about(Subject::Queue(id.to_owned()));
        about.is(p::OPEN_AS, hours);
        about.texts(p::NAME, name);
        about.is(p::PROJECT, project);
        about.is(p::SKILL, skill);
        about.is(p::LEVEL, level.to_string());
        about.is(p::ANSWER_WITHIN, seconds(*answer_within_s));
        about.items(p::ACD_NAME, acd_names);
        about.is(p::STALE_AFTER, seconds(*stale_after_s));
    }

    fn callback_policy(&mut self, policy: &CallbackPolicy) {
        let CallbackPolicy {
            countries,
            from_number,
            slot_minutes,
            slot_capacity,
            days,
            attempts,
            daily_cap,
            consent,
        } = policy;
        let mut about = self.about(Subject::Callback);
        about.items(p::CALLED_COUNTRY, countries);
        about.is(p::FROM_NUMBER, from_number);
        about.is(p::SLOT_MINUTES, slot_minutes.to_string());
        about.is(p::SLOT_CAPACITY, slot_capacity.to_string());
        about.is(p::DAYS, days.to_string());
        about.is(p::ATTEMPTS, attempts.to_string());
        about.is(p::DAILY_CAP, daily_cap.to_string());
        about.texts(p::CONSENT, consent);
    }

    fn menu(&mut self, file: &str, menu: &Menu) {
        let Menu { start, nodes } = menu;
        let name = |id: NodeId| menu.node(id).map_or("", |node| node.name.as_str());
        self.about(Subject::Menu(file.to_owned()))
            .to(p::START, name(*start));
        for Node { name: step, kind } in nodes {
            let mut about = self.about(Subject::Step {
                menu: file.to_owned(),
                step: step.clone(),
            });
            about.step(kind, name);
        }
    }

    fn survey(&mut self, survey: &Survey) {
        let Survey {
            // The file's name, told above.
            id: _,
            intro,
            thanks,
            questions,
        } = survey;
        let mut about = self.about(Subject::Survey);
        about.texts(p::INTRO, intro);
        about.texts(p::THANKS, thanks);
        for question in questions {
            let Question {
                id,
                ask,
                ask_by_phone,
                kind,
                optional,
                only_if,
            } = question;
            let mut about = self.about(Subject::Question(id.clone()));
            about.kind(question_kind(kind));
            about.texts(p::ASK, ask);
            about.texts(p::ASK_BY_PHONE, ask_by_phone);
            about.yes_no(p::OPTIONAL, *optional);
            let only_if = only_if
                .as_ref()
                .map(|rule| format!("{} = {}", rule.question, rule.is.join(", ")));
            about.maybe(p::ONLY_IF, only_if.as_ref());
            if let QuestionKind::Choice(options) = kind {
                let ids: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
                about.is(p::OPTIONS, ids.join(", "));
                for SurveyOption { id, name } in options {
                    about.option(id, name);
                }
            }
        }
    }
}

/// The facts of one subject, as they are collected.
struct About<'a> {
    facts: &'a mut BTreeMap<Aspect, Value>,
    locales: &'a [Locale],
}

impl About<'_> {
    fn kind(&mut self, kind: Phrase) {
        self.facts.insert(Aspect::Kind, Value::Words(kind));
    }

    fn is(&mut self, phrase: Phrase, value: impl Into<String>) {
        self.facts
            .insert(Aspect::Is(phrase), Value::Plain(value.into()));
    }

    fn maybe(&mut self, phrase: Phrase, value: Option<&String>) {
        if let Some(value) = value {
            self.is(phrase, value);
        }
    }

    fn yes_no(&mut self, phrase: Phrase, value: bool) {
        let words = if value { p::YES } else { p::NO };
        self.facts.insert(Aspect::Is(phrase), Value::Words(words));
    }

    fn to(&mut self, phrase: Phrase, step: &str) {
        self.facts
            .insert(Aspect::To(phrase), Value::Plain(step.to_owned()));
    }

    fn texts(&mut self, phrase: Phrase, texts: &Texts) {
        self.nth_texts(phrase, 0, texts);
    }

    fn nth_texts(&mut self, phrase: Phrase, n: usize, texts: &Texts) {
        self.by_language(texts, |locale| Aspect::Text(phrase, n, locale));
    }

    fn option(&mut self, id: &str, name: &Texts) {
        self.by_language(name, |locale| Aspect::Option(id.to_owned(), locale));
    }

    fn by_language(&mut self, texts: &Texts, aspect: impl Fn(Locale) -> Aspect) {
        for locale in self.locales {
            if let Some(text) = texts.0.get(locale).filter(|text| !text.is_empty()) {
                self.facts
                    .insert(aspect(*locale), Value::Quoted(text.clone()));
            }
        }
    }

    fn items(&mut self, phrase: Phrase, items: &[String]) {
        for item in items {
            let aspect = Aspect::Item(phrase, item.clone());
            self.facts.insert(aspect, Value::Plain(item.clone()));
        }
    }

    fn named(&mut self, phrase: Phrase, values: &BTreeMap<String, String>) {
        for (name, value) in values {
            let aspect = Aspect::Named(phrase, name.clone());
            self.facts.insert(aspect, Value::Plain(value.clone()));
        }
    }

    fn key<'n>(&mut self, key: &str, option: &ChoiceOption, name: impl Fn(NodeId) -> &'n str) {
        let ChoiceOption {
            go_to,
            name: called,
            name_spoken,
            say_words,
        } = option;
        let leads = Value::Plain(name(*go_to).to_owned());
        self.facts.insert(Aspect::Key(key.to_owned()), leads);
        self.by_language(called, |locale| {
            Aspect::KeyName(p::CALLED, key.to_owned(), locale)
        });
        if let Some(spoken) = name_spoken {
            self.by_language(spoken, |locale| {
                Aspect::KeyName(p::CALLED_ALOUD, key.to_owned(), locale)
            });
        }
        self.by_language(&joined(say_words), |locale| {
            Aspect::KeyName(p::SAY_WORDS, key.to_owned(), locale)
        });
    }

    fn retry(&mut self, retry: &Retry, (again, text, then): (Phrase, Phrase, Phrase), name: &str) {
        let Retry {
            say_again,
            say,
            then: _,
        } = retry;
        self.is(again, say_again.to_string());
        for (n, say) in say.iter().enumerate() {
            self.nth_texts(text, n + 1, say);
        }
        self.to(then, name);
    }

    fn step<'n>(&mut self, kind: &NodeKind, name: impl Fn(NodeId) -> &'n str + Copy) {
        self.kind(step_kind(kind));
        match kind {
            NodeKind::Choice(step) => self.choice(step, name),
            NodeKind::Answer(step) => self.answer(step, name),
            NodeKind::Queue(step) => {
                let QueueStep {
                    queue,
                    say,
                    while_waiting,
                    if_nobody,
                    after_call,
                } = step;
                self.is(p::QUEUE, queue);
                self.texts(p::TEXT, say);
                if let Some((key, target)) = while_waiting {
                    let leads = Value::Plain(name(*target).to_owned());
                    self.facts.insert(Aspect::Key(key.clone()), leads);
                }
                self.to(p::IF_NOBODY, name(*if_nobody));
                if let Some(target) = after_call {
                    self.to(p::AFTER_CALL, name(*target));
                }
            }
            NodeKind::Callback(step) => {
                let CallbackStep {
                    queue,
                    say,
                    go_to,
                    if_impossible,
                } = step;
                self.is(p::QUEUE, queue);
                self.texts(p::TEXT, say);
                self.to(p::GO_TO, name(*go_to));
                self.to(p::IF_IMPOSSIBLE, name(*if_impossible));
            }
            NodeKind::Survey(SurveyStep { go_to }) => self.to(p::GO_TO, name(*go_to)),
            NodeKind::Transfer(step) => {
                let TransferStep {
                    to,
                    say,
                    if_unanswered,
                } = step;
                self.is(p::CONNECTS_TO, to);
                self.texts(p::TEXT, say);
                self.to(p::IF_UNANSWERED, name(*if_unanswered));
            }
            NodeKind::Say(SayStep { say, go_to }) => {
                self.texts(p::TEXT, say);
                self.to(p::GO_TO, name(*go_to));
            }
            NodeKind::IfOpen(step) => {
                let IfOpen {
                    hours,
                    open,
                    closed,
                } = step;
                self.is(p::OPEN_AS, hours);
                self.to(p::WHEN_OPEN, name(*open));
                self.to(p::WHEN_CLOSED, name(*closed));
            }
            NodeKind::ChooseLanguage(step) => {
                let ChooseLanguage {
                    keys,
                    remember,
                    go_to,
                    wait_s,
                } = step;
                for (key, locale) in keys {
                    let aspect = Aspect::Named(p::LANGUAGE_KEY, key.clone());
                    let language = Value::Plain(locale.own_name().to_owned());
                    self.facts.insert(aspect, language);
                }
                self.yes_no(p::REMEMBERS, *remember);
                self.is(p::WAIT, seconds(*wait_s));
                self.to(p::GO_TO, name(*go_to));
            }
            NodeKind::AskDigits(step) => self.ask_digits(step, name),
            NodeKind::Voicemail(step) => {
                let Voicemail {
                    queue,
                    say,
                    longest_s,
                    go_to,
                    if_nothing,
                } = step;
                self.is(p::QUEUE, queue);
                self.texts(p::TEXT, say);
                self.is(p::LONGEST, seconds(*longest_s));
                self.to(p::GO_TO, name(*go_to));
                self.to(p::IF_NOTHING, name(*if_nothing));
            }
            NodeKind::HangUp(HangUp { say }) => self.texts(p::TEXT, say),
        }
    }

    fn ask_digits<'n>(&mut self, step: &AskDigits, name: impl Fn(NodeId) -> &'n str) {
        let AskDigits {
            into,
            say,
            shortest,
            longest,
            check,
            between,
            confirm,
            secret,
            wait_s,
            key_pause_s,
            if_silent,
            if_wrong,
            go_to,
        } = step;
        self.is(p::INTO, into);
        self.texts(p::TEXT, say);
        self.is(
            p::DIGITS,
            match shortest == longest {
                true => shortest.to_string(),
                false => format!("{shortest}–{longest}"),
            },
        );
        match check {
            DigitCheck::Luhn => self.yes_no(p::CHECK_DIGIT, true),
            DigitCheck::None => self.yes_no(p::CHECK_DIGIT, false),
        }
        if let Some((from, to)) = between {
            self.is(p::BETWEEN, format!("{from}–{to}"));
        }
        self.yes_no(p::CONFIRM, *confirm);
        self.yes_no(p::SECRET_DIGITS, *secret);
        self.is(p::WAIT, seconds(*wait_s));
        self.is(p::KEY_PAUSE, seconds(*key_pause_s));
        self.retry(if_silent, p::SILENT, name(if_silent.then));
        self.retry(if_wrong, p::WRONG_DIGITS, name(if_wrong.then));
        self.to(p::GO_TO, name(*go_to));
    }

    fn choice<'n>(&mut self, step: &Choice, name: impl Fn(NodeId) -> &'n str + Copy) {
        let Choice {
            say,
            keys,
            wait_s,
            key_pause_s,
            if_silent,
            if_wrong_key,
        } = step;
        self.texts(p::TEXT, say);
        for (key, option) in keys {
            self.key(key, option, name);
        }
        self.is(p::WAIT, seconds(*wait_s));
        self.is(p::KEY_PAUSE, seconds(*key_pause_s));
        self.retry(if_silent, p::SILENT, name(if_silent.then));
        self.retry(if_wrong_key, p::WRONG_KEY, name(if_wrong_key.then));
    }

    fn answer<'n>(&mut self, step: &Answer, name: impl Fn(NodeId) -> &'n str) {
        let Answer {
            say,
            code,
            works_on,
            works_on_text,
            price,
            review_by,
            sms,
            search,
            helped: Helped { yes, no },
        } = step;
        if let Some(code) = code {
            let (AnswerCode::ShortNumber(code) | AnswerCode::Ussd(code) | AnswerCode::Link(code)) =
                code;
            self.is(p::CODE, code);
        }
        self.texts(p::PRICE, price);
        self.texts(p::TEXT, say);
        match works_on {
            Some(word) => self.is(p::WORKS_ON, word),
            None => self.texts(p::WORKS_ON, works_on_text),
        }
        let review_by = review_by.map(|day| day.to_string());
        self.maybe(p::REVIEW_BY, review_by.as_ref());
        self.yes_no(p::SMS, *sms);
        let search = search
            .iter()
            .map(|(locale, words)| (*locale, words.join(", ")));
        self.texts(p::SEARCH, &Texts(search.collect()));
        self.to(p::HELPED, name(*yes));
        self.to(p::NOT_HELPED, name(*no));
    }
}

/// Lists of words by language, as texts.
fn joined(words: &BTreeMap<Locale, Vec<String>>) -> Texts {
    let words = words.iter();
    Texts(
        words
            .map(|(locale, words)| (*locale, words.join(", ")))
            .collect(),
    )
}

fn seconds(seconds: u32) -> String {
    format!("{seconds} s")
}

/// What a step is called in a sentence.
fn step_kind(kind: &NodeKind) -> Phrase {
    let (en, ru) = match kind {
        NodeKind::Choice(_) => ("a menu", "меню"),
        NodeKind::Answer(_) => ("an answer", "ответ"),
        NodeKind::Queue(_) => ("a queue", "очередь"),
        NodeKind::Callback(_) => ("a callback", "обратный звонок"),
        NodeKind::Survey(_) => ("the survey", "опрос"),
        NodeKind::Transfer(_) => (
            "a connection to another number",
            "соединение с другим номером",
        ),
        NodeKind::Say(_) => ("a message", "сообщение"),
        NodeKind::IfOpen(_) => ("a question of opening hours", "проверка часов работы"),
        NodeKind::ChooseLanguage(_) => ("a choice of language", "выбор языка"),
        NodeKind::AskDigits(_) => ("a request for a number", "ввод номера"),
        NodeKind::Voicemail(_) => ("a voice message", "голосовое сообщение"),
        NodeKind::HangUp(_) => ("the end of the call", "конец звонка"),
    };
    phrase(en, ru)
}

fn question_kind(kind: &QuestionKind) -> Phrase {
    let (en, ru) = match kind {
        QuestionKind::Csat => ("csat, 1 to 5", "csat, от 1 до 5"),
        QuestionKind::Nps => ("nps, 0 to 10", "nps, от 0 до 10"),
        QuestionKind::Ces => ("ces, 1 to 7", "ces, от 1 до 7"),
        QuestionKind::Fcr => ("yes or no", "да или нет"),
        QuestionKind::Choice(_) => ("one of several", "один из нескольких"),
        QuestionKind::Text(TextAbout::Comment) => ("words about anything", "слова о чём угодно"),
        QuestionKind::Text(TextAbout::Complaint) => ("a complaint", "жалоба"),
        QuestionKind::Text(TextAbout::Suggestion) => ("a suggestion", "предложение"),
        QuestionKind::Text(TextAbout::Praise) => ("praise", "похвала"),
    };
    phrase(en, ru)
}
