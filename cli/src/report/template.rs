//! The page without a site in it, which the build makes: where it is, and how it comes to be.
//!
//! A release has it beside the program. In a checkout it is made when it is needed, and anew when it is older than the
//! program: the page has the same core in it.

use crate::command::Failure;
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::SystemTime,
};

/// Names another page, for those who package Ringback.
const VARIABLE: &str = "RINGBACK_REPORT_PAGE";
/// Below the program's folder, below `build/` and below `build/release/`.
const FILE: &str = "report/page.html";

/// The page without a site.
pub(super) struct Template {
    pub(super) path: PathBuf,
    pub(super) text: String,
}

pub(super) fn read() -> Result<Template, Failure> {
    if let Some(path) = env::var_os(VARIABLE) {
        return open(PathBuf::from(path));
    }
    let program = env::current_exe()?;
    let beside = program.parent().map(|folder| folder.join(FILE));
    if let Some(path) = beside.filter(|path| path.is_file()) {
        return open(path);
    }
    match checkout() {
        Some(root) => open(of_checkout(root, modified(&program))?),
        None => Err(Failure::Work(format!(
            "the page is missing: there is no {FILE} beside {}, and {VARIABLE} is not set. \
             Install Ringback anew, or make the page in its sources with `cargo xtask build --only report`",
            program.display()
        ))),
    }
}

fn open(path: PathBuf) -> Result<Template, Failure> {
    let text =
        fs::read_to_string(&path).map_err(|e| Failure::Work(format!("{}: {e}", path.display())))?;
    Ok(Template { path, text })
}

/// The sources that this program was compiled from, where they are still there.
fn checkout() -> Option<&'static Path> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?;
    root.join("xtask/Cargo.toml").is_file().then_some(root)
}

fn of_checkout(root: &Path, program: Option<SystemTime>) -> Result<PathBuf, Failure> {
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
