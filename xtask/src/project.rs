//! Where things lie in the project.

use std::path::{Path, PathBuf};

/// The project's folders. All that xtask makes lies in `target/`, `node_modules/`, `build/`, `dist/` and `.ringback/`.
#[derive(Debug, Clone)]
pub(crate) struct Project {
    root: PathBuf,
}

/// Which bytes a build makes: both are release builds, only the second goes through `wasm-opt`, which takes a minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavour {
    /// For `run` and for quick tests: `build/`.
    Plain,
    /// What ships, and what the size limits hold for: `build/release/`.
    Optimised,
}

impl Project {
    /// The project that this xtask was compiled in.
    pub(crate) fn here() -> Self {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self {
            root: manifest.parent().unwrap_or(manifest).to_path_buf(),
        }
    }

    /// A path below the root.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// The root itself.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of a built flavour: holds `worker/` and `assets/`.
    pub(crate) fn build(&self, flavour: Flavour) -> PathBuf {
        match flavour {
            Flavour::Plain => self.path("build"),
            Flavour::Optimised => self.path("build/release"),
        }
    }

    /// Where `run` keeps its data unless told otherwise.
    pub(crate) fn default_data(&self) -> PathBuf {
        self.path(".ringback/data")
    }

    /// Programs that are installed for this project alone.
    pub(crate) fn tools(&self) -> PathBuf {
        self.path(".ringback/tools")
    }

    /// The folders of `sites/`, sorted by name: each that has a `site.json`.
    pub(crate) fn sites(&self) -> Vec<PathBuf> {
        let mut sites: Vec<PathBuf> = std::fs::read_dir(self.path("sites"))
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.join("site.json").is_file())
            .collect();
        sites.sort();
        sites
    }
}
