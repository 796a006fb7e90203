//! The desk that a request for a callback comes to.

use super::Line;
use crate::{
    callback::{self, Ask, Booked, Refusal, When},
    ivr::EffectOutcome,
    phone::PhoneNumber,
    queue,
};

/// What becomes of a request for a callback.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CallbackDesk {
    /// It is judged by the site's rules.
    #[default]
    ByTheRules,
    /// It gets this answer.
    Says(EffectOutcome),
}

impl Line<'_> {
    /// Judges a request for a callback as the Worker does, on a day without other requests.
    pub(super) fn ask_desk(&self, queue: &str) -> EffectOutcome {
        if let CallbackDesk::Says(outcome) = &self.desk {
            return outcome.clone();
        }
        let site = &self.bundle.site;
        let number = self.call.ani.as_deref().and_then(PhoneNumber::from_e164);
        let known = site.queues.get(queue);
        let Some((known, hours)) =
            known.and_then(|known| site.hours.get(&known.hours).map(|hours| (known, hours)))
        else {
            return EffectOutcome::Refused(Refusal::QueueUnknown);
        };
        let wait = queue::wait(
            known,
            hours.at(self.now, &site.time_zone),
            self.queues.get(queue),
            0,
            self.now,
        );
        let ask = Ask {
            number: number.as_ref().ok_or(Refusal::NumberInvalid),
            queue,
            when: When::Asap {},
            consent: true,
        };
        let facts = callback::Facts {
            site,
            wait: &wait,
            booked: &Booked::new(),
            accepted_today: 0,
            of_number_today: 0,
            of_address_this_hour: 0,
            now: self.now,
        };
        match callback::check_soonest(&ask, &facts) {
            Ok((_, window)) => EffectOutcome::Accepted {
                code: callback::code(&callback::id(&site.id, &self.call.id)),
                window,
                minutes: window.minutes_from(self.now),
            },
            Err(refusals) => {
                EffectOutcome::Refused(refusals.first().copied().unwrap_or(Refusal::NotOffered))
            }
        }
    }
}
