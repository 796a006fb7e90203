//! The tools a build needs: what must be on the machine, and what is installed into the project's own folders.

use std::path::PathBuf;

use crate::{
    command::{Call, on_path},
    failure::{Failure, Result},
    files::{Inputs, unless_made},
    project::Project,
    report::say,
};

/// The oldest Node that the pinned tools run on.
const OLDEST_NODE: (u32, u32) = (20, 3);
const CARGO_DENY: &str = "0.20.2";

/// Checks Node and installs the npm packages of the root where the lock file has changed.
pub(crate) fn npm_packages(project: &Project) -> Result {
    node(project)?;
    install_packages(project, "")
}

/// Installs the npm packages of a folder (`""` is the root) exactly as its lock file says.
pub(crate) fn install_packages(project: &Project, folder: &str) -> Result {
    let folder = project.path(folder);
    let key = Inputs::default()
        .path(&folder.join("package-lock.json"))?
        .key();
    unless_made(&folder.join("node_modules"), &key, || {
        say("installing npm packages (some 300 MB, once)");
        Call::new("npm", &folder)
            .args([
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
            ])
            .run_quietly()
            .map_err(|failure| {
                failure.remedy(
                    "see that the npm registry can be reached (`npm ping`), then run this again",
                )
            })
    })
    .map(|_| ())
}

/// Checks that Node and npm are there and new enough.
pub(crate) fn node(project: &Project) -> Result {
    let remedy = "install Node 20.3 or newer with npm (https://nodejs.org, or your distribution's packages nodejs and npm)";
    if !on_path("node") || !on_path("npm") {
        return Err(Failure::new("Node or npm is not on the PATH").remedy(remedy));
    }
    let said = Call::new("node", project.root())
        .arg("--version")
        .output(None)?;
    match node_version(&said) {
        Some(version) if version >= OLDEST_NODE => Ok(()),
        _ => Err(Failure::new(format!("Node {} is too old", said.trim())).remedy(remedy)),
    }
}

fn node_version(said: &str) -> Option<(u32, u32)> {
    let mut numbers = said.trim().trim_start_matches('v').split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

/// Adds the wasm target to the toolchain where it is missing.
pub(crate) fn wasm_target(project: &Project) -> Result {
    let sysroot = Call::new("rustc", project.root())
        .args(["--print", "sysroot"])
        .output(None)?;
    let libraries = PathBuf::from(sysroot.trim()).join("lib/rustlib/wasm32-unknown-unknown/lib");
    if libraries.is_dir() {
        return Ok(());
    }
    if !on_path("rustup") {
        return Err(Failure::new("the Rust target wasm32-unknown-unknown is not installed")
            .remedy("install Rust with rustup (https://rustup.rs), or add your distribution's package for this target"));
    }
    say("adding the Rust target wasm32-unknown-unknown");
    Call::new("rustup", project.root())
        .args(["target", "add", "wasm32-unknown-unknown"])
        .run_quietly()
}

/// Says early that nothing can be linked, instead of leaving it to a linker's message.
pub(crate) fn c_compiler() -> Result {
    if on_path("cc") {
        return Ok(());
    }
    Err(Failure::new("there is no C compiler (`cc`)")
        .remedy("install one: `apt-get install build-essential`, `dnf install gcc gcc-c++` or `apk add build-base`"))
}

/// The `xtask-bindgen` program, compiled when it is first needed.
pub(crate) fn bindgen(project: &Project) -> Result<PathBuf> {
    Call::cargo(project.root())
        .args(["build", "--profile", "tools", "--package", "xtask"])
        .args(["--features", "bindgen", "--bin", "xtask-bindgen"])
        .quiet_in_logs()
        .run()?;
    Ok(project.path("target/tools/xtask-bindgen"))
}

/// workerd's own program, not the Node script around it: killing that one leaves workerd behind.
pub(crate) fn workerd(project: &Project) -> Result<PathBuf> {
    let platform = match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => "linux-64",
        ("linux", "aarch64") => "linux-arm64",
        ("macos", "x86_64") => "darwin-64",
        ("macos", "aarch64") => "darwin-arm64",
        (os, arch) => {
            return Err(
                Failure::new(format!("there is no workerd for {os} on {arch}"))
                    .remedy("use Linux or macOS on x86-64 or arm64"),
            );
        }
    };
    let program = project.path(&format!(
        "node_modules/@cloudflare/workerd-{platform}/bin/workerd"
    ));
    if program.is_file() {
        return Ok(program);
    }
    Err(
        Failure::new(format!("workerd is not at {}", program.display()))
            .remedy("remove node_modules and run this again"),
    )
}

/// A program of the workspace that cargo has built for this machine.
pub(crate) fn built(project: &Project, name: &str) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR");
    let target = target.map_or_else(|| project.path("target"), PathBuf::from);
    target.join("debug").join(name)
}

/// A program of an npm package.
pub(crate) fn npm_program(project: &Project, name: &str) -> PathBuf {
    project.path("node_modules/.bin").join(name)
}

/// cargo-deny at the pinned version, in the project's own folder.
pub(crate) fn cargo_deny(project: &Project) -> Result<PathBuf> {
    let root = project.tools().join(format!("cargo-deny-{CARGO_DENY}"));
    unless_made(&root, CARGO_DENY, || {
        say(&format!(
            "installing cargo-deny {CARGO_DENY} (a few minutes, once)"
        ));
        Call::cargo(project.root())
            .args([
                "install",
                "--quiet",
                "--locked",
                "cargo-deny",
                "--version",
                CARGO_DENY,
            ])
            .args(["--no-default-features", "--no-track"])
            .arg("--root")
            .arg(&root)
            .arg("--target-dir")
            .arg(project.tools().join("target"))
            // A tool that runs for a second is not worth an optimiser's minutes.
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
            .run()
    })?;
    Ok(root.join("bin/cargo-deny"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_node_is_read_from_what_it_says() {
        assert_eq!(node_version("v20.20.2\n"), Some((20, 20)));
        assert_eq!(node_version("v9.4.0\n"), Some((9, 4)));
        assert_eq!(node_version("segmentation fault"), None);
        assert!((20, 2) < OLDEST_NODE && OLDEST_NODE <= (22, 0));
    }
}
