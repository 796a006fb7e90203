//! `ringback`: a site's menus from the command line.
//!
//! One file a command. Exit status: 0 well, 1 something is wrong with the files, 2 something is wrong with the command.
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        reason = "tests may fail loudly"
    )
)]

mod check;
mod clock;
mod folder;
mod play;
mod voice;

use std::process::ExitCode;

const HELP: &str = "\
ringback: try and check a site's menus

  ringback check FOLDER [--lang en|ru] [--format text|json] [--strict] [--today DATE]
      prints every problem of the files in FOLDER; --strict makes errors of warnings
  ringback play FOLDER [--number +994…] [--from +994… | hidden] [--at \"2026-12-31 23:50 Asia/Baku\"]
                [--queue care=12,3] [--lang LANGUAGE]
      calls the site: prints what is heard, reads keys; --queue says how many wait for how many operators
  ringback voice FOLDER [--locale LANGUAGE]
      records what a call says with espeak-ng, in the languages that a number's provider cannot speak

Exit status: 0 well, 1 something is wrong with the files, 2 something is wrong with the command.
";

/// What ends a command early.
#[derive(Debug)]
enum Failure {
    /// The command was not understood: what is wrong with it.
    Usage(String),
    /// The command could not do its work: why.
    Work(String),
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Failure::Usage(error.to_string())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Failure::Work(error.to_string())
    }
}

fn main() -> ExitCode {
    match run(lexopt::Parser::from_env()) {
        Ok(status) => status,
        Err(Failure::Work(why)) => {
            eprintln!("ringback: {why}");
            ExitCode::from(2)
        }
        Err(Failure::Usage(why)) => {
            eprintln!("ringback: {why}\n\n{HELP}");
            ExitCode::from(2)
        }
    }
}

fn run(mut arguments: lexopt::Parser) -> Result<ExitCode, Failure> {
    use lexopt::prelude::{Long, Short, Value};
    match arguments.next()? {
        Some(Value(command)) => match command.to_str() {
            Some("check") => check::run(arguments),
            Some("play") => play::run(arguments),
            Some("voice") => voice::run(arguments),
            _ => Err(Failure::Usage(format!(
                "there is no command {}",
                command.to_string_lossy()
            ))),
        },
        None | Some(Short('h') | Long("help")) => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        Some(other @ (Short(_) | Long(_))) => Err(other.unexpected().into()),
    }
}
