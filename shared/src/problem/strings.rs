//! Rules about every text in a file, wherever it stands: secrets, addresses, phone numbers.
//!
//! They look at the file as it was read, not at what it means, so that a text in a new place is checked as well.

mod address;
mod number;
mod secret;

pub(crate) use number::numbers;

use secret::secret;

use super::{At, Document, Problem, Report, rules};
use crate::locale::Locale;

/// Checks all texts of a file. `told` are the problems that are known; nothing is said twice.
pub(crate) fn check(
    document: &Document<'_>,
    country: Option<&str>,
    told: &[Problem],
) -> Vec<Problem> {
    let mut walk = Walk {
        country,
        report: Report::new(document),
    };
    walk.visit(document.at(), "");
    let mut found = walk.report.finish();
    found.retain(|p| {
        !told
            .iter()
            .any(|t| t.rule == p.rule && t.file == p.file && t.span == p.span)
    });
    found
}

struct Walk<'a, 'c> {
    country: Option<&'c str>,
    report: Report<'a>,
}

impl Walk<'_, '_> {
    /// `field` is the name of the nearest field that is not a language.
    fn visit(&mut self, at: At<'_>, field: &str) {
        let locale = Locale::ALL.into_iter().find(|l| l.code() == at.name());
        let field = if at.name().is_empty() || locale.is_some() {
            field
        } else {
            at.name()
        };
        if let Some(text) = at.text() {
            self.text(text, at, field, locale.is_some());
        }
        for inner in at.inner() {
            self.visit(inner, field);
        }
    }

    fn text(&mut self, text: &str, at: At<'_>, field: &str, in_a_language: bool) {
        if field == "$schema" {
            return;
        }
        // The names of secrets have a rule of their own.
        if field != "secret"
            && let Some(secret) = secret(field, text)
        {
            let shown: String = secret.chars().take(4).collect::<String>() + "…";
            let values = [("secret", shown.as_str())];
            self.report
                .add(&rules::SECRET_IN_TEXT, at.part(secret), &values, None);
            return;
        }
        if field != "origins"
            && let Some(host) = address::staging_host(text)
        {
            let values = [("host", host)];
            self.report
                .add(&rules::STAGING_ADDRESS, at.part(host), &values, None);
        }
        if in_a_language && field != "search" {
            self.spoken(text, at);
        }
    }

    fn spoken(&mut self, text: &str, at: At<'_>) {
        if let Some(url) = address::address(text) {
            let values = [("url", url)];
            let rule = if url.to_ascii_lowercase().starts_with("http:") {
                &rules::BAD_URL
            } else {
                &rules::LINK_IN_TEXT
            };
            self.report.add(rule, at.part(url), &values, None);
        }
        for number in numbers(text) {
            if number::is_wrong(number, self.country) {
                let values = [("number", number)];
                self.report
                    .add(&rules::WRONG_NUMBER_IN_TEXT, at.part(number), &values, None);
            }
        }
    }
}
