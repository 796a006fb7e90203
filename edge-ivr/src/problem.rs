//! Errors as `application/problem+json` (RFC 9457): what is wrong here, and how to mend it.

use crate::http::Reply;
use shared::{api::ApiProblem, problem::Problem};

/// A request that is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    kind: &'static str,
    title: &'static str,
    status: u16,
    detail: String,
    problems: Vec<Problem>,
    headers: Vec<(&'static str, String)>,
}

impl Refusal {
    fn new(
        status: u16,
        kind: &'static str,
        title: &'static str,
        detail: impl Into<String>,
    ) -> Refusal {
        Refusal {
            kind,
            title,
            status,
            detail: detail.into(),
            problems: Vec::new(),
            headers: Vec::new(),
        }
    }

    /// 400: the request cannot be read.
    pub(crate) fn malformed(detail: impl Into<String>) -> Refusal {
        Refusal::new(400, "malformed", "The request cannot be read", detail)
    }

    /// 401: no token, or one that is not known.
    pub(crate) fn not_authenticated() -> Refusal {
        let mut refusal = Refusal::new(
            401,
            "not-authenticated",
            "A staff token is needed",
            "Send `Authorization: Bearer <token>` with a token of this site. An admin makes one with \
             POST /v1/sites/{site}/tokens.",
        );
        refusal
            .headers
            .push(("www-authenticate", "Bearer".to_owned()));
        refusal
    }

    /// 401: the signed link or invitation is not valid.
    pub(crate) fn bad_link(error: shared::seal::TokenError) -> Refusal {
        Refusal::new(
            401,
            "bad-link",
            "The link is not valid",
            format!("{error}. Open the link exactly as it was sent, or ask for a new one."),
        )
    }

    /// 403: the token's role may not do this.
    pub(crate) fn forbidden(role: &str, needed: &str) -> Refusal {
        Refusal::new(
            403,
            "role",
            "The token's role does not allow this",
            format!("This token has the role `{role}`; this route takes {needed}."),
        )
    }

    /// 403: the page's origin is not in the site's list.
    pub(crate) fn origin(origin: &str) -> Refusal {
        Refusal::new(
            403,
            "origin",
            "This page may not use the site",
            format!(
                "The origin `{}` is not allowed. Add it to `origins` in site.json, exactly as the browser sends it.",
                printable(origin)
            ),
        )
    }

    /// 404: no such path.
    pub(crate) fn not_found(what: &str) -> Refusal {
        Refusal::new(404, "not-found", "There is nothing here", what)
    }

    /// 404: no such site.
    pub(crate) fn unknown_site(site: &str) -> Refusal {
        Refusal::new(
            404,
            "unknown-site",
            "There is no such site",
            format!(
                "No site is called `{}`. GET /v1/health lists the sites.",
                printable(site)
            ),
        )
    }

    /// 404: no such queue.
    pub(crate) fn unknown_queue(queue: &str, known: &[&str]) -> Refusal {
        Refusal::new(
            404,
            "unknown-queue",
            "There is no such queue",
            format!(
                "No queue of this site is called `{}`. There are: {}. Queues stand in `queues` of site.json, with `acd_names` for the names that the ACD uses.",
                printable(queue),
                known.join(", ")
            ),
        )
    }

    /// 405, with the methods that there are.
    pub(crate) fn method(allowed: &str) -> Refusal {
        let mut refusal = Refusal::new(
            405,
            "method",
            "This path does not take this method",
            format!("Use one of: {allowed}."),
        );
        refusal.headers.push(("allow", allowed.to_owned()));
        refusal
    }

    /// 409: it was done already, differently.
    pub(crate) fn conflict(detail: impl Into<String>) -> Refusal {
        Refusal::new(409, "conflict", "This was done already", detail)
    }

    /// 412: something else serves than what the asker saw.
    pub(crate) fn changed_meanwhile(detail: impl Into<String>) -> Refusal {
        Refusal::new(
            412,
            "changed-meanwhile",
            "Somebody else has published meanwhile",
            detail,
        )
    }

    /// 428: the asker did not say what they saw.
    pub(crate) fn not_said(detail: impl Into<String>) -> Refusal {
        Refusal::new(428, "if-match", "Say which version you replace", detail)
    }

    /// 403: it takes somebody else.
    pub(crate) fn second_person(detail: impl Into<String>) -> Refusal {
        Refusal::new(403, "second-person", "This takes a second person", detail)
    }

    /// Adds a header to the response.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Refusal {
        self.headers.push((name, value.into()));
        self
    }

    /// 413: the body is too long.
    pub(crate) fn too_large(limit: usize) -> Refusal {
        Refusal::new(
            413,
            "too-large",
            "The body is too long",
            format!("This route takes at most {limit} bytes."),
        )
    }

    /// 415: not JSON.
    pub(crate) fn not_json() -> Refusal {
        Refusal::new(
            415,
            "not-json",
            "The body is not declared as JSON",
            "Send `Content-Type: application/json`.",
        )
    }

    /// 422: read, but it makes no sense here.
    pub(crate) fn invalid(detail: impl Into<String>) -> Refusal {
        Refusal::new(422, "invalid", "The request makes no sense here", detail)
    }

    /// 422 with every problem of a bundle.
    pub(crate) fn problems(detail: impl Into<String>, problems: Vec<Problem>) -> Refusal {
        Refusal {
            problems,
            ..Refusal::new(
                422,
                "bundle-problems",
                "The site's files have problems",
                detail,
            )
        }
    }

    /// 422: a callback cannot be promised; the code is the refusal's name.
    pub(crate) fn callback(detail: impl Into<String>) -> Refusal {
        Refusal::new(
            422,
            "callback-refused",
            "This callback cannot be promised",
            detail,
        )
    }

    /// 429: later.
    pub(crate) fn too_many(detail: impl Into<String>, retry_after_s: u32) -> Refusal {
        let mut refusal = Refusal::new(429, "too-many", "Too many requests", detail);
        refusal
            .headers
            .push(("retry-after", retry_after_s.to_string()));
        refusal
    }

    /// 503: a store does not answer. Nothing was promised.
    pub(crate) fn unavailable() -> Refusal {
        let mut refusal = Refusal::new(
            503,
            "unavailable",
            "The store does not answer",
            "Nothing was stored. Send the same request again in a few seconds, with the same Idempotency-Key.",
        );
        refusal.headers.push(("retry-after", "5".to_owned()));
        refusal
    }

    /// The response.
    pub(crate) fn reply(self) -> Reply {
        let body = ApiProblem {
            kind: format!("about:blank#{}", self.kind),
            title: self.title.to_owned(),
            status: self.status,
            detail: self.detail,
            problems: self.problems,
        };
        let mut reply =
            Reply::json(self.status, &body).with("content-type", "application/problem+json");
        for (name, value) in self.headers {
            reply = reply.with(name, value);
        }
        reply
    }
}

impl From<worker::Error> for Refusal {
    /// Errors of the runtime and of objects: the caller learns that nothing was promised, the log learns nothing about
    /// the request.
    fn from(error: worker::Error) -> Refusal {
        crate::log::warn("-", &format!("store error: {}", kind_of(&error)));
        Refusal::unavailable()
    }
}

/// The error without anything of the request in it.
fn kind_of(error: &worker::Error) -> String {
    error.to_string().chars().take(160).collect()
}

/// A caller's own words, cut short, so that an error can repeat them.
fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_problem_json() {
        let reply = Refusal::method("GET, POST").reply();
        assert_eq!(reply.status, 405);
        assert_eq!(reply.header("allow"), Some("GET, POST"));
        assert_eq!(
            reply.header("content-type"),
            Some("application/problem+json")
        );
        let body: ApiProblem = serde_json::from_slice(&reply.body).unwrap();
        assert_eq!(body.status, 405);
        assert_eq!(body.kind, "about:blank#method");
    }

    #[test]
    fn a_refusal_repeats_little_of_what_was_sent() {
        let reply = Refusal::unknown_site(&"x\n".repeat(500)).reply();
        assert!(reply.body.len() < 400);
    }
}
