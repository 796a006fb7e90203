//! Storing what a turn resulted in.

use crate::{durable::within, outbox, route::callbacks};
use futures_util::join;
use jiff::Timestamp;
use shared::{
    bundle::Bundle,
    ivr::EffectOutcome,
    turn::{Stored, Unstored},
};
use std::time::Duration;
use worker::Env;

/// How long a caller waits for the store.
const LIMIT: Duration = Duration::from_secs(1);

/// Stores events and the callback, side by side.
pub(super) async fn effects(
    env: &Env,
    site: &str,
    bundle: &Bundle,
    unstored: &Unstored,
    now: Timestamp,
) -> Stored {
    let events = async {
        let stored = outbox::append(env, site, bundle, &unstored.events);
        matches!(within(LIMIT, stored).await, Some(Ok(())))
    };
    let callback = async {
        match &unstored.callback {
            None => None,
            Some(asked) => Some(
                within(
                    LIMIT,
                    callbacks::ask_by_phone(env, bundle, asked, unstored, now),
                )
                .await
                .unwrap_or(EffectOutcome::Failed),
            ),
        }
    };
    let (events, callback) = join!(events, callback);
    Stored { events, callback }
}
