//! `GET`, `POST …/bundles` and `POST …/bundles/{version}/activate`: publish and roll back.

use crate::{
    cache,
    durable::{Object, ask},
    http::{BUNDLE_LIMIT, Reply},
    problem::Refusal,
    store::site::{DIRECTORY, Listed, SiteCommand},
    visit::Visit,
};
use serde_json::json;
use shared::{
    api::BundleAccepted,
    bundle::{Bundle, BundleSource, Checked},
    problem::Problem,
    site::Sink,
};
use std::{collections::BTreeSet, rc::Rc};

/// Lists what was published, the newest first.
pub(crate) async fn list(visit: &Visit) -> Result<Reply, Refusal> {
    let active = visit.bundle().await?.version.to_string();
    let kept: Vec<Listed> = ask(
        &visit.env,
        Object::Site,
        visit.site(),
        &SiteCommand::List {},
    )
    .await?;
    Ok(Reply::json(
        200,
        &json!({ "active": active, "bundles": kept }),
    ))
}

/// Checks and keeps a bundle; `?activate=true` activates it as well. The first publication of a name makes the site.
pub(crate) async fn publish(mut visit: Visit) -> Result<Reply, Refusal> {
    let site = visit.site().to_owned();
    if !is_site_id(&site) {
        return Err(Refusal::invalid(
            "A site's id has 1 to 40 lower-case letters, digits and `-`, and begins with a letter.",
        ));
    }
    let source: BundleSource = visit.json_up_to(BUNDLE_LIMIT).await?;
    let Checked { bundle, warnings } = check(&visit, &source)?;
    let version = bundle.version.to_string();
    let keep = SiteCommand::Keep {
        version: version.clone(),
        source: serde_json::to_string(&source).map_err(worker::Error::from)?,
    };
    // The directory comes last: a site that is listed can be served.
    let () = ask(&visit.env, Object::Site, &site, &keep).await?;
    let add = SiteCommand::AddSite { id: site.clone() };
    let () = ask(&visit.env, Object::Site, DIRECTORY, &add).await?;
    cache::add_site(&site);
    if visit.query.get("activate") == Some("true") {
        make_active(&visit, &version, bundle).await?;
    }
    Ok(Reply::json(201, &BundleAccepted { version, warnings }))
}

/// Activates a kept bundle, after checking it once more: what was right then may be wrong now.
pub(crate) async fn activate(visit: &Visit) -> Result<Reply, Refusal> {
    let version = visit.param(1).to_owned();
    if !cache::knows_site(&visit.env, visit.site(), visit.now).await {
        return Err(Refusal::unknown_site(visit.site()));
    }
    let command = SiteCommand::Source {
        version: version.clone(),
    };
    let source: Option<String> = ask(&visit.env, Object::Site, visit.site(), &command).await?;
    let source = source
        .and_then(|source| serde_json::from_str(&source).ok())
        .ok_or_else(|| unknown_version(&version))?;
    let checked = check(visit, &source)?;
    make_active(visit, &version, checked.bundle).await?;
    Ok(Reply::json(
        200,
        &BundleAccepted {
            version,
            warnings: checked.warnings,
        },
    ))
}

async fn make_active(visit: &Visit, version: &str, bundle: Bundle) -> Result<(), Refusal> {
    let command = SiteCommand::Activate {
        version: version.to_owned(),
    };
    if !ask::<_, bool>(&visit.env, Object::Site, visit.site(), &command).await? {
        return Err(unknown_version(version));
    }
    cache::activate(visit.site(), Rc::new(bundle), visit.now);
    Ok(())
}

fn unknown_version(version: &str) -> Refusal {
    Refusal::not_found(&format!(
        "No bundle of this site has the version `{}`. GET …/bundles lists those that are kept.",
        version.chars().take(40).collect::<String>()
    ))
}

fn check(visit: &Visit, source: &BundleSource) -> Result<Checked, Refusal> {
    let today = visit.now.to_zoned(jiff::tz::TimeZone::UTC).date();
    let checked = source.check(visit.site(), today).map_err(|problems| {
        Refusal::problems(
            format!("{} Nothing was published.", counted(&problems)),
            problems,
        )
    })?;
    let missing = missing_secrets(&checked.bundle, |name| {
        visit.settings.secrets.contains_key(name)
    });
    if missing.is_empty() {
        return Ok(checked);
    }
    Err(Refusal::invalid(format!(
        "site.json names secrets that this installation does not have: {}. Set them in its environment, list their names in RINGBACK_SECRETS, start it again and publish again. Nothing was published.",
        missing.join(", ")
    )))
}

fn counted(problems: &[Problem]) -> String {
    match problems {
        [one] => format!("{} ({}:{}).", one.message, one.file, one.line),
        many => format!("The site's files have {} problems.", many.len()),
    }
}

/// Secrets that a site names and the runtime lacks, each once.
fn missing_secrets(bundle: &Bundle, has: impl Fn(&str) -> bool) -> Vec<String> {
    let of_numbers = bundle.site.numbers.values().map(|number| &number.secret);
    let of_sinks = bundle.site.sinks.values().filter_map(|sink| match sink {
        Sink::BuiltIn => None,
        Sink::Webhook { secret, .. } => Some(secret),
    });
    let missing: BTreeSet<&String> = of_numbers
        .chain(of_sinks)
        .filter(|name| !has(name))
        .collect();
    missing.into_iter().cloned().collect()
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
