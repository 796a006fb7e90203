//! `POST /v1/voice/{site}/{provider}/status`: a call ended.

use crate::{
    http::{BODY_LIMIT, Reply},
    outbox,
    problem::Refusal,
    visit::Visit,
    voice::{path_and_query, public_url, signature_header, unknown_provider},
};
use shared::{
    dialect::{WebhookRequest, twilio},
    feedback::{Channel, Event, Happening, Occasion, Subject},
    site::Provider,
};

pub(crate) async fn take(mut visit: Visit) -> Result<Reply, Refusal> {
    let bundle = visit.bundle().await?;
    let provider = Provider::by_name(visit.param(1)).ok_or_else(unknown_provider)?;
    let body = visit.body(BODY_LIMIT).await?;
    let url = visit.url();
    let request = WebhookRequest {
        path_and_query: path_and_query(&url),
        signature: &visit.header(signature_header(provider)).unwrap_or_default(),
        content_type: &visit.header("content-type").unwrap_or_default(),
        body: &body,
    };
    let secrets: Vec<&[u8]> = bundle
        .site
        .numbers
        .values()
        .filter(|number| number.provider == provider)
        .filter_map(|number| visit.settings.secrets.get(&number.secret))
        .map(Vec::as_slice)
        .collect();
    let public_url = public_url(&visit.settings, &bundle);
    let report = match provider {
        Provider::Twilio => {
            let Ok(verified) = twilio::verify(&request, public_url, &secrets) else {
                // An empty body: who cannot sign learns nothing.
                return Ok(Reply::empty(403));
            };
            twilio::parse_status(&verified).map_err(Refusal::malformed)?
        }
    };
    if !report.ended {
        return Ok(Reply::empty(204));
    }
    let keys = &visit.settings.keys;
    let event = Event::new(
        visit.site(),
        &Subject::Call(provider, report.call.id),
        // A call ends once, however often and in whatever words it is told.
        "ended",
        Occasion {
            time: visit.now,
            channel: Channel::Phone,
            locale: bundle.site.default_locale(),
        },
        Happening::Call {
            status: report.status,
            duration_s: report.duration_s,
            person: report.call.ani.map(|ani| keys.person(visit.site(), &ani)),
        },
    );
    outbox::append(&visit.env, visit.site(), &bundle, &[event]).await?;
    Ok(Reply::empty(204))
}
