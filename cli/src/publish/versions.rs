//! `ringback versions`: what serves, what is kept, what waits, and who did what.

use super::{Options, Remote, reopen};
use crate::command::{Command, Failure};
use std::process::ExitCode;

pub(crate) const COMMAND: Command = Command {
    name: "versions",
    summary: "lists what was published: what serves, what waits, who did what",
    help: "\
ringback versions SITE --to URL [options]

Lists the versions of SITE (a folder or a name) that an installation keeps, the latest first, and what waits for its
moment or for a second person. The staff token is read from the environment variable RINGBACK_TOKEN.

  --to URL        the installation: https://…, or http:// on this machine
  --history       who published, asked for, approved and activated what, and when, the latest first
  --lang en|ru    language of the report; otherwise as the environment says

  RINGBACK_TOKEN=… ringback versions sites/acme --to https://ringback.example --history
",
    run,
};

fn run(arguments: lexopt::Parser) -> Result<ExitCode, Failure> {
    let options = Options::read(arguments, &["to", "history"])?;
    let said = options.said();
    let remote = Remote::of(options.to()?, &options.site()?)?;
    let list = remote.kept()?;
    let zone = reopen(&remote.site, &remote.source(&list.active)?)?
        .site
        .time_zone;
    if options.history {
        for entry in remote.history(200)?.items {
            said.entry(&entry, &zone);
        }
        return Ok(ExitCode::SUCCESS);
    }
    if list.bundles.iter().all(|bundle| !bundle.active) {
        said.came_with_the_installation(&list.active);
    }
    for bundle in &list.bundles {
        said.version(bundle, &zone);
    }
    for waiting in &list.waiting {
        said.waits(waiting, &zone);
    }
    Ok(ExitCode::SUCCESS)
}
