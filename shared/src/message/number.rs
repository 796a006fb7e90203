//! Numbers in words, plural forms, and the names of the keys `*` and `#`.

use crate::locale::Locale;

/// The form of a noun beside a number, as CLDR names them; `Other` where a language has fewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    /// One minute, 21 минута.
    One,
    /// 2 минуты, 19 minute.
    Few,
    /// 5 минут, 20 de minute, two minutes.
    Other,
}

/// The plural form that whole number `n` asks for (CLDR 47).
#[must_use]
pub fn plural(locale: Locale, n: u32) -> Plural {
    match locale {
        Locale::Az | Locale::En => match n {
            1 => Plural::One,
            _ => Plural::Other,
        },
        Locale::Ro => match (n, n % 100) {
            (1, _) => Plural::One,
            (0, _) | (_, 1..=19) => Plural::Few,
            _ => Plural::Other,
        },
        Locale::Ru => match (n % 10, n % 100) {
            (_, 11..=14) => Plural::Other,
            (1, _) => Plural::One,
            (2..=4, _) => Plural::Few,
            _ => Plural::Other,
        },
    }
}

/// The word for minutes as it stands after the digits of `n`: "5 минут", "20 de minute".
#[must_use]
pub fn minutes(locale: Locale, n: u32) -> &'static str {
    match (locale, plural(locale, n)) {
        (Locale::Az, _) => "dəqiqə",
        (Locale::En, Plural::One) => "minute",
        (Locale::En, _) => "minutes",
        (Locale::Ro, Plural::One) => "minut",
        (Locale::Ro, Plural::Few) => "minute",
        (Locale::Ro, Plural::Other) => "de minute",
        (Locale::Ru, Plural::One) => "минута",
        (Locale::Ru, Plural::Few) => "минуты",
        (Locale::Ru, Plural::Other) => "минут",
    }
}

/// The spoken name of a character that a keypad has; nothing for other characters.
#[must_use]
pub fn key_name(locale: Locale, key: char) -> Option<&'static str> {
    const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    match (key, locale) {
        ('*', Locale::Az) => Some("ulduz"),
        ('*', Locale::En) => Some("star"),
        ('*', Locale::Ro) => Some("steluță"),
        ('*', Locale::Ru) => Some("звёздочка"),
        ('#', Locale::Az) => Some("diyez"),
        ('#', Locale::En) => Some("hash"),
        ('#', Locale::Ro) => Some("diez"),
        ('#', Locale::Ru) => Some("решётка"),
        _ => key
            .to_digit(10)
            .and_then(|d| usize::try_from(d).ok())
            .and_then(|d| DIGITS.get(d).copied()),
    }
}

/// How many minutes, in words, in the form that follows "from", "up to" and "more than": "двух", "două".
///
/// Azerbaijani inflects the noun and English neither; Russian wants the genitive, Romanian the feminine of "two".
/// From 100 on, digits.
#[must_use]
pub fn minutes_in_words(locale: Locale, n: u32) -> String {
    let words = match locale {
        Locale::Az => AZ,
        Locale::En => EN,
        Locale::Ro => RO,
        Locale::Ru => RU,
    };
    let at = |list: &[&'static str], index: u32| {
        usize::try_from(index)
            .ok()
            .and_then(|i| list.get(i).copied())
    };
    if let Some(word) = at(words.below_20, n) {
        return word.to_owned();
    }
    match (at(words.tens, n / 10), n % 10) {
        (Some(ten), 0) => ten.to_owned(),
        (Some(ten), unit) => {
            // Twenty-one minutes is "douăzeci și unu de minute", but one minute is "un minut".
            let unit = match (locale, unit) {
                (Locale::Ro, 1) => Some("unu"),
                _ => at(words.below_20, unit),
            };
            format!("{ten}{}{}", words.join, unit.unwrap_or_default())
        }
        (None, _) => n.to_string(),
    }
}

struct Words {
    below_20: &'static [&'static str],
    tens: &'static [&'static str],
    join: &'static str,
}

const AZ: Words = Words {
    below_20: &[
        "sıfır",
        "bir",
        "iki",
        "üç",
        "dörd",
        "beş",
        "altı",
        "yeddi",
        "səkkiz",
        "doqquz",
        "on",
        "on bir",
        "on iki",
        "on üç",
        "on dörd",
        "on beş",
        "on altı",
        "on yeddi",
        "on səkkiz",
        "on doqquz",
    ],
    tens: &[
        "", "on", "iyirmi", "otuz", "qırx", "əlli", "altmış", "yetmiş", "səksən", "doxsan",
    ],
    join: " ",
};

const EN: Words = Words {
    below_20: &[
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ],
    tens: &[
        "", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ],
    join: "-",
};

const RO: Words = Words {
    below_20: &[
        "zero",
        "un",
        "două",
        "trei",
        "patru",
        "cinci",
        "șase",
        "șapte",
        "opt",
        "nouă",
        "zece",
        "unsprezece",
        "douăsprezece",
        "treisprezece",
        "paisprezece",
        "cincisprezece",
        "șaisprezece",
        "șaptesprezece",
        "optsprezece",
        "nouăsprezece",
    ],
    tens: &[
        "",
        "zece",
        "douăzeci",
        "treizeci",
        "patruzeci",
        "cincizeci",
        "șaizeci",
        "șaptezeci",
        "optzeci",
        "nouăzeci",
    ],
    join: " și ",
};

const RU: Words = Words {
    below_20: &[
        "нуля",
        "одной",
        "двух",
        "трёх",
        "четырёх",
        "пяти",
        "шести",
        "семи",
        "восьми",
        "девяти",
        "десяти",
        "одиннадцати",
        "двенадцати",
        "тринадцати",
        "четырнадцати",
        "пятнадцати",
        "шестнадцати",
        "семнадцати",
        "восемнадцати",
        "девятнадцати",
    ],
    tens: &[
        "",
        "десяти",
        "двадцати",
        "тридцати",
        "сорока",
        "пятидесяти",
        "шестидесяти",
        "семидесяти",
        "восьмидесяти",
        "девяноста",
    ],
    join: " ",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_noun_follows_the_digits() {
        for (locale, expected) in [
            (
                Locale::Az,
                "1 dəqiqə, 2 dəqiqə, 5 dəqiqə, 11 dəqiqə, 20 dəqiqə, 21 dəqiqə, 101 dəqiqə",
            ),
            (
                Locale::En,
                "1 minute, 2 minutes, 5 minutes, 11 minutes, 20 minutes, 21 minutes, 101 minutes",
            ),
            (
                Locale::Ro,
                "1 minut, 2 minute, 5 minute, 11 minute, 20 de minute, 21 de minute, 101 minute",
            ),
            (
                Locale::Ru,
                "1 минута, 2 минуты, 5 минут, 11 минут, 20 минут, 21 минута, 101 минута",
            ),
        ] {
            let said: Vec<String> = [1, 2, 5, 11, 20, 21, 101]
                .into_iter()
                .map(|n| format!("{n} {}", minutes(locale, n)))
                .collect();
            assert_eq!(said.join(", "), expected);
        }
    }

    #[test]
    fn minutes_are_said_in_words_of_the_right_form() {
        for (locale, expected) in [
            (
                Locale::Az,
                "bir, iki, on iki, iyirmi, qırx beş, doxsan doqquz, 100",
            ),
            (
                Locale::En,
                "one, two, twelve, twenty, forty-five, ninety-nine, 100",
            ),
            (
                Locale::Ro,
                "un, două, douăsprezece, douăzeci, patruzeci și cinci, nouăzeci și nouă, 100",
            ),
            (
                Locale::Ru,
                "одной, двух, двенадцати, двадцати, сорока пяти, девяноста девяти, 100",
            ),
        ] {
            let said: Vec<String> = [1, 2, 12, 20, 45, 99, 100]
                .into_iter()
                .map(|n| minutes_in_words(locale, n))
                .collect();
            assert_eq!(said.join(", "), expected);
        }
    }

    #[test]
    fn every_key_has_a_name_in_every_language() {
        for locale in Locale::ALL {
            for key in "0123456789*#".chars() {
                assert!(key_name(locale, key).is_some(), "{locale:?} {key}");
            }
            assert_eq!(key_name(locale, 'A'), None);
        }
    }
}
