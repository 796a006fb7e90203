//! Requests and replies as plain values.

use crate::problem::Refusal;
use serde::{Serialize, de::DeserializeOwned};

/// Longest body of an ordinary request, bytes.
pub(crate) const BODY_LIMIT: usize = 64 * 1024;

/// Longest body of a publication, bytes: it becomes one row, and a row ends at 2 MiB.
pub(crate) const BUNDLE_LIMIT: usize = 2_000_000;

/// Deepest nesting of a JSON body.
const DEPTH_LIMIT: usize = 32;

/// A response before the runtime's own type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
    /// The body is compressed already, as `content-encoding` says.
    pub(crate) encoded: bool,
}

impl Reply {
    /// A response without a body.
    pub(crate) fn empty(status: u16) -> Reply {
        Reply {
            status,
            headers: Vec::new(),
            body: Vec::new(),
            encoded: false,
        }
        .with("cache-control", "no-store")
        .with("x-content-type-options", "nosniff")
        .with("strict-transport-security", "max-age=31536000")
        .with("referrer-policy", "no-referrer")
    }

    /// A JSON response.
    pub(crate) fn json<T: Serialize>(status: u16, body: &T) -> Reply {
        match serde_json::to_vec(body) {
            Ok(body) => Reply::bytes(status, "application/json", body),
            Err(_) => Reply::empty(500),
        }
    }

    /// A response of some type.
    pub(crate) fn bytes(status: u16, content_type: &str, body: Vec<u8>) -> Reply {
        Reply {
            body,
            ..Reply::empty(status)
        }
        .with("content-type", content_type)
    }

    /// Sets a header, replacing what was there.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Reply {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value.into()));
        self
    }

    /// A header's value.
    #[cfg(test)]
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The runtime's response; without the body for `HEAD`.
    pub(crate) fn into_response(self, head: bool) -> worker::Result<worker::Response> {
        let headers = worker::Headers::new();
        for (name, value) in &self.headers {
            headers.set(name, value)?;
        }
        let builder = worker::Response::builder()
            .with_status(self.status)
            .with_headers(headers)
            .with_encode_body(if self.encoded {
                worker::EncodeBody::Manual
            } else {
                worker::EncodeBody::Automatic
            });
        // A null body: 204 and 304 refuse any other, and HEAD has none.
        if head || self.body.is_empty() {
            return Ok(builder.empty());
        }
        Ok(builder.fixed(self.body))
    }
}

/// Reads a JSON body.
///
/// # Errors
/// 415 without the content type, 400 for what is not JSON, 422 for JSON of another shape; each says where.
pub(crate) fn read_json<T: DeserializeOwned>(
    content_type: &str,
    body: &[u8],
) -> Result<T, Refusal> {
    let media_type = content_type.split(';').next().unwrap_or("").trim();
    if !media_type.eq_ignore_ascii_case("application/json") {
        return Err(Refusal::not_json());
    }
    if is_deep(body) {
        return Err(Refusal::malformed(format!(
            "The JSON is nested deeper than {DEPTH_LIMIT} levels."
        )));
    }
    serde_json::from_slice(body).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => Refusal::invalid(format!(
            "The body does not have the shape that this route takes: {error}. docs/openapi.json describes the shape."
        )),
        serde_json::error::Category::Io
        | serde_json::error::Category::Syntax
        | serde_json::error::Category::Eof => {
            Refusal::malformed(format!("The body is not JSON: {error}."))
        }
    })
}

/// Whether brackets nest deeper than [`DEPTH_LIMIT`], strings left aside.
fn is_deep(json: &[u8]) -> bool {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in json {
        match (in_string, byte) {
            (true, _) if escaped => escaped = false,
            (true, b'\\') => escaped = true,
            (_, b'"') => in_string = !in_string,
            (false, b'{' | b'[') => depth += 1,
            (false, b'}' | b']') => depth = depth.saturating_sub(1),
            (true | false, _) => {}
        }
        if depth > DEPTH_LIMIT {
            return true;
        }
    }
    false
}

/// The parameters of a query string, percent-decoded.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query(Vec<(String, String)>);

impl Query {
    /// Reads the query of a URL.
    pub(crate) fn of(url: &worker::Url) -> Query {
        Query(url.query_pairs().into_owned().collect())
    }

    /// The first value of a parameter.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Body {
        #[allow(dead_code, reason = "only its presence matters")]
        name: String,
    }

    fn status(content_type: &str, body: &str) -> u16 {
        match read_json::<Body>(content_type, body.as_bytes()) {
            Ok(_) => 200,
            Err(refusal) => refusal.reply().status,
        }
    }

    #[test]
    fn a_body_is_json_of_the_right_shape_or_refused() {
        let json = "application/json";
        for (content_type, body, expected) in [
            (json, r#"{"name":"a"}"#, 200),
            ("Application/JSON; charset=utf-8", r#"{"name":"a"}"#, 200),
            ("text/plain", r#"{"name":"a"}"#, 415),
            ("", r#"{"name":"a"}"#, 415),
            (json, "", 400),
            (json, "{", 400),
            (json, r#"{"name":"a"} x"#, 400),
            (json, r#"{"name":1}"#, 422),
            (json, r#"{}"#, 422),
            (json, r#"{"name":"a","more":1}"#, 422),
            (json, "[]", 422),
        ] {
            assert_eq!(
                status(content_type, body),
                expected,
                "{content_type} {body}"
            );
        }
    }

    #[test]
    fn deep_json_is_refused_before_it_is_read() {
        let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(!is_deep(nested(32).as_bytes()));
        assert!(is_deep(nested(33).as_bytes()));
        assert!(!is_deep(
            format!("\"{}\\\"{}\"", "[".repeat(50), "{".repeat(50)).as_bytes()
        ));
    }
}
