//! What a site's object is asked: about its publications, its staff tokens; in `_directory`, about the list of sites.

use super::{
    Sql,
    publication::{self, Publications, Wanted},
};
use crate::auth::{Bearer, Role};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::publication::{ActiveVersion, Staff};
use worker::Result;

/// Name of the object that lists the sites, so that unknown names never create objects. No site id begins with `_`.
pub(crate) const DIRECTORY: &str = "_directory";

/// Tables beside those of the publications.
pub(crate) const TABLES: &[&str] = &[
    "CREATE TABLE IF NOT EXISTS token (id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, role TEXT NOT NULL, label TEXT NOT NULL, at_ms INTEGER NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS site (id TEXT PRIMARY KEY) STRICT",
];

/// What a site's object is asked. `embedded` is what serves where nothing was ever activated.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum SiteCommand {
    /// The active publication, unless it is `have`: [`Active`].
    Active { have: Option<String> },
    /// A publication's files as JSON text: `Option<String>`.
    Source { version: String },
    /// Keeps a publication, and activates it where that is wanted: [`Outcome`].
    ///
    /// [`Outcome`]: super::publication::Outcome
    Publish {
        version: String,
        source: String,
        by: Staff,
        wanted: Option<Wanted>,
        embedded: Option<ActiveVersion>,
    },
    /// Activates a kept publication, or lets it wait: `Outcome`. `source` is its files where they are embedded.
    Activate {
        version: String,
        source: Option<String>,
        by: Staff,
        wanted: Wanted,
        embedded: Option<ActiveVersion>,
    },
    /// Approves what waits: `Outcome`.
    Approve {
        version: String,
        by: Staff,
        wanted: Wanted,
        embedded: Option<ActiveVersion>,
    },
    /// Takes back what waits; whether anything did: `bool`.
    Withdraw { version: String, by: Staff },
    /// What is kept and what waits: [`Kept`].
    ///
    /// [`Kept`]: super::publication::Kept
    List { embedded: Option<ActiveVersion> },
    /// Who did what, the latest first: `PublicationHistory`.
    History { before: Option<u32>, limit: u32 },
    /// Whose token has this hash: `Option<Bearer>`.
    Who { hash: String },
    /// Keeps a token: `()`.
    KeepToken {
        id: String,
        hash: String,
        role: Role,
        label: String,
    },
    /// Tokens without their secrets: `Vec<Token>`.
    Tokens {},
    /// Drops a token, with what it had asked for and approved; whether there was one: `bool`.
    DropToken { id: String, by: Staff },
    /// Notes a site (in the directory): `()`.
    AddSite { id: String },
    /// All sites (in the directory): `Vec<String>`.
    Sites {},
}

/// Answer to [`SiteCommand::Active`].
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Active {
    /// Nothing was ever activated here.
    Nothing {},
    /// It is the one that the asker has.
    Same {},
    /// Another: the files as JSON text.
    Other { source: String },
}

/// A token without its secret.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Token {
    pub(crate) id: String,
    pub(crate) role: Role,
    pub(crate) label: String,
    pub(crate) at: Timestamp,
}

/// Carries out a command.
pub(crate) fn handle(sql: &Sql, command: SiteCommand, now: Timestamp) -> Result<Value> {
    let now_ms = super::millis(now);
    let publications = |embedded| Publications { sql, embedded, now };
    let answer = match command {
        SiteCommand::Active { have } => serde_json::to_value(active(sql, have)?)?,
        SiteCommand::Source { version } => {
            serde_json::to_value(publication::source(sql, &version)?)?
        }
        SiteCommand::Publish {
            version,
            source,
            by,
            wanted,
            embedded,
        } => {
            let outcome =
                publications(embedded).publish(&version, &source, &by, wanted.as_ref())?;
            serde_json::to_value(outcome)?
        }
        SiteCommand::Activate {
            version,
            source,
            by,
            wanted,
            embedded,
        } => {
            let publications = publications(embedded);
            let outcome = publications.activate(&version, source.as_deref(), &by, &wanted)?;
            serde_json::to_value(outcome)?
        }
        SiteCommand::Approve {
            version,
            by,
            wanted,
            embedded,
        } => serde_json::to_value(publications(embedded).approve(&version, &by, &wanted)?)?,
        SiteCommand::Withdraw { version, by } => {
            Value::Bool(publications(None).withdraw(&version, &by)?)
        }
        SiteCommand::List { embedded } => serde_json::to_value(publications(embedded).list()?)?,
        SiteCommand::History { before, limit } => {
            serde_json::to_value(publication::history(sql, before, limit)?)?
        }
        SiteCommand::Who { hash } => serde_json::to_value(bearer(sql, hash)?)?,
        SiteCommand::KeepToken {
            id,
            hash,
            role,
            label,
        } => {
            sql.run(
                "INSERT INTO token (id, hash, role, label, at_ms) VALUES (?, ?, ?, ?, ?)",
                vec![
                    id.into(),
                    hash.into(),
                    role.name().into(),
                    label.into(),
                    now_ms.into(),
                ],
            )?;
            Value::Null
        }
        SiteCommand::Tokens {} => serde_json::to_value(tokens(sql)?)?,
        SiteCommand::DropToken { id, by } => {
            let statement = "DELETE FROM token WHERE id = ? RETURNING id";
            let dropped: Option<Id> = sql.first(statement, vec![id.into()])?;
            if let Some(token) = &dropped {
                publications(None).token_dropped(&token.id, &by)?;
            }
            Value::Bool(dropped.is_some())
        }
        SiteCommand::AddSite { id } => {
            sql.run(
                "INSERT INTO site (id) VALUES (?) ON CONFLICT DO NOTHING",
                vec![id.into()],
            )?;
            Value::Null
        }
        SiteCommand::Sites {} => {
            let sites: Vec<Id> = sql.rows("SELECT id FROM site ORDER BY id", vec![])?;
            sites
                .into_iter()
                .map(|site| Value::String(site.id))
                .collect()
        }
    };
    Ok(answer)
}

#[derive(Deserialize)]
struct Id {
    id: String,
}

fn active(sql: &Sql, have: Option<String>) -> Result<Active> {
    let Some(version) = publication::active(sql)? else {
        return Ok(Active::Nothing {});
    };
    if have.as_deref() == Some(version.as_str()) {
        return Ok(Active::Same {});
    }
    Ok(match publication::source(sql, &version)? {
        Some(source) => Active::Other { source },
        None => Active::Nothing {},
    })
}

/// Looked up by an index over hashes: what a timing could tell is about a hash, not about a token.
fn bearer(sql: &Sql, hash: String) -> Result<Option<Bearer>> {
    #[derive(Deserialize)]
    struct Row {
        id: String,
        role: Role,
        label: String,
    }
    let row: Option<Row> = sql.first(
        "SELECT id, role, label FROM token WHERE hash = ? LIMIT 1",
        vec![hash.into()],
    )?;
    Ok(row.map(|row| Bearer {
        role: row.role,
        staff: Staff {
            id: row.id,
            label: row.label,
        },
    }))
}

fn tokens(sql: &Sql) -> Result<Vec<Token>> {
    #[derive(Deserialize)]
    struct Row {
        id: String,
        role: Role,
        label: String,
        at_ms: f64,
    }
    let rows: Vec<Row> = sql.rows(
        "SELECT id, role, label, at_ms FROM token ORDER BY at_ms, id",
        vec![],
    )?;
    Ok(rows
        .into_iter()
        .map(|row| Token {
            id: row.id,
            role: row.role,
            label: row.label,
            at: super::timestamp(row.at_ms),
        })
        .collect())
}
