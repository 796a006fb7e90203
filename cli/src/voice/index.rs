//! `audio/<language>/index.json`: which texts are recorded.

use crate::command::Failure;
use std::{collections::BTreeMap, fs, path::Path};

/// The recordings of a language.
#[derive(Debug)]
pub(super) struct Index {
    /// Version of the format.
    pub(super) version: u32,
    /// Texts by the name of their recording.
    pub(super) texts: BTreeMap<String, String>,
}

impl Index {
    pub(super) fn write(&self, path: &Path) -> Result<(), Failure> {
        let value = serde_json::json!({ "version": self.version, "texts": self.texts });
        let mut text =
            serde_json::to_string_pretty(&value).map_err(|e| Failure::Work(e.to_string()))?;
        text.push('\n');
        Ok(fs::write(path, text)?)
    }
}
