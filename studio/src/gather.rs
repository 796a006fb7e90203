//! A question on the line: a menu where a split follows on the keys, digits to be kept where none does.

use crate::{
    condition,
    flow::{State, Transition},
    json::Json,
    kind::Kind,
    liquid::{self, Part},
    names::{capitalised, readable},
    prompt::{self, Prompt},
    report::said,
    retry::After,
    route::Target,
    speech,
    steps::Maker,
};
use shared::locale::Locale;
use std::collections::{BTreeMap, BTreeSet};

mod digits;

/// The conditions behind a question, of one split or several in a row.
struct Chain<'f> {
    /// In the order in which they are tried, each with its split.
    rules: Vec<(&'f State, &'f Transition)>,
    /// Where a caller goes whom none of them fits.
    no_match: Option<String>,
    /// The splits and what lay before them.
    through: Vec<usize>,
}

/// An option of the menu to be.
struct Choice<'f> {
    next: Option<&'f str>,
    words: BTreeSet<String>,
    /// The author's own name of the condition.
    friendly: String,
    /// Could only be said: the key is new.
    by_voice: bool,
}

impl<'f> Maker<'f> {
    pub(crate) fn gather(&mut self, index: usize) -> Json {
        let Some(state) = self.route.flow.state(index) else {
            return Json::Object(vec![]);
        };
        let keys = self.chain(index, state.next("keypress"), Part::Digits);
        let speech = self.chain(index, state.next("speech"), Part::Speech);
        let mut choices = BTreeMap::new();
        for chain in keys.iter().chain(&speech) {
            self.keyed(index, chain, &mut choices);
        }
        for chain in keys.iter().chain(&speech) {
            self.spoken_choices(index, chain, &mut choices);
        }
        let asks_for_digits = choices.is_empty()
            && (keys.is_some() || self.is_kept(index) || state.next("keypress").is_some());
        for chain in keys.iter().chain(&speech) {
            let note = said("its conditions are the keys", "его условия — это клавиши");
            let does = if asks_for_digits {
                "ask_digits"
            } else {
                "menu"
            };
            self.absorb(chain.through.clone(), index, does, &note);
        }
        let no_match = keys
            .as_ref()
            .or(speech.as_ref())
            .map(|c| c.no_match.clone());
        if asks_for_digits {
            return self.ask_digits(index, state, keys.as_ref(), no_match.flatten());
        }
        let wrong = no_match.flatten();
        self.menu(index, state, choices, wrong.as_deref())
    }

    /// The splits that follow a question, in a row.
    fn chain(&self, question: usize, next: Option<&str>, part: Part) -> Option<Chain<'f>> {
        let mut chain = Chain {
            rules: vec![],
            no_match: None,
            through: vec![],
        };
        let mut passed = vec![];
        let mut name = next.map(str::to_owned);
        let mut found = false;
        while let Some(index) = name.as_deref().and_then(|n| self.route.flow.find(n)) {
            if chain.through.contains(&index) || passed.contains(&index) || passed.len() > 20 {
                break;
            }
            let state = self.route.flow.state(index)?;
            match self.route.kind(index)? {
                Kind::Passing(_) if !found => {
                    passed.push(index);
                    name = self.route.way_on(index).map(str::to_owned);
                }
                Kind::Split if self.asks_about(state, question, part) => {
                    found = true;
                    chain.through.push(index);
                    let rules = state.transitions.iter().filter(|t| t.event == "match");
                    chain.rules.extend(rules.map(|t| (state, t)));
                    chain.no_match = state.next("noMatch").map(str::to_owned);
                    name.clone_from(&chain.no_match);
                }
                Kind::Passing(_)
                | Kind::Split
                | Kind::Trigger
                | Kind::Say
                | Kind::Gather
                | Kind::Connect
                | Kind::Queue
                | Kind::Voicemail => break,
            }
        }
        found.then_some(chain)
    }

    fn asks_about(&self, split: &State, question: usize, part: Part) -> bool {
        let Some(state) = self.route.flow.state(question) else {
            return false;
        };
        let subjects = self.route.subjects(split);
        let other = match part {
            Part::Digits => Part::Speech,
            Part::Speech => Part::Digits,
        };
        subjects
            .iter()
            .any(|s| liquid::refers(s, &state.name, part) || liquid::refers(s, &state.name, other))
    }

    /// Finds out by trying what each key does.
    fn keyed(
        &mut self,
        question: usize,
        chain: &Chain<'f>,
        choices: &mut BTreeMap<String, Choice<'f>>,
    ) {
        for key in self.candidates(question, chain) {
            for (split, t) in &chain.rules {
                let fits = !t.conditions.is_empty()
                    && t.conditions.iter().all(|c| {
                        self.route
                            .is_about(split, &c.argument, question, Part::Digits)
                            && condition::holds(c, &key) == Some(true)
                    });
                if fits {
                    let friendly = t.conditions.first().map(|c| c.friendly_name.clone());
                    choices.entry(key.clone()).or_insert(Choice {
                        next: t.next.as_deref(),
                        words: BTreeSet::new(),
                        friendly: friendly.unwrap_or_default(),
                        by_voice: false,
                    });
                    break;
                }
            }
        }
    }

    /// Keys that the conditions may mean.
    fn candidates(&mut self, question: usize, chain: &Chain<'f>) -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        let mut left = Vec::new();
        for (split, t) in &chain.rules {
            for c in &t.conditions {
                if !self
                    .route
                    .is_about(split, &c.argument, question, Part::Digits)
                {
                    continue;
                }
                match c.kind.as_str() {
                    "equal_to" | "matches_any_of" => {
                        for value in condition::list(&c.value) {
                            if is_key(value) {
                                keys.insert(value.to_owned());
                            } else if matches!(value, "*" | "#") {
                                left.push((split.name.clone(), value.to_owned()));
                            }
                        }
                    }
                    "is_blank" | "is_not_blank" => {}
                    "less_than" | "greater_than" | "regex" | "starts_with" | "contains" => {
                        let digits = self.route.flow.state(question);
                        let one = digits.and_then(|s| s.number("number_of_digits")) == Some(1);
                        if one || c.value.trim().len() == 1 {
                            keys.extend((0..10).map(|n| n.to_string()));
                        }
                    }
                    _ => {
                        if condition::holds(c, "1").is_none() {
                            left.push((split.name.clone(), format!("{} {}", c.kind, c.value)));
                        }
                    }
                }
            }
        }
        for (split, what) in left {
            let sentence = if matches!(what.as_str(), "*" | "#") {
                said(
                    format!(
                        "Key {what}: in Ringback * repeats the menu and # ends what is keyed in, everywhere."
                    ),
                    format!(
                        "Клавиша {what}: в Ringback * повторяет меню, а # завершает ввод, везде."
                    ),
                )
            } else {
                said(
                    format!("The condition “{what}”."),
                    format!("Условие «{what}»."),
                )
            };
            self.report.left(&split, sentence);
        }
        keys
    }

    /// Words by which a speaking caller chooses.
    fn spoken_choices(
        &mut self,
        question: usize,
        chain: &Chain<'f>,
        choices: &mut BTreeMap<String, Choice<'f>>,
    ) {
        for (split, t) in &chain.rules {
            let words: BTreeSet<String> = t
                .conditions
                .iter()
                .filter(|c| {
                    self.route
                        .is_about(split, &c.argument, question, Part::Speech)
                })
                .filter(|c| {
                    let kinds = ["equal_to", "matches_any_of", "contains", "starts_with"];
                    kinds.contains(&c.kind.as_str())
                })
                .flat_map(|c| condition::list(&c.value))
                .map(str::to_lowercase)
                .filter(|w| w.chars().any(char::is_alphabetic) && !w.contains("{{"))
                .collect();
            if words.is_empty() {
                continue;
            }
            let next = t.next.as_deref();
            if let Some(choice) = choices.values_mut().find(|c| c.next == next) {
                choice.words.extend(words);
                continue;
            }
            let free = (1..10)
                .map(|n| n.to_string())
                .find(|k| !choices.contains_key(k));
            let Some(key) = free else { continue };
            self.report.remind(said(
                format!("In `{}`, what could only be said (“{}”) now has key {key} as well: every option needs a key.", split.name, join(&words)),
                format!("В `{}` то, что можно было только сказать («{}»), получило ещё и клавишу {key}: клавиша нужна каждому пункту.", split.name, join(&words)),
            ));
            let friendly = capitalised(words.first().map_or("", String::as_str));
            let choice = Choice {
                next,
                words,
                friendly,
                by_voice: true,
            };
            choices.insert(key, choice);
        }
    }

    fn menu(
        &mut self,
        index: usize,
        state: &'f State,
        choices: BTreeMap<String, Choice<'f>>,
        wrong: Option<&str>,
    ) -> Json {
        let spoken = self.prompt_of(index);
        let locale = spoken.as_ref().map_or(self.locale, |s| s.locale);
        let text = spoken.map(|s| s.text).unwrap_or_default();
        let prompt = prompt::read(&text);
        self.compare_keys(state, &prompt, &choices);
        let mut say = prompt.greeting.clone();
        for (key, named) in &prompt.options {
            // What is left of a key that leads nowhere stays, so that the check sees it.
            if !choices.contains_key(key) && key.as_str() != "*" && key.as_str() != "#" {
                say = format!("{say} {}.", named.words).trim().to_owned();
            }
        }
        let mut keys = Vec::new();
        let mut made_up = Vec::new();
        // The operator's key stands last, as it is read out.
        let (zero, others): (Vec<_>, Vec<_>) = choices.iter().partition(|(key, _)| *key == "0");
        for (key, choice) in others.into_iter().chain(zero) {
            let name = self.option_name(key, choice, &prompt, &mut made_up);
            if choice.next.is_none() {
                self.report.fault(
                    &state.name,
                    said(
                        format!("Key {key} leads nowhere: whoever presses it is cut off."),
                        format!("Клавиша {key} никуда не ведёт: кто её нажмёт, того отключат."),
                    ),
                );
            }
            let words = choice.words.iter().map(Json::text).collect();
            let words = (!choice.words.is_empty())
                .then(|| Json::Object(vec![(locale.code().to_owned(), Json::List(words))]));
            let option = Json::Object(vec![])
                .with("go_to", self.step_name(choice.next))
                .with("name", Some(speech::texts(locale, &name)))
                .with("name_spoken", spoken_name(key, &prompt, locale))
                .with("say_words", words);
            keys.push((key.clone(), option));
        }
        if !made_up.is_empty() {
            let made_up = made_up.join(", ");
            self.report.remind(said(
                format!("In `{}`, the prompt does not say what these keys are for; their names come from the flow: {made_up}. Callers will hear them.", state.name),
                format!("В `{}` из текста не видно, для чего эти клавиши; названия взяты из потока: {made_up}. Абоненты их услышат.", state.name),
            ));
        }
        self.waits_in_vain(state, &choices);
        let if_silent = self.retry(index, state.next("timeout"), After::Silence);
        let if_wrong_key = self.retry(index, wrong, After::WrongKey);
        let say = (!say.is_empty()).then(|| speech::texts(locale, &say));
        Json::object([("do", Json::text("menu"))])
            .with("say", say)
            .with("keys", Some(Json::Object(keys)))
            .with("wait_s", self.wait(state, 5))
            .with("if_silent", if_silent)
            .with("if_wrong_key", if_wrong_key)
    }

    fn option_name(
        &self,
        key: &str,
        choice: &Choice<'f>,
        prompt: &Prompt,
        made_up: &mut Vec<String>,
    ) -> String {
        let named = prompt.options.get(key).map(|o| o.name.clone());
        if let Some(name) = named.filter(|n| !n.is_empty()) {
            return name;
        }
        let own = choice.friendly.trim();
        let automatic = own.is_empty()
            || own.to_lowercase().starts_with("if value")
            || own.chars().all(|c| !c.is_alphabetic());
        let name = if automatic {
            match choice.next {
                Some(next) => readable(next),
                None => format!("Option {key}"),
            }
        } else {
            capitalised(&crate::report::shortened(own, 60))
        };
        made_up.push(format!("{key} “{name}”"));
        name
    }

    /// Keys that the prompt names and no condition has, and the reverse.
    fn compare_keys(
        &mut self,
        state: &State,
        prompt: &Prompt,
        choices: &BTreeMap<String, Choice<'f>>,
    ) {
        for key in prompt.options.keys() {
            let known = choices.contains_key(key) || key.contains(['*', '#']);
            if !known {
                self.report.fault(
                    &state.name,
                    said(
                        format!("The prompt names key {key}, but nothing follows on it."),
                        format!("В тексте названа клавиша {key}, но за ней ничего нет."),
                    ),
                );
            }
        }
        if prompt.options.is_empty() {
            return;
        }
        let pressed = choices.iter().filter(|(_, choice)| !choice.by_voice);
        for (key, _) in pressed.filter(|(key, _)| !prompt.options.contains_key(*key)) {
            self.report.fault(
                &state.name,
                said(
                    format!("Key {key} does something, but the prompt does not name it: no caller could know."),
                    format!("Клавиша {key} что-то делает, но в тексте её нет: абонент о ней не узнает."),
                ),
            );
        }
    }

    /// A question without a number of digits waits for more after the only key.
    fn waits_in_vain(&mut self, state: &State, choices: &BTreeMap<String, Choice<'f>>) {
        let one = !choices.is_empty() && choices.keys().all(|k| k.len() == 1);
        let ends = state.number("number_of_digits").is_some();
        if one && !ends {
            let seconds = state.number("timeout").unwrap_or(5);
            self.report.fault(
                &state.name,
                said(
                    format!("Whoever pressed a key waited {seconds} s more: the question did not say that one key is enough. Ringback knows it from the options."),
                    format!("Кто нажал клавишу, ждал ещё {seconds} с: в вопросе не сказано, что хватит одной. Ringback знает это по пунктам."),
                ),
            );
        }
    }

    /// What a question says, in its own words or those of the announcement before it.
    pub(crate) fn prompt_of(&mut self, index: usize) -> Option<speech::Spoken> {
        let state = self.route.flow.state(index)?;
        let own = speech::spoken(state, self.locale, self.report);
        if own.is_some() {
            return own;
        }
        let before = self.route.stands_for.iter().find(|(_, to)| **to == index);
        let before = before.and_then(|(from, _)| self.route.flow.state(*from))?;
        speech::spoken(before, self.locale, self.report)
    }

    /// Whether a transition leads to a step of its own.
    pub(crate) fn leads_on(&self, next: Option<&str>) -> bool {
        matches!(self.route.target(next), Target::Step(_))
    }
}

/// The name as the prompt spoke it, where a case ending would be wrong without the word before it: "Для оплаты".
fn spoken_name(key: &str, prompt: &Prompt, locale: Locale) -> Option<Json> {
    let named = prompt.options.get(key)?;
    let first = named.words.split_whitespace().next()?.to_lowercase();
    let (_, rest) = named.words.split_once(char::is_whitespace)?;
    let declined = locale == Locale::Ru && ["для", "по", "за"].contains(&first.as_str());
    let stands_first = rest.to_lowercase().starts_with(&named.name.to_lowercase());
    (declined && stands_first && !named.name.is_empty()).then(|| {
        let mut name = named.name.chars();
        let small: String = name
            .next()
            .into_iter()
            .flat_map(char::to_lowercase)
            .chain(name)
            .collect();
        speech::texts(locale, &capitalised(&format!("{first} {small}")))
    })
}

/// A key, or a number of keys, that an option may have.
fn is_key(value: &str) -> bool {
    (1..=4).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_digit())
}

fn join(words: &BTreeSet<String>) -> String {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    words.join(", ")
}

/// The languages that texts are in, the commonest first.
pub(crate) fn commonest(mut counts: Vec<(Locale, usize)>) -> Vec<Locale> {
    counts.sort_by_key(|(locale, n)| (std::cmp::Reverse(*n), *locale));
    counts.into_iter().map(|(locale, _)| locale).collect()
}
