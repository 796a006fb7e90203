//! A text as words: enough to see which numbers are keys.

/// A word, a number, or a run of digits, `*` and `#`.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    /// As it stands in the text, without a case ending behind a hyphen: "3" of "3-ü".
    pub(super) word: &'t str,
    /// In plain small letters: "apasati".
    pub(super) plain: String,
    /// The ending behind the hyphen: "ü" of "3-ü".
    pub(super) ending: Option<String>,
    /// A comma stands before it.
    pub(super) comma_before: bool,
    /// A dash or a colon stands before it.
    pub(super) dash_before: bool,
}

/// Whether a character belongs to a number that is not a whole one: `10.50`, `24/7`, `18:00`.
fn joins_digits(c: char) -> bool {
    matches!(c, '.' | ',' | ':' | '/' | '%')
}

/// The sentences of a text, each as its words.
pub(super) fn sentences(text: &str) -> Vec<Vec<Token<'_>>> {
    let mut all = Vec::new();
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let (mut comma, mut dash) = (false, false);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = if is_word(c) { word_length(rest) } else { 0 };
        if length > 0 {
            let (word, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            tokens.push(token(word, comma, dash));
            (comma, dash) = (false, false);
            rest = after;
            continue;
        }
        match c {
            '.' | '!' | '?' | ';' | '\n' | '…' => all.push(std::mem::take(&mut tokens)),
            ',' | '،' => comma = true,
            '-' | '–' | '—' | ':' | '=' => dash = true,
            _ => {}
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    all.push(tokens);
    all.retain(|tokens| !tokens.is_empty());
    all
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '*' | '#' | '+')
}

/// A hyphen, a decimal point or a colon belongs to the word where a letter or digit stands right behind it.
fn word_length(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    let mut digits_only = true;
    while let Some((at, c)) = chars.next() {
        let next_is_word = chars.peek().is_some_and(|(_, c)| is_word(*c));
        let next_is_digit = chars.peek().is_some_and(|(_, c)| c.is_ascii_digit());
        let joins = match c {
            '-' | '\u{2010}' | '\u{2011}' | '\'' | '’' => next_is_word,
            '%' => digits_only,
            c if joins_digits(c) => digits_only && next_is_digit,
            _ => false,
        };
        if !is_word(c) && c != '\u{307}' && !joins {
            return at;
        }
        digits_only &= c.is_ascii_digit() || joins;
    }
    text.len()
}

fn token(word: &str, comma_before: bool, dash_before: bool) -> Token<'_> {
    let (stem, ending) = match word.split_once(['-', '\u{2010}', '\u{2011}', '\'', '’']) {
        Some((stem, ending))
            if stem.bytes().all(|b| b.is_ascii_digit())
                && ending.chars().all(char::is_alphabetic) =>
        {
            (stem, Some(plain(ending)))
        }
        Some(_) | None => (word, None),
    };
    Token {
        word: stem,
        plain: plain(stem),
        ending,
        comma_before,
        dash_before,
    }
}

/// Small letters without their marks, so that "Apăsaţi", "apăsați" and "apasati" are one word.
pub(super) fn plain(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .filter_map(|c| match c {
            '\u{307}' => None,
            'ă' | 'â' => Some('a'),
            'î' | 'ı' => Some('i'),
            'ș' | 'ş' => Some('s'),
            'ț' | 'ţ' => Some('t'),
            'ə' => Some('e'),
            'ö' => Some('o'),
            'ü' => Some('u'),
            'ğ' => Some('g'),
            'ç' => Some('c'),
            'ё' => Some('е'),
            c => Some(c),
        })
        .collect()
}
