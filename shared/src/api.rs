//! JSON shapes of the HTTP API (`/v1`). Times are RFC 3339, durations seconds, texts already in the asked language.

mod bundles;
mod routes;

pub use bundles::{
    ActivateRequest, BundleAccepted, BundleList, BundleListed, Deed, HistoryEntry, InWords,
    PublicationHistory,
};
pub use routes::{ROUTES, Route, Who};

use crate::{
    callback::{CallbackState, Refusal, When, Window},
    feedback::Outcome,
    queue::{Announce, AnsweredWithin, Band, WaitState},
    survey::{Answered, TextAbout},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An error: RFC 9457 `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApiProblem {
    /// Stable kind: `about:blank#unknown-queue`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Short, the same for every problem of the kind.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// What is wrong here and how to mend it.
    pub detail: String,
    /// Problems of a bundle.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<serde_json::Value>"))]
    pub problems: Vec<crate::problem::Problem>,
}

/// `GET /v1/sites/{site}/queues/{queue}/wait?locale=`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WaitResponse {
    /// Case.
    pub state: WaitState,
    /// When the ACD said so.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub as_of: Option<Timestamp>,
    /// Quantiles of the wait.
    pub estimate: Option<Band>,
    /// 0 to 1.
    pub confidence: f64,
    /// P(answered within t).
    pub answered_within: Vec<AnsweredWithin>,
    /// Place in line, from 1.
    pub position_if_joined: Option<u32>,
    /// What may be said, as data and in words.
    pub announce: AnnounceResponse,
    /// Whether a callback can be asked for.
    pub callback: bool,
    /// Why the wait is unknown, or why the queue is closed, in words; empty otherwise.
    pub reason: String,
    /// When the queue opens, where it is closed and that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub opens_at: Option<Timestamp>,
}

/// An announcement as data and in words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnnounceResponse {
    /// Data.
    #[serde(flatten)]
    pub what: Announce,
    /// Words.
    pub text: String,
}

/// `GET /v1/sites/{site}/widget?locale=`: everything that the widget shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WidgetResponse {
    /// Bundle version.
    pub version: String,
    /// Site id.
    pub site: String,
    /// The site's name.
    pub name: String,
    /// Language of this response.
    pub locale: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    /// Languages to choose from.
    pub locales: Vec<LocaleName>,
    /// The widget's own texts by key (`message::widget`).
    pub text: BTreeMap<String, String>,
    /// CSS custom properties without `--ringback-`: `accent` -> `#0a5`.
    pub theme: BTreeMap<String, String>,
    /// Announcements in force.
    pub announcements: Vec<String>,
    /// The menu as a website shows it.
    pub menu: WidgetMenu,
    /// The survey.
    pub survey: Option<WidgetSurvey>,
    /// Queues that a visitor may join or be called back from.
    pub queues: Vec<WidgetQueue>,
    /// Callback, where offered.
    pub callback: Option<WidgetCallback>,
    /// The number to call, where the site has one.
    pub phone: Option<String>,
}

/// A language to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LocaleName {
    /// BCP 47.
    pub code: String,
    /// In itself.
    pub name: String,
}

/// The menu without the telephone: languages, opening hours and plain sentences are already walked through.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WidgetMenu {
    /// Where it begins.
    pub start: String,
    /// Steps by name.
    pub steps: BTreeMap<String, WidgetStep>,
}

/// A step of [`WidgetMenu`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WidgetStep {
    /// What it is.
    #[serde(rename = "do")]
    pub kind: WidgetStepKind,
    /// Name that the option leading here bears; empty for the start.
    pub title: String,
    /// Text.
    pub say: String,
    /// Options of a menu, in the order of their keys.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<WidgetOption>,
    /// What an answer gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<WidgetAnswer>,
    /// Queue id of a queue or callback.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<String>,
    /// Number of a transfer, E.164.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// Kinds of [`WidgetStep`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum WidgetStepKind {
    /// Options.
    Menu,
    /// A deflection.
    Answer,
    /// An operator: wait, number to call, callback.
    Queue,
    /// A callback.
    Callback,
    /// The survey.
    Survey,
    /// A number to call.
    Transfer,
    /// A text and nothing more.
    End,
}

/// An option of a menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WidgetOption {
    /// Name.
    pub name: String,
    /// Step.
    pub go_to: String,
}

/// What an answer gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WidgetAnswer {
    /// `short_number`, `ussd`, `link` or nothing.
    pub code_kind: Option<String>,
    /// The code itself, as people read it: `*100#`.
    pub code: String,
    /// `tel:*100%23` or `https://…`; empty without a code.
    pub href: String,
    /// Where it works.
    pub works_on: String,
    /// What it costs.
    pub price: String,
    /// Words that find it, lower case.
    pub search: Vec<String>,
    /// Step after "yes".
    pub yes: String,
    /// Step after "no".
    pub no: String,
}

/// The survey as a website shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WidgetSurvey {
    /// Id.
    pub id: String,
    /// Before the first question.
    pub intro: String,
    /// After the last.
    pub thanks: String,
    /// Questions in order.
    pub questions: Vec<WidgetQuestion>,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WidgetQuestion {
    /// Id.
    pub id: String,
    /// `csat`, `nps`, `ces`, `fcr`, `choice` or `text`.
    pub kind: String,
    /// The question.
    pub ask: String,
    /// Scale's first number; 0 where there is none.
    pub from: i64,
    /// Scale's last number; 0 where there is none.
    pub to: i64,
    /// Words at the ends of the scale.
    pub ends: Option<(String, String)>,
    /// Options of a choice: id and name.
    pub options: Vec<(String, String)>,
    /// What a free text is about.
    pub about: Option<TextAbout>,
    /// May be skipped.
    pub optional: bool,
    /// Asked only where the earlier question was answered with one of these.
    pub only_if: Option<(String, Vec<String>)>,
}

/// A queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WidgetQueue {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Open now.
    pub open: bool,
    /// What is said where it is closed: the day's own message, or the general one; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub closed: String,
    /// When it opens again, where it is closed and that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub opens_at: Option<Timestamp>,
}

/// Callback as the widget offers it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WidgetCallback {
    /// Consent text.
    pub consent: String,
    /// The number that will ring, as people read it.
    pub from_number: String,
    /// `+994`: the start of the country's numbers, as a hint.
    pub calling_code: String,
}

/// `POST /v1/sites/{site}/callbacks/check` and `POST /v1/sites/{site}/callbacks`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CallbackRequest {
    /// As typed.
    pub phone: String,
    /// Queue id.
    pub queue: String,
    /// When.
    pub when: When,
    /// What about; a step's name or free words, at most 200 characters.
    #[serde(default)]
    pub topic: Option<String>,
    /// Whom to ask for, at most 100 characters.
    #[serde(default)]
    pub name: Option<String>,
    /// BCP 47.
    #[serde(default)]
    pub locale: Option<String>,
    /// Whether the customer consented.
    #[serde(default)]
    pub consent: bool,
}

/// Answer to a dry run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CallbackCheckResponse {
    /// Whether it would be accepted.
    pub ok: bool,
    /// Why not.
    pub reasons: Vec<Reason>,
    /// Slots there are.
    pub slots: Vec<Slot>,
}

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reason {
    /// Code.
    pub code: Refusal,
    /// Sentence in the visitor's language.
    pub message: String,
}

/// A slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Slot {
    /// Start.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub starts_at: Timestamp,
    /// End.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub ends_at: Timestamp,
}

/// Answer to `POST …/callbacks` (201) and `GET /v1/callbacks/{token}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CallbackResponse {
    /// Id.
    pub id: String,
    /// State.
    pub state: CallbackState,
    /// When the customer will be called.
    pub window: Window,
    /// Four digits that the operator says first.
    pub code: String,
    /// The number that will ring.
    pub from_number: String,
    /// The customer's number, masked: `•••• 67`.
    pub phone: String,
    /// Queue id.
    pub queue: String,
    /// Signed token of the customer's link.
    pub token: String,
    /// The customer's link.
    pub manage_url: String,
}

/// `PATCH /v1/callbacks/{token}`: another time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CallbackChange {
    /// New time.
    pub when: When,
}

/// `POST /v1/sites/{site}/deflections` → 202
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeflectionReport {
    /// Step.
    pub node: String,
    /// Outcome.
    pub outcome: Outcome,
    /// Random id of the visit, 8 to 64 letters, digits, `-` or `_`.
    pub visit: String,
    /// BCP 47.
    #[serde(default)]
    pub locale: Option<String>,
}

/// `POST /v1/sites/{site}/feedback` (`Idempotency-Key`) → 202
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FeedbackRequest {
    /// Survey id.
    pub survey: String,
    /// Answers.
    pub answers: Vec<Answered>,
    /// Token of the invitation; without it the answer is anonymous and marked so.
    #[serde(default)]
    pub invitation: Option<String>,
    /// BCP 47.
    #[serde(default)]
    pub locale: Option<String>,
}

/// `{ "id": … }`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Accepted {
    /// Id of the event.
    pub id: String,
}

/// `PUT …/queues/{queue}/snapshot` → 202
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SnapshotAccepted {
    /// Things that were doubtful, in words.
    pub warnings: Vec<String>,
}

/// `PUT /v1/sites/{site}/queues`: all queues at once, by queue id or by the ACD's name for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QueuesRequest {
    /// Snapshots by name.
    pub queues: BTreeMap<String, crate::queue::QueueSnapshot>,
}

/// `POST /v1/sites/{site}/contacts`: a contact ended; an invitation to rate it is made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactRequest {
    /// The centre's id of the contact; the same id makes the same invitation.
    pub id: String,
    /// When it ended.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub ended_at: Timestamp,
    /// Operator.
    #[serde(default)]
    pub operator: Option<String>,
    /// Project id.
    #[serde(default)]
    pub project: Option<String>,
    /// Queue id.
    #[serde(default)]
    pub queue: Option<String>,
    /// Customer's language, BCP 47.
    #[serde(default)]
    pub locale: Option<String>,
    /// Page of the site that the link opens; without it Ringback's own.
    #[serde(default)]
    pub page: Option<String>,
}

/// Answer to [`ContactRequest`] (201).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InvitationResponse {
    /// Signed token.
    pub token: String,
    /// Link to send to the customer; the token is in its fragment: `…#ringback-survey=<token>`.
    pub url: String,
    /// Last moment to answer.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub expires_at: Timestamp,
}

/// `GET …/qa/feedback?after=&limit=`: events in the order in which they were stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QaPage {
    /// Events (CloudEvents 1.0).
    #[cfg_attr(feature = "schema", schemars(with = "Vec<serde_json::Value>"))]
    pub items: Vec<crate::feedback::Event>,
    /// Cursor of the next page; nothing after the last.
    pub next: Option<String>,
}

/// `GET /v1/health`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Health {
    /// `ok`
    pub status: String,
    /// Ringback's version.
    pub version: String,
    /// Sites that are served.
    pub sites: Vec<String>,
}
