//! Publications: which version of a site's files serves, who may change that, and when. Pure: the site's object stores
//! what is decided here.
//!
//! A version is published (kept), then asked for. It serves at once, or it waits: for a second person, for a moment, or
//! for both. The rules:
//!
//! 1. Who replaces what serves says which version they saw (`If-Match`), so that nobody overwrites what they have not
//!    seen.
//! 2. Where the *active* files ask for a second person, one token alone brings nothing new to callers, and cannot switch
//!    that rule off. Going back to files that have served under the same rule needs nobody: two people agreed to them.
//! 3. An activation by hand supersedes everything that waits, because it was asked for before somebody changed their
//!    mind. An activation whose moment has come supersedes nothing.
//! 4. What is not approved when its moment comes is not activated. Whether it had to be is decided by what serves at that
//!    moment, not only by what served when it was planned.
//! 5. A token that is dropped takes its wishes and its approvals with it.

mod moment;

pub use moment::{NotAMoment, moment};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How many versions of a site may wait at once.
pub const MOST_WAITING: usize = 20;

/// How far ahead an activation may be planned.
pub const FARTHEST: SignedDuration = SignedDuration::from_hours(400 * 24);

/// Who did something: a staff token's id and label, and nothing else about a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Staff {
    /// The token's id; `installation` for `RINGBACK_STAFF_TOKEN`.
    pub id: String,
    /// The token's label, as the admin who made it wrote it.
    pub label: String,
}

/// A version that was asked for and does not serve yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Waiting {
    /// Version.
    pub version: String,
    /// Who asked.
    pub asked_by: Staff,
    /// When.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub asked_at: Timestamp,
    /// Moment at which it is to serve; nothing = as soon as it is approved.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub at: Option<Timestamp>,
    /// Whether somebody else has to approve it.
    pub needs_approval: bool,
    /// Who has.
    #[serde(default)]
    pub approved_by: Option<Staff>,
}

impl Waiting {
    /// Whether nothing but its moment is missing.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        !self.needs_approval || self.approved_by.is_some()
    }
}

/// What serves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActiveVersion {
    /// Version.
    pub version: String,
    /// Whether its site.json asks for a second person.
    pub second_person: bool,
}

/// A site's publications as they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// What serves; nothing for a site that has just been named.
    pub active: Option<ActiveVersion>,
    /// What waits, each version once.
    pub waiting: Vec<Waiting>,
}

/// What the asker has seen serving: the `If-Match` header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Seen {
    /// `*`: whatever serves, replace it.
    Anything,
    /// One of these versions.
    Versions(Vec<String>),
}

impl Seen {
    /// Reads the header. Proxies that compress weaken an ETag (`W/"…"`); a version names the same files all the same.
    #[must_use]
    pub fn read(header: &str) -> Seen {
        if header.trim() == "*" {
            return Seen::Anything;
        }
        let versions = header.split(',').map(|tag| {
            let tag = tag.trim();
            tag.strip_prefix("W/")
                .unwrap_or(tag)
                .trim_matches('"')
                .to_owned()
        });
        Seen::Versions(versions.collect())
    }

    fn covers(&self, version: &str) -> bool {
        match self {
            Seen::Anything => true,
            Seen::Versions(seen) => seen.iter().any(|one| one == version),
        }
    }
}

/// Somebody wants a version to serve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Version.
    pub version: String,
    /// Whether its own site.json asks for a second person.
    pub second_person: bool,
    /// Who published it, where that is known.
    pub published_by: Option<Staff>,
    /// Whether it has served before.
    pub served: bool,
    /// Who asks.
    pub by: Staff,
    /// When it is to serve; nothing = now.
    pub at: Option<Timestamp>,
    /// What the asker saw serving.
    pub seen: Option<Seen>,
}

/// What follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decision {
    /// It serves already.
    Already,
    /// It serves from now on; these do not wait any more.
    Activate {
        /// What it supersedes.
        supersedes: Vec<Waiting>,
    },
    /// It waits, in place of an earlier wish for the same version.
    Wait(Waiting),
}

/// Why nothing follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refused {
    /// The asker did not say what they saw serving.
    NotSaid {
        /// What serves.
        active: String,
    },
    /// Something else serves than what the asker saw.
    Changed {
        /// What serves.
        active: String,
    },
    /// The moment is not in the future.
    Past,
    /// The moment is farther away than [`FARTHEST`].
    TooFar,
    /// [`MOST_WAITING`] others wait.
    TooMany,
    /// Nothing of this version waits for approval.
    NothingToApprove,
    /// It waits for somebody else than the one who asked for it.
    SamePerson,
}

/// Decides about a wish.
///
/// # Errors
/// [`Refused`].
pub fn ask(standing: &Standing, ask: &Ask, now: Timestamp) -> Result<Decision, Refused> {
    let active = standing.active.as_ref();
    if ask.at.is_none() && active.is_some_and(|active| active.version == ask.version) {
        return Ok(Decision::Already);
    }
    check_seen(active, ask.seen.as_ref())?;
    if let Some(at) = ask.at {
        if at <= now {
            return Err(Refused::Past);
        }
        if at.duration_since(now) > FARTHEST {
            return Err(Refused::TooFar);
        }
    }
    let needs_approval = needs_approval(active, ask);
    if ask.at.is_none() && !needs_approval {
        let supersedes = standing.waiting.clone();
        return Ok(Decision::Activate { supersedes });
    }
    let others = standing
        .waiting
        .iter()
        .filter(|one| one.version != ask.version);
    if others.count() >= MOST_WAITING {
        return Err(Refused::TooMany);
    }
    Ok(Decision::Wait(Waiting {
        version: ask.version.clone(),
        asked_by: ask.by.clone(),
        asked_at: now,
        at: ask.at,
        needs_approval,
        approved_by: None,
    }))
}

/// Decides about an approval.
///
/// # Errors
/// [`Refused`].
pub fn approve(
    standing: &Standing,
    version: &str,
    by: &Staff,
    seen: Option<&Seen>,
) -> Result<Decision, Refused> {
    let waiting = standing.waiting.iter().find(|one| one.version == version);
    // What was planned before the rule began to serve will need an approval at its moment.
    let rule = standing.active.as_ref().is_some_and(|a| a.second_person);
    let waiting = waiting
        .filter(|one| one.approved_by.is_none() && (one.needs_approval || rule))
        .ok_or(Refused::NothingToApprove)?;
    if waiting.asked_by.id == by.id {
        return Err(Refused::SamePerson);
    }
    if waiting.at.is_some() {
        return Ok(Decision::Wait(Waiting {
            approved_by: Some(by.clone()),
            ..waiting.clone()
        }));
    }
    check_seen(standing.active.as_ref(), seen)?;
    let others = standing.waiting.iter().filter(|one| one.version != version);
    Ok(Decision::Activate {
        supersedes: others.cloned().collect(),
    })
}

/// What is due at `now`, the earliest first. Whether it may serve, [`may_serve`] says.
#[must_use]
pub fn due(standing: &Standing, now: Timestamp) -> Vec<Waiting> {
    let mut due: Vec<&Waiting> = standing
        .waiting
        .iter()
        .filter(|one| one.at.is_some_and(|at| at <= now))
        .collect();
    due.sort_by_key(|one| (one.at, one.asked_at));
    due.into_iter().cloned().collect()
}

/// Whether what was planned may serve now that its moment has come. `wish` is the same wish as of now, by whoever asked.
#[must_use]
pub fn may_serve(standing: &Standing, waiting: &Waiting, wish: &Ask) -> bool {
    let agreed = waiting.approved_by.is_some();
    agreed || (!waiting.needs_approval && !needs_approval(standing.active.as_ref(), wish))
}

/// What becomes of what waits when a token is dropped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenDropped {
    /// What it had asked for: it does not wait any more.
    pub withdrawn: Vec<Waiting>,
    /// What it had approved, now without that approval.
    pub unapproved: Vec<Waiting>,
}

/// Says what becomes of what waits when the token with this id is dropped.
#[must_use]
pub fn token_dropped(standing: &Standing, id: &str) -> TokenDropped {
    let mut dropped = TokenDropped::default();
    for waiting in &standing.waiting {
        if waiting.asked_by.id == id {
            dropped.withdrawn.push(waiting.clone());
        } else if waiting.approved_by.as_ref().is_some_and(|by| by.id == id) {
            dropped.unapproved.push(Waiting {
                approved_by: None,
                ..waiting.clone()
            });
        }
    }
    dropped
}

fn check_seen(active: Option<&ActiveVersion>, seen: Option<&Seen>) -> Result<(), Refused> {
    let Some(active) = active else {
        return match seen {
            // They saw something serving that is no more.
            Some(Seen::Versions(_)) => Err(Refused::Changed {
                active: String::new(),
            }),
            Some(Seen::Anything) | None => Ok(()),
        };
    };
    let active_version = || active.version.clone();
    match seen {
        None => Err(Refused::NotSaid {
            active: active_version(),
        }),
        Some(seen) if seen.covers(&active.version) => Ok(()),
        Some(_) => Err(Refused::Changed {
            active: active_version(),
        }),
    }
}

fn needs_approval(active: Option<&ActiveVersion>, ask: &Ask) -> bool {
    if !active.is_some_and(|active| active.second_person) {
        return false;
    }
    if ask.served {
        return !ask.second_person;
    }
    // Whoever activates what somebody else has published is the second person.
    ask.published_by
        .as_ref()
        .is_none_or(|publisher| publisher.id == ask.by.id)
}

#[cfg(test)]
mod tests;
