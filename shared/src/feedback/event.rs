//! Building events: ids that repeat, subjects that name what they are about.

use super::{Channel, Event, Happening, Subject};
use crate::locale::Locale;
use jiff::Timestamp;
use std::fmt;

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Call(provider, id) => write!(f, "call/{}/{id}", provider.name()),
            Subject::Visit(id) => write!(f, "visit/{id}"),
            Subject::Contact(id) => write!(f, "contact/{id}"),
        }
    }
}

impl Happening {
    /// The event's type: `ringback.<what>.v1`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Happening::Feedback { .. } => "ringback.feedback.v1",
            Happening::Deflection { .. } => "ringback.deflection.v1",
            Happening::Callback { .. } => "ringback.callback.v1",
            Happening::Input { .. } => "ringback.input.v1",
            Happening::Voicemail { .. } => "ringback.voicemail.v1",
            Happening::Call { .. } => "ringback.call.v1",
        }
    }
}

/// When, where and in which language something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// When.
    pub time: Timestamp,
    /// Where.
    pub channel: Channel,
    /// Language.
    pub locale: Locale,
}

impl Event {
    /// Builds the event about something that happened on `site`.
    ///
    /// `key` is what stays the same when the same thing is told again: the idempotency key of a request, turn and
    /// place of a call's effect, the state of a callback. Site, type, subject and key make the id.
    #[must_use]
    pub fn new(
        site: &str,
        subject: &Subject,
        key: &str,
        occasion: Occasion,
        data: Happening,
    ) -> Event {
        let subject = subject.to_string();
        Event {
            specversion: "1.0".to_owned(),
            id: id(&[site, data.kind(), &subject, key]),
            source: format!("/v1/sites/{site}"),
            kind: data.kind().to_owned(),
            subject,
            time: occasion.time,
            datacontenttype: "application/json".to_owned(),
            channel: occasion.channel,
            locale: occasion.locale,
            data,
        }
    }
}

/// 32 hex digits that the same parts always make.
fn id(parts: &[&str]) -> String {
    crate::hash::hex(&crate::hash::digest(parts), 16)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{feedback::Outcome, site::Provider};

    fn event(site: &str, call: &str, key: &str) -> Event {
        let subject = Subject::Call(Provider::Twilio, call.to_owned());
        let occasion = Occasion {
            time: "2026-03-02T10:00:00Z".parse().unwrap(),
            channel: Channel::Phone,
            locale: Locale::Ru,
        };
        let data = Happening::Deflection {
            node: "balance".to_owned(),
            outcome: Outcome::Resolved,
        };
        Event::new(site, &subject, key, occasion, data)
    }

    #[test]
    fn an_event_is_a_cloud_event_with_a_pinned_shape() {
        let expected = serde_json::json!({
            "specversion": "1.0",
            "id": event("mobile", "CA1", "3:0").id,
            "source": "/v1/sites/mobile",
            "type": "ringback.deflection.v1",
            "subject": "call/twilio/CA1",
            "time": "2026-03-02T10:00:00Z",
            "datacontenttype": "application/json",
            "channel": "phone",
            "locale": "ru",
            "data": { "what": "deflection", "node": "balance", "outcome": "resolved" },
        });
        let sent = serde_json::to_value(event("mobile", "CA1", "3:0")).unwrap();
        assert_eq!(sent, expected);
        assert_eq!(
            serde_json::from_value::<Event>(sent).unwrap(),
            event("mobile", "CA1", "3:0")
        );
    }

    #[test]
    fn the_same_happening_has_the_same_id_and_any_other_another() {
        let first = event("mobile", "CA1", "3:0");
        assert_eq!(first.id.len(), 32);
        assert_eq!(first.id, event("mobile", "CA1", "3:0").id);
        for other in [
            event("bank", "CA1", "3:0"),
            event("mobile", "CA2", "3:0"),
            event("mobile", "CA1", "3:1"),
        ] {
            assert_ne!(first.id, other.id);
        }
    }
}
