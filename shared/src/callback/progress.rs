//! Where a callback stands, and what each event makes of it.

use super::{CallbackState, When, Window};
use crate::site::CallbackPolicy;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How long after its window a callback that nobody could start is given up.
const GIVEN_UP_AFTER: SignedDuration = SignedDuration::from_hours(2);

/// Minutes until the next attempt, by attempts made. Later ones come at another time of the day.
const RETRY_MIN: [i64; 3] = [15, 120, 240];

/// How long a callback may ring or talk before the lost end is taken for granted.
const LOST_AFTER: SignedDuration = SignedDuration::from_hours(4);

/// Where a callback stands. Everything that changes during its life, and nothing that identifies a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// State.
    pub state: CallbackState,
    /// What the customer asked for.
    pub when: When,
    /// What was promised.
    pub window: Window,
    /// Attempts made.
    pub attempts: u32,
    /// When [`Turn::TimePasses`] has to be told next; nothing once it is closed.
    pub next_at: Option<Timestamp>,
}

/// An event in a callback's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The alarm rang: time has come, or has passed.
    TimePasses,
    /// Dialling began.
    Dialled,
    /// Customer and operator talk.
    Connected,
    /// They have talked, or the desk says that it is done.
    Finished,
    /// Busy, no answer, a machine.
    NotReached,
    /// The number cannot be reached at all.
    Unreachable,
    /// The customer chose another time.
    Moved(When, Window),
    /// The customer or the desk does not want it any more.
    Cancelled,
    /// The customer got through by calling.
    GotThrough,
}

/// An event that cannot happen in this state: it changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a callback that is {state:?} cannot take {turn:?}")]
pub struct Impossible {
    /// State it is in.
    pub state: CallbackState,
    /// Event that came.
    pub turn: Turn,
}

impl Progress {
    /// A callback that was just promised.
    #[must_use]
    pub fn promised(when: When, window: Window) -> Self {
        Self {
            state: CallbackState::Scheduled,
            when,
            window,
            attempts: 0,
            next_at: Some(window.from),
        }
    }

    /// Moves a callback forward by one event. An event told twice changes nothing the second time, a late one
    /// never reopens a closed callback.
    ///
    /// # Errors
    /// [`Impossible`] where the event cannot happen in this state.
    pub fn advance(
        self,
        turn: Turn,
        policy: &CallbackPolicy,
        now: Timestamp,
    ) -> Result<Progress, Impossible> {
        use CallbackState as S;
        let waits = match self.state {
            S::Requested | S::Scheduled | S::Due | S::NoAnswer => true,
            S::Dialling | S::Connected | S::Done | S::Failed | S::Cancelled | S::Expired => false,
        };
        let dialling = self.state == S::Dialling;
        let lost_at = later(now, LOST_AFTER);
        let next = match turn {
            Turn::TimePasses => Some(self.time_passes(policy, now)),
            Turn::Dialled => waits.then(|| self.into_state(S::Dialling, lost_at).with_attempt()),
            Turn::Connected => (waits || dialling).then(|| self.into_state(S::Connected, lost_at)),
            Turn::Finished => self.state.is_open().then(|| self.into_state(S::Done, None)),
            // A desk dials by itself and tells only the outcome.
            Turn::NotReached if waits && self.state != S::NoAnswer => {
                Some(self.with_attempt().not_reached(policy, now))
            }
            Turn::NotReached => dialling.then(|| self.not_reached(policy, now)),
            Turn::Unreachable => (waits || dialling).then(|| self.into_state(S::Failed, None)),
            Turn::Moved(when, window) => waits.then(|| Self {
                when,
                window,
                ..self.into_state(S::Scheduled, Some(window.from))
            }),
            // The last second before the customer answers is not too late.
            Turn::Cancelled => (waits || dialling).then(|| self.into_state(S::Cancelled, None)),
            Turn::GotThrough => waits.then(|| self.into_state(S::Done, None)),
        };
        next.or_else(|| self.already(turn).then_some(self))
            .ok_or(Impossible {
                state: self.state,
                turn,
            })
    }

    /// Whether the promised window is over and nobody has been dialled: the customer is told.
    #[must_use]
    pub fn is_late(&self, now: Timestamp) -> bool {
        matches!(
            self.state,
            CallbackState::Requested | CallbackState::Scheduled | CallbackState::Due
        ) && now > self.window.until
    }

    /// Time alone: a window opens, is missed, or the end of a call was never told.
    fn time_passes(self, policy: &CallbackPolicy, now: Timestamp) -> Progress {
        use CallbackState as S;
        let due = |at: Option<Timestamp>| at.is_some_and(|at| at <= now);
        let given_up_at = later(self.window.until, GIVEN_UP_AFTER);
        match self.state {
            S::Requested | S::Scheduled | S::Due | S::NoAnswer if due(given_up_at) => {
                self.into_state(S::Expired, None)
            }
            S::Requested | S::Scheduled | S::NoAnswer if due(self.next_at) => {
                self.into_state(S::Due, given_up_at)
            }
            S::Dialling if due(self.next_at) => self.not_reached(policy, now),
            S::Connected if due(self.next_at) => self.into_state(S::Done, None),
            S::Requested | S::Scheduled | S::Due | S::Dialling | S::Connected | S::NoAnswer => self,
            S::Done | S::Failed | S::Cancelled | S::Expired => self,
        }
    }

    fn not_reached(self, policy: &CallbackPolicy, now: Timestamp) -> Progress {
        if self.attempts >= policy.attempts {
            return self.into_state(CallbackState::Failed, None);
        }
        let made = usize::try_from(self.attempts.saturating_sub(1)).unwrap_or(usize::MAX);
        let minutes = RETRY_MIN
            .get(made)
            .or(RETRY_MIN.last())
            .copied()
            .unwrap_or(15);
        let from = later(now, SignedDuration::from_mins(minutes)).unwrap_or(now);
        let length = SignedDuration::from_mins(i64::from(policy.slot_minutes.clamp(5, 1_440)));
        let window = Window {
            from,
            until: later(from, length).unwrap_or(from),
        };
        Self {
            window,
            ..self.into_state(CallbackState::NoAnswer, Some(from))
        }
    }

    fn with_attempt(self) -> Progress {
        Self {
            attempts: self.attempts.saturating_add(1),
            ..self
        }
    }

    fn into_state(self, state: CallbackState, next_at: Option<Timestamp>) -> Progress {
        Self {
            state,
            next_at,
            ..self
        }
    }

    /// Whether the event says what is so already.
    fn already(&self, turn: Turn) -> bool {
        use CallbackState as S;
        match turn {
            Turn::TimePasses => true,
            Turn::Dialled => self.state == S::Dialling,
            Turn::Connected => self.state == S::Connected,
            Turn::Finished | Turn::GotThrough => self.state == S::Done,
            Turn::NotReached => matches!(self.state, S::NoAnswer | S::Failed),
            Turn::Unreachable => self.state == S::Failed,
            Turn::Moved(when, _) => self.state == S::Scheduled && self.when == when,
            Turn::Cancelled => self.state == S::Cancelled,
        }
    }
}

fn later(at: Timestamp, by: SignedDuration) -> Option<Timestamp> {
    at.checked_add(by).ok()
}
