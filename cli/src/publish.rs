//! Publishing from the command line: `publish`, `rollback`, `approve`, `withdraw`, `versions`, `diff`.

pub(crate) mod approve;
pub(crate) mod diff;
mod options;
mod remote;
pub(crate) mod rollback;
mod said;
pub(crate) mod versions;

use crate::{
    check, clock,
    command::{Command, Failure},
    folder,
    printable::printable,
};
use options::Options;
use remote::{Refused, Remote};
use said::Said;
use shared::{
    api::{BundleAccepted, BundleList},
    bundle::{Bundle, BundleSource, Change, changes},
    publication::moment,
};
use std::{
    io::{BufRead, IsTerminal, Write},
    process::ExitCode,
};

pub(crate) const COMMAND: Command = Command {
    name: "publish",
    summary: "checks a site's files, says what they change, and brings them to callers",
    help: "\
ringback publish FOLDER --to URL [options]

Checks the files in FOLDER, says in words what they change for callers, and, once you agree, uploads and activates
them. Calls under way finish on the version with which they began. Nothing is overwritten that you have not seen: where
somebody else publishes meanwhile, you are told. The staff token is read from the environment variable RINGBACK_TOKEN.

  --to URL        the installation: https://…, or http:// on this machine
  --at TIME       activate at this moment: \"2026-12-31 23:50\" in the site's time zone, or with a place after it
  --dry-run       say what would change, and change nothing
  --yes           do not ask
  --lang en|ru    language of the report; otherwise as the environment says

  RINGBACK_TOKEN=… ringback publish sites/acme --to https://ringback.example
",
    run,
};

fn run(arguments: lexopt::Parser) -> Result<ExitCode, Failure> {
    let options = Options::read(arguments, &["to", "at", "dry-run", "yes"])?;
    let path = options.folder()?;
    let (id, source) = folder::read(path)?;
    let said = options.said();
    let Ok(checked) = source.check(&id, clock::today(&source)?) else {
        return check::written(path.to_owned(), options.locale);
    };
    if !checked.warnings.is_empty() {
        said.warnings(checked.warnings.len(), path);
    }
    let bundle = checked.bundle;
    let at = options.at.as_deref().map(|at| {
        moment(at, &bundle.site.time_zone).map_err(|error| {
            Failure::Usage(match said.is_russian() {
                true => format!("--at: «{at}» {}", error.ru()),
                false => format!("--at: “{at}” {error}"),
            })
        })
    });
    let at = at.transpose()?;
    let remote = Remote::of(options.to()?, &id)?;
    let list = remote.list()?;
    let version = bundle.version.to_string();
    if at.is_none() && list.as_ref().is_some_and(|list| list.active == version) {
        said.serves_already(&id, &version);
        return Ok(ExitCode::SUCCESS);
    }
    preview(&remote, list.as_ref(), &bundle, at.is_none(), said)?;
    if options.dry_run {
        said.nothing_was_changed();
        return Ok(ExitCode::SUCCESS);
    }
    if !agreed(&options, said)? {
        return Ok(ExitCode::from(1));
    }
    let seen = list.as_ref().map(|list| list.active.as_str());
    let at = at.map(|at| at.to_string());
    finish(&remote, remote.publish(&source, at.as_deref(), seen)?, said)
}

/// Says what a version changes against what serves, and what it does besides.
fn preview(
    remote: &Remote,
    list: Option<&BundleList>,
    bundle: &Bundle,
    is_now: bool,
    said: Said,
) -> Result<(), Failure> {
    let version = bundle.version.to_string();
    let Some(list) = list else {
        said.first_publication(&remote.site, &version);
        return Ok(());
    };
    let served = reopen(&remote.site, &remote.source(&list.active)?)?;
    said.changes(&list.active, &version, &changes(&served, bundle));
    if is_now {
        let others = list.waiting.iter().filter(|one| one.version != version);
        for waiting in others {
            said.would_supersede(waiting, &bundle.site.time_zone);
        }
    }
    if list.second_person {
        said.second_person();
    }
    Ok(())
}

/// The bundle of files that an installation has accepted.
fn reopen(site: &str, source: &BundleSource) -> Result<Bundle, Failure> {
    let bundle = source.reopen(site, clock::today(source)?);
    bundle.ok_or_else(|| Failure::Work("the published files cannot be read by this version of ringback: install the version that the installation has".to_owned()))
}

/// Asks, unless told not to.
fn agreed(options: &Options, said: Said) -> Result<bool, Failure> {
    if options.yes {
        return Ok(true);
    }
    let stdin = std::io::stdin();
    if !stdin.is_terminal() {
        return Err(Failure::Usage(
            "nobody can be asked here: add --yes, or --dry-run".to_owned(),
        ));
    }
    out!("{}", said.question());
    std::io::stdout().flush()?;
    let mut line = String::new();
    stdin.lock().read_line(&mut line)?;
    let agrees = said.is_yes(line.trim());
    if !agrees {
        said.nothing_was_changed();
    }
    Ok(agrees)
}

/// Says what became of it.
fn finish(
    remote: &Remote,
    outcome: Result<BundleAccepted, Refused>,
    said: Said,
) -> Result<ExitCode, Failure> {
    match outcome {
        Ok(accepted) => {
            said.accepted(&remote.site, &accepted);
            Ok(ExitCode::SUCCESS)
        }
        Err(Refused::Changed) => {
            let active = remote.kept()?.active;
            said.changed_meanwhile(&active, &remote.history(20)?.items);
            Ok(ExitCode::from(1))
        }
        Err(Refused::Because(reasons)) => {
            for reason in reasons {
                eprintln!("{reason}");
            }
            Ok(ExitCode::from(1))
        }
    }
}

/// The changes as lines of a list.
fn listed(changes: &[Change], said: Said) {
    for change in changes {
        outln!("  - {}", printable(said.pick(&change.en, &change.ru)));
    }
}
