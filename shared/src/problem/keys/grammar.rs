//! The words around a key in each language, in plain small letters.

use super::token::Token;
use crate::locale::Locale;
use std::ops::Range;

/// How a language tells somebody to press a key.
pub(super) struct Grammar {
    /// Azerbaijani puts "press" at the end; the others put it before the key.
    pub(super) verb_last: bool,
    /// "press".
    verbs: &'static [&'static str],
    /// "dial": a key only where one digit follows, for it dials numbers and codes as well.
    dials: &'static [&'static str],
    /// "key": what stands beside it is one, without a verb too.
    nouns: &'static [&'static str],
    /// Words that may stand between "press" and the key.
    fillers: &'static [&'static str],
    /// Words that follow a key in a list: "2 for support".
    after: &'static [&'static str],
    /// Words that precede a key in a list: "or 0".
    before: &'static [&'static str],
    /// First words of a part that ends in its key: "for support 2".
    openers: &'static [&'static str],
    /// Words that make the number before them an amount: "3 seconds".
    units: &'static [&'static str],
    /// Beginnings of words that say that something is heard again; with a full stop, whole words.
    repeats: &'static [&'static str],
    /// Words before the first and before the last key of a range.
    ranges: &'static [(&'static str, &'static str)],
    /// Case endings of "from 3" and "to 3" behind a hyphen or at the end of a number word.
    range_endings: Option<(&'static [&'static str], &'static [&'static str])>,
    words: &'static [(&'static str, char)],
}

pub(super) fn of(locale: Locale) -> Grammar {
    match locale {
        Locale::Az => AZ,
        Locale::En => EN,
        Locale::Ro => RO,
        Locale::Ru => RU,
    }
}

impl Grammar {
    /// The words among which keys may stand: behind the first "press", in Azerbaijani before the last.
    pub(super) fn scope(&self, tokens: &[Token<'_>]) -> Option<Range<usize>> {
        let is_start = |t: &Token<'_>| self.is_verb(t) || is_in(self.nouns, &t.plain);
        if self.verb_last {
            let last = tokens.iter().rposition(|t| self.is_verb(t))?;
            Some(0..last)
        } else {
            let first = tokens.iter().position(is_start)?;
            Some(first + 1..tokens.len())
        }
    }

    /// The key that a word is: digits, `*`, `#` or a number word.
    pub(super) fn key(&self, token: &Token<'_>) -> Option<String> {
        let digits = token.word.bytes().all(|b| b.is_ascii_digit()) && token.word.len() <= 4;
        if digits || matches!(token.word, "*" | "#") {
            return Some(token.word.to_owned());
        }
        let (_, key) = self.words.iter().find(|(w, _)| *w == token.plain)?;
        Some(key.to_string())
    }

    /// Whether "press" or "key" stands right beside the word.
    pub(super) fn is_direct(&self, tokens: &[Token<'_>], at: usize, scope: &Range<usize>) -> bool {
        if self.verb_last {
            let Some(token) = tokens.get(at) else {
                return false;
            };
            let next = tokens.get(at + 1);
            let digit_word = self.key(token).is_some_and(|k| k.len() == 1);
            return next.is_some_and(|next| {
                self.is_noun(next)
                    || at + 1 == scope.end
                        && (is_in(self.verbs, &next.plain)
                            || digit_word && is_in(self.dials, &next.plain))
                    || self.ends_range(token)
            });
        }
        let single = tokens
            .get(at)
            .and_then(|t| self.key(t))
            .is_some_and(|k| k.len() == 1);
        for before in tokens.get(..at).unwrap_or_default().iter().rev() {
            if is_in(self.verbs, &before.plain) || is_in(self.nouns, &before.plain) {
                return true;
            }
            if is_in(self.dials, &before.plain) {
                return single;
            }
            if !is_in(self.fillers, &before.plain) && !self.opens_range(before) {
                return false;
            }
        }
        false
    }

    /// Whether the word belongs to a list of keys.
    pub(super) fn is_listed(&self, tokens: &[Token<'_>], at: usize) -> bool {
        let Some(token) = tokens.get(at) else {
            return false;
        };
        let previous = at.checked_sub(1).and_then(|i| tokens.get(i));
        let next = tokens.get(at + 1);
        let part_ends = next.is_none_or(|n| n.comma_before || is_in(self.before, &n.plain));
        if self.verb_last {
            return part_ends && previous.is_some_and(|p| is_in(self.openers, &p.plain));
        }
        let opener = || {
            let part = tokens.get(..at).unwrap_or_default();
            let start = part.iter().rposition(|t| t.comma_before).unwrap_or(0);
            part.get(start)
                .is_some_and(|first| is_in(self.openers, &first.plain))
        };
        let listed = token.comma_before || previous.is_some_and(|p| is_in(self.before, &p.plain));
        let described =
            next.is_some_and(|n| is_in(self.after, &n.plain) || n.dash_before && !n.comma_before);
        listed && described || part_ends && (token.dash_before || opener())
    }

    /// Whether the word goes on a list of bare keys: "1, 2 or 3".
    pub(super) fn follows(
        &self,
        tokens: &[Token<'_>],
        at: usize,
        is_key: impl Fn(usize) -> bool,
    ) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let ends = tokens
            .get(at + 1)
            .is_none_or(|n| n.comma_before || is_in(self.before, &n.plain));
        let comma = tokens.get(at).is_some_and(|t| t.comma_before);
        let word = tokens.get(before).map(|t| t.plain.as_str());
        let joined = word.is_some_and(|w| is_in(self.before, w));
        ends && (comma && is_key(before) || joined && before > 0 && is_key(before - 1))
    }

    /// Whether what follows makes the number an amount, or the word is not a number here: "press one of the keys".
    pub(super) fn is_no_key(&self, tokens: &[Token<'_>], at: usize, key: &str) -> bool {
        let Some(token) = tokens.get(at) else {
            return true;
        };
        let next = tokens.get(at + 1).filter(|n| !n.comma_before);
        if next.is_some_and(|n| !n.dash_before && is_in(self.units, &n.plain)) {
            return true;
        }
        let is_word = token.word != key;
        let named = matches!(key, "*" | "#");
        // "One", "două" and their like are often no numbers.
        is_word
            && !named
            && !next.is_none_or(|n| {
                n.dash_before
                    || is_in(self.after, &n.plain)
                    || is_in(self.before, &n.plain)
                    || is_in(self.nouns, &n.plain)
                    || self.is_noun(n)
                    || self.is_verb(n)
                    || is_in(self.fillers, &n.plain)
            })
    }

    /// The range that begins at a word: its first key, and place and key of its last.
    pub(super) fn range(
        &self,
        tokens: &[Token<'_>],
        at: usize,
    ) -> Option<(String, (usize, String))> {
        let first = self.key(tokens.get(at)?)?;
        if let Some((from, to)) = self.range_endings {
            let start = tokens.get(at)?;
            let end = tokens.get(at + 1)?;
            let fits = |token: &Token<'_>, endings: &[&str]| {
                token.ending.as_ref().is_some_and(|e| is_in(endings, e))
            };
            return (fits(start, from) && fits(end, to))
                .then(|| Some((first, (at + 1, self.key(end)?))))
                .flatten();
        }
        let opener = tokens.get(at.checked_sub(1)?)?;
        let middle = tokens.get(at + 1)?;
        let last = self.key(tokens.get(at + 2)?)?;
        let is_range = self
            .ranges
            .iter()
            .any(|(from, to)| opener.plain == *from && middle.plain == *to);
        is_range.then_some((first, (at + 2, last)))
    }

    /// Whether a word says that something is heard again.
    pub(super) fn is_repeat(&self, token: &Token<'_>) -> bool {
        self.repeats
            .iter()
            .any(|repeat| match repeat.strip_suffix('.') {
                Some(whole) => token.plain == whole,
                None => token.plain.starts_with(repeat),
            })
    }

    fn is_verb(&self, token: &Token<'_>) -> bool {
        is_in(self.verbs, &token.plain) || is_in(self.dials, &token.plain)
    }

    /// Azerbaijani inflects its nouns: "düyməsini", "düyməyə".
    fn is_noun(&self, token: &Token<'_>) -> bool {
        self.verb_last && self.nouns.iter().any(|n| token.plain.starts_with(n))
    }

    fn opens_range(&self, token: &Token<'_>) -> bool {
        self.ranges.iter().any(|(from, _)| token.plain == *from)
    }

    fn ends_range(&self, token: &Token<'_>) -> bool {
        self.range_endings
            .is_some_and(|(from, _)| token.ending.as_ref().is_some_and(|e| is_in(from, e)))
    }
}

fn is_in(list: &[&str], word: &str) -> bool {
    list.contains(&word)
}

const EN: Grammar = Grammar {
    verb_last: false,
    verbs: &["press", "push", "hit", "enter", "pressing"],
    dials: &["dial", "type", "choose", "select", "say"],
    nouns: &["key", "button"],
    fillers: &[
        "the", "a", "key", "keys", "number", "digit", "button", "on", "or", "say", "please",
        "just", "either",
    ],
    after: &["for", "to", "if", "when", "and", "or"],
    before: &["or", "and"],
    openers: &["for", "to", "if"],
    units: &[
        "times",
        "seconds",
        "second",
        "minutes",
        "minute",
        "digit",
        "digits",
        "hours",
        "hour",
        "days",
        "day",
        "of",
        "letters",
        "characters",
        "percent",
    ],
    repeats: &["repeat", "again", "replay"],
    ranges: &[("from", "to"), ("between", "and"), ("from", "through")],
    range_endings: None,
    words: &[
        ("zero", '0'),
        ("one", '1'),
        ("two", '2'),
        ("three", '3'),
        ("four", '4'),
        ("five", '5'),
        ("six", '6'),
        ("seven", '7'),
        ("eight", '8'),
        ("nine", '9'),
        ("star", '*'),
        ("asterisk", '*'),
        ("hash", '#'),
        ("pound", '#'),
    ],
};

const RU: Grammar = Grammar {
    verb_last: false,
    verbs: &["нажмите", "нажми", "нажать", "нажав", "нажимайте", "жмите"],
    dials: &["наберите", "выберите", "введите", "скажите"],
    nouns: &[
        "клавиша",
        "клавишу",
        "клавише",
        "кнопка",
        "кнопку",
        "кнопке",
    ],
    fillers: &[
        "клавишу",
        "клавиши",
        "кнопку",
        "кнопки",
        "цифру",
        "цифры",
        "на",
        "или",
        "скажите",
        "пожалуйста",
        "сейчас",
        "номер",
    ],
    after: &["для", "чтобы", "если", "за", "и", "или"],
    before: &["или", "и", "либо", "а"],
    openers: &["для", "чтобы", "если", "за"],
    units: &[
        "раз",
        "раза",
        "секунд",
        "секунды",
        "секунду",
        "минут",
        "минуты",
        "минуту",
        "цифр",
        "цифры",
        "цифру",
        "знак",
        "знака",
        "знаков",
        "час",
        "часа",
        "часов",
        "день",
        "дня",
        "дней",
        "рублей",
        "рубля",
    ],
    repeats: &["повтор", "снова.", "заново", "прослуша", "услыша"],
    ranges: &[("от", "до"), ("с", "по")],
    range_endings: None,
    words: &[
        ("ноль", '0'),
        ("нуль", '0'),
        ("один", '1'),
        ("единицу", '1'),
        ("единица", '1'),
        ("два", '2'),
        ("двойку", '2'),
        ("три", '3'),
        ("тройку", '3'),
        ("четыре", '4'),
        ("четверку", '4'),
        ("пять", '5'),
        ("пятерку", '5'),
        ("шесть", '6'),
        ("семь", '7'),
        ("восемь", '8'),
        ("девять", '9'),
        ("звездочку", '*'),
        ("звездочка", '*'),
        ("звезду", '*'),
        ("решетку", '#'),
        ("решетка", '#'),
        ("диез", '#'),
    ],
};

const RO: Grammar = Grammar {
    verb_last: false,
    verbs: &["apasati", "apasa", "apasand", "tastati", "tasteaza"],
    dials: &["formati", "alegeti", "introduceti", "rostiti"],
    nouns: &["tasta", "butonul"],
    fillers: &[
        "tasta", "tastele", "cifra", "cifrele", "butonul", "pe", "o", "de", "sau", "rostiti",
        "numarul", "acum",
    ],
    after: &["pentru", "daca", "ca", "si", "sau", "la"],
    before: &["sau", "si", "iar", "ori"],
    openers: &["pentru", "daca"],
    units: &[
        "ori",
        "secunde",
        "secunda",
        "minute",
        "minut",
        "cifre",
        "cifra",
        "ore",
        "ora",
        "zile",
        "lei",
        "caractere",
    ],
    repeats: &["repet", "nou.", "reascult"],
    ranges: &[("la", "la"), ("intre", "si")],
    range_endings: None,
    words: &[
        ("zero", '0'),
        ("unu", '1'),
        ("doi", '2'),
        ("trei", '3'),
        ("patru", '4'),
        ("cinci", '5'),
        ("sase", '6'),
        ("sapte", '7'),
        ("opt", '8'),
        ("noua", '9'),
        ("steluta", '*'),
        ("steaua", '*'),
        ("asterisc", '*'),
        ("diez", '#'),
        ("diezul", '#'),
    ],
};

const AZ: Grammar = Grammar {
    verb_last: true,
    verbs: &["basin", "basib", "basmaq", "sixin", "basmaginiz"],
    dials: &["yigin", "secin", "deyin"],
    nouns: &["duym"],
    fillers: &["ve", "ya", "da"],
    after: &[],
    before: &["ve", "ya", "yaxud"],
    openers: &["ucun"],
    units: &[
        "defe", "saniye", "deqiqe", "reqem", "reqemli", "saat", "gun", "manat", "qepik",
    ],
    repeats: &["tekrar", "yeniden", "birdaha"],
    ranges: &[],
    range_endings: Some((&["den", "dan"], &["e", "a", "ya", "ye", "dek", "dak"])),
    words: &[
        ("sifir", '0'),
        ("sifiri", '0'),
        ("bir", '1'),
        ("biri", '1'),
        ("iki", '2'),
        ("ikini", '2'),
        ("uc", '3'),
        ("ucu", '3'),
        ("dord", '4'),
        ("dordu", '4'),
        ("bes", '5'),
        ("besi", '5'),
        ("alti", '6'),
        ("altini", '6'),
        ("yeddi", '7'),
        ("yeddini", '7'),
        ("sekkiz", '8'),
        ("sekkizi", '8'),
        ("doqquz", '9'),
        ("doqquzu", '9'),
        ("ulduz", '*'),
        ("ulduzu", '*'),
        ("diyez", '#'),
        ("diyezi", '#'),
    ],
};
