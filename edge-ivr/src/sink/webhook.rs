//! HTTPS endpoints, signed as Standard Webhooks. Only 2xx is success; a redirect is never followed.
//!
//! Which address a name leads to is the runtime's to check: its network has no private ranges. What can be told from
//! the URL is refused here.

use super::Outcome;
use crate::{clock, durable::within, store::outbox::Due};
use jiff::{SignedDuration, Timestamp};
use std::time::Duration;
use worker::{
    AbortController, Fetch, Headers, Method, Request, RequestInit, RequestRedirect, Response, Url,
};

const DEADLINE: Duration = Duration::from_secs(10);

/// A sink may ask for this much patience.
const LONGEST_RETRY_AFTER: SignedDuration = SignedDuration::from_hours(24);

/// Sends one event.
pub(crate) async fn send(url: &str, secret: Option<&[u8]>, due: &Due) -> Outcome {
    let Some(secret) = secret else {
        return failed("the sink's secret is not set");
    };
    if let Err(why) = may_send_to(url) {
        return failed(why);
    }
    let now = clock::now();
    let request = match request(url, secret, due, now) {
        Ok(request) => request,
        Err(_) => return failed("the request could not be made"),
    };
    let controller = AbortController::default();
    let signal = controller.signal();
    match within(DEADLINE, Fetch::Request(request).send_with_signal(&signal)).await {
        Some(Ok(response)) => outcome(&response, now),
        Some(Err(_)) => failed("the sink cannot be reached"),
        None => {
            controller.abort();
            failed("the sink took longer than 10 s")
        }
    }
}

fn failed(why: &str) -> Outcome {
    Outcome::Failed {
        why: why.to_owned(),
        not_before: None,
    }
}

fn request(url: &str, secret: &[u8], due: &Due, now: Timestamp) -> worker::Result<Request> {
    let headers = Headers::new();
    headers.set("content-type", "application/cloudevents+json")?;
    headers.set("user-agent", "Ringback")?;
    let signed =
        shared::feedback::webhook_headers(secret, &due.event, now.as_second(), due.body.as_bytes());
    for (name, value) in signed {
        headers.set(name, &value)?;
    }
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_headers(headers)
        .with_redirect(RequestRedirect::Manual)
        .with_body(Some(due.body.as_str().into()));
    Request::new_with_init(url, &init)
}

fn outcome(response: &Response, now: Timestamp) -> Outcome {
    match response.status_code() {
        200..=299 => Outcome::Delivered,
        410 => Outcome::Gone,
        status => {
            let header = response.headers().get("retry-after").ok().flatten();
            Outcome::Failed {
                why: format!("the sink answered {status}"),
                not_before: header.and_then(|value| retry_after(&value, now)),
            }
        }
    }
}

/// The time in a `Retry-After` header, as seconds or as a date; at most a day away.
fn retry_after(value: &str, now: Timestamp) -> Option<Timestamp> {
    let latest = now.checked_add(LONGEST_RETRY_AFTER).ok()?;
    let asked = match value.trim().parse::<i64>() {
        Ok(seconds) => now
            .checked_add(SignedDuration::from_secs(seconds.max(0)))
            .unwrap_or(latest),
        Err(_) => jiff::fmt::rfc2822::parse(value.trim()).ok()?.timestamp(),
    };
    Some(asked.clamp(now, latest))
}

/// Whether events may be sent to a URL: `https`, a public name, the usual port, nobody's password.
fn may_send_to(url: &str) -> Result<(), &'static str> {
    let url = Url::parse(url).map_err(|_| "the sink's address is no URL")?;
    if url.scheme() != "https" {
        return Err("the sink's address does not begin with https://");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("the sink's address carries a password");
    }
    if url.port().is_some_and(|port| port != 443) {
        return Err("the sink's port is not 443");
    }
    let host = url.domain().ok_or("the sink's address is not a name")?;
    let host = host.trim_end_matches('.');
    let (rest, last) = host.rsplit_once('.').ok_or("the sink's name has no dot")?;
    let internal = [
        "localhost",
        "local",
        "internal",
        "lan",
        "home",
        "arpa",
        "onion",
    ];
    if rest.is_empty() || internal.contains(&last) || last.bytes().all(|b| b.is_ascii_digit()) {
        return Err("the sink's name is not a public one");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_go_to_public_https_names_only() {
        for url in [
            "https://crm.mobile.example/hook",
            "https://crm.mobile.example:443/hook?x=1",
            "https://bücher.example/",
            "https://1crm.example/",
        ] {
            assert_eq!(may_send_to(url), Ok(()), "{url}");
        }
        for url in [
            "",
            "crm.mobile.example",
            "http://crm.mobile.example/",
            "ftp://crm.mobile.example/",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://",
            "https://localhost/",
            "https://LOCALHOST/",
            "https://localhost./",
            "https://a.localhost/",
            "https://intranet/",
            "https://printer.local/",
            "https://metadata.google.internal/",
            "https://127.0.0.1/",
            "https://127.1/",
            "https://0x7f.1/",
            "https://2130706433/",
            "https://017700000001/",
            "https://169.254.169.254/latest/",
            "https://10.0.0.1/",
            "https://[::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://①②⑦.⓪.⓪.①/",
            "https://user@crm.mobile.example/",
            "https://user:word@crm.mobile.example/",
            "https://crm.mobile.example:8443/",
            "https://crm.mobile.example:22/",
            "https://1.0.0.127.in-addr.arpa/",
        ] {
            assert!(may_send_to(url).is_err(), "{url}");
        }
    }

    #[test]
    fn a_sink_may_say_when_to_come_back() {
        let now: Timestamp = "2026-03-02T10:00:00Z".parse().unwrap();
        for (header, expected) in [
            ("120", Some("2026-03-02T10:02:00Z")),
            (" 0 ", Some("2026-03-02T10:00:00Z")),
            ("-5", Some("2026-03-02T10:00:00Z")),
            ("9999999999999", Some("2026-03-03T10:00:00Z")),
            (
                "Mon, 02 Mar 2026 11:00:00 GMT",
                Some("2026-03-02T11:00:00Z"),
            ),
            (
                "Mon, 02 Mar 2026 09:00:00 GMT",
                Some("2026-03-02T10:00:00Z"),
            ),
            ("soon", None),
        ] {
            let expected: Option<Timestamp> = expected.map(|t| t.parse().unwrap());
            assert_eq!(retry_after(header, now), expected, "{header}");
        }
    }
}
