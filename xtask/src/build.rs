//! `cargo xtask build [--release]`: the Worker, the static files, the report's page.

use crate::{
    failure::Result,
    project::{Flavour, Project},
    tools,
};

mod assets;
mod report;
mod wasm;
mod worker;

/// Builds everything; what has not changed is left alone.
pub(crate) fn everything(project: &Project, flavour: Flavour) -> Result {
    tools::c_compiler()?;
    tools::npm_packages(project)?;
    tools::wasm_target(project)?;
    worker::build(project, flavour)?;
    assets::build(project, flavour)?;
    report::build(project, flavour)
}

/// Builds the template of `ringback report` alone.
pub(crate) fn report(project: &Project, flavour: Flavour) -> Result {
    tools::npm_packages(project)?;
    tools::wasm_target(project)?;
    report::build(project, flavour)
}
