//! The object of one shard of a site's outbox: what is acknowledged is in its table before the reply leaves, and leaves
//! the table only when the sink has it.

use crate::{
    clock,
    durable::{forward, serve},
    store::{
        Sql,
        outbox::{self, OutboxCommand},
    },
};
use serde_json::Value;
use worker::{DurableObject, Env, Request, Response, Result, State, durable_object};

/// See [`crate::durable`].
#[durable_object(alarm)]
pub struct OutboxDo {
    state: State,
    env: Env,
    sql: Sql,
}

impl DurableObject for OutboxDo {
    fn new(state: State, env: Env) -> Self {
        let sql = Sql::open(&state.storage(), outbox::TABLES);
        forward::arm_later(&state, &sql, outbox::next_due);
        Self { state, env, sql }
    }

    async fn fetch(&self, request: Request) -> Result<Response> {
        serve(request, async |command| {
            let answer = self.handle(command)?;
            forward::arm(&self.state.storage(), &self.sql, outbox::next_due).await?;
            Ok(answer)
        })
        .await
    }

    async fn alarm(&self) -> Result<Response> {
        forward::run(
            &self.env,
            &self.state.storage(),
            &self.sql,
            outbox::next_due,
        )
        .await
    }
}

impl OutboxDo {
    fn handle(&self, command: OutboxCommand) -> Result<Value> {
        let now = clock::now();
        Ok(match command {
            OutboxCommand::Append {
                site,
                sinks,
                events,
            } => {
                outbox::append(&self.sql, &site, &sinks, &events, now)?;
                Value::Null
            }
            OutboxCommand::Answer {
                site,
                sinks,
                key,
                digest,
                event,
            } => serde_json::to_value(outbox::answer(
                &self.sql, &site, &sinks, &key, &digest, &event, now,
            )?)?,
        })
    }
}
