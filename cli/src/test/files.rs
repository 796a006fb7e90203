//! The `.call` files of a site.

use crate::command::Failure;
use shared::problem::did_you_mean;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The files in `FOLDER/calls`, or those that were named: by path, or by their name in that folder, with or without
/// `.call`.
pub(super) fn find(folder: &Path, named: &[String]) -> Result<Vec<PathBuf>, Failure> {
    let all = of_folder(&folder.join("calls"))?;
    if named.is_empty() {
        if all.is_empty() {
            let folder = folder.display();
            return Err(Failure::Files(format!(
                "{folder} has no calls yet. Play one and keep it: `ringback play {folder} --record \
                 {folder}/calls/first.call`"
            )));
        }
        return Ok(all);
    }
    named.iter().map(|name| by_name(name, &all)).collect()
}

/// Reads a file.
pub(super) fn read(file: &Path) -> Result<String, Failure> {
    let shown = file.display();
    let bytes = fs::read(file).map_err(|e| Failure::Work(format!("{shown}: {e}")))?;
    String::from_utf8(bytes).map_err(|_| {
        Failure::Files(format!(
            "{shown}: this is not UTF-8 text. Save it as UTF-8 in your editor"
        ))
    })
}

fn of_folder(calls: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !calls.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(calls)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "call")
        {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn by_name(name: &str, all: &[PathBuf]) -> Result<PathBuf, Failure> {
    let path = Path::new(name);
    if path.is_file() {
        return Ok(path.to_owned());
    }
    let is_named =
        |file: &&PathBuf| file.file_name() == Some(path.as_os_str()) || stem(file) == name;
    if let Some(file) = all.iter().find(is_named) {
        return Ok(file.clone());
    }
    let names: Vec<String> = all.iter().map(|file| stem(file)).collect();
    let near = did_you_mean(name, names.iter().map(String::as_str));
    let hint = near.map_or(String::new(), |near| format!(" Did you mean {near}?"));
    Err(Failure::Work(format!("there is no file {name}.{hint}")))
}

fn stem(file: &Path) -> String {
    file.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
