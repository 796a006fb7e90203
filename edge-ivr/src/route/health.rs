//! `GET /v1/health`

use crate::{cache, http::Reply, problem::Refusal, visit::Visit};
use shared::api::Health;

pub(crate) async fn show(visit: &Visit) -> Result<Reply, Refusal> {
    let sites = cache::sites(&visit.env, visit.now).await;
    Ok(Reply::json(
        200,
        &Health {
            status: "ok".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            sites: sites.into_iter().collect(),
        },
    ))
}
