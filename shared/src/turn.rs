//! A call turn from bytes to bytes: verify, parse, open the session, step, seal, render. Pure.
//!
//! The Worker's voice route is one synchronous call of [`answer`]; only a turn with effects needs a second one,
//! [`finish`], after they were stored.

use crate::{
    bundle::Bundle,
    dialect::{Document, Refused, WebhookRequest},
    feedback::Event,
    ivr::{Call, EffectOutcome, Session},
    queue::QueueStates,
    seal::Keys,
    site::Provider,
};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Everything that a turn needs.
#[derive(Clone, Copy, Debug)]
pub struct TurnInput<'a> {
    /// Clock.
    pub now: Timestamp,
    /// Provider named in the route.
    pub provider: Provider,
    /// The webhook.
    pub request: &'a WebhookRequest<'a>,
    /// Bundle for new calls.
    pub active: &'a Bundle,
    /// Older bundles, for calls that began with them.
    pub older: &'a [&'a Bundle],
    /// Secrets by the names that site.json gives.
    pub secrets: &'a BTreeMap<String, Vec<u8>>,
    /// Keys of the installation.
    pub keys: &'a Keys,
    /// `https://host`, no slash at the end.
    pub public_url: &'a str,
    /// Queue states.
    pub queues: &'a QueueStates,
    /// Open callbacks by queue id.
    pub pending_callbacks: &'a BTreeMap<String, u32>,
}

/// What is to be done about a webhook.
#[derive(Clone, Debug, PartialEq)]
pub enum Turn {
    /// Answer with this.
    Reply(Document),
    /// Store these first (at most 1 s), then call [`finish`].
    Store(Box<Unstored>),
    /// 403, empty body.
    Refuse(Refused),
    /// The call began with a bundle that is not at hand: load this version and ask again.
    NeedBundle(crate::bundle::BundleVersion),
}

/// A turn whose effects are not stored yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Unstored {
    /// The call.
    pub call: Call,
    /// Session after the step.
    pub session: Session,
    /// Events to put into the outbox, ids included.
    pub events: Vec<Event>,
    /// A callback to ask for.
    pub callback: Option<CallbackAsked>,
    /// What is said, where everything could be stored.
    pub verbs: Vec<crate::ivr::Verb>,
    /// The effects themselves, with the turn and index that make their ids.
    pub effects: Vec<(u16, u8, crate::ivr::Effect)>,
}

/// A callback that a caller asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallbackAsked {
    /// Deterministic: the same turn asks once.
    pub idempotency_key: String,
    /// E.164.
    pub phone: String,
    /// Queue id.
    pub queue: String,
    /// Language.
    pub locale: crate::locale::Locale,
}

/// What became of the effects of a turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Whether the events are in the outbox.
    pub events: bool,
    /// What became of the callback, where one was asked for.
    pub callback: Option<EffectOutcome>,
}

/// Answers a webhook as far as it goes without a store.
#[must_use]
pub fn answer(input: &TurnInput<'_>) -> Turn {
    let _ = input;
    todo!("dialect engineer")
}

/// Finishes a turn after its effects were stored, or could not be: then they travel on in the session, and nothing is
/// said to be done.
#[must_use]
pub fn finish(input: &TurnInput<'_>, unstored: Unstored, stored: &Stored) -> Document {
    let _ = (input, unstored, stored);
    todo!("dialect engineer")
}

/// The document that a site's callers hear when everything else fails; kept as a string by entry.js.
#[must_use]
pub fn fallback(bundle: &Bundle, provider: Provider, public_url: &str) -> Document {
    let _ = (bundle, provider, public_url);
    todo!("dialect engineer")
}
