//! The latest snapshot of each queue of a site.

use super::Sql;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::queue::{QueueSnapshot, QueueStates};
use worker::Result;

/// Tables.
pub(crate) const TABLES: &[&str] =
    &["CREATE TABLE IF NOT EXISTS snapshot (queue TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT"];

/// What a site's queue object is asked.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum QueueCommand {
    /// The latest snapshots: `QueueStates`.
    States {},
    /// Reports, by queue id; all are taken or none: [`Reported`].
    Report { snapshots: QueueStates },
}

/// Answer to [`QueueCommand::Report`].
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Reported {
    /// Stored; doubts by queue, and what is in force now.
    Stored {
        warnings: Vec<String>,
        states: QueueStates,
    },
    /// Refused, with a sentence for each queue that is wrong.
    Refused { reasons: Vec<String> },
}

/// Carries out a command.
pub(crate) fn handle(sql: &Sql, command: QueueCommand, now: Timestamp) -> Result<Value> {
    let answer = match command {
        QueueCommand::States {} => serde_json::to_value(states(sql)?)?,
        QueueCommand::Report { snapshots } => serde_json::to_value(report(sql, snapshots, now)?)?,
    };
    Ok(answer)
}

fn states(sql: &Sql) -> Result<QueueStates> {
    #[derive(Deserialize)]
    struct Row {
        queue: String,
        body: String,
    }
    let rows: Vec<Row> = sql.rows("SELECT queue, body FROM snapshot", vec![])?;
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((row.queue, serde_json::from_str(&row.body).ok()?)))
        .collect())
}

fn report(sql: &Sql, snapshots: QueueStates, now: Timestamp) -> Result<Reported> {
    let mut states = states(sql)?;
    let (mut warnings, mut reasons) = (Vec::new(), Vec::new());
    let mut checked: Vec<(String, QueueSnapshot)> = Vec::new();
    for (queue, snapshot) in snapshots {
        match snapshot.check(states.get(&queue), now) {
            Ok(good) => {
                warnings.extend(good.warnings.iter().map(|w| format!("{queue}: {w}")));
                checked.push((queue, good.snapshot));
            }
            Err(error) => reasons.push(format!("{queue}: {error}")),
        }
    }
    if !reasons.is_empty() {
        return Ok(Reported::Refused { reasons });
    }
    for (queue, snapshot) in checked {
        sql.run(
            "INSERT INTO snapshot (queue, body) VALUES (?, ?) ON CONFLICT (queue) DO UPDATE SET body = excluded.body",
            vec![
                queue.as_str().into(),
                serde_json::to_string(&snapshot)?.into(),
            ],
        )?;
        states.insert(queue, snapshot);
    }
    Ok(Reported::Stored { warnings, states })
}
