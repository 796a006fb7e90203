//! The arguments that the publishing commands share.

use super::said::Said;
use crate::{command::Failure, language};
use lexopt::ValueExt;
use shared::locale::Locale;
use std::path::{Path, PathBuf};

/// What was asked for.
pub(super) struct Options {
    /// What stands without a name: folders, sites, versions.
    pub(super) values: Vec<String>,
    to: Option<String>,
    pub(super) at: Option<String>,
    pub(super) version: Option<String>,
    pub(super) site: Option<String>,
    pub(super) history: bool,
    pub(super) dry_run: bool,
    pub(super) yes: bool,
    pub(super) locale: Locale,
}

impl Options {
    /// Reads the arguments of a command that knows these options, and `--lang`.
    pub(super) fn read(mut arguments: lexopt::Parser, known: &[&str]) -> Result<Options, Failure> {
        use lexopt::prelude::{Long, Short, Value};
        let mut options = Options {
            values: Vec::new(),
            to: None,
            at: None,
            version: None,
            site: None,
            history: false,
            dry_run: false,
            yes: false,
            locale: language::of_environment(),
        };
        while let Some(argument) = arguments.next()? {
            let name = match argument {
                Value(value) => {
                    options.values.push(value.string()?);
                    continue;
                }
                Long(name) if name == "lang" || known.contains(&name) => name.to_owned(),
                other @ (Short(_) | Long(_)) => return Err(other.unexpected().into()),
            };
            match name.as_str() {
                "lang" => options.locale = language::of_option(&mut arguments)?,
                "to" => options.to = Some(arguments.value()?.string()?),
                "at" => options.at = Some(arguments.value()?.string()?),
                "version" => options.version = Some(arguments.value()?.string()?),
                "site" => options.site = Some(arguments.value()?.string()?),
                "history" => options.history = true,
                "dry-run" => options.dry_run = true,
                _ => options.yes = true,
            }
        }
        Ok(options)
    }

    /// The installation.
    pub(super) fn to(&self) -> Result<&str, Failure> {
        self.to
            .as_deref()
            .ok_or_else(|| Failure::Usage("to which installation? Add --to https://…".to_owned()))
    }

    /// Whether an installation is named.
    pub(super) fn is_remote(&self) -> bool {
        self.to.is_some()
    }

    /// The one folder.
    pub(super) fn folder(&self) -> Result<&Path, Failure> {
        match self.values.as_slice() {
            [one] => Ok(Path::new(one)),
            [] => Err(Failure::Usage("which folder?".to_owned())),
            [_, second, ..] => Err(Failure::Usage(format!("what is `{second}`?"))),
        }
    }

    /// The one site: its folder, or its name.
    pub(super) fn site(&self) -> Result<String, Failure> {
        self.folder().map(site_of)
    }

    /// How to speak.
    pub(super) fn said(&self) -> Said {
        Said::of(self.locale)
    }
}

/// The name of a site, from its folder's path or the name itself.
pub(super) fn site_of(path: &Path) -> String {
    let path = path.canonicalize().unwrap_or_else(|_| PathBuf::from(path));
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}
