//! What a turn's effects become: events with deterministic ids, and the callback that is asked for.

use super::{CallbackAsked, Numbered, TurnInput};
use crate::{
    bundle::Bundle,
    dialect::StatusReport,
    feedback::{Channel, Event, Happening, Occasion, Subject},
    hash::hex,
    ivr::{Call, Effect, Session},
    locale::Locale,
    seal::effect_bytes,
};
use jiff::Timestamp;

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
        let happening = match numbered.2.clone() {
            Effect::RequestCallback { queue } => {
                callback = asked(call, session, numbered, queue, None);
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
            Effect::RecordInput { name, digits } => Happening::Input { name, digits },
            Effect::KeepVoicemail {
                queue,
                recording,
                seconds,
                callback: calls_back,
            } => {
                if calls_back {
                    let because = Some(recording.clone());
                    callback = asked(call, session, numbered, queue.clone(), because);
                }
                Happening::Voicemail {
                    queue,
                    recording,
                    seconds,
                    person: call.ani.as_ref().map(|ani| input.keys.person(site, ani)),
                    callback: calls_back,
                }
            }
        };
        events.push(event(
            site,
            call,
            &key(numbered),
            (input.now, session.locale),
            happening,
        ));
    }
    (events, callback)
}

fn asked(
    call: &Call,
    session: &Session,
    numbered: &Numbered,
    queue: String,
    recording: Option<String>,
) -> Option<CallbackAsked> {
    Some(CallbackAsked {
        idempotency_key: format!("{}/{}/{}", call.provider.name(), call.id, key(numbered)),
        phone: call.ani.clone()?,
        queue,
        recording,
        locale: session.locale,
    })
}

/// The event of a call that is over.
pub(super) fn ended(input: &TurnInput<'_>, report: StatusReport) -> Event {
    let site = &input.active.site;
    let call = report.call;
    let ended = Happening::Call {
        status: report.status,
        duration_s: report.duration_s,
        person: call
            .ani
            .as_ref()
            .map(|ani| input.keys.person(&site.id, ani)),
    };
    event(
        &site.id,
        &call,
        "ended",
        (input.now, site.default_locale()),
        ended,
    )
}

fn event(
    site: &str,
    call: &Call,
    key: &str,
    (time, locale): (Timestamp, Locale),
    data: Happening,
) -> Event {
    let subject = Subject::Call(call.provider, call.id.clone());
    let occasion = Occasion {
        time,
        channel: Channel::Phone,
        locale,
    };
    Event::new(site, &subject, key, occasion, data)
}

/// What stays the same when a turn is told again: turn, place and the effect itself, because a wait document and the
/// turn that follows it may count the same.
fn key((turn, index, effect): &Numbered) -> String {
    let bytes = match effect.clone() {
        // Kept later, a message is the same one, though no callback is asked for any more.
        Effect::KeepVoicemail {
            queue,
            recording,
            seconds,
            callback: _,
        } => effect_bytes(&Effect::KeepVoicemail {
            queue,
            recording,
            seconds,
            callback: false,
        }),
        effect @ (Effect::RequestCallback { .. }
        | Effect::RecordAnswer { .. }
        | Effect::RecordDeflection { .. }
        | Effect::RecordInput { .. }) => effect_bytes(&effect),
    };
    format!("{turn}.{index}.{}", hex(&bytes, bytes.len()))
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

    fn id(site: &str, call_id: &str, effect: Numbered) -> String {
        let happening = Happening::Deflection {
            node: "a".to_owned(),
            outcome: Outcome::Shown,
        };
        let occasion = (Timestamp::UNIX_EPOCH, Locale::En);
        event(site, &call(call_id), &key(&effect), occasion, happening).id
    }

    #[test]
    fn every_effect_of_every_call_has_an_id_of_its_own() {
        let ids = [
            id("bank", "CA1", (1, 0, shown("a"))),
            id("bank", "CA1", (1, 0, shown("b"))),
            id("bank", "CA1", (1, 1, shown("a"))),
            id("bank", "CA1", (2, 0, shown("a"))),
            id("bank", "CA2", (1, 0, shown("a"))),
            id("bankC", "A1", (1, 0, shown("a"))),
        ];
        let distinct: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(distinct.len(), ids.len());
    }

    #[test]
    fn a_key_is_pinned_because_stores_drop_duplicates_by_it() {
        assert_eq!(key(&(3, 1, shown("balance"))), PINNED);
    }

    const PINNED: &str = "3.1.020762616c616e636500";
}
