//! "Call me as soon as you can", for a caller who cannot choose from a list.

use super::{Ask, Facts, Refusal, When, Window, check, slots};
use crate::site::Site;
use jiff::Timestamp;

/// Says when a caller is called back: now while the queue is open, else in the first free slot after it opens.
///
/// # Errors
/// As [`check`].
pub fn check_soonest(ask: &Ask<'_>, facts: &Facts<'_>) -> Result<(When, Window), Vec<Refusal>> {
    let now = Ask {
        when: When::Asap {},
        ..*ask
    };
    let refusals = match check(&now, facts) {
        Ok(window) => return Ok((now.when, window)),
        Err(refusals) => refusals,
    };
    // Nothing else speaks against it: a free slot is all that is missing.
    let slot = first_free_slot(facts.site, ask.queue, facts.booked, facts.now);
    match slot.filter(|_| refusals == [Refusal::Closed]) {
        Some(window) => {
            let starts_at = window.from;
            Ok((When::Slot { starts_at }, window))
        }
        None => Err(refusals),
    }
}

/// The first slot of a queue that takes one more.
#[must_use]
pub fn first_free_slot(
    site: &Site,
    queue: &str,
    booked: &slots::Booked,
    now: Timestamp,
) -> Option<Window> {
    let policy = site.callback.as_ref()?;
    let hours = site.hours.get(&site.queues.get(queue)?.hours)?;
    slots::all(hours, &site.time_zone, policy, booked, now)
        .into_iter()
        .find(|slot| !slot.full)
        .map(|slot| slot.window)
}
