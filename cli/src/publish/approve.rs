//! `ringback approve` and `ringback withdraw`: what waits is agreed to, or taken back.

use super::{Options, Remote, agreed, finish, preview, reopen};
use crate::command::{Command, Failure};
use shared::{api::BundleList, publication::Waiting};
use std::process::ExitCode;

pub(crate) const COMMAND: Command = Command {
    name: "approve",
    summary: "agrees, as a second person, to what somebody else publishes",
    help: "\
ringback approve SITE --to URL [options]

Says in words what the version of SITE (a folder or a name) that waits for a second person changes for callers, and
approves it once you agree. It takes another token than that of the person who asked. The staff token is read from the
environment variable RINGBACK_TOKEN.

  --to URL            the installation: https://…, or http:// on this machine
  --version VERSION   which one, where several wait
  --dry-run           say what would change, and change nothing
  --yes               do not ask
  --lang en|ru        language of the report; otherwise as the environment says

  RINGBACK_TOKEN=… ringback approve sites/acme --to https://ringback.example
",
    run: approve,
};

pub(crate) const WITHDRAW: Command = Command {
    name: "withdraw",
    summary: "takes back an activation that waits for its moment or for a second person",
    help: "\
ringback withdraw SITE --to URL [options]

Takes back the activation of SITE (a folder or a name) that waits. The staff token is read from the environment variable
RINGBACK_TOKEN.

  --to URL            the installation: https://…, or http:// on this machine
  --version VERSION   which one, where several wait
  --lang en|ru        language of the report; otherwise as the environment says

  RINGBACK_TOKEN=… ringback withdraw sites/acme --to https://ringback.example
",
    run: withdraw,
};

fn approve(arguments: lexopt::Parser) -> Result<ExitCode, Failure> {
    let options = Options::read(arguments, &["to", "version", "dry-run", "yes"])?;
    let said = options.said();
    let remote = Remote::of(options.to()?, &options.site()?)?;
    let list = remote.kept()?;
    let waiting = which(&options, &list, |waiting| !waiting.is_ready())?;
    let bundle = reopen(&remote.site, &remote.source(&waiting.version)?)?;
    preview(&remote, Some(&list), &bundle, waiting.at.is_none(), said)?;
    said.waits(waiting, &bundle.site.time_zone);
    if options.dry_run {
        said.nothing_was_changed();
        return Ok(ExitCode::SUCCESS);
    }
    if !agreed(&options, said)? {
        return Ok(ExitCode::from(1));
    }
    finish(
        &remote,
        remote.approve(&waiting.version, &list.active)?,
        said,
    )
}

fn withdraw(arguments: lexopt::Parser) -> Result<ExitCode, Failure> {
    let options = Options::read(arguments, &["to", "version"])?;
    let remote = Remote::of(options.to()?, &options.site()?)?;
    let list = remote.kept()?;
    let waiting = which(&options, &list, |_| true)?;
    remote.withdraw(&waiting.version)?;
    options.said().withdrawn(&waiting.version);
    Ok(ExitCode::SUCCESS)
}

/// The version that is named, or the only one that waits.
fn which<'a>(
    options: &Options,
    list: &'a BundleList,
    fits: impl Fn(&Waiting) -> bool,
) -> Result<&'a Waiting, Failure> {
    let fits = |waiting: &&Waiting| {
        fits(waiting)
            && options
                .version
                .as_ref()
                .is_none_or(|version| waiting.version == *version)
    };
    let waiting: Vec<&Waiting> = list.waiting.iter().filter(fits).collect();
    match waiting.as_slice() {
        [one] => Ok(one),
        [] => Err(Failure::Work(
            "nothing waits for that: `ringback versions` lists what does".to_owned(),
        )),
        _ => Err(Failure::Usage(
            "several wait: name one with --version, `ringback versions` lists them".to_owned(),
        )),
    }
}
