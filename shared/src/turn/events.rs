//! What a turn's effects become: events with deterministic ids, and the callback that is asked for.

use super::{CallbackAsked, Numbered, TurnInput};
use crate::{
    bundle::Bundle,
    dialect::StatusReport,
    feedback::{Channel, Event, Happening},
    ivr::{Call, Effect, Session},
    locale::Locale,
    seal::{effect_bytes, hex},
};
use sha2::{Digest as _, Sha256};

/// Events and the callback of a turn.
pub(super) fn of_turn(
    input: &TurnInput<'_>,
    bundle: &Bundle,
    call: &Call,
    session: &Session,
    effects: &[Numbered],
) -> (Vec<Event>, Option<CallbackAsked>) {
    let site = &bundle.site.id;
    let (mut events, mut callback) = (Vec::new(), None);
    for numbered in effects {
        let id = effect_id(site, call, numbered);
        let happening = match numbered.2.clone() {
            Effect::RequestCallback { queue } => {
                callback = call.ani.clone().map(|phone| CallbackAsked {
                    idempotency_key: id,
                    phone,
                    queue,
                    locale: session.locale,
                });
                continue;
            }
            Effect::RecordAnswer { survey, answer } => Happening::Feedback {
                survey,
                answers: vec![answer],
                contact: None,
                operator: None,
                project: None,
                queue: None,
            },
            Effect::RecordDeflection { node, outcome } => Happening::Deflection { node, outcome },
        };
        events.push(event(input, call, id, session.locale, happening));
    }
    (events, callback)
}

/// The event of a call that is over.
pub(super) fn ended(input: &TurnInput<'_>, report: StatusReport) -> Event {
    let site = &input.active.site;
    let call = &report.call;
    let person = call
        .ani
        .as_ref()
        .map(|ani| input.keys.person(&site.id, ani));
    event(
        input,
        call,
        id(&site.id, call, &[b"ended"]),
        site.default_locale(),
        Happening::Call {
            status: report.status.clone(),
            duration_s: report.duration_s,
            person,
        },
    )
}

fn event(input: &TurnInput<'_>, call: &Call, id: String, locale: Locale, data: Happening) -> Event {
    let what = match data {
        Happening::Feedback { .. } => "feedback",
        Happening::Deflection { .. } => "deflection",
        Happening::Callback { .. } => "callback",
        Happening::Call { .. } => "call",
    };
    Event {
        specversion: "1.0".to_owned(),
        id,
        source: format!("/v1/sites/{}", input.active.site.id),
        kind: format!("ringback.{what}.v1"),
        subject: format!("call/{}/{}", call.provider.name(), call.id),
        time: input.now,
        datacontenttype: "application/json".to_owned(),
        channel: Channel::Phone,
        locale,
        data,
    }
}

/// The effect itself is part of its id: a wait document and the turn that follows it may count the same.
fn effect_id(site: &str, call: &Call, (turn, index, effect): &Numbered) -> String {
    let numbers = [turn.to_be_bytes().as_slice(), &[*index]].concat();
    id(site, call, &[&numbers, &effect_bytes(effect)])
}

/// 128 bits over site, provider, call and what makes the happening one of its own; the parts cannot run together.
fn id(site: &str, call: &Call, parts: &[&[u8]]) -> String {
    let head = [
        site.as_bytes(),
        call.provider.name().as_bytes(),
        call.id.as_bytes(),
    ];
    let mut hash = Sha256::new();
    for part in head.iter().chain(parts) {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hex(hash.finalize().iter().take(16))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{feedback::Outcome, site::Provider};
    use std::collections::BTreeSet;

    fn call(id: &str) -> Call {
        Call {
            provider: Provider::Twilio,
            id: id.to_owned(),
            ani: None,
            dnis: "+442079460100".to_owned(),
        }
    }

    fn shown(node: &str) -> Effect {
        Effect::RecordDeflection {
            node: node.to_owned(),
            outcome: Outcome::Shown,
        }
    }

    #[test]
    fn every_effect_of_every_call_has_an_id_of_its_own() {
        let ids = [
            effect_id("bank", &call("CA1"), &(1, 0, shown("a"))),
            effect_id("bank", &call("CA1"), &(1, 0, shown("b"))),
            effect_id("bank", &call("CA1"), &(1, 1, shown("a"))),
            effect_id("bank", &call("CA1"), &(2, 0, shown("a"))),
            effect_id("bank", &call("CA2"), &(1, 0, shown("a"))),
            effect_id("bankC", &call("A1"), &(1, 0, shown("a"))),
            id("bank", &call("CA1"), &[b"ended"]),
            id("bank", &call("CA1"), &[b"end", b"ed"]),
            id("bank", &call("CA1ended"), &[]),
        ];
        let distinct: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(distinct.len(), ids.len());
        assert!(ids.iter().all(|id| id.len() == 32));
    }

    #[test]
    fn an_id_is_pinned_because_stores_drop_duplicates_by_it() {
        assert_eq!(
            effect_id("bank", &call("CA1"), &(3, 1, shown("balance"))),
            PINNED
        );
    }

    const PINNED: &str = "0a0a2d47585bb328f3793441d371c901";
}
