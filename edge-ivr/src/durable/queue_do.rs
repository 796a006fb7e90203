//! The object of a site's queue states.

use crate::{
    clock,
    durable::serve,
    store::{Sql, queue},
};
use worker::{DurableObject, Env, Request, Response, Result, State, durable_object};

/// See [`crate::durable`].
#[durable_object(fetch)]
pub struct QueueDo {
    sql: Sql,
}

impl DurableObject for QueueDo {
    fn new(state: State, _env: Env) -> Self {
        Self {
            sql: Sql::open(&state.storage(), queue::TABLES),
        }
    }

    async fn fetch(&self, request: Request) -> Result<Response> {
        serve(request, async |command| {
            queue::handle(&self.sql, command, clock::now())
        })
        .await
    }
}
