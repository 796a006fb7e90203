//! Rules about every text in a file, wherever it stands: secrets, addresses, phone numbers.
//!
//! They look at the file as it was read, not at what it means, so that a text in a new place is checked as well.

mod address;
mod number;
mod secret;

pub(crate) use number::numbers;

use secret::secret;

use super::{At, Document, Problem, Report, rules, texts};
use crate::{
    dialect::{self, TooLong},
    locale::Locale,
    site::{Provider, Site},
};
use std::collections::BTreeSet;

/// Checks all texts of a file. `told` are the problems that are known; nothing is said twice.
pub(crate) fn check(
    document: &Document<'_>,
    site: Option<&Site>,
    told: &[Problem],
) -> Vec<Problem> {
    let mut walk = Walk {
        site,
        providers: site.map(providers).unwrap_or_default(),
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

fn providers(site: &Site) -> BTreeSet<Provider> {
    site.numbers
        .values()
        .map(|number| number.provider)
        .collect()
}

struct Walk<'a, 's> {
    site: Option<&'s Site>,
    /// Those of the site's numbers.
    providers: BTreeSet<Provider>,
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
            self.text(text, at, field, locale);
        }
        for inner in at.inner() {
            self.visit(inner, field);
        }
    }

    fn text(&mut self, text: &str, at: At<'_>, field: &str, locale: Option<Locale>) {
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
        if let Some(locale) = locale.filter(|_| field != "search") {
            self.in_a_language(text, at);
            // What the customer agrees to is shown, never said.
            if field != "consent" {
                self.too_long(text, at, locale);
            }
        }
    }

    /// Providers read a long text out in pieces.
    fn too_long(&mut self, text: &str, at: At<'_>, locale: Locale) {
        for provider in &self.providers {
            if let Some(TooLong { length, limit }) = dialect::too_long(*provider, text) {
                let (length, limit) = (length.to_string(), limit.to_string());
                let values = [
                    ("provider", provider.brand()),
                    ("length", length.as_str()),
                    ("limit", limit.as_str()),
                ];
                let rule = &rules::TEXT_TOO_LONG;
                texts::about_language(rule, at.value(), locale, &values, &mut self.report);
            }
        }
    }

    fn in_a_language(&mut self, text: &str, at: At<'_>) {
        if let Some(url) = address::address(text) {
            let values = [("url", url)];
            let rule = if url.to_ascii_lowercase().starts_with("http:") {
                &rules::BAD_URL
            } else {
                &rules::LINK_IN_TEXT
            };
            self.report.add(rule, at.part(url), &values, None);
        }
        let country = self.site.map(|site| site.country.as_str());
        for number in numbers(text) {
            if number::is_wrong(number, country) {
                let values = [("number", number)];
                self.report
                    .add(&rules::WRONG_NUMBER_IN_TEXT, at.part(number), &values, None);
            }
        }
    }
}
