//! Secrets that somebody pasted into a file.

/// Beginnings of keys that services hand out, and how many letters and digits follow at least.
const KEYS: [(&str, usize); 16] = [
    ("whsec_", 16),
    ("sk_live_", 10),
    ("sk_test_", 10),
    ("rk_live_", 10),
    ("sk-", 20),
    ("ghp_", 20),
    ("gho_", 20),
    ("github_pat_", 20),
    ("glpat-", 16),
    ("xoxb-", 10),
    ("xoxp-", 10),
    ("AKIA", 16),
    ("AIza", 30),
    ("npm_", 30),
    ("SG.", 20),
    ("KEY0", 20),
];

/// Characters of the shortest secret that is known by its looks.
const SHORTEST: usize = 15;

/// Fields that hold a secret whatever they look like. None of our formats has one.
const FIELDS: [&str; 10] = [
    "password",
    "passwd",
    "token",
    "auth_token",
    "api_key",
    "apikey",
    "access_key",
    "private_key",
    "client_secret",
    "signing_key",
];

/// Names of a secret within an address.
const NAMES: [&str; 9] = [
    "token",
    "key",
    "apikey",
    "api_key",
    "secret",
    "password",
    "passwd",
    "pwd",
    "access_token",
];

/// The secret in a text.
pub(crate) fn secret<'t>(field: &str, text: &'t str) -> Option<&'t str> {
    if text.len() < 6 {
        return None;
    }
    let field = field.to_ascii_lowercase();
    let whole = FIELDS.contains(&field.as_str()) && !is_name(text)
        || text.contains("-----BEGIN ") && text.contains("PRIVATE KEY");
    if whole {
        return Some(text);
    }
    words(text)
        .find(|w| is_key(w))
        .or_else(|| credentials(text))
        .or_else(|| header(text))
}

/// Words without the punctuation at their end.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ',' | ';' | '(' | ')'))
        .map(|w| w.trim_end_matches(['.', '!', '?', ':']))
}

/// `MOBILE_TWILIO_TOKEN`.
fn is_name(text: &str) -> bool {
    text.bytes()
        .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}

fn is_key(word: &str) -> bool {
    if word.len() < SHORTEST || !word.is_ascii() {
        return false;
    }
    let hex = |text: &str| text.bytes().all(|b| b.is_ascii_hexdigit());
    let known = KEYS.iter().any(|(start, length)| {
        word.strip_prefix(start)
            .is_some_and(|rest| rest.len() >= *length && rest.bytes().all(is_key_byte))
    });
    let twilio = word.len() == 34
        && ["AC", "SK", "AP", "PN"].iter().any(|s| word.starts_with(s))
        && word.get(2..).is_some_and(hex);
    let token = matches!(word.len(), 32 | 40 | 64) && hex(word) && has_digits_and_letters(word);
    let jwt = word.starts_with("eyJ") && word.matches('.').count() == 2 && word.len() > 40;
    known || twilio || token || jwt || is_random(word)
}

fn is_key_byte(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+' | b'/' | b'=' | b'.')
}

fn has_digits_and_letters(word: &str) -> bool {
    word.bytes().any(|b| b.is_ascii_digit()) && word.bytes().any(|b| b.is_ascii_alphabetic())
}

/// Long, without a break, and changing between small letters, capitals and digits as no word does.
fn is_random(word: &str) -> bool {
    let plain = word
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='));
    if !plain || !(24..=512).contains(&word.len()) {
        return false;
    }
    let kind = |b: u8| match b {
        b'0'..=b'9' => 0,
        b'a'..=b'z' => 1,
        b'A'..=b'Z' => 2,
        _ => 3,
    };
    let kinds: std::collections::BTreeSet<u8> = word.bytes().map(kind).collect();
    let changes = word
        .as_bytes()
        .windows(2)
        .filter(|pair| matches!(pair, [a, b] if kind(*a) != kind(*b)))
        .count();
    kinds.contains(&0) && kinds.contains(&1) && kinds.contains(&2) && changes * 3 >= word.len()
}

/// `user:password` of `https://user:password@host`, the value of `?token=…`.
fn credentials(text: &str) -> Option<&str> {
    let url = words(text).find(|w| w.contains("://"))?;
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    if let Some((user, _)) = host.rsplit_once('@').filter(|(user, _)| user.contains(':')) {
        return Some(user);
    }
    let (_, query) = rest.split_once('?')?;
    query.split('&').find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        let secret = NAMES.contains(&name.to_ascii_lowercase().as_str()) && value.len() >= 6;
        secret.then_some(value)
    })
}

/// The token of `Bearer abc…`, `Basic abc…`.
fn header(text: &str) -> Option<&str> {
    let mut before = "";
    words(text).find(|word| {
        let scheme = matches!(before, "Bearer" | "Basic" | "bearer" | "basic");
        before = word;
        scheme && word.len() >= 16 && word.bytes().all(is_key_byte) && has_digits_and_letters(word)
    })
}

#[cfg(test)]
mod tests {
    use super::secret;

    #[test]
    fn secrets_are_found_wherever_they_were_pasted() {
        let hex = "0123456789abcdef0123456789abcdef";
        for (field, text) in [
            ("say", format!("AC{hex}").as_str()),
            ("to", format!("token {hex}").as_str()),
            ("to", "https://crm.acme.example/hook?token=abcdef123"),
            ("to", "https://user:pass@crm.acme.example/hook"),
            ("say", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            ("skill", "Bearer abcdef0123456789abcdef"),
            ("password", "hunter22"),
            ("x", "-----BEGIN EC PRIVATE KEY-----"),
            (
                "x",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
            ),
            ("x", "k3Yf00baA1b2C3d4E5f6G7h8I9"),
        ] {
            assert!(secret(field, text).is_some(), "{text}");
        }
    }

    #[test]
    fn what_people_write_is_no_secret() {
        for (field, text) in [
            ("token", "MOBILE_TWILIO_TOKEN"),
            (
                "say",
                "Press the key for basic information about your card.",
            ),
            (
                "say",
                "Bearer of the card must be present, identification required",
            ),
            ("to", "https://crm.acme.example/hook?source=ringback"),
            ("say", "Наберите *100#."),
            ("go_to", "step_with_a_long_name_2026_and_more_words"),
            (
                "link",
                "https://www.acme.example/Articles2026/HowToTopUpYourAccount",
            ),
            ("from", "+442079460100"),
            ("x", "00000000000000000000000000000000"),
            ("say", "Donaudampfschifffahrtsgesellschaft"),
        ] {
            assert_eq!(secret(field, text), None);
        }
    }
}
