//! Texts that tell the caller which keys to press, against the keys there are.

use super::codes;
use crate::{
    locale::{Locale, Texts},
    menu::{self, Choice, Menu, MenuDraft, MenuStep, NodeId, NodeKind, RetryDraft, StepDraft},
    problem::{
        At, Report,
        keys::{NamedKey, named},
        rules, texts,
    },
};
use std::collections::BTreeSet;

/// Checks all texts of a menu whose targets exist.
pub(super) fn check(draft: &MenuDraft, menu: &Menu, steps: At<'_>, report: &mut Report<'_>) {
    let mut prompts = Prompts { menu, report };
    for (name, step) in &draft.steps {
        let at = steps.get(name);
        prompts.step(draft, name, step, at);
    }
}

struct Prompts<'m, 'a, 'r> {
    menu: &'m Menu,
    report: &'r mut Report<'a>,
}

impl Prompts<'_, '_, '_> {
    fn step(&mut self, draft: &MenuDraft, name: &str, step: &StepDraft, at: At<'_>) {
        let id = self.menu.by_name(name);
        match step {
            StepDraft::Menu(menu) => {
                self.options(draft, menu, at.get("keys"));
                let Some(NodeKind::Choice(choice)) = id.and_then(|id| self.kind(id)) else {
                    return;
                };
                let keys = keys_of(choice);
                if let Some(say) = &menu.say {
                    self.prompt(say, at.get("say"), &keys);
                }
                for (retry, at) in [
                    (&menu.if_silent, at.get("if_silent")),
                    (&menu.if_wrong_key, at.get("if_wrong_key")),
                ] {
                    self.second_chance(draft, retry, at);
                    for (index, say) in retry.say.iter().enumerate() {
                        self.prompt(say, at.get("say").item(index), &keys);
                    }
                }
            }
            StepDraft::Say(say) => {
                if let Some(keys) = id.and_then(|id| self.keys_after(id)) {
                    self.names(&say.say, at.get("say"), &keys);
                }
            }
            StepDraft::Queue(queue) => {
                let keys: Pressable = queue.while_waiting.keys().cloned().collect();
                self.optional(queue.say.as_ref(), at, &keys);
            }
            StepDraft::Callback(callback) => {
                self.optional(callback.say.as_ref(), at, &Pressable::yes_or_no());
            }
            StepDraft::HangUp(end) => self.optional(end.say.as_ref(), at, &Pressable::default()),
            StepDraft::Transfer(transfer) => {
                for (locale, text) in transfer.say.iter().flat_map(|t| &t.0) {
                    let at = at.get("say").get(locale.code());
                    codes::transfer(text, &transfer.to, at, self.report);
                }
            }
            // What an answer says to press is pressed elsewhere: on another phone, at a cash machine.
            StepDraft::Answer(_)
            // Digits of any kind are awaited there, and a hash key after them.
            | StepDraft::AskDigits(_)
            | StepDraft::Voicemail(_)
            | StepDraft::Survey(_)
            | StepDraft::IfOpen(_)
            | StepDraft::ChooseLanguage(_) => {}
        }
    }

    /// One try is enough only where a person is next.
    fn second_chance(&mut self, draft: &MenuDraft, retry: &RetryDraft, at: At<'_>) {
        let to_person = matches!(
            draft.steps.get(&retry.then),
            Some(StepDraft::Queue(_) | StepDraft::Callback(_) | StepDraft::Transfer(_))
        );
        let at = at.get("say_again");
        if retry.say_again == 0 && !to_person && at.is_sound() {
            self.report
                .add(&rules::NO_SECOND_CHANCE, at.value(), &[], None);
        }
    }

    fn optional(&mut self, say: Option<&Texts>, at: At<'_>, keys: &Pressable) {
        if let Some(say) = say {
            self.names(say, at.get("say"), keys);
        }
    }

    /// A name that says another key than its own, or another number than its answer's.
    fn options(&mut self, draft: &MenuDraft, menu: &MenuStep, at: At<'_>) {
        for (key, option) in &menu.keys {
            let at = at.get(key);
            let target = draft.steps.get(&option.go_to);
            let spoken = option.name_spoken.as_ref();
            let names = [(Some(&option.name), "name"), (spoken, "name_spoken")];
            for (names, field) in names {
                for (locale, name) in names.into_iter().flat_map(|t| &t.0) {
                    let at = at.get(field).get(locale.code());
                    if let Some(StepDraft::Answer(answer)) = target {
                        codes::label(name, answer, at, self.report);
                    }
                    let own = Pressable([key.clone()].into());
                    for other in named(*locale, name).iter().filter(|k| !own.has(&k.key)) {
                        let values = [("named", other.word), ("key", key.as_str())];
                        let words = at.part(other.word);
                        self.report.add(&rules::LABEL_KEY, words, &values, None);
                    }
                }
            }
        }
    }

    /// A text before a menu's options: the keys it names exist, and where it lists options it lists all.
    fn prompt(&mut self, texts: &Texts, at: At<'_>, keys: &Pressable) {
        for (locale, text) in &texts.0 {
            let at = at.get(locale.code());
            let listed = named(*locale, text);
            missing_keys(&listed, *locale, at, keys, self.report);
            if let Some(missing) = keys.left_out(&listed) {
                let values = [("key", missing.as_str())];
                let rule = &rules::KEY_NOT_NAMED;
                texts::about_language(rule, at.value(), *locale, &values, self.report);
            }
        }
    }

    /// The keys that a text names exist.
    fn names(&mut self, texts: &Texts, at: At<'_>, keys: &Pressable) {
        for (locale, text) in &texts.0 {
            let named = named(*locale, text);
            missing_keys(&named, *locale, at.get(locale.code()), keys, self.report);
        }
    }

    fn kind(&self, id: NodeId) -> Option<&NodeKind> {
        self.menu.node(id).map(|n| &n.kind)
    }

    /// All keys that may be pressed after a text, in whichever step waits for them; nothing where that is not known.
    fn keys_after(&self, from: NodeId) -> Option<Pressable> {
        let mut keys = Pressable::default();
        let mut open = vec![from];
        let mut seen = BTreeSet::from([from]);
        while let Some(id) = open.pop() {
            let mut go_on = |to: &NodeId| {
                if seen.insert(*to) {
                    open.push(*to);
                }
            };
            match self.kind(id)? {
                NodeKind::Say(s) => go_on(&s.go_to),
                NodeKind::IfOpen(i) => [i.open, i.closed].iter().for_each(go_on),
                NodeKind::Choice(choice) => keys.0.extend(keys_of(choice).0),
                NodeKind::ChooseLanguage(l) => keys.0.extend(l.keys.keys().cloned()),
                NodeKind::Answer(_) => keys.0.extend(Pressable::yes_or_no().0),
                NodeKind::Callback(c) => {
                    keys.0.extend(Pressable::yes_or_no().0);
                    go_on(&c.if_impossible);
                }
                NodeKind::Queue(q) => {
                    keys.0
                        .extend(q.while_waiting.iter().map(|(key, _)| key.clone()));
                    go_on(&q.if_nobody);
                }
                // A survey says which keys it takes; a transfer leads to somebody else's menu; a number has any digits.
                NodeKind::Survey(_)
                | NodeKind::Transfer(_)
                | NodeKind::AskDigits(_)
                | NodeKind::Voicemail(_) => return None,
                NodeKind::HangUp(_) => {}
            }
        }
        Some(keys)
    }
}

/// Complains about the keys that a text names and that do nothing.
fn missing_keys(
    named: &[NamedKey<'_>],
    locale: Locale,
    at: At<'_>,
    keys: &Pressable,
    report: &mut Report<'_>,
) {
    for named in named.iter().filter(|k| !keys.has(&k.key)) {
        let known = keys.list();
        let values = [("key", named.word), ("known", known.as_str())];
        let words = at.part(named.word);
        texts::about_language(&rules::NAMED_KEY_MISSING, words, locale, &values, report);
    }
}

fn keys_of(choice: &Choice) -> Pressable {
    choice.keys.keys().cloned().collect()
}

/// Pressable as a file writes them: `1`, `12`, `200-299`. `*` repeats wherever keys are awaited.
#[derive(Clone, Debug, Default)]
struct Pressable(BTreeSet<String>);

impl FromIterator<String> for Pressable {
    fn from_iter<I: IntoIterator<Item = String>>(keys: I) -> Self {
        Pressable(keys.into_iter().collect())
    }
}

impl Pressable {
    fn yes_or_no() -> Self {
        Pressable(["1", "2"].map(String::from).into())
    }

    fn has(&self, key: &str) -> bool {
        let ends_input = key == "#" && self.0.iter().any(|k| k.len() > 1);
        let in_range = |written: &str| menu::Keys::read(written).is_some_and(|k| k.contains(key));
        key == "*" || ends_input || self.0.contains(key) || self.0.iter().any(|k| in_range(k))
    }

    /// A key that a list of two or more leaves out.
    fn left_out(&self, listed: &[NamedKey<'_>]) -> Option<String> {
        let names: BTreeSet<&str> = listed
            .iter()
            .map(|k| k.key.as_str())
            .filter(|k| self.0.contains(*k))
            .collect();
        if names.len() < 2 || listed.iter().any(|k| k.ends_range) {
            return None;
        }
        let left = self.0.iter().find(|k| !names.contains(k.as_str()));
        left.cloned()
    }

    fn list(&self) -> String {
        let keys: Vec<&str> = self.0.iter().map(String::as_str).chain(["*"]).collect();
        keys.join(", ")
    }
}
