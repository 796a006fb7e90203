//! A site's folder on disk.

use crate::{clock, command::Failure};
use shared::bundle::{Bundle, BundleSource, Checked};
use std::{fs, path::Path};

/// Reads the files that make a bundle, and the site's id: the folder's name.
pub(crate) fn read(folder: &Path) -> Result<(String, BundleSource), Failure> {
    let says = |what: String| Failure::Work(format!("{}: {what}", folder.display()));
    let id = fs::canonicalize(folder)
        .map_err(|e| says(e.to_string()))?
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .ok_or_else(|| says("this is not a site's folder".to_owned()))?;
    let files = site_files::read(folder).map_err(|e| Failure::Work(e.to_string()))?;
    Ok((id, BundleSource { files }))
}

/// The checked site, for commands that need it to be sound.
pub(crate) fn check(folder: &Path, id: &str, source: &BundleSource) -> Result<Bundle, Failure> {
    match source.check(id, clock::today(source)?) {
        Ok(Checked { bundle, .. }) => Ok(bundle),
        Err(_) => Err(Failure::Files(format!(
            "{0}: the files have problems, see `ringback check {0}`",
            folder.display()
        ))),
    }
}

/// Where a file of a site lies on disk.
pub(crate) fn path_of(folder: &Path, file: &str) -> std::path::PathBuf {
    site_files::path_of(folder, file)
}
