//! Files: walking, copying, hashing.

use std::{
    fs,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::failure::{At, Result};

/// Every file below `folder`, sorted; nothing where the folder does not exist.
pub(crate) fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Copies a file and makes the folders on its way.
pub(crate) fn copy(from: &Path, to: &Path) -> Result {
    make_parent(to)?;
    fs::copy(from, to).map(|_| ()).at("copy to", to)
}

/// Copies everything below a folder; a missing one is an empty one.
pub(crate) fn copy_all(from: &Path, to: &Path) -> Result {
    for file in walk(from) {
        if let Ok(relative) = file.strip_prefix(from) {
            copy(&file, &to.join(relative))?;
        }
    }
    Ok(())
}

/// Writes a file and makes the folders on its way.
pub(crate) fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result {
    make_parent(path)?;
    fs::write(path, bytes).at("write", path)
}

/// Reads a file as text.
pub(crate) fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).at("read", path)
}

/// Removes a folder and all in it, if it is there.
pub(crate) fn remove_all(folder: &Path) -> Result {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).at("remove", folder)
        }
        _ => Ok(()),
    }
}

fn make_parent(path: &Path) -> Result {
    match path.parent() {
        Some(parent) => fs::create_dir_all(parent).at("make the folder", parent),
        None => Ok(()),
    }
}

/// The first 16 hex digits of the SHA-256 of some bytes: enough for a file name that must change with its content.
pub(crate) fn short_hash(bytes: &[u8]) -> String {
    hex(Sha256::digest(bytes).as_slice())
        .chars()
        .take(16)
        .collect()
}

/// Lower-case hex digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a build step hangs on: names and contents of files, and words such as versions and flags.
#[derive(Default)]
pub(crate) struct Inputs(Sha256);

impl Inputs {
    /// Adds a word.
    pub(crate) fn word(mut self, word: &str) -> Self {
        self.0.update((word.len() as u64).to_le_bytes());
        self.0.update(word);
        self
    }

    /// Adds a file, or every file below a folder: path and content.
    pub(crate) fn path(mut self, path: &Path) -> Result<Self> {
        let files = if path.is_dir() {
            walk(path)
        } else {
            vec![path.to_path_buf()]
        };
        for file in files {
            self = self.word(&file.to_string_lossy());
            if file.is_file() {
                let bytes = fs::read(&file).at("read", &file)?;
                self.0.update((bytes.len() as u64).to_le_bytes());
                self.0.update(bytes);
            }
        }
        Ok(self)
    }

    /// The key under which the step's output is good.
    pub(crate) fn key(self) -> String {
        hex(self.0.finalize().as_slice())
    }
}

/// Runs `make` unless the stamp in `output` says that it was made from the same inputs. Says whether it ran.
///
/// The stamp is written last, so that a build that was broken off is not taken for a whole one.
pub(crate) fn unless_made(output: &Path, key: &str, make: impl FnOnce() -> Result) -> Result<bool> {
    let stamp = output.join(".made-from");
    if fs::read_to_string(&stamp).is_ok_and(|made_from| made_from == key) {
        return Ok(false);
    }
    let _ = fs::remove_file(&stamp);
    make()?;
    write(&stamp, key)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn scratch(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("ringback-{}-{name}", std::process::id()));
        remove_all(&folder).expect("the scratch folder is ours");
        folder
    }

    #[test]
    fn a_step_runs_once_for_the_same_inputs_and_again_for_others() {
        let folder = scratch("steps");
        write(&folder.join("in/a.txt"), "one").expect("written");
        let runs = Cell::new(0);
        let step = || {
            let key = Inputs::default()
                .path(&folder.join("in"))
                .expect("read")
                .key();
            unless_made(&folder.join("out"), &key, || {
                runs.set(runs.get() + 1);
                Ok(())
            })
            .expect("made")
        };
        assert!(step());
        assert!(!step());
        write(&folder.join("in/a.txt"), "two").expect("written");
        assert!(step(), "a changed file");
        write(&folder.join("in/b.txt"), "").expect("written");
        assert!(step(), "a new file");
        assert_eq!(runs.get(), 3);
        remove_all(&folder).expect("removed");
    }

    #[test]
    fn a_step_that_failed_runs_again() {
        let folder = scratch("failed");
        let failed = unless_made(&folder, "key", || Err(crate::failure::Failure::new("no")));
        assert!(failed.is_err());
        assert!(unless_made(&folder, "key", || Ok(())).expect("made"));
        remove_all(&folder).expect("removed");
    }

    #[test]
    fn words_do_not_run_into_each_other() {
        let one = Inputs::default().word("ab").word("c").key();
        let other = Inputs::default().word("a").word("bc").key();
        assert_ne!(one, other);
    }
}
