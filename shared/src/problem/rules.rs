//! Every rule that files are checked against, and what its author is told: in English, in Russian.

use super::Severity;

/// A sentence in the languages in which problems are told. `{name}` marks a place to fill in.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// English.
    pub en: &'static str,
    /// Russian.
    pub ru: &'static str,
}

/// A rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Stable name, `snake_case`.
    pub name: &'static str,
    /// How bad it is to break it.
    pub severity: Severity,
    /// What is wrong.
    pub message: Pair,
    /// What a caller or visitor would experience; empty where the message says it.
    pub experience: Pair,
    /// How to mend it.
    pub fix: Pair,
}

macro_rules! rules {
    ($all:ident; $($rule:ident $name:literal $severity:ident
        $message_en:literal, $message_ru:literal;
        $experience_en:literal, $experience_ru:literal;
        $fix_en:literal, $fix_ru:literal;
    )*) => {
        $(
            #[doc = $message_en]
            pub const $rule: Rule = Rule {
                name: $name,
                severity: Severity::$severity,
                message: Pair { en: $message_en, ru: $message_ru },
                experience: Pair { en: $experience_en, ru: $experience_ru },
                fix: Pair { en: $fix_en, ru: $fix_ru },
            };
        )*

        /// All rules of this file.
        pub(super) const $all: &[Rule] = &[$($rule),*];
    };
}

mod answer;
mod hours;
mod include;
mod menu;
mod shape;
mod site;
mod steps;
mod survey;
mod syntax;
mod text;

pub use answer::*;
pub use hours::*;
pub use include::*;
pub use menu::*;
pub use shape::*;
pub use site::*;
pub use steps::*;
pub use survey::*;
pub use syntax::*;
pub use text::*;

/// All rules, in groups.
pub const ALL: &[&[Rule]] = &[
    syntax::SYNTAX,
    include::INCLUDE,
    site::SITE,
    hours::HOURS,
    menu::MENU,
    shape::SHAPE,
    steps::STEPS,
    answer::ANSWER,
    text::TEXT,
    survey::SURVEY,
];
