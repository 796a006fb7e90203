//! Builds, runs and tests Ringback: `cargo xtask <command>`.
//!
//! # For the end-to-end tests
//! `target/debug/xtask config` (or `cargo xtask config`) writes a workerd configuration and builds nothing:
//!
//! * `--data DIR` (required): receives `config.capnp` and, below `do/`, the Durable Objects;
//! * `--port N` (required): where the Worker listens on 127.0.0.1;
//! * `--demo-port N`: serves `widget/demo` on another origin;
//! * `--fake-internet HOST:PORT`: everything that the Worker fetches goes there, by plain HTTP, with the right `Host`;
//! * `--release` (or `RINGBACK_RELEASE` in the environment, as `cargo xtask test` sets it): the optimised bundle in
//!   `build/release` instead of the one in `build`;
//! * `--secret NAME` (any number): binds further secrets besides those that `sites/*/site.json` name.
//!
//! It prints one line of JSON: `{"workerd": PROGRAM, "args": ["serve", CONFIG], "variables": [NAME, …], "secrets": LIST}`.
//! Start the program with these arguments, and in its environment the variables that the test wants: a variable that
//! is unset is absent in the Worker. `RINGBACK_SECRETS`, the names of the secrets that are set, is the caller's to set
//! too: `LIST` has all of them. `cargo xtask test` names its own program in `RINGBACK_XTASK` and the browser's in
//! `CHROMIUM`.
#![allow(
    clippy::disallowed_methods,
    reason = "xtask measures how long steps take; it is no part of what ships"
)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        reason = "tests may fail loudly"
    )
)]

use std::process::ExitCode;

mod arguments;
mod build;
mod command;
mod config;
mod deploy;
mod dist;
mod failure;
mod files;
mod fuzz;
mod http;
mod project;
mod report;
mod run;
mod schema;
mod secrets;
mod server;
mod sites;
mod sizes;
mod test;
mod tools;

use arguments::Arguments;
use failure::{Failure, Result};
use project::Project;

const HELP: &str = "\
cargo xtask <command>

  run       build what has changed, start the Worker on this machine, load the sites in sites/
              --port N (8787)   --data DIR (.ringback/data)   --fresh (forget all data)
  test      everything that CI checks
              --only NAME (one step)   --list   --release (end-to-end on the optimised bundle)
  build     the Worker, the widget and the report's page into build/
              --release (optimised, into build/release/)   --only report
  schema    write the JSON Schemas in sites/ and docs/openapi.json
              --check (only compare)
  dist      everything that one machine needs, in dist/
  deploy    the optimised bundle on Cloudflare, with deploy/cloudflare/settings.json
              --dry-run (wrangler checks it and contacts nobody)
  soak      fuzz everything that reads what others write, for a long time
              --minutes N (10 for each target)
  config    write a workerd configuration, for tests (see xtask/src/main.rs)
";

fn main() -> ExitCode {
    match dispatch() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\nerror: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch() -> Result {
    let arguments = Arguments::parse()?;
    let project = Project::here();
    match arguments.command.as_str() {
        "build" if arguments.only == ["report"] => build::report(&project, arguments.flavour()),
        "build" => build::everything(&project, arguments.flavour()),
        "test" | "ci" => test::run(&project, &arguments),
        "schema" if arguments.check => schema::check(&project),
        "schema" => schema::write(&project),
        "run" => run::run(&project, &arguments),
        "dist" => dist::run(&project),
        "deploy" => deploy::run(&project, &arguments),
        "soak" => fuzz::soak(&project, &arguments),
        "config" => config::print(&project, &arguments),
        "" | "help" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(Failure::new(format!("there is no command {other}"))
            .remedy("`cargo xtask help` lists the commands")),
    }
}
