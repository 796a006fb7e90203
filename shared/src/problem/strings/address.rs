//! Web addresses in texts.

/// Names of hosts, or of parts of them, that customers cannot or should not reach.
const STAGING: [&str; 13] = [
    "staging",
    "stage",
    "stg",
    "dev",
    "develop",
    "test",
    "testing",
    "uat",
    "qa",
    "preprod",
    "sandbox",
    "localhost",
    "demo",
];

/// Ends of hosts that lead to somebody's own computer.
const PRIVATE: [&str; 8] = [
    ".local",
    ".localhost",
    ".internal",
    ".lan",
    ".ngrok.io",
    ".ngrok-free.app",
    ".trycloudflare.com",
    ".workers.dev",
];

/// The web address in a text, as far as it goes.
pub(super) fn address(text: &str) -> Option<&str> {
    // Most texts have none, and all are looked at.
    if !text.contains(':') || !text.contains("://") {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let start = lower.find("https://").or_else(|| lower.find("http://"))?;
    let rest = text.get(start..)?;
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '»' | '”'))
        .unwrap_or(rest.len());
    let url = rest
        .get(..end)?
        .trim_end_matches(['.', ',', ')', '!', '?', ';', ':']);
    // Filled in, or a rule of its own.
    (url.len() > "https://".len()).then_some(url)
}

/// The host of an address in a text that is one for trials.
pub(super) fn staging_host(text: &str) -> Option<&str> {
    let url = address(text)?;
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let lower = host.to_ascii_lowercase();
    let local = lower == "localhost"
        || PRIVATE.iter().any(|end| lower.ends_with(end))
        || lower.parse::<std::net::Ipv4Addr>().is_ok();
    let mut labels = lower.split('.');
    let first = labels.next().unwrap_or_default();
    let trial = lower.contains('.') && first.split('-').any(|part| STAGING.contains(&part));
    (local || trial).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_in_a_sentence() {
        for (text, url) in [
            (
                "See https://www.acme.example/a?b=1.",
                Some("https://www.acme.example/a?b=1"),
            ),
            ("HTTP://acme.example", Some("HTTP://acme.example")),
            ("(https://acme.example)", Some("https://acme.example")),
            ("acme.example", None),
            ("https://", None),
        ] {
            assert_eq!(address(text), url, "{text}");
        }
    }

    #[test]
    fn hosts_for_trials_are_told_from_real_ones() {
        for (url, staging) in [
            ("https://staging.acme.example/x", true),
            ("https://app-staging.acme.example", true),
            ("https://dev.acme.example", true),
            ("https://localhost:8787/", true),
            ("https://127.0.0.1/", true),
            ("https://192.168.0.7/hook", true),
            ("https://x.trycloudflare.com/", true),
            ("https://www.acme.example/test", false),
            ("https://testdrive.acme.example", false),
            ("https://crm.acme.example/hook", false),
            ("https://stagecoach.example", false),
            ("https://develop-your-skills.example", true),
        ] {
            assert_eq!(staging_host(url).is_some(), staging, "{url}");
        }
    }
}
