//! The law of the conditional wait against values computed to 40 and 60 digits.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests may fail loudly"
)]

use serde_json::Value;
use shared::queue::law::{Law, Rates, Stages};

fn fixture() -> Value {
    serde_json::from_str(include_str!("fixtures/conditional_waits.json")).unwrap()
}

fn number(value: &Value) -> f64 {
    value.as_str().unwrap().parse().unwrap()
}

fn ahead(row: &Value) -> u32 {
    u32::try_from(row["n_ahead"].as_u64().unwrap()).unwrap()
}

#[track_caller]
fn assert_close(what: &str, actual: f64, expected: f64) {
    let relative = (actual / expected - 1.0).abs();
    assert!(
        relative <= 1e-10,
        "{what}: {actual} instead of {expected}, off by {relative:e}"
    );
}

#[test]
fn the_published_rows_are_met_to_ten_digits() {
    let fixture = fixture();
    let rows = fixture["published"].as_array().unwrap();
    assert_eq!(rows.len(), 3);
    for row in rows {
        let rates = Rates {
            agents: row["c"].as_f64().unwrap(),
            aht_s: 1.0 / number(&row["mu"]),
            patience_s: 1.0 / number(&row["theta"]),
        };
        let law = Law::given(rates, ahead(row)).unwrap();
        let mean = number(&row["mean"]);
        assert_close("mean", law.potential().mean(), mean);
        assert_close("variance", law.potential().variance(), number(&row["var"]));
        assert_close(
            "mean given served",
            law.served().mean(),
            number(&row["mean_given_served"]),
        );
        assert_close(
            "P(served)",
            law.probability_served(),
            number(&row["P_served"]),
        );
        for (p, expected) in row["quantiles_potential"].as_object().unwrap() {
            assert_close(
                p,
                law.potential().quantile(p.parse().unwrap()),
                number(expected),
            );
        }
        assert_close(
            "F at mean",
            law.potential().cdf(mean),
            number(&row["F_pot_at_mean"]),
        );
        assert_close(
            "F at mean given served",
            law.served().cdf(mean),
            number(&row["F_served_at_mean"]),
        );
    }
}

#[test]
fn patient_and_impatient_callers_in_short_and_long_lines_are_met_to_ten_digits() {
    let fixture = fixture();
    let rows = fixture["computed"].as_array().unwrap();
    assert!(rows.len() > 20);
    for row in rows {
        let rates = Rates {
            agents: number(&row["agents"]),
            aht_s: number(&row["aht_s"]),
            patience_s: number(&row["patience_s"]),
        };
        let law = Law::given(rates, ahead(row)).unwrap();
        assert_close(
            "P(served)",
            law.probability_served(),
            number(&row["p_served"]),
        );
        assert_stages(&law.potential(), &row["potential"]);
        assert_stages(&law.served(), &row["served"]);
    }
}

#[track_caller]
fn assert_stages(stages: &Stages, expected: &Value) {
    let mean = number(&expected["mean"]);
    assert_close("mean", stages.mean(), mean);
    assert_close("variance", stages.variance(), number(&expected["variance"]));
    for (p, value) in expected["quantiles"].as_object().unwrap() {
        assert_close(p, stages.quantile(p.parse().unwrap()), number(value));
    }
    for (multiple, value) in expected["cdf_at_multiple_of_mean"].as_object().unwrap() {
        let t = multiple.parse::<f64>().unwrap() * mean;
        assert_close(multiple, stages.cdf(t), number(value));
    }
}

#[test]
fn a_bank_like_centre_has_the_known_band() {
    let rates = Rates {
        agents: 8.0,
        aht_s: 1.0 / 0.005_267_7,
        patience_s: 1.0 / 0.002_680_09,
    };
    let law = Law::given(rates, 5).unwrap();
    let band = [0.1, 0.5, 0.9].map(|p| (law.potential().quantile(p) * 10.0).round() / 10.0);
    assert_eq!(band, [64.9, 117.0, 191.9]);
    assert_eq!((law.probability_served() * 1e4).round(), 7_238.0);
}

#[test]
fn no_agents_or_no_numbers_give_no_law() {
    for (agents, aht_s, patience_s) in [
        (0.0, 200.0, 300.0),
        (-1.0, 200.0, 300.0),
        (5.0, 0.0, 300.0),
        (5.0, 200.0, 0.0),
        (f64::NAN, 200.0, 300.0),
        (5.0, f64::INFINITY, 300.0),
        (5.0, 200.0, f64::NAN),
    ] {
        assert!(
            Law::given(
                Rates {
                    agents,
                    aht_s,
                    patience_s
                },
                3
            )
            .is_none()
        );
    }
}
