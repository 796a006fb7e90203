//! The keys that a question's text names, against those that answer it.

use crate::{
    locale::Texts,
    problem::{
        At, Report,
        keys::{NamedKey, named, repeating},
        rules, texts,
    },
    survey::QuestionKind,
};

/// Checks a text of the phone's own. `*` repeats a question, and nothing else does.
pub(super) fn check(kind: &QuestionKind, spoken: &Texts, at: At<'_>, report: &mut Report<'_>) {
    check_named(kind, spoken, at, report);
    let Some(keys) = keys_of(kind) else { return };
    for (locale, text) in &spoken.0 {
        if let Some(key) = left_out(kind, &keys, &named(*locale, text)) {
            let values = [("key", key)];
            let rule = &rules::ANSWER_NOT_NAMED;
            let words = at.get(locale.code()).value();
            texts::about_language(rule, words, *locale, &values, report);
        }
    }
}

/// Checks the keys that a text names. A question that is read out before the keys, which Ringback names, must be right
/// about them all the same.
pub(super) fn check_named(
    kind: &QuestionKind,
    spoken: &Texts,
    at: At<'_>,
    report: &mut Report<'_>,
) {
    let Some(keys) = keys_of(kind) else { return };
    let known = keys.join(", ") + ", *";
    for (locale, text) in &spoken.0 {
        let at = at.get(locale.code());
        let repeating = repeating(*locale, text);
        for word in &repeating {
            if keys.iter().any(|k| k == word) {
                let values = [("key", *word)];
                let words = at.part(word);
                let rule = &rules::REPEAT_KEY_IS_SCORE;
                texts::about_language(rule, words, *locale, &values, report);
            }
        }
        let named = named(*locale, text);
        for missing in named.iter().filter(|k| !is_taken(k, kind, &keys)) {
            let values = [("key", missing.word), ("known", known.as_str())];
            let words = at.part(missing.word);
            let rule = &rules::NAMED_KEY_MISSING;
            texts::about_language(rule, words, *locale, &values, report);
        }
    }
}

/// The keys that answer a question; nothing where it takes none.
fn keys_of(kind: &QuestionKind) -> Option<Vec<String>> {
    let all = |keys: std::ops::RangeInclusive<usize>| keys.map(|k| k.to_string()).collect();
    match kind {
        QuestionKind::Csat => Some(all(1..=5)),
        QuestionKind::Nps => Some(all(0..=10)),
        QuestionKind::Ces => Some(all(1..=7)),
        QuestionKind::Fcr => Some(all(1..=2)),
        QuestionKind::Choice(options) => Some(all(1..=options.len())),
        QuestionKind::Text(_) => None,
    }
}

fn is_taken(named: &NamedKey<'_>, kind: &QuestionKind, keys: &[String]) -> bool {
    match named.key.as_str() {
        "*" => true,
        // It ends a number of two digits early.
        "#" => matches!(kind, QuestionKind::Nps),
        key => keys.iter().any(|k| k == key),
    }
}

/// An answer whose key the text leaves out, where it names others. The ends of a scale stand for all of it.
fn left_out<'k>(
    kind: &QuestionKind,
    keys: &'k [String],
    named: &[NamedKey<'_>],
) -> Option<&'k str> {
    match kind {
        QuestionKind::Fcr | QuestionKind::Choice(_) => {}
        QuestionKind::Csat | QuestionKind::Nps | QuestionKind::Ces | QuestionKind::Text(_) => {
            return None;
        }
    }
    let names = |key: &String| named.iter().any(|n| n.key == *key);
    let lists = keys.iter().any(names) && !named.iter().any(|n| n.ends_range);
    let missing = keys.iter().find(|key| !names(key));
    missing.filter(|_| lists).map(String::as_str)
}
