//! `POST /v1/voice/{site}/{provider}/status`: a call ended.

use crate::{
    cache,
    http::{BODY_LIMIT, Reply},
    outbox,
    problem::Refusal,
    visit::Visit,
    voice::{Webhook, path_and_query, signature_header, unknown_provider},
};
use shared::{site::Provider, turn};

pub(crate) async fn take(mut visit: Visit) -> Result<Reply, Refusal> {
    let active = visit.bundle().await?;
    let provider = Provider::by_name(visit.param(1)).ok_or_else(unknown_provider)?;
    let body = visit.body(BODY_LIMIT).await?;
    let hook = Webhook {
        site: visit.site().to_owned(),
        provider,
        path_and_query: path_and_query(&visit.url()).to_owned(),
        signature: visit.header(signature_header(provider)).unwrap_or_default(),
        content_type: visit.header("content-type").unwrap_or_default(),
        body,
        active: active.clone(),
        older: cache::older(visit.site()),
    };
    match hook.with_input(&visit.settings, visit.now, turn::status) {
        // An empty body: who cannot sign learns nothing.
        Err(_) => Ok(Reply::empty(403)),
        Ok(None) => Ok(Reply::empty(204)),
        Ok(Some(event)) => {
            outbox::append(&visit.env, visit.site(), &active, &[event]).await?;
            Ok(Reply::empty(204))
        }
    }
}
