//! `cargo xtask schema`: the JSON Schemas of the files that people write, and the API's OpenAPI, from the types.

use serde_json::{Map, Value};

use crate::{
    command::Call,
    failure::{Failure, Result},
    files,
    project::Project,
};

/// Writes what differs.
pub(crate) fn write(project: &Project) -> Result {
    for (path, content) in generated(project)? {
        let file = project.path(&path);
        if std::fs::read_to_string(&file).is_ok_and(|present| present == content) {
            continue;
        }
        files::write(&file, content)?;
        println!("wrote {path}");
    }
    Ok(())
}

/// Fails where a file differs from what the types say, and names it.
pub(crate) fn check(project: &Project) -> Result {
    let generated = generated(project)?;
    if generated.is_empty() {
        return Err(Failure::new("no schema is generated"));
    }
    let stale: Vec<String> = generated
        .into_iter()
        .filter(|(path, content)| {
            std::fs::read_to_string(project.path(path)).map_or(true, |present| present != *content)
        })
        .map(|(path, _)| path)
        .collect();
    if stale.is_empty() {
        return Ok(());
    }
    Err(
        Failure::new(format!("not what the types say: {}", stale.join(", ")))
            .remedy("cargo xtask schema"),
    )
}

/// Path and content of every generated file; made by a program of its own, because it needs the whole core.
fn generated(project: &Project) -> Result<Vec<(String, String)>> {
    let printed = Call::cargo(project.root())
        .args(["run", "--quiet", "--package", "xtask"])
        .args(["--features", "schema", "--bin", "xtask-schema"])
        .output(None)?;
    let files: Map<String, Value> = serde_json::from_str(&printed)
        .map_err(|error| Failure::new(format!("xtask-schema prints no JSON object: {error}")))?;
    files
        .into_iter()
        .map(|(path, schema)| {
            serde_json::to_string_pretty(&schema)
                .map(|text| (path, text + "\n"))
                .map_err(|error| Failure::new(error.to_string()))
        })
        .collect()
}
