//! Files written whole or not at all.

use crate::command::Failure;
use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
    process,
};

/// Writes a file: whoever reads it meanwhile, or after a power cut, finds the old text or the new one. It keeps its
/// permissions; where a link stands there, the file that it leads to is written.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let says = |e: io::Error| Failure::Work(format!("{}: {e}", path.display()));
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let beside = target.with_file_name(format!(".{name}.{}", process::id()));
    let written = durably(&beside, text, &target).and_then(|()| fs::rename(&beside, &target));
    if written.is_err() {
        // What is left of the attempt is of no use; the reason of the failure is told.
        let _ = fs::remove_file(&beside);
    }
    written.map_err(says)
}

/// Writes a new file onto the disk, with the permissions of another one if that exists.
fn durably(path: &Path, text: &str, like: &Path) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(text.as_bytes())?;
    if let Ok(known) = fs::metadata(like) {
        file.set_permissions(known.permissions())?;
    }
    file.sync_all()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn a_file_keeps_its_permissions_and_a_link_stays_a_link() {
        let folder = std::env::temp_dir().join(format!("ringback-atomic-{}", process::id()));
        fs::create_dir_all(folder.join("real")).unwrap();
        let (file, link) = (folder.join("real/menu.json"), folder.join("menu.json"));
        write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&file, &link).unwrap();
        write(&link, "new").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o640
        );
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        let left = fs::read_dir(folder.join("real")).unwrap().count();
        assert_eq!(left, 1, "nothing else is left there");
        fs::remove_dir_all(folder).unwrap();
    }
}
