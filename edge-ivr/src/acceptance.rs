//! Whether a site's files may serve here and now: every rule of the check, and the secrets that they name.

use crate::{problem::Refusal, settings::Settings};
use jiff::{Timestamp, tz::TimeZone};
use shared::{
    api::InWords,
    bundle::{Bundle, BundleSource, Checked},
    problem::{Problem, Severity},
    site::Sink,
};
use std::collections::BTreeSet;

/// Why they may not.
#[derive(Debug)]
pub(crate) enum Unfit {
    /// They have errors.
    Problems(Vec<Problem>),
    /// They name secrets that the runtime lacks.
    Secrets(Vec<String>),
}

/// Checks files as of today.
///
/// # Errors
/// [`Unfit`].
pub(crate) fn check(
    source: &BundleSource,
    site: &str,
    settings: &Settings,
    now: Timestamp,
) -> Result<Checked, Unfit> {
    let today = now.to_zoned(TimeZone::UTC).date();
    let checked = source.check(site, today).map_err(Unfit::Problems)?;
    let missing = missing_secrets(&checked.bundle, |name| settings.secrets.contains_key(name));
    match missing.is_empty() {
        true => Ok(checked),
        false => Err(Unfit::Secrets(missing)),
    }
}

impl Unfit {
    /// Refuses a request because of it.
    pub(crate) fn refusal(self) -> Refusal {
        match self {
            Unfit::Problems(problems) => {
                let counted = match problems.as_slice() {
                    [one] => format!("{} ({}:{}).", one.message, one.file, one.line),
                    many => format!("The site's files have {} problems.", many.len()),
                };
                Refusal::problems(format!("{counted} Nothing was published."), problems)
            }
            Unfit::Secrets(missing) => Refusal::invalid(format!(
                "site.json names secrets that this installation does not have: {}. Set them in its environment, list their names in RINGBACK_SECRETS, start it again and publish again. Nothing was published.",
                missing.join(", ")
            )),
        }
    }

    /// Why a planned activation did not happen.
    pub(crate) fn in_words(&self) -> InWords {
        match self {
            Unfit::Problems(problems) => {
                let errors = problems.iter().filter(|p| p.severity == Severity::Error);
                let count = errors.clone().count();
                let (mut en, mut ru) = (
                    format!("The files have become wrong: {count} errors."),
                    format!("Файлы стали неверными, ошибок: {count}."),
                );
                if let Some(first) = errors.clone().next() {
                    let place = format!("{}:{}", first.file, first.line);
                    en.push_str(&format!(" {place}: {} {}", first.message, first.fix));
                    ru.push_str(&format!(" {place}: {} {}", first.ru.message, first.ru.fix));
                }
                InWords { en, ru }
            }
            Unfit::Secrets(missing) => {
                let names = missing.join(", ");
                InWords {
                    en: format!("The installation lacks secrets that site.json names: {names}."),
                    ru: format!("В установке нет секретов, названных в site.json: {names}."),
                }
            }
        }
    }
}

/// Secrets that a site names and the runtime lacks, each once.
fn missing_secrets(bundle: &Bundle, has: impl Fn(&str) -> bool) -> Vec<String> {
    let of_numbers = bundle.site.numbers.values().map(|number| &number.secret);
    let of_sinks = bundle.site.sinks.values().filter_map(|sink| match sink {
        Sink::BuiltIn => None,
        Sink::Webhook { secret, .. } => Some(secret),
    });
    let missing: BTreeSet<&String> = of_numbers
        .chain(of_sinks)
        .filter(|name| !has(name))
        .collect();
    missing.into_iter().cloned().collect()
}
