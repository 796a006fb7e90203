//! The page without a site in it, which the build makes: where it is, and how it comes to be.
//!
//! A release has it beside the program, and builds nothing. A program that was compiled for its developers makes it in
//! their checkout when it is needed, and anew when it is older than the program: the page has the same core in it.

#[cfg(debug_assertions)]
mod checkout;

use crate::command::Failure;
use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
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
    let program = env::current_exe()?;
    if let Some(path) = found(env::var_os(VARIABLE), &program) {
        return open(path);
    }
    #[cfg(debug_assertions)]
    if let Some(path) = checkout::page(&program)? {
        return open(path);
    }
    Err(missing(&program))
}

/// The page that is named, or the one beside the program.
fn found(named: Option<OsString>, program: &Path) -> Option<PathBuf> {
    let beside = || program.parent().map(|folder| folder.join(FILE));
    named
        .map(PathBuf::from)
        .or_else(|| beside().filter(|path| path.is_file()))
}

fn missing(program: &Path) -> Failure {
    Failure::Work(format!(
        "the page is missing: there is no {FILE} beside {}, and {VARIABLE} is not set. Install Ringback anew, or make \
         the page in its sources with `cargo xtask build --only report` and set {VARIABLE} to their build/{FILE}",
        program.display()
    ))
}

fn open(path: PathBuf) -> Result<Template, Failure> {
    let text =
        fs::read_to_string(&path).map_err(|e| Failure::Work(format!("{}: {e}", path.display())))?;
    Ok(Template { path, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_that_is_named_comes_before_the_one_beside_the_program() {
        let folder = env::temp_dir().join(format!("ringback-template-{}", std::process::id()));
        let (program, page) = (folder.join("ringback"), folder.join(FILE));
        assert_eq!(found(None, &program), None);
        fs::create_dir_all(folder.join("report")).unwrap();
        fs::write(&page, "").unwrap();
        assert_eq!(found(None, &program), Some(page));
        let named = found(Some("other.html".into()), &program);
        assert_eq!(named, Some(PathBuf::from("other.html")));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn where_there_is_no_page_it_is_said_what_to_do() {
        let Failure::Work(said) = missing(Path::new("/opt/ringback")) else {
            panic!("another failure");
        };
        for words in [FILE, "/opt/ringback", VARIABLE, "cargo xtask build"] {
            assert!(said.contains(words), "{said}");
        }
    }
}
