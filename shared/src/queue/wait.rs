//! From the latest snapshot to what is known about the wait.

use super::{
    Announce, AnsweredWithin, Band, QueueSnapshot, UnknownReason, Wait, WaitState,
    announce::announce,
    law::{Law, Rates},
    snapshot::MAX_CLOCK_SKEW_S,
};
use crate::{callback, hours::Opening, site};
use jiff::Timestamp;

/// Handling time assumed where the ACD reports none: four minutes, on the long side of what centres see
/// (a bank's real calls take 189 s), because a wait that was announced too short does the harm.
pub const DEFAULT_AHT_S: f64 = 240.0;

/// Mean patience assumed: six minutes. A real centre's records give 373 to 387 s (abandonments per time spent waiting).
pub const DEFAULT_PATIENCE_S: f64 = 360.0;

/// Waits whose probability is always told; the queue's own service level joins them.
const WITHIN_S: [u32; 4] = [20, 60, 120, 300];

/// Estimates the wait of somebody who joined `queue` now. The only door to the estimate.
///
/// `pending_callbacks` count as callers ahead. The band and the probabilities are those of a caller who stays
/// until served, which is the wait that a centre's records show. The confidence starts from 0.8 with everything
/// known and is lowered by every assumption and by the snapshot's age.
#[must_use]
pub fn wait(
    queue: &site::Queue,
    opening: Opening,
    snapshot: Option<&QueueSnapshot>,
    pending_callbacks: u32,
    now: Timestamp,
) -> Wait {
    let as_of = snapshot.map(|s| s.at);
    if !opening.open {
        return nothing_to_say(WaitState::Closed, as_of, Announce::Closed {});
    }
    let line = match Line::read(queue, snapshot, pending_callbacks, now) {
        Ok(line) => line,
        Err(reason) => {
            return nothing_to_say(WaitState::Unknown, as_of, Announce::Unknown { reason });
        }
    };
    match line {
        Line::AgentFree { freshness } => Wait {
            state: WaitState::NoWait,
            as_of,
            estimate: Some(Band {
                p10_s: 0.0,
                p50_s: 0.0,
                p90_s: 0.0,
            }),
            confidence: 0.95 * freshness,
            answered_within: within(queue, |_| 1.0),
            position_if_joined: Some(1),
            announce: Announce::NoWait {},
        },
        Line::Behind {
            ahead,
            law,
            confidence,
        } => {
            let served = law.served();
            let band = Band {
                p10_s: served.quantile(0.1),
                p50_s: served.quantile(0.5),
                p90_s: served.quantile(0.9),
            };
            Wait {
                state: WaitState::Waiting,
                as_of,
                estimate: Some(band),
                confidence,
                answered_within: within(queue, |t| served.cdf(t)),
                position_if_joined: Some(ahead.saturating_add(1)),
                announce: announce(band),
            }
        }
    }
}

impl Wait {
    /// Whether a callback is offered beside this wait: wherever the site has a policy and the caller would
    /// not be answered at once. Offering at arrival to whoever is delayed is the best rule in most cases
    /// (Legros, Jouini and Koole 2016); when it is closed, a slot may be chosen.
    #[must_use]
    pub fn offers_callback(&self, policy: Option<&site::CallbackPolicy>) -> bool {
        policy.is_some() && self.state != WaitState::NoWait
    }

    /// From when to when somebody who asks now to keep their place is called back: between the lower and the
    /// upper quantile, widened to five minutes at least, because people have to reach for their phone. Where
    /// the wait is unknown, within the hour.
    #[must_use]
    pub fn callback_window(&self, now: Timestamp) -> callback::Window {
        let (from_s, until_s) = self
            .estimate
            .map_or((0.0, 3_600.0), |band| (band.p10_s, band.p90_s));
        let from_s = from_s.clamp(0.0, 86_400.0);
        let until_s = until_s.clamp(from_s + 300.0, 90_000.0);
        let after = |seconds: f64| {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "clamped to a day and an hour above"
            )]
            let seconds = jiff::SignedDuration::from_secs(seconds.round() as i64);
            now.checked_add(seconds).unwrap_or(now)
        };
        callback::Window {
            from: after(from_s),
            until: after(until_s),
        }
    }
}

/// What a snapshot says about the line that a new caller would join.
enum Line {
    /// An agent is free and nobody is ahead.
    AgentFree { freshness: f64 },
    /// So many are ahead.
    Behind {
        ahead: u32,
        law: Law,
        confidence: f64,
    },
}

impl Line {
    fn read(
        queue: &site::Queue,
        snapshot: Option<&QueueSnapshot>,
        pending_callbacks: u32,
        now: Timestamp,
    ) -> Result<Line, UnknownReason> {
        let snapshot = snapshot.ok_or(UnknownReason::NoSnapshot)?;
        let freshness =
            freshness(snapshot.at, queue.stale_after_s, now).ok_or(UnknownReason::Stale)?;
        let staffed = snapshot.agents_staffed.and_then(count);
        let available = snapshot.agents_available.and_then(count);
        let free = available.unwrap_or(0);
        if staffed == Some(0) && free == 0 {
            return Err(UnknownReason::NobodyWorks);
        }
        let waiting = match snapshot.known_waiting().and_then(count) {
            Some(waiting) => waiting,
            // Agents do not sit idle while callers wait.
            None if free > 0 => 0,
            None => return Err(UnknownReason::WaitingUnknown),
        };
        if waiting == 0 && free > pending_callbacks {
            return Ok(Line::AgentFree { freshness });
        }
        // A free agent takes one of those ahead at once.
        let ahead = waiting
            .saturating_add(pending_callbacks)
            .saturating_sub(free);
        let (agents, agents_known) = match (staffed, free) {
            (None, 0) => return Err(UnknownReason::AgentsUnknown),
            (None, free) => (free, 0.5),
            // With nobody ahead it decides everything whether an agent is free, and that was not said.
            (Some(staffed), 0) if available.is_none() && ahead == 0 => (staffed, 0.5),
            (Some(staffed), free) => (staffed.max(free), 1.0),
        };
        let (aht_s, aht_known) = match snapshot.aht_s {
            Some(aht_s) if aht_s >= 1.0 => (aht_s, 1.0),
            Some(_) | None => (DEFAULT_AHT_S, 0.5),
        };
        let rates = Rates {
            agents: f64::from(agents),
            aht_s,
            patience_s: DEFAULT_PATIENCE_S,
        };
        let law = Law::given(rates, ahead).ok_or(UnknownReason::AgentsUnknown)?;
        Ok(Line::Behind {
            ahead,
            law,
            confidence: 0.8 * agents_known * aht_known * freshness,
        })
    }
}

/// 1 for a snapshot of this moment, falling to 0.5 at the queue's limit; nothing beyond it or from the future.
fn freshness(at: Timestamp, stale_after_s: u32, now: Timestamp) -> Option<f64> {
    let age_s = now.duration_since(at).as_secs_f64();
    let limit_s = f64::from(stale_after_s.max(1));
    #[expect(clippy::cast_precision_loss, reason = "a minute")]
    let skew_s = MAX_CLOCK_SKEW_S as f64;
    (age_s <= limit_s && age_s >= -skew_s).then(|| 1.0 - 0.5 * age_s.max(0.0) / limit_s)
}

/// A count that is known; the law clamps what is beyond reason.
fn count(value: i64) -> Option<u32> {
    (value >= 0).then(|| u32::try_from(value).unwrap_or(u32::MAX))
}

fn within(queue: &site::Queue, probability: impl Fn(f64) -> f64) -> Vec<AnsweredWithin> {
    let mut times: Vec<u32> = WITHIN_S
        .into_iter()
        .chain([queue.answer_within_s])
        .filter(|&t| t > 0)
        .collect();
    times.sort_unstable();
    times.dedup();
    times
        .into_iter()
        .map(|within_s| AnsweredWithin {
            within_s,
            probability: probability(f64::from(within_s)),
        })
        .collect()
}

fn nothing_to_say(state: WaitState, as_of: Option<Timestamp>, announce: Announce) -> Wait {
    Wait {
        state,
        as_of,
        estimate: None,
        confidence: 0.0,
        answered_within: Vec::new(),
        position_if_joined: None,
        announce,
    }
}
