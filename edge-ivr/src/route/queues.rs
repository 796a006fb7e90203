//! `PUT …/queues/{queue}/snapshot` and `PUT …/queues`: what the ACD says about its queues.

use crate::{
    cache,
    durable::{Object, ask},
    http::Reply,
    problem::Refusal,
    store::queue::{QueueCommand, Reported},
    visit::Visit,
};
use shared::{
    api::{QueuesRequest, SnapshotAccepted},
    queue::{QueueSnapshot, QueueStates},
    site::Site,
};

pub(crate) async fn take_one(mut visit: Visit) -> Result<Reply, Refusal> {
    let bundle = visit.bundle().await?;
    let queue = queue_id(&bundle.site, visit.param(1))?;
    let snapshot: QueueSnapshot = visit.json().await?;
    report(&visit, QueueStates::from([(queue, snapshot)])).await
}

pub(crate) async fn take_all(mut visit: Visit) -> Result<Reply, Refusal> {
    let bundle = visit.bundle().await?;
    let request: QueuesRequest = visit.json().await?;
    let mut snapshots = QueueStates::new();
    for (name, snapshot) in request.queues {
        let queue = queue_id(&bundle.site, &name)?;
        if snapshots.insert(queue, snapshot).is_some() {
            return Err(Refusal::invalid(format!(
                "`{name}` names a queue that the request has under another name already. Send each queue once."
            )));
        }
    }
    report(&visit, snapshots).await
}

async fn report(visit: &Visit, snapshots: QueueStates) -> Result<Reply, Refusal> {
    let command = QueueCommand::Report { snapshots };
    match ask(&visit.env, Object::Queue, visit.site(), &command).await? {
        Reported::Stored { warnings, states } => {
            cache::put_queues(visit.site(), states);
            Ok(Reply::json(202, &SnapshotAccepted { warnings }))
        }
        Reported::Refused { reasons } => Err(Refusal::invalid(reasons.join("; "))),
    }
}

/// The id of a queue, from its id or a name that the ACD uses for it.
pub(crate) fn queue_id(site: &Site, name: &str) -> Result<String, Refusal> {
    if site.queues.contains_key(name) {
        return Ok(name.to_owned());
    }
    let by_acd = site
        .queues
        .iter()
        .find(|(_, queue)| queue.acd_names.iter().any(|known| known == name));
    by_acd.map(|(id, _)| id.clone()).ok_or_else(|| {
        let known: Vec<&str> = site.queues.keys().map(String::as_str).collect();
        Refusal::unknown_queue(name, &known)
    })
}
