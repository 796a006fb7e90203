//! The static files: the loader, the app under hashed names, pages, recorded audio; each with a `.br` beside it.
//!
//! The loader's address stays and its content is short-lived; the files it names carry a hash and never change.

use std::path::Path;

use serde_json::json;

use crate::{
    command::Call,
    failure::{At, Failure, Result},
    files::{self, Inputs, unless_made},
    project::{Flavour, Project},
    report::say,
    tools,
};

/// What the loader's source has in the place of the app's file names.
const PLACEHOLDER: &str = "__RINGBACK_APP__";
const COMPRESS: &str = include_str!("../../js/compress.mjs");
/// Formats that are compressed already.
const COMPRESSED: [&str; 8] = ["wav", "mp3", "ogg", "png", "jpg", "webp", "woff2", "br"];

/// Builds the files where anything they are made of has changed.
pub(crate) fn build(project: &Project, flavour: Flavour) -> Result {
    let module = super::wasm::compile(project, "widget")?;
    let output = project.build(flavour).join("assets");
    let sources = ["widget/loader.js", "widget/static", "widget/demo"];
    let mut inputs = Inputs::default()
        .path(&module)?
        .path(&project.path("package-lock.json"))?
        .word(include_str!("../bin/bindgen.rs"))
        .word(include_str!("assets.rs"))
        .word(COMPRESS)
        .word(include_str!("wasm.rs"))
        .word(&format!("{flavour:?}"));
    for source in sources {
        inputs = inputs.path(&project.path(source))?;
    }
    for site in project.sites() {
        inputs = inputs.path(&site.join("audio"))?;
    }
    unless_made(&output, &inputs.key(), || {
        say("packing the widget and the static files");
        files::remove_all(&output)?;
        let widget = output.join("widget/v1");
        let app = app(project, &module, &widget, flavour)?;
        loader(project, &app, &widget)?;
        files::copy_all(&project.path("widget/static"), &widget)?;
        let demo = output.join("demo");
        std::fs::create_dir_all(&demo).at("make the folder", &demo)?;
        files::copy_all(&project.path("widget/demo"), &demo)?;
        for site in project.sites() {
            if let Some(name) = site.file_name() {
                files::copy_all(&site.join("audio"), &output.join("audio").join(name))?;
            }
        }
        compress(project, &output)
    })
    .map(|_| ())
}

/// Puts the app's files under hashed names and returns the names, as the loader wants them.
fn app(
    project: &Project,
    module: &Path,
    widget: &Path,
    flavour: Flavour,
) -> Result<serde_json::Value> {
    let staging = project.path("target/widget").join(format!("{flavour:?}"));
    super::wasm::glue(project, module, "web", &staging, "app", flavour)?;
    let script = staging.join("app.min.js");
    Call::new(tools::npm_program(project, "esbuild"), &staging)
        .args([
            "app.js",
            "--bundle",
            "--format=esm",
            "--minify",
            "--target=es2022",
        ])
        .arg(format!("--outfile={}", script.display()))
        .run_quietly()?;
    Ok(json!({
        "js": hashed(&script, widget, "app", "js")?,
        "wasm": hashed(&staging.join("app_bg.wasm"), widget, "app", "wasm")?,
    }))
}

/// Copies a file to `app/<name>-<hash>.<extension>` and returns that name without the folder.
fn hashed(file: &Path, widget: &Path, name: &str, extension: &str) -> Result<String> {
    let bytes = std::fs::read(file).at("read", file)?;
    let name = format!("{name}-{}.{extension}", files::short_hash(&bytes));
    files::write(&widget.join("app").join(&name), bytes)?;
    Ok(name)
}

fn loader(project: &Project, app: &serde_json::Value, widget: &Path) -> Result {
    let source = project.path("widget/loader.js");
    let text = files::read_text(&source)?;
    if !text.contains(PLACEHOLDER) {
        return Err(Failure::new(format!(
            "{} does not mention {PLACEHOLDER}",
            source.display()
        ))
        .remedy("the loader needs it to learn the names of the app's files"));
    }
    let staged = project.path("target/widget/loader.js");
    files::write(&staged, text.replace(PLACEHOLDER, &app.to_string()))?;
    Call::new(tools::npm_program(project, "esbuild"), project.root())
        .arg(&staged)
        .args(["--bundle", "--format=iife", "--minify", "--target=es2020"])
        .args(["--legal-comments=none", "--charset=utf8"])
        .arg(format!(
            "--outfile={}",
            widget.join("ringback.js").display()
        ))
        .run_quietly()
}

fn compress(project: &Project, folder: &Path) -> Result {
    let wanted: String = files::walk(folder)
        .iter()
        .filter(|file| is_worth_compressing(file))
        .map(|file| format!("{}\n", file.display()))
        .collect();
    Call::new("node", project.root())
        .args(["--input-type=module", "--eval", COMPRESS])
        .output(Some(&wanted))
        .map(|_| ())
}

fn is_worth_compressing(file: &Path) -> bool {
    let extension = file.extension().unwrap_or_default().to_string_lossy();
    !COMPRESSED.contains(&extension.as_ref()) && !file.ends_with(".made-from")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sound_and_pictures_are_not_compressed_again() {
        assert!(is_worth_compressing(Path::new("a/app-1.wasm")));
        assert!(is_worth_compressing(Path::new("a/ringback.js")));
        assert!(!is_worth_compressing(Path::new("a/1.wav")));
        assert!(!is_worth_compressing(Path::new("a/1.js.br")));
    }
}
