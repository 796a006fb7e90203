//! Codes, numbers and prices in texts: they stand in one field, so that one change changes every language.

use crate::{
    menu::{AnswerStep, WordsOrTexts},
    problem::{At, Report, numbers, rules},
};

/// A code or number as it stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written<'t> {
    /// `*100#`, spaces and all.
    Ussd(&'t str),
    /// Digits, perhaps in groups: `60 011`.
    Digits {
        words: &'t str,
        /// Whether the words beside it say that it is dialled: "call 111".
        dialled: bool,
    },
}

impl<'t> Written<'t> {
    fn words(self) -> &'t str {
        match self {
            Written::Ussd(words) | Written::Digits { words, .. } => words,
        }
    }
}

/// Words before a number that is dialled or written to, in any language.
const DIAL: [&str; 26] = [
    "call",
    "dial",
    "number",
    "to",
    "text",
    "sms",
    "номер",
    "номеру",
    "номера",
    "позвоните",
    "звоните",
    "наберите",
    "la",
    "numărul",
    "sunați",
    "sunaţi",
    "formați",
    "formaţi",
    "apelați",
    "nömrəyə",
    "nömrəsi",
    "phone",
    "телефон",
    "телефону",
    "telefon",
    "apel",
];
/// Words behind such a number.
const DIALLED: [&str; 5] = ["nömrəsinə", "nömrəsini", "nömrəsi", "nömrəyə", "nömrəni"];

/// Checks the texts of an answer. Whether its code stands there in its own words, so that its place need not be missed.
pub(super) fn check(draft: &AnswerStep, at: At<'_>, report: &mut Report<'_>) -> bool {
    let mut written_out = false;
    for (locale, text) in &draft.say.0 {
        let at = at.get("say").get(locale.code());
        for written in codes(text) {
            written_out |= code(draft, written, at, report);
        }
        price(draft, text, at, report);
    }
    written_out
}

/// Judges one code in a text; whether it is the answer's own.
fn code(draft: &AnswerStep, written: Written<'_>, at: At<'_>, report: &mut Report<'_>) -> bool {
    let words = at.part(written.words());
    let code = compact(written.words());
    let own = match written {
        Written::Ussd(_) => draft.ussd.as_ref().map(|c| (c, "{ussd}")),
        Written::Digits { .. } => draft.short_number.as_ref().map(|n| (n, "{short_number}")),
    };
    match (own, written) {
        (Some((own, place)), _) if *own == code => {
            let values = [("words", written.words()), ("place", place)];
            report.add(&rules::CODE_REPEATED, words, &values, None);
            true
        }
        (Some((own, place)), Written::Ussd(_) | Written::Digits { dialled: true, .. }) => {
            let values = [
                ("words", written.words()),
                ("place", place),
                ("code", own.as_str()),
            ];
            report.add(&rules::OTHER_NUMBER, words, &values, None);
            false
        }
        (None, Written::Ussd(_) | Written::Digits { dialled: true, .. })
            if draft.ussd.is_none() && draft.short_number.is_none() =>
        {
            let field = if matches!(written, Written::Ussd(_)) {
                "ussd"
            } else {
                "short_number"
            };
            let values = [("words", written.words()), ("field", field)];
            report.add(&rules::CODE_WITHOUT_FIELD, words, &values, None);
            false
        }
        (Some(_) | None, _) => false,
    }
}

/// A code or short number in the words of an option that leads to an answer, where it is not the answer's own.
pub(super) fn label(name: &str, answer: &AnswerStep, at: At<'_>, report: &mut Report<'_>) {
    for written in codes(name) {
        let own = match written {
            Written::Ussd(_) => answer.ussd.as_ref(),
            Written::Digits { dialled: true, .. } => answer.short_number.as_ref(),
            Written::Digits { .. } => None,
        };
        if let Some(own) = own.filter(|own| **own != compact(written.words())) {
            let values = [("words", written.words()), ("place", own), ("code", own)];
            let words = at.part(written.words());
            report.add(&rules::OTHER_NUMBER, words, &values, None);
        }
    }
}

/// A phone number in the words before a transfer, where the call goes to another one.
pub(super) fn transfer(text: &str, to: &str, at: At<'_>, report: &mut Report<'_>) {
    /// Digits that a number has without its country and area.
    const OWN: usize = 7;
    let last = |digits: &str| {
        digits
            .get(digits.len().saturating_sub(OWN)..)
            .map(String::from)
    };
    for number in numbers(text) {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        if last(&digits) != last(to) {
            let values = [("words", number), ("place", to), ("code", to)];
            report.add(&rules::OTHER_NUMBER, at.part(number), &values, None);
        }
    }
}

/// The amounts of the price in a text that could say `{price}`.
fn price(draft: &AnswerStep, text: &str, at: At<'_>, report: &mut Report<'_>) {
    let prices: Vec<&str> = match &draft.price {
        None => return,
        Some(WordsOrTexts::Word(word)) => vec![word],
        Some(WordsOrTexts::Texts(texts)) => texts.0.values().map(String::as_str).collect(),
    };
    let amounts: Vec<(String, &str)> = prices.into_iter().flat_map(amounts).collect();
    let repeated = amounts_with_words(text)
        .into_iter()
        .find(|(amount, unit, _)| {
            amounts.iter().any(|(price, price_unit)| {
                let telling = price.len() > 2 || unit.eq_ignore_ascii_case(price_unit);
                price == amount && telling
            })
        });
    if let Some((_, _, words)) = repeated {
        let values = [("words", words), ("place", "{price}")];
        report.add(&rules::CODE_REPEATED, at.part(words), &values, None);
    }
}

/// Amounts and the word behind each.
fn amounts(text: &str) -> Vec<(String, &str)> {
    amounts_with_words(text)
        .into_iter()
        .map(|(amount, unit, _)| (amount, unit))
        .collect()
}

fn amounts_with_words(text: &str) -> Vec<(String, &str, &str)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .iter()
        .enumerate()
        .filter_map(|(at, word)| {
            let plain = word.trim_matches(|c: char| !c.is_ascii_digit());
            let is_amount = !plain.is_empty()
                && plain
                    .bytes()
                    .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
                && !word.starts_with(['*', '#', '+']);
            let unit = words.get(at + 1).copied().unwrap_or_default();
            let unit = unit.trim_matches(|c: char| !c.is_alphanumeric());
            is_amount.then(|| (plain.replace(',', "."), unit, plain))
        })
        .collect()
}

/// The codes and short numbers in a text; what stands in `{ }` is none.
pub(super) fn codes(text: &str) -> Vec<Written<'_>> {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return vec![];
    }
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((start, end)) = run(text, from) {
        from = end;
        let words = text.get(start..end).unwrap_or_default();
        let before = text.get(..start).unwrap_or_default();
        let after = text.get(end..).unwrap_or_default();
        let in_place = before.rfind('{') > before.rfind('}') && before.contains('{');
        let in_word = before
            .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '+' | '.' | ','))
            || after.starts_with(char::is_alphabetic);
        if in_place || in_word {
            continue;
        }
        let code = compact(words);
        let is_ussd = code.starts_with(['*', '#']) && code.ends_with('#');
        if is_ussd && code.bytes().any(|b| b.is_ascii_digit()) {
            found.push(Written::Ussd(words));
        } else if code.bytes().all(|b| b.is_ascii_digit()) && (3..=6).contains(&code.len()) {
            let dialled = is_dialled(before, after);
            found.push(Written::Digits { words, dialled });
        }
    }
    found
}

fn is_dialled(before: &str, after: &str) -> bool {
    let word = |w: &str| {
        w.trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase()
    };
    let last = before.split_whitespace().next_back().map(word);
    let next = after.split_whitespace().next().map(word);
    last.is_some_and(|w| DIAL.contains(&w.as_str()))
        || next.is_some_and(|w| DIALLED.contains(&w.as_str()))
}

/// The next run of digits, `*` and `#`, with single spaces or hyphens within.
fn run(text: &str, from: usize) -> Option<(usize, usize)> {
    let is_code = |c: char| c.is_ascii_digit() || matches!(c, '*' | '#');
    let start = from + text.get(from..)?.find(is_code)?;
    let mut end = start;
    let mut gap = false;
    for (at, c) in text.get(start..)?.char_indices() {
        if is_code(c) {
            end = start + at + c.len_utf8();
            gap = false;
        } else if !gap && matches!(c, ' ' | '-' | '\u{a0}' | '\u{2011}') {
            gap = true;
        } else {
            break;
        }
    }
    Some((start, end))
}

fn compact(words: &str) -> String {
    words
        .chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, '*' | '#'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_found_however_they_are_spaced() {
        let plain = |text| {
            let written: Vec<String> = codes(text)
                .into_iter()
                .map(|w| match w {
                    Written::Ussd(words) => words.to_owned(),
                    Written::Digits { words, dialled } => {
                        format!("{words}{}", if dialled { "!" } else { "" })
                    }
                })
                .collect();
            written.join(", ")
        };
        for (text, expected) in [
            ("Dial *100#.", "*100#"),
            ("Наберите * 100 #, это бесплатно.", "* 100 #"),
            ("Call 111.", "111!"),
            ("Call 60-011 now", "60-011!"),
            ("Позвоните на номер 1 1 1", "1 1 1!"),
            ("111 nömrəsinə zəng edin", "111!"),
            ("Get 500 MB.", "500"),
            ("Dial {ussd}, {3}", ""),
            ("5G and 12 hours", ""),
            ("It costs 0.050 AZN.", ""),
            ("Call +994 12 555 01 00", ""),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }
}
