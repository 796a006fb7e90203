//! Durable Objects: one small class each, a command in, a value out. What they do stands in [`crate::store`].
//!
//! | object | one for each | why an object |
//! |---|---|---|
//! | [`site_do`] | site, and `_directory` | one order of publications; tokens |
//! | [`queue_do`] | site | the latest snapshot wins |
//! | [`callback_do`] | site | quotas and "one open callback a number" need one place that counts |
//! | [`outbox_do`] | site and shard | an answer is stored before it is acknowledged, and forwarded until it arrives |
//! | [`qa_do`] | site | the built-in QA store |

pub(crate) mod callback_do;
mod forward;
pub(crate) mod outbox_do;
pub(crate) mod qa_do;
pub(crate) mod queue_do;
pub(crate) mod site_do;

use futures_util::future::{Either, select};
use serde::{Serialize, de::DeserializeOwned};
use std::{future::Future, pin::pin, time::Duration};
use worker::{Env, Error, Method, Request, RequestInit, Response, Result};

/// A class of objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Object {
    Site,
    Queue,
    Callback,
    Outbox,
    Qa,
}

impl Object {
    fn binding(self) -> &'static str {
        match self {
            Object::Site => "SITE_DO",
            Object::Queue => "QUEUE_DO",
            Object::Callback => "CALLBACK_DO",
            Object::Outbox => "OUTBOX_DO",
            Object::Qa => "QA_DO",
        }
    }
}

/// An object that has panicked never answers, so nobody waits longer than this for one.
const PATIENCE: Duration = Duration::from_secs(8);

/// Sends a command to the object of this name and reads its answer.
///
/// # Errors
/// Where the object fails or does not answer in time; then nothing is known about what it did, and commands are made
/// so that sending them again does no harm.
pub(crate) async fn ask<C: Serialize, R: DeserializeOwned>(
    env: &Env,
    object: Object,
    name: &str,
    command: &C,
) -> Result<R> {
    let body = serde_json::to_string(command)?;
    let stub = env.durable_object(object.binding())?.get_by_name(name)?;
    let mut init = RequestInit::new();
    init.with_method(Method::Post).with_body(Some(body.into()));
    let request = Request::new_with_init("https://object/", &init)?;
    let answer = async {
        let mut response = stub.fetch_with_request(request).await?;
        if response.status_code() != 200 {
            return Err(Error::from(format!(
                "{} answered {}",
                object.binding(),
                response.status_code()
            )));
        }
        Ok(serde_json::from_slice(&response.bytes().await?)?)
    };
    within(PATIENCE, answer)
        .await
        .unwrap_or_else(|| Err(Error::from(format!("{} is late", object.binding()))))
}

/// Reads a command and writes its answer.
pub(crate) async fn serve<C: DeserializeOwned, R: Serialize>(
    mut request: Request,
    handle: impl AsyncFnOnce(C) -> Result<R>,
) -> Result<Response> {
    let command = serde_json::from_slice(&request.bytes().await?)?;
    let body = serde_json::to_vec(&handle(command).await?)?;
    Response::from_bytes(body)
}

/// The future's value, or nothing where it takes longer.
pub(crate) async fn within<T>(limit: Duration, future: impl Future<Output = T>) -> Option<T> {
    match select(pin!(future), pin!(worker::Delay::from(limit))).await {
        Either::Left((value, _)) => Some(value),
        Either::Right(_) => None,
    }
}

/// Sets the object's alarm after a while: the only way in which this code sets one, because the crate's integer is an
/// offset that reads like a time, and an alarm set to "now" inside an alarm stalls.
#[allow(clippy::disallowed_methods, reason = "the one wrapper")]
pub(crate) async fn set_alarm(storage: &worker::Storage, after: Duration) -> Result<()> {
    storage.set_alarm(after.max(Duration::from_millis(1))).await
}
