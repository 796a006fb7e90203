//! Which reports of an ACD are believed.

use super::QueueSnapshot;
use jiff::Timestamp;

/// Clocks may differ by this much: a snapshot further ahead is refused, seconds.
pub const MAX_CLOCK_SKEW_S: i64 = 60;

/// A longer queue is reported as this long, with a warning.
pub const MAX_WAITING: i64 = 1_000_000;

/// A longer handling time is taken as this long, with a warning: 4 hours.
pub const MAX_AHT_S: f64 = 14_400.0;

/// A snapshot that may be stored: what is unknown is absent, or -1 in `waiting`.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckedSnapshot {
    /// The snapshot, mended where a warning says so.
    pub snapshot: QueueSnapshot,
    /// What was doubtful and how it was taken, for the engineer who connects the ACD.
    pub warnings: Vec<String>,
}

/// Why a snapshot is refused. The one before it stays in force.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SnapshotError {
    /// A negative count other than -1.
    #[error("`{field}` is {value}: send 0 or more, or -1 where it is not known")]
    Negative {
        /// Name of the field in the JSON.
        field: &'static str,
        /// What was sent.
        value: f64,
    },
    /// Not a finite number.
    #[error("`{field}` is not a finite number: send seconds, or -1 where it is not known")]
    NotFinite {
        /// Name of the field in the JSON.
        field: &'static str,
    },
    /// From the future.
    #[error(
        "`at` is {ahead_s} s ahead of this server's clock: send the time of the snapshot with its UTC offset, and check the clock of the sender"
    )]
    FromTheFuture {
        /// Seconds ahead.
        ahead_s: i64,
    },
    /// Older than the one in force.
    #[error(
        "`at` is {at}, but the snapshot in force is from {in_force}: send snapshots in order and leave out the late ones"
    )]
    OutOfOrder {
        /// Time of the refused snapshot.
        at: Timestamp,
        /// Time of the one in force.
        in_force: Timestamp,
    },
}

impl QueueSnapshot {
    /// Checks a report before it is stored. The same report twice is fine: an ACD may repeat a request.
    ///
    /// # Errors
    /// [`SnapshotError`] for negative numbers other than -1, a time ahead of `now` by more than
    /// [`MAX_CLOCK_SKEW_S`], or a time before that of `in_force`.
    pub fn check(
        mut self,
        in_force: Option<&QueueSnapshot>,
        now: Timestamp,
    ) -> Result<CheckedSnapshot, SnapshotError> {
        let ahead_s = self.at.duration_since(now).as_secs();
        if ahead_s > MAX_CLOCK_SKEW_S {
            return Err(SnapshotError::FromTheFuture { ahead_s });
        }
        if let Some(in_force) = in_force.filter(|last| last.at > self.at) {
            return Err(SnapshotError::OutOfOrder {
                at: self.at,
                in_force: in_force.at,
            });
        }
        let waiting = known_count("waiting", Some(self.waiting))?;
        self.agents_staffed = known_count("agents_staffed", self.agents_staffed)?;
        self.agents_available = known_count("agents_available", self.agents_available)?;
        self.aht_s = known_seconds("aht_s", self.aht_s)?;
        self.oldest_wait_s = known_seconds("oldest_wait_s", self.oldest_wait_s)?;
        let mut by_priority = 0_i64;
        for &count in self.waiting_by_priority.values() {
            by_priority = by_priority
                .saturating_add(known_count("waiting_by_priority", Some(count))?.unwrap_or(0));
        }

        let mut warnings = Vec::new();
        if let Some(waiting) = waiting {
            if waiting > MAX_WAITING {
                warnings.push(format!("`waiting` is {waiting}: taken as {MAX_WAITING}"));
                self.waiting = MAX_WAITING;
            }
            if !self.waiting_by_priority.is_empty() && by_priority != waiting {
                warnings.push(format!(
                    "`waiting_by_priority` adds up to {by_priority}, but `waiting` is {waiting}: `waiting` is used"
                ));
            }
        }
        if let Some(aht_s) = self.aht_s {
            if aht_s < 1.0 {
                warnings.push("`aht_s` is below one second: taken as not known".to_owned());
                self.aht_s = None;
            } else if aht_s > MAX_AHT_S {
                warnings.push(format!("`aht_s` is {aht_s}: taken as {MAX_AHT_S}"));
                self.aht_s = Some(MAX_AHT_S);
            }
        }
        if let (Some(staffed), Some(available)) = (self.agents_staffed, self.agents_available)
            && available > staffed
        {
            warnings.push(format!(
                "`agents_available` is {available}, but `agents_staffed` is {staffed}: taken as {staffed} available"
            ));
            self.agents_available = Some(staffed);
        }
        Ok(CheckedSnapshot {
            snapshot: self,
            warnings,
        })
    }

    /// Callers waiting, where known.
    #[must_use]
    pub fn known_waiting(&self) -> Option<i64> {
        Some(self.waiting).filter(|&count| count >= 0)
    }
}

fn known_count(field: &'static str, count: Option<i64>) -> Result<Option<i64>, SnapshotError> {
    match count {
        None | Some(-1) => Ok(None),
        #[expect(clippy::cast_precision_loss, reason = "only shown")]
        Some(value) if value < 0 => Err(SnapshotError::Negative {
            field,
            value: value as f64,
        }),
        known @ Some(_) => Ok(known),
    }
}

fn known_seconds(field: &'static str, seconds: Option<f64>) -> Result<Option<f64>, SnapshotError> {
    match seconds {
        None => Ok(None),
        Some(value) if !value.is_finite() => Err(SnapshotError::NotFinite { field }),
        Some(value) if (value + 1.0).abs() < f64::EPSILON => Ok(None),
        Some(value) if value < 0.0 => Err(SnapshotError::Negative { field, value }),
        known @ Some(_) => Ok(known),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn snapshot(json: &str) -> QueueSnapshot {
        serde_json::from_str(json).unwrap()
    }

    const NOW: &str = "2026-03-02T10:00:00Z";

    fn check(json: &str) -> Result<CheckedSnapshot, SnapshotError> {
        snapshot(json).check(None, NOW.parse().unwrap())
    }

    #[test]
    fn only_waiting_and_at_are_required() {
        let checked = check(r#"{"waiting": 3, "at": "2026-03-02T10:00:00Z"}"#).unwrap();
        assert_eq!(checked.snapshot.waiting, 3);
        assert!(checked.warnings.is_empty());
    }

    #[test]
    fn minus_one_means_unknown() {
        let checked = check(
            r#"{"waiting": -1, "at": "2026-03-02T10:00:00Z", "agents_staffed": -1, "agents_available": -1, "aht_s": -1, "oldest_wait_s": -1}"#,
        )
        .unwrap();
        assert_eq!(checked.snapshot.known_waiting(), None);
        assert_eq!(
            checked.snapshot,
            QueueSnapshot {
                waiting: -1,
                at: NOW.parse().unwrap(),
                waiting_by_priority: BTreeMap::new(),
                agents_staffed: None,
                agents_available: None,
                aht_s: None,
                oldest_wait_s: None
            }
        );
        assert!(checked.warnings.is_empty());
    }

    #[test]
    fn what_cannot_be_is_refused_with_a_sentence() {
        for (json, sentence) in [
            (
                r#"{"waiting": -3, "at": "2026-03-02T10:00:00Z"}"#,
                "`waiting` is -3: send 0 or more, or -1 where it is not known",
            ),
            (
                r#"{"waiting": 0, "at": "2026-03-02T10:00:00Z", "agents_staffed": -2}"#,
                "`agents_staffed` is -2: send 0 or more, or -1 where it is not known",
            ),
            (
                r#"{"waiting": 0, "at": "2026-03-02T10:00:00Z", "aht_s": -0.5}"#,
                "`aht_s` is -0.5: send 0 or more, or -1 where it is not known",
            ),
            (
                r#"{"waiting": 0, "at": "2026-03-02T10:00:00Z", "waiting_by_priority": {"gold": -9}}"#,
                "`waiting_by_priority` is -9: send 0 or more, or -1 where it is not known",
            ),
            (
                r#"{"waiting": 0, "at": "2026-03-02T10:01:01Z"}"#,
                "`at` is 61 s ahead of this server's clock: send the time of the snapshot with its UTC offset, and check the clock of the sender",
            ),
        ] {
            assert_eq!(check(json).unwrap_err().to_string(), sentence);
        }
    }

    #[test]
    fn a_snapshot_older_than_the_one_in_force_is_refused() {
        let now = NOW.parse().unwrap();
        let in_force = snapshot(r#"{"waiting": 3, "at": "2026-03-02T09:59:30Z"}"#);
        let late = snapshot(r#"{"waiting": 9, "at": "2026-03-02T09:59:00Z"}"#);
        assert_eq!(
            late.check(Some(&in_force), now).unwrap_err().to_string(),
            "`at` is 2026-03-02T09:59:00Z, but the snapshot in force is from 2026-03-02T09:59:30Z: send snapshots in order and leave out the late ones"
        );
        assert!(
            in_force.clone().check(Some(&in_force), now).is_ok(),
            "the same report twice is fine"
        );
    }

    #[test]
    fn what_is_doubtful_is_mended_with_a_warning() {
        for (json, warning) in [
            (
                r#"{"waiting": 5000000, "at": "2026-03-02T10:00:00Z"}"#,
                "`waiting` is 5000000: taken as 1000000",
            ),
            (
                r#"{"waiting": 1, "at": "2026-03-02T10:00:00Z", "aht_s": 0}"#,
                "`aht_s` is below one second: taken as not known",
            ),
            (
                r#"{"waiting": 1, "at": "2026-03-02T10:00:00Z", "aht_s": 99999}"#,
                "`aht_s` is 99999: taken as 14400",
            ),
            (
                r#"{"waiting": 1, "at": "2026-03-02T10:00:00Z", "agents_staffed": 2, "agents_available": 5}"#,
                "`agents_available` is 5, but `agents_staffed` is 2: taken as 2 available",
            ),
            (
                r#"{"waiting": 1, "at": "2026-03-02T10:00:00Z", "waiting_by_priority": {"gold": 2, "other": 1}}"#,
                "`waiting_by_priority` adds up to 3, but `waiting` is 1: `waiting` is used",
            ),
        ] {
            assert_eq!(check(json).unwrap().warnings, [warning], "{json}");
        }
    }

    #[test]
    fn a_clock_that_is_a_little_ahead_is_forgiven() {
        assert!(check(r#"{"waiting": 0, "at": "2026-03-02T10:01:00Z"}"#).is_ok());
    }
}
