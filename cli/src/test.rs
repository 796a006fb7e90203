//! `ringback test FOLDER`: plays the calls of a site and compares.

mod difference;
mod files;

use crate::{
    atomic,
    command::{Command, Failure},
    folder,
    style::Style,
};
use difference::Differences;
use lexopt::ValueExt;
use shared::{
    bundle::Bundle,
    ivr::script::{self, Coverage, Played, Way},
};
use std::{
    collections::BTreeSet,
    io::stdout,
    path::{Path, PathBuf},
    process::ExitCode,
};

pub(crate) const COMMAND: Command = Command {
    name: "test",
    summary: "plays the calls of a site and shows what goes otherwise than written",
    help: "\
ringback test FOLDER [FILE...] [options]

Plays the calls in FOLDER/calls/*.call, or in the files named, and shows what callers hear otherwise than written.
Lists the ways through the menus that no call takes. docs/calls.md tells how calls are written.
Exit status 1 where a call goes otherwise than written.

  --update            writes into the files what is played (as does UPDATE_EXPECT=1): read it before you keep it
  --coverage          shows how much of each menu the calls take
  --min-coverage N    exit status 1 where the calls take less than N percent of the ways through the menus

  ringback test sites/acme --min-coverage 100
",
    run,
};

struct Options {
    folder: PathBuf,
    files: Vec<String>,
    update: bool,
    coverage: bool,
    min_coverage: Option<usize>,
}

fn run(arguments: lexopt::Parser) -> Result<ExitCode, Failure> {
    let options = options(arguments)?;
    let (id, source) = folder::read(&options.folder)?;
    let bundle = folder::check(&options.folder, &id, &source)?;
    let files = files::find(&options.folder, &options.files)?;
    let style = Style::of(&stdout());
    let (mut tally, mut differences) = (Tally::default(), Differences::default());
    for file in &files {
        let rehearsed = rehearse(file, &bundle, &options, style, &mut differences)?;
        tally.add(file, rehearsed);
    }
    out!("{}", differences.show(style));
    outln!("{}", tally.summary(style));
    let coverage = script::coverage(&bundle, &source, &tally.taken);
    let enough = options
        .min_coverage
        .is_none_or(|least| coverage.percent() >= least);
    // Some files alone are not meant to take every way.
    if tally.failed == 0 && (options.files.is_empty() || options.coverage || !enough) {
        out!("{}", covered(&coverage, &options, style));
    }
    if !enough {
        let least = options.min_coverage.unwrap_or_default();
        outln!(
            "{}",
            style.red(&format!(
                "The calls take {} % of the ways; {least} % are asked for.",
                coverage.percent()
            ))
        );
    }
    Ok(ExitCode::from(u8::from(tally.failed > 0 || !enough)))
}

fn options(mut arguments: lexopt::Parser) -> Result<Options, Failure> {
    use lexopt::prelude::{Long, Short, Value};
    let (mut folder, mut files) = (None, Vec::new());
    let mut update = std::env::var_os("UPDATE_EXPECT").is_some_and(|value| !value.is_empty());
    let (mut coverage, mut min_coverage) = (false, None);
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(path) if folder.is_none() => folder = Some(PathBuf::from(path)),
            Value(file) => files.push(file.string()?),
            Long("update") => update = true,
            Long("coverage") => coverage = true,
            Long("min-coverage") => {
                let percent: usize = arguments.value()?.parse()?;
                min_coverage = Some(percent);
            }
            other @ (Short(_) | Long(_)) => return Err(other.unexpected().into()),
        }
    }
    Ok(Options {
        folder: folder.ok_or_else(|| Failure::Usage("which folder?".to_owned()))?,
        files,
        update,
        coverage,
        min_coverage,
    })
}

/// What became of a file.
enum Rehearsed {
    AsWritten(Played),
    Rewritten(Played),
    Differs(Played),
    Broken,
}

/// Plays a file, and prints what is wrong with its lines.
fn rehearse(
    file: &Path,
    bundle: &Bundle,
    options: &Options,
    style: Style,
    differences: &mut Differences,
) -> Result<Rehearsed, Failure> {
    let written = files::read(file)?;
    let shown = file.display();
    let played = match script::play(bundle, &written) {
        Ok(played) => played,
        Err(errors) => {
            for error in errors {
                let place = format!("{shown}:{}", error.line);
                outln!("{}: {}", style.bold(&place), style.red(&error.message));
                let line = written.lines().nth(error.line.saturating_sub(1));
                outln!("    {}\n", line.unwrap_or_default().trim());
            }
            return Ok(Rehearsed::Broken);
        }
    };
    if options.update && written != played.text {
        atomic::write(file, &played.text)?;
        return Ok(Rehearsed::Rewritten(played));
    }
    if script::reads_as(&written, &played.text) {
        return Ok(Rehearsed::AsWritten(played));
    }
    differences.add(file, &written, &played.text, style);
    Ok(Rehearsed::Differs(played))
}

#[derive(Default)]
struct Tally {
    files: usize,
    failed: usize,
    calls: usize,
    rewritten: Vec<PathBuf>,
    taken: BTreeSet<Way>,
}

impl Tally {
    fn add(&mut self, file: &Path, rehearsed: Rehearsed) {
        self.files += 1;
        let played = match rehearsed {
            Rehearsed::AsWritten(played) => played,
            Rehearsed::Rewritten(played) => {
                self.rewritten.push(file.to_owned());
                played
            }
            Rehearsed::Differs(played) => {
                self.failed += 1;
                played
            }
            Rehearsed::Broken => {
                self.failed += 1;
                return;
            }
        };
        self.calls += played.calls;
        self.taken.extend(played.taken);
    }

    fn summary(&self, style: Style) -> String {
        let mut lines: Vec<String> = self
            .rewritten
            .iter()
            .map(|file| style.yellow(&format!("{}: rewritten", file.display())))
            .collect();
        let all = format!(
            "{} in {}",
            count(self.calls, "call"),
            count(self.files, "file")
        );
        lines.push(if self.failed > 0 {
            style.red(&format!(
                "{all}: {} otherwise than written",
                count(self.failed, "file")
            ))
        } else if self.rewritten.is_empty() {
            style.green(&format!("{all}: as written"))
        } else {
            let rewritten = self.rewritten.len();
            format!("{all}: {rewritten} rewritten. Read what changed before you keep it.")
        });
        lines.join("\n")
    }
}

fn count(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}

fn covered(coverage: &Coverage, options: &Options, style: Style) -> String {
    let mut out = String::new();
    if options.coverage {
        let width = coverage.menus.iter().map(|m| m.file.len()).max();
        for menu in &coverage.menus {
            out.push_str(&format!(
                "{:width$} {:>4} %  {} of {}\n",
                menu.file,
                menu.percent(),
                menu.ways - menu.unwalked.len(),
                count(menu.ways, "way"),
                width = width.unwrap_or_default(),
            ));
        }
    }
    let missing: Vec<_> = coverage.unwalked().collect();
    if missing.is_empty() {
        out.push_str("The calls take every way through the menus.\n");
        return out;
    }
    out.push_str(&format!(
        "The calls take {} % of the ways through the menus. No call does this:\n",
        coverage.percent()
    ));
    for unwalked in missing {
        let path = folder::path_of(&options.folder, &unwalked.file);
        let place = format!("{}:{}", path.display(), unwalked.line);
        out.push_str(&format!(
            "  {}: {}: {}\n",
            style.bold(&place),
            unwalked.way.step,
            unwalked.wanted
        ));
    }
    out
}
