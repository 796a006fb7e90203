//! `ringback rollback`: back to the version that served before.

use super::{Options, Remote, agreed, finish, preview, reopen};
use crate::command::{Command, Failure};
use shared::api::{Deed, HistoryEntry};
use std::process::ExitCode;

pub(crate) const COMMAND: Command = Command {
    name: "rollback",
    summary: "goes back to the version that served before, or to any that is kept",
    help: "\
ringback rollback SITE --to URL [options]

Activates the version of SITE (a folder or a name) that served before the one that serves now, after saying in words
what that changes for callers. The staff token is read from the environment variable RINGBACK_TOKEN.

  --to URL            the installation: https://…, or http:// on this machine
  --version VERSION   go to this version: `ringback versions` lists them
  --dry-run           say what would change, and change nothing
  --yes               do not ask
  --lang en|ru        language of the report; otherwise as the environment says

  RINGBACK_TOKEN=… ringback rollback sites/acme --to https://ringback.example
",
    run,
};

fn run(arguments: lexopt::Parser) -> Result<ExitCode, Failure> {
    let options = Options::read(arguments, &["to", "version", "dry-run", "yes"])?;
    let said = options.said();
    let remote = Remote::of(options.to()?, &options.site()?)?;
    let list = remote.kept()?;
    let version = match &options.version {
        Some(version) => version.clone(),
        None => before(&list.active, &remote.history(200)?.items).ok_or_else(|| {
            Failure::Work("nothing is known to have served before: name a version with --version, `ringback versions` lists them".to_owned())
        })?,
    };
    if version == list.active {
        said.serves_already(&remote.site, &version);
        return Ok(ExitCode::SUCCESS);
    }
    let bundle = reopen(&remote.site, &remote.source(&version)?)?;
    preview(&remote, Some(&list), &bundle, true, said)?;
    if options.dry_run {
        said.nothing_was_changed();
        return Ok(ExitCode::SUCCESS);
    }
    if !agreed(&options, said)? {
        return Ok(ExitCode::from(1));
    }
    finish(&remote, remote.activate(&version, &list.active)?, said)
}

/// What served before the version that serves now.
fn before(active: &str, history: &[HistoryEntry]) -> Option<String> {
    let mut activations = history
        .iter()
        .filter(|entry| entry.what == Deed::Activated && entry.version == active);
    activations.next()?.other.clone()
}
