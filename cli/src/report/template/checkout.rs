//! The page that a checkout builds. Not in a release: it would tell where it was compiled, and run what is there.

use super::FILE;
use crate::command::Failure;
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::SystemTime,
};

/// The page of the checkout, built where it is missing or older than the program; nothing where there is no checkout.
pub(super) fn page(program: &Path) -> Result<Option<PathBuf>, Failure> {
    root().map(|root| of(root, modified(program))).transpose()
}

/// The sources that this program was compiled from, where they are still there.
fn root() -> Option<&'static Path> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?;
    root.join("xtask/Cargo.toml").is_file().then_some(root)
}

fn of(root: &Path, program: Option<SystemTime>) -> Result<PathBuf, Failure> {
    let built = ["build", "build/release"].map(|folder| root.join(folder).join(FILE));
    let newest = built.iter().max_by_key(|path| modified(path));
    if let Some(path) = newest.filter(|path| modified(path).is_some() && modified(path) >= program)
    {
        return Ok(path.clone());
    }
    let [path, _] = built;
    if !path.is_file() {
        eprintln!("ringback report: building the page, once (a few minutes)");
    }
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let done = Command::new(cargo)
        .current_dir(root)
        .args([
            "run",
            "--quiet",
            "--package",
            "xtask",
            "--",
            "build",
            "--only",
            "report",
        ])
        .stdin(Stdio::null())
        .status();
    if !done.is_ok_and(|status| status.success()) || !path.is_file() {
        return Err(Failure::Work(format!(
            "the page could not be built: see what `cargo xtask build --only report` says in {}",
            root.display()
        )));
    }
    // What has not changed is left as old as it was; it fits this program all the same.
    if let (Some(program), Ok(file)) = (program, fs::File::options().append(true).open(&path)) {
        let _ = file.set_modified(program);
    }
    Ok(path)
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}
