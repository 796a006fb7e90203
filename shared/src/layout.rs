//! `ringback fmt`: one order and one layout, so that a comparison of two versions shows what the author changed.
//!
//! * Fields stand in the order in which the editor lists them, `do` first; steps, keys and days stay in the author's.
//! * Languages stand in the site's order; in a part that sites share, in the order of their codes.
//! * A block stands on one line where it fits into 120 columns and holds no list or set of blocks.
//! * Two spaces a level; one empty line between steps stays where the author left some.
//! * An older version is written as the current one.

mod print;

use crate::{
    bundle::{BundleSource, FileKind, Outline},
    json,
    locale::Locale,
    problem::Problem,
    upgrade::upgrade,
};
use print::Printer;
use std::collections::BTreeMap;

/// A file in its layout, or what stops it from being read.
pub type Formatted = Result<String, Vec<Problem>>;

/// Every file of a site that people write in its layout, by name.
#[must_use]
pub fn format(source: &BundleSource) -> BTreeMap<String, Formatted> {
    let outline = Outline::of(source);
    let mut formatted = BTreeMap::new();
    for (name, kind) in &outline.kinds {
        let text = source.files.get(*name);
        // The lists of recordings are written by `ringback voice`.
        if let Some(text) = text.filter(|_| *kind != FileKind::Recordings) {
            formatted.insert((*name).to_owned(), one(name, *kind, text, &outline));
        }
    }
    formatted
}

fn one(name: &str, kind: FileKind, text: &str, outline: &Outline<'_>) -> Formatted {
    let problems = outline.problems(name);
    let (Some(mut root), true) = (json::parse(text).0, problems.is_empty()) else {
        return Err(problems.to_vec());
    };
    upgrade(kind, &mut root);
    let is_shared = site_files::is_shared(name);
    let printer = Printer {
        file: name,
        text,
        outline,
        locales: if is_shared {
            &Locale::ALL
        } else {
            &outline.locales
        },
    };
    let printed = printer.file(&root);
    // Whoever writes on Windows keeps the line ends of Windows.
    Ok(if text.contains("\r\n") {
        printed.replace('\n', "\r\n")
    } else {
        printed
    })
}
