//! A site's publications: what is kept, what serves, what waits, and who did what. What is decided about them stands in
//! [`shared::publication`]; here it is read and written.
//!
//! Tables are only ever added, so that a data folder of an earlier version opens as it is: what it does not know (who
//! published, what had served) is unknown, and unknown never counts in favour of an activation.

use super::Sql;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::{
    api::{BundleListed, Deed, HistoryEntry, InWords, PublicationHistory},
    publication::{self, ActiveVersion, Ask, Decision, Refused, Seen, Staff, Standing, Waiting},
};
use worker::Result;

/// How many publications a site keeps whatever becomes of them.
const KEPT_BUNDLES: f64 = 20.0;

/// How long after a version has served it is kept for the calls that began with it.
const CALLS_LAST_MS: f64 = 24.0 * 3_600_000.0;

/// How many are kept for such calls: somebody who publishes in a loop fills no disk.
const MOST_FOR_CALLS: f64 = 80.0;

/// How many entries the history keeps.
const KEPT_HISTORY: f64 = 5_000.0;

/// Tables.
pub(crate) const TABLES: &[&str] = &[
    "CREATE TABLE IF NOT EXISTS bundle (version TEXT PRIMARY KEY, source TEXT NOT NULL, at_ms INTEGER NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS active (one INTEGER PRIMARY KEY CHECK (one = 1), version TEXT NOT NULL, at_ms INTEGER NOT NULL) STRICT",
    // Whether the active version asks for a second person; where it names another version, the active one does not.
    "CREATE TABLE IF NOT EXISTS policy (one INTEGER PRIMARY KEY CHECK (one = 1), version TEXT NOT NULL, second_person INTEGER NOT NULL) STRICT",
    // `published_by` is JSON, or empty; `ended_ms` is when it served last, or 0.
    "CREATE TABLE IF NOT EXISTS publication (version TEXT PRIMARY KEY, published_by TEXT NOT NULL DEFAULT '', served INTEGER NOT NULL DEFAULT 0, ended_ms INTEGER NOT NULL DEFAULT 0) STRICT",
    // `entry` is a `Waiting` as JSON; `due_ms` is 0 where it waits for approval alone.
    "CREATE TABLE IF NOT EXISTS waiting (version TEXT PRIMARY KEY, due_ms INTEGER NOT NULL, entry TEXT NOT NULL) STRICT",
    // `entry` is a `HistoryEntry` as JSON.
    "CREATE TABLE IF NOT EXISTS history (n INTEGER PRIMARY KEY AUTOINCREMENT, version TEXT NOT NULL, activated INTEGER NOT NULL, entry TEXT NOT NULL) STRICT",
    // The site's name, for the alarm.
    "CREATE TABLE IF NOT EXISTS owner (site TEXT PRIMARY KEY) STRICT",
];

/// Somebody wants a version to serve.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Wanted {
    /// The site's name.
    pub(crate) site: String,
    /// Whether the version's own site.json asks for a second person.
    pub(crate) second_person: bool,
    /// Moment, or now.
    pub(crate) at: Option<Timestamp>,
    /// What the asker saw.
    pub(crate) seen: Option<Seen>,
}

/// What became of it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Outcome {
    /// It was decided, and written down.
    Decided {
        /// Nothing where a version was only kept.
        decision: Option<Decision>,
        /// What served before.
        before: Option<String>,
    },
    /// Nothing was written.
    Refused {
        why: Refused,
        /// Activations since the version that the asker saw, the latest first.
        meanwhile: Vec<HistoryEntry>,
    },
    /// The version is not kept.
    Unknown {},
}

/// What is kept and what waits.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub(crate) active: Option<ActiveVersion>,
    pub(crate) bundles: Vec<BundleListed>,
    pub(crate) waiting: Vec<Waiting>,
}

/// The publications of one site at one moment.
pub(crate) struct Publications<'a> {
    pub(crate) sql: &'a Sql,
    /// What serves where nothing was ever activated.
    pub(crate) embedded: Option<ActiveVersion>,
    pub(crate) now: Timestamp,
}

#[derive(Deserialize)]
struct Version {
    version: String,
}

#[derive(Deserialize)]
struct Source {
    source: String,
}

#[derive(Deserialize)]
struct Entry {
    entry: String,
}

/// The active version, where one was ever activated.
pub(crate) fn active(sql: &Sql) -> Result<Option<String>> {
    let row: Option<Version> = sql.first("SELECT version FROM active LIMIT 1", vec![])?;
    Ok(row.map(|row| row.version))
}

/// A version's files as JSON text.
pub(crate) fn source(sql: &Sql, version: &str) -> Result<Option<String>> {
    let row: Option<Source> = sql.first(
        "SELECT source FROM bundle WHERE version = ? LIMIT 1",
        vec![version.into()],
    )?;
    Ok(row.map(|row| row.source))
}

/// When the next planned activation is due.
pub(crate) fn next_due(sql: &Sql) -> Result<Option<Timestamp>> {
    #[derive(Deserialize)]
    struct Row {
        due_ms: f64,
    }
    let row: Option<Row> = sql.first(
        "SELECT due_ms FROM waiting WHERE due_ms > 0 ORDER BY due_ms LIMIT 1",
        vec![],
    )?;
    Ok(row.map(|row| super::timestamp(row.due_ms)))
}

/// The site's name, where an activation was ever asked for.
pub(crate) fn owner(sql: &Sql) -> Result<Option<String>> {
    #[derive(Deserialize)]
    struct Row {
        site: String,
    }
    let row: Option<Row> = sql.first("SELECT site FROM owner LIMIT 1", vec![])?;
    Ok(row.map(|row| row.site))
}

/// A page of the history, the latest first.
pub(crate) fn history(sql: &Sql, before: Option<u32>, limit: u32) -> Result<PublicationHistory> {
    #[derive(Deserialize)]
    struct Row {
        n: f64,
        entry: String,
    }
    let before = before.map_or(f64::from(u32::MAX), f64::from);
    let rows: Vec<Row> = sql.rows(
        "SELECT n, entry FROM history WHERE n < ? ORDER BY n DESC LIMIT ?",
        vec![before.into(), f64::from(limit).into()],
    )?;
    let whole_page = u32::try_from(rows.len()).is_ok_and(|rows| rows == limit);
    let last = rows.last().map(|row| super::whole(row.n).to_string());
    let items = rows.iter().map(|row| read(&row.entry));
    Ok(PublicationHistory {
        items: items.collect::<Result<_>>()?,
        next: last.filter(|_| whole_page),
    })
}

impl Publications<'_> {
    /// Keeps a version, and activates it where that is wanted; nothing is kept where the wish is refused.
    pub(crate) fn publish(
        &self,
        version: &str,
        source: &str,
        by: &Staff,
        wanted: Option<&Wanted>,
    ) -> Result<Outcome> {
        let standing = self.standing()?;
        let Some(wanted) = wanted else {
            self.keep(version, source, by)?;
            self.sweep()?;
            return Ok(decided(None, &standing));
        };
        let ask = Ask {
            published_by: Some(by.clone()),
            ..self.wish(version, by, wanted)?
        };
        match publication::ask(&standing, &ask, self.now) {
            Err(why) => self.refused(why, wanted.seen.as_ref()),
            Ok(decision) => {
                self.keep(version, source, by)?;
                self.write(&standing, version, by, &decision, wanted)?;
                self.sweep()?;
                Ok(decided(Some(decision), &standing))
            }
        }
    }

    /// Activates a kept version, or lets it wait. Embedded files come along as `source`, and are kept from then on.
    pub(crate) fn activate(
        &self,
        version: &str,
        source: Option<&str>,
        by: &Staff,
        wanted: &Wanted,
    ) -> Result<Outcome> {
        let standing = self.standing()?;
        if source.is_none() && !self.is_kept(version)? {
            return Ok(Outcome::Unknown {});
        }
        match publication::ask(&standing, &self.wish(version, by, wanted)?, self.now) {
            Err(why) => self.refused(why, wanted.seen.as_ref()),
            Ok(decision) => {
                if let Some(source) = source {
                    self.keep_embedded(version, source)?;
                }
                self.write(&standing, version, by, &decision, wanted)?;
                self.sweep()?;
                Ok(decided(Some(decision), &standing))
            }
        }
    }

    /// A second person approves what waits.
    pub(crate) fn approve(&self, version: &str, by: &Staff, wanted: &Wanted) -> Result<Outcome> {
        let standing = self.standing()?;
        match publication::approve(&standing, version, by, wanted.seen.as_ref()) {
            Err(why) => self.refused(why, wanted.seen.as_ref()),
            Ok(decision) => {
                self.note(&self.entry(Deed::Approved, version, by))?;
                match &decision {
                    Decision::Wait(waiting) => self.put(waiting)?,
                    Decision::Already | Decision::Activate { .. } => {
                        self.write(&standing, version, by, &decision, wanted)?;
                    }
                }
                self.sweep()?;
                Ok(decided(Some(decision), &standing))
            }
        }
    }

    /// Takes back what waits; whether anything did.
    pub(crate) fn withdraw(&self, version: &str, by: &Staff) -> Result<bool> {
        let waits = self
            .standing()?
            .waiting
            .iter()
            .any(|w| w.version == version);
        if waits {
            self.drop_waiting(version)?;
            self.note(&self.entry(Deed::Withdrawn, version, by))?;
        }
        Ok(waits)
    }

    /// Withdraws what a dropped token had asked for, and what it had approved waits for somebody else.
    pub(crate) fn token_dropped(&self, id: &str, by: &Staff) -> Result<()> {
        let dropped = publication::token_dropped(&self.standing()?, id);
        for waiting in dropped.withdrawn {
            self.drop_waiting(&waiting.version)?;
            self.note(&HistoryEntry {
                planned_for: waiting.at,
                why: Some(InWords {
                    en: "The token that had asked for it was dropped.".to_owned(),
                    ru: "Токен, по которому её запросили, удалён.".to_owned(),
                }),
                ..self.entry(Deed::Withdrawn, &waiting.version, by)
            })?;
        }
        for waiting in dropped.unapproved {
            self.put(&waiting)?;
            self.note(&HistoryEntry {
                planned_for: waiting.at,
                why: Some(InWords {
                    en: "The token that had approved it was dropped: it waits for approval again."
                        .to_owned(),
                    ru: "Токен, по которому её одобрили, удалён: она снова ждёт одобрения."
                        .to_owned(),
                }),
                ..self.entry(Deed::Asked, &waiting.version, &waiting.asked_by)
            })?;
        }
        Ok(())
    }

    /// What is due, the earliest first.
    pub(crate) fn due(&self) -> Result<Vec<Waiting>> {
        Ok(publication::due(&self.standing()?, self.now))
    }

    /// Whether what is due may serve under the rule of what serves now. `second_person` is what its own files ask for.
    pub(crate) fn may_serve(&self, waiting: &Waiting, second_person: bool) -> Result<bool> {
        let wish = self.wish_now(&waiting.version, &waiting.asked_by, second_person)?;
        Ok(publication::may_serve(&self.standing()?, waiting, &wish))
    }

    /// Activates what was planned: its moment has come.
    pub(crate) fn fulfil(&self, waiting: &Waiting, second_person: bool) -> Result<()> {
        let standing = self.standing()?;
        self.drop_waiting(&waiting.version)?;
        self.serve(&standing, &waiting.version, second_person)?;
        self.note(&HistoryEntry {
            approved_by: waiting.approved_by.clone(),
            planned_for: waiting.at,
            other: standing.active.map(|active| active.version),
            ..self.entry(Deed::Activated, &waiting.version, &waiting.asked_by)
        })?;
        self.sweep()
    }

    /// Gives up what was planned: it may not serve.
    pub(crate) fn give_up(&self, waiting: &Waiting, why: InWords) -> Result<()> {
        self.drop_waiting(&waiting.version)?;
        self.note(&HistoryEntry {
            approved_by: waiting.approved_by.clone(),
            planned_for: waiting.at,
            why: Some(why),
            ..self.entry(Deed::NotActivated, &waiting.version, &waiting.asked_by)
        })
    }

    /// What is kept and what waits.
    pub(crate) fn list(&self) -> Result<Kept> {
        #[derive(Deserialize)]
        struct Row {
            version: String,
            at_ms: f64,
            active: f64,
            published_by: String,
        }
        let rows: Vec<Row> = self.sql.rows(
            "SELECT version, at_ms, version IN (SELECT version FROM active) AS active, coalesce((SELECT published_by FROM publication p WHERE p.version = bundle.version), '') AS published_by FROM bundle ORDER BY at_ms DESC, version",
            vec![],
        )?;
        let bundles = rows.into_iter().map(|row| BundleListed {
            version: row.version,
            at: super::timestamp(row.at_ms),
            by: read(&row.published_by).ok(),
            active: row.active != 0.0,
        });
        let bundles = bundles.collect();
        let Standing { active, waiting } = self.standing()?;
        Ok(Kept {
            active,
            bundles,
            waiting,
        })
    }

    fn standing(&self) -> Result<Standing> {
        #[derive(Deserialize)]
        struct Policy {
            version: String,
            second_person: f64,
        }
        let policy: Option<Policy> = self
            .sql
            .first("SELECT version, second_person FROM policy LIMIT 1", vec![])?;
        let asks = |version: &str| {
            policy
                .as_ref()
                .is_some_and(|policy| policy.version == version && policy.second_person != 0.0)
        };
        let active = active(self.sql)?.map(|version| ActiveVersion {
            second_person: asks(&version),
            version,
        });
        let waiting: Vec<Entry> = self.sql.rows(
            "SELECT entry FROM waiting ORDER BY due_ms = 0, due_ms, version",
            vec![],
        )?;
        let waiting = waiting.iter().map(|row| read(&row.entry));
        Ok(Standing {
            active: active.or_else(|| self.embedded.clone()),
            waiting: waiting.collect::<Result<_>>()?,
        })
    }

    fn wish(&self, version: &str, by: &Staff, wanted: &Wanted) -> Result<Ask> {
        Ok(Ask {
            at: wanted.at,
            seen: wanted.seen.clone(),
            ..self.wish_now(version, by, wanted.second_person)?
        })
    }

    fn wish_now(&self, version: &str, by: &Staff, second_person: bool) -> Result<Ask> {
        #[derive(Deserialize)]
        struct Row {
            published_by: String,
            served: f64,
        }
        let known: Option<Row> = self.sql.first(
            "SELECT published_by, served FROM publication WHERE version = ? LIMIT 1",
            vec![version.into()],
        )?;
        Ok(Ask {
            version: version.to_owned(),
            second_person,
            published_by: known.as_ref().and_then(|row| read(&row.published_by).ok()),
            served: known.is_some_and(|row| row.served != 0.0),
            by: by.clone(),
            at: None,
            seen: None,
        })
    }

    fn is_kept(&self, version: &str) -> Result<bool> {
        let row: Option<Version> = self.sql.first(
            "SELECT version FROM bundle WHERE version = ? LIMIT 1",
            vec![version.into()],
        )?;
        Ok(row.is_some())
    }

    /// Publishing the same files again only makes them the newest.
    fn keep(&self, version: &str, source: &str, by: &Staff) -> Result<()> {
        self.sql.run(
            "INSERT INTO bundle (version, source, at_ms) VALUES (?, ?, ?) ON CONFLICT (version) DO UPDATE SET at_ms = excluded.at_ms",
            vec![version.into(), source.into(), super::millis(self.now).into()],
        )?;
        self.sql.run(
            "INSERT INTO publication (version, published_by) VALUES (?, ?) ON CONFLICT (version) DO UPDATE SET published_by = excluded.published_by",
            vec![version.into(), serde_json::to_string(by)?.into()],
        )?;
        self.note(&self.entry(Deed::Published, version, by))
    }

    /// Nobody published them here: whose they are stays unknown.
    fn keep_embedded(&self, version: &str, source: &str) -> Result<()> {
        self.sql.run(
            "INSERT INTO bundle (version, source, at_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            vec![
                version.into(),
                source.into(),
                super::millis(self.now).into(),
            ],
        )
    }

    /// Writes down a decision about a wish.
    fn write(
        &self,
        standing: &Standing,
        version: &str,
        by: &Staff,
        decision: &Decision,
        wanted: &Wanted,
    ) -> Result<()> {
        match decision {
            Decision::Already => Ok(()),
            Decision::Wait(waiting) => {
                self.sql.run(
                    "INSERT INTO owner (site) VALUES (?) ON CONFLICT DO NOTHING",
                    vec![wanted.site.as_str().into()],
                )?;
                self.put(waiting)?;
                self.note(&HistoryEntry {
                    planned_for: waiting.at,
                    ..self.entry(Deed::Asked, version, by)
                })
            }
            Decision::Activate { supersedes } => {
                self.drop_waiting(version)?;
                for waiting in supersedes {
                    self.drop_waiting(&waiting.version)?;
                    self.note(&HistoryEntry {
                        planned_for: waiting.at,
                        other: Some(version.to_owned()),
                        ..self.entry(Deed::Superseded, &waiting.version, by)
                    })?;
                }
                self.serve(standing, version, wanted.second_person)?;
                self.note(&HistoryEntry {
                    other: standing.active.as_ref().map(|a| a.version.clone()),
                    ..self.entry(Deed::Activated, version, by)
                })
            }
        }
    }

    fn serve(&self, standing: &Standing, version: &str, second_person: bool) -> Result<()> {
        let now_ms = super::millis(self.now);
        if let Some(before) = &standing.active {
            self.sql.run(
                "INSERT INTO publication (version, served, ended_ms) VALUES (?, 1, ?) ON CONFLICT (version) DO UPDATE SET served = 1, ended_ms = excluded.ended_ms",
                vec![before.version.as_str().into(), now_ms.into()],
            )?;
        }
        self.sql.run(
            "INSERT INTO publication (version, served) VALUES (?, 1) ON CONFLICT (version) DO UPDATE SET served = 1",
            vec![version.into()],
        )?;
        self.sql.run(
            "INSERT INTO policy (one, version, second_person) VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE SET version = excluded.version, second_person = excluded.second_person",
            vec![version.into(), f64::from(u8::from(second_person)).into()],
        )?;
        self.sql.run(
            "INSERT INTO active (one, version, at_ms) VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE SET version = excluded.version, at_ms = excluded.at_ms",
            vec![version.into(), now_ms.into()],
        )
    }

    fn put(&self, waiting: &Waiting) -> Result<()> {
        let due_ms = waiting.at.map_or(0.0, super::millis);
        self.sql.run(
            "INSERT INTO waiting (version, due_ms, entry) VALUES (?, ?, ?) ON CONFLICT (version) DO UPDATE SET due_ms = excluded.due_ms, entry = excluded.entry",
            vec![
                waiting.version.as_str().into(),
                due_ms.into(),
                serde_json::to_string(waiting)?.into(),
            ],
        )
    }

    fn drop_waiting(&self, version: &str) -> Result<()> {
        let statement = "DELETE FROM waiting WHERE version = ?";
        self.sql.run(statement, vec![version.into()])
    }

    fn entry(&self, what: Deed, version: &str, by: &Staff) -> HistoryEntry {
        HistoryEntry {
            happened_at: self.now,
            what,
            version: version.to_owned(),
            by: by.clone(),
            approved_by: None,
            planned_for: None,
            other: None,
            why: None,
        }
    }

    fn note(&self, entry: &HistoryEntry) -> Result<()> {
        let activated = f64::from(u8::from(entry.what == Deed::Activated));
        self.sql.run(
            "INSERT INTO history (version, activated, entry) VALUES (?, ?, ?)",
            vec![
                entry.version.as_str().into(),
                activated.into(),
                serde_json::to_string(entry)?.into(),
            ],
        )
    }

    fn refused(&self, why: Refused, seen: Option<&Seen>) -> Result<Outcome> {
        let first = match seen {
            Some(Seen::Versions(seen)) => seen.first().cloned().unwrap_or_default(),
            Some(Seen::Anything) | None => String::new(),
        };
        let rows: Vec<Entry> = self.sql.rows(
            "SELECT entry FROM history WHERE activated = 1 AND n > coalesce((SELECT max(n) FROM history WHERE activated = 1 AND version = ?), 0) ORDER BY n DESC LIMIT 3",
            vec![first.into()],
        )?;
        let meanwhile = rows.iter().map(|row| read(&row.entry));
        Ok(Outcome::Refused {
            why,
            meanwhile: meanwhile.collect::<Result<_>>()?,
        })
    }

    /// Forgets what nobody needs any more. Kept are the latest, what serves, what waits, and what calls may still be
    /// under way with.
    fn sweep(&self) -> Result<()> {
        self.sql.run(
            "DELETE FROM bundle WHERE version NOT IN (SELECT version FROM bundle ORDER BY at_ms DESC, version LIMIT ?) AND version NOT IN (SELECT version FROM active) AND version NOT IN (SELECT version FROM waiting) AND version NOT IN (SELECT version FROM publication WHERE ended_ms > ? ORDER BY ended_ms DESC LIMIT ?)",
            vec![
                KEPT_BUNDLES.into(),
                (super::millis(self.now) - CALLS_LAST_MS).into(),
                MOST_FOR_CALLS.into(),
            ],
        )?;
        // That the embedded files have served is remembered though the table does not keep them.
        let embedded = self.embedded.as_ref().map_or("", |e| e.version.as_str());
        self.sql.run(
            "DELETE FROM publication WHERE version NOT IN (SELECT version FROM bundle) AND version <> ?",
            vec![embedded.into()],
        )?;
        self.sql.run(
            "DELETE FROM history WHERE n <= (SELECT max(n) FROM history) - ?",
            vec![KEPT_HISTORY.into()],
        )
    }
}

fn decided(decision: Option<Decision>, standing: &Standing) -> Outcome {
    Outcome::Decided {
        decision,
        before: standing
            .active
            .as_ref()
            .map(|active| active.version.clone()),
    }
}

fn read<T: serde::de::DeserializeOwned>(json: &str) -> Result<T> {
    Ok(serde_json::from_str(json)?)
}
