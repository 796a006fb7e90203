//! Forwarding by alarm: at least once, in batches, at most six requests at a time.
//!
//! The platform gives up on an alarm that fails six times, silently. So [`run`] never fails: every error stays in the
//! row, and the alarm is set again as long as rows wait. `fetch` and the constructor set it too, should it be lost.

use crate::{
    cache, clock,
    durable::set_alarm,
    log,
    sink::{self, Outcome},
    store::{
        Sql,
        outbox::{self, Due},
    },
};
use futures_util::{
    Stream, StreamExt,
    future::{Either, select},
};
use jiff::Timestamp;
use shared::site::Sink;
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    pin::pin,
    rc::Rc,
    time::Duration,
};
use worker::{Delay, Env, Response, Result, State, Storage};

/// Connections that the platform allows at once.
const PARALLEL: usize = 6;

/// After so many failures in one run, the rest of a sink's events wait for their next time: a dead sink slows nobody.
const GIVE_UP_AFTER: u32 = 6;

/// How often the store is served while endpoints are waited for.
const MEANWHILE: Duration = Duration::from_millis(250);

/// When something cannot even be read from the table.
const AFTER_AN_ERROR: Duration = Duration::from_secs(30);

/// Finds out when something is due next.
pub(super) type NextDue = fn(&Sql) -> Result<Option<Timestamp>>;

/// Sets the alarm where rows wait and it is not set early enough.
pub(super) async fn arm(storage: &Storage, sql: &Sql, next_due: NextDue) -> Result<()> {
    let Some(due) = next_due(sql)? else {
        return Ok(());
    };
    let set = storage.get_alarm().await?;
    if set.is_some_and(|at| at <= due.as_millisecond().max(clock::now().as_millisecond() + 1)) {
        return Ok(());
    }
    set_alarm(storage, until(due)).await
}

/// [`arm`] from a constructor, which cannot wait.
pub(super) fn arm_later(state: &State, sql: &Sql, next_due: NextDue) {
    let (storage, sql) = (state.storage(), sql.clone());
    state.wait_until(async move {
        if arm(&storage, &sql, next_due).await.is_err() {
            log::warn("-", "an outbox could not set its alarm when it woke up");
        }
    });
}

/// Delivers what is due.
pub(super) async fn run(
    env: &Env,
    storage: &Storage,
    sql: &Sql,
    next_due: NextDue,
) -> Result<Response> {
    let after = match deliver(env, sql).await.and_then(|()| next_due(sql)) {
        Ok(next) => next.map(until),
        Err(error) => {
            log::warn("-", &format!("an outbox could not be worked off: {error}"));
            Some(AFTER_AN_ERROR)
        }
    };
    if let Some(after) = after
        && let Err(error) = set_alarm(storage, after).await
    {
        log::warn("-", &format!("an outbox could not set its alarm: {error}"));
    }
    Response::empty()
}

fn until(due: Timestamp) -> Duration {
    let ms = due.as_millisecond() - clock::now().as_millisecond();
    Duration::from_millis(u64::try_from(ms).unwrap_or(0).max(1))
}

async fn deliver(env: &Env, sql: &Sql) -> Result<()> {
    let now = clock::now();
    // In every run: an outbox that has delivered everything sets no alarm that could do it later.
    outbox::sweep(sql, now)?;
    let mut by_sink: BTreeMap<(String, String), Vec<Due>> = BTreeMap::new();
    for row in take(sql, None)? {
        let key = (row.site.clone(), row.sink.clone());
        by_sink.entry(key).or_default().push(row);
    }
    let (mut stores, mut webhooks) = (BTreeSet::new(), Vec::new());
    for ((site, name), rows) in by_sink {
        let bundle = cache::bundle(env, &site, now).await;
        let sinks = bundle.as_ref().map(|bundle| &bundle.site.sinks);
        for (name, sink) in sinks.into_iter().flatten() {
            if *sink == Sink::BuiltIn {
                stores.insert((site.clone(), name.clone()));
            }
        }
        match sinks.and_then(|sinks| sinks.get(&name)) {
            Some(Sink::BuiltIn) => store(env, sql, &site, rows).await?,
            Some(Sink::Webhook { url, secret }) => {
                let secret = cache::settings(env).secrets.get(secret).cloned();
                webhooks.extend(
                    rows.into_iter()
                        .map(|row| (row, url.clone(), secret.clone())),
                );
            }
            // The last good bundle may be an old one that does not name the sink yet, and a store that does not answer
            // gives none at all: the schedule decides, not this moment.
            None => {
                for row in &rows {
                    note(sql, row, &failed("the site has no such sink now"))?;
                }
            }
        }
    }
    let mut outcomes = pin!(send(&webhooks));
    loop {
        match select(outcomes.next(), pin!(Delay::from(MEANWHILE))).await {
            Either::Left((Some((row, outcome)), _)) => note(sql, row, &outcome)?,
            Either::Left((None, _)) => return Ok(()),
            // An endpoint that takes its time does not keep what has come in since from the store.
            Either::Right(_) => {
                for (site, name) in &stores {
                    store(env, sql, site, take(sql, Some((site, name)))?).await?;
                }
            }
        }
    }
}

fn take(sql: &Sql, only: Option<(&str, &str)>) -> Result<Vec<Due>> {
    let now = clock::now();
    outbox::take_due(sql, now, only, |event, attempts| {
        sink::retry_at(event, attempts, now)
    })
}

/// Hands events to the built-in QA store, in one command.
async fn store(env: &Env, sql: &Sql, site: &str, rows: Vec<Due>) -> Result<()> {
    let (mut events, mut sent) = (Vec::new(), Vec::new());
    for row in rows {
        // One row that cannot be read does not hold up the others; it is parked in time.
        match serde_json::from_str(&row.body) {
            Ok(event) => {
                events.push(event);
                sent.push(row);
            }
            Err(_) => note(sql, &row, &failed("the event cannot be read"))?,
        }
    }
    if sent.is_empty() {
        return Ok(());
    }
    let outcome = sink::built_in::send(env, site, events).await;
    sent.iter().try_for_each(|row| note(sql, row, &outcome))
}

type Webhook = (Due, String, Option<Vec<u8>>);

/// Sends events to their endpoints; outcomes come as they are known.
fn send(webhooks: &[Webhook]) -> impl Stream<Item = (&Due, Outcome)> {
    let failures: Rc<RefCell<BTreeMap<&str, u32>>> = Rc::default();
    futures_util::stream::iter(webhooks)
        .map(move |(row, url, secret)| {
            let failures = failures.clone();
            async move {
                let so_far = |url| failures.borrow().get(url).copied().unwrap_or(0);
                if so_far(url.as_str()) >= GIVE_UP_AFTER {
                    return (row, failed("left for later: the sink does not answer"));
                }
                let outcome = sink::webhook::send(url, secret.as_deref(), row).await;
                let count = match outcome {
                    Outcome::Delivered => 0,
                    Outcome::Failed { .. } | Outcome::Gone => so_far(url.as_str()) + 1,
                };
                failures.borrow_mut().insert(url, count);
                (row, outcome)
            }
        })
        .buffer_unordered(PARALLEL)
}

fn failed(why: &str) -> Outcome {
    Outcome::Failed {
        why: why.to_owned(),
        not_before: None,
    }
}

/// Writes down what became of a delivery, as soon as it is known.
fn note(sql: &Sql, row: &Due, outcome: &Outcome) -> Result<()> {
    match outcome {
        Outcome::Delivered => outbox::delivered(sql, row),
        Outcome::Failed { why, not_before } => outbox::failed(sql, row, why, *not_before),
        Outcome::Gone => {
            log::warn(&row.site, "a sink answered 410: its events are parked");
            outbox::park_sink(sql, &row.site, &row.sink, "the sink answered 410: gone")
        }
    }
}
