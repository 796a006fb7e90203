//! A session in a URL: AES-256-SIV over postcard, bound to site, provider and call.

use super::{Key, TokenError};
use crate::{
    bundle::BundleVersion,
    feedback::Outcome,
    ivr::{Effect, Given, Phase, Session},
    locale::Locale,
    menu::NodeId,
    survey::{AnswerValue, Answered},
};
use aes_siv::{KeyInit as _, siv::Aes256Siv};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

/// The longest token that may stand in a provider's URL, characters.
pub const MAX_SESSION_TOKEN: usize = 700;

const VERSION: u8 = 2;
/// The format before calls kept numbers. A call may have begun before a deploy and go on after it.
const FIRST_VERSION: u8 = 1;
const SIV_BYTES: usize = 16;

/// How long the token of `session` is, characters.
///
/// A session alone takes about 60 characters; effects that wait to be stored take the rest. Whoever adds effects to a
/// session asks first: beyond [`MAX_SESSION_TOKEN`] they stay behind, and that is told.
#[must_use]
pub fn session_token_length(session: &Session) -> usize {
    let bytes = 1 + SIV_BYTES + encode(session).len();
    (bytes * 4).div_ceil(3)
}

/// Seals a session.
pub(super) fn seal(key: &Key, bound_to: [&str; 3], session: &Session) -> String {
    let sealed = Aes256Siv::new(key.into()).encrypt(headers(&VERSION, bound_to), &encode(session));
    // Fails only beyond 126 headers.
    let mut token = vec![VERSION];
    token.extend(sealed.unwrap_or_default());
    URL_SAFE_NO_PAD.encode(token)
}

/// Opens what [`seal`] made with the same key for the same call.
pub(super) fn open(key: &Key, bound_to: [&str; 3], token: &str) -> Result<Session, TokenError> {
    if token.len() > MAX_SESSION_TOKEN {
        return Err(TokenError::Invalid);
    }
    let bytes = URL_SAFE_NO_PAD
        .decode(token)
        .map_err(|_| TokenError::Invalid)?;
    let Some((version, sealed)) = bytes.split_first() else {
        return Err(TokenError::Invalid);
    };
    let plain = Aes256Siv::new(key.into())
        .decrypt(headers(version, bound_to), sealed)
        .map_err(|_| TokenError::Invalid)?;
    let session = match *version {
        VERSION => decode(&plain),
        FIRST_VERSION => decode_first(&plain),
        _ => None,
    };
    session.ok_or(TokenError::Invalid)
}

fn headers<'a>(version: &'a u8, bound_to: [&'a str; 3]) -> [&'a [u8]; 4] {
    let [site, provider, call] = bound_to;
    [
        std::slice::from_ref(version),
        site.as_bytes(),
        provider.as_bytes(),
        call.as_bytes(),
    ]
}

/// A session as it is inside of its token.
pub(crate) fn encode(session: &Session) -> Vec<u8> {
    let mut bare = session.clone();
    let unstored = std::mem::take(&mut bare.unstored);
    let wire = Wire {
        session: bare,
        unstored: unstored
            .into_iter()
            .map(|(turn, index, effect)| (turn, index, effect.into()))
            .collect(),
    };
    // Plain data, which postcard always writes; an empty token would only lead to the last resort.
    postcard::to_allocvec(&wire).unwrap_or_default()
}

/// Reads what [`encode`] wrote.
pub(crate) fn decode(plain: &[u8]) -> Option<Session> {
    let wire: Wire = whole(plain)?;
    Some(Session {
        unstored: effects(wire.unstored),
        ..wire.session
    })
}

fn decode_first(plain: &[u8]) -> Option<Session> {
    let wire: FirstWire = whole(plain)?;
    Some(Session {
        bundle: wire.bundle,
        node: wire.node,
        phase: wire.phase,
        locale: wire.locale,
        silent: wire.silent,
        wrong: wire.wrong,
        turn: wire.turn,
        menu_turns: wire.menu_turns,
        callbacks_ahead: wire.callbacks_ahead,
        answers: wire.answers,
        digits: Vec::new(),
        // Heard when the call began, or soon after.
        announced: true,
        unstored: effects(wire.unstored),
    })
}

fn whole<'a, T: Deserialize<'a>>(plain: &'a [u8]) -> Option<T> {
    match postcard::take_from_bytes(plain) {
        Ok((wire, [])) => Some(wire),
        Ok(_) | Err(_) => None,
    }
}

fn effects(unstored: Vec<(u16, u8, WireEffect)>) -> Vec<(u16, u8, Effect)> {
    unstored
        .into_iter()
        .map(|(turn, index, effect)| (turn, index, effect.into()))
        .collect()
}

/// The bytes of an effect, the same for the same effect on every machine: ids are made of them.
pub(crate) fn effect_bytes(effect: &Effect) -> Vec<u8> {
    postcard::to_allocvec(&WireEffect::from(effect.clone())).unwrap_or_default()
}

/// A session with its effects apart: answers are untagged in JSON, which postcard cannot read back.
#[derive(Serialize, Deserialize)]
struct Wire {
    session: Session,
    unstored: Vec<(u16, u8, WireEffect)>,
}

/// The first format: a session's fields in their order, an empty list of effects, and the effects apart.
#[derive(Deserialize)]
struct FirstWire {
    bundle: BundleVersion,
    node: NodeId,
    phase: Phase,
    locale: Locale,
    silent: u8,
    wrong: u8,
    turn: u16,
    menu_turns: u16,
    callbacks_ahead: u32,
    answers: Vec<Given>,
    #[allow(dead_code, reason = "always empty, but it takes a byte")]
    none: Vec<WireEffect>,
    unstored: Vec<(u16, u8, WireEffect)>,
}

#[derive(Serialize, Deserialize)]
enum WireEffect {
    RequestCallback {
        queue: String,
    },
    RecordAnswer {
        survey: String,
        question: String,
        value: WireValue,
    },
    RecordDeflection {
        node: String,
        outcome: Outcome,
    },
    RecordInput {
        name: String,
        digits: String,
    },
    KeepVoicemail {
        queue: String,
        recording: String,
        seconds: u32,
        callback: bool,
    },
}

#[derive(Serialize, Deserialize)]
enum WireValue {
    Bool(bool),
    Score(i64),
    Text(String),
}

impl From<Effect> for WireEffect {
    fn from(effect: Effect) -> WireEffect {
        match effect {
            Effect::RequestCallback { queue } => WireEffect::RequestCallback { queue },
            Effect::RecordAnswer {
                survey,
                answer: Answered { question, value },
            } => WireEffect::RecordAnswer {
                survey,
                question,
                value: match value {
                    AnswerValue::Bool(yes) => WireValue::Bool(yes),
                    AnswerValue::Score(score) => WireValue::Score(score),
                    AnswerValue::Text(text) => WireValue::Text(text),
                },
            },
            Effect::RecordDeflection { node, outcome } => {
                WireEffect::RecordDeflection { node, outcome }
            }
            Effect::RecordInput { name, digits } => WireEffect::RecordInput { name, digits },
            Effect::KeepVoicemail {
                queue,
                recording,
                seconds,
                callback,
            } => WireEffect::KeepVoicemail {
                queue,
                recording,
                seconds,
                callback,
            },
        }
    }
}

impl From<WireEffect> for Effect {
    fn from(effect: WireEffect) -> Effect {
        match effect {
            WireEffect::RequestCallback { queue } => Effect::RequestCallback { queue },
            WireEffect::RecordAnswer {
                survey,
                question,
                value,
            } => Effect::RecordAnswer {
                survey,
                answer: Answered {
                    question,
                    value: match value {
                        WireValue::Bool(yes) => AnswerValue::Bool(yes),
                        WireValue::Score(score) => AnswerValue::Score(score),
                        WireValue::Text(text) => AnswerValue::Text(text),
                    },
                },
            },
            WireEffect::RecordDeflection { node, outcome } => {
                Effect::RecordDeflection { node, outcome }
            }
            WireEffect::RecordInput { name, digits } => Effect::RecordInput { name, digits },
            WireEffect::KeepVoicemail {
                queue,
                recording,
                seconds,
                callback,
            } => Effect::KeepVoicemail {
                queue,
                recording,
                seconds,
                callback,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Keys;
    use super::*;
    use crate::{ivr::KeyedIn, site::Provider};
    use proptest::prelude::*;

    fn session() -> Session {
        Session {
            bundle: BundleVersion([1, 2, 3, 4, 5, 6, 7, 8]),
            node: NodeId(300),
            phase: Phase::Question(2),
            locale: Locale::Az,
            silent: 1,
            wrong: 2,
            turn: 17,
            menu_turns: 12,
            callbacks_ahead: 3,
            answers: vec![Given {
                question: 0,
                value: 5,
            }],
            digits: vec![KeyedIn {
                node: NodeId(7),
                digits: "00042".into(),
            }],
            announced: true,
            unstored: Vec::new(),
        }
    }

    fn every_effect() -> Vec<(u16, u8, Effect)> {
        let answer = |value| Effect::RecordAnswer {
            survey: "survey".into(),
            answer: Answered {
                question: "how_easy".into(),
                value,
            },
        };
        vec![
            (
                1,
                0,
                Effect::RequestCallback {
                    queue: "care".into(),
                },
            ),
            (2, 0, answer(AnswerValue::Bool(true))),
            (3, 0, answer(AnswerValue::Score(10))),
            (3, 1, answer(AnswerValue::Text("price".into()))),
            (
                4,
                0,
                Effect::RecordDeflection {
                    node: "balance".into(),
                    outcome: Outcome::Resolved,
                },
            ),
            (
                5,
                0,
                Effect::RecordInput {
                    name: "account".into(),
                    digits: "00042".into(),
                },
            ),
            (
                6,
                0,
                Effect::KeepVoicemail {
                    queue: "care".into(),
                    recording: "https://recordings.example/RE1".into(),
                    seconds: 17,
                    callback: true,
                },
            ),
        ]
    }

    fn seal(session: &Session) -> String {
        Keys::new("master").seal_session("mobile", Provider::Twilio, "CA1", session)
    }

    fn open(token: &str) -> Result<Session, TokenError> {
        Keys::new("master").open_session("mobile", Provider::Twilio, "CA1", token)
    }

    #[test]
    fn a_session_comes_back_with_every_kind_of_effect() {
        let session = Session {
            unstored: every_effect(),
            ..session()
        };
        assert_eq!(open(&seal(&session)), Ok(session));
    }

    #[test]
    fn the_same_session_gives_the_same_token() {
        assert_eq!(seal(&session()), seal(&session()));
        let other = Session {
            turn: 18,
            ..session()
        };
        assert_ne!(seal(&session()), seal(&other));
    }

    #[test]
    fn a_token_with_any_bit_flipped_is_refused() {
        let bytes = URL_SAFE_NO_PAD.decode(seal(&session())).unwrap();
        for bit in 0..bytes.len() * 8 {
            let mut changed = bytes.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(
                open(&URL_SAFE_NO_PAD.encode(changed)),
                Err(TokenError::Invalid),
                "bit {bit}"
            );
        }
    }

    #[test]
    fn a_token_is_refused_in_another_call_on_another_site_and_under_other_keys() {
        let token = seal(&session());
        let keys = Keys::new("master");
        for (site, call) in [
            ("bank", "CA1"),
            ("mobile", "CA2"),
            ("mobileC", "A1"),
            ("", ""),
        ] {
            assert_eq!(
                keys.open_session(site, Provider::Twilio, call, &token),
                Err(TokenError::Invalid)
            );
        }
        assert_eq!(
            super::open(&keys.session, ["mobile", "telnyx", "CA1"], &token),
            Err(TokenError::Invalid),
            "another provider"
        );
        assert_eq!(
            Keys::new("other").open_session("mobile", Provider::Twilio, "CA1", &token),
            Err(TokenError::Invalid)
        );
    }

    #[test]
    fn a_token_cut_short_or_made_longer_is_refused() {
        let token = seal(&session());
        for end in 0..token.len() {
            assert_eq!(open(&token[..end]), Err(TokenError::Invalid));
        }
        assert_eq!(open(&format!("{token}AAAA")), Err(TokenError::Invalid));
        assert_eq!(open(&"A".repeat(1_000_000)), Err(TokenError::Invalid));
    }

    #[test]
    fn a_session_of_any_format_opens() {
        assert_eq!(seal(&session()), PINNED);
        assert_eq!(open(PINNED), Ok(session()));
        let first = Session {
            digits: Vec::new(),
            ..session()
        };
        assert_eq!(open(FIRST_PINNED), Ok(first));
    }

    const PINNED: &str = "AhlTAeaTH4W-2KoiALPYBA0Oaic-Fzza6REWQTaWFOZsctsKePiudIqLDzrW9IQhGQ";

    const FIRST_PINNED: &str = "ASaFk7BKlnwqlvLhCjDNM7X1TPnDSD2OHd1mNkqerv4FlFBh710TqQ";

    #[test]
    fn a_session_is_short_and_its_length_is_known_before_it_is_sealed() {
        let mut session = session();
        assert!(seal(&session).len() <= 80, "{}", seal(&session).len());
        // Eight answers of a survey, four deflections, numbers and messages fit: more than a call usually holds.
        for i in 0..3 {
            session.unstored.extend(every_effect());
            assert_eq!(seal(&session).len(), session_token_length(&session));
            assert!(session_token_length(&session) <= MAX_SESSION_TOKEN, "{i}");
        }
    }

    #[test]
    fn the_most_that_a_call_can_remember_fits_with_a_message_that_waits_to_be_kept() {
        let most = "9".repeat(usize::from(crate::menu::MAX_DIGITS));
        let number = KeyedIn {
            node: NodeId(u16::MAX),
            digits: most.clone(),
        };
        let message = Effect::KeepVoicemail {
            queue: "customer_care".into(),
            recording: format!("https://{}", "r".repeat(192)),
            seconds: 600,
            callback: false,
        };
        let full = Session {
            node: NodeId(u16::MAX),
            phase: Phase::Confirm(most),
            turn: u16::MAX,
            callbacks_ahead: u32::MAX,
            digits: vec![number; Session::MOST_NUMBERS],
            unstored: vec![(u16::MAX, 0, message)],
            ..session()
        };
        let length = session_token_length(&full);
        assert!(length <= MAX_SESSION_TOKEN, "{length}");
        assert_eq!(open(&seal(&full)), Ok(full));
    }

    proptest! {
        #[test]
        fn opening_anything_never_panics(token in "\\PC{0,80}", bytes: Vec<u8>) {
            prop_assert_eq!(open(&token), Err(TokenError::Invalid));
            prop_assert_eq!(open(&URL_SAFE_NO_PAD.encode(&bytes)), Err(TokenError::Invalid));
            let _ = decode(&bytes);
        }
    }
}
