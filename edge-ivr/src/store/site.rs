//! A site's publications and staff tokens; in `_directory`, the list of sites.

use super::Sql;
use crate::auth::Role;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use worker::Result;

/// Name of the object that lists the sites, so that unknown names never create objects. No site id begins with `_`.
pub(crate) const DIRECTORY: &str = "_directory";

/// How many publications a site keeps.
const KEPT_BUNDLES: f64 = 20.0;

/// Tables.
pub(crate) const TABLES: &[&str] = &[
    "CREATE TABLE IF NOT EXISTS bundle (version TEXT PRIMARY KEY, source TEXT NOT NULL, at_ms INTEGER NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS active (one INTEGER PRIMARY KEY CHECK (one = 1), version TEXT NOT NULL, at_ms INTEGER NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS token (id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, role TEXT NOT NULL, label TEXT NOT NULL, at_ms INTEGER NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS site (id TEXT PRIMARY KEY) STRICT",
];

/// What a site's object is asked.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum SiteCommand {
    /// The active publication, unless it is `have`: [`Active`].
    Active { have: Option<String> },
    /// A publication's files as JSON text: `Option<String>`.
    Source { version: String },
    /// Keeps a publication: `()`.
    Keep { version: String, source: String },
    /// Makes a kept publication the active one; whether there is such a one: `bool`.
    Activate { version: String },
    /// Kept publications, the newest first: `Vec<Listed>`.
    List {},
    /// The role of the token with this hash: `Option<Role>`.
    Role { hash: String },
    /// Keeps a token: `()`.
    KeepToken {
        id: String,
        hash: String,
        role: Role,
        label: String,
    },
    /// Tokens without their secrets: `Vec<Token>`.
    Tokens {},
    /// Drops a token; whether there was one: `bool`.
    DropToken { id: String },
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

/// A kept publication.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Listed {
    pub(crate) version: String,
    pub(crate) at: Timestamp,
    pub(crate) active: bool,
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
    let answer = match command {
        SiteCommand::Active { have } => serde_json::to_value(active(sql, have)?)?,
        SiteCommand::Source { version } => serde_json::to_value(source(sql, &version)?)?,
        SiteCommand::Keep { version, source } => {
            keep(sql, &version, &source, now_ms)?;
            Value::Null
        }
        SiteCommand::Activate { version } => {
            let known = source(sql, &version)?.is_some();
            if known {
                sql.run(
                    "INSERT INTO active (one, version, at_ms) VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE SET version = excluded.version, at_ms = excluded.at_ms",
                    vec![version.into(), now_ms.into()],
                )?;
            }
            Value::Bool(known)
        }
        SiteCommand::List {} => serde_json::to_value(list(sql)?)?,
        SiteCommand::Role { hash } => serde_json::to_value(role(sql, hash)?)?,
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
        SiteCommand::DropToken { id } => Value::Bool(
            sql.first::<Id>(
                "DELETE FROM token WHERE id = ? RETURNING id",
                vec![id.into()],
            )?
            .is_some(),
        ),
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

#[derive(Deserialize)]
struct Source {
    source: String,
}

fn active(sql: &Sql, have: Option<String>) -> Result<Active> {
    #[derive(Deserialize)]
    struct Row {
        version: String,
    }
    let Some(row) = sql.first::<Row>("SELECT version FROM active LIMIT 1", vec![])? else {
        return Ok(Active::Nothing {});
    };
    if have.as_deref() == Some(row.version.as_str()) {
        return Ok(Active::Same {});
    }
    Ok(match source(sql, &row.version)? {
        Some(source) => Active::Other { source },
        None => Active::Nothing {},
    })
}

fn source(sql: &Sql, version: &str) -> Result<Option<String>> {
    let row: Option<Source> = sql.first(
        "SELECT source FROM bundle WHERE version = ? LIMIT 1",
        vec![version.into()],
    )?;
    Ok(row.map(|row| row.source))
}

/// Publishing the same files again only makes them the newest.
fn keep(sql: &Sql, version: &str, source: &str, now_ms: f64) -> Result<()> {
    sql.run(
        "INSERT INTO bundle (version, source, at_ms) VALUES (?, ?, ?) ON CONFLICT (version) DO UPDATE SET at_ms = excluded.at_ms",
        vec![version.into(), source.into(), now_ms.into()],
    )?;
    sql.run(
        "DELETE FROM bundle WHERE version NOT IN (SELECT version FROM bundle ORDER BY at_ms DESC, version LIMIT ?) AND version NOT IN (SELECT version FROM active)",
        vec![KEPT_BUNDLES.into()],
    )
}

fn list(sql: &Sql) -> Result<Vec<Listed>> {
    #[derive(Deserialize)]
    struct Row {
        version: String,
        at_ms: f64,
        active: f64,
    }
    let rows: Vec<Row> = sql.rows(
        "SELECT version, at_ms, version IN (SELECT version FROM active) AS active FROM bundle ORDER BY at_ms DESC, version",
        vec![],
    )?;
    Ok(rows
        .into_iter()
        .map(|row| Listed {
            version: row.version,
            at: super::timestamp(row.at_ms),
            active: row.active != 0.0,
        })
        .collect())
}

/// Looked up by an index over hashes: what a timing could tell is about a hash, not about a token.
fn role(sql: &Sql, hash: String) -> Result<Option<Role>> {
    #[derive(Deserialize)]
    struct Row {
        role: Role,
    }
    let row: Option<Row> = sql.first(
        "SELECT role FROM token WHERE hash = ? LIMIT 1",
        vec![hash.into()],
    )?;
    Ok(row.map(|row| row.role))
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
