//! The built-in QA store: every event once, in the order of arrival, and its answers laid out for sums.

use super::{Count, Sql, millis, whole};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::{
    feedback::{Event, Happening},
    survey::AnswerValue,
};
use worker::{Result, SqlStorageValue};

/// Tables.
pub(crate) const TABLES: &[&str] = &[
    "CREATE TABLE IF NOT EXISTS event (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, time_ms INTEGER NOT NULL, body TEXT NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS answer (event INTEGER NOT NULL, survey TEXT NOT NULL, question TEXT NOT NULL, value TEXT NOT NULL, operator TEXT, project TEXT, queue TEXT, time_ms INTEGER NOT NULL, PRIMARY KEY (event, question)) STRICT",
    "CREATE INDEX IF NOT EXISTS answer_time ON answer (survey, question, time_ms)",
];

/// What the QA store is asked.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum QaCommand {
    /// Keeps events; those that are there already are left alone: `()`.
    Append { events: Vec<Event> },
    /// A page of events of these kinds (all, where none is named) after a place: [`Page`].
    List {
        after: i64,
        limit: u32,
        kinds: Vec<String>,
    },
    /// How often each answer was given: `Vec<Tally>`.
    Tally {
        survey: String,
        from: Option<Timestamp>,
        until: Option<Timestamp>,
        operator: Option<String>,
        project: Option<String>,
        queue: Option<String>,
    },
    /// How many events of each kind there are: `Vec<(String, u64)>`.
    Kinds {},
}

/// A page of events, with the place of the last one.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Page {
    pub(crate) events: Vec<Event>,
    /// Where the next page begins; nothing after the last.
    pub(crate) next: Option<i64>,
}

/// How often an answer was given.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Tally {
    pub(crate) question: String,
    /// The answer as text.
    pub(crate) value: String,
    pub(crate) n: u64,
}

/// Carries out a command.
pub(crate) fn handle(sql: &Sql, command: QaCommand) -> Result<Value> {
    let answer = match command {
        QaCommand::Append { events } => {
            for event in &events {
                keep(sql, event)?;
            }
            Value::Null
        }
        QaCommand::List {
            after,
            limit,
            kinds,
        } => serde_json::to_value(list(sql, after, limit, &kinds)?)?,
        QaCommand::Tally {
            survey,
            from,
            until,
            operator,
            project,
            queue,
        } => {
            let mut statement = String::from(
                "SELECT question, value, count(*) AS n FROM answer WHERE survey = ? AND time_ms >= ? AND time_ms < ?",
            );
            let mut values: Vec<SqlStorageValue> = vec![
                survey.into(),
                from.map_or(0.0, millis).into(),
                until.map_or(9e15, millis).into(),
            ];
            for (column, value) in [
                ("operator", operator),
                ("project", project),
                ("queue", queue),
            ] {
                if let Some(value) = value {
                    statement.push_str(&format!(" AND {column} = ?"));
                    values.push(value.into());
                }
            }
            statement.push_str(" GROUP BY question, value");
            serde_json::to_value(tally(sql, &statement, values)?)?
        }
        QaCommand::Kinds {} => {
            #[derive(Deserialize)]
            struct Row {
                kind: String,
                n: f64,
            }
            let rows: Vec<Row> = sql.rows(
                "SELECT kind, count(*) AS n FROM event GROUP BY kind ORDER BY kind",
                vec![],
            )?;
            let kinds: Vec<(String, i64)> = rows
                .into_iter()
                .map(|row| (row.kind, whole(row.n)))
                .collect();
            serde_json::to_value(kinds)?
        }
    };
    Ok(answer)
}

fn keep(sql: &Sql, event: &Event) -> Result<()> {
    let body = serde_json::to_string(event)?;
    let new: Option<Count> = sql.first(
        "INSERT INTO event (id, kind, time_ms, body) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING seq AS n",
        vec![
            event.id.as_str().into(),
            event.kind.as_str().into(),
            millis(event.time).into(),
            body.into(),
        ],
    )?;
    let (
        Some(new),
        Happening::Feedback {
            survey,
            answers,
            operator,
            project,
            queue,
            ..
        },
    ) = (new, &event.data)
    else {
        return Ok(());
    };
    for answer in answers {
        let value = match &answer.value {
            AnswerValue::Bool(true) => "yes".to_owned(),
            AnswerValue::Bool(false) => "no".to_owned(),
            AnswerValue::Score(score) => score.to_string(),
            AnswerValue::Text(text) => text.clone(),
        };
        sql.run(
            "INSERT INTO answer (event, survey, question, value, operator, project, queue, time_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            vec![
                new.n.into(),
                survey.as_str().into(),
                answer.question.as_str().into(),
                value.into(),
                operator.clone().into(),
                project.clone().into(),
                queue.clone().into(),
                millis(event.time).into(),
            ],
        )?;
    }
    Ok(())
}

fn list(sql: &Sql, after: i64, limit: u32, kinds: &[String]) -> Result<Page> {
    #[derive(Deserialize)]
    struct Row {
        seq: f64,
        body: String,
    }
    // One row more than asked for tells whether there is a next page.
    let marks = vec!["?"; kinds.len()].join(", ");
    let only = if kinds.is_empty() {
        String::new()
    } else {
        format!(" AND kind IN ({marks})")
    };
    #[expect(clippy::cast_precision_loss, reason = "a place in a table")]
    let mut values: Vec<SqlStorageValue> = vec![(after as f64).into()];
    values.extend(kinds.iter().map(|kind| kind.as_str().into()));
    values.push((f64::from(limit) + 1.0).into());
    let mut rows: Vec<Row> = sql.rows(
        &format!("SELECT seq, body FROM event WHERE seq > ?{only} ORDER BY seq LIMIT ?"),
        values,
    )?;
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > wanted;
    rows.truncate(wanted);
    Ok(Page {
        next: rows.last().filter(|_| more).map(|row| whole(row.seq)),
        events: rows
            .iter()
            .filter_map(|row| serde_json::from_str(&row.body).ok())
            .collect(),
    })
}

fn tally(sql: &Sql, statement: &str, values: Vec<SqlStorageValue>) -> Result<Vec<Tally>> {
    #[derive(Deserialize)]
    struct Row {
        question: String,
        value: String,
        n: f64,
    }
    let rows: Vec<Row> = sql.rows(statement, values)?;
    Ok(rows
        .into_iter()
        .map(|row| Tally {
            question: row.question,
            value: row.value,
            n: u64::try_from(whole(row.n)).unwrap_or(0),
        })
        .collect())
}
