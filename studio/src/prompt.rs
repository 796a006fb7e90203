//! Which keys a prompt names, and what it says they are for: "For sales, press 1."

use crate::{names::capitalised, report::shortened};
use std::collections::BTreeMap;

/// A prompt, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Prompt {
    /// What is left when the lines of the options are taken out.
    pub(crate) greeting: String,
    /// Options by key.
    pub(crate) options: BTreeMap<String, Named>,
}

/// What a prompt says of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// The option's name; empty where the prompt names the key only.
    pub(crate) name: String,
    /// The words as they stood: "For sales, press 1".
    pub(crate) words: String,
}

/// Words that tell to press a key, in small letters.
const PRESS: [&str; 12] = [
    "press",
    "dial",
    "push",
    "hit",
    "enter",
    "нажмите",
    "нажми",
    "наберите",
    "basın",
    "basin",
    "apăsați",
    "apasati",
];
/// Words between such a word and the key.
const BETWEEN: [&str; 16] = [
    "the",
    "key",
    "button",
    "number",
    "digit",
    "or",
    "say",
    "клавишу",
    "кнопку",
    "цифру",
    "tasta",
    "düyməsini",
    "düyməni",
    "pe",
    "rəqəmini",
    "на",
];
/// Words with which what the key is for begins.
const FOR: [&str; 12] = [
    "for",
    "to",
    "if",
    "для",
    "чтобы",
    "если",
    "по",
    "за",
    "pentru",
    "ca",
    "dacă",
    "üçün",
];
/// Words that join two options.
const AND: [&str; 9] = ["or", "and", "или", "и", "либо", "sau", "și", "və", "yaxud"];

const SPELLED: [(&str, &str); 34] = [
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("star", "*"),
    ("pound", "#"),
    ("hash", "#"),
    ("ноль", "0"),
    ("один", "1"),
    ("два", "2"),
    ("три", "3"),
    ("четыре", "4"),
    ("пять", "5"),
    ("шесть", "6"),
    ("семь", "7"),
    ("восемь", "8"),
    ("девять", "9"),
    ("звёздочку", "*"),
    ("звездочку", "*"),
    ("решётку", "#"),
    ("решетку", "#"),
    ("sıfır", "0"),
    ("bir", "1"),
    ("iki", "2"),
    ("üç", "3"),
    ("unu", "1"),
    ("doi", "2"),
    ("trei", "3"),
];

/// A word of a sentence, and whether a mark of punctuation follows it.
#[derive(Clone, Debug)]
struct Word {
    text: String,
    small: String,
    stop: bool,
}

/// Takes a prompt apart.
pub(crate) fn read(text: &str) -> Prompt {
    let mut prompt = Prompt::default();
    let mut left = Vec::new();
    for sentence in sentences(text) {
        let words = words(&sentence);
        let found = named(&words);
        if found.is_empty() {
            left.push(sentence.trim().to_owned());
            continue;
        }
        // What stands before the first option is no part of it: "Welcome, press 1 for sales".
        let before = found.iter().map(|f| f.from).min().unwrap_or(0);
        let before = join(words.get(..before).unwrap_or_default());
        if !before.is_empty() {
            left.push(format!("{before}."));
        }
        for f in found {
            let named = Named {
                name: option_name(&f.name),
                words: join(words.get(f.from..f.to).unwrap_or_default()),
            };
            prompt.options.entry(f.key).or_insert(named);
        }
    }
    prompt.greeting = left.join(" ").trim().to_owned();
    prompt
}

fn sentences(text: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if let Some(last) = all.last_mut() {
            last.push(if c == '\n' { ' ' } else { c });
        }
        let space = chars.peek().is_none_or(|n| n.is_whitespace());
        if (matches!(c, '.' | '!' | '?' | ';') && space) || c == '\n' {
            all.push(String::new());
        }
    }
    all.retain(|s| s.chars().any(char::is_alphanumeric));
    all
}

fn words(sentence: &str) -> Vec<Word> {
    sentence
        .split_whitespace()
        .filter(|w| {
            w.chars()
                .any(|c| c.is_alphanumeric() || c == '*' || c == '#')
        })
        .map(|w| {
            let marks = |c: char| !(c.is_alphanumeric() || "*#'’$%&+№".contains(c));
            let text = w.trim_matches(marks);
            Word {
                small: text.to_lowercase(),
                stop: w.ends_with([',', '.', ':', ';', '!', '?', '—', '–']),
                text: text.to_owned(),
            }
        })
        .collect()
}

/// A key where it is named, and the words that tell what it is for.
struct Found<'w> {
    key: String,
    name: Vec<&'w Word>,
    from: usize,
    to: usize,
}

/// Where a key is named: from the verb to the key, both included.
struct Mention {
    key: String,
    from: usize,
    to: usize,
}

fn named(words: &[Word]) -> Vec<Found<'_>> {
    let mentions = mentions(words);
    let is = |i: usize, list: &[&str]| {
        words
            .get(i)
            .is_some_and(|w| list.contains(&w.small.as_str()))
    };
    let mut found: Vec<Found<'_>> = Vec::new();
    let mut free = 0;
    for (n, mention) in mentions.iter().enumerate() {
        let next = mentions.get(n + 1).map_or(words.len(), |m| m.from);
        let after = mention.to;
        // Up to where the next option's own words may begin.
        let stop = (after..next).find(|i| words.get(*i).is_some_and(|w| w.stop));
        let follows = after < next
            && (is(after, &FOR) || free == mention.from)
            && !words
                .get(after - 1)
                .is_some_and(|w| w.stop && !is(after, &FOR));
        let comma = words.get(after - 1).is_some_and(|w| w.stop);
        let (from, to, name) = if follows && !(comma && free < mention.from) {
            let end = stop.map_or(next, |i| i + 1).min(next);
            (mention.from, end, after..end)
        } else {
            let start = beginning(words, free, mention.from);
            (start, after, start..mention.from)
        };
        free = to;
        let name = name.filter_map(|i| words.get(i)).collect();
        found.push(Found {
            key: mention.key.clone(),
            name,
            from,
            to,
        });
    }
    found
}

/// Where the words before a key begin that tell what it is for.
fn beginning(words: &[Word], free: usize, mention: usize) -> usize {
    let starts = |i: &usize| {
        words
            .get(*i)
            .is_some_and(|w| FOR.contains(&w.small.as_str()))
            && (*i == free
                || words
                    .get(i - 1)
                    .is_some_and(|w| w.stop || AND.contains(&w.small.as_str())))
    };
    (free..mention).find(starts).unwrap_or(free)
}

fn mentions(words: &[Word]) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut i = 0;
    while let Some(word) = words.get(i) {
        let free = found.last().map_or(0, |m| m.to);
        if PRESS.contains(&word.small.as_str()) {
            let mut j = i + 1;
            while words
                .get(j)
                .is_some_and(|w| BETWEEN.contains(&w.small.as_str()))
            {
                j += 1;
            }
            if let Some(key) = words.get(j).and_then(|w| key(&w.small)) {
                found.push(Mention {
                    key,
                    from: i,
                    to: j + 1,
                });
                i = j + 1;
                continue;
            }
            // "3 düyməsini basın": the key stands before the verb.
            let mut j = i;
            while j > free
                && words
                    .get(j - 1)
                    .is_some_and(|w| BETWEEN.contains(&w.small.as_str()))
            {
                j -= 1;
            }
            let before = j.checked_sub(1).filter(|b| *b >= free);
            if let Some((at, key)) = before.and_then(|b| Some((b, key(&words.get(b)?.small)?))) {
                found.push(Mention {
                    key,
                    from: at,
                    to: i + 1,
                });
            }
        } else if !found.is_empty()
            && key(&word.small).is_some()
            && words
                .get(i + 1)
                .is_some_and(|w| FOR.contains(&w.small.as_str()))
            && word.text.chars().all(|c| c.is_ascii_digit())
        {
            // "Press 1 for sales, 2 for support".
            let key = word.small.clone();
            found.push(Mention {
                key,
                from: i,
                to: i + 1,
            });
        }
        i += 1;
    }
    found
}

fn key(word: &str) -> Option<String> {
    let plain = !word.is_empty()
        && word.len() <= 4
        && word
            .bytes()
            .all(|b| b.is_ascii_digit() || b == b'*' || b == b'#');
    if plain {
        return Some(word.to_owned());
    }
    let spelled = SPELLED.iter().find(|(name, _)| *name == word);
    spelled.map(|(_, key)| (*key).to_owned())
}

/// "for the sales desk" is "Sales desk".
fn option_name(words: &[&Word]) -> String {
    let small = |w: &&Word| w.small.clone();
    let mut words = words.to_vec();
    while words
        .last()
        .is_some_and(|w| AND.contains(&small(w).as_str()) || small(w) == "üçün")
    {
        words.pop();
    }
    while words
        .first()
        .is_some_and(|w| AND.contains(&small(w).as_str()))
    {
        words.remove(0);
    }
    if words
        .first()
        .is_some_and(|w| FOR.contains(&small(w).as_str()))
    {
        words.remove(0);
    }
    for filler in [
        ["you", "want", "to"].as_slice(),
        &["you", "are"],
        &["the"],
        &["our"],
        &["a"],
        &["an"],
    ] {
        let begins =
            words.len() > filler.len() && words.iter().zip(filler).all(|(w, f)| w.small == **f);
        if begins {
            words.drain(..filler.len());
        }
    }
    let text: Vec<&str> = words.iter().map(|w| w.text.as_str()).collect();
    shortened(&capitalised(&text.join(" ")), 60)
}

fn join(words: &[Word]) -> String {
    let text: Vec<&str> = words.iter().map(|w| w.text.as_str()).collect();
    text.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken_apart(text: &str) -> (String, Vec<(String, String)>) {
        let prompt = read(text);
        let options = prompt.options.into_iter().map(|(k, n)| (k, n.name));
        (prompt.greeting, options.collect())
    }

    #[test]
    fn options_are_found_in_four_languages() {
        for (text, greeting, options) in [
            (
                "Welcome to Acme. For sales, press 1. For support, press 2.",
                "Welcome to Acme.",
                vec![("1", "Sales"), ("2", "Support")],
            ),
            (
                "Hello! Press 1 for sales, 2 for support or press 0 to speak to an operator.",
                "Hello!",
                vec![
                    ("0", "Speak to an operator"),
                    ("1", "Sales"),
                    ("2", "Support"),
                ],
            ),
            (
                "Welcome to Acme, press one for English",
                "Welcome to Acme.",
                vec![("1", "English")],
            ),
            (
                "For sales press 1, for support press 2, or to hear this again press the star key",
                "",
                vec![("*", "Hear this again"), ("1", "Sales"), ("2", "Support")],
            ),
            (
                "If you want to pay a bill, dial 3; opening hours: press 4",
                "",
                vec![("3", "Pay a bill"), ("4", "Opening hours")],
            ),
            (
                "Здравствуйте! Чтобы узнать баланс, нажмите 1. Для связи с оператором нажмите ноль.",
                "Здравствуйте!",
                vec![("0", "Связи с оператором"), ("1", "Узнать баланс")],
            ),
            (
                "Нажмите 1, чтобы узнать баланс, или нажмите цифру 2 для оплаты.",
                "",
                vec![("1", "Узнать баланс"), ("2", "Оплаты")],
            ),
            (
                "Balans üçün 1 düyməsini basın. Operator üçün 0 basın.",
                "",
                vec![("0", "Operator"), ("1", "Balans")],
            ),
            (
                "Pentru vânzări, apăsați 1. Apăsați tasta 2 pentru suport.",
                "",
                vec![("1", "Vânzări"), ("2", "Suport")],
            ),
            ("How are you today?", "How are you today?", vec![]),
            ("", "", vec![]),
            ("press", "press", vec![]),
        ] {
            let options: Vec<_> = options
                .into_iter()
                .map(|(k, n)| (k.to_owned(), n.to_owned()))
                .collect();
            assert_eq!(taken_apart(text), (greeting.to_owned(), options), "{text}");
        }
    }
}
