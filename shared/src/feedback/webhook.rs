//! Sending events as Standard Webhooks: signature and times of the attempts.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::SignedDuration;
use sha2::Sha256;

/// Seconds until the next attempt, by attempts made: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h; then every 12 h.
const WAITS_S: [i64; 6] = [5, 300, 1_800, 7_200, 18_000, 36_000];
const LATER_WAITS_S: i64 = 43_200;

/// After this long an event is parked: 72 hours.
const PARKED_AFTER_S: i64 = 72 * 3_600;

/// Jitter spreads attempts by this fraction to both sides, so that a store that comes back is not run over.
const SPREAD: f64 = 0.1;

/// The three headers that sign a body with `HMAC-SHA256(secret, "{id}.{timestamp}.{body}")`.
///
/// `secret` are the bytes of [`crate::seal::secret_bytes`].
#[must_use]
pub fn webhook_headers(
    secret: &[u8],
    id: &str,
    timestamp_s: i64,
    body: &[u8],
) -> [(&'static str, String); 3] {
    [
        ("webhook-id", id.to_owned()),
        ("webhook-timestamp", timestamp_s.to_string()),
        (
            "webhook-signature",
            signature(secret, id, timestamp_s, body),
        ),
    ]
}

fn signature(secret: &[u8], id: &str, timestamp_s: i64, body: &[u8]) -> String {
    // HMAC takes a key of any length; should it ever not, a signature that fits nothing is sent and refused.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else {
        return "v1,".to_owned();
    };
    for part in [
        id.as_bytes(),
        b".",
        timestamp_s.to_string().as_bytes(),
        b".",
        body,
    ] {
        mac.update(part);
    }
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

/// How long after failed attempt number `attempts` (from 1) an event is sent again, or nothing where it is parked.
///
/// The jitter follows from the event's id, so that events that failed together do not come back together.
#[must_use]
pub fn retry_after(event: &str, attempts: u32) -> Option<SignedDuration> {
    let [high, low, ..] = crate::hash::digest(&["retry", event, &attempts.to_string()]);
    retry_delay(
        attempts,
        f64::from(u16::from_be_bytes([high, low])) / 65_536.0,
    )
}

/// The same with the jitter as an argument, from 0 to 1.
#[must_use]
pub fn retry_delay(attempts: u32, jitter: f64) -> Option<SignedDuration> {
    let waits = || WAITS_S.into_iter().chain(std::iter::repeat(LATER_WAITS_S));
    let before = usize::try_from(attempts.checked_sub(1)?)
        .ok()
        .filter(|&n| n < 64)?;
    let elapsed_s: i64 = waits().take(before).sum();
    let left_s = PARKED_AFTER_S - elapsed_s;
    let wait_s = waits()
        .nth(before)
        .map(|wait_s| wait_s.min(left_s))
        .filter(|&wait_s| wait_s > 0)?;
    let factor = 1.0 - SPREAD + 2.0 * SPREAD * jitter.clamp(0.0, 1.0);
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "12 hours in milliseconds"
    )]
    let millis = (wait_s as f64 * 1_000.0 * factor) as i64;
    Some(SignedDuration::from_millis(millis))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::secret_bytes;

    #[test]
    fn the_published_example_has_the_published_signature() {
        let secret = secret_bytes("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        let headers = webhook_headers(
            &secret,
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            br#"{"test": 2432232314}"#,
        );
        let names = headers.clone().map(|(name, _)| name);
        assert_eq!(
            names,
            ["webhook-id", "webhook-timestamp", "webhook-signature"]
        );
        assert_eq!(headers[0].1, "msg_p5jXN8AQM9LWM0D4loKWxJek");
        assert_eq!(headers[1].1, "1614265330");
        assert_eq!(
            headers[2].1,
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
        );
    }

    #[test]
    fn attempts_are_made_for_three_days_and_then_no_more() {
        let waits: Vec<i64> = (1..)
            .map_while(|n| retry_delay(n, 0.5))
            .map(|wait| wait.as_secs())
            .collect();
        assert_eq!(waits[..6], [5, 300, 1_800, 7_200, 18_000, 36_000]);
        assert_eq!(waits[6..10], [43_200; 4]);
        assert_eq!(
            waits.iter().sum::<i64>(),
            72 * 3_600,
            "the last attempt is at the end of the 72 hours"
        );
        assert_eq!(waits.len(), 11);
        assert_eq!(retry_delay(0, 0.5), None);
        assert_eq!(retry_delay(u32::MAX, 0.5), None);
    }

    #[test]
    fn jitter_spreads_by_a_tenth_and_follows_from_the_event() {
        assert_eq!(retry_delay(2, 0.0).unwrap().as_secs(), 270);
        assert_eq!(retry_delay(2, 1.0).unwrap().as_secs(), 330);
        assert_eq!(retry_after("a", 2), retry_after("a", 2));
        let waits: std::collections::BTreeSet<_> = (0..100)
            .map(|n: u32| retry_after(&n.to_string(), 2))
            .collect();
        assert!(waits.len() > 90, "{} different", waits.len());
    }
}
