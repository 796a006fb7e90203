//! Staff tokens: 256 random bits, shown once, stored as SHA-256, compared in constant time.
//!
//! `RINGBACK_STAFF_TOKEN` is the installation's admin; further tokens belong to one site and one role.

use crate::{
    cache,
    durable::{Object, ask},
    hash,
    problem::Refusal,
    settings::Settings,
    store::site::SiteCommand,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::publication::Staff;

/// What a token may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Role {
    /// Reports queues and contacts.
    Acd,
    /// Publishes the site's files.
    Marketing,
    /// Reads the QA store.
    Quality,
    /// Works off callbacks.
    Operator,
    /// Everything.
    Admin,
}

impl Role {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Role::Acd => "acd",
            Role::Marketing => "marketing",
            Role::Quality => "quality",
            Role::Operator => "operator",
            Role::Admin => "admin",
        }
    }
}

/// Whose token a request carries.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Bearer {
    pub(crate) role: Role,
    pub(crate) staff: Staff,
}

/// The token in an `Authorization` header.
///
/// # Errors
/// 401 without a token that is known, 503 where the site's object does not answer.
async fn bearer(
    env: &worker::Env,
    settings: &Settings,
    site: &str,
    authorization: Option<&str>,
    now: Timestamp,
) -> Result<Bearer, Refusal> {
    let token = authorization
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim())
        .filter(|token| (8..=200).contains(&token.len()))
        .ok_or_else(Refusal::not_authenticated)?;
    let hash = hash::sha256(token.as_bytes());
    if settings
        .staff_token_hash
        .as_deref()
        .is_some_and(|known| hash::same(known, &hash))
    {
        return Ok(Bearer {
            role: Role::Admin,
            staff: Staff {
                id: INSTALLATION.to_owned(),
                label: INSTALLATION.to_owned(),
            },
        });
    }
    // Only tokens that we made reach the store, so that guessing costs an object nothing.
    if !token.starts_with(TOKEN_PREFIX) || !cache::knows_site(env, site, now).await {
        return Err(Refusal::not_authenticated());
    }
    let bearer: Option<Bearer> = ask(env, Object::Site, site, &SiteCommand::Who { hash }).await?;
    bearer.ok_or_else(Refusal::not_authenticated)
}

/// Id and label of the admin's own token. No id of a made token looks like it.
const INSTALLATION: &str = "installation";

/// Every token of ours begins with this, so that scanners find one that leaked.
pub(crate) const TOKEN_PREFIX: &str = "rbk_";

/// Checks that a request may use a staff route; who asks.
///
/// # Errors
/// 401 or 403.
pub(crate) async fn check(
    env: &worker::Env,
    settings: &Settings,
    site: &str,
    authorization: Option<&str>,
    allowed: &[Role],
    now: Timestamp,
) -> Result<Staff, Refusal> {
    let Bearer { role, staff } = bearer(env, settings, site, authorization, now).await?;
    if role == Role::Admin || allowed.contains(&role) {
        return Ok(staff);
    }
    let needed: Vec<String> = allowed
        .iter()
        .chain([&Role::Admin])
        .map(|role| format!("`{}`", role.name()))
        .collect();
    Err(Refusal::forbidden(role.name(), &needed.join(" or ")))
}
