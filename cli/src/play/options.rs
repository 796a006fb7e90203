//! The options of `ringback play`.

use crate::command::Failure;
use lexopt::ValueExt;
use shared::{bundle::Bundle, locale::Locale};
use std::path::PathBuf;

#[derive(Default)]
pub(super) struct Options {
    pub(super) folder: PathBuf,
    pub(super) number: Option<String>,
    pub(super) from: Option<String>,
    pub(super) at: Option<String>,
    pub(super) queues: Vec<String>,
    pub(super) say: bool,
    pub(super) record: Option<PathBuf>,
    lang: Option<String>,
}

impl Options {
    pub(super) fn read(mut arguments: lexopt::Parser) -> Result<Options, Failure> {
        use lexopt::prelude::{Long, Short, Value};
        let mut options = Options::default();
        let mut folder = None;
        while let Some(argument) = arguments.next()? {
            match argument {
                Value(path) if folder.is_none() => folder = Some(PathBuf::from(path)),
                Long("number") => options.number = Some(arguments.value()?.string()?),
                Long("from") => options.from = Some(caller(arguments.value()?.string()?)?),
                Long("at") => options.at = Some(arguments.value()?.string()?),
                Long("queue") => options.queues.push(arguments.value()?.string()?),
                Long("lang") => options.lang = Some(arguments.value()?.string()?),
                Long("say") => options.say = true,
                Long("record") => options.record = Some(call_file(arguments.value()?.into())?),
                other @ (Value(_) | Short(_) | Long(_)) => return Err(other.unexpected().into()),
            }
        }
        options.folder = folder.ok_or_else(|| Failure::Usage("which folder?".to_owned()))?;
        Ok(options)
    }

    /// The language in which the call begins, where one is asked for: one of the site's.
    pub(super) fn locale(&self, bundle: &Bundle) -> Result<Option<Locale>, Failure> {
        let Some(tag) = &self.lang else {
            return Ok(None);
        };
        let known = &bundle.site.locales;
        match Locale::from_tag(tag).filter(|locale| known.contains(locale)) {
            Some(locale) => Ok(Some(locale)),
            None => {
                let codes: Vec<&str> = known.iter().map(|locale| locale.code()).collect();
                Err(Failure::Usage(format!(
                    "`{tag}` is no language of this site: it has {}",
                    codes.join(", ")
                )))
            }
        }
    }
}

fn caller(from: String) -> Result<String, Failure> {
    let digits = from.strip_prefix('+').unwrap_or_default();
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if is_number || from == "hidden" {
        return Ok(from);
    }
    Err(Failure::Usage(format!(
        "`{from}` is no caller: write a number with its country, such as +994501234567, or hidden"
    )))
}

fn call_file(file: PathBuf) -> Result<PathBuf, Failure> {
    if file
        .extension()
        .is_some_and(|extension| extension == "call")
    {
        return Ok(file);
    }
    Err(Failure::Usage(format!(
        "--record {}: give the file a name that ends in .call, so that `ringback test` finds it",
        file.display()
    )))
}
