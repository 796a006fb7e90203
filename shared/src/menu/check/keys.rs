//! Keys of menus: those that are written there, and those that are taken from another menu.

use super::{Checker, KEY_PAUSE_S};
use crate::{
    locale::{Locale, fold},
    menu::{
        Choice, ChoiceOption, Keys, MenuDraft, MenuStep, Node, NodeKind, OptionDraft, StepDraft,
    },
    problem::{At, did_you_mean, listed, rules, texts},
};
use std::collections::{BTreeMap, BTreeSet};

/// More options than this nobody remembers.
const MOST_OPTIONS: usize = 5;

/// Options that a menu takes of another. What is beyond is told already: there are too many of them.
const MOST_KEYS: usize = 100;

impl Checker<'_, '_, '_> {
    /// A menu with the options that are written there; [`Checker::use_keys`] adds those of another.
    pub(super) fn menu(&mut self, draft: &MenuStep, at: At<'_>) -> Choice {
        let keys_at = at.get("keys");
        self.keys(draft.keys.keys(), keys_at);
        let keys = draft
            .keys
            .iter()
            .map(|(key, option)| (key.clone(), self.option(option, keys_at.get(key))))
            .collect();
        Choice {
            say: self.optional_text(draft.say.as_ref(), at.get("say")),
            keys,
            wait_s: self.wait(draft.wait_s, at.get("wait_s")),
            key_pause_s: self.key_pause(draft.key_pause_s, KEY_PAUSE_S, at.get("key_pause_s")),
            if_silent: self.retry(&draft.if_silent, at.get("if_silent")),
            if_wrong_key: self.retry(&draft.if_wrong_key, at.get("if_wrong_key")),
        }
    }

    fn option(&mut self, draft: &OptionDraft, at: At<'_>) -> ChoiceOption {
        for locale in draft.say_words.keys() {
            if self.locales.is_some_and(|known| !known.contains(locale)) {
                let words = at.get("say_words").get(locale.code()).key();
                texts::about_language(&rules::EXTRA_LANGUAGE, words, *locale, &[], self.report);
            }
        }
        ChoiceOption {
            go_to: self.target(&draft.go_to, at.get("go_to")),
            name: self.text(&draft.name, at.get("name")),
            name_spoken: draft
                .name_spoken
                .as_ref()
                .map(|t| self.spoken(t, at.get("name_spoken"))),
            say_words: draft.say_words.clone(),
        }
    }

    /// Keys that can be pressed.
    pub(super) fn keys<'k>(&mut self, keys: impl Iterator<Item = &'k String>, at: At<'_>) {
        for key in keys.filter(|key| Keys::read(key).is_none()) {
            let is_range =
                key.contains('-') && key.bytes().all(|b| b.is_ascii_digit() || b == b'-');
            let rule = match is_range {
                true => &rules::BAD_KEY_RANGE,
                false => &rules::BAD_KEY,
            };
            self.report
                .add(rule, at.get(key).key(), &[("key", key)], None);
        }
    }

    /// Keys that can be told apart. `is_own` says which are written here, where they can be mended.
    pub(super) fn clashes<'k>(
        &mut self,
        keys: impl Iterator<Item = &'k String>,
        is_own: impl Fn(&str) -> bool,
        at: At<'_>,
    ) {
        let mut keys: Vec<(&String, Keys<'_>)> = keys
            .filter_map(|key| Some((key, Keys::read(key)?)))
            .collect();
        keys.sort_by_key(|(_, keys)| (keys.digits(), !keys.is_range()));
        for (place, (key, longer)) in keys.iter().enumerate() {
            let mut before = keys.iter().take(place);
            let clash = before.find(|(other, shorter)| {
                longer.clashes_with(*shorter) && (is_own(key) || is_own(other))
            });
            if let Some((other, _)) = clash {
                let values = [("longer", key.as_str()), ("shorter", other.as_str())];
                let words = at.get(if is_own(key) { key } else { other }).key();
                self.report.add(&rules::KEY_SHADOWED, words, &values, None);
            }
        }
    }

    /// Gives every menu the options of the menu whose keys it uses, its own before them, and checks them all.
    pub(super) fn use_keys(&mut self, draft: &MenuDraft, nodes: &mut [Node]) {
        let mut waiting: Vec<(&str, &MenuStep)> = menus(draft)
            .filter(|(_, menu)| menu.use_keys_of.is_some())
            .collect();
        // One that is used by nobody who waits is whole; each round makes some more of them so.
        while !waiting.is_empty() {
            let names: BTreeSet<&str> = waiting.iter().map(|(name, _)| *name).collect();
            let waits = |(_, menu): &(&str, &MenuStep)| {
                menu.use_keys_of
                    .as_deref()
                    .is_some_and(|used| names.contains(used))
            };
            let (still, ready): (Vec<_>, Vec<_>) = waiting.into_iter().partition(waits);
            if ready.is_empty() {
                self.in_a_circle(&still);
                break;
            }
            for (name, menu) in ready {
                let used = self.used_keys(name, menu, draft, nodes);
                if let Some(choice) = choice(nodes, name) {
                    for (key, option) in used {
                        if choice.keys.len() < MOST_KEYS {
                            choice.keys.entry(key).or_insert(option);
                        }
                    }
                }
            }
            waiting = still;
        }
        for (name, menu) in menus(draft) {
            if let Some(choice) = choice(nodes, name) {
                self.all_keys(name, menu, choice);
            }
        }
    }

    /// The options of the menu that another uses, as far as it wants them.
    fn used_keys(
        &mut self,
        name: &str,
        menu: &MenuStep,
        draft: &MenuDraft,
        nodes: &mut [Node],
    ) -> BTreeMap<String, ChoiceOption> {
        let at = self.steps_at.get(name);
        let used = menu.use_keys_of.as_deref().unwrap_or_default();
        let Some(mut keys) = choice(nodes, used).map(|choice| choice.keys.clone()) else {
            let known = menus(draft).map(|(name, _)| name).filter(|n| *n != name);
            let near = did_you_mean(used, known);
            // A step that could not be read may be a menu.
            if self.names.contains(&used) || !self.steps_at.get(used).exists() {
                let words = at.get("use_keys_of").value();
                self.report
                    .add(&rules::NOT_A_MENU, words, &[("name", used)], near);
            }
            return BTreeMap::new();
        };
        for (index, key) in menu.without.iter().enumerate() {
            if keys.remove(key).is_none() {
                let words = at.get("without").item(index).value();
                let near = did_you_mean(key, keys.keys().map(String::as_str));
                let rule = &rules::NOTHING_TO_LEAVE_OUT;
                self.report.add(rule, words, &[("key", key)], near);
            }
        }
        keys
    }

    fn in_a_circle(&mut self, waiting: &[(&str, &MenuStep)]) {
        let uses: BTreeMap<&str, &str> = waiting
            .iter()
            .filter_map(|(name, menu)| Some((*name, menu.use_keys_of.as_deref()?)))
            .collect();
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for (first, _) in waiting {
            let circle: Vec<&str> = std::iter::successors(uses.get(first).copied(), |name| {
                uses.get(name).copied().filter(|_| name != first)
            })
            .take(uses.len())
            .collect();
            if circle.last() != Some(first) || circle.iter().any(|name| told.contains(name)) {
                continue;
            }
            told.extend(&circle);
            let words = self.steps_at.get(first).get("use_keys_of").value();
            let values = [("steps", circle.join(", "))];
            let values = values
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            self.report
                .add(&rules::KEYS_IN_A_CIRCLE, words, &values, None);
        }
    }

    /// Rules about all options of a menu.
    fn all_keys(&mut self, name: &str, draft: &MenuStep, choice: &Choice) {
        let at = self.steps_at.get(name);
        let keys_at = at.get("keys");
        if menu_without_menu(draft) {
            let words = at.get("without").item(0).value();
            let key = draft.without.first().map_or("", String::as_str);
            self.report
                .add(&rules::NOTHING_TO_LEAVE_OUT, words, &[("key", key)], None);
        }
        // An option whose key could not be read is still an option.
        let is_written = keys_at.exists();
        if is_written && keys_at.has(0) || !is_written && draft.use_keys_of.is_none() {
            self.report
                .add(&rules::NO_OPTIONS, keys_at.key(), &[], None);
        }
        if choice.keys.len() > MOST_OPTIONS {
            let count = choice.keys.len().to_string();
            let values = [("count", count.as_str())];
            self.report
                .add(&rules::TOO_MANY_OPTIONS, keys_at.key(), &values, None);
        }
        self.clashes(
            choice.keys.keys(),
            |key| draft.keys.contains_key(key),
            keys_at,
        );
        self.words_twice(draft, choice, keys_at);
    }

    /// A word that a caller may say stands for one option.
    fn words_twice(&mut self, draft: &MenuStep, choice: &Choice, at: At<'_>) {
        let folded = |word: &str| fold(word).collect::<String>();
        let mut options: BTreeMap<(Locale, String), BTreeSet<&str>> = BTreeMap::new();
        for (key, option) in &choice.keys {
            for locale in draft.keys.values().flat_map(|o| o.say_words.keys()) {
                let name = folded(option.name.get(*locale));
                options.entry((*locale, name)).or_default().insert(key);
            }
            for (locale, words) in &option.say_words {
                for word in words {
                    let word = (*locale, folded(word));
                    options.entry(word).or_default().insert(key);
                }
            }
        }
        for (key, option) in &draft.keys {
            for (locale, words) in &option.say_words {
                for (index, word) in words.iter().enumerate() {
                    let keys = options.get(&(*locale, folded(word)));
                    if let Some(keys) = keys.filter(|keys| keys.len() > 1) {
                        let words = at.get(key).get("say_words").get(locale.code()).item(index);
                        let keys = listed(keys.iter().copied());
                        let values = [("word", word.as_str()), ("keys", keys.as_str())];
                        self.report
                            .add(&rules::WORD_TWICE, words.value(), &values, None);
                    }
                }
            }
        }
    }
}

fn menu_without_menu(draft: &MenuStep) -> bool {
    draft.use_keys_of.is_none() && !draft.without.is_empty()
}

fn menus(draft: &MenuDraft) -> impl Iterator<Item = (&str, &MenuStep)> {
    draft.steps.iter().filter_map(|(name, step)| match step {
        StepDraft::Menu(menu) => Some((name.as_str(), menu)),
        StepDraft::Answer(_)
        | StepDraft::Queue(_)
        | StepDraft::Callback(_)
        | StepDraft::Survey(_)
        | StepDraft::Transfer(_)
        | StepDraft::Say(_)
        | StepDraft::IfOpen(_)
        | StepDraft::ChooseLanguage(_)
        | StepDraft::AskDigits(_)
        | StepDraft::Voicemail(_)
        | StepDraft::HangUp(_) => None,
    })
}

fn choice<'n>(nodes: &'n mut [Node], name: &str) -> Option<&'n mut Choice> {
    let place = nodes.binary_search_by(|node| node.name.as_str().cmp(name));
    let node = nodes.get_mut(place.ok()?)?;
    match &mut node.kind {
        NodeKind::Choice(choice) => Some(choice),
        NodeKind::Answer(_)
        | NodeKind::Queue(_)
        | NodeKind::Callback(_)
        | NodeKind::Survey(_)
        | NodeKind::Transfer(_)
        | NodeKind::Say(_)
        | NodeKind::IfOpen(_)
        | NodeKind::ChooseLanguage(_)
        | NodeKind::AskDigits(_)
        | NodeKind::Voicemail(_)
        | NodeKind::HangUp(_) => None,
    }
}
