//! What may honestly be said of a wait.
//!
//! Announced is a range of whole minutes, from the median rounded down to the upper quantile (P90) rounded
//! up. Why so:
//! * each minute beyond the announced wait raises the hazard of giving up by up to 52 % (Webb, Yu and
//!   Bretthauer), and being served early harms nobody: the upper end must hold nine times in ten;
//! * finer steps gain nothing (Yu, Allon and Bassamboo 2017), and would claim more than the band knows;
//! * "0 minutes" is a promise that no queue keeps.
//!
//! The range depends on the state of the queue alone and never on how long the caller has waited already,
//! so that it cannot grow merely because time passes.

use super::{Announce, Band};

/// Minutes that a range may start or end at.
pub const STEPS_MIN: [u32; 9] = [1, 2, 5, 10, 15, 20, 30, 45, 60];

/// Rounds a band to what is announced.
#[must_use]
pub fn announce(band: Band) -> Announce {
    let (median, upper) = (band.p50_s / 60.0, band.p90_s / 60.0);
    if upper <= 1.0 {
        return Announce::UnderAMinute {};
    }
    let low = STEPS_MIN
        .into_iter()
        .rev()
        .find(|&step| f64::from(step) <= median)
        .unwrap_or(1);
    match STEPS_MIN.into_iter().find(|&step| f64::from(step) >= upper) {
        Some(high) => Announce::Minutes { low, high },
        None => Announce::MoreThan { minutes: low },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_starts_at_the_median_and_ends_above_nine_waits_in_ten() {
        for (p50_s, p90_s, expected) in [
            (5.0, 20.0, Announce::UnderAMinute {}),
            (40.0, 60.0, Announce::UnderAMinute {}),
            (40.0, 61.0, Announce::Minutes { low: 1, high: 2 }),
            (70.0, 110.0, Announce::Minutes { low: 1, high: 2 }),
            (119.0, 121.0, Announce::Minutes { low: 1, high: 5 }),
            (150.0, 300.0, Announce::Minutes { low: 2, high: 5 }),
            (150.0, 301.0, Announce::Minutes { low: 2, high: 10 }),
            (1_000.0, 1_100.0, Announce::Minutes { low: 15, high: 20 }),
            (3_000.0, 3_600.0, Announce::Minutes { low: 45, high: 60 }),
            (3_000.0, 3_601.0, Announce::MoreThan { minutes: 45 }),
            (9_000.0, 90_000.0, Announce::MoreThan { minutes: 60 }),
        ] {
            let band = Band {
                p10_s: p50_s / 2.0,
                p50_s,
                p90_s,
            };
            assert_eq!(announce(band), expected, "{band:?}");
        }
    }
}
