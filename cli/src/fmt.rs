//! `ringback fmt FOLDER|FILE…`: one order and one layout.

use crate::{
    atomic, check,
    command::{Command, Failure},
    folder, language,
};
use shared::{bundle::BundleSource, layout, locale::Locale};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

pub(crate) const COMMAND: Command = Command {
    name: "fmt",
    summary: "puts files into one order and layout, and older ones into today's form",
    help: "\
ringback fmt FOLDER|FILE... [options]

Puts the files of a site, or the files named, into one order and one layout, so that comparing two versions shows what
was changed and nothing else. What callers hear stays the same. Files of an older version are written in today's form.
FOLDER is a site's folder or one with several sites in it. A file with mistakes in it is left as it is, and they are
shown; exit status 1 then.

  --check       writes nothing; exit status 1 where a file is laid out otherwise
  --lang en|ru  language of the problems; that of your system if you leave it out

  ringback fmt sites/acme
",
    run,
};

struct Options {
    paths: Vec<PathBuf>,
    check: bool,
    locale: Locale,
}

/// What became of the files.
#[derive(Default)]
struct Tally {
    right: usize,
    changed: usize,
    refused: usize,
}

fn run(arguments: lexopt::Parser) -> Result<ExitCode, Failure> {
    let options = options(arguments)?;
    let mut tally = Tally::default();
    let mut seen = BTreeSet::new();
    for path in &options.paths {
        for (folder, only) in sites_of(path)? {
            format(&folder, only.as_deref(), &options, &mut seen, &mut tally)?;
        }
    }
    let Tally {
        right,
        changed,
        refused,
    } = tally;
    let done = if options.check {
        "to be written"
    } else {
        "written"
    };
    let with_mistakes = match refused {
        0 => String::new(),
        some => format!(", with mistakes: {some}"),
    };
    outln!("files in their layout: {right}, {done}: {changed}{with_mistakes}");
    let fails = refused > 0 || (options.check && changed > 0);
    Ok(ExitCode::from(u8::from(fails)))
}

fn options(mut arguments: lexopt::Parser) -> Result<Options, Failure> {
    use lexopt::prelude::{Long, Short, Value};
    let mut options = Options {
        paths: Vec::new(),
        check: false,
        locale: language::of_environment(),
    };
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(path) => options.paths.push(PathBuf::from(path)),
            Long("check") => options.check = true,
            Long("lang") => options.locale = language::of_option(&mut arguments)?,
            other @ (Short(_) | Long(_)) => return Err(other.unexpected().into()),
        }
    }
    if options.paths.is_empty() {
        return Err(Failure::Usage("which folder?".to_owned()));
    }
    Ok(options)
}

fn format(
    folder: &Path,
    only: Option<&str>,
    options: &Options,
    seen: &mut BTreeSet<PathBuf>,
    tally: &mut Tally,
) -> Result<(), Failure> {
    let (_, source) = folder::read(folder)?;
    for (name, formatted) in layout::format(&source) {
        let path = folder::path_of(folder, &name);
        let place = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        if only.is_some_and(|only| only != name) || !seen.insert(place) {
            continue;
        }
        let before = source.files.get(&name).map_or("", String::as_str);
        match formatted {
            Err(problems) => {
                tally.refused += 1;
                for problem in &problems {
                    out!("{}", check::show(problem, &source, folder, options.locale));
                }
            }
            Ok(after) if after == before => tally.right += 1,
            Ok(after) => {
                tally.changed += 1;
                if options.check {
                    let line = first_difference(before, &after);
                    outln!("{}:{line}: laid out otherwise", path.display());
                } else {
                    atomic::write(&path, &after)?;
                    outln!("{}: written", path.display());
                }
            }
        }
    }
    Ok(())
}

/// The first line that differs, from 1.
fn first_difference(before: &str, after: &str) -> usize {
    let same = before.lines().zip(after.lines());
    1 + same.take_while(|(before, after)| before == after).count()
}

/// The sites that a path means, and the file of theirs if it is one.
fn sites_of(path: &Path) -> Result<Vec<(PathBuf, Option<String>)>, Failure> {
    if !path.exists() {
        let path = path.display();
        return Err(Failure::Work(format!(
            "{path}: there is no such file or folder"
        )));
    }
    if path.is_dir() {
        let sites = sites_in(path)?;
        if sites.is_empty() {
            let path = path.display();
            let what =
                "this is neither a site's folder (with a site.json) nor one with sites in it";
            return Err(Failure::Work(format!("{path}: {what}")));
        }
        return Ok(sites.into_iter().map(|site| (site, None)).collect());
    }
    if let Some(found) = site_of_file(path)? {
        return Ok(vec![found]);
    }
    // As typed, the path may not show in which folders the file lies.
    site_of_file(&fs::canonicalize(path)?)?
        .map(|found| vec![found])
        .ok_or_else(|| {
            let path = path.display();
            Failure::Work(format!(
                "{path}: no site has or uses this file, so nobody knows what it is"
            ))
        })
}

/// The site that a file belongs to, and the file's name there.
fn site_of_file(path: &Path) -> Result<Option<(PathBuf, Option<String>)>, Failure> {
    for folder in path.ancestors().skip(1) {
        let beside = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        let Ok(name) = path.strip_prefix(folder) else {
            continue;
        };
        let name = name.to_string_lossy().replace('\\', "/");
        if beside.join("site.json").is_file() {
            return first_with(&name, vec![beside.to_path_buf()]);
        }
        if site_files::is_shared(&name) {
            return first_with(&name, sites_in(beside)?);
        }
    }
    Ok(None)
}

/// The first of these sites that has the file.
fn first_with(
    name: &str,
    sites: Vec<PathBuf>,
) -> Result<Option<(PathBuf, Option<String>)>, Failure> {
    for site in sites {
        let (_, BundleSource { files }) = folder::read(&site)?;
        if files.contains_key(name) {
            return Ok(Some((site, Some(name.to_owned()))));
        }
    }
    Ok(None)
}

/// The folder itself where it is a site's, else the sites in it.
fn sites_in(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let is_site = |folder: &Path| folder.join("site.json").is_file();
    if is_site(folder) {
        return Ok(vec![folder.to_path_buf()]);
    }
    let mut sites: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<Result<_, _>>()?;
    sites.retain(|path| is_site(path));
    sites.sort();
    Ok(sites)
}
