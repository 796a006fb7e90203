//! Texts in the wrong language, as far as letters tell.

use crate::locale::{Locale, Texts};

/// An alphabet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// English, Romanian, Azerbaijani.
    Latin,
    /// Russian.
    Cyrillic,
}

impl Script {
    fn of(locale: Locale) -> Script {
        match locale {
            Locale::Az | Locale::En | Locale::Ro => Script::Latin,
            Locale::Ru => Script::Cyrillic,
        }
    }

    fn has(self, c: char) -> bool {
        let cyrillic = matches!(c, '\u{400}'..='\u{52f}');
        match self {
            Script::Latin => c.is_alphabetic() && !cyrillic,
            Script::Cyrillic => cyrillic,
        }
    }
}

/// Whether a text is written in the letters of another language altogether. Names stand in any alphabet: "Example
/// Mobile", "eSIM"; only words in small letters are none.
pub(super) fn is_foreign(locale: Locale, text: &str) -> bool {
    let own = Script::of(locale);
    if text.is_ascii() && own == Script::Latin || text.chars().any(|c| own.has(c)) {
        return false;
    }
    let mut words = 0;
    let mut plain = 0;
    for word in text
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty())
    {
        words += 1;
        let small = word.chars().all(char::is_lowercase);
        plain += usize::from(small && word.chars().count() >= 2);
    }
    plain >= 2 || plain == 1 && words >= 3
}

/// A word that mixes Latin and Cyrillic letters, which look alike and are read out as gibberish.
pub(super) fn mixed(text: &str) -> Option<&str> {
    let cyrillic = text.chars().any(|c| Script::Cyrillic.has(c));
    if !cyrillic || !text.bytes().any(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    text.split(|c: char| !c.is_alphabetic()).find(|word| {
        let has = |script: Script| word.chars().filter(|c| script.has(*c)).count();
        !word.is_ascii() && has(Script::Latin) > 0 && has(Script::Cyrillic) > 0 && looks_alike(word)
    })
}

/// Whether all letters of one alphabet in a word have a twin in the other: "cмс" was mistyped, "SIMка" was not.
fn looks_alike(word: &str) -> bool {
    const LATIN: &str = "aceopxyABCEHKMOPTX";
    const CYRILLIC: &str = "асеорхуАВСЕНКМОРТХ";
    let all = |script: Script, twins: &str| {
        word.chars()
            .filter(|c| script.has(*c))
            .all(|c| twins.contains(c))
    };
    all(Script::Latin, LATIN) || all(Script::Cyrillic, CYRILLIC)
}

/// Languages whose text is word for word that of an earlier one, though it is a sentence and no name.
pub(super) fn copies(texts: &Texts) -> Vec<(Locale, Locale)> {
    let mut copies = Vec::new();
    for (index, (locale, text)) in texts.0.iter().enumerate() {
        let original = texts
            .0
            .iter()
            .take(index)
            .find(|(other, t)| Script::of(**other) == Script::of(*locale) && *t == text);
        if let Some((original, _)) = original.filter(|_| is_sentence(text)) {
            copies.push((*original, *locale));
        }
    }
    copies
}

/// Three words or more in small letters.
fn is_sentence(text: &str) -> bool {
    let small = |w: &&str| w.len() >= 2 && w.chars().all(char::is_lowercase);
    text.split(|c: char| !c.is_alphabetic())
        .filter(small)
        .count()
        >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_foreign_letters_is_told_from_a_name() {
        for (locale, text, foreign) in [
            (Locale::Ru, "Welcome to our bank", true),
            (Locale::Ru, "press a key", true),
            (Locale::Ru, "Example Mobile", false),
            (Locale::Ru, "eSIM", false),
            (Locale::Ru, "SMS, Wi-Fi", false),
            (Locale::Ru, "Карта Visa and more", false),
            (Locale::Ru, "Наберите *100#.", false),
            (Locale::Ru, "{ussd}", false),
            (Locale::En, "Закрыто до утра", true),
            (Locale::Az, "Добро пожаловать в банк", true),
            (Locale::Ro, "Яндекс", false),
            (Locale::Az, "Xoş gəlmisiniz", false),
        ] {
            assert_eq!(is_foreign(locale, text), foreign, "{text}");
        }
    }

    #[test]
    fn a_letter_from_the_other_alphabet_is_found() {
        for (text, word) in [
            ("Ваш бaланс", Some("бaланс")),
            ("Отправьте CМC", Some("CМC")),
            ("SIM-карта", None),
            ("SMSка", None),
            ("Отправьте SMS на номер", None),
            ("Наберите {ussd} сейчас", None),
            ("Balans", None),
        ] {
            assert_eq!(mixed(text), word, "{text}");
        }
    }
}
