//! The way into the outbox: which shard an event belongs to.

use crate::{
    durable::{Object, ask},
    hash,
    store::outbox::{Answered, OutboxCommand},
};
use futures_util::future::try_join_all;
use shared::{bundle::Bundle, feedback::Event};
use std::collections::BTreeMap;
use worker::{Env, Result};

/// Objects that share a site's events: one writes about 300 a second.
const SHARDS: u8 = 4;

/// Stores events for the site's sinks; returns when they are durable.
///
/// # Errors
/// Where a shard does not answer. Sending the same events again does no harm.
pub(crate) async fn append(env: &Env, site: &str, bundle: &Bundle, events: &[Event]) -> Result<()> {
    let mut by_shard: BTreeMap<u8, Vec<Event>> = BTreeMap::new();
    for event in events {
        let shard = hash::shard(&event.id, SHARDS);
        by_shard.entry(shard).or_default().push(event.clone());
    }
    let commands: Vec<(String, OutboxCommand)> = by_shard
        .into_iter()
        .map(|(shard, events)| {
            let command = OutboxCommand::Append {
                site: site.to_owned(),
                sinks: sinks(bundle),
                events,
            };
            (name(site, shard), command)
        })
        .collect();
    let asked = commands
        .iter()
        .map(|(name, command)| ask::<_, ()>(env, Object::Outbox, name, command));
    try_join_all(asked).await.map(|_| ())
}

/// Stores an answer that may come once under its key.
///
/// # Errors
/// Where the shard does not answer.
pub(crate) async fn answer(
    env: &Env,
    site: &str,
    bundle: &Bundle,
    key: String,
    digest: String,
    event: Event,
) -> Result<Answered> {
    // By the key, not by the event: key and event have to be one write of one object.
    let name = name(site, hash::shard(&key, SHARDS));
    let command = OutboxCommand::Answer {
        site: site.to_owned(),
        sinks: sinks(bundle),
        key,
        digest,
        event: Box::new(event),
    };
    ask(env, Object::Outbox, &name, &command).await
}

fn name(site: &str, shard: u8) -> String {
    format!("{site}/{shard}")
}

/// Names of the site's sinks.
pub(crate) fn sinks(bundle: &Bundle) -> Vec<String> {
    bundle.site.sinks.keys().cloned().collect()
}
