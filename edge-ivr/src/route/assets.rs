//! `/widget/v1/…` and `/audio/…`: static files from the binding `ASSETS`, which is no web server by itself.

use crate::{cache, clock, hash, http::Reply, problem::Refusal};
use worker::{Env, Request};

/// Serves a file with its exact type, how long it may be kept, and compressed where there is such a copy.
pub(crate) async fn serve(
    env: &Env,
    method: &str,
    path: &str,
    request: &Request,
) -> Result<Reply, Refusal> {
    if !matches!(method, "GET" | "HEAD") {
        return Err(Refusal::method("GET, HEAD"));
    }
    let missing = || Refusal::not_found("There is no such file.");
    let content_type = content_type(path).ok_or_else(missing)?;
    let header = |name: &str| {
        request
            .headers()
            .get(name)
            .ok()
            .flatten()
            .unwrap_or_default()
    };

    let takes_br = header("accept-encoding").split(',').any(accepts_br);
    let compressed = match takes_br && is_compressible(path) {
        true => load(env, &format!("{path}.br")).await?,
        false => None,
    };
    let encoded = compressed.is_some();
    let body = match compressed {
        Some(body) => body,
        None => load(env, path).await?.ok_or_else(missing)?,
    };
    let etag = format!(
        "\"{}\"",
        hash::sha256(&body).chars().take(16).collect::<String>()
    );
    let same = header("if-none-match")
        .split(',')
        .any(|tag| tag.trim() == etag);
    let mut reply = match same {
        true => Reply::empty(304),
        false => Reply::bytes(200, content_type, body),
    };
    reply.encoded = encoded && !same;
    if reply.encoded {
        reply = reply.with("content-encoding", "br");
    }
    if content_type.starts_with("text/html") {
        reply = reply.with("content-security-policy", page_policy(env, request).await);
    }
    Ok(reply
        .with("cache-control", keep(path))
        .with("etag", etag)
        .with("vary", "Accept-Encoding")
        .with("access-control-allow-origin", "*")
        .with("cross-origin-resource-policy", "cross-origin")
        .with("timing-allow-origin", "*"))
}

/// Our own page runs our own files only, and the site's pages alone may frame it.
async fn page_policy(env: &Env, request: &Request) -> String {
    let query = request
        .url()
        .map(|url| crate::http::Query::of(&url))
        .unwrap_or_default();
    let site = query.get("site").unwrap_or("");
    let bundle = cache::bundle(env, site, clock::now()).await;
    let framers = bundle
        .map(|bundle| bundle.site.origins.join(" "))
        .unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self' {framers}"
    )
}

async fn load(env: &Env, path: &str) -> Result<Option<Vec<u8>>, Refusal> {
    let mut response = env
        .service("ASSETS")?
        .fetch(format!("http://assets{path}"), None)
        .await?;
    match response.status_code() {
        200 => Ok(Some(response.bytes().await?)),
        _ => Ok(None),
    }
}

/// A file's type; nothing for what is not served: unknown types, compressed copies, and any way out of the folder.
fn content_type(path: &str) -> Option<&'static str> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
    let good = path.split('/').skip(1).all(|segment| {
        !segment.is_empty() && !segment.starts_with('.') && segment.bytes().all(plain)
    });
    if !good || !(path.starts_with("/widget/v1/") || path.starts_with("/audio/")) {
        return None;
    }
    let (_, extension) = path.rsplit_once('.')?;
    Some(match extension {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "wav" => "audio/wav",
        "mp3" => "audio/mpeg",
        _ => return None,
    })
}

/// How long a file may be kept: names with a hash for ever, recordings (named after their text) a day, the loader and
/// pages a few minutes.
fn keep(path: &str) -> &'static str {
    if path.starts_with("/widget/v1/app/") {
        "public, max-age=31536000, immutable"
    } else if path.starts_with("/audio/") {
        "public, max-age=86400"
    } else {
        "public, max-age=300"
    }
}

fn is_compressible(path: &str) -> bool {
    [
        ".js", ".mjs", ".wasm", ".css", ".html", ".json", ".map", ".svg", ".txt",
    ]
    .iter()
    .any(|extension| path.ends_with(extension))
}

/// Whether an item of `Accept-Encoding` takes brotli.
fn accepts_br(coding: &str) -> bool {
    let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
    let refused = weight
        .trim()
        .strip_prefix("q=")
        .is_some_and(|q| q.trim().parse() == Ok(0.0));
    name.trim().eq_ignore_ascii_case("br") && !refused
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_names_of_known_types_are_served() {
        for (path, expected) in [
            (
                "/widget/v1/ringback.js",
                Some("text/javascript; charset=utf-8"),
            ),
            ("/widget/v1/app/app-0a1b.wasm", Some("application/wasm")),
            ("/widget/v1/page.html", Some("text/html; charset=utf-8")),
            ("/audio/mobile/az/0a1b.wav", Some("audio/wav")),
            ("/widget/v1/", None),
            ("/widget/v1/app", None),
            ("/widget/v1/app/", None),
            ("/widget/ringback.js", None),
            ("/widget/v2/ringback.js", None),
            ("/widget/v1/ringback.js.br", None),
            ("/widget/v1/.made-from", None),
            ("/widget/v1/../secrets.json", None),
            ("/widget/v1/..%2fsecrets.json", None),
            ("/widget/v1//ringback.js", None),
            ("/widget/v1/a\\b.js", None),
            ("/widget/v1/%2e%2e/x.js", None),
            ("/demo/index.html", None),
        ] {
            assert_eq!(content_type(path), expected, "{path}");
        }
    }

    #[test]
    fn brotli_is_sent_to_those_who_take_it() {
        for (coding, expected) in [
            ("br", true),
            (" BR ", true),
            ("br;q=0.5", true),
            ("br;q=0", false),
            ("br; q=0.0", false),
            ("gzip", false),
            ("brotli", false),
            ("*", false),
        ] {
            assert_eq!(accepts_br(coding), expected, "{coding}");
        }
    }

    #[test]
    fn hashed_names_are_kept_and_the_loader_is_not() {
        assert!(keep("/widget/v1/app/app-1.js").contains("immutable"));
        assert!(!keep("/widget/v1/ringback.js").contains("immutable"));
    }
}
