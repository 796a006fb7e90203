//! A small site in a folder of its own, and the program run beside it.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// What a run came to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ran {
    pub(crate) status: Option<i32>,
    pub(crate) out: String,
    pub(crate) error: String,
}

/// An empty folder of this test's, with `acme` in it; `calls` are its `.call` files by name.
pub(crate) fn acme(test: &str, calls: &[(&str, &str)]) -> PathBuf {
    let beside = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&beside);
    let folder = beside.join("acme");
    fs::create_dir_all(folder.join("calls")).unwrap();
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/tests/fixtures/acme");
    for file in ["site.json", "menu.json"] {
        fs::copy(site.join(file), folder.join(file)).unwrap();
    }
    for (name, text) in calls {
        fs::write(folder.join("calls").join(name), text).unwrap();
    }
    beside
}

/// Runs the program in `folder` with `typed` on its standard input.
pub(crate) fn ringback(folder: &Path, arguments: &[&str], typed: &str) -> Ran {
    let mut program = Command::new(env!("CARGO_BIN_EXE_ringback"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("UPDATE_EXPECT")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that ends before it has read everything is no failure of the test.
    let _ = program.stdin.take().unwrap().write_all(typed.as_bytes());
    let output = program.wait_with_output().unwrap();
    Ran {
        status: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        error: String::from_utf8(output.stderr).unwrap(),
    }
}
