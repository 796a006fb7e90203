//! `GET …/queues/{queue}/wait`: the same estimate that the caller hears.

use crate::{cache, http::Reply, problem::Refusal, route::queues::queue_id, visit::Visit};
use shared::{
    api::{AnnounceResponse, WaitResponse},
    bundle::Bundle,
    hours::Opening,
    message,
    queue::{self, Announce, Wait},
};

pub(crate) async fn show(visit: &Visit) -> Result<Reply, Refusal> {
    let bundle = visit.bundle().await?;
    let queue = queue_id(&bundle.site, visit.param(1))?;
    let locale = visit.locale(&bundle, None);
    let site = &bundle.site;
    let (wait, opening) = of(visit, &bundle, &queue).await?;
    let reason = match wait.announce {
        Announce::Unknown { reason } => message::wait::why_unknown(reason, locale).to_owned(),
        Announce::NoWait {}
        | Announce::UnderAMinute {}
        | Announce::Minutes { .. }
        | Announce::MoreThan { .. } => String::new(),
        Announce::Closed {} => site
            .queues
            .get(&queue)
            .and_then(|queue| site.hours.get(&queue.hours))
            .map(|hours| hours.closed_message(visit.now, &site.time_zone).get(locale))
            .unwrap_or_default()
            .to_owned(),
    };
    let body = WaitResponse {
        state: wait.state,
        as_of: wait.as_of,
        estimate: wait.estimate,
        confidence: wait.confidence,
        position_if_joined: wait.position_if_joined,
        announce: AnnounceResponse {
            what: wait.announce,
            text: message::wait::on_screen(wait.announce, locale),
        },
        callback: wait.offers_callback(bundle.site.callback.as_ref()),
        answered_within: wait.answered_within,
        reason,
        opens_at: opening.changes_at.filter(|_| !opening.open),
    };
    Ok(Reply::json(200, &body))
}

/// The wait in a queue of the site now, and whether it is open.
async fn of(visit: &Visit, bundle: &Bundle, queue: &str) -> Result<(Wait, Opening), Refusal> {
    let site = &bundle.site;
    let (states, pending) = cache::queues(&visit.env, &site.id, visit.now).await;
    let settings = site
        .queues
        .get(queue)
        .ok_or_else(|| Refusal::unknown_queue(queue, &[]))?;
    let opening = site.hours.get(&settings.hours).map_or(
        Opening {
            open: false,
            changes_at: None,
        },
        |hours| hours.at(visit.now, &site.time_zone),
    );
    let pending = pending.get(queue).copied().unwrap_or(0);
    let wait = queue::wait(settings, opening, states.get(queue), pending, visit.now);
    Ok((wait, opening))
}
