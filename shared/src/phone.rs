//! Phone numbers: normalised, masked, hashed. Whether a number may be dialled needs the feature `phone`.
//!
//! The feature carries the metadata of Google's libphonenumber (132 kB compressed), so the Worker and the
//! command line have it and the widget has not. A person's keyed hash is [`crate::seal::Keys::person`].

#[cfg(feature = "phone")]
mod dialable;
mod emergency;
mod fault;
mod plan;

pub use emergency::is_emergency;
pub use fault::{NumberFault, number_fault};
#[cfg(feature = "phone")]
pub(crate) use plan::exists;

#[cfg(feature = "phone")]
pub use dialable::{calling_code, dialable, readable};

use std::fmt;

/// Whether a country of this code has telephone numbers; without the plans, whether it may have.
pub(crate) fn has_numbers(country: &str) -> bool {
    #[cfg(feature = "phone")]
    let known = calling_code(country).is_some();
    #[cfg(not(feature = "phone"))]
    let known = !country.is_empty();
    known
}

/// A number in E.164: `+`, then 7 to 15 digits. Its `Debug` shows the last two.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhoneNumber(String);

impl PhoneNumber {
    /// Reads a number that is in E.164 already, as providers and site files write it.
    #[must_use]
    pub fn from_e164(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('+')?;
        let fits = (7..=15).contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit())
            && !digits.starts_with('0');
        fits.then(|| Self(text.to_owned()))
    }

    /// The number: for dialling and hashing only, never for a log.
    #[must_use]
    pub fn as_e164(&self) -> &str {
        &self.0
    }

    /// The last two digits behind four dots, which is all that screens and logs see.
    #[must_use]
    pub fn masked(&self) -> String {
        masked(&self.0)
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhoneNumber({})", self.masked())
    }
}

/// Shows the last two digits of whatever stands there: `•••• 67`.
#[must_use]
pub fn masked(number: &str) -> String {
    let mut last: Vec<char> = number
        .chars()
        .filter(char::is_ascii_digit)
        .rev()
        .take(2)
        .collect();
    last.reverse();
    format!("•••• {}", last.into_iter().collect::<String>())
}

/// Brings what a visitor typed to digits with at most one leading `+`, or nothing where it holds anything
/// that no phone number has: letters, extensions, pauses (`,` `;` `w` `p`), keys (`*` `#`), foreign digits.
#[must_use]
pub fn tidy(typed: &str) -> Option<String> {
    const LONGEST: usize = 40;
    let typed = typed.trim();
    if typed.len() > LONGEST {
        return None;
    }
    let mut tidy = String::with_capacity(typed.len());
    for letter in typed.chars() {
        match letter {
            '0'..='9' => tidy.push(letter),
            '+' if tidy.is_empty() => tidy.push('+'),
            ' '
            | '\u{a0}'
            | '\u{2009}'
            | '\u{202f}'
            | '-'
            | '\u{2010}'..='\u{2013}'
            | '.'
            | '/'
            | '('
            | ')' => {}
            _ => return None,
        }
    }
    (tidy.len() >= 3).then_some(tidy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_e164_is_a_number() {
        for (text, fits) in [
            ("+12025550123", true),
            ("12025550123", false),
            ("+02025550123", false),
            ("+1202555012345678", false),
            ("+1 202 555 0123", false),
            ("+123456", false),
            ("+٠١٢٣٤٥٦٧", false),
            ("", false),
        ] {
            assert_eq!(PhoneNumber::from_e164(text).is_some(), fits, "{text}");
        }
    }

    #[test]
    fn nobody_reads_more_than_two_digits() {
        let number = PhoneNumber::from_e164("+12025550123").unwrap();
        assert_eq!(number.masked(), "•••• 23");
        assert_eq!(format!("{number:?}"), "PhoneNumber(•••• 23)");
        assert_eq!(masked(""), "•••• ");
    }

    #[test]
    fn typing_is_tidied_and_trickery_refused() {
        for (typed, tidied) in [
            (" +1 (202) 555-0123 ", Some("+12025550123")),
            ("(012) 555.01.23", Some("0125550123")),
            ("+1\u{a0}202\u{2011}555\u{2013}0123", Some("+12025550123")),
            ("12", None),
            ("+1 202 555 0123 ext. 4", None),
            ("+12025550123,,9", None),
            ("+12025550123;1", None),
            ("+12025550123p1", None),
            ("+12025550123*9#", None),
            ("1+2025550123", None),
            ("++12025550123", None),
            ("+1 ٢٠٢ ٥٥٥ ٠١٢٣", None),
            ("sip:someone@pbx.example", None),
            ("+1202555012300000000000000000000000000000000", None),
        ] {
            assert_eq!(tidy(typed).as_deref(), tidied, "{typed}");
        }
    }
}
