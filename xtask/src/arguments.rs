//! The command line.

use std::path::PathBuf;

use lexopt::prelude::*;

use crate::{
    failure::{Failure, Result},
    project::Flavour,
};

/// A command and its flags; a flag that a command does not know is simply not looked at by it.
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    pub(crate) command: String,
    pub(crate) port: Option<u16>,
    pub(crate) demo_port: Option<u16>,
    pub(crate) minutes: Option<u32>,
    pub(crate) data: Option<PathBuf>,
    pub(crate) fresh: bool,
    pub(crate) release: bool,
    pub(crate) check: bool,
    pub(crate) list: bool,
    pub(crate) dry_run: bool,
    pub(crate) only: Vec<String>,
    pub(crate) secrets: Vec<String>,
    pub(crate) fake_internet: Option<String>,
}

impl Arguments {
    /// Reads the command line of this process.
    pub(crate) fn parse() -> Result<Self> {
        Self::from_parser(lexopt::Parser::from_env()).map_err(|error| {
            Failure::new(error.to_string())
                .remedy("`cargo xtask help` lists the commands and their flags")
        })
    }

    fn from_parser(mut parser: lexopt::Parser) -> std::result::Result<Self, lexopt::Error> {
        let mut read = Self::default();
        while let Some(argument) = parser.next()? {
            match argument {
                Value(command) if read.command.is_empty() => read.command = command.string()?,
                Long("port") => read.port = Some(parser.value()?.parse()?),
                Long("demo-port") => read.demo_port = Some(parser.value()?.parse()?),
                Long("minutes") => read.minutes = Some(parser.value()?.parse()?),
                Long("data") => read.data = Some(parser.value()?.into()),
                Long("fresh") => read.fresh = true,
                Long("release") => read.release = true,
                Long("check") => read.check = true,
                Long("list") => read.list = true,
                Long("dry-run") => read.dry_run = true,
                Long("only") => read.only.push(parser.value()?.string()?),
                Long("secret") => read.secrets.push(parser.value()?.string()?),
                Long("fake-internet") => read.fake_internet = Some(parser.value()?.string()?),
                Short('h') | Long("help") => read.command = "help".to_owned(),
                other @ (Short(_) | Long(_) | Value(_)) => return Err(other.unexpected()),
            }
        }
        Ok(read)
    }

    /// Which bytes are wanted.
    pub(crate) fn flavour(&self) -> Flavour {
        if self.release || std::env::var_os("RINGBACK_RELEASE").is_some() {
            Flavour::Optimised
        } else {
            Flavour::Plain
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> std::result::Result<Arguments, lexopt::Error> {
        Arguments::from_parser(lexopt::Parser::from_args(words))
    }

    #[test]
    fn flags_may_stand_before_and_after_the_command() {
        let read = parse(&["--fresh", "run", "--port", "9000", "--data=/tmp/x"]).expect("read");
        assert_eq!(read.command, "run");
        assert_eq!(read.port, Some(9000));
        assert_eq!(read.data, Some("/tmp/x".into()));
        assert!(read.fresh);
    }

    #[test]
    fn an_unknown_flag_is_refused() {
        assert!(parse(&["run", "--prot", "9000"]).is_err());
        assert!(parse(&["run", "--port", "many"]).is_err());
    }
}
