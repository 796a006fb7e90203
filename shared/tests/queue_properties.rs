//! What holds for every queue: more operators never lengthen a wait, a later place never shortens it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests may fail loudly"
)]

use proptest::prelude::*;
use shared::{
    hours::Opening,
    locale::Texts,
    queue::{
        Announce, QueueSnapshot, Wait, WaitState,
        law::{Law, Rates},
        wait,
    },
    site::Queue,
};
use std::collections::BTreeMap;

/// Rounding of the last digits is no change.
const ROUNDING: f64 = 1e-9;

fn rates() -> impl Strategy<Value = Rates> {
    (1_u32..2_000, 0.0_f64..4.0, 0.0_f64..9.0).prop_map(|(agents, ln_aht, ln_patience)| Rates {
        agents: f64::from(agents),
        aht_s: 10_f64.powf(ln_aht),
        patience_s: 10_f64.powf(ln_patience),
    })
}

fn ahead() -> impl Strategy<Value = u32> {
    prop_oneof![0_u32..50, 0_u32..5_000, 0_u32..2_000_000]
}

fn figures(law: &Law) -> Vec<f64> {
    [law.served(), law.potential()]
        .into_iter()
        .flat_map(|s| [s.mean(), s.quantile(0.1), s.quantile(0.5), s.quantile(0.9)])
        .collect()
}

proptest! {
    #[test]
    fn every_queue_in_range_has_finite_ordered_quantiles(rates in rates(), ahead in ahead()) {
        let law = Law::given(rates, ahead).unwrap();
        for stages in [law.served(), law.potential()] {
            let quantiles = [0.001, 0.1, 0.5, 0.9, 0.999].map(|p| stages.quantile(p));
            prop_assert!(quantiles.iter().all(|q| q.is_finite() && *q > 0.0), "{quantiles:?}");
            prop_assert!(quantiles.windows(2).all(|pair| pair[0] < pair[1]), "{quantiles:?}");
            prop_assert!(stages.mean().is_finite() && stages.variance().is_finite());
        }
        prop_assert!((0.0..=1.0).contains(&law.probability_served()));
    }

    #[test]
    fn the_distribution_function_undoes_the_quantile(rates in rates(), ahead in ahead(), p in 0.001_f64..0.999) {
        let law = Law::given(rates, ahead).unwrap();
        for stages in [law.served(), law.potential()] {
            let back = stages.cdf(stages.quantile(p));
            prop_assert!((back - p).abs() < 1e-9, "{back} instead of {p}");
        }
    }

    #[test]
    fn more_operators_never_lengthen_a_wait(rates in rates(), ahead in ahead(), more in 1_u32..50) {
        let better = Rates { agents: rates.agents + f64::from(more), ..rates };
        let (law, better) = (Law::given(rates, ahead).unwrap(), Law::given(better, ahead).unwrap());
        for (few, many) in figures(&law).into_iter().zip(figures(&better)) {
            prop_assert!(many <= few * (1.0 + ROUNDING), "{many} with more operators, {few} with fewer");
        }
    }

    #[test]
    fn a_later_place_never_shortens_a_wait(rates in rates(), ahead in ahead(), later in 1_u32..50) {
        let (law, behind) = (Law::given(rates, ahead).unwrap(), Law::given(rates, ahead + later).unwrap());
        for (first, second) in figures(&law).into_iter().zip(figures(&behind)) {
            prop_assert!(second >= first * (1.0 - ROUNDING), "{second} behind, {first} before");
        }
    }

    #[test]
    fn the_chance_of_an_answer_grows_with_time(rates in rates(), ahead in ahead(), t in 0.0_f64..1e5, more in 0.0_f64..1e4) {
        let law = Law::given(rates, ahead).unwrap();
        for stages in [law.served(), law.potential()] {
            prop_assert!(stages.cdf(t + more) >= stages.cdf(t) - ROUNDING);
        }
        prop_assert!(law.probability_answered_within(t) <= law.probability_served() + ROUNDING);
    }

    #[test]
    fn ever_more_patient_callers_lead_smoothly_to_those_who_never_give_up(
        agents in 1_u32..500, aht_s in 1.0_f64..10_000.0, ahead in 0_u32..500,
    ) {
        let law = |patience_s| Law::given(Rates { agents: f64::from(agents), aht_s, patience_s }, ahead).unwrap();
        let never = law(f64::INFINITY);
        // The law with patience differs from the limit by the fraction nθ/cμ at most.
        for exponent in 6..22 {
            let patience_s = 10_f64.powi(exponent) * aht_s;
            let bound = 4.0 * f64::from(ahead + 1) / (f64::from(agents) * 10_f64.powi(exponent)) + 1e-10;
            for (patient, endless) in figures(&law(patience_s)).into_iter().zip(figures(&never)) {
                prop_assert!((patient / endless - 1.0).abs() <= bound, "10^{exponent}: {patient} and {endless}");
            }
        }
    }

    #[test]
    fn whatever_a_snapshot_says_the_wait_is_finite_and_honest(
        waiting in -5_i64..2_000, staffed in prop::option::of(-1_i64..100), available in prop::option::of(-1_i64..100),
        aht_s in prop::option::of(-1.0_f64..20_000.0), age_s in -100_i64..1_000, callbacks in 0_u32..50,
    ) {
        let snapshot = snapshot(waiting, staffed, available, aht_s, age_s);
        let wait = estimate(&snapshot, callbacks);
        prop_assert!((0.0..=1.0).contains(&wait.confidence));
        prop_assert!(wait.answered_within.iter().all(|a| (0.0..=1.0).contains(&a.probability)));
        prop_assert!(wait.answered_within.windows(2).all(|pair| pair[0].within_s < pair[1].within_s
            && pair[0].probability <= pair[1].probability));
        prop_assert_eq!(wait.estimate.is_some(), matches!(wait.state, WaitState::NoWait | WaitState::Waiting));
        if let Some(band) = wait.estimate {
            prop_assert!(band.p10_s <= band.p50_s && band.p50_s <= band.p90_s && band.p90_s.is_finite());
            if let Announce::Minutes { low, high } = wait.announce {
                prop_assert!(1 <= low && low < high);
                prop_assert!(f64::from(high) * 60.0 >= band.p90_s);
                prop_assert!(low == 1 || f64::from(low) * 60.0 <= band.p50_s);
            }
        }
    }

    #[test]
    fn a_line_that_is_longer_is_never_announced_shorter(
        waiting in 0_i64..500, staffed in 1_i64..100, available in 0_i64..5, callbacks in 0_u32..20, more in 1_u32..20,
    ) {
        let now = estimate(&snapshot(waiting, Some(staffed), Some(available), Some(200.0), 0), callbacks);
        let longer = estimate(&snapshot(waiting, Some(staffed), Some(available), Some(200.0), 0), callbacks + more);
        prop_assert!(median(&longer) >= median(&now) * (1.0 - ROUNDING));
        let staffed_better = estimate(&snapshot(waiting, Some(staffed + i64::from(more)), Some(available), Some(200.0), 0), callbacks);
        prop_assert!(median(&staffed_better) <= median(&now) * (1.0 + ROUNDING));
    }

    #[test]
    fn time_that_passes_without_news_never_lengthens_what_is_announced(
        waiting in 0_i64..500, staffed in 1_i64..100, age_s in 0_i64..120, more in 0_i64..120,
    ) {
        let now = estimate(&snapshot(waiting, Some(staffed), Some(0), Some(200.0), age_s), 0);
        let later = estimate(&snapshot(waiting, Some(staffed), Some(0), Some(200.0), (age_s + more).min(120)), 0);
        prop_assert_eq!(now.announce, later.announce);
        prop_assert!(later.confidence <= now.confidence);
    }
}

const NOW_S: i64 = 1_772_445_600;

fn snapshot(
    waiting: i64,
    agents_staffed: Option<i64>,
    agents_available: Option<i64>,
    aht_s: Option<f64>,
    age_s: i64,
) -> QueueSnapshot {
    QueueSnapshot {
        waiting,
        at: jiff::Timestamp::from_second(NOW_S - age_s).unwrap(),
        waiting_by_priority: BTreeMap::new(),
        agents_staffed,
        agents_available,
        aht_s,
        oldest_wait_s: None,
    }
}

fn estimate(snapshot: &QueueSnapshot, callbacks: u32) -> Wait {
    let queue = Queue {
        project: "care".to_owned(),
        name: Texts::default(),
        skill: "care".to_owned(),
        hours: "operators".to_owned(),
        level: 1,
        answer_within_s: 20,
        acd_names: Vec::new(),
        stale_after_s: 120,
    };
    let opening = Opening {
        open: true,
        changes_at: None,
    };
    wait(
        &queue,
        opening,
        Some(snapshot),
        callbacks,
        jiff::Timestamp::from_second(NOW_S).unwrap(),
    )
}

fn median(wait: &Wait) -> f64 {
    wait.estimate.unwrap().p50_s
}
