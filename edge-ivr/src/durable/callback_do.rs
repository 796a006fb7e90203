//! The object of a site's callbacks: the one place that counts quotas and keeps "one open callback a number". It tells
//! callbacks that their time has come by alarm, and forwards the events about them from its own outbox tables.

use crate::{
    cache, clock,
    durable::{forward, serve},
    log,
    store::{
        Sql,
        callback::{self, CallbackCommand, Callbacks},
        outbox,
    },
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use worker::{DurableObject, Env, Error, Request, Response, Result, State, durable_object};

/// A command for the callbacks of a site. The object does not know its own name.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ForSite<C> {
    pub(crate) site: String,
    pub(crate) command: C,
}

/// See [`crate::durable`].
#[durable_object(alarm)]
pub struct CallbackDo {
    state: State,
    env: Env,
    sql: Sql,
}

impl DurableObject for CallbackDo {
    fn new(state: State, env: Env) -> Self {
        let tables = [callback::TABLES, outbox::TABLES, SITE].concat();
        let sql = Sql::open(&state.storage(), &tables);
        forward::arm_later(&state, &sql, next_due);
        Self { state, env, sql }
    }

    async fn fetch(&self, request: Request) -> Result<Response> {
        serve(request, async |ask: ForSite<CallbackCommand>| {
            let answer = self.handle(&ask.site, ask.command).await?;
            forward::arm(&self.state.storage(), &self.sql, next_due).await?;
            Ok(answer)
        })
        .await
    }

    async fn alarm(&self) -> Result<Response> {
        if self.time_passes().await.is_err() {
            log::warn("-", "callbacks could not be told that their time has come");
            // Else the alarm would ring again at once, for ever.
            if callback::postpone(&self.sql, clock::now()).is_err() {
                log::warn("-", "callbacks could not be put off");
            }
        }
        forward::run(&self.env, &self.state.storage(), &self.sql, next_due).await
    }
}

/// The site's name, for the alarm.
const SITE: &[&str] = &["CREATE TABLE IF NOT EXISTS owner (site TEXT PRIMARY KEY) STRICT"];

#[derive(Deserialize)]
struct Owner {
    site: String,
}

impl CallbackDo {
    async fn handle(&self, site: &str, command: CallbackCommand) -> Result<Value> {
        let now = clock::now();
        // What is read needs no bundle.
        let command = match command {
            CallbackCommand::Pending {} => return value(&callback::pending(&self.sql)?),
            CallbackCommand::Show { id } => return value(&callback::show(&self.sql, &id)?),
            CallbackCommand::List { open_only, limit } => {
                return value(&callback::list(&self.sql, open_only, limit)?);
            }
            command @ (CallbackCommand::Check { .. }
            | CallbackCommand::Request { .. }
            | CallbackCommand::Move { .. }
            | CallbackCommand::Advance { .. }) => command,
        };
        let bundle = cache::bundle(&self.env, site, now)
            .await
            .ok_or_else(|| Error::from("a callback of an unknown site"))?;
        // From here on nothing waits: what is counted is what is written.
        let callbacks = Callbacks {
            sql: &self.sql,
            bundle: &bundle,
            now,
        };
        match command {
            CallbackCommand::Check { asked } => value(&callbacks.check(&asked)?),
            CallbackCommand::Request {
                asked,
                key,
                digest,
                about,
                person,
            } => {
                self.sql.run(
                    "INSERT INTO owner (site) VALUES (?) ON CONFLICT DO NOTHING",
                    vec![site.into()],
                )?;
                value(&callbacks.request(&asked, &key, &digest, about, &person)?)
            }
            CallbackCommand::Move { id, when, snapshot } => {
                value(&callbacks.move_to(&id, when, snapshot)?)
            }
            CallbackCommand::Advance { id, happened } => value(&callbacks.happened(&id, happened)?),
            CallbackCommand::Pending {}
            | CallbackCommand::Show { .. }
            | CallbackCommand::List { .. } => Ok(Value::Null),
        }
    }

    async fn time_passes(&self) -> Result<()> {
        let owner: Option<Owner> = self.sql.first("SELECT site FROM owner LIMIT 1", vec![])?;
        let Some(owner) = owner else {
            return Ok(());
        };
        let now = clock::now();
        let Some(bundle) = cache::bundle(&self.env, &owner.site, now).await else {
            return callback::postpone(&self.sql, now);
        };
        let callbacks = Callbacks {
            sql: &self.sql,
            bundle: &bundle,
            now,
        };
        callbacks.time_passes()
    }
}

fn value(answer: &impl Serialize) -> Result<Value> {
    Ok(serde_json::to_value(answer)?)
}

/// When an event or a callback is due next.
fn next_due(sql: &Sql) -> Result<Option<Timestamp>> {
    let (event, callback) = (outbox::next_due(sql)?, callback::next_due(sql)?);
    Ok(match (event, callback) {
        (Some(event), Some(callback)) => Some(event.min(callback)),
        (event, callback) => event.or(callback),
    })
}
