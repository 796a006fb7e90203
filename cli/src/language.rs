//! The language in which a command speaks.

use crate::command::Failure;
use lexopt::ValueExt;
use shared::locale::Locale;

/// The value of `--lang`: a language in which problems are told.
pub(crate) fn of_option(arguments: &mut lexopt::Parser) -> Result<Locale, Failure> {
    let code = arguments.value()?.string()?;
    Locale::from_tag(&code)
        .filter(|l| matches!(l, Locale::En | Locale::Ru))
        .ok_or_else(|| Failure::Usage("--lang is en or ru".to_owned()))
}

/// The language that POSIX programs would use.
pub(crate) fn of_environment() -> Locale {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .and_then(|value| Locale::from_tag(&value))
        .unwrap_or(Locale::En)
}
