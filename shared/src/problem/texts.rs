//! Rules about texts: every language of the site in its own letters, nothing left to be written, the same places in each.

mod script;
mod unfinished;

use super::{
    At, Report, did_you_mean,
    rules::{self, Pair},
};
use crate::locale::{Locale, Texts};
use std::collections::BTreeSet;
use unfinished::unfinished;

/// Letters of a text that a problem repeats.
const SHOWN: usize = 40;

/// A language in the languages in which problems are told, as it stands behind “in” and «на … языке».
pub(crate) fn language(locale: Locale) -> Pair {
    let (en, ru) = match locale {
        Locale::Az => ("Azerbaijani", "азербайджанском"),
        Locale::En => ("English", "английском"),
        Locale::Ro => ("Romanian", "румынском"),
        Locale::Ru => ("Russian", "русском"),
    };
    Pair { en, ru }
}

/// Checks a text that customers hear or read. `places` are the `{names}` that something fills in.
pub(crate) fn check(
    texts: &Texts,
    at: At<'_>,
    locales: Option<&[Locale]>,
    places: &[&str],
    report: &mut Report<'_>,
) {
    missing(texts, at, locales, &rules::MISSING_TRANSLATION, report);
    contents(texts, at, locales, places, report);
    for (original, copy) in script::copies(texts) {
        let (words, of) = (at.get(copy.code()).value(), language(original));
        let with = |language, of| [("language", language), ("other", of)];
        let name = language(copy);
        if !words.known {
            let (en, ru) = (with(name.en, of.en), with(name.ru, of.ru));
            report.add_at(&rules::SAME_TEXT_TWICE, words.span, &en, &ru, None);
        }
    }
}

/// Checks a name: it may stay in one language.
pub(crate) fn check_name(
    texts: &Texts,
    at: At<'_>,
    locales: Option<&[Locale]>,
    report: &mut Report<'_>,
) {
    missing(texts, at, locales, &rules::NAME_NOT_TRANSLATED, report);
    contents(texts, at, locales, &[], report);
}

/// Adds a problem about one language.
pub(crate) fn about_language(
    rule: &rules::Rule,
    at: super::place::Words,
    locale: Locale,
    values: &[(&str, &str)],
    report: &mut Report<'_>,
) {
    if at.known {
        return;
    }
    let name = language(locale);
    let with = |language| {
        let mut all = vec![("language", language), ("code", locale.code())];
        all.extend_from_slice(values);
        all
    };
    report.add_at(rule, at.span, &with(name.en), &with(name.ru), None);
}

fn missing(
    texts: &Texts,
    at: At<'_>,
    locales: Option<&[Locale]>,
    rule: &rules::Rule,
    report: &mut Report<'_>,
) {
    for locale in locales.unwrap_or_default() {
        // A text of the wrong type is in the file, though not in the draft.
        if !texts.0.contains_key(locale) && !at.get(locale.code()).exists() {
            about_language(rule, at.inside(), *locale, &[], report);
        }
    }
    if texts.is_empty() && locales.is_none() {
        report.add(&rules::EMPTY_TEXT, at.inside(), &[], None);
    }
}

fn contents(
    texts: &Texts,
    at: At<'_>,
    locales: Option<&[Locale]>,
    allowed: &[&str],
    report: &mut Report<'_>,
) {
    let all: BTreeSet<&str> = texts.0.values().flat_map(|t| places(t)).collect();
    for (locale, text) in &texts.0 {
        let at = at.get(locale.code());
        if locales.is_some_and(|known| !known.contains(locale)) {
            about_language(&rules::EXTRA_LANGUAGE, at.key(), *locale, &[], report);
        }
        if text.trim().is_empty() {
            report.add(&rules::EMPTY_TEXT, at.value(), &[], None);
            continue;
        }
        if let Some(words) = unfinished(text) {
            let shown: String = words.chars().take(SHOWN).collect();
            let values = [("words", shown.as_str())];
            report.add(&rules::PLACEHOLDER_TEXT, at.part(words), &values, None);
        }
        letters(text, at, *locale, report);
        let here: BTreeSet<&str> = places(text).collect();
        for place in &here {
            if !allowed.contains(place) {
                let near = did_you_mean(place, allowed.iter().copied());
                let place = format!("{{{place}}}");
                report.add(
                    &rules::UNKNOWN_PLACE,
                    at.part(&place),
                    &[("place", &place)],
                    near,
                );
            }
        }
        for place in all.difference(&here) {
            let place = format!("{{{place}}}");
            let rule = &rules::PLACE_IN_ONE_LANGUAGE;
            about_language(rule, at.value(), *locale, &[("place", &place)], report);
        }
    }
}

/// A text in the letters of its language.
fn letters(text: &str, at: At<'_>, locale: Locale, report: &mut Report<'_>) {
    if script::is_foreign(locale, text) {
        about_language(&rules::WRONG_LETTERS, at.value(), locale, &[], report);
    } else if let Some(word) = script::mixed(text) {
        report.add(
            &rules::MIXED_LETTERS,
            at.part(word),
            &[("word", word)],
            None,
        );
    }
}

/// The `{names}` in a text.
pub(crate) fn places(text: &str) -> impl Iterator<Item = &str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
}
