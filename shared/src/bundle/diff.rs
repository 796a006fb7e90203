//! What a publication changes, in words.

use super::Bundle;
use serde::{Deserialize, Serialize};

/// One thing that changes for callers, visitors or operators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Change {
    /// For whom it matters most.
    pub matters: Matters,
    /// The sentence in English.
    pub en: String,
    /// The same in Russian.
    pub ru: String,
}

/// For whom a change matters, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Matters {
    /// Where callers get: numbers, opening hours, keys, codes.
    Way,
    /// What callers hear and visitors read.
    Words,
    /// What is asked of them afterwards.
    Survey,
    /// The website.
    Website,
    /// What only the centre notices.
    Centre,
}

/// What changes from `before` to `after`, the weightiest first; nothing where both are the same in every effect.
#[must_use]
pub fn changes(_before: &Bundle, _after: &Bundle) -> Vec<Change> {
    Vec::new()
}
