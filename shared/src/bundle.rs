//! A bundle: all files of a site, checked together, immutable, with a version.

use crate::locale::Locale;
use crate::{menu::Menu, problem::Problem, site::Site, survey::Survey};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A bundle's version: the first 8 bytes of the SHA-256 over its files, as 16 hex digits in text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct BundleVersion(pub [u8; 8]);

impl std::fmt::Display for BundleVersion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|b| write!(f, "{b:02x}"))
    }
}

/// A site's files as text, by name within the folder (`site.json`, `menu.json`, `survey.json`, `audio/az/index.json`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BundleSource {
    /// Contents by name.
    pub files: BTreeMap<String, String>,
}

/// A checked site with everything that it uses.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// Version.
    pub version: BundleVersion,
    /// The site.
    pub site: Site,
    /// Menus by file name.
    pub menus: BTreeMap<String, Menu>,
    /// The survey.
    pub survey: Option<Survey>,
    /// Recorded audio there is, by language: keys as [`crate::ivr::audio_key`] makes them.
    pub audio: BTreeMap<Locale, BTreeSet<String>>,
}

impl BundleSource {
    /// The version of these files.
    #[must_use]
    pub fn version(&self) -> BundleVersion {
        todo!("files engineer")
    }

    /// Checks all files together.
    ///
    /// # Errors
    /// Every problem at once where at least one is an error.
    pub fn check(&self, site_id: &str, today: jiff::civil::Date) -> Result<Checked, Vec<Problem>> {
        let _ = (site_id, today);
        todo!("files engineer")
    }
}

/// A bundle, and the warnings about it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The bundle.
    pub bundle: Bundle,
    /// Warnings.
    pub warnings: Vec<Problem>,
}
