//! Which file of a bundle is what.

use crate::site::{self, SiteDraft};
use std::collections::{BTreeMap, BTreeSet};

/// What a file of a bundle is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// `site.json`.
    Site,
    /// A menu.
    Menu,
    /// The survey.
    Survey,
    /// The list of the recordings in one language.
    Recordings,
    /// Part of others, which use it.
    Part,
}

pub(super) const SITE: &str = "site.json";

/// What each file is, by name. `site` says which one is the survey, and which ones answer a number.
pub(super) fn kinds<'a>(
    files: &'a BTreeMap<String, String>,
    site: Option<&SiteDraft>,
) -> BTreeMap<&'a str, FileKind> {
    let used: BTreeSet<&str> = files
        .values()
        .flat_map(|text| site_files::used(text))
        .collect();
    let survey = site
        .and_then(|site| site.survey.as_ref())
        .map_or(site::DEFAULT_SURVEY, |policy| policy.file.as_str());
    let answers = |name: &str| site.is_some_and(|s| s.numbers.values().any(|n| n.menu == name));
    let kind = |name: &str| match name {
        SITE => FileKind::Site,
        _ if name == survey => FileKind::Survey,
        _ if recordings_in(name).is_some() => FileKind::Recordings,
        // A menu may use all of another that answers a number of its own.
        _ if name.contains('/') || (used.contains(name) && !answers(name)) => FileKind::Part,
        site::DEFAULT_SURVEY => FileKind::Part,
        _ => FileKind::Menu,
    };
    files
        .keys()
        .map(|name| (name.as_str(), kind(name)))
        .collect()
}

/// The language of a list of recordings: `audio/<language>/index.json`.
pub(super) fn recordings_in(name: &str) -> Option<&str> {
    name.strip_prefix("audio/")?.strip_suffix("/index.json")
}
