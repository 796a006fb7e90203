//! The object of a site's built-in QA store.

use crate::{
    durable::serve,
    store::{Sql, qa},
};
use worker::{DurableObject, Env, Request, Response, Result, State, durable_object};

/// See [`crate::durable`].
#[durable_object(fetch)]
pub struct QaDo {
    sql: Sql,
}

impl DurableObject for QaDo {
    fn new(state: State, _env: Env) -> Self {
        Self {
            sql: Sql::open(&state.storage(), qa::TABLES),
        }
    }

    async fn fetch(&self, request: Request) -> Result<Response> {
        serve(request, async |command| qa::handle(&self.sql, command)).await
    }
}
