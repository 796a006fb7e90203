//! What people say on the phone: yes, no, again, and numbers.

use crate::locale::Locale;

/// Words that mean one thing, in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// Azerbaijani.
    pub az: &'static [&'static str],
    /// English.
    pub en: &'static [&'static str],
    /// Romanian.
    pub ro: &'static [&'static str],
    /// Russian.
    pub ru: &'static [&'static str],
}

impl Words {
    /// The words of `locale`.
    #[must_use]
    pub fn get(&self, locale: Locale) -> &'static [&'static str] {
        match locale {
            Locale::Az => self.az,
            Locale::En => self.en,
            Locale::Ro => self.ro,
            Locale::Ru => self.ru,
        }
    }
}

/// Yes.
pub const YES: Words = Words {
    az: &["bəli", "hə", "düzdür", "düzgündür"],
    en: &["yes", "yeah", "yep", "correct", "right"],
    ro: &["da", "corect", "exact"],
    ru: &["да", "верно", "правильно", "ага"],
};

/// No.
pub const NO: Words = Words {
    az: &["xeyr", "yox", "səhvdir"],
    en: &["no", "nope", "not", "wrong", "incorrect"],
    ro: &["nu", "greșit", "incorect"],
    ru: &["нет", "не", "неверно", "неправильно"],
};

/// Say it again.
pub const AGAIN: Words = Words {
    az: &["təkrar", "təkrarla", "təkrar edin", "bir daha"],
    en: &["repeat", "again", "say again"],
    ro: &["repetă", "repetați", "încă o dată"],
    ru: &["повтори", "повторите", "ещё раз", "снова"],
};

/// 0 to 10, each with the words for it.
pub const NUMBERS: [Words; 11] = [
    Words {
        az: &["sıfır"],
        en: &["zero", "oh"],
        ro: &["zero"],
        ru: &["ноль", "нуль"],
    },
    Words {
        az: &["bir"],
        en: &["one"],
        ro: &["unu", "una"],
        ru: &["один", "одна", "раз"],
    },
    Words {
        az: &["iki"],
        en: &["two"],
        ro: &["doi", "două"],
        ru: &["два", "две"],
    },
    Words {
        az: &["üç"],
        en: &["three"],
        ro: &["trei"],
        ru: &["три"],
    },
    Words {
        az: &["dörd"],
        en: &["four"],
        ro: &["patru"],
        ru: &["четыре"],
    },
    Words {
        az: &["beş"],
        en: &["five"],
        ro: &["cinci"],
        ru: &["пять"],
    },
    Words {
        az: &["altı"],
        en: &["six"],
        ro: &["șase"],
        ru: &["шесть"],
    },
    Words {
        az: &["yeddi"],
        en: &["seven"],
        ro: &["șapte"],
        ru: &["семь"],
    },
    Words {
        az: &["səkkiz"],
        en: &["eight"],
        ro: &["opt"],
        ru: &["восемь"],
    },
    Words {
        az: &["doqquz"],
        en: &["nine"],
        ro: &["nouă"],
        ru: &["девять"],
    },
    Words {
        az: &["on"],
        en: &["ten"],
        ro: &["zece"],
        ru: &["десять"],
    },
];
