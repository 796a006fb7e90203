//! What the environment says: read once, because the runtime reads it at start only.

use crate::hash;
use shared::seal::{Keys, secret_bytes};
use std::collections::BTreeMap;

/// The installation's configuration.
pub(crate) struct Settings {
    /// `https://host`, no slash at the end.
    pub(crate) public_url: String,
    /// SHA-256 of the admin's token, where one is set.
    pub(crate) staff_token_hash: Option<String>,
    /// Keys of links and sessions.
    pub(crate) keys: Keys,
    /// The sites' secrets by name.
    pub(crate) secrets: BTreeMap<String, Vec<u8>>,
    /// Header in which the front proxy tells the client's address.
    pub(crate) client_ip_header: Option<String>,
}

impl Settings {
    /// Reads the environment.
    pub(crate) fn read(env: &worker::Env) -> Settings {
        // Not `Env::var`, which trips over what is bound to null: unset, empty and null are the same.
        let var = |name: &str| {
            js_sys::Reflect::get(env, &name.into())
                .ok()
                .and_then(|value| value.as_string())
                .filter(|value| !value.is_empty())
        };
        let public_url = var("RINGBACK_PUBLIC_URL").unwrap_or_default();
        let secret = var("RINGBACK_SECRET").unwrap_or_else(|| {
            crate::log::warn(
                "-",
                "RINGBACK_SECRET is not set: links and calls of this process end with it",
            );
            // Never a key that somebody could guess.
            crate::random::hex::<32>().unwrap_or_default()
        });
        Settings {
            public_url: public_url.trim_end_matches('/').to_owned(),
            staff_token_hash: var("RINGBACK_STAFF_TOKEN")
                .map(|token| hash::sha256(token.as_bytes())),
            keys: Keys::new(&secret),
            secrets: var("RINGBACK_SECRETS")
                .unwrap_or_default()
                .split(',')
                .map(str::trim)
                .filter(|name| !name.is_empty())
                .filter_map(|name| Some((name.to_owned(), secret_bytes(&var(name)?))))
                // A bare `whsec_`: with an empty key anybody could sign.
                .filter(|(_, secret)| !secret.is_empty())
                .collect(),
            client_ip_header: var("RINGBACK_CLIENT_IP_HEADER"),
        }
    }
}
