//! Events on their way to the sinks. [`OutboxDo`](crate::durable::outbox_do) is made of this alone; the callback object
//! carries the same tables, so that a callback and the event about it are one write.
//!
//! An event's row stays after its delivery, without its body, so that a late repetition is recognised.

use super::{Count, Sql, millis, whole};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::feedback::Event;
use worker::Result;

/// Tables.
pub(crate) const TABLES: &[&str] = &[
    "CREATE TABLE IF NOT EXISTS event (id TEXT PRIMARY KEY, body TEXT NOT NULL, at_ms INTEGER NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS delivery (event TEXT NOT NULL, sink TEXT NOT NULL, site TEXT NOT NULL, attempts INTEGER NOT NULL, next_ms INTEGER NOT NULL, parked INTEGER NOT NULL, last TEXT NOT NULL, PRIMARY KEY (event, sink)) STRICT",
    "CREATE INDEX IF NOT EXISTS delivery_due ON delivery (parked, next_ms)",
    "CREATE TABLE IF NOT EXISTS accepted (key TEXT PRIMARY KEY, digest TEXT NOT NULL, event TEXT NOT NULL, at_ms INTEGER NOT NULL) STRICT",
    "CREATE INDEX IF NOT EXISTS event_at ON event (at_ms)",
    "CREATE INDEX IF NOT EXISTS accepted_at ON accepted (at_ms)",
];

/// How long a delivered event is remembered by its id, and a parked one kept: 30 days.
const REMEMBERED_MS: f64 = 30.0 * 86_400_000.0;

/// Deliveries that one alarm takes up.
const BATCH: f64 = 100.0;

/// What an outbox is asked.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum OutboxCommand {
    /// Takes events for the sinks of a site; those known already are left alone: `()`.
    Append {
        site: String,
        sinks: Vec<String>,
        events: Vec<Event>,
    },
    /// Takes an answer that may come once under its key: [`Answered`].
    Answer {
        site: String,
        sinks: Vec<String>,
        /// The invitation's nonce, or the idempotency key.
        key: String,
        /// Hash of what was sent, to tell a repetition from another answer.
        digest: String,
        event: Box<Event>,
    },
}

/// Answer to [`OutboxCommand::Answer`].
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Answered {
    /// It is stored, now or before.
    Accepted { id: String },
    /// Something else was sent under this key.
    Different {},
}

/// A delivery that is due.
#[derive(Clone, Debug)]
pub(crate) struct Due {
    pub(crate) event: String,
    pub(crate) sink: String,
    pub(crate) site: String,
    pub(crate) body: String,
}

/// Stores events and what has to be delivered, in one write.
pub(crate) fn append(
    sql: &Sql,
    site: &str,
    sinks: &[String],
    events: &[Event],
    now: Timestamp,
) -> Result<()> {
    #[derive(Deserialize)]
    struct Id {
        #[allow(dead_code, reason = "only its presence matters")]
        id: String,
    }
    // Everything that can fail but the database comes before the first write.
    let bodies = events
        .iter()
        .map(serde_json::to_string)
        .collect::<serde_json::Result<Vec<_>>>()?;
    for (event, body) in events.iter().zip(bodies) {
        let new: Option<Id> = sql.first(
            "INSERT INTO event (id, body, at_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING id",
            vec![event.id.as_str().into(), body.into(), millis(now).into()],
        )?;
        if new.is_none() {
            continue;
        }
        for sink in sinks {
            sql.run(
                "INSERT INTO delivery (event, sink, site, attempts, next_ms, parked, last) VALUES (?, ?, ?, 0, ?, 0, '')",
                vec![
                    event.id.as_str().into(),
                    sink.as_str().into(),
                    site.into(),
                    millis(now).into(),
                ],
            )?;
        }
    }
    Ok(())
}

/// Stores an answer under a key that may be used once. The key and the event are one write.
pub(crate) fn answer(
    sql: &Sql,
    site: &str,
    sinks: &[String],
    key: &str,
    digest: &str,
    event: &Event,
    now: Timestamp,
) -> Result<Answered> {
    #[derive(Deserialize)]
    struct Row {
        digest: String,
        event: String,
    }
    let before: Option<Row> = sql.first(
        "SELECT digest, event FROM accepted WHERE key = ? LIMIT 1",
        vec![key.into()],
    )?;
    if let Some(before) = before {
        return Ok(if before.digest == digest {
            Answered::Accepted { id: before.event }
        } else {
            Answered::Different {}
        });
    }
    append(sql, site, sinks, std::slice::from_ref(event), now)?;
    sql.run(
        "INSERT INTO accepted (key, digest, event, at_ms) VALUES (?, ?, ?, ?)",
        vec![
            key.into(),
            digest.into(),
            event.id.as_str().into(),
            millis(now).into(),
        ],
    )?;
    Ok(Answered::Accepted {
        id: event.id.clone(),
    })
}

/// Takes up what is due. The attempt is counted, and the next one scheduled, before anything is sent: an event that
/// brings the process down is not tried for ever.
///
/// `only` limits it to one sink of one site; `retry_at` gives the time of the attempt after this one, or nothing where
/// the schedule ends.
pub(crate) fn take_due(
    sql: &Sql,
    now: Timestamp,
    only: Option<(&str, &str)>,
    retry_at: impl Fn(&str, u32) -> Option<Timestamp>,
) -> Result<Vec<Due>> {
    #[derive(Deserialize)]
    struct Row {
        event: String,
        sink: String,
        site: String,
        attempts: f64,
        body: String,
    }
    let (site, sink) = only.unwrap_or_default();
    let rows: Vec<Row> = sql.rows(
        "SELECT event, sink, site, attempts, body FROM delivery JOIN event ON event.id = delivery.event WHERE parked = 0 AND next_ms <= ? AND (? = '' OR (site = ? AND sink = ?)) ORDER BY next_ms, event LIMIT ?",
        vec![
            millis(now).into(),
            site.into(),
            site.into(),
            sink.into(),
            BATCH.into(),
        ],
    )?;
    let mut due = Vec::with_capacity(rows.len());
    for row in rows {
        let attempts = u32::try_from(whole(row.attempts))
            .unwrap_or(u32::MAX)
            .saturating_add(1);
        // The last attempt is made as well, and parked should it fail.
        let (next_ms, parked) = match retry_at(&row.event, attempts) {
            Some(next) => (millis(next), 0.0),
            None => (millis(now), 1.0),
        };
        sql.run(
            "UPDATE delivery SET attempts = ?, next_ms = ?, parked = ? WHERE event = ? AND sink = ?",
            vec![
                f64::from(attempts).into(),
                next_ms.into(),
                parked.into(),
                row.event.as_str().into(),
                row.sink.as_str().into(),
            ],
        )?;
        due.push(Due {
            event: row.event,
            sink: row.sink,
            site: row.site,
            body: row.body,
        });
    }
    Ok(due)
}

/// Notes that an event arrived at a sink; after the last sink its body goes.
pub(crate) fn delivered(sql: &Sql, due: &Due) -> Result<()> {
    sql.run(
        "DELETE FROM delivery WHERE event = ? AND sink = ?",
        vec![due.event.as_str().into(), due.sink.as_str().into()],
    )?;
    sql.run(
        "UPDATE event SET body = '' WHERE id = ? AND id NOT IN (SELECT event FROM delivery WHERE event = ?)",
        vec![due.event.as_str().into(), due.event.as_str().into()],
    )
}

/// Notes why an event did not arrive, and where the sink said so, when to come back.
pub(crate) fn failed(sql: &Sql, due: &Due, why: &str, not_before: Option<Timestamp>) -> Result<()> {
    sql.run(
        "UPDATE delivery SET last = ?, next_ms = max(next_ms, ?) WHERE event = ? AND sink = ?",
        vec![
            why.into(),
            not_before.map_or(0.0, millis).into(),
            due.event.as_str().into(),
            due.sink.as_str().into(),
        ],
    )
}

/// Stops sending to a sink that said it is gone: everything for it is parked, visible and replayable.
pub(crate) fn park_sink(sql: &Sql, site: &str, sink: &str, why: &str) -> Result<()> {
    sql.run(
        "UPDATE delivery SET parked = 1, last = ? WHERE site = ? AND sink = ?",
        vec![why.into(), site.into(), sink.into()],
    )
}

/// When the next delivery is due, if any is.
pub(crate) fn next_due(sql: &Sql) -> Result<Option<Timestamp>> {
    let next: Option<Count> = sql.first(
        "SELECT next_ms AS n FROM delivery WHERE parked = 0 ORDER BY next_ms LIMIT 1",
        vec![],
    )?;
    Ok(next.map(|row| super::timestamp(row.n)))
}

/// Forgets what was delivered or parked long ago.
pub(crate) fn sweep(sql: &Sql, now: Timestamp) -> Result<()> {
    let before = millis(now) - REMEMBERED_MS;
    for statement in [
        "DELETE FROM delivery WHERE parked = 1 AND next_ms < ?",
        "DELETE FROM event WHERE at_ms < ? AND id NOT IN (SELECT event FROM delivery)",
        "DELETE FROM accepted WHERE at_ms < ?",
    ] {
        sql.run(statement, vec![before.into()])?;
    }
    Ok(())
}
