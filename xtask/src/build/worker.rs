//! The Worker's bundle: `worker/entry.js`, `worker/build/index.js` and `worker/build/index_bg.wasm`.

use crate::{
    command::Call,
    config::DURABLE_CLASSES,
    failure::{Failure, Result},
    files::{self, Inputs, unless_made},
    project::{Flavour, Project},
    report::say,
    tools,
};

const SHIM: &str = include_str!("../../js/shim.js");

/// Builds the bundle where its module, its entry or the way it is made has changed.
pub(crate) fn build(project: &Project, flavour: Flavour) -> Result {
    let module = super::wasm::compile(project, "edge-ivr")?;
    let entry = project.path("edge-ivr/entry.js");
    let output = project.build(flavour).join("worker");
    let key = Inputs::default()
        .path(&module)?
        .path(&entry)?
        .path(&project.path("package-lock.json"))?
        .word(include_str!("../bin/bindgen.rs"))
        .word(SHIM)
        .word(include_str!("wasm.rs"))
        .word(&DURABLE_CLASSES.map(|(_, class)| class).join(" "))
        .word(&format!("{flavour:?}"))
        .key();
    unless_made(&output, &key, || {
        say("bundling the Worker");
        let staging = project.path("target/worker").join(format!("{flavour:?}"));
        super::wasm::glue(project, &module, "worker", &staging, "index", flavour)?;
        let glue = files::read_text(&staging.join("index.js"))?;
        // The runtime takes a module's import; the proposal for the source phase it does not take.
        let glue = glue.replace("import source ", "import ");
        files::write(&staging.join("index.js"), &glue)?;
        files::write(&staging.join("shim.js"), shim(&glue)?)?;
        let bundle = output.join("build");
        Call::new(tools::npm_program(project, "esbuild"), &staging)
            .args([
                "shim.js",
                "--bundle",
                "--format=esm",
                "--minify",
                "--target=es2022",
            ])
            .args(["--external:./index_bg.wasm", "--external:cloudflare:*"])
            .arg(format!("--outfile={}", bundle.join("index.js").display()))
            .run_quietly()?;
        files::copy(
            &staging.join("index_bg.wasm"),
            &bundle.join("index_bg.wasm"),
        )?;
        files::copy(&entry, &output.join("entry.js"))
    })
    .map(|_| ())
}

/// The shim with one named export for each Durable Object class.
fn shim(glue: &str) -> Result<String> {
    let mut shim = SHIM.to_owned();
    for (_, class) in DURABLE_CLASSES {
        if !glue.contains(&format!("class {class} ")) {
            return Err(Failure::new(format!("the Worker exports no Durable Object class {class}"))
                .remedy(format!("write `#[durable_object] pub struct {class}` in edge-ivr, or take it out of DURABLE_CLASSES in xtask/src/config.rs")));
        }
        shim.push_str(&format!("export const {class} = durable(glue.{class});\n"));
    }
    Ok(shim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_durable_object_is_exported_by_name() {
        let glue: String = DURABLE_CLASSES
            .iter()
            .map(|(_, class)| format!("export class {class} {{}}\n"))
            .collect();
        let shim = shim(&glue).expect("all are there");
        for (_, class) in DURABLE_CLASSES {
            assert!(shim.contains(&format!("export const {class} = durable(glue.{class});")));
        }
    }

    #[test]
    fn a_missing_durable_object_is_named() {
        let failure = shim("export class SiteDo {}").expect_err("four are missing");
        assert!(failure.to_string().contains("QueueDo"), "{failure}");
    }
}
