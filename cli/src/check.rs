//! `ringback check FOLDER`: every problem, with the words that are wrong.

use crate::{
    clock,
    command::{Command, Failure},
    folder, language,
    style::Style,
};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use jiff::civil::Date;
use lexopt::ValueExt;
use shared::{
    bundle::BundleSource,
    locale::Locale,
    problem::{Problem, Severity},
};
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

pub(crate) const COMMAND: Command = Command {
    name: "check",
    summary: "prints every problem of a site's files",
    help: "\
ringback check FOLDER [options]

Prints every problem of the files in FOLDER: the words that are wrong, what a caller would experience, the fix.
Exit status 1 where there is an error.

  --lang en|ru         language of the report; otherwise as the environment says
  --format text|json   json for other programs
  --strict             warnings count as errors
  --today DATE         judge dates as of this day, such as 2030-03-01

  ringback check sites/acme
",
    run,
};

struct Options {
    folder: PathBuf,
    locale: Locale,
    json: bool,
    strict: bool,
    today: Option<Date>,
}

fn run(arguments: lexopt::Parser) -> Result<ExitCode, Failure> {
    perform(&options(arguments)?)
}

/// Checks a folder that another command has just written, as `ringback check FOLDER` does.
pub(crate) fn written(folder: PathBuf, locale: Locale) -> Result<ExitCode, Failure> {
    perform(&Options {
        folder,
        locale,
        json: false,
        strict: false,
        today: None,
    })
}

fn perform(options: &Options) -> Result<ExitCode, Failure> {
    let (id, source) = folder::read(&options.folder)?;
    let today = match options.today {
        Some(day) => day,
        None => clock::today(&source)?,
    };
    let problems = match source.check(&id, today) {
        Ok(checked) => checked.warnings,
        Err(problems) => problems,
    };
    if options.json {
        let text =
            serde_json::to_string_pretty(&problems).map_err(|e| Failure::Work(e.to_string()))?;
        outln!("{text}");
    } else {
        out!("{}", report(&problems, &source, options));
    }
    let fails = problems
        .iter()
        .any(|p| options.strict || p.severity == Severity::Error);
    Ok(ExitCode::from(u8::from(fails)))
}

fn options(mut arguments: lexopt::Parser) -> Result<Options, Failure> {
    use lexopt::prelude::{Long, Short, Value};
    let mut folder = None;
    let mut locale = language::of_environment();
    let (mut json, mut strict, mut today) = (false, false, None);
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(path) if folder.is_none() => folder = Some(PathBuf::from(path)),
            Long("lang") => locale = language::of_option(&mut arguments)?,
            Long("format") => {
                json = match arguments.value()?.string()?.as_str() {
                    "json" => true,
                    "text" => false,
                    _ => return Err(Failure::Usage("--format is text or json".to_owned())),
                }
            }
            Long("strict") => strict = true,
            Long("today") => today = Some(arguments.value()?.parse()?),
            other @ (Value(_) | Short(_) | Long(_)) => return Err(other.unexpected().into()),
        }
    }
    let folder = folder.ok_or_else(|| Failure::Usage("which folder?".to_owned()))?;
    Ok(Options {
        folder,
        locale,
        json,
        strict,
        today,
    })
}

fn report(problems: &[Problem], source: &BundleSource, options: &Options) -> String {
    let mut out = String::new();
    for problem in problems {
        out.push_str(&show(problem, source, &options.folder, options.locale));
    }
    let count = |severity| problems.iter().filter(|p| p.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let folder = options.folder.display();
    out.push_str(&match (options.locale, problems.is_empty()) {
        (Locale::Ru, true) => format!("{folder}: всё в порядке\n"),
        (Locale::Ru, false) => {
            format!("{folder}: ошибок: {errors}, предупреждений: {warnings}\n")
        }
        (Locale::Az | Locale::En | Locale::Ro, true) => format!("{folder}: all is well\n"),
        (Locale::Az | Locale::En | Locale::Ro, false) => {
            format!("{folder}: errors: {errors}, warnings: {warnings}\n")
        }
    });
    out
}

/// A problem with the words that are wrong, and an empty line.
pub(crate) fn show(
    problem: &Problem,
    source: &BundleSource,
    folder: &Path,
    locale: Locale,
) -> String {
    let renderer = if Style::of(&std::io::stdout()).is_coloured() {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let russian = locale == Locale::Ru;
    let said = problem.sentences(locale);
    let level = match (problem.severity, russian) {
        (Severity::Error, false) => Level::ERROR,
        (Severity::Warning, false) => Level::WARNING,
        (Severity::Error, true) => Level::ERROR.with_name("ошибка"),
        (Severity::Warning, true) => Level::WARNING.with_name("предупреждение"),
    };
    let path = folder::path_of(folder, &problem.file);
    let path = path.display().to_string();
    let text = source.files.get(&problem.file).map_or("", String::as_str);
    let title = level.primary_title(said.message).id(problem.rule.as_str());
    let mut group = if problem.line == 0 {
        title.element(annotate_snippets::Origin::path(path))
    } else {
        let (start, end) = problem.span;
        let mark = AnnotationKind::Primary.span(start..end.max(start));
        title.element(Snippet::source(text).path(path).annotation(mark))
    };
    if !said.experience.is_empty() {
        let label = if russian {
            "последствие"
        } else {
            "effect"
        };
        group = group.element(Level::NOTE.with_name(label).message(said.experience));
    }
    let label = if russian {
        "как исправить"
    } else {
        "fix"
    };
    group = group.element(Level::HELP.with_name(label).message(said.fix));
    let groups: [Group<'_>; 1] = [group];
    renderer.render(&groups) + "\n\n"
}
