//! The clock, which only the command line reads.

use crate::command::Failure;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use shared::bundle::BundleSource;
use std::time::SystemTime;

/// This moment.
pub(crate) fn now() -> Result<Timestamp, Failure> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the command line is where the clock is read"
    )]
    let now = SystemTime::now();
    Timestamp::try_from(now).map_err(|e| Failure::Work(e.to_string()))
}

/// The day in the site's time zone, or in UTC where the file does not tell it.
pub(crate) fn today(source: &BundleSource) -> Result<Date, Failure> {
    let zone = source
        .files
        .get("site.json")
        .and_then(|text| serde_json::from_str::<serde_json::Value>(text).ok())
        .and_then(|site| TimeZone::get(site.get("time_zone")?.as_str()?).ok())
        .unwrap_or(TimeZone::UTC);
    Ok(zone.to_datetime(now()?).date())
}
