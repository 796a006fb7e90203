//! The steps that cargo and the pinned tools do.

use crate::{
    arguments::Arguments,
    command::Call,
    failure::{Failure, Result},
    project::Project,
    schema as schema_files, sizes as bundle_sizes, tools,
};

/// The crates that become wasm; everything else runs natively alone.
const WASM: [&str; 4] = ["--package", "edge-ivr", "--package", "widget"];
const WASM_TARGET: [&str; 2] = ["--target", "wasm32-unknown-unknown"];
const NATIVE: [&str; 5] = [
    "--workspace",
    "--exclude",
    "edge-ivr",
    "--exclude",
    "widget",
];

pub(super) fn format(project: &Project, _: &Arguments) -> Result {
    Call::cargo(project.root())
        .args(["fmt", "--all", "--check"])
        .run()
        .map_err(|failure| failure.remedy("cargo fmt --all"))
}

pub(super) fn clippy(project: &Project, _: &Arguments) -> Result {
    tools::c_compiler()?;
    Call::cargo(project.root())
        .args(["clippy", "--quiet", "--all-targets", "--all-features"])
        .args(NATIVE)
        .args(["--", "--deny", "warnings"])
        .run()
}

pub(super) fn clippy_wasm(project: &Project, _: &Arguments) -> Result {
    tools::wasm_target(project)?;
    Call::cargo(project.root())
        .args(["clippy", "--quiet"])
        .args(WASM)
        // Its bridge to the page is compiled for the browser alone.
        .args(["--package", "report"])
        .args(WASM_TARGET)
        .args(["--", "--deny", "warnings"])
        .run()
}

pub(super) fn native(project: &Project, _: &Arguments) -> Result {
    Call::cargo(project.root())
        .args([
            "test",
            "--quiet",
            "--workspace",
            "--features",
            "shared/schema",
        ])
        .run()
}

/// Other people's collections of hostile input, which are npm packages.
pub(super) fn suites(project: &Project, _: &Arguments) -> Result {
    tools::node(project)?;
    tools::install_packages(project, "e2e")?;
    Call::cargo(project.root())
        .args(["test", "--quiet", "--package", "shared"])
        .args(["--features", "shared/schema", "--test", "suites"])
        .args(["--", "--ignored"])
        .run()
}

pub(super) fn fuzz(project: &Project, arguments: &Arguments) -> Result {
    crate::fuzz::briefly(project, arguments)
}

pub(super) fn shim(project: &Project, _: &Arguments) -> Result {
    tools::node(project)?;
    Call::new("node", project.root())
        .args(["--test", "xtask/js/"])
        .run_quietly()
}

pub(super) fn docs(project: &Project, _: &Arguments) -> Result {
    tools::wasm_target(project)?;
    let document = |packages: &[&str], target: &[&str]| {
        Call::cargo(project.root())
            .args(["doc", "--quiet", "--no-deps"])
            .args(packages)
            .args(target)
            .env("RUSTDOCFLAGS", "--deny warnings")
            .run()
    };
    document(&NATIVE, &[])?;
    document(&WASM, &WASM_TARGET)
}

pub(super) fn schema(project: &Project, _: &Arguments) -> Result {
    schema_files::check(project)
}

pub(super) fn sites(project: &Project, _: &Arguments) -> Result {
    let sites = project.sites();
    if sites.is_empty() {
        return Err(Failure::new("sites/ holds no site"));
    }
    let ringback =
        || Call::cargo(project.root()).args(["run", "--quiet", "--package", "ringback", "--"]);
    for site in sites {
        ringback().arg("check").arg(site).run()?;
    }
    ringback()
        .args(["fmt", "--check"])
        .arg(project.path("sites"))
        .run()
        .map_err(|failure| failure.remedy("ringback fmt sites"))
}

pub(super) fn policy(project: &Project, _: &Arguments) -> Result {
    let deny = tools::cargo_deny(project)?;
    // Advisories are left out: they come from the network, and an old commit must give the same verdict tomorrow.
    for folder in [project.root().to_owned(), project.path("fuzz")] {
        Call::new(&deny, &folder)
            .args(["--log-level", "error", "--locked", "--workspace"])
            .arg("--config")
            .arg(project.path("deny.toml"))
            .args(["check", "bans", "licenses", "sources"])
            .run()?;
    }
    Ok(())
}

pub(super) fn sizes(project: &Project, _: &Arguments) -> Result {
    bundle_sizes::check(project)
}
