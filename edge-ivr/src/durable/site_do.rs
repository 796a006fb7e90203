//! The object of a site's publications and tokens.

use crate::{
    clock,
    durable::serve,
    store::{Sql, site},
};
use worker::{DurableObject, Env, Request, Response, Result, State, durable_object};

/// See [`crate::durable`].
#[durable_object(fetch)]
pub struct SiteDo {
    sql: Sql,
}

impl DurableObject for SiteDo {
    fn new(state: State, _env: Env) -> Self {
        Self {
            sql: Sql::open(&state.storage(), site::TABLES),
        }
    }

    async fn fetch(&self, request: Request) -> Result<Response> {
        serve(request, async |command| {
            site::handle(&self.sql, command, clock::now())
        })
        .await
    }
}
