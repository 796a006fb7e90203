//! A reader who leaves, as `ringback … | head` does, is no error.
#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use std::{
    io::Read,
    process::{Command, Stdio},
};

#[test]
fn a_reader_who_leaves_ends_the_program_without_a_word() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_ringback"))
        .args(["check", "tests", "--format", "json"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(program.stdout.take());
    let mut said = String::new();
    let mut stderr = program.stderr.take().unwrap();
    stderr.read_to_string(&mut said).unwrap();
    assert_eq!(said, "");
    assert_eq!(program.wait().unwrap().code(), Some(0));
}
