//! Twilio: TwiML, form and JSON webhooks, `X-Twilio-Signature`.
//!
//! What the scheme does not sign, and is therefore not believed: the method, every header but the signature, and the
//! time. A webhook may come twice; the state token makes that harmless.

mod parse;
mod render;
mod verify;

pub use parse::{parse, parse_status};
pub(crate) use render::{DOCUMENT_BYTES, SAY_ENCODED};
pub use render::{render, speaks};
pub use verify::verify;
