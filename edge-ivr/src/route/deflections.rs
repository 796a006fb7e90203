//! `POST …/deflections`: an answer was shown on the website, and whether it helped.

use crate::{
    http::Reply,
    limit::{self, Limited},
    outbox,
    problem::Refusal,
    visit::{Visit, is_visit},
};
use shared::{
    api::{Accepted, DeflectionReport},
    feedback::{Channel, Event, Happening, Occasion, Subject},
    menu::NodeKind,
};

pub(crate) async fn take(mut visit: Visit) -> Result<Reply, Refusal> {
    let bundle = visit.bundle().await?;
    let report: DeflectionReport = visit.json().await?;
    if !is_visit(&report.visit) {
        return Err(Refusal::invalid(
            "`visit` has 8 to 64 letters, digits, `-` or `_`.",
        ));
    }
    let is_answer = bundle.menus.values().any(|menu| {
        let node = menu.by_name(&report.node).and_then(|id| menu.node(id));
        node.is_some_and(|node| matches!(node.kind, NodeKind::Answer(_)))
    });
    if !is_answer {
        return Err(Refusal::invalid(
            "`node` is no step of this site that answers something. Send the name of a step whose `do` is `answer`.",
        ));
    }
    limit::count(Limited::Deflections, visit.address_hash(), visit.now)?;
    let event = Event::new(
        visit.site(),
        &Subject::Visit(report.visit),
        &format!("{}/{:?}", report.node, report.outcome),
        Occasion {
            time: visit.now,
            channel: Channel::Web,
            locale: visit.locale(&bundle, report.locale.as_deref()),
        },
        Happening::Deflection {
            node: report.node,
            outcome: report.outcome,
        },
    );
    let id = event.id.clone();
    outbox::append(&visit.env, visit.site(), &bundle, &[event]).await?;
    Ok(Reply::json(202, &Accepted { id }))
}
