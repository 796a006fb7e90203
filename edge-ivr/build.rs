//! Embeds the files of `sites/`, so that an installation with an empty or broken store still serves them.

use std::{
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

fn main() -> io::Result<()> {
    let sites = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sites");
    println!("cargo::rerun-if-changed={}", sites.display());
    let mut code = String::from("&[\n");
    for site in entries(&sites)? {
        if !site.join("site.json").is_file() {
            continue;
        }
        println!("cargo::rerun-if-changed={}", site.display());
        let _ = writeln!(code, "({:?}, &[", name(&site));
        for (file, path) in site_files::paths(&site).map_err(io::Error::other)? {
            let path = path.canonicalize()?;
            println!("cargo::rerun-if-changed={}", path.display());
            let _ = writeln!(code, "({file:?}, include_str!({path:?})),");
        }
        code.push_str("]),\n");
    }
    code.push(']');
    let out = std::env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("embedded.rs"), code)
}

/// Sorted, so that the same folder makes the same program; nothing where there is no such folder.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut paths = fs::read_dir(folder)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
