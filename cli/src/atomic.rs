//! Files written whole or not at all.

use crate::command::Failure;
use std::{fs, path::Path, process};

/// Writes a file: whoever reads it meanwhile, or after a power cut, finds the old text or the new one.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let says = |e: std::io::Error| Failure::Work(format!("{}: {e}", path.display()));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}", process::id()));
    let written = fs::write(&beside, text).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // What is left of the attempt is of no use; the reason of the failure is told.
        let _ = fs::remove_file(&beside);
    }
    written.map_err(says)
}
