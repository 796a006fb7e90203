//! How often one address may do what leaves a row behind and needs no permission: anonymous answers, and reports of what
//! helped.
//!
//! Counted in memory, by isolate: it slows a script down that floods the QA store, and promises no exact number. What
//! costs money, a callback, is counted in an object. Where the address is not known nothing is counted here, because
//! everybody would share one number: the front proxy tells it, in the header that `RINGBACK_CLIENT_IP_HEADER` names.

use crate::problem::Refusal;
use jiff::Timestamp;
use std::{cell::RefCell, collections::BTreeMap};

/// What is limited. The numbers leave room for a mobile network or an office behind one address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Limited {
    /// Answers to a survey without an invitation.
    Answers,
    /// Deflections.
    Deflections,
}

impl Limited {
    fn most(self) -> u32 {
        match self {
            Limited::Answers => 60,
            Limited::Deflections => 600,
        }
    }
}

/// How long is counted before it begins anew.
const SPAN_MS: i64 = 10 * 60 * 1_000;

/// Addresses that are remembered; then all are forgotten, so that memory is not what floods.
const MOST_ADDRESSES: usize = 20_000;

thread_local! {
    static COUNTS: RefCell<Counts> = RefCell::default();
}

/// Counts one more.
///
/// # Errors
/// 429 where the address has had enough for now.
pub(crate) fn count(what: Limited, address: String, now: Timestamp) -> Result<(), Refusal> {
    COUNTS
        .with_borrow_mut(|counts| counts.add(what, address, now))
        .map_err(|wait_s| {
            Refusal::too_many(
                "Too much came from this address in the last minutes. Nothing was stored; send it again later.",
                wait_s,
            )
        })
}

/// Counts of the span under way.
#[derive(Default)]
struct Counts {
    began_ms: i64,
    by_address: BTreeMap<(Limited, String), u32>,
}

impl Counts {
    /// Counts one more, or says in how many seconds the next span begins.
    fn add(&mut self, what: Limited, address: String, now: Timestamp) -> Result<(), u32> {
        if address.is_empty() {
            return Ok(());
        }
        let now_ms = now.as_millisecond();
        let mut elapsed_ms = now_ms - self.began_ms;
        // A clock that was set back begins anew too.
        if !(0..SPAN_MS).contains(&elapsed_ms) || self.by_address.len() >= MOST_ADDRESSES {
            self.by_address.clear();
            self.began_ms = now_ms;
            elapsed_ms = 0;
        }
        let count = self.by_address.entry((what, address)).or_default();
        if *count >= what.most() {
            return Err(u32::try_from((SPAN_MS - elapsed_ms) / 1_000 + 1).unwrap_or(u32::MAX));
        }
        *count += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + second).unwrap()
    }

    fn add(counts: &mut Counts, address: &str, second: i64) -> Result<(), u32> {
        counts.add(Limited::Answers, address.to_owned(), at(second))
    }

    #[test]
    fn an_address_that_has_had_enough_waits_for_the_next_span_and_no_other_does() {
        let mut counts = Counts::default();
        for _ in 0..60 {
            assert_eq!(add(&mut counts, "a", 0), Ok(()));
        }
        assert_eq!(add(&mut counts, "a", 0), Err(601));
        assert_eq!(add(&mut counts, "a", 590), Err(11));
        assert_eq!(add(&mut counts, "b", 590), Ok(()));
        let other = counts.add(Limited::Deflections, "a".to_owned(), at(590));
        assert_eq!(other, Ok(()), "another thing");
        assert_eq!(add(&mut counts, "a", 600), Ok(()), "the next span");
    }

    #[test]
    fn unknown_addresses_share_no_count() {
        let mut counts = Counts::default();
        for _ in 0..1_000 {
            assert_eq!(add(&mut counts, "", 0), Ok(()));
        }
    }

    #[test]
    fn a_clock_that_is_set_back_locks_nobody_out() {
        let mut counts = Counts::default();
        for _ in 0..60 {
            assert_eq!(add(&mut counts, "a", 5_000), Ok(()));
        }
        assert_eq!(add(&mut counts, "a", 0), Ok(()));
    }

    #[test]
    fn memory_is_bounded() {
        let mut counts = Counts::default();
        for n in 0..=MOST_ADDRESSES {
            assert_eq!(add(&mut counts, &n.to_string(), 0), Ok(()));
        }
        assert!(counts.by_address.len() <= MOST_ADDRESSES);
    }
}
