//! A callback's life: what each event makes of it, in any order, told once or twice.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests may fail loudly"
)]

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use shared::{
    callback::{CallbackState as State, Progress, Turn, When, Window},
    locale::Texts,
    site::CallbackPolicy,
};

fn policy() -> CallbackPolicy {
    CallbackPolicy {
        countries: vec!["AZ".to_owned()],
        from_number: "+994125550100".to_owned(),
        slot_minutes: 30,
        slot_capacity: 4,
        days: 14,
        attempts: 3,
        daily_cap: 500,
        consent: Texts::default(),
    }
}

/// 10:00 on a working day, and minutes from there.
fn at(minutes: i64) -> Timestamp {
    let ten: Timestamp = "2026-03-02T10:00:00Z".parse().unwrap();
    ten + SignedDuration::from_mins(minutes)
}

fn window(from: i64, until: i64) -> Window {
    Window {
        from: at(from),
        until: at(until),
    }
}

fn promised() -> Progress {
    Progress::promised(When::Asap {}, window(10, 20))
}

/// Tells a callback a list of events, each at its minute, and lists the states that it went through.
fn life(events: &[(i64, Turn)]) -> (Vec<State>, Progress) {
    let mut progress = promised();
    let mut states = Vec::new();
    for &(minute, turn) in events {
        progress = progress.advance(turn, &policy(), at(minute)).unwrap();
        states.push(progress.state);
    }
    (states, progress)
}

#[test]
fn a_callback_that_goes_well_is_dialled_in_its_window() {
    let (states, last) = life(&[
        (9, Turn::TimePasses),
        (10, Turn::TimePasses),
        (11, Turn::Dialled),
        (11, Turn::Connected),
        (15, Turn::Finished),
    ]);
    assert_eq!(
        states,
        [
            State::Scheduled,
            State::Due,
            State::Dialling,
            State::Connected,
            State::Done
        ]
    );
    assert_eq!((last.attempts, last.next_at), (1, None));
}

#[test]
fn who_is_not_reached_is_tried_again_later_and_given_up_after_the_last_attempt() {
    let (states, last) = life(&[
        (10, Turn::TimePasses),
        (11, Turn::Dialled),
        (12, Turn::NotReached),
        (26, Turn::TimePasses),
        (27, Turn::TimePasses),
        (28, Turn::Dialled),
        (29, Turn::NotReached),
        (149, Turn::TimePasses),
        (150, Turn::Dialled),
        (151, Turn::NotReached),
    ]);
    assert_eq!(
        states,
        [
            State::Due,
            State::Dialling,
            State::NoAnswer,
            State::NoAnswer,
            State::Due,
            State::Dialling,
            State::NoAnswer,
            State::Due,
            State::Dialling,
            State::Failed
        ]
    );
    assert_eq!((last.attempts, last.next_at), (3, None));
}

#[test]
fn a_desk_may_tell_only_the_outcome() {
    let (states, last) = life(&[
        (10, Turn::TimePasses),
        (14, Turn::NotReached),
        (30, Turn::TimePasses),
        (31, Turn::Finished),
    ]);
    assert_eq!(
        states,
        [State::Due, State::NoAnswer, State::Due, State::Done]
    );
    assert_eq!(last.attempts, 1);
}

#[test]
fn a_callback_that_nobody_could_start_is_late_and_then_expires() {
    let due = promised()
        .advance(Turn::TimePasses, &policy(), at(10))
        .unwrap();
    assert!(!due.is_late(at(20)));
    assert!(due.is_late(at(21)));
    assert_eq!(due.next_at, Some(at(140)), "two hours after the window");
    assert_eq!(
        due.advance(Turn::TimePasses, &policy(), at(139))
            .unwrap()
            .state,
        State::Due
    );
    assert_eq!(
        due.advance(Turn::TimePasses, &policy(), at(140))
            .unwrap()
            .state,
        State::Expired
    );
}

#[test]
fn after_a_long_outage_a_callback_expires_instead_of_ringing_at_night() {
    assert_eq!(
        promised()
            .advance(Turn::TimePasses, &policy(), at(600))
            .unwrap()
            .state,
        State::Expired
    );
}

#[test]
fn the_customer_moves_and_cancels_until_they_talk() {
    let slot = When::Slot { starts_at: at(120) };
    let moved = promised()
        .advance(Turn::Moved(slot, window(120, 150)), &policy(), at(5))
        .unwrap();
    assert_eq!(
        (moved.state, moved.window, moved.next_at),
        (State::Scheduled, window(120, 150), Some(at(120)))
    );
    let dialling = moved.advance(Turn::Dialled, &policy(), at(121)).unwrap();
    assert!(
        dialling
            .advance(Turn::Moved(slot, window(200, 230)), &policy(), at(121))
            .is_err()
    );
    assert_eq!(
        dialling
            .advance(Turn::Cancelled, &policy(), at(121))
            .unwrap()
            .state,
        State::Cancelled
    );
    let talking = dialling
        .advance(Turn::Connected, &policy(), at(122))
        .unwrap();
    assert!(
        talking
            .advance(Turn::Cancelled, &policy(), at(123))
            .is_err()
    );
}

#[test]
fn who_gets_through_by_calling_is_not_called_back() {
    assert_eq!(
        life(&[(10, Turn::TimePasses), (11, Turn::GotThrough)]).0,
        [State::Due, State::Done]
    );
}

#[test]
fn a_lost_end_of_a_call_does_not_keep_a_callback_open_for_ever() {
    let (states, _) = life(&[(11, Turn::Dialled), (252, Turn::TimePasses)]);
    assert_eq!(states, [State::Dialling, State::NoAnswer]);
    let (states, _) = life(&[
        (11, Turn::Dialled),
        (12, Turn::Connected),
        (253, Turn::TimePasses),
    ]);
    assert_eq!(states, [State::Dialling, State::Connected, State::Done]);
}

fn turns() -> impl Strategy<Value = Turn> {
    prop_oneof![
        Just(Turn::TimePasses),
        Just(Turn::Dialled),
        Just(Turn::Connected),
        Just(Turn::Finished),
        Just(Turn::NotReached),
        Just(Turn::Unreachable),
        Just(Turn::Cancelled),
        Just(Turn::GotThrough),
        (0_i64..2_000).prop_map(|from| Turn::Moved(
            When::Slot {
                starts_at: at(from)
            },
            window(from, from + 30)
        )),
    ]
}

proptest! {
    #[test]
    fn whatever_is_told_in_whatever_order_a_closed_callback_stays_closed(
        events in prop::collection::vec((-60_i64..3_000, turns()), 1..40),
    ) {
        let policy = policy();
        let mut progress = promised();
        for (minute, turn) in events {
            let before = progress;
            let Ok(after) = progress.advance(turn, &policy, at(minute)) else { continue };
            if !before.state.is_open() {
                prop_assert_eq!(after, before);
            }
            prop_assert!(after.attempts <= policy.attempts || before.attempts >= policy.attempts);
            prop_assert!(after.attempts >= before.attempts);
            prop_assert!(after.window.from <= after.window.until);
            prop_assert_eq!(after.next_at.is_none(), !after.state.is_open());
            // Told twice in the same moment it changes nothing more.
            if turn != Turn::TimePasses {
                prop_assert_eq!(after.advance(turn, &policy, at(minute)), Ok(after));
            }
            progress = after;
        }
    }

    #[test]
    fn left_alone_every_callback_closes(
        events in prop::collection::vec((0_i64..600, turns()), 0..10),
    ) {
        let policy = policy();
        let mut progress = promised();
        for (minute, turn) in events {
            progress = progress.advance(turn, &policy, at(minute)).unwrap_or(progress);
        }
        for _ in 0..20 {
            let Some(next_at) = progress.next_at else { break };
            let after = progress.advance(Turn::TimePasses, &policy, next_at).unwrap();
            prop_assert_ne!(after, progress, "an alarm that changes nothing would ring for ever");
            progress = after;
        }
        prop_assert!(!progress.state.is_open(), "{progress:?}");
    }
}
