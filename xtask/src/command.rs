//! Other programs: how they are called, and what is said when they are missing or fail.

use std::{
    ffi::OsStr,
    io::{IsTerminal, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::failure::{Failure, Result};

/// A program to run in the project's root; its output goes to the terminal.
pub(crate) struct Call {
    command: Command,
    shown: String,
}

impl Call {
    /// Starts describing a call.
    pub(crate) fn new(program: impl AsRef<OsStr>, folder: &Path) -> Self {
        let mut command = Command::new(program.as_ref());
        command.current_dir(folder);
        let shown = Path::new(program.as_ref())
            .file_name()
            .unwrap_or(program.as_ref())
            .to_string_lossy()
            .into_owned();
        Self { command, shown }
    }

    /// cargo, in the toolchain that compiled this xtask.
    pub(crate) fn cargo(folder: &Path) -> Self {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut call = Self::new(cargo, folder);
        // What `cargo xtask` was compiled with must not leak into what xtask compiles.
        for (name, _) in std::env::vars_os() {
            let name_text = name.to_string_lossy();
            if name_text.starts_with("CARGO_PKG_") || name_text.starts_with("CARGO_MANIFEST_") {
                call.command.env_remove(&name);
            }
        }
        call
    }

    /// Lets cargo show its progress to a person, and nothing to a log.
    pub(crate) fn quiet_in_logs(self) -> Self {
        if std::io::stderr().is_terminal() {
            self
        } else {
            self.arg("--quiet")
        }
    }

    /// Adds an argument.
    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.shown.push(' ');
        self.shown.push_str(&argument.as_ref().to_string_lossy());
        self.command.arg(argument);
        self
    }

    /// Adds arguments.
    pub(crate) fn args<A: AsRef<OsStr>>(self, arguments: impl IntoIterator<Item = A>) -> Self {
        arguments.into_iter().fold(self, Self::arg)
    }

    /// Sets a variable of the environment.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs it and shows its output.
    pub(crate) fn run(mut self) -> Result {
        self.command.stdin(Stdio::null());
        match self.command.status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Failure::new(format!("`{}` failed ({status})", self.shown))),
            Err(error) => Err(self.missing(&error)),
        }
    }

    /// Runs it, shows its output only when it fails.
    pub(crate) fn run_quietly(self) -> Result {
        self.output(None).map(|_| ())
    }

    /// Runs it with `input` on its standard input, and returns what it printed.
    pub(crate) fn output(mut self, input: Option<&str>) -> Result<String> {
        self.command
            .stdin(if input.is_some() {
                Stdio::piped()
            } else {
                Stdio::null()
            })
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = match self.command.spawn() {
            Ok(child) => child,
            Err(error) => return Err(self.missing(&error)),
        };
        if let (Some(mut pipe), Some(text)) = (child.stdin.take(), input) {
            // A program that stops reading says itself what was wrong.
            let _ = pipe.write_all(text.as_bytes());
        }
        let done = child
            .wait_with_output()
            .map_err(|error| Failure::new(format!("`{}` broke off: {error}", self.shown)))?;
        if done.status.success() {
            return Ok(String::from_utf8_lossy(&done.stdout).into_owned());
        }
        Err(Failure::new(format!(
            "`{}` failed ({}):\n{}{}",
            self.shown,
            done.status,
            String::from_utf8_lossy(&done.stdout),
            String::from_utf8_lossy(&done.stderr),
        )))
    }

    fn missing(&self, error: &std::io::Error) -> Failure {
        Failure::new(format!("cannot start `{}`: {error}", self.shown))
    }
}

/// Whether a program of this name is on the path.
pub(crate) fn on_path(program: &str) -> bool {
    find_on_path(program).is_some()
}

/// Where a program of this name is.
pub(crate) fn find_on_path(program: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}
