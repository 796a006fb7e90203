//! The sites of the repository, compiled in: what is served while the store is empty or does not answer.

use shared::bundle::BundleSource;

type Files = &'static [(&'static str, &'static str)];

const SITES: &[(&str, Files)] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Ids of the embedded sites.
pub(crate) fn sites() -> impl Iterator<Item = &'static str> {
    SITES.iter().map(|(id, _)| *id)
}

/// The files of an embedded site.
pub(crate) fn source(site: &str) -> Option<BundleSource> {
    let (_, files) = SITES.iter().find(|(id, _)| *id == site)?;
    Some(BundleSource {
        files: files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect(),
    })
}
