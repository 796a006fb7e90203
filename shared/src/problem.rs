//! What is wrong with a site's files, said to the person who wrote them.

pub(crate) mod keys;
mod place;
mod report;
pub mod rules;
pub(crate) mod strings;
pub(crate) mod texts;

pub(crate) use place::{At, Document, Words, place_of};
pub use report::did_you_mean;
pub(crate) use report::{Report, listed};
pub(crate) use strings::numbers;

use crate::locale::Locale;
use serde::{Deserialize, Serialize};

/// Whether a problem stops a publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The files cannot be published.
    Error,
    /// The files can be published; a caller would be served badly.
    Warning,
}

/// One thing that is wrong, where, what it would do to a caller, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// A stable name of the rule, `snake_case`.
    pub rule: String,
    /// How bad it is.
    pub severity: Severity,
    /// File within the site's folder: `menu.json`.
    pub file: String,
    /// Line, from 1; 0 where the file as a whole is meant.
    pub line: u32,
    /// Column in characters, from 1; 0 where the file as a whole is meant.
    pub column: u32,
    /// First and last byte (exclusive) of the words that are wrong.
    pub span: (usize, usize),
    /// What is wrong, in the author's words.
    pub message: String,
    /// What the caller or visitor would experience; empty where the message says it.
    pub experience: String,
    /// How to mend it.
    pub fix: String,
    /// The same in Russian.
    #[serde(default)]
    pub ru: Sentences,
}

/// A problem's three sentences in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentences {
    /// What is wrong, in the author's words.
    pub message: String,
    /// What the caller or visitor would experience; empty where the message says it.
    pub experience: String,
    /// How to mend it.
    pub fix: String,
}

impl Problem {
    /// The problem's sentences in Russian where that is asked for, else in English.
    #[must_use]
    pub fn sentences(&self, locale: Locale) -> Sentences {
        match locale {
            Locale::Ru => self.ru.clone(),
            Locale::Az | Locale::En | Locale::Ro => Sentences {
                message: self.message.clone(),
                experience: self.experience.clone(),
                fix: self.fix.clone(),
            },
        }
    }
}
