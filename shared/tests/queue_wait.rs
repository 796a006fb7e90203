//! The one door to the estimate: which state a report of the ACD leads to, and what is said of it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests may fail loudly"
)]

use jiff::Timestamp;
use shared::{
    hours::Opening,
    locale::Texts,
    queue::{Announce, QueueSnapshot, UnknownReason, Wait, WaitState, wait},
    site::Queue,
};

const NOW: &str = "2026-03-02T10:00:00Z";

fn queue() -> Queue {
    Queue {
        project: "care".to_owned(),
        name: Texts::default(),
        skill: "care".to_owned(),
        hours: "operators".to_owned(),
        level: 1,
        answer_within_s: 30,
        acd_names: Vec::new(),
        stale_after_s: 120,
    }
}

fn wait_for(snapshot: &str, pending_callbacks: u32) -> Wait {
    let snapshot: QueueSnapshot = serde_json::from_str(snapshot).unwrap();
    let opening = Opening {
        open: true,
        changes_at: None,
    };
    wait(
        &queue(),
        opening,
        Some(&snapshot),
        pending_callbacks,
        NOW.parse::<Timestamp>().unwrap(),
    )
}

fn unknown(reason: UnknownReason) -> Announce {
    Announce::Unknown { reason }
}

#[test]
fn every_report_leads_to_an_honest_announcement() {
    for (about, snapshot, pending, announced) in [
        (
            "an operator is free and nobody waits",
            r#"{"waiting": 0, "at": "2026-03-02T09:59:50Z", "agents_staffed": 5, "agents_available": 1}"#,
            0,
            Announce::NoWait {},
        ),
        (
            "a free operator is enough where the number waiting is not known",
            r#"{"waiting": -1, "at": "2026-03-02T09:59:50Z", "agents_available": 2}"#,
            0,
            Announce::NoWait {},
        ),
        (
            "a promised callback takes the free operator",
            r#"{"waiting": 0, "at": "2026-03-02T09:59:50Z", "agents_staffed": 5, "agents_available": 1, "aht_s": 190}"#,
            1,
            Announce::Minutes { low: 1, high: 2 },
        ),
        (
            "all are busy and nobody waits",
            r#"{"waiting": 0, "at": "2026-03-02T09:59:50Z", "agents_staffed": 20, "agents_available": 0, "aht_s": 190}"#,
            0,
            Announce::UnderAMinute {},
        ),
        (
            "a short line",
            r#"{"waiting": 5, "at": "2026-03-02T09:59:50Z", "agents_staffed": 8, "agents_available": 0, "aht_s": 190}"#,
            0,
            Announce::Minutes { low: 1, high: 5 },
        ),
        (
            "a long line",
            r#"{"waiting": 60, "at": "2026-03-02T09:59:50Z", "agents_staffed": 8, "agents_available": 0, "aht_s": 190}"#,
            0,
            Announce::Minutes { low: 5, high: 15 },
        ),
        (
            "hopeless",
            r#"{"waiting": 4000, "at": "2026-03-02T09:59:50Z", "agents_staffed": 1, "agents_available": 0, "aht_s": 7200}"#,
            0,
            Announce::MoreThan { minutes: 45 },
        ),
        (
            "nobody works",
            r#"{"waiting": 5, "at": "2026-03-02T09:59:50Z", "agents_staffed": 0}"#,
            0,
            unknown(UnknownReason::NobodyWorks),
        ),
        (
            "operators are not told",
            r#"{"waiting": 5, "at": "2026-03-02T09:59:50Z"}"#,
            0,
            unknown(UnknownReason::AgentsUnknown),
        ),
        (
            "callers waiting are not told",
            r#"{"waiting": -1, "at": "2026-03-02T09:59:50Z", "agents_staffed": 5, "agents_available": 0}"#,
            0,
            unknown(UnknownReason::WaitingUnknown),
        ),
        (
            "too old",
            r#"{"waiting": 5, "at": "2026-03-02T09:57:59Z", "agents_staffed": 5}"#,
            0,
            unknown(UnknownReason::Stale),
        ),
        (
            "from the future, because our clock was set back",
            r#"{"waiting": 5, "at": "2026-03-02T10:01:01Z", "agents_staffed": 5}"#,
            0,
            unknown(UnknownReason::Stale),
        ),
    ] {
        assert_eq!(wait_for(snapshot, pending).announce, announced, "{about}");
    }
}

#[test]
fn without_a_snapshot_or_out_of_hours_nothing_is_estimated() {
    let now = NOW.parse::<Timestamp>().unwrap();
    let open = wait(
        &queue(),
        Opening {
            open: true,
            changes_at: None,
        },
        None,
        0,
        now,
    );
    assert_eq!(open.announce, unknown(UnknownReason::NoSnapshot));
    let closed = wait(
        &queue(),
        Opening {
            open: false,
            changes_at: None,
        },
        None,
        0,
        now,
    );
    assert_eq!(
        (closed.state, closed.announce),
        (WaitState::Closed, Announce::Closed {})
    );
    assert_eq!(closed.estimate, None);
}

#[test]
fn a_line_gives_a_band_a_place_and_the_queue_s_own_service_level() {
    let wait = wait_for(
        r#"{"waiting": 5, "at": "2026-03-02T10:00:00Z", "agents_staffed": 8, "agents_available": 0, "aht_s": 190}"#,
        2,
    );
    assert_eq!(wait.position_if_joined, Some(8));
    let times: Vec<u32> = wait.answered_within.iter().map(|a| a.within_s).collect();
    assert_eq!(times, [20, 30, 60, 120, 300]);
    let band = wait.estimate.unwrap();
    assert!(
        band.p10_s < band.p50_s && band.p50_s < band.p90_s,
        "{band:?}"
    );
}

#[test]
fn every_assumption_and_every_second_lowers_the_confidence() {
    let reports = [
        r#"{"waiting": 5, "at": "2026-03-02T10:00:00Z", "agents_staffed": 8, "agents_available": 0, "aht_s": 190}"#,
        r#"{"waiting": 5, "at": "2026-03-02T09:59:00Z", "agents_staffed": 8, "agents_available": 0, "aht_s": 190}"#,
        r#"{"waiting": 5, "at": "2026-03-02T09:59:00Z", "agents_staffed": 8, "agents_available": 0}"#,
        r#"{"waiting": 5, "at": "2026-03-02T09:59:00Z", "agents_available": 2}"#,
    ];
    let confidences = reports.map(|report| wait_for(report, 0).confidence);
    assert!(
        confidences.windows(2).all(|pair| pair[1] < pair[0]),
        "{confidences:?}"
    );
}

#[test]
fn a_callback_in_the_same_place_is_promised_within_the_band() {
    let now = NOW.parse::<Timestamp>().unwrap();
    let waiting = wait_for(
        r#"{"waiting": 1, "at": "2026-03-02T10:00:00Z", "agents_staffed": 1, "agents_available": 0, "aht_s": 600}"#,
        0,
    );
    let (window, band) = (waiting.callback_window(now), waiting.estimate.unwrap());
    let after = |at: Timestamp| at.duration_since(now).as_secs_f64();
    assert!((after(window.from) - band.p10_s).abs() <= 0.5);
    assert!((after(window.until) - band.p90_s).abs() <= 0.5);
    let free = wait_for(
        r#"{"waiting": 0, "at": "2026-03-02T10:00:00Z", "agents_available": 3}"#,
        0,
    );
    assert_eq!(
        free.callback_window(now).until,
        "2026-03-02T10:05:00Z".parse().unwrap()
    );
}
