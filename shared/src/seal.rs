//! Keys and tokens: everything that leaves us signed or sealed and comes back.
//!
//! All keys are derived from the installation's master secret (`RINGBACK_SECRET`) with HKDF-SHA256, one per purpose:
//! a token made for one purpose is noise for every other. Every token begins with a version byte.

mod link;
mod session;

pub use session::{MAX_SESSION_TOKEN, session_token_length};
pub(crate) use session::{decode as session_from_bytes, effect_bytes, encode as session_bytes};

use crate::{hash::hex, ivr::Session, site::Provider};
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// The keys of one installation.
#[derive(Clone)]
pub struct Keys {
    session: Key,
    invitation: Key,
    callback: Key,
    person: Key,
}

/// 64 bytes: AES-256-SIV takes two AES keys, HMAC-SHA256 one whole block.
pub(crate) type Key = [u8; 64];

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(secret)")
    }
}

/// A token that is not ours, was changed, belongs elsewhere, or has expired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Not ours, or changed.
    #[error("this link is not valid: it was changed or cut off")]
    Invalid,
    /// Too old.
    #[error("this link has expired")]
    Expired,
}

/// What a survey invitation says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Site id.
    pub site: String,
    /// Survey id.
    pub survey: String,
    /// Single use.
    pub nonce: [u8; 16],
    /// Seconds since 1970.
    pub expires_s: i64,
    /// Contact it is about.
    pub contact: String,
    /// Operator.
    pub operator: Option<String>,
    /// Project id.
    pub project: Option<String>,
    /// Queue id.
    pub queue: Option<String>,
    /// BCP 47 code.
    pub locale: Option<String>,
}

impl Keys {
    /// Keys from a master secret: `whsec_…` is decoded, everything else is used as bytes.
    #[must_use]
    pub fn new(master: &str) -> Keys {
        let master = Hkdf::<Sha256>::new(Some(b"ringback"), &secret_bytes(master));
        Keys {
            session: derive(&master, "session"),
            invitation: derive(&master, "invitation"),
            callback: derive(&master, "callback"),
            person: derive(&master, "person"),
        }
    }

    /// Seals a session for the URL of the next webhook: AES-SIV, so the same session gives the same token;
    /// bound to site, provider and call id; base64url. At most [`MAX_SESSION_TOKEN`] characters as long as
    /// [`session_token_length`] says so.
    #[must_use]
    pub fn seal_session(
        &self,
        site: &str,
        provider: Provider,
        call_id: &str,
        session: &Session,
    ) -> String {
        session::seal(&self.session, [site, provider.name(), call_id], session)
    }

    /// Opens a sealed session.
    ///
    /// # Errors
    /// [`TokenError::Invalid`] for anything that these keys did not seal for this site, provider and call.
    pub fn open_session(
        &self,
        site: &str,
        provider: Provider,
        call_id: &str,
        token: &str,
    ) -> Result<Session, TokenError> {
        session::open(&self.session, [site, provider.name(), call_id], token)
    }

    /// Signs a survey invitation: compact, base64url, HMAC-SHA256.
    #[must_use]
    pub fn sign_invitation(&self, invitation: &Invitation) -> String {
        link::sign(&self.invitation, invitation)
    }

    /// Reads a survey invitation.
    ///
    /// # Errors
    /// [`TokenError`] where it is not ours or too old at `now_s`.
    pub fn read_invitation(&self, token: &str, now_s: i64) -> Result<Invitation, TokenError> {
        let invitation: Invitation = link::read(&self.invitation, token)?;
        if now_s < invitation.expires_s {
            Ok(invitation)
        } else {
            Err(TokenError::Expired)
        }
    }

    /// Signs a customer's link to a callback.
    #[must_use]
    pub fn sign_callback(&self, site: &str, callback: &str) -> String {
        link::sign(&self.callback, &(site, callback))
    }

    /// Reads such a link: site id and callback id.
    ///
    /// # Errors
    /// [`TokenError::Invalid`] where it is not ours.
    pub fn read_callback(&self, token: &str) -> Result<(String, String), TokenError> {
        link::read(&self.callback, token)
    }

    /// Hashes a phone number with the site's own key: 32 hex digits; the same person has the same hash on one site.
    #[must_use]
    pub fn person(&self, site: &str, e164: &str) -> String {
        let hash = link::mac(&self.person, &[site.as_bytes(), &[0], e164.as_bytes()]);
        hex(&hash, 16)
    }
}

/// A secret's bytes: `whsec_<base64>` is decoded, everything else is taken as it is.
#[must_use]
pub fn secret_bytes(secret: &str) -> Vec<u8> {
    use base64::Engine as _;
    secret
        .strip_prefix("whsec_")
        .and_then(|b| base64::engine::general_purpose::STANDARD.decode(b).ok())
        .unwrap_or_else(|| secret.as_bytes().to_vec())
}

fn derive(master: &Hkdf<Sha256>, purpose: &str) -> Key {
    let mut key = [0; 64];
    let expanded = master.expand_multi_info(&[b"ringback/v1/", purpose.as_bytes()], &mut key);
    debug_assert!(expanded.is_ok(), "HKDF-SHA256 gives up to 8160 bytes");
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_of_the_standard_webhooks_form_is_decoded() {
        assert_eq!(secret_bytes("whsec_AAEC"), [0, 1, 2]);
        assert_eq!(secret_bytes("whsec_!"), b"whsec_!");
        assert_eq!(secret_bytes("12345"), b"12345");
    }

    #[test]
    fn every_purpose_has_its_own_key() {
        let keys = Keys::new("master");
        let all = [keys.session, keys.invitation, keys.callback, keys.person];
        for (i, a) in all.iter().enumerate() {
            assert!(all.iter().skip(i + 1).all(|b| a != b));
            assert_ne!(*a, [0; 64]);
        }
    }

    #[test]
    fn a_person_has_one_hash_a_site_and_another_elsewhere() {
        let keys = Keys::new("master");
        let hash = keys.person("mobile", "+994501234567");
        assert_eq!(hash.len(), 32);
        assert_eq!(hash, keys.person("mobile", "+994501234567"));
        assert_ne!(hash, keys.person("bank", "+994501234567"));
        assert_ne!(hash, keys.person("mobile", "+994501234568"));
        assert_ne!(
            hash,
            Keys::new("other").person("mobile", "+994501234567"),
            "the hash is keyed"
        );
    }

    #[test]
    fn keys_do_not_show_themselves() {
        assert_eq!(format!("{:?}", Keys::new("master")), "Keys(secret)");
    }
}
