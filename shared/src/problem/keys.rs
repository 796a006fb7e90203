//! Keys that a text tells a caller to press: "нажмите 3", "press three", "3 düyməsini basın", "apăsați tasta 3".
//!
//! A number in a text is a key only where the words around it say so: directly beside "press" ("press the 3 key"), or in
//! the list that such a key begins ("press 1 for sales, 2 for support"). Prices, dates, amounts and codes are none.

mod grammar;
mod token;

use crate::locale::Locale;
use grammar::Grammar;
use token::{Token, sentences};

/// A key that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NamedKey<'t> {
    /// Digits, `*` or `#`.
    pub(crate) key: String,
    /// The word as it stands in the text.
    pub(crate) word: &'t str,
    /// Whether the text says that the key repeats something.
    pub(crate) repeats: bool,
    /// Whether it is the last key of a range that begins with the key before it.
    pub(crate) ends_range: bool,
}

/// The keys that `text` tells the caller to press, in its order.
pub(crate) fn named(locale: Locale, text: &str) -> Vec<NamedKey<'_>> {
    let grammar = grammar::of(locale);
    sentences(text)
        .into_iter()
        .flat_map(|tokens| in_sentence(&grammar, &tokens))
        .collect()
}

/// The keys that a question's text says would repeat it, with or without the word "press": "0 — повторить".
pub(crate) fn repeating(locale: Locale, text: &str) -> Vec<&str> {
    let grammar = grammar::of(locale);
    let mut keys: Vec<&str> = named(locale, text)
        .iter()
        .filter(|k| k.repeats)
        .map(|k| k.word)
        .collect();
    for tokens in sentences(text) {
        let beside_a_dash = |at: usize| {
            tokens.get(at).is_some_and(|t| t.dash_before)
                || tokens.get(at + 1).is_some_and(|t| t.dash_before)
        };
        let parts: Vec<&[Token<'_>]> = tokens.chunk_by(|_, next| !next.comma_before).collect();
        let mut at = 0;
        for part in parts {
            let repeats = part.iter().any(|t| grammar.is_repeat(t));
            for token in part {
                let is_key = grammar.key(token).is_some_and(|k| k.len() == 1);
                if repeats && is_key && beside_a_dash(at) && !keys.contains(&token.word) {
                    keys.push(token.word);
                }
                at += 1;
            }
        }
    }
    keys
}

fn in_sentence<'t>(grammar: &Grammar, tokens: &[Token<'t>]) -> Vec<NamedKey<'t>> {
    let Some(scope) = grammar.scope(tokens) else {
        return vec![];
    };
    let mut found: Vec<(usize, String, bool)> = Vec::new();
    let mut is_list = false;
    for at in scope.clone() {
        if let Some((first, last)) = grammar.range(tokens, at) {
            let direct = grammar.is_direct(tokens, at, &scope);
            if direct {
                found.push((at, first, false));
                found.push((last.0, last.1, true));
            }
        }
    }
    let in_range =
        |at: usize, found: &[(usize, String, bool)]| found.iter().any(|(f, _, _)| *f == at);
    for at in scope.clone() {
        let Some(key) = tokens.get(at).and_then(|t| grammar.key(t)) else {
            continue;
        };
        let direct = grammar.is_direct(tokens, at, &scope);
        if in_range(at, &found) || grammar.is_no_key(tokens, at, &key) {
            continue;
        }
        if direct {
            is_list = true;
            found.push((at, key, false));
        }
    }
    if is_list {
        for at in scope.clone() {
            let Some(key) = tokens.get(at).and_then(|t| grammar.key(t)) else {
                continue;
            };
            let goes_on = grammar.follows(tokens, at, |i| in_range(i, &found));
            if !in_range(at, &found)
                && key.len() == 1
                && !grammar.is_no_key(tokens, at, &key)
                && (goes_on || grammar.is_listed(tokens, at))
            {
                found.push((at, key, false));
            }
        }
    }
    found.sort_by_key(|(at, _, _)| *at);
    describe(grammar, tokens, &scope, &found)
}

/// What each key does: the words before it where the sentence begins with them ("For sales press 1"), else those after.
fn describe<'t>(
    grammar: &Grammar,
    tokens: &[Token<'t>],
    scope: &std::ops::Range<usize>,
    found: &[(usize, String, bool)],
) -> Vec<NamedKey<'t>> {
    let first = found.first().map_or(0, |(at, _, _)| *at);
    let words_first = if grammar.verb_last {
        true
    } else {
        scope.start > 1 || tokens.iter().take(first).any(|t| grammar.is_repeat(t))
    };
    let ends: Vec<usize> = found.iter().map(|(at, _, _)| *at).collect();
    let named = found
        .iter()
        .enumerate()
        .filter_map(|(index, (at, key, ends_range))| {
            let before = index
                .checked_sub(1)
                .and_then(|i| ends.get(i))
                .map_or(0, |e| e + 1);
            let after = ends.get(index + 1).copied().unwrap_or(tokens.len());
            let words = if words_first {
                before..*at
            } else {
                at + 1..after
            };
            let repeats = tokens
                .get(words)
                .is_some_and(|words| words.iter().any(|t| grammar.is_repeat(t)));
            Some(NamedKey {
                key: key.clone(),
                word: tokens.get(*at)?.word,
                repeats,
                ends_range: *ends_range,
            })
        });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(locale: Locale, text: &str) -> String {
        let named = named(locale, text);
        let keys: Vec<String> = named
            .iter()
            .map(|k| {
                let range = if k.ends_range { "-" } else { "" };
                format!("{range}{}{}", k.key, if k.repeats { "r" } else { "" })
            })
            .collect();
        keys.join(" ")
    }

    #[test]
    fn keys_are_found_in_every_language() {
        use Locale::{Az, En, Ro, Ru};
        for (locale, text, expected) in [
            (En, "Press 3 for sales.", "3"),
            (En, "For sales press three.", "3"),
            (En, "For sales, press the 3 key.", "3"),
            (
                En,
                "Press 1 for sales, 2 for support, or 0 for an operator.",
                "1 2 0",
            ),
            (En, "For sales press 1, for support 2.", "1 2"),
            (En, "Press one for yes and two for no.", "1 2"),
            (En, "To hear this again, press star.", "*r"),
            (En, "Press 0 to repeat, 1 for yes.", "0r 1"),
            (En, "Enter your number, then press hash.", "#"),
            (En, "Press a key from 1 to 5.", "1 -5"),
            (En, "Press 12 for the second floor.", "12"),
            (En, "PRESS 7 NOW", "7"),
            (En, "Press 1 or 5.", "1 5"),
            (
                En,
                "Press 1, 2 or 3, then 20 minutes later call us.",
                "1 2 3",
            ),
            (Ru, "Нажмите 1, 2 или 3.", "1 2 3"),
            (Ru, "Нажмите 3.", "3"),
            (Ru, "Чтобы узнать баланс, нажмите клавишу три.", "3"),
            (Ru, "Нажмите 1 — баланс, 2 — тарифы, 0 — оператор.", "1 2 0"),
            (Ru, "Для связи с оператором нажмите ноль.", "0"),
            (Ru, "Чтобы повторить, нажмите 0.", "0r"),
            (Ru, "Если да, нажмите 1, если нет, нажмите 2.", "1 2"),
            (Ru, "Баланс: нажмите 1, тарифы: 2.", "1 2"),
            (Ru, "Прослушать ещё раз: нажмите звёздочку.", "*r"),
            (Ru, "Нажмите клавишу от 1 до 5.", "1 -5"),
            (Ru, "Наберите 0 для связи с оператором.", "0"),
            (Ro, "Apăsați 3.", "3"),
            (Ro, "Pentru sold apăsați tasta trei.", "3"),
            (Ro, "Tastați 1 pentru sold, 2 pentru tarife.", "1 2"),
            (Ro, "Apăsaţi steluţa pentru a repeta.", "*r"),
            (Ro, "Apasati 4", "4"),
            (Ro, "Apăsați o tastă de la 1 la 5.", "1 -5"),
            (Az, "3 düyməsini basın.", "3"),
            (Az, "Balans üçün 1, tariflər üçün 2 düyməsini basın.", "1 2"),
            (Az, "3-ü basın.", "3"),
            (Az, "Operator üçün sıfırı basın.", "0"),
            (Az, "Bəli üçün biri, xeyr üçün ikini basın.", "1 2"),
            (Az, "Yenidən dinləmək üçün ulduz düyməsini basın.", "*r"),
            (Az, "Təkrar üçün 0 düyməsinə basın.", "0r"),
            (Az, "1-dən 5-ə qədər düyməni basın.", "1 -5"),
        ] {
            assert_eq!(keys(locale, text), expected, "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_keys() {
        use Locale::{Az, En, Ro, Ru};
        for (locale, text) in [
            (En, "We answer within 3 minutes."),
            (En, "Press any key."),
            (En, "Press a key on your phone, or wait for an operator."),
            (En, "Press one of the keys."),
            (En, "Dial *100#. It costs 5 manat."),
            (En, "Dial 111."),
            (En, "Enter your 4-digit code."),
            (En, "Press and hold the button for 3 seconds."),
            (En, "We work 24/7, from 9 to 5."),
            (En, "The press wrote about us 3 times."),
            (En, "Our plan has 2 for 1 offers."),
            (Ru, "Ответим через 3 минуты."),
            (Ru, "Нажмите клавишу на телефоне или дождитесь оператора."),
            (Ru, "Наберите *100#."),
            (Ru, "Наберите 111 с любого телефона."),
            (Ru, "Введите 4 цифры кода."),
            (Ru, "Нажмите 2 раза на кнопку."),
            (Ru, "Удерживайте кнопку 5 секунд."),
            (
                Ru,
                "Тариф «Для двоих» стоит 5 рублей, 2 гигабайта в подарок.",
            ),
            (Ro, "Răspundem în 3 minute."),
            (Ro, "Apăsați o tastă sau așteptați un operator."),
            (Ro, "Formați *100#."),
            (Ro, "Oferta este nouă."),
            (
                Az,
                "Telefonunuzun düyməsini basın və ya operatoru gözləyin.",
            ),
            (Az, "Üç dəqiqə ərzində cavab veririk."),
            (Az, "Düymələrdən birini basın."),
            (Az, "{ussd} yığın. Qiyməti: 5 qəpik."),
            (Az, "Bayram günləri operatorlar saat 10-dan 16-dək işləyir."),
        ] {
            assert_eq!(keys(locale, text), "", "{text}");
        }
    }

    #[test]
    fn what_repeats_is_found_without_a_verb_too() {
        for (locale, text, expected) in [
            (
                Locale::Ru,
                "Оцените нас от 1 до 5, 0 — повторить.",
                vec!["0"],
            ),
            (
                Locale::Ru,
                "Оцените нас от 0 до 10. Повторить вопрос — 0.",
                vec!["0"],
            ),
            (
                Locale::Ru,
                "Нажмите от 1 до 5. Чтобы повторить, нажмите 1.",
                vec!["1"],
            ),
            (Locale::En, "From 0 to 10? Repeat: 0.", vec!["0"]),
            (Locale::Ro, "De la 1 la 5? 0 - repetare.", vec!["0"]),
            (Locale::Az, "Təkrar: 0.", vec!["0"]),
            (
                Locale::Ru,
                "Обратитесь ли вы к нам ещё раз? 1 — да, 2 — нет.",
                vec![],
            ),
            (
                Locale::En,
                "Would you call again? Press 1 for yes, 2 for no.",
                vec![],
            ),
        ] {
            assert_eq!(repeating(locale, text), expected, "{text}");
        }
    }
}
