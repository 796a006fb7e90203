//! Whole call turns, webhook by webhook, signed and read back as a carrier would.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    missing_docs,
    reason = "tests may fail loudly"
)]

use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::{Timestamp, civil::date};
use proptest::prelude::*;
use sha1::Sha1;
use shared::{
    bundle::{Bundle, BundleSource},
    callback::Window,
    dialect::{Document, Refused, WebhookRequest},
    feedback::{Event, Happening, Outcome},
    ivr::EffectOutcome,
    queue::QueueStates,
    seal::Keys,
    site::Provider,
    turn::{self, Stored, Turn, TurnInput, Unstored},
};
use std::collections::BTreeMap;

const PUBLIC_URL: &str = "https://ivr.example";
const VOICE: &str = "/v1/voice/bank/twilio";
const SECRET: &[u8] = b"12345";
const NUMBER: &str = "+442079460100";
const CALLER: &str = "+447700900123";

const SITE: &str = r#"{ "version": 1, "name": { "en": "Example Bank" }, "locales": ["en"], "country": "GB",
  "time_zone": "Europe/London", "hours": { "always": { "mon-sun": ["00:00-24:00"] } },
  "projects": { "care": { "name": { "en": "Care" } } },
  "queues": { "care": { "project": "care", "hours": "always" } },
  "numbers": { "+442079460100": { "provider": "twilio", "secret": "TOKEN", "menu": "menu.json",
                                  "last_resort": "+442079460199" },
               "+442079460101": { "provider": "twilio", "secret": "OTHER", "menu": "menu.json" } },
  "callback": { "from_number": "+442079460100", "consent": { "en": "Call me." } },
  "survey": { "file": "survey.json" } }"#;

const MENU: &str = r#"{ "version": 1, "start": "main", "steps": {
  "main": { "do": "menu", "keys": {
      "1": { "go_to": "balance", "name": { "en": "Balance" } },
      "2": { "go_to": "rate", "name": { "en": "Rate us" } },
      "3": { "go_to": "call_me", "name": { "en": "Callback" } },
      "0": { "go_to": "operator", "name": { "en": "Operator" } } },
    "if_silent": { "say_again": 2, "then": "operator" },
    "if_wrong_key": { "say_again": 2, "then": "operator" } },
  "balance": { "do": "answer", "short_number": "777", "works_on": "any_phone", "price": "free", "review_by": "2099-01-01",
    "say": { "en": "Call {short_number}." }, "search": { "en": ["money"] }, "helped": { "yes": "bye", "no": "operator" } },
  "rate": { "do": "survey", "go_to": "bye" },
  "call_me": { "do": "callback", "queue": "care", "go_to": "bye", "if_impossible": "bye" },
  "operator": { "do": "queue", "queue": "care", "while_waiting": { "2": "call_me" }, "if_nobody": "call_me",
    "after_call": "rate" },
  "bye": { "do": "hang_up" } } }"#;

const SURVEY: &str = r#"{ "version": 1, "thanks": { "en": "Thank you." }, "questions": [
  { "kind": "fcr", "id": "solved", "ask": { "en": "Solved?" } },
  { "kind": "csat", "id": "satisfied", "ask": { "en": "How satisfied are you?" },
    "scale": { "from": 1, "to": 5, "best": "high", "aggregate": "share_of_4_and_5" } } ] }"#;

/// A carrier's side of one call.
struct Line {
    bundle: Bundle,
    older: Vec<Bundle>,
    keys: Keys,
    secrets: BTreeMap<String, Vec<u8>>,
    now: Timestamp,
    call: String,
    from: String,
    to: String,
}

impl Line {
    fn new() -> Line {
        Line {
            bundle: bundle(MENU),
            older: Vec::new(),
            keys: Keys::new("master"),
            secrets: BTreeMap::from([("TOKEN".to_owned(), SECRET.to_vec())]),
            now: "2026-03-02T10:00:00Z".parse().unwrap(),
            call: "CA1".to_owned(),
            from: CALLER.to_owned(),
            to: NUMBER.to_owned(),
        }
    }

    fn with<T>(
        &self,
        path_and_query: &str,
        body: &str,
        signature: &str,
        look: impl FnOnce(&TurnInput<'_>) -> T,
    ) -> T {
        let older: Vec<&Bundle> = self.older.iter().collect();
        look(&TurnInput {
            now: self.now,
            provider: Provider::Twilio,
            request: &WebhookRequest {
                path_and_query,
                signature,
                content_type: "application/x-www-form-urlencoded",
                body: body.as_bytes(),
            },
            active: &self.bundle,
            older: &older,
            secrets: &self.secrets,
            keys: &self.keys,
            public_url: PUBLIC_URL,
            queues: &QueueStates::new(),
            pending_callbacks: &BTreeMap::new(),
        })
    }

    fn signed<T>(
        &self,
        path_and_query: &str,
        fields: &[(&str, &str)],
        look: impl FnOnce(&TurnInput<'_>) -> T,
    ) -> T {
        let mut all: BTreeMap<&str, &str> = BTreeMap::from([
            ("CallSid", self.call.as_str()),
            ("From", &self.from),
            ("To", &self.to),
            ("CallStatus", "in-progress"),
        ]);
        all.extend(fields.iter().copied());
        let mut signed = format!("{PUBLIC_URL}{path_and_query}");
        let mut body = Vec::new();
        for (key, value) in &all {
            signed.push_str(&format!("{key}{value}"));
            let value: String = value.bytes().map(|b| format!("%{b:02X}")).collect();
            body.push(format!("{key}={value}"));
        }
        let mac = Hmac::<Sha1>::new_from_slice(SECRET).unwrap();
        let signature = mac.chain_update(signed).finalize().into_bytes();
        self.with(
            path_and_query,
            &body.join("&"),
            &STANDARD.encode(signature),
            look,
        )
    }

    fn turn(&self, path_and_query: &str, fields: &[(&str, &str)]) -> Turn {
        self.signed(path_and_query, fields, turn::answer)
    }

    /// A turn that must not need a store.
    fn reply(&self, path_and_query: &str, fields: &[(&str, &str)]) -> Heard {
        match self.turn(path_and_query, fields) {
            Turn::Reply(document) => Heard::new(document),
            other => panic!("{other:?}"),
        }
    }

    /// A turn that must need one.
    fn unstored(&self, path_and_query: &str, fields: &[(&str, &str)]) -> Unstored {
        match self.turn(path_and_query, fields) {
            Turn::Store(unstored) => *unstored,
            other => panic!("{other:?}"),
        }
    }

    fn finish(&self, path_and_query: &str, unstored: Unstored, stored: &Stored) -> Heard {
        let document = self.signed(path_and_query, &[], |input| {
            turn::finish(input, unstored, stored)
        });
        Heard::new(document)
    }

    fn begin(&self) -> Heard {
        self.reply(VOICE, &[("CallStatus", "ringing")])
    }
}

/// A document as a carrier reads it.
#[derive(Debug, PartialEq)]
struct Heard {
    body: String,
    said: String,
    action: Option<String>,
    redirect: Option<String>,
    wait: Option<String>,
    last: String,
}

impl Heard {
    fn new(document: Document) -> Heard {
        let body = document.body;
        assert!(body.len() < 64_000);
        let xml = roxmltree::Document::parse(&body).unwrap();
        let path = |url: &str| url.strip_prefix(PUBLIC_URL).unwrap().to_owned();
        let said: Vec<&str> = xml
            .descendants()
            .filter(|n| n.has_tag_name("Say"))
            .filter_map(|n| n.text())
            .collect();
        let last = xml.root_element().last_element_child().unwrap();
        Heard {
            said: said.join(" "),
            action: last.attribute("action").map(path),
            redirect: last
                .has_tag_name("Redirect")
                .then(|| path(last.text().unwrap())),
            wait: last.attribute("waitUrl").map(path),
            last: last.tag_name().name().to_owned(),
            body: body.clone(),
        }
    }

    /// Where the next webhook goes.
    fn next(&self) -> &str {
        let url = self.action.as_deref().or(self.redirect.as_deref()).unwrap();
        let state = url
            .split("state=")
            .nth(1)
            .unwrap()
            .split('&')
            .next()
            .unwrap();
        assert!(state.len() <= 700, "{}", state.len());
        url
    }
}

fn bundle(menu: &str) -> Bundle {
    let files = [
        ("site.json", SITE),
        ("menu.json", menu),
        ("survey.json", SURVEY),
    ];
    let source = BundleSource {
        files: files
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into(),
    };
    let checked = source
        .check("bank", date(2026, 3, 2))
        .unwrap_or_else(|problems| {
            panic!("{problems:#?}");
        });
    checked.bundle
}

fn stored() -> Stored {
    Stored {
        events: true,
        callback: None,
    }
}

fn not_stored() -> Stored {
    Stored {
        events: false,
        callback: None,
    }
}

fn ids(events: &[Event]) -> Vec<&str> {
    events.iter().map(|event| event.id.as_str()).collect()
}

#[test]
fn a_caller_walks_the_menu_and_what_happens_is_told_once() {
    let line = Line::new();
    let menu = line.begin();
    assert_eq!(menu.last, "Gather");
    assert!(menu.said.contains("Balance"), "{}", menu.said);

    let shown = line.unstored(menu.next(), &[("Digits", "1")]);
    let event = &shown.events[0];
    assert_eq!(
        event.data,
        Happening::Deflection {
            node: "balance".into(),
            outcome: Outcome::Shown
        }
    );
    assert_eq!(
        (
            event.kind.as_str(),
            event.source.as_str(),
            event.subject.as_str()
        ),
        (
            "ringback.deflection.v1",
            "/v1/sites/bank",
            "call/twilio/CA1"
        )
    );
    let answer = line.finish(menu.next(), shown.clone(), &stored());
    assert!(answer.said.contains("7, 7, 7"), "{}", answer.said);

    let helped = line.unstored(answer.next(), &[("Digits", "1")]);
    assert_eq!(helped.events.len(), 1);
    assert_ne!(helped.events[0].id, event.id);
    let end = line.finish(answer.next(), helped, &stored());
    assert_eq!(end.last, "Hangup");

    assert_eq!(
        line.unstored(menu.next(), &[("Digits", "1")]),
        shown,
        "a repeated webhook is the same turn"
    );
}

#[test]
fn silence_and_a_wrong_key_repeat_the_menu() {
    let line = Line::new();
    let menu = line.begin();
    for fields in [&[("Digits", "")][..], &[], &[("Digits", "9")]] {
        let again = line.reply(menu.next(), fields);
        assert_eq!(again.last, "Gather");
        assert!(again.said.contains("Balance"));
        assert_ne!(again.next(), menu.next());
    }
}

#[test]
fn an_unsigned_webhook_is_refused_before_anything_is_read() {
    let line = Line::new();
    let refused = |signature: &str| line.with(VOICE, "CallSid=CA1", signature, turn::answer);
    assert_eq!(refused(""), Turn::Refuse(Refused::NoSignature));
    assert_eq!(
        refused(&STANDARD.encode([0; 20])),
        Turn::Refuse(Refused::WrongSignature)
    );
    let mut unknown = Line::new();
    unknown.secrets.clear();
    assert_eq!(
        unknown.turn(VOICE, &[]),
        Turn::Refuse(Refused::NoSecret),
        "no secret is configured"
    );
    unknown.secrets.insert("OTHER".into(), b"other".to_vec());
    assert_eq!(
        unknown.turn(VOICE, &[]),
        Turn::Refuse(Refused::WrongSignature)
    );
    unknown.secrets.insert("TOKEN".into(), Vec::new());
    assert_eq!(
        unknown.turn(VOICE, &[]),
        Turn::Refuse(Refused::WrongSignature),
        "an empty secret signs nothing"
    );
}

#[test]
fn a_signed_webhook_with_a_token_that_is_not_ours_gets_the_last_resort() {
    let line = Line::new();
    let menu = line.begin();
    let mut stranger = Line::new();
    stranger.call = "CA2".to_owned();
    let changed = menu.next().replacen("state=", "state=A", 1);
    let answers = [
        line.reply(&changed, &[("Digits", "1")]),
        line.reply(&format!("{VOICE}?state=x"), &[]),
        line.reply(&format!("{VOICE}?in=keys"), &[("Digits", "1")]),
        stranger.reply(menu.next(), &[("Digits", "1")]),
    ];
    for heard in answers {
        assert!(
            heard.said.contains("something went wrong"),
            "{}",
            heard.said
        );
        assert_eq!((heard.last.as_str(), heard.action), ("Dial", None));
        assert!(heard.body.contains(">+442079460199</Dial>"));
    }
    for (fields, last) in [
        (&[("QueuePosition", "1")][..], "Leave"),
        (&[("DialCallStatus", "completed")], "Hangup"),
        (&[("QueueResult", "bridged")], "Hangup"),
        (&[("CallStatus", "completed")], "Hangup"),
        (&[("QueueResult", "leave")], "Dial"),
    ] {
        assert_eq!(line.reply(&changed, fields).last, last, "{fields:?}");
    }
}

#[test]
fn a_signed_webhook_for_a_number_that_we_do_not_have_apologises() {
    let mut line = Line::new();
    line.to = "+442079460150".to_owned();
    let heard = line.begin();
    assert!(heard.said.contains("something went wrong"));
    assert_eq!(heard.last, "Hangup");
}

#[test]
fn a_call_stays_on_the_bundle_that_it_began_with() {
    let mut line = Line::new();
    let menu = line.begin();
    let began_with = std::mem::replace(
        &mut line.bundle,
        bundle(&MENU.replace("Call {short_number}.", "Dial {short_number}.")),
    );
    assert_eq!(
        line.turn(menu.next(), &[("Digits", "1")]),
        Turn::NeedBundle(began_with.version)
    );
    line.older.push(began_with);
    let shown = line.unstored(menu.next(), &[("Digits", "1")]);
    let heard = line.finish(menu.next(), shown, &stored());
    assert!(heard.said.contains("Call 7, 7, 7"), "{}", heard.said);
}

#[test]
fn what_could_not_be_stored_rides_on_under_the_same_id() {
    let line = Line::new();
    let menu = line.begin();
    let shown = line.unstored(menu.next(), &[("Digits", "1")]);
    let first = shown.events[0].id.clone();
    assert_eq!(turn::lost(&shown), 0);
    let answer = line.finish(menu.next(), shown.clone(), &not_stored());
    assert_ne!(answer, line.finish(menu.next(), shown, &stored()));

    let again = line.unstored(answer.next(), &[]);
    assert_eq!(ids(&again.events), [&first]);
    let answer = line.finish(answer.next(), again, &not_stored());

    let helped = line.unstored(answer.next(), &[("Digits", "1")]);
    assert_eq!(helped.events.len(), 2);
    assert_eq!(helped.events[0].id, first);
    let end = line.finish(answer.next(), helped.clone(), &stored());
    assert_eq!(end.last, "Hangup");

    // Had that failed too, the call is held for as long as it takes to try twice more.
    let mut held = line.finish(answer.next(), helped.clone(), &not_stored());
    for _ in 0..2 {
        assert_eq!(held.last, "Redirect");
        let next = held.next().to_owned();
        let retry = line.unstored(&next, &[]);
        assert_eq!(ids(&retry.events), ids(&helped.events));
        let stored_at_last = line.finish(&next, retry.clone(), &stored());
        assert_eq!(
            (stored_at_last.last.as_str(), stored_at_last.said.as_str()),
            ("Hangup", "")
        );
        held = line.finish(&next, retry, &not_stored());
    }
    assert_eq!(held.last, "Hangup", "then the call ends");
}

#[test]
fn a_caller_whose_answers_cannot_be_kept_is_told() {
    let line = Line::new();
    let mut heard = line.reply(line.begin().next(), &[("Digits", "2")]);
    for key in ["1", "5"] {
        let answered = line.unstored(heard.next(), &[("Digits", key)]);
        heard = line.finish(heard.next(), answered, &not_stored());
    }
    while heard.last == "Redirect" {
        let next = heard.next().to_owned();
        let retry = line.unstored(&next, &[]);
        assert_eq!(retry.events.len(), 2);
        heard = line.finish(&next, retry, &not_stored());
    }
    assert_eq!(heard.last, "Hangup");
    assert!(
        heard.said.contains("could not keep your answers"),
        "{}",
        heard.said
    );
}

#[test]
fn a_callback_is_promised_only_once_it_stands() {
    let line = Line::new();
    let offer = line.reply(line.begin().next(), &[("Digits", "3")]);
    let asked = line.unstored(offer.next(), &[("Digits", "1")]);
    let callback = asked.callback.clone().unwrap();
    assert_eq!(
        (callback.phone.as_str(), callback.queue.as_str()),
        (CALLER, "care")
    );
    assert!(asked.events.is_empty());
    assert_eq!(
        line.unstored(offer.next(), &[("Digits", "1")]).callback,
        Some(callback),
        "a repeated webhook asks for the same callback"
    );
    let window = Window {
        from: line.now,
        until: "2026-03-02T10:20:00Z".parse().unwrap(),
    };
    let accepted = Stored {
        events: true,
        callback: Some(EffectOutcome::Accepted {
            code: "4711".into(),
            window,
            minutes: (5, 20),
        }),
    };
    let promised = line.finish(offer.next(), asked.clone(), &accepted);
    assert!(promised.said.contains("4, 7, 1, 1"), "{}", promised.said);
    for outcome in [None, Some(EffectOutcome::Failed)] {
        let failed = Stored {
            events: false,
            callback: outcome,
        };
        let heard = line.finish(offer.next(), asked.clone(), &failed);
        assert!(heard.said.contains("could not note"), "{}", heard.said);
        assert!(!heard.said.contains("booked"));
        assert_ne!(
            heard.last, "Redirect",
            "what was not promised must not come true later"
        );
    }
}

const MESSAGE_MENU: &str = r#"{ "version": 1, "start": "message", "steps": {
  "message": { "do": "voicemail", "queue": "care", "go_to": "bye", "if_nothing": "operator" },
  "operator": { "do": "queue", "queue": "care", "if_nobody": "bye" },
  "bye": { "do": "hang_up" } } }"#;

const RECORDING: &str = "https://recordings.example/RE1";

/// Whoever hangs up at the end of a message, as most people do, has left it.
#[test]
fn a_message_is_an_event_with_its_recording_and_a_callback_because_of_it() {
    let line = Line {
        bundle: bundle(MESSAGE_MENU),
        ..Line::new()
    };
    let asked = line.begin();
    assert!(asked.body.contains("<Record action="), "{}", asked.body);
    assert!(asked.body.contains("maxLength=\"120\""), "{}", asked.body);
    let fields = [
        ("RecordingUrl", RECORDING),
        ("RecordingDuration", "17"),
        ("Digits", "hangup"),
        ("CallStatus", "completed"),
    ];
    let left = line.unstored(asked.next(), &fields);
    let [event] = left.events.as_slice() else {
        panic!("{:?}", left.events)
    };
    let Happening::Voicemail {
        queue,
        recording,
        seconds,
        person,
        callback,
    } = &event.data
    else {
        panic!("{event:?}")
    };
    assert_eq!(event.kind, "ringback.voicemail.v1");
    assert_eq!(
        (queue.as_str(), recording.as_str(), *seconds),
        ("care", RECORDING, 17)
    );
    assert!(*callback && person.as_ref().is_some_and(|p| !p.contains("7700900123")));
    let wanted = left.callback.as_ref().unwrap();
    assert_eq!(wanted.recording.as_deref(), Some(RECORDING));
    assert_eq!(wanted.phone, CALLER);

    let kept = Stored {
        events: true,
        callback: Some(EffectOutcome::Failed),
    };
    let told = line.finish(asked.next(), left.clone(), &kept);
    assert!(
        told.said.contains("Your message has been saved."),
        "{}",
        told.said
    );
    assert_eq!(told.last, "Hangup");

    let lost = line.finish(asked.next(), left.clone(), &not_stored());
    assert!(
        lost.said.contains("we could not save your message"),
        "{}",
        lost.said
    );
    let again = line.unstored(lost.next(), &[("QueueResult", "hangup")]);
    assert_eq!(
        ids(&again.events),
        ids(&left.events),
        "it is kept as soon as it can be"
    );
    assert_eq!(again.callback, None, "nobody was told of a callback");
}

#[test]
fn silence_after_the_tone_and_a_call_that_ends_there_leave_no_message() {
    let line = Line {
        bundle: bundle(MESSAGE_MENU),
        ..Line::new()
    };
    let asked = line.begin();
    for fields in [
        &[][..],
        &[("RecordingUrl", RECORDING), ("RecordingDuration", "0")],
    ] {
        let nothing = line.reply(asked.next(), fields);
        assert!(
            nothing.said.contains("We did not hear anything."),
            "{}",
            nothing.said
        );
    }
    let ended = line.reply(asked.next(), &[("CallStatus", "completed")]);
    assert_eq!(ended.last, "Hangup");
}

const NUMBER_MENU: &str = r#"{ "version": 1, "start": "ask", "steps": {
  "ask": { "do": "ask_digits", "into": "account", "say": { "en": "Your number?" }, "digits": 4,
    "if_silent": { "say_again": 1, "then": "operator" }, "if_wrong": { "say_again": 1, "then": "operator" },
    "go_to": "operator" },
  "operator": { "do": "queue", "queue": "care", "if_nobody": "bye" },
  "bye": { "do": "hang_up" } } }"#;

#[test]
fn a_number_that_is_confirmed_goes_with_the_events_of_its_call() {
    let line = Line {
        bundle: bundle(NUMBER_MENU),
        ..Line::new()
    };
    let asked = line.begin();
    let confirm = line.reply(asked.next(), &[("Digits", "4711")]);
    assert!(confirm.said.contains("4, 7, 1, 1."), "{}", confirm.said);
    assert!(
        !confirm.body.contains("4711"),
        "only sealed: {}",
        confirm.body
    );
    let confirmed = line.unstored(confirm.next(), &[("Digits", "1")]);
    assert_eq!(
        confirmed.events[0].data,
        Happening::Input {
            name: "account".into(),
            digits: "4711".into()
        }
    );
    assert_eq!(confirmed.events[0].kind, "ringback.input.v1");
}

#[test]
fn a_waiting_caller_may_leave_the_line_for_a_callback() {
    let line = Line::new();
    let queue = line.reply(line.begin().next(), &[("Digits", "0")]);
    assert_eq!(queue.last, "Enqueue");
    assert!(queue.body.contains(">bank-care</Enqueue>"));
    let wait_url = queue.wait.clone().unwrap();
    let waiting = line.reply(&wait_url, &[("QueuePosition", "3"), ("QueueTime", "40")]);
    assert_eq!(waiting.last, "Gather");
    assert!(waiting.said.contains('3'), "{}", waiting.said);
    assert!(
        waiting.next().contains("in=wait"),
        "a key comes back to the wait document"
    );
    assert!(!waiting.body.contains("actionOnEmptyResult"));
    let leaves = line.reply(waiting.next(), &[("Digits", "2")]);
    assert_eq!(leaves.last, "Leave");
    let offer = line.reply(
        queue.next(),
        &[("QueueResult", "leave"), ("QueueTime", "50")],
    );
    assert!(offer.said.contains("call you back"), "{}", offer.said);
    let survey = line.reply(queue.next(), &[("QueueResult", "bridged")]);
    assert_eq!(survey.last, "Gather");
    assert!(survey.said.contains("Solved?"), "{}", survey.said);
}

#[test]
fn a_call_that_is_over_stays_over() {
    let line = Line::new();
    let menu = line.begin();
    let end = line.reply(menu.next(), &[("CallStatus", "completed")]);
    assert_eq!(end.last, "Hangup");
    assert_eq!(
        line.reply(VOICE, &[("CallStatus", "completed")]).last,
        "Hangup",
        "a status webhook that was sent to the wrong route begins no call"
    );
}

#[test]
fn a_call_that_ended_is_one_event_however_often_it_is_told() {
    let line = Line::new();
    let path = format!("{VOICE}/status");
    let told = |fields: &[(&str, &str)]| line.signed(&path, fields, turn::status);
    let ended = &[("CallStatus", "completed"), ("CallDuration", "62")];
    let event = told(ended).unwrap().unwrap();
    assert_eq!(
        event.data,
        Happening::Call {
            status: "completed".into(),
            duration_s: Some(62),
            person: Some(line.keys.person("bank", CALLER)),
        }
    );
    assert_eq!(event.kind, "ringback.call.v1");
    let later = told(&[("CallStatus", "completed"), ("SequenceNumber", "7")]);
    assert_eq!(later.unwrap().unwrap().id, event.id);
    assert_eq!(told(&[("CallStatus", "ringing")]), Ok(None));
    assert_eq!(
        line.with(&path, "CallSid=CA1", "", turn::status),
        Err(Refused::NoSignature)
    );
    let text = serde_json::to_string(&event).unwrap();
    assert!(!text.contains("7700900123"), "no number leaves: {text}");
}

#[test]
fn the_fallback_document_needs_nobody() {
    let fallback =
        |bundle: &Bundle| Heard::new(turn::fallback(bundle, Provider::Twilio, PUBLIC_URL));
    let mut bundle = bundle(MENU);
    let heard = fallback(&bundle);
    assert!(heard.said.contains("something went wrong"));
    assert_eq!((heard.last.as_str(), heard.action), ("Dial", None));
    bundle.site.numbers.clear();
    let heard = fallback(&bundle);
    assert_eq!(heard.last, "Hangup");
}

#[test]
fn effects_beyond_the_token_are_counted() {
    let line = Line::new();
    let mut shown = line.unstored(line.begin().next(), &[("Digits", "1")]);
    let one = shown.effects[0].clone();
    shown.effects = vec![one; 100];
    let lost = turn::lost(&shown);
    assert!((50..90).contains(&lost), "{lost} of 100");
    let heard = line.finish(VOICE, shown, &not_stored());
    assert_eq!(line.unstored(heard.next(), &[]).effects.len(), 100 - lost);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_a_signed_webhook_says_the_line_gets_a_document(
        query in "(\\?(state|in|tries)=[!-~&&[^#]]{0,20}){0,1}(&(state|in|tries)=[A-Za-z0-9_-]{0,60}){0,2}",
        fields in proptest::collection::vec(
            ("(Digits|QueueResult|QueueTime|QueuePosition|DialCallStatus|CallStatus|From|To|CallSid)", "\\PC{0,12}"),
            0..5,
        ),
    ) {
        let line = Line::new();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        match line.turn(&format!("{VOICE}{query}"), &fields) {
            Turn::Reply(document) => prop_assert!(!Heard::new(document).last.is_empty()),
            other => prop_assert!(false, "{:?}", other),
        }
    }

    #[test]
    fn the_same_webhooks_give_the_same_documents_and_ids(
        keys in proptest::collection::vec("[0-9*#]{0,2}", 1..12),
        stores in proptest::collection::vec(any::<bool>(), 12),
    ) {
        let play = || {
            let line = Line::new();
            let mut heard = line.begin();
            let mut log = vec![heard.body.clone()];
            for (key, works) in keys.iter().zip(&stores) {
                let (url, fields): (String, Vec<(&str, &str)>) = match heard.last.as_str() {
                    "Gather" => (heard.next().to_owned(), vec![("Digits", key)]),
                    "Enqueue" => (heard.next().to_owned(), vec![("QueueResult", "bridged")]),
                    "Dial" => (heard.next().to_owned(), vec![("DialCallStatus", "busy")]),
                    "Redirect" => (heard.next().to_owned(), vec![]),
                    _ => break,
                };
                heard = match line.turn(&url, &fields) {
                    Turn::Reply(document) => Heard::new(document),
                    Turn::Store(unstored) => {
                        log.extend(unstored.events.iter().map(|event| event.id.clone()));
                        let stored = Stored { events: *works, callback: None };
                        line.finish(&url, *unstored, &stored)
                    }
                    other => panic!("{other:?}"),
                };
                log.push(heard.body.clone());
            }
            log
        };
        prop_assert_eq!(play(), play());
    }
}
