//! What can be said of a menu by looking at its ways alone: every rule here takes time in proportion to the menu.

mod circles;

use super::{Menu, NodeId, NodeKind, picture::By, ways::Way};
use circles::{circles, round};
use std::collections::VecDeque;

/// Menus that lie one behind the other before callers lose their way. (Software Advice called 50 large companies in 2014
/// and found its experts agreed on offering an agent by the third menu; a fourth is a language or a confirmation.)
pub const MOST_MENUS: u32 = 4;

/// A menu's shape, by the places of its steps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// Whether a call can come to the step.
    pub reached: Vec<bool>,
    /// Whether a caller who wants a person, a callback or a transfer gets one from the step on, be it open or closed.
    pub with_person: Vec<bool>,
    /// Circles that no call leaves.
    pub no_way_out: Vec<Vec<NodeId>>,
    /// Circles in which nothing waits for the caller.
    pub never_waits: Vec<Vec<NodeId>>,
    /// Circles that a caller goes round by making the same mistake for ever, and which mistake. There is another way out
    /// of them.
    pub never_counts: Vec<(By, Vec<NodeId>)>,
    /// Ways on which a caller who was not served yet is cut off.
    pub cut_off: Vec<(NodeId, By)>,
    /// Answers and people behind more than [`MOST_MENUS`] menus, and behind how many.
    pub too_deep: Vec<(NodeId, u32)>,
}

/// Steps that follow each step, by place.
pub(crate) type Next = Vec<Vec<usize>>;

pub(crate) fn of(next: &Next, place: usize) -> &[usize] {
    next.get(place).map_or(&[], Vec::as_slice)
}

impl Shape {
    /// Looks at a menu.
    #[must_use]
    pub fn of(menu: &Menu) -> Shape {
        let graph = Graph::of(menu);
        let next = graph.next(|_, _| true);
        let reached = reached(&next, place(menu.start));
        let is_reached = |at: usize| is_in(&reached, at);
        let with_end = graph.with_end();
        let is_lost = |at: usize| is_reached(at) && !is_in(&with_end, at);
        Shape {
            with_person: graph.with_person(),
            no_way_out: graph.no_way_out(&next, is_lost),
            never_waits: rounds(&graph.next(NodeKind::is_at_once)),
            never_counts: graph.never_counts(|at| is_reached(at) && !is_lost(at)),
            cut_off: graph.cut_off(is_reached),
            too_deep: graph.too_deep(),
            reached,
        }
    }

    /// Whether a call can come to the step.
    #[must_use]
    pub fn is_reached(&self, id: NodeId) -> bool {
        is_in(&self.reached, place(id))
    }

    /// Whether a person, a callback or a transfer can be had from the step on.
    #[must_use]
    pub fn is_with_person(&self, id: NodeId) -> bool {
        is_in(&self.with_person, place(id))
    }
}

pub(crate) fn place(id: NodeId) -> usize {
    usize::from(id.0)
}

fn is_in(set: &[bool], place: usize) -> bool {
    set.get(place).copied().unwrap_or_default()
}

fn id(place: usize) -> NodeId {
    NodeId(u16::try_from(place).unwrap_or(u16::MAX))
}

struct Graph<'m> {
    menu: &'m Menu,
    ways: Vec<Vec<Way>>,
}

impl<'m> Graph<'m> {
    fn of(menu: &'m Menu) -> Graph<'m> {
        Graph {
            menu,
            ways: menu.nodes.iter().map(|node| node.kind.ways()).collect(),
        }
    }

    /// Every step with its ways.
    fn steps(&self) -> impl Iterator<Item = (usize, &NodeKind, &[Way])> {
        let nodes = self.menu.nodes.iter().zip(&self.ways).enumerate();
        nodes.map(|(at, (node, ways))| (at, &node.kind, ways.as_slice()))
    }

    /// The ways that count.
    fn next(&self, counts: impl Fn(&NodeKind, &By) -> bool) -> Next {
        self.steps()
            .map(|(_, kind, ways)| {
                let ways = ways.iter().filter(|way| counts(kind, &way.by));
                ways.map(|way| place(way.to)).collect()
            })
            .collect()
    }

    /// Opening hours are not the caller's choice, so both their ways must lead to a person; an answer that did not help
    /// must.
    fn with_person(&self) -> Vec<bool> {
        self.settled(NodeKind::is_person, |kind, ways, with| {
            let is_answer = matches!(kind, NodeKind::Answer(_));
            let mut counting = ways
                .iter()
                .filter(|way| !is_answer || way.by == By::NotHelped);
            if matches!(kind, NodeKind::IfOpen(_)) {
                counting.all(|way| with(way.to))
            } else {
                counting.any(|way| with(way.to))
            }
        })
    }

    /// Steps that lead to the end of the call whatever the caller does, because nothing waits for them.
    fn ends_at_once(&self) -> Vec<bool> {
        self.settled(
            |kind| matches!(kind, NodeKind::HangUp(_)),
            |kind, ways, ends| {
                matches!(kind, NodeKind::Say(_) | NodeKind::IfOpen(_))
                    && ways.iter().all(|way| ends(way.to))
            },
        )
    }

    /// The least set of steps that holds those of `first` and each step for which `follows`, given the set.
    ///
    /// A step is looked at again only when one that it leads to has joined.
    fn settled(
        &self,
        first: impl Fn(&NodeKind) -> bool,
        follows: impl Fn(&NodeKind, &[Way], &dyn Fn(NodeId) -> bool) -> bool,
    ) -> Vec<bool> {
        let back = reversed(&self.next(|_, _| true));
        let mut set: Vec<bool> = self.steps().map(|(_, kind, _)| first(kind)).collect();
        let mut fresh: Vec<usize> = (0..set.len()).filter(|at| is_in(&set, *at)).collect();
        while let Some(at) = fresh.pop() {
            for &before in of(&back, at) {
                let (Some(node), Some(ways)) = (self.menu.nodes.get(before), self.ways.get(before))
                else {
                    continue;
                };
                let has = |id: NodeId| is_in(&set, place(id));
                if !is_in(&set, before) && follows(&node.kind, ways, &has) {
                    if let Some(slot) = set.get_mut(before) {
                        *slot = true;
                    }
                    fresh.push(before);
                }
            }
        }
        set
    }

    /// Steps from which a call can come to an end.
    fn with_end(&self) -> Vec<bool> {
        self.settled(NodeKind::may_end, |_, ways, ends| {
            ways.iter().any(|way| ends(way.to))
        })
    }

    /// One circle for each part of the menu that no call leaves and no other such part follows.
    fn no_way_out(&self, next: &Next, is_lost: impl Fn(usize) -> bool) -> Vec<Vec<NodeId>> {
        let among_lost: Next = (0..next.len())
            .map(|at| {
                if is_lost(at) {
                    of(next, at).to_vec()
                } else {
                    Vec::new()
                }
            })
            .collect();
        let groups = circles(&among_lost);
        let is_last = |members: &&Vec<usize>| {
            let leads_to = members.iter().flat_map(|&at| of(next, at));
            leads_to
                .into_iter()
                .all(|to| members.binary_search(to).is_ok())
        };
        let last = groups.iter().filter(is_last);
        last.map(|members| ids(&round_of(&among_lost, members)))
            .collect()
    }

    /// One circle for each part of the menu in which the same mistake leads from step to step.
    fn never_counts(&self, counts: impl Fn(usize) -> bool) -> Vec<(By, Vec<NodeId>)> {
        let mut found: Vec<(By, Vec<NodeId>)> = Vec::new();
        for mistake in [By::Silent, By::WrongKey] {
            let is_mistake = |kind: &NodeKind, by: &By| kind.is_by_mistake(by, &mistake);
            let next = self.next(|kind, by| kind.is_at_once(by) || is_mistake(kind, by));
            let by_mistake = self.next(is_mistake);
            for group in circles(&next) {
                let hop = group.iter().find_map(|&at| {
                    let within = |to: &&usize| group.binary_search(*to).is_ok();
                    Some((at, *of(&by_mistake, at).iter().find(within)?))
                });
                let Some((at, to)) = hop.filter(|(at, _)| counts(*at)) else {
                    continue;
                };
                let circle = ids(&round(&next, &group, at, Some(to)));
                // What both mistakes do is told once.
                if !found.iter().any(|(_, other)| *other == circle) {
                    found.push((mistake.clone(), circle));
                }
            }
        }
        found
    }

    fn cut_off(&self, is_reached: impl Fn(usize) -> bool) -> Vec<(NodeId, By)> {
        let ends = self.ends_at_once();
        let unserved = reached(
            &self.next(|kind, by| !kind.is_served_by(by)),
            place(self.menu.start),
        );
        let mut found = Vec::new();
        for (at, _, ways) in self.steps() {
            for way in ways.iter().filter(|way| is_in(&ends, place(way.to))) {
                let by_mistake = matches!(way.by, By::Silent | By::WrongKey);
                let by_nobody = matches!(way.by, By::Nobody | By::Unanswered);
                let cuts = by_mistake && is_in(&unserved, at) || by_nobody && is_reached(at);
                if cuts {
                    found.push((id(at), way.by.clone()));
                }
            }
        }
        found
    }

    /// Distance in menus, by a search that goes on through steps that are no menus first.
    fn too_deep(&self) -> Vec<(NodeId, u32)> {
        let mut depth: Vec<Option<u32>> = vec![None; self.ways.len()];
        let mut open = VecDeque::from([(place(self.menu.start), 0)]);
        while let Some((at, menus)) = open.pop_front() {
            let (Some(slot @ None), Some(node), Some(ways)) = (
                depth.get_mut(at),
                self.menu.nodes.get(at),
                self.ways.get(at),
            ) else {
                continue;
            };
            *slot = Some(menus);
            let is_menu = matches!(node.kind, NodeKind::Choice(_));
            for way in ways {
                if is_menu {
                    open.push_back((place(way.to), menus + 1));
                } else {
                    open.push_front((place(way.to), menus));
                }
            }
        }
        let is_goal = |kind: &NodeKind| kind.is_person() || matches!(kind, NodeKind::Answer(_));
        self.steps()
            .filter(|(_, kind, _)| is_goal(kind))
            .filter_map(|(at, _, _)| Some((id(at), depth.get(at).copied().flatten()?)))
            .filter(|(_, menus)| *menus > MOST_MENUS)
            .collect()
    }
}

/// A round through each circle.
fn rounds(next: &Next) -> Vec<Vec<NodeId>> {
    let groups = circles(next);
    groups
        .iter()
        .map(|group| ids(&round_of(next, group)))
        .collect()
}

fn round_of(next: &Next, group: &[usize]) -> Vec<usize> {
    let first = group.first().copied().unwrap_or_default();
    round(next, group, first, None)
}

fn ids(places: &[usize]) -> Vec<NodeId> {
    places.iter().map(|at| id(*at)).collect()
}

/// Everything that `from` leads to, itself included.
fn reached(next: &Next, from: usize) -> Vec<bool> {
    let mut reached = vec![false; next.len()];
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        if let Some(slot @ false) = reached.get_mut(at) {
            *slot = true;
            open.extend(of(next, at));
        }
    }
    reached
}

fn reversed(next: &Next) -> Next {
    let mut back = vec![Vec::new(); next.len()];
    for (at, ways) in next.iter().enumerate() {
        for &to in ways {
            if let Some(back) = back.get_mut(to) {
                back.push(at);
            }
        }
    }
    back
}

#[cfg(test)]
mod tests;
