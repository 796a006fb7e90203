//! The end-to-end tests: Chromium and a telephone against workerd, and the report opened as a file.

use std::path::PathBuf;

use crate::{
    arguments::Arguments,
    build,
    command::{Call, find_on_path, on_path},
    failure::{Failure, Result},
    project::{Flavour, Project},
    report::say,
    tools,
};

/// Names under which distributions install it.
const CHROMIUM: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
];

/// Builds the bundle, sees to Chromium and the npm packages, and runs Playwright.
///
/// A full run tests what ships, which the size limits have just built; `--only e2e` takes the quicker bundle.
pub(super) fn run(project: &Project, arguments: &Arguments) -> Result {
    let flavour = if arguments.only.is_empty() {
        Flavour::Optimised
    } else {
        arguments.flavour()
    };
    build::everything(project, flavour)?;
    // The command line publishes to it.
    Call::cargo(project.root())
        .args(["build", "--quiet", "--package", "ringback"])
        .run()?;
    tools::install_packages(project, "e2e")?;
    let chromium = chromium(project)?;
    let e2e = project.path("e2e");
    let mut call = Call::new(e2e.join("node_modules/.bin/playwright"), &e2e)
        .arg("test")
        .env("CHROMIUM", chromium)
        .env("RINGBACK_CLI", command_line(project)?)
        .env(
            "RINGBACK_REPORT_PAGE",
            project.build(flavour).join("report/page.html"),
        )
        .env("RINGBACK_XTASK", this_program()?);
    if flavour == Flavour::Optimised {
        call = call.env("RINGBACK_RELEASE", "1");
    }
    call.run()
}

/// The command line, as its authors have it.
fn command_line(project: &Project) -> Result<PathBuf> {
    Call::cargo(project.root())
        .args(["build", "--quiet", "--package", "ringback"])
        .run()?;
    Ok(tools::built(project, "ringback"))
}

fn this_program() -> Result<PathBuf> {
    std::env::current_exe()
        .map_err(|error| Failure::new(format!("cannot find xtask itself: {error}")))
}

fn chromium(project: &Project) -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("CHROMIUM") {
        return Ok(path.into());
    }
    if let Some(found) = installed() {
        return Ok(found);
    }
    let remedy = "install your distribution's package chromium, or name the program in CHROMIUM";
    if !on_path("apt-get") || !is_root(project) {
        return Err(Failure::new("there is no Chromium on the PATH").remedy(remedy));
    }
    say("installing Chromium with apt");
    let apt = |arguments: &[&str]| {
        Call::new("apt-get", project.root())
            .args(["--quiet", "--yes"])
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .run_quietly()
            .map_err(|failure| failure.remedy(remedy))
    };
    apt(&["update"])?;
    apt(&[
        "install",
        "--no-install-recommends",
        "chromium",
        "fonts-liberation",
    ])?;
    installed().ok_or_else(|| {
        Failure::new("apt has installed Chromium, but it is not on the PATH").remedy(remedy)
    })
}

fn installed() -> Option<PathBuf> {
    CHROMIUM.iter().find_map(|name| find_on_path(name))
}

fn is_root(project: &Project) -> bool {
    Call::new("id", project.root())
        .arg("-u")
        .output(None)
        .is_ok_and(|id| id.trim() == "0")
}
