//! A session in a URL: AES-256-SIV over postcard, bound to site, provider and call.

use super::{Key, TokenError};
use crate::{
    feedback::Outcome,
    ivr::{Effect, Session},
    survey::{AnswerValue, Answered},
};
use aes_siv::{KeyInit as _, siv::Aes256Siv};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

/// The longest token that may stand in a provider's URL, characters.
pub const MAX_SESSION_TOKEN: usize = 700;

const VERSION: u8 = 1;
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
    let sealed = Aes256Siv::new(key.into()).encrypt(headers(bound_to), &encode(session));
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
    let Some((&VERSION, sealed)) = bytes.split_first() else {
        return Err(TokenError::Invalid);
    };
    let plain = Aes256Siv::new(key.into())
        .decrypt(headers(bound_to), sealed)
        .map_err(|_| TokenError::Invalid)?;
    decode(&plain).ok_or(TokenError::Invalid)
}

fn headers(bound_to: [&str; 3]) -> [&[u8]; 4] {
    let [site, provider, call] = bound_to;
    [
        &[VERSION],
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
    match postcard::take_from_bytes::<Wire>(plain) {
        Ok((wire, [])) => Some(Session {
            unstored: wire
                .unstored
                .into_iter()
                .map(|(turn, index, effect)| (turn, index, effect.into()))
                .collect(),
            ..wire.session
        }),
        Ok(_) | Err(_) => None,
    }
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
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Keys;
    use super::*;
    use crate::{
        bundle::BundleVersion,
        ivr::{Given, Phase},
        locale::Locale,
        menu::NodeId,
        site::Provider,
    };
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
    fn a_session_of_the_first_format_still_opens() {
        assert_eq!(seal(&session()), PINNED);
        assert_eq!(open(PINNED), Ok(session()));
    }

    const PINNED: &str = "ASaFk7BKlnwqlvLhCjDNM7X1TPnDSD2OHd1mNkqerv4FlFBh710TqQ";

    #[test]
    fn a_session_is_short_and_its_length_is_known_before_it_is_sealed() {
        let mut session = session();
        assert!(seal(&session).len() <= 64, "{}", seal(&session).len());
        // Ten answers of a survey and ten deflections fit: more than a call usually holds.
        for i in 0..4 {
            session.unstored.extend(every_effect());
            assert_eq!(seal(&session).len(), session_token_length(&session));
            assert!(session_token_length(&session) <= MAX_SESSION_TOKEN, "{i}");
        }
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
