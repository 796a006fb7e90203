//! `GET`, `POST …/tokens` and `DELETE …/tokens/{id}`: further staff tokens of a site.

use crate::{
    auth::{Role, TOKEN_PREFIX},
    durable::{Object, ask},
    hash,
    http::Reply,
    problem::Refusal,
    random,
    store::site::{SiteCommand, Token},
    visit::Visit,
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    role: Role,
    #[serde(default)]
    label: String,
}

/// Tokens by id, role and label; the tokens themselves are not known any more.
pub(crate) async fn list(visit: &Visit) -> Result<Reply, Refusal> {
    visit.bundle().await?;
    let tokens: Vec<Token> = ask(
        &visit.env,
        Object::Site,
        visit.site(),
        &SiteCommand::Tokens {},
    )
    .await?;
    Ok(Reply::json(200, &json!({ "tokens": tokens })))
}

/// Makes a token: the answer shows it, once.
pub(crate) async fn make(mut visit: Visit) -> Result<Reply, Refusal> {
    visit.bundle().await?;
    let wanted: Wanted = visit.json().await?;
    if wanted.label.chars().count() > 100 {
        return Err(Refusal::invalid("A label has at most 100 letters."));
    }
    let id = random::hex::<8>()?;
    let token = format!("{TOKEN_PREFIX}{}", random::hex::<32>()?);
    let command = SiteCommand::KeepToken {
        id: id.clone(),
        hash: hash::sha256(token.as_bytes()),
        role: wanted.role,
        label: wanted.label,
    };
    let () = ask(&visit.env, Object::Site, visit.site(), &command).await?;
    Ok(Reply::json(
        201,
        &json!({ "id": id, "role": wanted.role, "token": token }),
    ))
}

/// Drops a token: it is worth nothing from now on.
pub(crate) async fn drop(visit: &Visit) -> Result<Reply, Refusal> {
    visit.bundle().await?;
    let command = SiteCommand::DropToken {
        id: visit.param(1).to_owned(),
        by: visit.staff()?,
    };
    if ask::<_, bool>(&visit.env, Object::Site, visit.site(), &command).await? {
        return Ok(Reply::empty(204));
    }
    Err(Refusal::not_found(
        "No token of this site has this id. GET …/tokens lists them.",
    ))
}
