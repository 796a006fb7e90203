//! The router: one table of what is served, to whom; everything else is 404, or 405 with what there is.

pub(crate) mod assets;
pub(crate) mod bundles;
pub(crate) mod callbacks;
pub(crate) mod contacts;
pub(crate) mod deflections;
pub(crate) mod feedback;
pub(crate) mod health;
pub(crate) mod qa;
pub(crate) mod queues;
pub(crate) mod status;
pub(crate) mod tokens;
pub(crate) mod wait;
pub(crate) mod widget;

use crate::auth::Role;

/// A line of the table.
#[derive(Debug)]
pub(crate) struct Route {
    pub(crate) method: &'static str,
    /// `{name}` stands for one segment.
    pub(crate) path: &'static str,
    pub(crate) access: Access,
    pub(crate) endpoint: Endpoint,
}

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Everybody, from any page.
    Anybody,
    /// Visitors of the site, from its own origins; the first parameter is the site.
    Visitor,
    /// Whoever holds the signed link; the first parameter is its token, which names the site.
    Link,
    /// Staff of the site with one of these roles; `admin` may do everything.
    Staff(&'static [Role]),
    /// A telephony provider, by its signature.
    Provider,
}

/// What a route does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Endpoint {
    Health,
    /// The call's turn; [`crate::voice`] answers it before this table is asked.
    Voice,
    VoiceStatus,
    Widget,
    Wait,
    CheckCallback,
    RequestCallback,
    ListCallbacks,
    CallbackOutcome,
    ShowCallback,
    MoveCallback,
    CancelCallback,
    Deflections,
    Feedback,
    Snapshot,
    Queues,
    Contacts,
    ListBundles,
    Publish,
    ShowBundle,
    Activate,
    Withdraw,
    Approve,
    History,
    ListTokens,
    MakeToken,
    DropToken,
    QaFeedback,
    QaSummary,
}

const ACD: Access = Access::Staff(&[Role::Acd]);
const DESK: Access = Access::Staff(&[Role::Operator, Role::Acd]);
const MARKETING: Access = Access::Staff(&[Role::Marketing]);
const QUALITY: Access = Access::Staff(&[Role::Quality]);
const ADMIN: Access = Access::Staff(&[]);

const fn route(
    method: &'static str,
    path: &'static str,
    access: Access,
    endpoint: Endpoint,
) -> Route {
    Route {
        method,
        path,
        access,
        endpoint,
    }
}

/// Everything that is served under `/v1`.
#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v1/health", Access::Anybody, Endpoint::Health),
    route("POST", "/v1/voice/{site}/{provider}", Access::Provider, Endpoint::Voice),
    route("POST", "/v1/voice/{site}/{provider}/status", Access::Provider, Endpoint::VoiceStatus),
    route("GET", "/v1/sites/{site}/widget", Access::Visitor, Endpoint::Widget),
    route("GET", "/v1/sites/{site}/queues/{queue}/wait", Access::Visitor, Endpoint::Wait),
    route("POST", "/v1/sites/{site}/callbacks/check", Access::Visitor, Endpoint::CheckCallback),
    route("POST", "/v1/sites/{site}/callbacks", Access::Visitor, Endpoint::RequestCallback),
    route("GET", "/v1/sites/{site}/callbacks", DESK, Endpoint::ListCallbacks),
    route("POST", "/v1/sites/{site}/callbacks/{id}/outcome", DESK, Endpoint::CallbackOutcome),
    route("GET", "/v1/callbacks/{token}", Access::Link, Endpoint::ShowCallback),
    route("PATCH", "/v1/callbacks/{token}", Access::Link, Endpoint::MoveCallback),
    route("DELETE", "/v1/callbacks/{token}", Access::Link, Endpoint::CancelCallback),
    route("POST", "/v1/sites/{site}/deflections", Access::Visitor, Endpoint::Deflections),
    route("POST", "/v1/sites/{site}/feedback", Access::Visitor, Endpoint::Feedback),
    route("PUT", "/v1/sites/{site}/queues/{queue}/snapshot", ACD, Endpoint::Snapshot),
    route("PUT", "/v1/sites/{site}/queues", ACD, Endpoint::Queues),
    route("POST", "/v1/sites/{site}/contacts", ACD, Endpoint::Contacts),
    route("GET", "/v1/sites/{site}/bundles", MARKETING, Endpoint::ListBundles),
    route("POST", "/v1/sites/{site}/bundles", MARKETING, Endpoint::Publish),
    route("GET", "/v1/sites/{site}/bundles/{version}", MARKETING, Endpoint::ShowBundle),
    route("POST", "/v1/sites/{site}/bundles/{version}/activate", MARKETING, Endpoint::Activate),
    route("DELETE", "/v1/sites/{site}/bundles/{version}/activate", MARKETING, Endpoint::Withdraw),
    route("POST", "/v1/sites/{site}/bundles/{version}/approve", MARKETING, Endpoint::Approve),
    route("GET", "/v1/sites/{site}/history", MARKETING, Endpoint::History),
    route("GET", "/v1/sites/{site}/tokens", ADMIN, Endpoint::ListTokens),
    route("POST", "/v1/sites/{site}/tokens", ADMIN, Endpoint::MakeToken),
    route("DELETE", "/v1/sites/{site}/tokens/{id}", ADMIN, Endpoint::DropToken),
    route("GET", "/v1/sites/{site}/qa/feedback", QUALITY, Endpoint::QaFeedback),
    route("GET", "/v1/sites/{site}/qa/summary", QUALITY, Endpoint::QaSummary),
];

/// What the table says about a request.
#[derive(Debug)]
pub(crate) enum Found {
    /// This route, with its parameters.
    Route(&'static Route, Vec<String>),
    /// The path exists with other methods: who may use it, its parameters, and the methods.
    OtherMethod(Access, Vec<String>, String),
    /// No such path.
    Nothing,
}

/// Finds a request's route. `HEAD` is served as `GET`.
pub(crate) fn find(method: &str, path: &str) -> Found {
    let method = if method == "HEAD" { "GET" } else { method };
    let mut others: Option<(Access, Vec<String>, Vec<&str>)> = None;
    for route in ROUTES {
        let Some(params) = fits(route.path, path) else {
            continue;
        };
        if route.method == method {
            return Found::Route(route, params);
        }
        let (access, _, methods) = others.get_or_insert_with(|| (route.access, params, Vec::new()));
        // A preflight is about the public method of a path that staff use as well.
        if matches!(route.access, Access::Visitor | Access::Link) {
            *access = route.access;
        }
        methods.push(route.method);
    }
    match others {
        Some((access, params, methods)) => Found::OtherMethod(access, params, methods.join(", ")),
        None => Found::Nothing,
    }
}

/// The parameters of `path`, where it fits the pattern.
fn fits(pattern: &str, path: &str) -> Option<Vec<String>> {
    let mut params = Vec::new();
    let mut given = path.split('/');
    for wanted in pattern.split('/') {
        let segment = given.next()?;
        if wanted.starts_with('{') {
            params.push(decoded(segment)?);
        } else if wanted != segment {
            return None;
        }
    }
    given.next().is_none().then_some(params)
}

/// A segment percent-decoded; nothing where it is empty or no text.
fn decoded(segment: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(segment.len());
    let mut rest = segment.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let high = char::from(rest.next()?).to_digit(16)?;
        let low = char::from(rest.next()?).to_digit(16)?;
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes)
        .ok()
        .filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(method: &str, path: &str) -> String {
        match find(method, path) {
            Found::Route(route, params) => format!("{:?} {}", route.endpoint, params.join(" ")),
            Found::OtherMethod(_, _, methods) => format!("405 {methods}"),
            Found::Nothing => "404".to_owned(),
        }
    }

    #[test]
    fn requests_find_their_routes() {
        for (method, path, expected) in [
            ("GET", "/v1/health", "Health "),
            ("HEAD", "/v1/health", "Health "),
            ("POST", "/v1/health", "405 GET"),
            ("GET", "/v1/health/", "404"),
            ("GET", "/v1", "404"),
            ("GET", "/v2/health", "404"),
            ("GET", "/v1/sites/mobile/widget", "Widget mobile"),
            ("GET", "/v1/sites//widget", "404"),
            (
                "GET",
                "/v1/sites/mobile/queues/care/wait",
                "Wait mobile care",
            ),
            (
                "PUT",
                "/v1/sites/mobile/queues/q%20care/snapshot",
                "Snapshot mobile q care",
            ),
            ("PUT", "/v1/sites/mobile/queues/%zz/snapshot", "404"),
            ("PUT", "/v1/sites/mobile/queues/%ff/snapshot", "404"),
            (
                "POST",
                "/v1/sites/mobile/callbacks/check",
                "CheckCallback mobile",
            ),
            ("DELETE", "/v1/sites/mobile/callbacks", "405 POST, GET"),
            ("DELETE", "/v1/callbacks/abc", "CancelCallback abc"),
            ("PUT", "/v1/callbacks/abc", "405 GET, PATCH, DELETE"),
            (
                "POST",
                "/v1/voice/mobile/twilio/status",
                "VoiceStatus mobile twilio",
            ),
        ] {
            assert_eq!(found(method, path), expected, "{method} {path}");
        }
    }

    #[test]
    fn a_preflight_for_a_path_that_staff_use_too_is_a_visitors() {
        assert!(matches!(
            find("OPTIONS", "/v1/sites/mobile/callbacks"),
            Found::OtherMethod(Access::Visitor, _, _)
        ));
        assert!(matches!(
            find("OPTIONS", "/v1/sites/mobile/bundles"),
            Found::OtherMethod(Access::Staff(_), _, _)
        ));
    }

    #[test]
    fn the_published_description_has_exactly_the_routes_of_the_table() {
        let spec = include_str!("../../docs/openapi.json");
        let spec: serde_json::Value = serde_json::from_str(spec).unwrap();
        let mut described: Vec<String> = Vec::new();
        for (path, methods) in spec["paths"].as_object().unwrap() {
            for method in methods.as_object().unwrap().keys() {
                described.push(format!("{} {path}", method.to_uppercase()));
            }
        }
        let mut served: Vec<String> = ROUTES
            .iter()
            .map(|route| format!("{} {}", route.method, route.path))
            .collect();
        described.sort();
        served.sort();
        assert_eq!(served, described);
    }

    #[test]
    fn no_route_stands_in_the_table_twice() {
        for (index, route) in ROUTES.iter().enumerate() {
            assert!(
                !ROUTES
                    .iter()
                    .skip(index + 1)
                    .any(|other| other.method == route.method && other.path == route.path),
                "{} {}",
                route.method,
                route.path
            );
        }
    }
}
