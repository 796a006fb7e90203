//! Shapes of publishing: what is kept, what serves, what waits, and who did what.

use crate::{
    bundle::Change,
    problem::Problem,
    publication::{Staff, Waiting},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// `GET /v1/sites/{site}/bundles`; its ETag is the active version, for `If-Match`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BundleList {
    /// The version that serves.
    pub active: String,
    /// Whether an activation takes a second person now.
    pub second_person: bool,
    /// Versions that are kept, the latest published first.
    pub bundles: Vec<BundleListed>,
    /// Versions that were asked for and do not serve yet, the earliest moment first.
    pub waiting: Vec<Waiting>,
}

/// A version that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BundleListed {
    /// Version.
    pub version: String,
    /// When it was published last.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub at: Timestamp,
    /// By whom, where that is known.
    pub by: Option<Staff>,
    /// Whether it serves.
    pub active: bool,
}

/// `POST …/bundles/{version}/activate`: the body may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ActivateRequest {
    /// When it is to serve: `2026-12-31 23:50` in the site's time zone, `2026-12-31 23:50 Asia/Baku`, or RFC 3339.
    /// Without it, now.
    #[serde(default)]
    pub at: Option<String>,
}

/// Answer to `POST …/bundles` (201), `POST …/activate` and `POST …/approve`; its ETag is the active version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BundleAccepted {
    /// The version.
    pub version: String,
    /// Warnings about its files.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<serde_json::Value>"))]
    pub warnings: Vec<Problem>,
    /// Whether it serves from now on.
    #[serde(default)]
    pub active: bool,
    /// Where it was asked for and waits: for what.
    #[serde(default)]
    pub waiting: Option<Waiting>,
    /// What changes for callers and visitors against what served before, the weightiest first.
    #[serde(default)]
    pub changes: Vec<Change>,
    /// What waited and does not any more, because this one was activated by hand.
    #[serde(default)]
    pub superseded: Vec<Waiting>,
}

/// `GET /v1/sites/{site}/history?before=&limit=`: who published what, and when; the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PublicationHistory {
    /// Entries.
    pub items: Vec<HistoryEntry>,
    /// Cursor of the next page, for `before`; nothing after the last.
    pub next: Option<String>,
}

/// Something that happened to a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HistoryEntry {
    /// When.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub happened_at: Timestamp,
    /// What.
    pub what: Deed,
    /// Version.
    pub version: String,
    /// Who did it; for an activation whose moment has come, who had asked for it.
    pub by: Staff,
    /// Who had approved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<Staff>,
    /// Moment for which it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub planned_for: Option<Timestamp>,
    /// The version that served before, or that superseded this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// Why it was not activated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<InWords>,
}

/// A sentence in the languages that authors read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InWords {
    /// English.
    pub en: String,
    /// Russian.
    pub ru: String,
}

/// Kinds of [`HistoryEntry`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Its files were kept.
    Published,
    /// It was asked for, and waits.
    Asked,
    /// A second person approved it.
    Approved,
    /// It serves from then on.
    Activated,
    /// It waited, and another one was activated by hand.
    Superseded,
    /// It waited, and was taken back.
    Withdrawn,
    /// Its moment came, and it could not be activated.
    NotActivated,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_history_is_stored_in_this_form() {
        let entry = HistoryEntry {
            happened_at: "2026-12-31T19:50:00Z".parse().unwrap(),
            what: Deed::NotActivated,
            version: "0123456789abcdef".to_owned(),
            by: Staff {
                id: "00112233".to_owned(),
                label: "Marketing".to_owned(),
            },
            approved_by: None,
            planned_for: "2026-12-31T19:50:00Z".parse().ok(),
            other: None,
            why: Some(InWords {
                en: "why".to_owned(),
                ru: "почему".to_owned(),
            }),
        };
        let pinned = r#"{"happened_at":"2026-12-31T19:50:00Z","what":"not_activated","version":"0123456789abcdef","by":{"id":"00112233","label":"Marketing"},"planned_for":"2026-12-31T19:50:00Z","why":{"en":"why","ru":"почему"}}"#;
        assert_eq!(serde_json::to_string(&entry).unwrap(), pinned);
        assert_eq!(serde_json::from_str::<HistoryEntry>(pinned).unwrap(), entry);
    }
}
