//! `ringback diff A B`: what changes from one to the other, in words.

use super::{Options, Remote, listed, options::site_of, reopen};
use crate::{
    command::{Command, Failure},
    folder,
};
use shared::bundle::{Bundle, changes};
use std::{path::Path, process::ExitCode};

pub(crate) const COMMAND: Command = Command {
    name: "diff",
    summary: "says in words what changes for callers between two folders or versions",
    help: "\
ringback diff A B [options]
ringback diff FOLDER --to URL [options]

Says in words what changes for callers from A to B, the weightiest first. A and B are folders, or versions of an
installation; a folder alone is compared with what serves there. The staff token is read from the environment variable
RINGBACK_TOKEN. Exit status 1 where the files of a folder are wrong.

  --to URL        the installation that has the versions: https://…, or http:// on this machine
  --site NAME     the site, where no folder names it
  --lang en|ru    language of the report; otherwise as the environment says

  ringback diff sites/acme.before sites/acme
  RINGBACK_TOKEN=… ringback diff 0f1e2d3c4b5a6978 sites/acme --to https://ringback.example
",
    run,
};

fn run(arguments: lexopt::Parser) -> Result<ExitCode, Failure> {
    let options = Options::read(arguments, &["to", "site"])?;
    let said = options.said();
    let (before, after) = match options.values.as_slice() {
        [one] if options.is_remote() => (None, one),
        [one, other] => (Some(one), other),
        _ => return Err(Failure::Usage("between which two?".to_owned())),
    };
    let folders = options.values.iter().map(Path::new);
    let folder = folders.clone().find(|path| path.is_dir());
    let site = options.site.clone().or_else(|| folder.map(site_of));
    let remote = match options.is_remote() {
        true => {
            let site = site
                .ok_or_else(|| Failure::Usage("of which site? Name it with --site".to_owned()))?;
            Some(Remote::of(options.to()?, &site)?)
        }
        false => None,
    };
    let before = match (before, &remote) {
        (Some(before), remote) => bundle(before, remote.as_ref())?,
        (None, Some(remote)) => {
            let active = remote.kept()?.active;
            reopen(&remote.site, &remote.source(&active)?)?
        }
        (None, None) => return Err(Failure::Usage("between which two?".to_owned())),
    };
    let after = bundle(after, remote.as_ref())?;
    let changes = changes(&before, &after);
    if changes.is_empty() {
        said.nothing_changes();
    }
    listed(&changes, said);
    Ok(ExitCode::SUCCESS)
}

/// A folder's bundle, or a version's.
fn bundle(name: &str, remote: Option<&Remote>) -> Result<Bundle, Failure> {
    let path = Path::new(name);
    if path.is_dir() {
        let (id, source) = folder::read(path)?;
        return folder::check(path, &id, &source);
    }
    match remote {
        Some(remote) => reopen(&remote.site, &remote.source(name)?),
        None => Err(Failure::Usage(format!(
            "`{name}` is no folder. For a version, say of which installation: --to https://…"
        ))),
    }
}
