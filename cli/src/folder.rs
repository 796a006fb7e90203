//! A site's folder on disk.

use crate::{clock, command::Failure};
use shared::{
    bundle::{Bundle, BundleSource, Checked},
    locale::Locale,
};
use std::{fs, path::Path};

/// Reads the files that make a bundle, and the site's id: the folder's name.
pub(crate) fn read(folder: &Path) -> Result<(String, BundleSource), Failure> {
    let says = |what: String| Failure::Work(format!("{}: {what}", folder.display()));
    let id = fs::canonicalize(folder)
        .map_err(|e| says(e.to_string()))?
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .ok_or_else(|| says("this is not a site's folder".to_owned()))?;
    let mut source = BundleSource::default();
    for entry in fs::read_dir(folder).map_err(|e| says(e.to_string()))? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_file() && name.ends_with(".json") {
            source.files.insert(name, text(&path)?);
        }
    }
    for locale in Locale::ALL {
        let name = format!("audio/{}/index.json", locale.code());
        let path = folder.join(&name);
        if path.is_file() {
            source.files.insert(name, text(&path)?);
        }
    }
    Ok((id, source))
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

fn text(path: &Path) -> Result<String, Failure> {
    let bytes = fs::read(path).map_err(|e| Failure::Work(format!("{}: {e}", path.display())))?;
    String::from_utf8(bytes).map_err(|_| {
        Failure::Work(format!(
            "{}: this is not UTF-8 text. Save it as UTF-8 in your editor",
            path.display()
        ))
    })
}

/// Where a file of a site lies on disk.
pub(crate) fn path_of(folder: &Path, file: &str) -> std::path::PathBuf {
    folder.join(file)
}
