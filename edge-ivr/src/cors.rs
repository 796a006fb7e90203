//! Which pages may use a site: its exact origins and our own. Never credentials, never `null`, never a suffix.
//!
//! CORS is no authentication: every limit holds for callers that send any `Origin` they like.

use crate::{http::Reply, problem::Refusal};

/// An origin that may use the site, or the absence of one (not a browser, or our own page reading).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Allowed(Option<String>);

/// Decides about a request's `Origin` header.
///
/// # Errors
/// 403 for an origin that is neither in `origins` nor that of `public_url`.
pub(crate) fn check(
    origin: Option<&str>,
    origins: &[String],
    public_url: &str,
) -> Result<Allowed, Refusal> {
    let Some(origin) = origin else {
        return Ok(Allowed(None));
    };
    let ours = origin_of(public_url);
    if !origin.is_empty() && (origins.iter().any(|known| known == origin) || ours == origin) {
        return Ok(Allowed(Some(origin.to_owned())));
    }
    Err(Refusal::origin(origin))
}

/// Adds the headers that let the page read the reply.
pub(crate) fn allow(reply: Reply, allowed: &Allowed) -> Reply {
    let reply = reply.with("vary", "Origin");
    match &allowed.0 {
        Some(origin) => reply
            .with("access-control-allow-origin", origin.clone())
            .with("access-control-expose-headers", "etag, retry-after")
            .with("cross-origin-resource-policy", "cross-origin"),
        None => reply,
    }
}

/// Answers a preflight.
pub(crate) fn preflight(allowed: &Allowed, methods: &str) -> Reply {
    allow(Reply::empty(204), allowed)
        .with("access-control-allow-methods", methods)
        .with(
            "access-control-allow-headers",
            "content-type, idempotency-key, if-none-match",
        )
        .with("access-control-max-age", "600")
}

/// `https://host:port` of a URL, as browsers write it.
fn origin_of(url: &str) -> &str {
    let after_scheme = url.find("://").map_or(0, |at| at + 3);
    let end = url
        .get(after_scheme..)
        .and_then(|rest| rest.find(['/', '?', '#']))
        .map_or(url.len(), |at| after_scheme + at);
    url.get(..end).unwrap_or(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PUBLIC: &str = "https://ringback.example/base";

    fn may(origin: &str) -> bool {
        let origins = [
            "https://www.mobile.example".to_owned(),
            "https://shop.mobile.example:8443".to_owned(),
            "http://localhost:3000".to_owned(),
            "https://xn--bcher-kva.example".to_owned(),
        ];
        check(Some(origin), &origins, PUBLIC).is_ok()
    }

    #[test]
    fn only_exact_origins_may_use_a_site() {
        for origin in [
            "https://www.mobile.example",
            "https://shop.mobile.example:8443",
            "http://localhost:3000",
            "https://xn--bcher-kva.example",
            "https://ringback.example",
        ] {
            assert!(may(origin), "{origin}");
        }
        for origin in [
            "",
            "null",
            "*",
            "https://",
            "https://mobile.example",
            "http://www.mobile.example",
            "https://www.mobile.example:443",
            "https://www.mobile.example:80",
            "https://www.mobile.example:8443",
            "https://shop.mobile.example",
            "https://www.mobile.example/",
            "https://www.mobile.example/path",
            "https://www.mobile.example.",
            "https://www.mobile.example.evil",
            "https://www.mobile.example.evil.example",
            "https://evil-www.mobile.example",
            "https://evilwww.mobile.example",
            "https://a.www.mobile.example",
            "https://www-mobile.example",
            "https://WWW.MOBILE.EXAMPLE",
            "HTTPS://www.mobile.example",
            "https://www.mobile.example ",
            " https://www.mobile.example",
            "https://www.mobile.example\u{0}",
            "https://www.mobile.example%00",
            "https://user@www.mobile.example",
            "https://www.mobile.example@evil.example",
            "https://evil.example?https://www.mobile.example",
            "https://evil.example#https://www.mobile.example",
            "https://bücher.example",
            "https://www.mоbile.example",
            "http://localhost",
            "http://localhost:30000",
            "https://localhost:3000",
            "http://127.0.0.1:3000",
            "file://",
            "data:",
            "chrome-extension://abcdef",
            "http://ringback.example",
            "https://ringback.example/base",
        ] {
            assert!(!may(origin), "{origin}");
        }
    }

    #[test]
    fn one_origin_is_echoed_and_caches_are_told() {
        let allowed = check(
            Some("https://www.mobile.example"),
            &["https://www.mobile.example".to_owned()],
            PUBLIC,
        )
        .unwrap();
        let reply = preflight(&allowed, "POST");
        assert_eq!(
            reply.header("access-control-allow-origin"),
            Some("https://www.mobile.example")
        );
        assert_eq!(reply.header("vary"), Some("Origin"));
        assert_eq!(reply.header("access-control-allow-credentials"), None);
    }

    #[test]
    fn a_caller_that_is_no_browser_gets_no_cors_headers() {
        let reply = allow(Reply::empty(204), &check(None, &[], PUBLIC).unwrap());
        assert_eq!(reply.header("access-control-allow-origin"), None);
    }
}
