//! What is wrong with the numbers that a site's files name.

use super::{emergency::is_emergency, plan};

/// What is wrong with a number in a site's files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFault {
    /// It is not written as `+`, country code and digits.
    Form,
    /// It reaches an emergency service.
    Emergency,
    /// The country's numbering plan has no such number.
    Unassigned,
    /// A call to it costs far more than a call.
    Premium,
    /// A service number of another country: it cannot be dialled from the site's.
    ForeignService,
}

/// What is wrong with a number that a site in `country` dials or is dialled at, if anything.
///
/// Without the feature `phone` only its form and emergency services are known.
#[must_use]
pub fn number_fault(number: &str, country: Option<&str>) -> Option<NumberFault> {
    let digits = number.strip_prefix('+').unwrap_or(number);
    if is_emergency(digits, country) || plan::is_emergency_abroad(number, country) {
        return Some(NumberFault::Emergency);
    }
    let sound = number.starts_with('+')
        && (8..=15).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && !digits.starts_with('0');
    if sound {
        plan::fault(number, country)
    } else {
        Some(NumberFault::Form)
    }
}
