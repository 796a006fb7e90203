//! Circles in a graph.

use super::{Next, of, reversed};
use std::collections::{BTreeMap, VecDeque};

/// Groups of places that all lead to each other, in the order of their first places (Kosaraju's algorithm). A place alone
/// is one only where it leads to itself.
pub(super) fn circles(next: &Next) -> Vec<Vec<usize>> {
    let back = reversed(next);
    let mut grouped = vec![false; next.len()];
    let mut groups = Vec::new();
    for &root in finished(next).iter().rev() {
        let mut group = Vec::new();
        let mut open = vec![root];
        while let Some(at) = open.pop() {
            if let Some(slot @ false) = grouped.get_mut(at) {
                *slot = true;
                group.push(at);
                open.extend(of(&back, at));
            }
        }
        group.sort_unstable();
        if group.len() > 1 || group.first().is_some_and(|at| of(next, *at).contains(at)) {
            groups.push(group);
        }
    }
    groups.sort_unstable();
    groups
}

/// Places in the order in which a depth-first walk is done with them.
fn finished(next: &Next) -> Vec<usize> {
    let mut seen = vec![false; next.len()];
    let mut order = Vec::with_capacity(next.len());
    for root in 0..next.len() {
        let mut open = vec![(root, false)];
        while let Some((at, is_done)) = open.pop() {
            if is_done {
                order.push(at);
            } else if let Some(slot @ false) = seen.get_mut(at) {
                *slot = true;
                open.push((at, true));
                open.extend(of(next, at).iter().map(|to| (*to, false)));
            }
        }
    }
    order
}

/// The shortest way round within a group: from a place, by way of the next one where that is given, and back.
pub(super) fn round(
    next: &Next,
    group: &[usize],
    from: usize,
    by_way_of: Option<usize>,
) -> Vec<usize> {
    let mut before: BTreeMap<usize, usize> = BTreeMap::new();
    let mut open: VecDeque<usize> = VecDeque::new();
    let first: &[usize] = match &by_way_of {
        Some(place) => std::slice::from_ref(place),
        None => of(next, from),
    };
    let mut leads_to: Vec<(usize, usize)> = first.iter().map(|to| (from, *to)).collect();
    loop {
        for (at, to) in leads_to.drain(..) {
            if to == from {
                let back = |at: &usize| before.get(at).copied().filter(|_| *at != from);
                let mut way: Vec<usize> = std::iter::successors(Some(at), back).collect();
                way.reverse();
                return way;
            }
            if group.binary_search(&to).is_ok() && !before.contains_key(&to) {
                before.insert(to, at);
                open.push_back(to);
            }
        }
        let Some(at) = open.pop_front() else {
            return group.to_vec();
        };
        leads_to.extend(of(next, at).iter().map(|to| (at, *to)));
    }
}
