//! `POST …/feedback`: a survey's answers, from a signed link or anonymous.
//!
//! Only this POST uses an invitation up; opening its link asks nothing of us. The invitation's nonce is the key under
//! which the answer is stored, in one write with the answer, so that a hundred copies of a link make one answer.

use crate::{
    hash,
    http::Reply,
    limit::{self, Limited},
    outbox,
    problem::Refusal,
    store::outbox::Answered,
    visit::Visit,
};
use shared::{
    api::{Accepted, FeedbackRequest},
    bundle::Bundle,
    feedback::{Channel, Event, Happening, Occasion, Subject},
    seal::{Invitation, TokenError},
};

pub(crate) async fn take(mut visit: Visit) -> Result<Reply, Refusal> {
    let bundle = visit.bundle().await?;
    let sent_key = visit.idempotency_key()?;
    let request: FeedbackRequest = visit.json().await?;
    let survey = bundle
        .survey
        .as_ref()
        .filter(|survey| survey.id == request.survey)
        .ok_or_else(|| {
            Refusal::invalid(
                "`survey` is not the survey of this site. GET …/widget shows the one there is.",
            )
        })?;
    let answers = survey.check_answers(&request.answers).map_err(|problems| {
        let sentences: Vec<String> = problems.iter().map(ToString::to_string).collect();
        Refusal::invalid(sentences.join("; "))
    })?;
    let invitation = match &request.invitation {
        Some(token) => Some(invitation(&visit, &bundle, token)?),
        None => {
            // An invitation is a limit in itself.
            limit::count(Limited::Answers, visit.address_hash(), visit.now)?;
            None
        }
    };
    // The language is no part of what was answered: a repetition from a page in another language is a repetition.
    let digest = serde_json::to_vec(&answers).map_err(worker::Error::from)?;
    let digest = hash::sha256(&digest);
    let wanted = invitation
        .as_ref()
        .and_then(|invited| invited.locale.clone());
    let locale = visit.locale(&bundle, request.locale.or(wanted).as_deref());
    let (key, subject) = match &invitation {
        Some(invited) => (
            format!("invitation/{}", hash::hex(&invited.nonce)),
            Subject::Contact(invited.contact.clone()),
        ),
        None => (format!("anonymous/{sent_key}"), Subject::Visit(sent_key)),
    };
    let invited = invitation.unwrap_or_else(nobody);
    let event = Event::new(
        visit.site(),
        &subject,
        &key,
        Occasion {
            time: visit.now,
            channel: Channel::Web,
            locale,
        },
        Happening::Feedback {
            survey: request.survey,
            answers,
            // Nothing here marks the answer as anonymous.
            contact: Some(invited.contact).filter(|contact| !contact.is_empty()),
            operator: invited.operator,
            project: invited.project,
            queue: invited.queue,
        },
    );
    match outbox::answer(&visit.env, visit.site(), &bundle, key, digest, event).await? {
        Answered::Accepted { id } => Ok(Reply::json(202, &Accepted { id })),
        Answered::Different {} => Err(Refusal::conflict(
            "Another answer was stored under this invitation or Idempotency-Key, and stays. An invitation can be answered once; for another anonymous answer use another key.",
        )),
    }
}

fn invitation(visit: &Visit, bundle: &Bundle, token: &str) -> Result<Invitation, Refusal> {
    let read = visit
        .settings
        .keys
        .read_invitation(token, visit.now.as_second());
    let invitation = read.map_err(Refusal::bad_link)?;
    if invitation.site != bundle.site.id {
        return Err(Refusal::bad_link(TokenError::Invalid));
    }
    Ok(invitation)
}

fn nobody() -> Invitation {
    Invitation {
        site: String::new(),
        survey: String::new(),
        nonce: [0; 16],
        expires_s: 0,
        contact: String::new(),
        operator: None,
        project: None,
        queue: None,
        locale: None,
    }
}
