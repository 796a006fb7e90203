//! Shortest ways (Dijkstra's algorithm).

use super::{Leg, Timed};
use std::{cmp::Reverse, collections::BinaryHeap};

/// The shortest ways between the sources and every place.
pub(super) struct Found {
    ms: Vec<Option<u64>>,
    /// The place towards the source, and the leg between the two.
    towards: Vec<Option<(usize, Leg)>>,
}

impl Found {
    /// What it takes; nothing where there is no way.
    pub(super) fn ms(&self, at: usize) -> Option<u64> {
        self.ms.get(at).copied().flatten()
    }

    /// The way from a place to its source: each leg and where it ends.
    pub(super) fn way(&self, from: usize) -> impl Iterator<Item = (&Leg, usize)> {
        let step = |at: usize| self.towards.get(at).and_then(Option::as_ref);
        std::iter::successors(step(from), move |(to, _)| step(*to)).map(|(to, leg)| (leg, *to))
    }
}

/// The legs, each from its end to its beginning.
pub(super) fn reversed(stops: &[Timed]) -> Vec<Vec<Leg>> {
    let mut back = vec![Vec::new(); stops.len()];
    for (at, timed) in stops.iter().enumerate() {
        for leg in &timed.legs {
            if let Some(back) = back.get_mut(leg.to) {
                back.push(Leg {
                    to: at,
                    ..leg.clone()
                });
            }
        }
    }
    back
}

/// The shortest ways from sources, each with what it takes to begin with, over legs that lead away from them.
pub(super) fn shortest<'l, L: Iterator<Item = &'l Leg>>(
    places: usize,
    sources: impl IntoIterator<Item = (usize, u64)>,
    legs: impl Fn(usize) -> L,
) -> Found {
    let mut found = Found {
        ms: vec![None; places],
        towards: vec![None; places],
    };
    let mut open = BinaryHeap::new();
    for (at, ms) in sources {
        if let Some(slot) = found.ms.get_mut(at) {
            *slot = Some(slot.map_or(ms, |other| other.min(ms)));
            open.push(Reverse((ms, at)));
        }
    }
    while let Some(Reverse((ms, at))) = open.pop() {
        if found.ms(at).is_some_and(|known| known < ms) {
            continue;
        }
        for leg in legs(at) {
            let total = ms.saturating_add(leg.ms);
            if found.ms(leg.to).is_some_and(|known| known <= total) {
                continue;
            }
            if let (Some(slot), Some(towards)) =
                (found.ms.get_mut(leg.to), found.towards.get_mut(leg.to))
            {
                *slot = Some(total);
                *towards = Some((at, leg.clone()));
                open.push(Reverse((total, leg.to)));
            }
        }
    }
    found
}
