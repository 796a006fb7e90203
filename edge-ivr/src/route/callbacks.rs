//! Callbacks: for visitors, for the holder of the signed link, for the desk, and for a caller's key press.

use crate::{
    cache,
    durable::{Object, ask, callback_do::ForSite},
    hash,
    http::Reply,
    problem::Refusal,
    store::callback::{
        About, Asked, Callback, CallbackCommand, Checked, Happened, Moved, Requested,
    },
    visit::Visit,
    voice::public_url,
};
use jiff::Timestamp;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::json;
use shared::{
    api::{CallbackChange, CallbackCheckResponse, CallbackRequest, CallbackResponse, Slot},
    bundle::Bundle,
    callback::{self, MAX_NAME, MAX_TOPIC, When, reasons},
    feedback::{Channel, Subject},
    ivr::EffectOutcome,
    locale::Locale,
    phone::{dialable, masked, readable},
    turn::{CallbackAsked, Unstored},
};
use worker::Env;

/// A dry run: nothing is stored.
pub(crate) async fn check(mut visit: Visit) -> Result<Reply, Refusal> {
    let bundle = visit.bundle().await?;
    let request: CallbackRequest = visit.json().await?;
    let locale = visit.locale(&bundle, request.locale.as_deref());
    let asked = asked(&visit, &bundle, &request).await;
    let checked: Checked = tell(&visit, CallbackCommand::Check { asked }).await?;
    Ok(Reply::json(
        200,
        &CallbackCheckResponse {
            ok: checked.refusals.is_empty(),
            reasons: reasons(&checked.refusals, locale),
            slots: checked
                .slots
                .into_iter()
                .map(|window| Slot {
                    starts_at: window.from,
                    ends_at: window.until,
                })
                .collect(),
        },
    ))
}

/// Asks for a callback. Who asks again for the same number gets the one that stands, in the same words.
pub(crate) async fn request(mut visit: Visit) -> Result<Reply, Refusal> {
    let bundle = visit.bundle().await?;
    let key = visit.idempotency_key()?;
    let request: CallbackRequest = visit.json().await?;
    let locale = visit.locale(&bundle, request.locale.as_deref());
    let too_long = |text: &Option<String>, most| {
        text.as_ref()
            .is_some_and(|text| text.chars().count() > most)
    };
    if too_long(&request.topic, MAX_TOPIC) || too_long(&request.name, MAX_NAME) {
        return Err(Refusal::invalid(format!(
            "`topic` has at most {MAX_TOPIC} letters and `name` at most {MAX_NAME}."
        )));
    }
    let asked = asked(&visit, &bundle, &request).await;
    let body = serde_json::to_vec(&request).map_err(worker::Error::from)?;
    let policy = bundle.site.callback.as_ref();
    let command = CallbackCommand::Request {
        person: person(&visit, &asked),
        digest: hash::sha256(&body),
        about: About {
            subject: Subject::Visit(key.clone()),
            channel: Channel::Web,
            locale,
            topic: request.topic,
            name: request.name,
            consent: policy.map(|policy| policy.consent.get(locale).to_owned()),
        },
        key: format!("web/{key}"),
        asked,
    };
    match tell(&visit, command).await? {
        Requested::Stands(callback) => {
            cache::forget_queues(visit.site());
            Ok(Reply::json(201, &response(&visit, &bundle, &callback)))
        }
        Requested::Refused(refusals) => Err(refused(&refusals, locale)),
        Requested::Different {} => Err(Refusal::conflict(
            "Another callback was asked for under this Idempotency-Key. Use a new key for a new request.",
        )),
    }
}

/// The customer's own callback.
pub(crate) async fn show(visit: &Visit) -> Result<Reply, Refusal> {
    let (site, id) = visit.link()?;
    let bundle = visit.bundle_of(&site).await?;
    let command = CallbackCommand::Show { id };
    let callback: Option<Callback> = tell_site(&visit.env, &site, command).await?;
    let callback = callback.ok_or_else(gone)?;
    Ok(Reply::json(200, &response(visit, &bundle, &callback)))
}

/// The customer chooses another time.
pub(crate) async fn move_to(mut visit: Visit) -> Result<Reply, Refusal> {
    let (site, id) = visit.link()?;
    let bundle = visit.bundle_of(&site).await?;
    let change: CallbackChange = visit.json().await?;
    let command = CallbackCommand::Show { id: id.clone() };
    let callback: Option<Callback> = tell_site(&visit.env, &site, command).await?;
    let callback = callback.ok_or_else(gone)?;
    let (states, _) = cache::queues(&visit.env, &site, visit.now).await;
    let command = CallbackCommand::Move {
        id,
        when: change.when,
        snapshot: states.get(&callback.queue).cloned(),
    };
    let moved = tell_site(&visit.env, &site, command).await?;
    changed(&visit, &bundle, moved, callback.about.locale)
}

/// The customer does not want to be called any more.
pub(crate) async fn cancel(visit: &Visit) -> Result<Reply, Refusal> {
    let (site, id) = visit.link()?;
    let bundle = visit.bundle_of(&site).await?;
    let command = CallbackCommand::Advance {
        id,
        happened: Happened::Cancelled,
    };
    let moved = tell_site(&visit.env, &site, command).await?;
    changed(visit, &bundle, moved, bundle.site.default_locale())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OutcomeRequest {
    outcome: Happened,
}

/// The desk tells what happened: `{"outcome": "done"}`.
pub(crate) async fn outcome(mut visit: Visit) -> Result<Reply, Refusal> {
    visit.bundle().await?;
    let request: OutcomeRequest = visit.json().await?;
    let command = CallbackCommand::Advance {
        id: visit.param(1).to_owned(),
        happened: request.outcome,
    };
    match tell(&visit, command).await? {
        Moved::Done(callback) => {
            cache::forget_queues(visit.site());
            Ok(Reply::json(200, &for_desk(&callback)))
        }
        Moved::Refused(_) | Moved::Impossible {} => Err(impossible()),
        Moved::Unknown {} => Err(gone()),
    }
}

/// Callbacks for the desk, the next ones first: `?all=true&limit=`.
pub(crate) async fn list(visit: &Visit) -> Result<Reply, Refusal> {
    visit.bundle().await?;
    let limit = visit
        .query
        .get("limit")
        .and_then(|n| n.parse().ok())
        .unwrap_or(100);
    let command = CallbackCommand::List {
        open_only: visit.query.get("all") != Some("true"),
        limit: u32::clamp(limit, 1, 1_000),
    };
    let callbacks: Vec<Callback> = tell(visit, command).await?;
    let items: Vec<_> = callbacks.iter().map(for_desk).collect();
    Ok(Reply::json(200, &json!({ "items": items })))
}

/// A caller asks for a callback to the number that they call from.
pub(crate) async fn ask_by_phone(
    env: &Env,
    bundle: &Bundle,
    wanted: &CallbackAsked,
    unstored: &Unstored,
    now: Timestamp,
) -> EffectOutcome {
    let site = &bundle.site;
    let (states, _) = cache::last_queues(&site.id);
    let asked = Asked {
        number: number(bundle, &wanted.phone),
        queue: wanted.queue.clone(),
        when: When::Asap {},
        consent: true,
        address: String::new(),
        snapshot: states.get(&wanted.queue).cloned(),
    };
    let subject = Subject::Call(unstored.call.provider, unstored.call.id.clone());
    let keys = &cache::settings(env).keys;
    let command = CallbackCommand::Request {
        person: asked
            .number
            .as_ref()
            .map(|e164| keys.person(&site.id, e164))
            .unwrap_or_default(),
        digest: hash::sha256(format!("{} {}", wanted.phone, wanted.queue).as_bytes()),
        about: About {
            subject: subject.clone(),
            channel: Channel::Phone,
            locale: wanted.locale,
            // What the caller said is what the callback is about.
            topic: wanted.recording.clone(),
            name: None,
            consent: None,
        },
        key: format!("call/{}", wanted.idempotency_key),
        asked,
    };
    match tell_site(env, &site.id, command).await {
        Ok(Requested::Stands(callback)) => {
            cache::forget_queues(&site.id);
            let window = callback.progress.window;
            // A repeated webhook of the call that asked hears the same minutes again.
            let told_at = if callback.about.subject == subject {
                callback.at
            } else {
                now
            };
            EffectOutcome::Accepted {
                code: callback::code(&callback.id),
                window,
                minutes: window.minutes_from(told_at),
            }
        }
        Ok(Requested::Refused(refusals)) => match refusals.first() {
            Some(refusal) => EffectOutcome::Refused(*refusal),
            None => EffectOutcome::Failed,
        },
        Ok(Requested::Different {}) | Err(_) => EffectOutcome::Failed,
    }
}

async fn asked(visit: &Visit, bundle: &Bundle, request: &CallbackRequest) -> Asked {
    let (states, _) = cache::queues(&visit.env, visit.site(), visit.now).await;
    Asked {
        number: number(bundle, &request.phone),
        queue: request.queue.clone(),
        when: request.when,
        consent: request.consent,
        address: visit.address_hash(),
        snapshot: states.get(&request.queue).cloned(),
    }
}

fn number(bundle: &Bundle, typed: &str) -> Result<String, callback::Refusal> {
    let policy = bundle.site.callback.as_ref();
    let countries = policy
        .map(|policy| policy.countries.as_slice())
        .unwrap_or_default();
    dialable(typed, countries).map(|number| number.as_e164().to_owned())
}

fn person(visit: &Visit, asked: &Asked) -> String {
    let number = asked.number.as_ref();
    number
        .map(|e164| visit.settings.keys.person(visit.site(), e164))
        .unwrap_or_default()
}

async fn tell<R: DeserializeOwned>(visit: &Visit, command: CallbackCommand) -> worker::Result<R> {
    tell_site(&visit.env, visit.site(), command).await
}

async fn tell_site<R: DeserializeOwned>(
    env: &Env,
    site: &str,
    command: CallbackCommand,
) -> worker::Result<R> {
    let command = ForSite {
        site: site.to_owned(),
        command,
    };
    ask(env, Object::Callback, site, &command).await
}

fn response(visit: &Visit, bundle: &Bundle, callback: &Callback) -> CallbackResponse {
    let site = &bundle.site;
    let token = visit.settings.keys.sign_callback(&site.id, &callback.id);
    let from_number = site
        .callback
        .as_ref()
        .map(|policy| readable(&policy.from_number))
        .unwrap_or_default();
    CallbackResponse {
        id: callback.id.clone(),
        state: callback.progress.state,
        window: callback.progress.window,
        code: callback::code(&callback.id),
        from_number,
        phone: masked(&callback.phone),
        queue: callback.queue.clone(),
        manage_url: format!(
            "{}/widget/v1/page.html?site={}#ringback-callback={token}",
            public_url(&visit.settings, bundle),
            site.id
        ),
        token,
    }
}

/// What the desk sees: the number in full, because it dials it.
fn for_desk(callback: &Callback) -> serde_json::Value {
    json!({
        "id": callback.id,
        "state": callback.progress.state,
        "when": callback.progress.when,
        "window": callback.progress.window,
        "attempts": callback.progress.attempts,
        "phone": callback.phone,
        "code": callback::code(&callback.id),
        "queue": callback.queue,
        "name": callback.about.name,
        "topic": callback.about.topic,
        "locale": callback.about.locale,
        "channel": callback.about.channel,
        "asked_at": callback.at,
    })
}

fn changed(visit: &Visit, bundle: &Bundle, moved: Moved, locale: Locale) -> Result<Reply, Refusal> {
    match moved {
        Moved::Done(callback) => {
            cache::forget_queues(&bundle.site.id);
            Ok(Reply::json(200, &response(visit, bundle, &callback)))
        }
        Moved::Refused(refusals) => Err(refused(&refusals, locale)),
        Moved::Impossible {} => Err(impossible()),
        Moved::Unknown {} => Err(gone()),
    }
}

fn refused(refusals: &[callback::Refusal], locale: Locale) -> Refusal {
    use callback::Refusal as R;
    let sentences: Vec<String> = reasons(refusals, locale)
        .into_iter()
        .map(|reason| reason.message)
        .collect();
    let detail = sentences.join(" ");
    let only_quotas = refusals
        .iter()
        .all(|r| matches!(r, R::TooMany | R::DailyCap));
    if only_quotas {
        return Refusal::too_many(detail, 3_600);
    }
    Refusal::callback(detail)
}

fn impossible() -> Refusal {
    Refusal::conflict(
        "The callback is past that: it is being dialled, done or cancelled. GET it to see its state.",
    )
}

fn gone() -> Refusal {
    Refusal::not_found("There is no such callback on this site.")
}
