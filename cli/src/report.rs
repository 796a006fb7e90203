//! `ringback report FOLDER`: the site as one page that works without a network.

mod template;

use crate::{
    clock,
    command::{Command, Failure},
    folder, language,
};
use report::{Lang, Study, page};
use shared::problem::Severity;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

pub(crate) const COMMAND: Command = Command {
    name: "report",
    summary: "writes the site as one page: its menu drawn, its problems, a phone to try it on",
    help: "\
ringback report FOLDER [options]

Writes one HTML file that shows the menu as a picture, every problem, every step in words, and has a phone and an
editor that checks as you type. It works opened as a file, on any computer, and fetches nothing.

  --out FILE     where to; FOLDER-report.html here where you leave it out
  --lang en|ru   language of the page; it can be changed there

  ringback report sites/acme --out acme.html
",
    run,
};

struct Options {
    folder: PathBuf,
    out: Option<PathBuf>,
    lang: Lang,
}

fn run(arguments: lexopt::Parser) -> Result<ExitCode, Failure> {
    let options = options(arguments)?;
    let (id, source) = folder::read(&options.folder)?;
    let template = template::read()?;
    let now = clock::now()?;
    let study = Study::new(&id, source, calls(&options.folder)?, now);
    let html = page::fill(&template.text, &study, options.lang, now).map_err(|missing| {
        Failure::Work(format!(
            "{}: there is no {} in it: it is not the page of a report",
            template.path.display(),
            missing.lacks
        ))
    })?;
    let out = options
        .out
        .unwrap_or_else(|| PathBuf::from(format!("{id}-report.html")));
    fs::write(&out, &html).map_err(|e| Failure::Work(format!("{}: {e}", out.display())))?;
    outln!("{}", summary(&study, &out, html.len()));
    Ok(ExitCode::SUCCESS)
}

fn options(mut arguments: lexopt::Parser) -> Result<Options, Failure> {
    use lexopt::prelude::{Long, Short, Value};
    let (mut folder, mut out) = (None, None);
    let mut lang = Lang::from_tag(language::of_environment().code());
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(path) if folder.is_none() => folder = Some(PathBuf::from(path)),
            Long("out") => out = Some(PathBuf::from(arguments.value()?)),
            Long("lang") => {
                lang = Lang::from_tag(language::of_option(&mut arguments)?.code());
            }
            other @ (Value(_) | Short(_) | Long(_)) => return Err(other.unexpected().into()),
        }
    }
    let folder = folder.ok_or_else(|| Failure::Usage("which folder?".to_owned()))?;
    Ok(Options { folder, out, lang })
}

/// The site's `.call` files by name; a site may have none.
fn calls(folder: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let mut calls = BTreeMap::new();
    for entry in fs::read_dir(folder.join("calls"))
        .into_iter()
        .flatten()
        .flatten()
    {
        let path = entry.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "call")
        {
            let text = fs::read_to_string(&path)
                .map_err(|e| Failure::Work(format!("{}: {e}", path.display())))?;
            calls.insert(entry.file_name().to_string_lossy().into_owned(), text);
        }
    }
    Ok(calls)
}

fn summary(study: &Study, out: &Path, bytes: usize) -> String {
    let (errors, warnings) = (
        study.number_of(Severity::Error),
        study.number_of(Severity::Warning),
    );
    let kilobytes = bytes.div_ceil(1000);
    format!(
        "{}: {kilobytes} kB; errors: {errors}, warnings: {warnings}. Open it in a browser.",
        out.display()
    )
}
