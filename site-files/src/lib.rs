//! A site's folder on disk: which files make its bundle.
//!
//! * every `*.json` directly in the folder: `site.json`, `menu.json`, `survey.json`, `night.json`;
//! * the lists of its recordings: `audio/<language>/index.json`;
//! * what these files use, and what those use in turn: `{ "use": "parts/loans.json" }` lies in the folder,
//!   `{ "use": "common/try_again.json" }` beside it, in the folder `common` that all sites share.
//!
//! Names that would lead out of these folders are left alone here; the check tells their author.
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        reason = "tests may fail loudly"
    )
)]

#[cfg(feature = "disk")]
mod disk;

#[cfg(feature = "disk")]
pub use disk::{Unreadable, paths, read};

use std::path::{Path, PathBuf};

/// The folder that all sites share.
pub const COMMON: &str = "common";

/// The names that a text uses, in order. A text that is no sound JSON has them too: this looks for the words
/// `"use": "…"`, which within a text of JSON would be written with backslashes.
pub fn used(text: &str) -> impl Iterator<Item = &str> {
    text.split("\"use\"").skip(1).filter_map(|rest| {
        let value = rest.trim_start().strip_prefix(':')?.trim_start();
        value.strip_prefix('"')?.split('"').next()
    })
}

/// Whether a file of this name may be used: it lies in the site's folder, below it, or in the common one.
#[must_use]
pub fn may_be_used(name: &str) -> bool {
    let is_plain = |part: &str| !matches!(part, "" | "." | "..");
    name.ends_with(".json")
        && !name.starts_with("audio/")
        && !name.contains(['\\', ':'])
        && name.split('/').all(is_plain)
}

/// Whether a file lies in the folder that all sites share.
#[must_use]
pub fn is_shared(name: &str) -> bool {
    name.split('/').next() == Some(COMMON)
}

/// Where a file of a bundle lies, for a site in `folder`.
#[must_use]
pub fn path_of(folder: &Path, name: &str) -> PathBuf {
    if is_shared(name) {
        return beside(folder).join(name);
    }
    folder.join(name)
}

/// The folder in which `folder` lies.
fn beside(folder: &Path) -> PathBuf {
    match (folder.parent(), folder.file_name()) {
        (Some(parent), Some(_)) => parent.to_path_buf(),
        _ => folder.join(".."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_uses_is_found_even_where_it_is_no_sound_json() {
        for (text, expected) in [
            (r#"{"use":"a.json"}"#, vec!["a.json"]),
            (
                "{ \"use\" :\n \"common/a.json\", // no JSON\n \"x\": [{ \"use\": \"b/c.json\" }, }",
                vec!["common/a.json", "b/c.json"],
            ),
            (r#"{ "say": "write \"use\": \"a.json\"" }"#, vec![]),
            (
                r#"{ "use": { "do": "say" }, "use_keys_of": "main" }"#,
                vec![],
            ),
            (r#"{ "use""#, vec![]),
        ] {
            assert_eq!(used(text).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn a_name_leads_into_the_sites_folder_or_the_common_one_and_nowhere_else() {
        let folder = Path::new("/nowhere/sites/acme");
        for (name, path) in [
            ("night.json", "/nowhere/sites/acme/night.json"),
            ("parts/a.json", "/nowhere/sites/acme/parts/a.json"),
            ("common/a.json", "/nowhere/sites/common/a.json"),
        ] {
            assert!(may_be_used(name), "{name}");
            assert_eq!(path_of(folder, name), Path::new(path));
        }
        assert_eq!(
            path_of(Path::new("acme"), "common/a.json"),
            Path::new("common/a.json")
        );
        assert_eq!(
            path_of(Path::new("."), "common/a.json"),
            Path::new("./../common/a.json")
        );
        for outside in [
            "",
            ".json/",
            "../bank/site.json",
            "common/../../a.json",
            "/etc/a.json",
            "c:\\a.json",
            "c:/a.json",
            "audio/en/index.json",
            "./a.json",
            "a.call",
        ] {
            assert!(!may_be_used(outside), "{outside}");
        }
    }
}
