//! `ringback`: a site's menus from the command line.
//!
//! One file a command, which declares its `COMMAND`; [`COMMANDS`] lists them. Exit status: 0 well, 1 something is wrong
//! with the files, 2 something is wrong with the command.
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

#[macro_use]
mod output;

mod atomic;
mod check;
mod clock;
mod command;
mod fmt;
mod folder;
mod import;
mod language;
mod new;
mod play;
mod printable;
mod publish;
mod report;
mod style;
mod test;
mod texts;
mod voice;

use command::{Command, Failure};
use shared::problem::did_you_mean;
use std::{ffi::OsString, process::ExitCode};

/// Every command, in the order in which an author meets them.
const COMMANDS: &[Command] = &[
    new::COMMAND,
    check::COMMAND,
    play::COMMAND,
    test::COMMAND,
    fmt::COMMAND,
    texts::COMMAND,
    voice::COMMAND,
    import::COMMAND,
    report::COMMAND,
    publish::diff::COMMAND,
    publish::COMMAND,
    publish::approve::COMMAND,
    publish::rollback::COMMAND,
    publish::versions::COMMAND,
    publish::approve::WITHDRAW,
];

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let Some(name) = arguments.next() else {
        out!("{}", overview());
        return ExitCode::SUCCESS;
    };
    let rest: Vec<OsString> = arguments.collect();
    match name.to_string_lossy().as_ref() {
        "-h" | "--help" | "help" => help(rest.first()),
        "-V" | "--version" => {
            outln!("ringback {}", env!("CARGO_PKG_VERSION"));
            ExitCode::SUCCESS
        }
        name => match COMMANDS.iter().find(|command| command.name == name) {
            Some(command) => run(command, rest),
            None => unknown(name),
        },
    }
}

fn run(command: &Command, arguments: Vec<OsString>) -> ExitCode {
    if arguments.iter().any(|a| a == "--help" || a == "-h") {
        out!("{}", command.help);
        return ExitCode::SUCCESS;
    }
    match (command.run)(lexopt::Parser::from_args(arguments)) {
        Ok(status) => status,
        Err(failure) => {
            let name = command.name;
            let see = format!("See `ringback {name} --help`.");
            match &failure {
                Failure::Work(why) | Failure::Files(why) => eprintln!("ringback {name}: {why}"),
                Failure::Usage(why) => eprintln!("ringback {name}: {why}\n{see}"),
                Failure::Option(option) => match command.nearest_option(option) {
                    Some(near) => eprintln!(
                        "ringback {name}: there is no option {option}. Did you mean {near}?\n{see}"
                    ),
                    None => eprintln!("ringback {name}: there is no option {option}.\n{see}"),
                },
            }
            failure.exit_code()
        }
    }
}

fn help(of: Option<&OsString>) -> ExitCode {
    let Some(name) = of.map(|name| name.to_string_lossy()) else {
        out!("{}", overview());
        return ExitCode::SUCCESS;
    };
    match COMMANDS.iter().find(|command| command.name == name) {
        Some(command) => {
            out!("{}", command.help);
            ExitCode::SUCCESS
        }
        None => unknown(&name),
    }
}

fn unknown(name: &str) -> ExitCode {
    let names = COMMANDS.iter().map(|command| command.name);
    match did_you_mean(name, names) {
        Some(near) => eprintln!("ringback: there is no command {name}. Did you mean {near}?"),
        None => eprintln!("ringback: there is no command {name}. `ringback --help` lists them."),
    }
    ExitCode::from(2)
}

fn overview() -> String {
    let width = COMMANDS.iter().map(|c| c.name.len()).max().unwrap_or(0);
    let lines: Vec<String> = COMMANDS
        .iter()
        .map(|c| format!("  {:width$}  {}\n", c.name, c.summary))
        .collect();
    format!(
        "ringback: write, try and publish a site's menus\n\n{}\n\
         `ringback COMMAND --help` tells more about each.\n\
         Exit status: 0 well, 1 something is wrong with the files, 2 something is wrong with the command.\n",
        lines.concat()
    )
}
