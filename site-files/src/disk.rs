//! Reading the folder.

use crate::{may_be_used, path_of, used};
use std::{
    collections::BTreeMap,
    fmt, fs, io,
    path::{Path, PathBuf},
};

/// The files of a site's bundle: where each lies, by its name in the bundle.
///
/// # Errors
/// The folder or a file that cannot be read.
pub fn paths(folder: &Path) -> Result<BTreeMap<String, PathBuf>, Unreadable> {
    Ok(walk(folder)?
        .into_iter()
        .map(|(name, (path, _))| (name, path))
        .collect())
}

/// The files of a site's bundle: what stands in each, by its name in the bundle.
///
/// # Errors
/// The folder or a file that cannot be read.
pub fn read(folder: &Path) -> Result<BTreeMap<String, String>, Unreadable> {
    Ok(walk(folder)?
        .into_iter()
        .map(|(name, (_, text))| (name, text))
        .collect())
}

/// A file or folder that cannot be read.
#[derive(Debug)]
pub struct Unreadable {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub why: io::Error,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        if self.why.kind() == io::ErrorKind::InvalidData {
            return write!(
                f,
                "{path}: this is not UTF-8 text. Save it as UTF-8 in your editor"
            );
        }
        write!(f, "{path}: {}", self.why)
    }
}

impl std::error::Error for Unreadable {}

type Found = BTreeMap<String, (PathBuf, String)>;

fn walk(folder: &Path) -> Result<Found, Unreadable> {
    let mut waiting: Vec<(String, PathBuf)> = entries(folder)?
        .into_iter()
        .filter(|path| is_json(path))
        .map(|path| (name(&path), path))
        .collect();
    // A site without recordings has no such folder.
    for language in entries(&folder.join("audio")).unwrap_or_default() {
        let index = format!("audio/{}/index.json", name(&language));
        waiting.push((index, language.join("index.json")));
    }
    let mut found = Found::new();
    while let Some((name, path)) = waiting.pop() {
        if found.contains_key(&name) || !path.is_file() {
            continue;
        }
        let text = fs::read_to_string(&path).map_err(unreadable(&path))?;
        let used = used(&text)
            .filter(|name| may_be_used(name))
            .map(|name| (name.to_owned(), path_of(folder, name)));
        waiting.extend(used);
        found.insert(name, (path, text));
    }
    Ok(found)
}

/// Sorted, so that the same folder makes the same bundle everywhere.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Unreadable> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| entry.map(|e| e.path())).collect())
        .map_err(unreadable(folder))?;
    paths.sort();
    Ok(paths)
}

fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> Unreadable {
    let path = path.to_path_buf();
    |why| Unreadable { path, why }
}

fn is_json(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "json")
}

fn name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_read_with_all_that_its_files_use() {
        let sites = std::env::temp_dir().join(format!("site-files-{}", std::process::id()));
        let write = |name: &str, text: &str| {
            let path = sites.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write(
            "acme/site.json",
            r#"{ "hours": { "use": "common/hours.json" } }"#,
        );
        write(
            "acme/menu.json",
            r#"[{ "use": "parts/a.json" }, { "use": "not/there.json" }, { "use": "../other/b.json" }]"#,
        );
        write("acme/parts/a.json", r#"{ "use": "common/hours.json" }"#);
        write("acme/parts/unused.json", "{}");
        write("acme/audio/en/index.json", "{}");
        write("acme/calls/a.call", "");
        write("common/hours.json", r#"{ "use": "common/week.json" }"#);
        write("common/week.json", r#"{ "use": "common/hours.json" }"#);
        write("common/unused.json", "{}");
        write("other/b.json", "{}");
        let read = read(&sites.join("acme"));
        fs::remove_dir_all(&sites).unwrap();
        let names: Vec<String> = read.unwrap().into_keys().collect();
        assert_eq!(
            names,
            [
                "audio/en/index.json",
                "common/hours.json",
                "common/week.json",
                "menu.json",
                "parts/a.json",
                "site.json"
            ]
        );
    }
}
