//! A crate as a wasm module with its glue.

use std::path::{Path, PathBuf};

use crate::{
    command::Call,
    failure::{At, Result},
    files,
    project::{Flavour, Project},
    report::say,
    tools,
};

/// What rustc and wasm-bindgen use by themselves. More would let the optimiser write what a browser does not read.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-extended-const",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Compiles a crate; cargo itself knows what is unchanged. Returns the module.
pub(crate) fn compile(project: &Project, package: &str) -> Result<PathBuf> {
    say(&format!("compiling {package} to wasm"));
    Call::cargo(project.root())
        .args([
            "build",
            "--release",
            "--lib",
            "--target",
            "wasm32-unknown-unknown",
        ])
        .args(["--package", package])
        .quiet_in_logs()
        .run()?;
    let file = format!(
        "target/wasm32-unknown-unknown/release/{}.wasm",
        package.replace('-', "_")
    );
    Ok(project.path(&file))
}

/// Writes `<name>.js` and `<name>_bg.wasm` into a folder that is emptied first; `mode` is `worker` or `web`.
pub(crate) fn glue(
    project: &Project,
    module: &Path,
    mode: &str,
    folder: &Path,
    name: &str,
    flavour: Flavour,
) -> Result {
    let bindgen = tools::bindgen(project)?;
    files::remove_all(folder)?;
    Call::new(bindgen, project.root())
        .arg(mode)
        .arg(module)
        .arg(folder)
        .arg(name)
        .run()?;
    match flavour {
        Flavour::Plain => Ok(()),
        Flavour::Optimised => optimise(project, &folder.join(format!("{name}_bg.wasm")), mode),
    }
}

fn optimise(project: &Project, wasm: &Path, mode: &str) -> Result {
    say(&format!("optimising {}", wasm.display()));
    let optimised = wasm.with_extension("optimised");
    Call::new(tools::npm_program(project, "wasm-opt"), project.root())
        // Smaller code compresses worse: after -Oz the widget is a tenth shorter and takes more bytes as brotli.
        .arg(if mode == "worker" { "-Oz" } else { "-O1" })
        .args(FEATURES)
        // The Worker's abort handler catches exceptions; older browsers do not know the instructions for it.
        .args((mode == "worker").then_some("--enable-exception-handling"))
        .arg(wasm)
        .arg("-o")
        .arg(&optimised)
        .run_quietly()?;
    std::fs::rename(&optimised, wasm).at("replace", wasm)
}
