//! The only clock. Everything below a handler takes `now` as an argument.

use jiff::Timestamp;

/// The moment at which this request or alarm runs. In production it stands still while CPU runs.
#[allow(
    clippy::disallowed_methods,
    reason = "the one place that asks the clock"
)]
pub(crate) fn now() -> Timestamp {
    let ms = i64::try_from(worker::Date::now().as_millis()).unwrap_or(0);
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH)
}
