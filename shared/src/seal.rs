//! Keys and tokens: everything that leaves us signed or sealed and comes back.
//!
//! All keys are derived from the installation's master secret (`RINGBACK_SECRET`) with HKDF-SHA256, one per purpose.

use crate::{ivr::Session, site::Provider};
use serde::{Deserialize, Serialize};

/// The keys of one installation.
#[derive(Clone)]
pub struct Keys {
    master: Vec<u8>,
}

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
        Keys {
            master: secret_bytes(master),
        }
    }

    /// Seals a session for the URL of the next webhook: AES-SIV, so the same session gives the same token;
    /// bound to site, provider and call id; base64url.
    #[must_use]
    pub fn seal_session(
        &self,
        site: &str,
        provider: Provider,
        call_id: &str,
        session: &Session,
    ) -> String {
        let _ = (&self.master, site, provider, call_id, session);
        todo!("dialect engineer")
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
        let _ = (site, provider, call_id, token);
        todo!("dialect engineer")
    }

    /// Signs a survey invitation: compact, base64url, HMAC-SHA256.
    #[must_use]
    pub fn sign_invitation(&self, invitation: &Invitation) -> String {
        let _ = invitation;
        todo!("dialect engineer")
    }

    /// Reads a survey invitation.
    ///
    /// # Errors
    /// [`TokenError`] where it is not ours or too old at `now_s`.
    pub fn read_invitation(&self, token: &str, now_s: i64) -> Result<Invitation, TokenError> {
        let _ = (token, now_s);
        todo!("dialect engineer")
    }

    /// Signs a customer's link to a callback.
    #[must_use]
    pub fn sign_callback(&self, site: &str, callback: &str) -> String {
        let _ = (site, callback);
        todo!("dialect engineer")
    }

    /// Reads such a link: site id and callback id.
    ///
    /// # Errors
    /// [`TokenError::Invalid`] where it is not ours.
    pub fn read_callback(&self, token: &str) -> Result<(String, String), TokenError> {
        let _ = token;
        todo!("dialect engineer")
    }

    /// Hashes a phone number with the site's own key: 32 hex digits; the same person has the same hash on one site.
    #[must_use]
    pub fn person(&self, site: &str, e164: &str) -> String {
        let _ = (site, e164);
        todo!("dialect engineer")
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
