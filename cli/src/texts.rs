//! `ringback texts export|import FOLDER`: every text as a row of a spreadsheet, for translators.

mod table;

use crate::{
    atomic,
    command::{Command, Failure},
    folder, language,
    printable::printable,
};
use lexopt::ValueExt;
use shared::{
    locale::Locale,
    problem::Problem,
    translation::{self, Left, Taken, Why},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

pub(crate) const COMMAND: Command = Command {
    name: "texts",
    summary: "writes all texts into a spreadsheet for translators, and takes their work back",
    help: "\
ringback texts export FOLDER [--to FILE.csv]
ringback texts import FOLDER FILE.csv [--dry-run]

export writes every text of the site in FOLDER as a row: its file and place, what it is, and a column for each language.
The file opens in Excel, LibreOffice and Google Sheets. Leave the columns file, place and mark as they are.
import takes the texts that were changed or added back into the files; everything else in them stays as it is. A text
that somebody has changed meanwhile, or whose original has changed, is left alone and told; exit status 1 then.

  --to FILE.csv  where to write; the standard output if you leave it out
  --dry-run      tells what would change and writes nothing
  --lang en|ru   language of the notes and of what is told; that of your system if you leave it out

  ringback texts export sites/acme --to acme.csv
  ringback texts import sites/acme acme.csv
",
    run,
};

fn run(mut arguments: lexopt::Parser) -> Result<ExitCode, Failure> {
    let what = "write `ringback texts export FOLDER` or `ringback texts import FOLDER FILE.csv`";
    let first = arguments.next()?;
    let Some(lexopt::Arg::Value(word)) = first else {
        return Err(Failure::Usage(what.to_owned()));
    };
    let options = options(arguments)?;
    match (word.to_str(), options.paths.as_slice()) {
        (Some("export"), [folder]) => export(folder, &options),
        (Some("import"), [folder, file]) => import(folder, file, &options),
        _ => Err(Failure::Usage(what.to_owned())),
    }
}

struct Options {
    paths: Vec<PathBuf>,
    to: Option<PathBuf>,
    dry_run: bool,
    locale: Locale,
}

fn options(mut arguments: lexopt::Parser) -> Result<Options, Failure> {
    use lexopt::prelude::{Long, Short, Value};
    let mut options = Options {
        paths: Vec::new(),
        to: None,
        dry_run: false,
        locale: language::of_environment(),
    };
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(path) => options.paths.push(PathBuf::from(path)),
            Long("to") => options.to = Some(PathBuf::from(arguments.value()?.string()?)),
            Long("dry-run") => options.dry_run = true,
            Long("lang") => options.locale = language::of_option(&mut arguments)?,
            other @ (Short(_) | Long(_)) => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}

fn export(site: &Path, options: &Options) -> Result<ExitCode, Failure> {
    let (_, source) = folder::read(site)?;
    let (locales, rows) = translation::export(&source).map_err(|p| refused(site, &p))?;
    let table = table::write(&locales, &rows, options.locale)?;
    match &options.to {
        Some(path) => {
            atomic::write(path, &table)?;
            outln!("{}: texts: {}", path.display(), rows.len());
        }
        None => out!("{table}"),
    }
    Ok(ExitCode::SUCCESS)
}

fn import(site: &Path, file: &Path, options: &Options) -> Result<ExitCode, Failure> {
    let says = |what: String| Failure::Files(format!("{}: {what}", file.display()));
    let bytes = fs::read(file).map_err(|e| Failure::Work(format!("{}: {e}", file.display())))?;
    let table = table::read(&bytes).map_err(says)?;
    let (_, source) = folder::read(site)?;
    let taken =
        translation::import(&source, &table.rows).map_err(|problems| refused(site, &problems))?;
    for column in &table.ignored {
        let column = printable(column);
        outln!("{}: the column “{column}” is not read", file.display());
    }
    for left in &taken.left {
        let line = table.lines.get(left.row).copied().unwrap_or_default();
        outln!("{}:{line}: {}", file.display(), printable(&told(left)));
    }
    for (name, place, locale) in &taken.changed {
        let path = folder::path_of(site, name);
        outln!("{} {}: {}", path.display(), printable(place), locale.code());
    }
    if !options.dry_run {
        for (name, text) in &taken.files {
            atomic::write(&folder::path_of(site, name), text)?;
        }
    }
    let Taken { changed, left, .. } = &taken;
    outln!(
        "texts changed: {}, left alone: {}",
        changed.len(),
        left.len()
    );
    Ok(ExitCode::from(u8::from(!left.is_empty())))
}

fn refused(site: &Path, problems: &[Problem]) -> Failure {
    let files: Vec<&str> = problems.iter().map(|p| p.file.as_str()).collect();
    let site = site.display();
    Failure::Files(format!(
        "{} cannot be read, see `ringback check {site}`",
        files.first().copied().unwrap_or("the site")
    ))
}

fn told(left: &Left) -> String {
    let place = format!("{} {}", left.file, left.place);
    let language = left
        .locale
        .map_or(String::new(), |l| format!(" ({})", l.code()));
    let why = match &left.why {
        Why::UnknownPlace(None) => "there is no such text".to_owned(),
        Why::UnknownPlace(Some(near)) => {
            format!("there is no such text. Did you mean {near}?")
        }
        Why::Changed => "somebody has changed this text since the export: export again".to_owned(),
        Why::Stale(first) => format!(
            "its original ({}) has changed since the export: export again, and translate what it says now",
            first.code()
        ),
        Why::Emptied => "an empty cell removes nothing: remove the text in the file".to_owned(),
        Why::Twice => "this text stands in an earlier row already".to_owned(),
    };
    format!("{place}{language}: {why}")
}
