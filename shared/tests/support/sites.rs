//! The demo sites.

use shared::bundle::{Bundle, BundleSource};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A day on which nothing of the demo sites has run out.
const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 22);

/// The files of a folder with this extension.
pub(crate) fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == extension))
        .collect();
    files.sort();
    files
}

/// A demo site: its folder, and what is in it.
pub(crate) fn site(id: &str) -> (PathBuf, Bundle) {
    let folder = folder(id);
    let checked = source(&folder).check(id, TODAY);
    (folder, checked.expect("a site without errors").bundle)
}

/// The folder of a demo site.
pub(crate) fn folder(id: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../sites")
        .join(id)
}

/// The files of a demo site.
pub(crate) fn source(folder: &Path) -> BundleSource {
    let files = site_files::read(folder).unwrap();
    BundleSource { files }
}
