//! "Call me as soon as you can", for a caller who cannot choose from a list.

use super::{Ask, Facts, Refusal, When, Window, check, slots};

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
    match first_slot(ask, facts).filter(|_| refusals == [Refusal::Closed]) {
        Some(when) => {
            let later = Ask { when, ..*ask };
            check(&later, facts).map(|window| (when, window))
        }
        None => Err(refusals),
    }
}

fn first_slot(ask: &Ask<'_>, facts: &Facts<'_>) -> Option<When> {
    let policy = facts.site.callback.as_ref()?;
    let queue = facts.site.queues.get(ask.queue)?;
    let hours = facts.site.hours.get(&queue.hours)?;
    slots::all(
        hours,
        &facts.site.time_zone,
        policy,
        facts.booked,
        facts.now,
    )
    .into_iter()
    .find(|slot| !slot.full)
    .map(|slot| When::Slot {
        starts_at: slot.window.from,
    })
}
