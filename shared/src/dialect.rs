//! One file a telephony provider: verify, parse, render, limits, voices. Bytes to values, values to bytes.

pub(crate) mod form;
mod speech;
pub mod twilio;
mod xml;

use crate::{
    ivr::{Call, CallEvent, Speech, Verb},
    locale::Locale,
    site::Provider,
};
use std::collections::{BTreeMap, BTreeSet};

/// A webhook as it arrived.
#[derive(Clone, Debug)]
pub struct WebhookRequest<'a> {
    /// Path and query exactly as requested, percent-encoding kept; the public base URL goes in front of it.
    pub path_and_query: &'a str,
    /// The provider's signature header; empty = absent.
    pub signature: &'a str,
    /// `Content-Type` header; empty = absent.
    pub content_type: &'a str,
    /// Raw body.
    pub body: &'a [u8],
}

/// A webhook whose signature was right. Only this can be parsed.
#[derive(Clone, Debug)]
pub struct Verified<'a> {
    pub(crate) request: &'a WebhookRequest<'a>,
}

/// Why a webhook is refused: 403 with an empty body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is no signature.
    #[error("the webhook carries no signature")]
    NoSignature,
    /// The signature is wrong.
    #[error("the webhook's signature does not fit its URL, body and the secret")]
    WrongSignature,
    /// The site has no secret for this number.
    #[error("no secret is configured for this number")]
    NoSecret,
}

/// What a webhook says.
#[derive(Clone, Debug, PartialEq)]
pub struct Webhook {
    /// Who calls whom.
    pub call: Call,
    /// What happened.
    pub event: CallEvent,
    /// The `state` parameter of the URL.
    pub state: Option<String>,
    /// Whether a wait document is asked for: there the line can do less.
    pub in_wait: bool,
}

/// What a status webhook says.
#[derive(Clone, Debug, PartialEq)]
pub struct StatusReport {
    /// Who called whom.
    pub call: Call,
    /// The provider's word: `completed`, `busy`, …
    pub status: String,
    /// Seconds, where told.
    pub duration_s: Option<u64>,
    /// Whether the call is over.
    pub ended: bool,
}

/// Everything that rendering needs beside the verbs.
#[derive(Clone, Debug)]
pub struct RenderContext<'a> {
    /// Site id: queues at the provider are named after it.
    pub site: &'a str,
    /// URL that answers the next webhook, with `state`. Empty = there is no next turn: the document must end by itself.
    pub next_url: &'a str,
    /// URL that answers wait documents, with `state`; the same route.
    pub wait_url: &'a str,
    /// Base of recorded audio: `https://host/audio/<site>`.
    pub audio_url: &'a str,
    /// Recordings there are.
    pub audio: &'a BTreeMap<Locale, BTreeSet<String>>,
}

/// A rendered document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// `Content-Type`.
    pub content_type: &'static str,
    /// Body.
    pub body: String,
}

/// Whether a provider has a voice for a language. Where it has none, recordings are played.
#[must_use]
pub fn speaks(provider: Provider, locale: Locale) -> bool {
    match provider {
        Provider::Twilio => twilio::speaks(locale),
    }
}

/// How much longer a text is than a provider reads out in one piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong {
    /// What it takes, in the provider's own measure.
    pub length: usize,
    /// What the provider takes.
    pub limit: usize,
}

/// Whether a text is too long for a provider to read it out in one piece. It is then read in several, with gaps.
#[must_use]
pub fn too_long(provider: Provider, text: &str) -> Option<TooLong> {
    match provider {
        Provider::Twilio => twilio::too_long(text),
    }
}

/// Bytes that a speech takes in a provider's document, however long that is.
#[must_use]
pub fn speech_size(
    provider: Provider,
    speech: &Speech,
    audio: &BTreeMap<Locale, BTreeSet<String>>,
) -> usize {
    match provider {
        Provider::Twilio => twilio::speech_size(speech, audio),
    }
}

/// Bytes of speech beyond which a provider's document has no room for more.
#[must_use]
pub fn speech_limit(provider: Provider) -> usize {
    match provider {
        Provider::Twilio => twilio::SPEECH_BYTES,
    }
}

/// How long a document may be for a provider to take it, in bytes.
#[must_use]
pub fn document_limit(provider: Provider) -> usize {
    match provider {
        Provider::Twilio => twilio::DOCUMENT_BYTES,
    }
}

/// Checks a webhook's signature over the exact public URL and the raw body, against any of `secrets`.
///
/// # Errors
/// [`Refused`] where no secret signs it.
pub fn verify<'a>(
    provider: Provider,
    request: &'a WebhookRequest<'a>,
    public_url: &str,
    secrets: &[&[u8]],
) -> Result<Verified<'a>, Refused> {
    match provider {
        Provider::Twilio => twilio::verify(request, public_url, secrets),
    }
}

/// Reads a voice webhook.
///
/// # Errors
/// A sentence for the log, where a field that every call has is missing.
pub fn parse(provider: Provider, verified: &Verified<'_>) -> Result<Webhook, String> {
    match provider {
        Provider::Twilio => twilio::parse(verified),
    }
}

/// Reads a status webhook.
///
/// # Errors
/// As [`parse`].
pub fn parse_status(provider: Provider, verified: &Verified<'_>) -> Result<StatusReport, String> {
    match provider {
        Provider::Twilio => twilio::parse_status(verified),
    }
}

/// Renders verbs in a provider's language.
#[must_use]
pub fn render(provider: Provider, verbs: &[Verb], context: &RenderContext<'_>) -> Document {
    match provider {
        Provider::Twilio => twilio::render(verbs, context),
    }
}
