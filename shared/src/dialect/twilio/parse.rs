//! What a webhook of Twilio's says.
//!
//! Our own URLs carry what Twilio does not tell apart: `in=wait` stands in the URLs of wait documents, `in=keys` in
//! those that wait for keys. They are signed with the rest of the URL.

use crate::{
    dialect::{StatusReport, Verified, Webhook, WebhookRequest, form},
    ivr::{Call, CallEvent, DialResult, QueueResult},
    site::Provider,
};
use std::collections::BTreeMap;

/// Reads a voice webhook.
///
/// # Errors
/// A sentence for the log, where a field that every call has is missing.
pub fn parse(verified: &Verified<'_>) -> Result<Webhook, String> {
    let fields = Fields::read(verified.request)?;
    let path_and_query = verified.request.path_and_query;
    let state = form::query_value(path_and_query, "state").filter(|state| !state.is_empty());
    let place = form::query_value(path_and_query, "in");
    let in_wait = fields.get("QueueResult").is_none()
        && (place.as_deref() == Some("wait") || fields.get("QueuePosition").is_some());
    let event = event(&fields, state.is_some(), in_wait, place.as_deref());
    Ok(Webhook {
        call: fields.call()?,
        event,
        state,
        in_wait,
    })
}

/// Reads a status webhook.
///
/// # Errors
/// As [`parse`].
pub fn parse_status(verified: &Verified<'_>) -> Result<StatusReport, String> {
    let fields = Fields::read(verified.request)?;
    let status = fields
        .get("CallStatus")
        .ok_or("the webhook has no CallStatus")?;
    Ok(StatusReport {
        call: fields.call()?,
        status: status.to_owned(),
        duration_s: fields.number("CallDuration"),
        ended: is_over(status),
    })
}

fn event(fields: &Fields, under_way: bool, in_wait: bool, place: Option<&str>) -> CallEvent {
    let (for_keys, for_message) = (place == Some("keys"), place == Some("record"));
    let recording = fields.get("RecordingUrl").filter(|url| is_recording(url));
    let digits = fields.get("Digits").filter(|digits| !digits.is_empty());
    if let Some(result) = fields.get("QueueResult") {
        CallEvent::LeftQueue(queue_result(result))
    } else if let (true, Some(url)) = (for_message, recording) {
        // Most people end a message by hanging up: it is theirs all the same.
        CallEvent::Recorded {
            url: url.to_owned(),
            seconds: fields.number("RecordingDuration").unwrap_or(1),
        }
    } else if fields.get("CallStatus").is_some_and(is_over) {
        CallEvent::HungUp
    } else if let Some(status) = fields.get("DialCallStatus") {
        CallEvent::Dialled(dial_result(status))
    } else if in_wait {
        CallEvent::Waiting {
            position: fields.number("QueuePosition"),
            waited_s: fields.number("QueueTime").unwrap_or(0),
            digits: digits.map(str::to_owned),
        }
    } else if let Some(digits) = digits {
        CallEvent::Digits(digits.to_owned())
    } else if let Some(words) = fields.get("SpeechResult").filter(|words| !words.is_empty()) {
        CallEvent::Said {
            words: words.to_owned(),
            confidence: per_cent(fields.number("Confidence")),
        }
    } else if for_keys || for_message || fields.get("Digits").is_some() {
        CallEvent::Silence
    } else if under_way {
        CallEvent::Continue
    } else {
        CallEvent::Started
    }
}

/// An address that can be stored and opened later, and that fits into a session if it cannot be stored at once.
fn is_recording(url: &str) -> bool {
    const LONGEST: usize = 200;
    url.starts_with("https://") && url.len() <= LONGEST && url.bytes().all(|b| b.is_ascii_graphic())
}

/// A confidence from 0 to 1; one that is not told is none.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "0 to 100"
)]
fn per_cent(confidence: Option<f64>) -> u8 {
    (confidence.unwrap_or(0.0).clamp(0.0, 1.0) * 100.0).round() as u8
}

fn queue_result(result: &str) -> QueueResult {
    match result {
        "bridged" | "bridging-in-process" | "redirected-from-bridged" => QueueResult::Bridged,
        "leave" | "redirected" => QueueResult::Left,
        "hangup" => QueueResult::HungUp,
        // error, queue-full, system-error, and whatever comes to be.
        _ => QueueResult::Unavailable,
    }
}

fn dial_result(status: &str) -> DialResult {
    match status {
        "completed" | "answered" => DialResult::Answered,
        // busy, no-answer, failed, canceled.
        _ => DialResult::NotAnswered,
    }
}

fn is_over(status: &str) -> bool {
    matches!(
        status,
        "completed" | "busy" | "no-answer" | "canceled" | "failed"
    )
}

/// The fields of a form or of a flat JSON object; the first of repeated ones counts.
struct Fields(BTreeMap<String, String>);

impl Fields {
    /// The same reading that [`super::verify`] signed over: JSON only with its hash in the URL.
    fn read(request: &WebhookRequest<'_>) -> Result<Fields, String> {
        let is_json = request
            .content_type
            .trim_start()
            .to_ascii_lowercase()
            .starts_with("application/json");
        let mut fields = BTreeMap::new();
        if is_json && form::query_value(request.path_and_query, "bodySHA256").is_some() {
            let json: serde_json::Map<String, serde_json::Value> =
                serde_json::from_slice(request.body)
                    .map_err(|_| "the webhook's body is not a JSON object".to_owned())?;
            for (key, value) in json {
                match value {
                    serde_json::Value::String(text) => fields.insert(key, text),
                    serde_json::Value::Number(number) => fields.insert(key, number.to_string()),
                    serde_json::Value::Null
                    | serde_json::Value::Bool(_)
                    | serde_json::Value::Array(_)
                    | serde_json::Value::Object(_) => None,
                };
            }
        } else {
            for (key, value) in form::pairs(request.body) {
                fields
                    .entry(String::from_utf8_lossy(&key).into_owned())
                    .or_insert_with(|| String::from_utf8_lossy(&value).into_owned());
            }
        }
        Ok(Fields(fields))
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.get(name).and_then(|value| value.parse().ok())
    }

    fn call(&self) -> Result<Call, String> {
        let id = self
            .get("CallSid")
            .filter(|id| !id.is_empty())
            .ok_or("the webhook has no CallSid")?;
        Ok(Call {
            provider: Provider::Twilio,
            id: id.to_owned(),
            ani: self
                .get("From")
                .filter(|from| is_number(from))
                .map(str::to_owned),
            dnis: dialled(self.get("To").ok_or("the webhook has no To")?).to_owned(),
        })
    }
}

/// The number of a SIP address, or the number itself.
fn dialled(to: &str) -> &str {
    let to = to.strip_prefix("sip:").unwrap_or(to);
    to.split('@').next().unwrap_or(to)
}

/// Whether it is the number of somebody who can be called back: E.164, and none of the numbers that Twilio puts in
/// place of a withheld one (the words RESTRICTED, BLOCKED, UNKNOWN, ANONYMOUS, UNAVAILABLE on a keypad).
fn is_number(from: &str) -> bool {
    const WITHHELD: [&str; 5] = [
        "7378742833",
        "2562533",
        "8656696",
        "266696687",
        "86282452253",
    ];
    from.strip_prefix('+').is_some_and(|digits| {
        (7..=15).contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit())
            && !digits.starts_with('0')
            && !WITHHELD.contains(&digits)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn request<'a>(path_and_query: &'a str, body: &'a str) -> WebhookRequest<'a> {
        WebhookRequest {
            path_and_query,
            signature: "",
            content_type: "application/x-www-form-urlencoded",
            body: body.as_bytes(),
        }
    }

    fn read(path_and_query: &str, fields: &str) -> Result<Webhook, String> {
        let body = format!("CallSid=CA1&From=%2B447700900123&To=%2B442079460100&{fields}");
        parse(&Verified {
            request: &request(path_and_query, &body),
        })
    }

    #[test]
    fn what_happened_follows_from_url_and_fields() {
        let waiting = |position, waited_s, digits: Option<&str>| CallEvent::Waiting {
            position,
            waited_s,
            digits: digits.map(str::to_owned),
        };
        let said = |words: &str, confidence| CallEvent::Said {
            words: words.to_owned(),
            confidence,
        };
        let recorded = |seconds| CallEvent::Recorded {
            url: "https://a.example/RE1".to_owned(),
            seconds,
        };
        let cases = [
            ("/v", "CallStatus=ringing", CallEvent::Started),
            ("/v?state=", "CallStatus=ringing", CallEvent::Started),
            ("/v?state=t", "CallStatus=in-progress", CallEvent::Continue),
            (
                "/v?state=t&in=keys",
                "Digits=1",
                CallEvent::Digits("1".into()),
            ),
            (
                "/v?state=t&in=keys",
                "Digits=%2A12%23",
                CallEvent::Digits("*12#".into()),
            ),
            ("/v?state=t&in=keys", "Digits=", CallEvent::Silence),
            ("/v?state=t&in=keys", "", CallEvent::Silence),
            ("/v?state=t", "Digits=", CallEvent::Silence),
            (
                "/v?state=t&in=wait",
                "QueuePosition=3&QueueTime=61",
                waiting(Some(3), 61, None),
            ),
            (
                "/v?state=t",
                "QueuePosition=1&QueueTime=0",
                waiting(Some(1), 0, None),
            ),
            (
                "/v?state=t&in=wait",
                "Digits=2",
                waiting(None, 0, Some("2")),
            ),
            ("/v?state=t&in=wait", "Digits=", waiting(None, 0, None)),
            (
                "/v?state=t&in=wait",
                "QueuePosition=x&QueueTime=-1",
                waiting(None, 0, None),
            ),
            (
                "/v?state=t",
                "QueueResult=bridged&QueueTime=9",
                CallEvent::LeftQueue(QueueResult::Bridged),
            ),
            (
                "/v?state=t",
                "QueueResult=leave",
                CallEvent::LeftQueue(QueueResult::Left),
            ),
            (
                "/v?state=t",
                "QueueResult=hangup&CallStatus=completed",
                CallEvent::LeftQueue(QueueResult::HungUp),
            ),
            (
                "/v?state=t",
                "QueueResult=queue-full",
                CallEvent::LeftQueue(QueueResult::Unavailable),
            ),
            (
                "/v?state=t",
                "QueueResult=something-new",
                CallEvent::LeftQueue(QueueResult::Unavailable),
            ),
            (
                "/v?state=t",
                "DialCallStatus=completed",
                CallEvent::Dialled(DialResult::Answered),
            ),
            (
                "/v?state=t",
                "DialCallStatus=busy",
                CallEvent::Dialled(DialResult::NotAnswered),
            ),
            ("/v?state=t", "CallStatus=completed", CallEvent::HungUp),
            (
                "/v?state=t&in=keys",
                "SpeechResult=Balance.&Confidence=0.87",
                said("Balance.", 87),
            ),
            ("/v?state=t&in=keys", "SpeechResult=x", said("x", 0)),
            (
                "/v?state=t&in=keys",
                "SpeechResult=x&Confidence=NaN",
                said("x", 0),
            ),
            (
                "/v?state=t&in=keys",
                "SpeechResult=x&Confidence=7&Digits=1",
                CallEvent::Digits("1".into()),
            ),
            ("/v?state=t&in=keys", "SpeechResult=", CallEvent::Silence),
            (
                "/v?state=t&in=record",
                "RecordingUrl=https%3A%2F%2Fa.example%2FRE1&RecordingDuration=17&Digits=%23",
                recorded(17),
            ),
            (
                "/v?state=t&in=record",
                "RecordingUrl=https%3A%2F%2Fa.example%2FRE1&RecordingDuration=4&Digits=hangup&CallStatus=completed",
                recorded(4),
            ),
            ("/v?state=t&in=record", "", CallEvent::Silence),
            (
                "/v?state=t&in=record",
                "CallStatus=completed",
                CallEvent::HungUp,
            ),
            (
                "/v?state=t&in=record",
                "RecordingUrl=http%3A%2F%2Fa.example%2FRE1",
                CallEvent::Silence,
            ),
            (
                "/v?state=t",
                "RecordingUrl=https%3A%2F%2Fa.example%2FRE1",
                CallEvent::Continue,
            ),
        ];
        for (url, fields, expected) in cases {
            assert_eq!(read(url, fields).unwrap().event, expected, "{url} {fields}");
        }
    }

    #[test]
    fn what_our_own_url_says_is_read_with_it() {
        let webhook = read("/v?state=a-b_9&in=wait", "QueuePosition=2").unwrap();
        assert_eq!(webhook.state.as_deref(), Some("a-b_9"));
        assert!(webhook.in_wait);
        assert!(
            !read("/v?state=t&in=wait", "QueueResult=leave")
                .unwrap()
                .in_wait
        );
    }

    #[test]
    fn a_caller_without_a_number_of_their_own_is_anonymous() {
        for (from, shown) in [
            ("+447700900123", true),
            ("+994125550100", true),
            ("+266696687", false),
            ("+7378742833", false),
            ("+86282452253", false),
            ("anonymous", false),
            ("Restricted", false),
            ("", false),
            ("+", false),
            ("+0441234567", false),
            ("447700900123", false),
            ("+44770090012345678", false),
            ("+44٧٧٠٠٩٠٠", false),
            ("client:alice", false),
            ("sip:alice@pbx.example", false),
        ] {
            assert_eq!(is_number(from), shown, "{from}");
        }
    }

    #[test]
    fn the_number_dialled_is_found_in_a_sip_address() {
        assert_eq!(dialled("+442079460100"), "+442079460100");
        assert_eq!(
            dialled("sip:+442079460100@example.sip.example"),
            "+442079460100"
        );
    }

    #[test]
    fn a_json_body_says_the_same_as_a_form() {
        let body = r#"{"CallSid":"CA1","From":"+447700900123","To":"+442079460100","Digits":12,"Other":{"x":[]}}"#;
        let request = WebhookRequest {
            content_type: "application/json; charset=utf-8",
            ..request("/v?state=t&in=keys&bodySHA256=00", body)
        };
        let webhook = parse(&Verified { request: &request }).unwrap();
        assert_eq!(webhook.event, CallEvent::Digits("12".into()));
        assert_eq!(webhook.call, read("/v", "").unwrap().call);
        let unsigned = WebhookRequest {
            path_and_query: "/v",
            ..request.clone()
        };
        assert!(parse(&Verified { request: &unsigned }).is_err());
    }

    #[test]
    fn a_webhook_that_is_no_call_is_an_error_without_personal_data() {
        for (body, message) in [
            ("", "the webhook has no CallSid"),
            ("CallSid=&To=1", "the webhook has no CallSid"),
            ("CallSid=CA1&From=%2B447700900123", "the webhook has no To"),
        ] {
            let request = request("/v", body);
            let verified = Verified { request: &request };
            assert_eq!(parse(&verified), Err(message.to_owned()));
        }
    }

    #[test]
    fn a_status_says_whether_the_call_is_over() {
        for (fields, status, duration_s, ended) in [
            (
                "CallStatus=completed&CallDuration=62",
                "completed",
                Some(62),
                true,
            ),
            ("CallStatus=busy", "busy", None, true),
            ("CallStatus=ringing&CallDuration=x", "ringing", None, false),
        ] {
            let body = format!("CallSid=CA1&From=%2B447700900123&To=%2B442079460100&{fields}");
            let request = request("/v/status", &body);
            let report = parse_status(&Verified { request: &request }).unwrap();
            assert_eq!(
                (report.status.as_str(), report.duration_s, report.ended),
                (status, duration_s, ended)
            );
        }
    }

    proptest! {
        #[test]
        fn any_webhook_is_read_without_a_panic(url in "\\PC{0,60}", body: Vec<u8>, json: bool) {
            let request = WebhookRequest {
                path_and_query: &url,
                signature: "",
                content_type: if json { "application/json" } else { "" },
                body: &body,
            };
            let _ = parse(&Verified { request: &request });
            let _ = parse_status(&Verified { request: &request });
        }
    }
}
