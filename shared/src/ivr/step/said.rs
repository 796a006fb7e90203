//! Words spoken instead of pressing keys: understood exactly, or asked again.
//!
//! Case and the dots and tails of letters do not count, whole words do. Where the carrier is not sure, or two options
//! fit, nothing is guessed.

use super::Walk;
use crate::{
    ivr::{CallEvent, Phase},
    locale::{Locale, fold},
    menu::{Choice, ChooseLanguage, NodeKind},
    message::said::{AGAIN, NO, NUMBERS, Words, YES},
    survey::QuestionKind,
};

/// Per cent below which a carrier's ear is not trusted.
const SURE: u8 = 50;

/// Letters that part of a name must have to stand for it.
const PART: usize = 4;

/// The keys that spoken words stand for at this step; nothing where they stand for none, or the event is another.
pub(super) fn as_keys(walk: &Walk<'_>, kind: &NodeKind, event: &CallEvent) -> Option<CallEvent> {
    let CallEvent::Said { words, confidence } = event else {
        return None;
    };
    if *confidence < SURE {
        return None;
    }
    let locale = walk.locale();
    let said = words_of(words);
    let keys = match (kind, &walk.session.phase) {
        (NodeKind::Choice(choice), _) => option(choice, &said, locale),
        (NodeKind::ChooseLanguage(language), _) => of_language(language, &said),
        (NodeKind::Answer(_), _)
        | (NodeKind::Callback(_), Phase::Keys)
        | (NodeKind::AskDigits(_), Phase::Confirm(_)) => yes_no(&said, locale),
        (NodeKind::AskDigits(ask), _) if !ask.secret => number(&said, locale),
        (NodeKind::Survey(_), Phase::Question(at)) => {
            let survey = walk.facts.bundle.survey.as_ref();
            let question = survey.and_then(|survey| survey.questions.get(usize::from(*at)));
            answer(&question?.kind, &said, locale)
        }
        (NodeKind::Survey(_), Phase::Ten(_)) => number(&said, locale),
        (
            NodeKind::Survey(_)
            | NodeKind::Callback(_)
            | NodeKind::AskDigits(_)
            | NodeKind::Queue(_)
            | NodeKind::Transfer(_)
            | NodeKind::Say(_)
            | NodeKind::IfOpen(_)
            | NodeKind::Voicemail(_)
            | NodeKind::HangUp(_),
            _,
        ) => None,
    };
    let again = || means(&AGAIN, &said, locale).then(|| "*".to_owned());
    keys.or_else(again).map(CallEvent::Digits)
}

/// Words that choose an option of a menu.
pub(super) fn names(choice: &Choice, locale: Locale) -> Vec<String> {
    let options = choice.keys.values();
    let names = options.flat_map(|option| {
        let more = option.say_words.get(&locale).into_iter().flatten();
        std::iter::once(option.name.get(locale).to_owned()).chain(more.cloned())
    });
    names.filter(|name| !name.is_empty()).collect()
}

/// Words that answer a yes/no question.
pub(super) fn yes_or_no(locale: Locale) -> Vec<String> {
    owned([YES.get(locale), NO.get(locale)].concat())
}

/// Words for digits.
pub(super) fn digits(locale: Locale) -> Vec<String> {
    owned(
        NUMBERS
            .iter()
            .flat_map(|words| words.get(locale))
            .copied()
            .collect(),
    )
}

/// Words that answer a survey's question.
pub(super) fn answers(kind: &QuestionKind, locale: Locale) -> Vec<String> {
    match kind {
        QuestionKind::Fcr => yes_or_no(locale),
        QuestionKind::Choice(options) => options
            .iter()
            .map(|option| option.name.get(locale).to_owned())
            .collect(),
        QuestionKind::Csat | QuestionKind::Nps | QuestionKind::Ces | QuestionKind::Text(_) => {
            digits(locale)
        }
    }
}

fn owned(words: Vec<&str>) -> Vec<String> {
    words.into_iter().map(str::to_owned).collect()
}

fn option(choice: &Choice, said: &[String], locale: Locale) -> Option<String> {
    let named = choice.keys.iter().map(|(key, option)| {
        let texts = [Some(&option.name), option.name_spoken.as_ref()];
        let names = texts.into_iter().flatten().map(|texts| texts.get(locale));
        let more = option.say_words.get(&locale).into_iter().flatten();
        (
            key.as_str(),
            names.chain(more.map(String::as_str)).collect(),
        )
    });
    let number = number(said, locale);
    let option = number.as_deref().and_then(|digits| choice.option(digits));
    let by_number = option.and(number.as_deref());
    // A range has a name, but no key of that name.
    let by_name =
        the_only(named, said).filter(|key| choice.keys.contains_key(*key) && !key.contains('-'));
    by_number.or(by_name).map(str::to_owned)
}

fn of_language(step: &ChooseLanguage, said: &[String]) -> Option<String> {
    let named = step
        .keys
        .iter()
        .map(|(key, locale)| (key.as_str(), vec![locale.own_name()]));
    let numbers = || {
        let mut numbers = step
            .keys
            .values()
            .filter_map(|locale| number(said, *locale));
        numbers.find(|number| step.keys.contains_key(number))
    };
    the_only(named, said).map(str::to_owned).or_else(numbers)
}

fn answer(kind: &QuestionKind, said: &[String], locale: Locale) -> Option<String> {
    match kind {
        QuestionKind::Fcr => yes_no(said, locale),
        QuestionKind::Choice(options) => {
            let keys: Vec<String> = (1..=options.len()).map(|n| n.to_string()).collect();
            let names = options.iter().map(|option| vec![option.name.get(locale)]);
            let named = keys.iter().map(String::as_str).zip(names);
            number(said, locale).or_else(|| the_only(named, said).map(str::to_owned))
        }
        // Spoken, a 1 is a 1: nothing more need be asked.
        QuestionKind::Nps => number(said, locale).map(|number| format!("{number}#")),
        QuestionKind::Csat | QuestionKind::Ces | QuestionKind::Text(_) => number(said, locale),
    }
}

/// 1 for yes, 2 for no; nothing for both ("да нет").
fn yes_no(said: &[String], locale: Locale) -> Option<String> {
    match (means(&YES, said, locale), means(&NO, said, locale)) {
        (true, false) => Some("1".to_owned()),
        (false, true) => Some("2".to_owned()),
        (true, true) | (false, false) => number(said, locale),
    }
}

/// The digits that are said, where nothing else is.
fn number(said: &[String], locale: Locale) -> Option<String> {
    let digits = said.iter().map(|word| {
        let is_number = word.bytes().all(|b| b.is_ascii_digit());
        let in_words = || {
            let mut numbers = NUMBERS.iter().zip(0_u8..);
            let fits = |words: &Words| words.get(locale).iter().any(|w| fold(w).eq(word.chars()));
            numbers
                .find(|(words, _)| fits(words))
                .map(|(_, n)| n.to_string())
        };
        is_number.then(|| word.clone()).or_else(in_words)
    });
    let number: String = digits.collect::<Option<_>>()?;
    Some(number).filter(|number| !number.is_empty())
}

/// Whether one of the words, or word groups, is among what is said.
fn means(words: &Words, said: &[String], locale: Locale) -> bool {
    let mut groups = words.get(locale).iter().map(|group| words_of(group));
    groups.any(|group| is_within(&group, said))
}

/// The key whose name is said, wholly or in part; nothing where two are.
fn the_only<'k, 'n>(
    named: impl Iterator<Item = (&'k str, Vec<&'n str>)>,
    said: &[String],
) -> Option<&'k str> {
    let is_part = said.iter().map(|word| word.chars().count()).sum::<usize>() >= PART;
    let mut fitting = named.filter(|(_, names)| {
        names.iter().any(|name| {
            let name = words_of(name);
            is_within(&name, said) || (is_part && is_within(said, &name))
        })
    });
    let (key, _) = fitting.next()?;
    fitting.next().is_none().then_some(key)
}

/// Whether the words stand among the others, one after another.
fn is_within(words: &[String], others: &[String]) -> bool {
    !words.is_empty() && others.windows(words.len()).any(|window| window == words)
}

/// Words without case, dots and tails.
fn words_of(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && !('\u{300}'..='\u{36f}').contains(&c))
        .map(|word| fold(word).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect()
}
