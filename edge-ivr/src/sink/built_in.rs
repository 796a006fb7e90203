//! The built-in QA store: a batch is one command; the store drops what it has already.

use super::Outcome;
use crate::{
    durable::{Object, ask},
    store::qa::QaCommand,
};
use shared::feedback::Event;
use worker::Env;

/// Sends a batch of events to the site's QA store.
pub(crate) async fn send(env: &Env, site: &str, events: Vec<Event>) -> Outcome {
    match ask::<_, ()>(env, Object::Qa, site, &QaCommand::Append { events }).await {
        Ok(()) => Outcome::Delivered,
        Err(_) => Outcome::Failed {
            why: "the QA store does not answer".to_owned(),
            not_before: None,
        },
    }
}
