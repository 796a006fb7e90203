//! The languages of the report itself.

use shared::locale::Locale;

/// A language that the report is written in. What callers hear is shown in theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Russian.
    Ru,
}

impl Lang {
    /// Both.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Ru];

    /// Reads a BCP 47 tag; everything but Russian is English.
    #[must_use]
    pub fn from_tag(tag: &str) -> Lang {
        match Locale::from_tag(tag) {
            Some(Locale::Ru) => Lang::Ru,
            Some(Locale::Az | Locale::En | Locale::Ro) | None => Lang::En,
        }
    }

    /// The BCP 47 code.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.locale().code()
    }

    /// As a language of problems.
    #[must_use]
    pub fn locale(self) -> Locale {
        match self {
            Lang::En => Locale::En,
            Lang::Ru => Locale::Ru,
        }
    }

    /// The words in this language.
    pub(crate) fn pick<'w>(self, en: &'w str, ru: &'w str) -> &'w str {
        match self {
            Lang::En => en,
            Lang::Ru => ru,
        }
    }

    /// A number with its noun: `["error", "errors"]`, `["ошибка", "ошибки", "ошибок"]`.
    pub(crate) fn count(self, number: usize, en: [&str; 2], ru: [&str; 3]) -> String {
        let [one, many] = en;
        let [one_ru, few_ru, many_ru] = ru;
        let noun = match self {
            Lang::En if number == 1 => one,
            Lang::En => many,
            Lang::Ru if number % 10 == 1 && number % 100 != 11 => one_ru,
            Lang::Ru
                if (2..=4).contains(&(number % 10)) && !(12..=14).contains(&(number % 100)) =>
            {
                few_ru
            }
            Lang::Ru => many_ru,
        };
        format!("{number} {noun}")
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn numbers_agree_with_their_nouns() {
        let count =
            |lang: Lang, number| lang.count(number, ["step", "steps"], ["шаг", "шага", "шагов"]);
        assert_eq!(count(Lang::En, 1), "1 step");
        assert_eq!(count(Lang::En, 0), "0 steps");
        for (number, expected) in [
            (1, "1 шаг"),
            (3, "3 шага"),
            (5, "5 шагов"),
            (11, "11 шагов"),
            (22, "22 шага"),
            (112, "112 шагов"),
        ] {
            assert_eq!(count(Lang::Ru, number), expected);
        }
    }
}
