//! SQL of the objects: one file each, and nowhere else.

pub(crate) mod callback;
pub(crate) mod outbox;
pub(crate) mod publication;
pub(crate) mod qa;
pub(crate) mod queue;
pub(crate) mod site;

use serde::de::DeserializeOwned;
use worker::{Result, SqlStorage, SqlStorageValue};

/// An object's SQLite database.
///
/// Tables are `STRICT`, ids text, times whole milliseconds. Adjacent calls without an `.await` between them are one
/// write.
#[derive(Clone, Debug)]
pub(crate) struct Sql(SqlStorage);

impl Sql {
    /// Opens the database and makes the tables that are not there yet.
    pub(crate) fn open(storage: &worker::Storage, tables: &[&str]) -> Sql {
        let sql = Sql(storage.sql());
        for table in tables {
            if let Err(error) = sql.0.exec(table, None) {
                crate::log::warn("-", &format!("a table could not be made: {error}"));
            }
        }
        sql
    }

    /// Runs a statement.
    ///
    /// # Errors
    /// The database's own.
    pub(crate) fn run(&self, statement: &str, values: Vec<SqlStorageValue>) -> Result<()> {
        self.0.exec(statement, values).map(|_| ())
    }

    /// All rows of a statement.
    ///
    /// # Errors
    /// The database's own, or a row of another shape.
    pub(crate) fn rows<T: DeserializeOwned>(
        &self,
        statement: &str,
        values: Vec<SqlStorageValue>,
    ) -> Result<Vec<T>> {
        self.0.exec(statement, values)?.to_array()
    }

    /// The first row of a statement. (The cursor's own `one` throws through Rust frames where there is none.)
    ///
    /// # Errors
    /// As [`Sql::rows`].
    pub(crate) fn first<T: DeserializeOwned>(
        &self,
        statement: &str,
        values: Vec<SqlStorageValue>,
    ) -> Result<Option<T>> {
        Ok(self.rows(statement, values)?.into_iter().next())
    }
}

/// A row that holds one number.
#[derive(Debug, serde::Deserialize)]
pub(crate) struct Count {
    pub(crate) n: f64,
}

/// A whole number from a row: SQLite's integers arrive as floating-point numbers.
#[expect(
    clippy::cast_possible_truncation,
    reason = "whole milliseconds and counts stay far below 2^53"
)]
pub(crate) fn whole(number: f64) -> i64 {
    number as i64
}

/// A time from a row.
pub(crate) fn timestamp(ms: f64) -> jiff::Timestamp {
    jiff::Timestamp::from_millisecond(whole(ms)).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
}

/// A time for a row.
#[expect(clippy::cast_precision_loss, reason = "below 2^53 for 280,000 years")]
pub(crate) fn millis(time: jiff::Timestamp) -> f64 {
    time.as_millisecond() as f64
}
