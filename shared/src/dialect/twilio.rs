//! Twilio: TwiML, form and JSON webhooks, `X-Twilio-Signature`.
//!
//! What the scheme does not sign, and is therefore not believed: the method, every header but the signature, and the
//! time. A webhook may come twice; the state token makes that harmless.

mod parse;
mod render;
mod verify;

pub use parse::{parse, parse_status};
pub(crate) use render::{DOCUMENT_BYTES, SPEECH_BYTES};
pub use render::{render, speaks, speech_size, too_long};
pub use verify::verify;
