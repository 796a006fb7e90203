//! Every route that is served: what the router answers and what OpenAPI says must be this list.

/// A route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// HTTP method.
    pub method: &'static str,
    /// Path; `{name}` stands for one segment.
    pub path: &'static str,
    /// Who may use it.
    pub who: Who,
    /// What it is for.
    pub summary: &'static str,
    /// Type of the body that it takes: a name within [`crate::api`], or empty.
    pub takes: &'static str,
    /// Status of its success.
    pub status: u16,
    /// Type of the body that it gives: a name within [`crate::api`], `object` where the answer is free, or empty.
    pub gives: &'static str,
}

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Everybody.
    Anybody,
    /// Visitors of the site, from its own origins.
    Visitor,
    /// Whoever holds the signed link.
    Link,
    /// A telephony provider, by its signature.
    Provider,
    /// Staff with one of these roles; `admin` may do everything.
    Staff(&'static [&'static str]),
}

const ACD: Who = Who::Staff(&["acd"]);
const DESK: Who = Who::Staff(&["operator", "acd"]);
const MARKETING: Who = Who::Staff(&["marketing"]);
const QUALITY: Who = Who::Staff(&["quality"]);
const ADMIN: Who = Who::Staff(&[]);

const fn route(
    (method, path): (&'static str, &'static str),
    who: Who,
    takes: &'static str,
    (status, gives): (u16, &'static str),
    summary: &'static str,
) -> Route {
    Route {
        method,
        path,
        who,
        summary,
        takes,
        status,
        gives,
    }
}

/// All routes.
#[rustfmt::skip]
pub const ROUTES: &[Route] = &[
    route(("GET", "/v1/health"), Who::Anybody, "", (200, "Health"),
        "Liveness and version."),
    route(("POST", "/v1/voice/{site}/{provider}"), Who::Provider, "", (200, ""),
        "A turn of a call; `state` carries the session. The answer is the provider's own document."),
    route(("POST", "/v1/voice/{site}/{provider}/status"), Who::Provider, "", (200, ""),
        "The state of a call."),
    route(("GET", "/v1/sites/{site}/widget"), Who::Visitor, "", (200, "WidgetResponse"),
        "Everything that the widget shows; with an ETag."),
    route(("GET", "/v1/sites/{site}/queues/{queue}/wait"), Who::Visitor, "", (200, "WaitResponse"),
        "How long a visitor would wait."),
    route(("POST", "/v1/sites/{site}/callbacks/check"), Who::Visitor, "CallbackRequest", (200, "CallbackCheckResponse"),
        "Dry run: whether a callback would be accepted, and which slots there are. Stores nothing."),
    route(("POST", "/v1/sites/{site}/callbacks"), Who::Visitor, "CallbackRequest", (201, "CallbackResponse"),
        "Asks for a callback."),
    route(("GET", "/v1/sites/{site}/callbacks"), DESK, "", (200, "object"),
        "Callbacks for the desk."),
    route(("POST", "/v1/sites/{site}/callbacks/{id}/outcome"), DESK, "object", (200, "object"),
        "What became of a callback: `{\"outcome\": \"done\"}`."),
    route(("GET", "/v1/callbacks/{token}"), Who::Link, "", (200, "CallbackResponse"),
        "The customer's own callback."),
    route(("PATCH", "/v1/callbacks/{token}"), Who::Link, "CallbackChange", (200, "CallbackResponse"),
        "Moves it."),
    route(("DELETE", "/v1/callbacks/{token}"), Who::Link, "", (200, "CallbackResponse"),
        "Cancels it."),
    route(("POST", "/v1/sites/{site}/deflections"), Who::Visitor, "DeflectionReport", (202, "Accepted"),
        "What became of an answer that the visitor was shown."),
    route(("POST", "/v1/sites/{site}/feedback"), Who::Visitor, "FeedbackRequest", (202, "Accepted"),
        "Answers to the survey."),
    route(("PUT", "/v1/sites/{site}/queues/{queue}/snapshot"), ACD, "QueueSnapshot", (202, "SnapshotAccepted"),
        "The state of one queue."),
    route(("PUT", "/v1/sites/{site}/queues"), ACD, "QueuesRequest", (202, "SnapshotAccepted"),
        "The state of all queues at once."),
    route(("POST", "/v1/sites/{site}/contacts"), ACD, "ContactRequest", (201, "InvitationResponse"),
        "A contact ended: makes an invitation to rate it."),
    route(("GET", "/v1/sites/{site}/bundles"), MARKETING, "", (200, "BundleList"),
        "Versions of the site's files: what serves, what is kept, what waits. The ETag is the active version."),
    route(("POST", "/v1/sites/{site}/bundles"), MARKETING, "BundleSource", (201, "BundleAccepted"),
        "Publishes the site's files; `?activate=true` activates them as well, `?activate_at=` at a moment."),
    route(("GET", "/v1/sites/{site}/bundles/{version}"), MARKETING, "", (200, "BundleSource"),
        "The files of a version."),
    route(("POST", "/v1/sites/{site}/bundles/{version}/activate"), MARKETING, "ActivateRequest", (200, "BundleAccepted"),
        "Activates a version, now or at a moment: publish and roll back."),
    route(("DELETE", "/v1/sites/{site}/bundles/{version}/activate"), MARKETING, "", (204, ""),
        "Takes back an activation that waits for its moment or for approval."),
    route(("POST", "/v1/sites/{site}/bundles/{version}/approve"), MARKETING, "", (200, "BundleAccepted"),
        "Approves, as a second person, an activation that somebody else asked for."),
    route(("GET", "/v1/sites/{site}/history"), MARKETING, "", (200, "PublicationHistory"),
        "Who published, asked for, approved and activated what, and when; the latest first."),
    route(("GET", "/v1/sites/{site}/tokens"), ADMIN, "", (200, "object"),
        "Staff tokens by role; the tokens themselves are not known any more."),
    route(("POST", "/v1/sites/{site}/tokens"), ADMIN, "object", (201, "object"),
        "Makes a staff token: `{\"role\": \"acd\", \"label\": \"…\"}`. The answer shows it, once."),
    route(("DELETE", "/v1/sites/{site}/tokens/{id}"), ADMIN, "", (200, "object"),
        "Drops a staff token."),
    route(("GET", "/v1/sites/{site}/qa/feedback"), QUALITY, "", (200, "QaPage"),
        "Stored events; `format` is json, ndjson or csv, `after` the cursor."),
    route(("GET", "/v1/sites/{site}/qa/summary"), QUALITY, "", (200, "object"),
        "The survey's results with sample size and confidence interval."),
];
