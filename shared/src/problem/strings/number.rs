//! Phone numbers in texts.

/// The phone numbers in a text: what begins with `+` or as numbers within a country do, and has seven digits or more.
pub(crate) fn numbers(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit() || matches!(c, '+' | '(')) {
        let after_word = rest
            .get(..start)
            .and_then(|b| b.chars().next_back())
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '*' | '#'));
        let run = rest.get(start..).unwrap_or_default();
        let end = run.find(|c| !belongs(c)).unwrap_or(run.len());
        let number = run
            .get(..end.max(1))
            .unwrap_or_default()
            .trim_end_matches(|c: char| !c.is_ascii_digit());
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        let begins = number.starts_with(['+', '0'])
            || number.starts_with('(')
            || number.starts_with("8 ") && digits == 11
            || number.starts_with("8-") && digits == 11;
        let ends_word = run
            .get(end..)
            .and_then(|r| r.chars().next())
            .is_some_and(|c| c.is_alphabetic() || matches!(c, '#' | '*' | ':' | '%'));
        if begins && (7..=15).contains(&digits) && !after_word && !ends_word {
            found.push(number);
        }
        rest = run.get(end.max(1)..).unwrap_or_default();
    }
    found
}

fn belongs(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(
            c,
            '+' | '(' | ')' | ' ' | '-' | '\u{a0}' | '\u{2009}' | '\u{202f}'
        )
        || matches!(c, '\u{2010}'..='\u{2013}')
}

/// Whether nobody has such a number. Numbers without a country code are read as the site's.
#[cfg(feature = "phone")]
pub(super) fn is_wrong(number: &str, country: Option<&str>) -> bool {
    !crate::phone::exists(number, country)
}

/// Without the numbering plans, no number is known to be wrong.
#[cfg(not(feature = "phone"))]
pub(super) fn is_wrong(_: &str, _: Option<&str>) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn phone_numbers_are_told_from_other_numbers() {
        for (text, expected) in [
            ("Call +44 20 7946 0100.", vec!["+44 20 7946 0100"]),
            (
                "Call (012) 555-01-00, or 012 555 01 01.",
                vec!["(012) 555-01-00", "012 555 01 01"],
            ),
            ("8 800 555-35-35", vec!["8 800 555-35-35"]),
            ("Dial *100#.", vec![]),
            ("From 08:00-22:00, 2026-12-31.", vec![]),
            ("Card 4111 1111 1111 1111", vec![]),
            ("It costs 0.05 AZN.", vec![]),
            ("Press 0 or 1.", vec![]),
            ("Dial *0501234567#.", vec![]),
            ("", vec![]),
            ("+", vec![]),
        ] {
            assert_eq!(numbers(text), expected, "{text}");
        }
    }
}
