//! Whether a callback may be promised: the same rules for a dry run, a request and a caller's key press.

use super::{Refusal, When, Window, slots};
use crate::{
    api::Reason, hours::Opening, locale::Locale, message, phone::PhoneNumber, queue::Wait,
    site::Site,
};
use jiff::Timestamp;

/// Longest topic, letters.
pub const MAX_TOPIC: usize = 200;

/// Longest name, letters.
pub const MAX_NAME: usize = 100;

/// Callbacks that one number may ask for within 24 hours, those that were cancelled included.
pub const PER_NUMBER_AND_DAY: u32 = 2;

/// Callbacks that one address (or /64 of addresses) may ask for within an hour.
pub const PER_ADDRESS_AND_HOUR: u32 = 5;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// The number, or why it may not be dialled (`phone::dialable`).
    pub number: Result<&'a PhoneNumber, Refusal>,
    /// Queue id.
    pub queue: &'a str,
    /// When.
    pub when: When,
    /// Whether the customer consented; a caller consents by pressing the key.
    pub consent: bool,
}

/// What is known when it is asked.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The site.
    pub site: &'a Site,
    /// The wait in the queue now, of [`crate::queue::wait`].
    pub wait: &'a Wait,
    /// Callbacks booked in the queue's slots.
    pub booked: &'a slots::Booked,
    /// Callbacks accepted on the site in the last 24 hours.
    pub accepted_today: u32,
    /// Callbacks that this number asked for in the last 24 hours.
    pub of_number_today: u32,
    /// Callbacks that this address asked for in the last hour; 0 for a call.
    pub of_address_this_hour: u32,
    /// The clock.
    pub now: Timestamp,
}

/// Says from when to when the customer would be called, or everything that speaks against it.
///
/// # Errors
/// All reasons at once, each once.
pub fn check(ask: &Ask<'_>, facts: &Facts<'_>) -> Result<Window, Vec<Refusal>> {
    let site = facts.site;
    let Some(policy) = &site.callback else {
        return Err(vec![Refusal::NotOffered]);
    };
    let mut refusals = Vec::new();
    refusals.extend(ask.number.err());
    if !ask.consent {
        refusals.push(Refusal::ConsentMissing);
    }
    if facts.accepted_today >= policy.daily_cap {
        refusals.push(Refusal::DailyCap);
    }
    if facts.of_number_today >= PER_NUMBER_AND_DAY
        || facts.of_address_this_hour >= PER_ADDRESS_AND_HOUR
    {
        refusals.push(Refusal::TooMany);
    }
    let hours = site
        .queues
        .get(ask.queue)
        .map(|queue| site.hours.get(&queue.hours));
    let window = match (hours, ask.when) {
        (None, _) => Err(Refusal::QueueUnknown),
        (Some(hours), When::Asap {}) => hours
            .map(|hours| hours.at(facts.now, &site.time_zone))
            .and_then(|opening| before_closing(facts.wait.callback_window(facts.now), opening))
            .ok_or(Refusal::Closed),
        (Some(hours), When::Slot { starts_at }) => {
            let slots = hours
                .map(|hours| slots::all(hours, &site.time_zone, policy, facts.booked, facts.now))
                .unwrap_or_default();
            match slots.iter().find(|slot| slot.window.from == starts_at) {
                None => Err(Refusal::SlotUnknown),
                Some(slot) if slot.full => Err(Refusal::SlotFull),
                Some(slot) => Ok(slot.window),
            }
        }
    };
    match window {
        Ok(window) if refusals.is_empty() => Ok(window),
        Ok(_) => Err(refusals),
        Err(refusal) => {
            refusals.push(refusal);
            Err(refusals)
        }
    }
}

/// A window cut off at closing time, or nothing where it would begin after it: what is promised for tonight is not
/// kept tomorrow.
fn before_closing(window: Window, opening: Opening) -> Option<Window> {
    let closes = opening.changes_at.unwrap_or(Timestamp::MAX);
    (opening.open && window.from < closes).then(|| Window {
        until: window.until.min(closes),
        ..window
    })
}

/// Reasons with a sentence in the visitor's language.
#[must_use]
pub fn reasons(refusals: &[Refusal], locale: Locale) -> Vec<Reason> {
    refusals
        .iter()
        .map(|&code| Reason {
            code,
            message: message::callback::refusal(code).get(locale).to_owned(),
        })
        .collect()
}
