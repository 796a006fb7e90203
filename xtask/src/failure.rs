//! What went wrong, and what to do about it.

use std::fmt;

/// A failed command: one sentence that says what, and where there is one, the remedy.
#[derive(Debug)]
pub(crate) struct Failure {
    what: String,
    remedy: Option<String>,
}

/// What every step of xtask returns.
pub(crate) type Result<T = ()> = std::result::Result<T, Failure>;

impl Failure {
    /// A failure without a known remedy.
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            remedy: None,
        }
    }

    /// Adds what the reader can do about it.
    pub(crate) fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.what)?;
        match &self.remedy {
            Some(remedy) => write!(f, "\n  What to do: {remedy}"),
            None => Ok(()),
        }
    }
}

/// Says which file an input/output error is about.
pub(crate) trait At<T> {
    /// Turns the error into a sentence: `cannot <verb> <path>: <reason>`.
    fn at(self, verb: &str, path: &std::path::Path) -> Result<T>;
}

impl<T> At<T> for std::io::Result<T> {
    fn at(self, verb: &str, path: &std::path::Path) -> Result<T> {
        self.map_err(|error| Failure::new(format!("cannot {verb} {}: {error}", path.display())))
    }
}
