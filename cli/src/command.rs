//! What a command of the command line is.

use shared::problem::did_you_mean;
use std::process::ExitCode;

/// A command. Its file declares it as `COMMAND`; a line in the table of `main.rs` makes it known.
pub(crate) struct Command {
    /// The word behind `ringback`.
    pub(crate) name: &'static str,
    /// What it does, in a line that follows the name.
    pub(crate) summary: &'static str,
    /// The whole of `ringback <name> --help`: usage, what it does, its options, an example.
    pub(crate) help: &'static str,
    /// Does the work with the arguments behind the name.
    pub(crate) run: fn(lexopt::Parser) -> Result<ExitCode, Failure>,
}

impl Command {
    /// The option of this command that is spelled most like `option`.
    pub(crate) fn nearest_option(&self, option: &str) -> Option<&'static str> {
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let words = self.help.split(|c| !is_part(c));
        did_you_mean(option, words.filter(|word| word.starts_with("--")))
    }
}

/// What ends a command early.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command was not understood: what is wrong with it.
    Usage(String),
    /// The command has no such option.
    Option(String),
    /// The command could not do its work: why.
    Work(String),
    /// The files that it works on are wrong: what about them.
    Files(String),
}

impl Failure {
    /// 1 where the files are wrong, 2 where the command is, or what it needs is not there.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Failure::Files(_) => ExitCode::from(1),
            Failure::Usage(_) | Failure::Option(_) | Failure::Work(_) => ExitCode::from(2),
        }
    }
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        match error {
            lexopt::Error::UnexpectedOption(option) => Failure::Option(option),
            lexopt::Error::ParsingFailed { value, error } => {
                Failure::Usage(format!("`{value}` is not understood: {error}"))
            }
            other @ (lexopt::Error::MissingValue { .. }
            | lexopt::Error::UnexpectedArgument(_)
            | lexopt::Error::UnexpectedValue { .. }
            | lexopt::Error::NonUnicodeValue(_)
            | lexopt::Error::Custom(_)) => Failure::Usage(other.to_string()),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Failure::Work(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_is_looked_for_in_the_help() {
        let command = Command {
            name: "try",
            summary: "",
            help: "ringback try [--lang en|ru] [--strict]",
            run: |_| Ok(ExitCode::SUCCESS),
        };
        assert_eq!(command.nearest_option("--strikt"), Some("--strict"));
        assert_eq!(command.nearest_option("--volume"), None);
    }
}
