//! Ringback's own words, in every language. A text that lacks a language does not compile.

pub mod call;
pub mod callback;
pub mod number;
pub mod said;
pub mod wait;
pub mod widget;

use crate::locale::Locale;

/// One of Ringback's own texts. `{name}` marks a place to fill in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message {
    /// Azerbaijani.
    pub az: &'static str,
    /// English.
    pub en: &'static str,
    /// Romanian.
    pub ro: &'static str,
    /// Russian.
    pub ru: &'static str,
}

impl Message {
    /// The text in `locale`.
    #[must_use]
    pub fn get(&self, locale: Locale) -> &'static str {
        match locale {
            Locale::Az => self.az,
            Locale::En => self.en,
            Locale::Ro => self.ro,
            Locale::Ru => self.ru,
        }
    }

    /// The text in `locale` with `{name}` replaced by its value.
    #[must_use]
    pub fn fill(&self, locale: Locale, values: &[(&str, &str)]) -> String {
        values
            .iter()
            .fold(self.get(locale).to_owned(), |text, (name, value)| {
                text.replace(&format!("{{{name}}}"), value)
            })
    }
}
