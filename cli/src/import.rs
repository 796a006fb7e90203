//! `ringback import studio FLOW.json --out DIR`: another tool's flow as a site's folder.

use crate::{
    check,
    command::{Command, Failure},
    language,
};
use lexopt::ValueExt;
use shared::locale::Locale;
use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};
use studio::{Import, Report};

pub(crate) const COMMAND: Command = Command {
    name: "import",
    summary: "makes a site's folder of a flow of Twilio Studio",
    help: "\
ringback import studio FLOW.json --out DIR [options]

Makes a site's folder DIR of a flow that Twilio Studio exported (in its trigger: “Show flow JSON”), writes what became
of every state to DIR/IMPORT.md, prints it, and checks the folder: what was wrong with the old flow is still wrong in
the new menu, until you decide. Exit status 1 where the check finds errors, or where the flow answers no calls.

  --out DIR            the new folder; its name is the site's id
  --number +994…       the phone number that the menu answers
  --name NAME          your name as customers know it; otherwise the flow's description
  --country AZ         the country of your customers
  --time-zone ZONE     such as Asia/Baku; otherwise the one that the flow compares times in
  --locale az|en|ro|ru the language of texts that do not say theirs; en if you leave it out
  --lang en|ru         language of the report; otherwise as the environment says

  ringback import studio flow.json --out sites/acme --number +442079460100 --country GB
",
    run,
};

struct Arguments {
    flow: PathBuf,
    out: PathBuf,
    lang: Locale,
    options: studio::Options,
}

/// The page that says what became of each state.
const PAGE: &str = "IMPORT.md";

fn run(parser: lexopt::Parser) -> Result<ExitCode, Failure> {
    let arguments = arguments(parser)?;
    let says = |path: &Path, what: String| Failure::Work(format!("{}: {what}", path.display()));
    let bytes = fs::read(&arguments.flow).map_err(|e| says(&arguments.flow, e.to_string()))?;
    let out = &arguments.out;
    if fs::read_dir(out).is_ok_and(|mut files| files.next().is_some()) {
        let what = "this folder is not empty. Name a new one, so that nothing is overwritten";
        return Err(says(out, what.to_owned()));
    }
    let Import { files, report } =
        studio::import(&String::from_utf8_lossy(&bytes), &arguments.options);
    let page = report.page(arguments.lang);
    fs::create_dir_all(out).map_err(|e| says(out, e.to_string()))?;
    for (name, text) in files.iter().chain([(&PAGE.to_owned(), &page)]) {
        let path = out.join(name);
        fs::write(&path, text).map_err(|e| says(&path, e.to_string()))?;
    }
    out!("{page}\n{}\n\n", summary(&report, out, arguments.lang));
    if files.is_empty() {
        return Ok(ExitCode::from(1));
    }
    check::written(out.clone(), arguments.lang)
}

fn summary(report: &Report, out: &Path, lang: Locale) -> String {
    let (carried, left, faults) = (report.carried.len(), report.left.len(), report.faults.len());
    let page = out.join(PAGE);
    let page = page.display();
    match lang {
        Locale::Ru => format!(
            "Перенесено состояний: {carried}, не перенесено: {left}, ошибок старого потока: {faults}. Всё это в {page}."
        ),
        Locale::Az | Locale::En | Locale::Ro => format!(
            "States carried over: {carried}, things left out: {left}, faults of the old flow: {faults}. All of it is in {page}."
        ),
    }
}

fn arguments(mut parser: lexopt::Parser) -> Result<Arguments, Failure> {
    use lexopt::prelude::{Long, Short, Value};
    let usage = |what: &str| Failure::Usage(what.to_owned());
    let (mut from, mut flow, mut out) = (None, None, None);
    let mut lang = language::of_environment();
    let mut options = studio::Options {
        id: String::new(),
        name: None,
        number: None,
        country: None,
        time_zone: None,
        locale: Locale::En,
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Value(word) if from.is_none() => from = Some(word.string()?),
            Value(path) if flow.is_none() => flow = Some(PathBuf::from(path)),
            Long("out") => out = Some(PathBuf::from(parser.value()?)),
            Long("name") => options.name = Some(parser.value()?.string()?),
            Long("number") => options.number = Some(parser.value()?.string()?),
            Long("country") => options.country = Some(parser.value()?.string()?),
            Long("time-zone") => options.time_zone = Some(parser.value()?.string()?),
            Long("locale") => {
                let code = parser.value()?.string()?;
                options.locale =
                    Locale::from_tag(&code).ok_or_else(|| usage("--locale is az, en, ro or ru"))?;
            }
            Long("lang") => lang = language::of_option(&mut parser)?,
            other @ (Value(_) | Short(_) | Long(_)) => return Err(other.unexpected().into()),
        }
    }
    match from.as_deref() {
        Some("studio") => {}
        Some(other) => {
            return Err(usage(&format!(
                "{other} is not known: what can be imported is a flow of `studio`"
            )));
        }
        None => return Err(usage("import what? `studio FLOW.json`")),
    }
    let flow = flow.ok_or_else(|| usage("which file? Export the flow's JSON from Studio"))?;
    let out = out.ok_or_else(|| usage("where to? --out DIR names the new folder"))?;
    options.id = out
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    Ok(Arguments {
        flow,
        out,
        lang,
        options,
    })
}
