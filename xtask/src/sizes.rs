//! What a visitor downloads, what Cloudflare is given and what a report weighs, against the limits in `xtask/size-limits.json`.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::{
    build,
    command::Call,
    failure::{At, Failure, Result},
    files,
    project::{Flavour, Project},
    report::kilobytes,
};

const LIMITS: &str = include_str!("../size-limits.json");
const COMPRESS: &str = include_str!("../js/compress.mjs");

/// Sizes of one file.
struct Sizes {
    brotli: u64,
    gzip: u64,
}

/// Builds what ships, measures it, prints the figures, and fails where one is over its limit.
pub(crate) fn check(project: &Project) -> Result {
    build::everything(project, Flavour::Optimised)?;
    let built = project.build(Flavour::Optimised);
    let widget = built.join("assets/widget/v1");
    let loader = measure(project, &[widget.join("ringback.js")])?;
    let app = measure(project, &shipped(&widget.join("app")))?;
    let worker = measure(project, &shipped(&built.join("worker")))?;
    let brotli = |sizes: &[Sizes]| sizes.iter().map(|size| size.brotli).sum::<u64>();
    let report = built.join("report/page.html");
    let report = std::fs::metadata(&report).at("measure", &report)?.len();
    let figures = [
        ("loader_brotli", "loader, brotli", brotli(&loader)),
        (
            "first_screen_brotli",
            "wasm, glue and styles, brotli",
            brotli(&app),
        ),
        (
            "worker_gzip",
            "Worker, gzip",
            worker.iter().map(|size| size.gzip).sum(),
        ),
        (
            "report_page",
            "report without a site, as it lies on disk",
            report,
        ),
    ];
    let limits: Value = serde_json::from_str(LIMITS)
        .map_err(|error| Failure::new(format!("xtask/size-limits.json: {error}")))?;
    let mut over = Vec::new();
    for (key, what, bytes) in figures {
        let limit = limits.get(key).and_then(Value::as_u64).unwrap_or(0);
        println!(
            "  {what}: {} of at most {}",
            kilobytes(bytes),
            kilobytes(limit)
        );
        if bytes > limit {
            over.push(format!("{what}: {bytes} bytes, {} over", bytes - limit));
        }
    }
    if over.is_empty() {
        return Ok(());
    }
    Err(Failure::new(over.join("; ")).remedy(
        "make it smaller; a limit in xtask/size-limits.json is raised only with a reason in the commit",
    ))
}

fn shipped(folder: &Path) -> Vec<PathBuf> {
    files::walk(folder)
        .into_iter()
        .filter(|file| {
            matches!(
                file.extension().and_then(|extension| extension.to_str()),
                Some("js" | "wasm" | "css")
            )
        })
        .collect()
}

fn measure(project: &Project, files: &[PathBuf]) -> Result<Vec<Sizes>> {
    let names: String = files
        .iter()
        .map(|file| format!("{}\n", file.display()))
        .collect();
    let said = Call::new("node", project.root())
        .args(["--input-type=module", "--eval", COMPRESS, "--", "--measure"])
        .output(Some(&names))?;
    let sizes: Vec<Sizes> = said.lines().filter_map(read).collect();
    if sizes.len() == files.len() && !files.is_empty() {
        return Ok(sizes);
    }
    Err(Failure::new(format!(
        "{} files to measure, {} measured",
        files.len(),
        sizes.len()
    )))
}

fn read(line: &str) -> Option<Sizes> {
    let mut fields = line.split('\t').skip(1);
    Some(Sizes {
        brotli: fields.next()?.parse().ok()?,
        gzip: fields.next()?.parse().ok()?,
    })
}
