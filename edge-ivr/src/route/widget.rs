//! `GET …/widget`: everything that the widget shows, in one language.

use crate::{hash, http::Reply, problem::Refusal, visit::Visit};
use shared::{locale::Locale, message::widget::TEXTS};
use std::collections::BTreeMap;

pub(crate) async fn show(visit: &Visit) -> Result<Reply, Refusal> {
    let bundle = visit.bundle().await?;
    let locale = visit.locale(&bundle, None);
    let shown = shared::deflection::response(&bundle, locale, visit.now, texts(locale));
    let body = serde_json::to_vec(&shown).map_err(worker::Error::from)?;
    // Over the body, not the version: announcements and opening states change without a publication.
    let etag = format!(
        "\"{}\"",
        hash::sha256(&body).chars().take(16).collect::<String>()
    );
    let known = visit.header("if-none-match").unwrap_or_default();
    let same = known
        .split(',')
        .any(|tag| tag.trim().trim_start_matches("W/") == etag);
    let reply = match same {
        true => Reply::empty(304),
        false => Reply::bytes(200, "application/json", body),
    };
    Ok(reply
        .with("etag", etag)
        .with("cache-control", "public, max-age=60"))
}

/// The widget's own words.
fn texts(locale: Locale) -> BTreeMap<String, String> {
    TEXTS
        .iter()
        .map(|(key, message)| ((*key).to_owned(), message.get(locale).to_owned()))
        .collect()
}
