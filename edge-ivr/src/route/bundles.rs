//! `…/bundles` and `…/history`: publish, plan, approve, roll back. The rules stand in [`shared::publication`].

mod refused;

use crate::{
    acceptance, cache,
    durable::{Object, ask},
    http::{BUNDLE_LIMIT, Reply},
    problem::Refusal,
    store::{
        publication::{Kept, Outcome, Wanted},
        site::{DIRECTORY, SiteCommand},
    },
    visit::Visit,
};
use jiff::{Timestamp, tz::TimeZone};
use serde::de::DeserializeOwned;
use shared::{
    api::{ActivateRequest, BundleAccepted, BundleList, PublicationHistory},
    bundle::{BundleSource, Checked, changes},
    publication::{Decision, Seen, moment},
};
use std::rc::Rc;

/// Lists what serves, what is kept, and what waits.
pub(crate) async fn list(visit: &Visit) -> Result<Reply, Refusal> {
    let serving = visit.bundle().await?.version.to_string();
    let embedded = cache::embedded_version(visit.site(), visit.now);
    let kept: Kept = tell(visit, &SiteCommand::List { embedded }).await?;
    let list = BundleList {
        second_person: kept.active.as_ref().is_some_and(|a| a.second_person),
        active: kept.active.map_or(serving, |active| active.version),
        bundles: kept.bundles,
        waiting: kept.waiting,
    };
    Ok(Reply::json(200, &list).with("etag", etag(&list.active)))
}

/// The files of a version. They never change.
pub(crate) async fn show(visit: &Visit) -> Result<Reply, Refusal> {
    let source = kept_source(visit).await?;
    Ok(Reply::json(200, &source).with("etag", etag(visit.param(1))))
}

/// Who did what.
pub(crate) async fn history(visit: &Visit) -> Result<Reply, Refusal> {
    visit.bundle().await?;
    let number = |name| visit.query.get(name).map(str::parse::<u32>).transpose();
    let (Ok(before), Ok(limit)) = (number("before"), number("limit")) else {
        return Err(Refusal::invalid("`before` and `limit` are whole numbers."));
    };
    let command = SiteCommand::History {
        before,
        limit: limit.unwrap_or(50).clamp(1, 200),
    };
    let history: PublicationHistory = tell(visit, &command).await?;
    Ok(Reply::json(200, &history))
}

/// Checks and keeps a bundle; `?activate=true` or `?activate_at=` activates it as well. The first publication of a name
/// makes the site.
pub(crate) async fn publish(mut visit: Visit) -> Result<Reply, Refusal> {
    let site = visit.site().to_owned();
    if !is_site_id(&site) {
        return Err(Refusal::invalid(
            "A site's id has 1 to 40 lower-case letters, digits and `-`, and begins with a letter.",
        ));
    }
    let by = visit.staff()?;
    let source: BundleSource = visit.json_up_to(BUNDLE_LIMIT).await?;
    let checked = check(&visit, &source)?;
    let at = visit.query.get("activate_at");
    let wanted = match at.is_some() || visit.query.get("activate") == Some("true") {
        true => Some(wanted(&visit, &checked, at)?),
        false => None,
    };
    let version = checked.bundle.version.to_string();
    let command = SiteCommand::Publish {
        version: version.clone(),
        source: serde_json::to_string(&source).map_err(worker::Error::from)?,
        by,
        wanted,
        embedded: cache::embedded_version(&site, visit.now),
    };
    let outcome = tell(&visit, &command).await?;
    let decided = decided(&visit, &version, outcome)?;
    // The directory comes last: a site that is listed can be served.
    let add = SiteCommand::AddSite { id: site.clone() };
    let () = ask(&visit.env, Object::Site, DIRECTORY, &add).await?;
    cache::add_site(&site);
    accepted(&visit, 201, checked, decided).await
}

/// Activates a kept version, now or at a moment, after checking it once more: what was right then may be wrong now.
pub(crate) async fn activate(mut visit: Visit) -> Result<Reply, Refusal> {
    let by = visit.staff()?;
    let request: ActivateRequest = visit.json_if_any().await?;
    let version = visit.param(1).to_owned();
    let checked = check(&visit, &kept_source(&visit).await?)?;
    let embedded = cache::embedded_source(visit.site(), &version);
    let source = embedded.map(|source| serde_json::to_string(&source));
    let command = SiteCommand::Activate {
        version: version.clone(),
        source: source.transpose().map_err(worker::Error::from)?,
        by,
        wanted: wanted(&visit, &checked, request.at.as_deref())?,
        embedded: cache::embedded_version(visit.site(), visit.now),
    };
    let outcome = tell(&visit, &command).await?;
    let decided = decided(&visit, &version, outcome)?;
    accepted(&visit, 200, checked, decided).await
}

/// A second person approves what somebody else asked for.
pub(crate) async fn approve(visit: &Visit) -> Result<Reply, Refusal> {
    let by = visit.staff()?;
    let version = visit.param(1).to_owned();
    let checked = check(visit, &kept_source(visit).await?)?;
    let command = SiteCommand::Approve {
        version: version.clone(),
        by,
        wanted: wanted(visit, &checked, None)?,
        embedded: cache::embedded_version(visit.site(), visit.now),
    };
    let outcome = tell(visit, &command).await?;
    let decided = decided(visit, &version, outcome)?;
    accepted(visit, 200, checked, decided).await
}

/// Takes back what waits.
pub(crate) async fn withdraw(visit: &Visit) -> Result<Reply, Refusal> {
    visit.bundle().await?;
    let command = SiteCommand::Withdraw {
        version: visit.param(1).to_owned(),
        by: visit.staff()?,
    };
    match tell(visit, &command).await? {
        true => Ok(Reply::empty(204)),
        false => Err(Refusal::not_found(
            "No activation of this version waits. `waiting` of GET …/bundles lists those that do.",
        )),
    }
}

async fn tell<R: DeserializeOwned>(visit: &Visit, command: &SiteCommand) -> Result<R, Refusal> {
    Ok(ask(&visit.env, Object::Site, visit.site(), command).await?)
}

/// The files of the version that the route names.
async fn kept_source(visit: &Visit) -> Result<BundleSource, Refusal> {
    visit.bundle().await?;
    let version = visit.param(1);
    let command = SiteCommand::Source {
        version: version.to_owned(),
    };
    let kept: Option<String> = tell(visit, &command).await?;
    kept.and_then(|source| serde_json::from_str(&source).ok())
        .or_else(|| cache::embedded_source(visit.site(), version))
        .ok_or_else(|| refused::unknown_version(version))
}

fn check(visit: &Visit, source: &BundleSource) -> Result<Checked, Refusal> {
    acceptance::check(source, visit.site(), &visit.settings, visit.now)
        .map_err(acceptance::Unfit::refusal)
}

/// What the request asks for, besides the version.
fn wanted(visit: &Visit, checked: &Checked, at: Option<&str>) -> Result<Wanted, Refusal> {
    let site = &checked.bundle.site;
    Ok(Wanted {
        site: visit.site().to_owned(),
        second_person: site.publish.second_person,
        at: at.map(|at| planned(at, &site.time_zone)).transpose()?,
        seen: visit.header("if-match").map(|header| Seen::read(&header)),
    })
}

fn planned(at: &str, zone: &TimeZone) -> Result<Timestamp, Refusal> {
    moment(at, zone).map_err(|error| {
        let shown: String = at.chars().filter(|c| !c.is_control()).take(60).collect();
        Refusal::invalid(format!(
            "The moment “{shown}” {error}. Nothing was published."
        ))
    })
}

struct Decided {
    decision: Option<Decision>,
    before: Option<String>,
}

fn decided(visit: &Visit, version: &str, outcome: Outcome) -> Result<Decided, Refusal> {
    match outcome {
        Outcome::Decided { decision, before } => Ok(Decided { decision, before }),
        Outcome::Refused { why, meanwhile } => {
            let zone = cache::active(visit.site(), visit.now)
                .map_or(TimeZone::UTC, |bundle| bundle.site.time_zone.clone());
            Err(refused::refusal(&why, &meanwhile, version, &zone))
        }
        Outcome::Unknown {} => Err(refused::unknown_version(version)),
    }
}

/// Says what was decided, and what it changes.
async fn accepted(
    visit: &Visit,
    status: u16,
    checked: Checked,
    decided: Decided,
) -> Result<Reply, Refusal> {
    let Checked { bundle, warnings } = checked;
    let version = bundle.version.to_string();
    let Decided { decision, before } = decided;
    let (active, waiting, superseded) = match decision {
        Some(Decision::Activate { supersedes }) => (true, None, supersedes),
        Some(Decision::Already) => (true, None, Vec::new()),
        Some(Decision::Wait(waiting)) => (false, Some(waiting), Vec::new()),
        None => (before.as_ref() == Some(&version), None, Vec::new()),
    };
    // It is decided: where the object fails now, the words are missing, not the activation.
    let served = match &before {
        Some(before) => cache::version(&visit.env, visit.site(), before, visit.now).await,
        None => Ok(None),
    };
    let changes = match served {
        Ok(Some(served)) => changes(&served, &bundle),
        Ok(None) | Err(_) => Vec::new(),
    };
    if active {
        cache::activate(visit.site(), Rc::new(bundle), visit.now);
    }
    let serves = match active {
        true => version.clone(),
        false => before.unwrap_or_default(),
    };
    let body = BundleAccepted {
        version,
        warnings,
        active,
        waiting,
        changes,
        superseded,
    };
    Ok(Reply::json(status, &body).with("etag", etag(&serves)))
}

fn etag(version: &str) -> String {
    // A version from a URL may be anything; a header may not.
    let version: String = version
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    format!("\"{version}\"")
}

fn is_site_id(id: &str) -> bool {
    (1..=40).contains(&id.len())
        && id.starts_with(|c: char| c.is_ascii_lowercase())
        && id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_id_cannot_be_mistaken_for_anything_else() {
        for id in ["a", "mobile", "bank-2"] {
            assert!(is_site_id(id), "{id}");
        }
        for id in ["", "_directory", "2bank", "Mobile", "a/b", "a b", "ä", "-a"] {
            assert!(!is_site_id(id), "{id}");
        }
        assert!(!is_site_id(&"a".repeat(41)));
    }
}
