//! `POST …/contacts`: a contact ended; an invitation to rate it is made. The same contact makes the same invitation.

use crate::{http::Reply, problem::Refusal, visit::Visit, voice::public_url};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use shared::{
    api::{ContactRequest, InvitationResponse},
    bundle::Bundle,
    seal::Invitation,
};

pub(crate) async fn take(mut visit: Visit) -> Result<Reply, Refusal> {
    let bundle = visit.bundle().await?;
    let contact: ContactRequest = visit.json().await?;
    let survey = bundle.survey.as_ref().ok_or_else(|| {
        Refusal::invalid("This site has no survey. Add a survey.json and name it in site.json.")
    })?;
    check(&bundle, &contact, visit.now)?;
    let public_url = public_url(&visit.settings, &bundle);
    let page = page(&bundle, public_url, contact.page.as_deref())?;
    let hours = SignedDuration::from_hours(i64::from(bundle.site.survey.valid_hours));
    let expires_at = contact
        .ended_at
        .checked_add(hours)
        .map_err(|_| Refusal::invalid("`ended_at` is too far away."))?;
    let locale = visit.locale(&bundle, contact.locale.as_deref());
    let token = visit.settings.keys.sign_invitation(&Invitation {
        site: bundle.site.id.clone(),
        survey: survey.id.clone(),
        nonce: nonce(&bundle.site.id, &contact.id),
        expires_s: expires_at.as_second(),
        contact: contact.id,
        operator: contact.operator,
        project: contact.project,
        queue: contact.queue,
        locale: Some(locale.code().to_owned()),
    });
    let url = format!("{page}#ringback-survey={token}");
    Ok(Reply::json(
        201,
        &InvitationResponse {
            token,
            url,
            expires_at,
        },
    ))
}

/// Sixteen bytes that follow from the contact. They need not be secret: the token around them is signed.
fn nonce(site: &str, contact: &str) -> [u8; 16] {
    let digest = Sha256::digest(format!("invitation {}:{site} {contact}", site.len()));
    let mut nonce = [0; 16];
    nonce
        .iter_mut()
        .zip(digest.iter())
        .for_each(|(n, d)| *n = *d);
    nonce
}

fn check(bundle: &Bundle, contact: &ContactRequest, now: Timestamp) -> Result<(), Refusal> {
    let site = &bundle.site;
    let is_id = |id: &str| !id.is_empty() && id.len() <= 100 && !id.chars().any(char::is_control);
    if !is_id(&contact.id) {
        return Err(Refusal::invalid("`id` has 1 to 100 characters."));
    }
    if contact
        .operator
        .as_deref()
        .is_some_and(|operator| !is_id(operator))
    {
        return Err(Refusal::invalid("`operator` has 1 to 100 characters."));
    }
    if let Some(project) = &contact.project
        && !site.projects.contains_key(project)
    {
        return Err(Refusal::invalid(
            "`project` is none of the `projects` in site.json.",
        ));
    }
    if let Some(queue) = &contact.queue
        && !site.queues.contains_key(queue)
    {
        return Err(Refusal::invalid(
            "`queue` is none of the `queues` in site.json.",
        ));
    }
    if contact.ended_at
        > now
            .checked_add(SignedDuration::from_hours(1))
            .unwrap_or(now)
    {
        return Err(Refusal::invalid(
            "`ended_at` lies in the future. Send the time at which the contact ended, with its UTC offset.",
        ));
    }
    Ok(())
}

/// The page that the link opens: ours, or one of the site's own origins.
fn page(bundle: &Bundle, public_url: &str, asked: Option<&str>) -> Result<String, Refusal> {
    let Some(page) = asked else {
        return Ok(format!(
            "{public_url}/widget/v1/page.html?site={}",
            bundle.site.id
        ));
    };
    let url = worker::Url::parse(page).map_err(|_| Refusal::invalid("`page` is no URL."))?;
    let origin = url.origin().ascii_serialization();
    if url.fragment().is_some() || !bundle.site.origins.contains(&origin) {
        return Err(Refusal::invalid(
            "`page` has to lie on one of the `origins` in site.json and to have no `#`.",
        ));
    }
    Ok(page.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_has_one_nonce_and_another_contact_another() {
        assert_eq!(nonce("mobile", "c1"), nonce("mobile", "c1"));
        assert_ne!(nonce("mobile", "c1"), nonce("mobile", "c2"));
        assert_ne!(nonce("mobile", "c1"), nonce("bank", "c1"));
    }
}
