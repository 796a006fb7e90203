//! Twilio: TwiML, form and JSON webhooks, `X-Twilio-Signature`.

use super::{Document, Refused, RenderContext, StatusReport, Verified, Webhook, WebhookRequest};
use crate::ivr::Verb;

/// Checks the signature over the exact public URL and the body, form or JSON, against any of `secrets`.
///
/// # Errors
/// [`Refused`] where no secret signs it.
pub fn verify<'a>(
    request: &'a WebhookRequest<'a>,
    public_url: &str,
    secrets: &[&[u8]],
) -> Result<Verified<'a>, Refused> {
    let _ = (public_url, secrets, &Verified { request });
    todo!("dialect engineer")
}

/// Reads a voice webhook.
///
/// # Errors
/// A sentence for the log, where a field that every call has is missing.
pub fn parse(verified: &Verified<'_>) -> Result<Webhook, String> {
    let _ = verified.request;
    todo!("dialect engineer")
}

/// Reads a status webhook.
///
/// # Errors
/// As [`parse`].
pub fn parse_status(verified: &Verified<'_>) -> Result<StatusReport, String> {
    let _ = verified.request;
    todo!("dialect engineer")
}

/// Renders TwiML.
#[must_use]
pub fn render(verbs: &[Verb], context: &RenderContext<'_>) -> Document {
    let _ = (verbs, context);
    todo!("dialect engineer")
}
