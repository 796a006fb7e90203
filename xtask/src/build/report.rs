//! The template of `ringback report`: one HTML file with its style, its script and the core as WebAssembly in it.

use crate::{
    command::Call,
    failure::{At, Result},
    files::{self, Inputs, unless_made},
    project::{Flavour, Project},
    report::say,
    tools,
};

const PACK: &str = include_str!("../../js/page.mjs");

/// Builds `report/page.html` where anything it is made of has changed.
pub(crate) fn build(project: &Project, flavour: Flavour) -> Result {
    let module = super::wasm::compile(project, "report")?;
    let source = project.path("report/page");
    let output = project.build(flavour).join("report");
    let key = Inputs::default()
        .path(&module)?
        .path(&source)?
        .path(&project.path("package-lock.json"))?
        .word(include_str!("../bin/bindgen.rs"))
        .word(include_str!("report.rs"))
        .word(include_str!("wasm.rs"))
        .word(PACK)
        .word(&format!("{flavour:?}"))
        .key();
    unless_made(&output, &key, || {
        say("packing the report's page");
        let staging = project.path("target/report").join(format!("{flavour:?}"));
        super::wasm::glue(
            project,
            &module,
            "web",
            &staging.join("glue"),
            "core",
            flavour,
        )?;
        files::copy_all(&source, &staging)?;
        let esbuild = |entry: &str, outfile: &str| {
            Call::new(tools::npm_program(project, "esbuild"), &staging)
                .arg(entry)
                .args([
                    "--bundle",
                    "--minify",
                    "--charset=utf8",
                    "--legal-comments=none",
                ])
                .args(["--format=iife", "--target=es2022"])
                .arg(format!("--outfile={outfile}"))
                .run_quietly()
        };
        esbuild("page.js", "packed.js")?;
        esbuild("page.css", "packed.css")?;
        let page = output.join("page.html");
        std::fs::create_dir_all(&output).at("make the folder", &output)?;
        Call::new("node", &staging)
            .args(["--input-type=module", "--eval", PACK, "--"])
            .args(["page.html", "packed.css", "packed.js", "glue/core_bg.wasm"])
            .arg(&page)
            .run_quietly()
    })
    .map(|_| ())
}
