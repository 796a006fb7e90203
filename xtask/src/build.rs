//! `cargo xtask build [--release]`: the Worker and the static files.

use crate::{
    failure::Result,
    project::{Flavour, Project},
    tools,
};

mod assets;
mod wasm;
mod worker;

/// Builds everything; what has not changed is left alone.
pub(crate) fn everything(project: &Project, flavour: Flavour) -> Result {
    tools::c_compiler()?;
    tools::npm_packages(project)?;
    tools::wasm_target(project)?;
    worker::build(project, flavour)?;
    assets::build(project, flavour)
}
