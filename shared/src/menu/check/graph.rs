//! Rules about the whole menu: what can be reached, and from where a person can be.

use crate::{
    menu::{Menu, NodeId, NodeKind},
    problem::{At, Report, rules},
};
use std::collections::BTreeSet;

/// Checks a menu whose targets all exist.
pub(super) fn check(menu: &Menu, steps: At<'_>, report: &mut Report<'_>) {
    let graph = Graph { menu };
    let reached = graph.reached(menu.start, Graph::leads_to);
    let mut walk = Walk {
        graph,
        steps,
        reached,
        report,
    };
    walk.unreachable();
    walk.no_way_out();
    walk.no_person();
    walk.loops();
}

/// Steps that a call may come to before a number of this name was keyed in.
pub(super) fn reached_before(menu: &Menu, number: &str) -> BTreeSet<NodeId> {
    let graph = Graph { menu };
    let mut reached = BTreeSet::from([menu.start]);
    let mut open = vec![menu.start];
    while let Some(id) = open.pop() {
        let next = match graph.kind(id) {
            Some(NodeKind::AskDigits(ask)) if ask.into == number => {
                vec![ask.if_silent.then, ask.if_wrong.then]
            }
            _ => graph.leads_to(id),
        };
        open.extend(next.into_iter().filter(|id| reached.insert(*id)));
    }
    reached
}

struct Graph<'m> {
    menu: &'m Menu,
}

impl Graph<'_> {
    fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.menu.nodes.len()).filter_map(|n| u16::try_from(n).ok().map(NodeId))
    }

    fn name(&self, id: NodeId) -> &str {
        self.menu.node(id).map_or("", |n| n.name.as_str())
    }

    /// Everything that `next` leads to from `from`, itself included.
    fn reached(&self, from: NodeId, next: fn(&Self, NodeId) -> Vec<NodeId>) -> BTreeSet<NodeId> {
        let mut reached = BTreeSet::from([from]);
        let mut open = vec![from];
        while let Some(id) = open.pop() {
            open.extend(next(self, id).into_iter().filter(|id| reached.insert(*id)));
        }
        reached
    }

    fn kind(&self, id: NodeId) -> Option<&NodeKind> {
        self.menu.node(id).map(|n| &n.kind)
    }

    /// Every step that may follow.
    fn leads_to(&self, id: NodeId) -> Vec<NodeId> {
        match self.kind(id) {
            None | Some(NodeKind::HangUp(_)) => vec![],
            Some(NodeKind::Choice(c)) => {
                let options = c.keys.values().map(|o| o.go_to);
                options
                    .chain([c.if_silent.then, c.if_wrong_key.then])
                    .collect()
            }
            Some(NodeKind::Answer(a)) => vec![a.helped.yes, a.helped.no],
            Some(NodeKind::Queue(q)) => {
                let leave = q.while_waiting.as_ref().map(|(_, to)| *to);
                [Some(q.if_nobody), leave, q.after_call]
                    .into_iter()
                    .flatten()
                    .collect()
            }
            Some(NodeKind::Callback(c)) => vec![c.go_to, c.if_impossible],
            Some(NodeKind::Survey(s)) => vec![s.go_to],
            Some(NodeKind::Transfer(t)) => vec![t.if_unanswered],
            Some(NodeKind::Say(s)) => vec![s.go_to],
            Some(NodeKind::IfOpen(i)) => vec![i.open, i.closed],
            Some(NodeKind::ChooseLanguage(c)) => vec![c.go_to],
            Some(NodeKind::AskDigits(a)) => vec![a.go_to, a.if_silent.then, a.if_wrong.then],
            Some(NodeKind::Voicemail(v)) => vec![v.go_to, v.if_nothing],
        }
    }

    /// Every step that may follow before the caller can do anything.
    fn leads_at_once_to(&self, id: NodeId) -> Vec<NodeId> {
        match self.kind(id) {
            Some(NodeKind::Say(s)) => vec![s.go_to],
            Some(NodeKind::IfOpen(i)) => vec![i.open, i.closed],
            Some(NodeKind::Queue(q)) => vec![q.if_nobody],
            Some(NodeKind::Callback(c)) => vec![c.if_impossible],
            Some(
                NodeKind::Choice(_)
                | NodeKind::Answer(_)
                | NodeKind::Survey(_)
                | NodeKind::Transfer(_)
                | NodeKind::ChooseLanguage(_)
                | NodeKind::AskDigits(_)
                | NodeKind::Voicemail(_)
                | NodeKind::HangUp(_),
            )
            | None => vec![],
        }
    }

    /// Steps after which nothing need follow.
    fn may_end(&self, id: NodeId) -> bool {
        match self.kind(id) {
            Some(
                NodeKind::HangUp(_)
                | NodeKind::Queue(_)
                | NodeKind::Callback(_)
                | NodeKind::Transfer(_),
            ) => true,
            Some(
                NodeKind::Choice(_)
                | NodeKind::Answer(_)
                | NodeKind::Survey(_)
                | NodeKind::Say(_)
                | NodeKind::IfOpen(_)
                | NodeKind::ChooseLanguage(_)
                | NodeKind::AskDigits(_)
                | NodeKind::Voicemail(_),
            )
            | None => false,
        }
    }

    /// Steps from which a caller who wants a person or a callback gets one. Opening hours are not the caller's choice,
    /// so both ways must lead to one.
    fn with_person(&self) -> BTreeSet<NodeId> {
        let mut with = BTreeSet::new();
        loop {
            let more: Vec<NodeId> = self
                .ids()
                .filter(|id| !with.contains(id) && self.offers_person(*id, &with))
                .collect();
            if more.is_empty() {
                return with;
            }
            with.extend(more);
        }
    }

    fn offers_person(&self, id: NodeId, with: &BTreeSet<NodeId>) -> bool {
        match self.kind(id) {
            Some(
                NodeKind::Queue(_)
                | NodeKind::Callback(_)
                | NodeKind::Transfer(_)
                | NodeKind::Voicemail(_),
            ) => true,
            Some(NodeKind::IfOpen(i)) => with.contains(&i.open) && with.contains(&i.closed),
            Some(NodeKind::Answer(a)) => with.contains(&a.helped.no),
            Some(
                NodeKind::Choice(_)
                | NodeKind::Survey(_)
                | NodeKind::Say(_)
                | NodeKind::ChooseLanguage(_)
                | NodeKind::AskDigits(_),
            ) => self.leads_to(id).iter().any(|to| with.contains(to)),
            Some(NodeKind::HangUp(_)) | None => false,
        }
    }
}

struct Walk<'m, 'a, 'r> {
    graph: Graph<'m>,
    steps: At<'m>,
    reached: BTreeSet<NodeId>,
    report: &'r mut Report<'a>,
}

impl Walk<'_, '_, '_> {
    fn unreachable(&mut self) {
        for id in self.graph.ids().filter(|id| !self.reached.contains(id)) {
            let step = self.graph.name(id);
            let words = self.steps.get(step).key();
            let values = [("step", step)];
            self.report
                .add(&rules::UNREACHABLE_STEP, words, &values, None);
        }
    }

    /// One problem for each circle, not for each step in it.
    fn no_way_out(&mut self) {
        let mut told: BTreeSet<NodeId> = BTreeSet::new();
        for id in self.reached.clone() {
            let ahead = self.graph.reached(id, Graph::leads_to);
            let in_circle = ahead
                .iter()
                .any(|next| self.graph.leads_to(*next).contains(&id));
            if !in_circle
                || ahead.iter().any(|id| self.graph.may_end(*id))
                || !ahead.is_disjoint(&told)
            {
                continue;
            }
            told.insert(id);
            let step = self.graph.name(id);
            let words = self.steps.get(step).key();
            let values = [("step", step)];
            self.report.add(&rules::NO_WAY_OUT, words, &values, None);
        }
    }

    fn no_person(&mut self) {
        let with = self.graph.with_person();
        let mut told = false;
        for id in self.reached.clone() {
            let step = self.graph.name(id);
            let at = self.steps.get(step);
            let lonely = match self.graph.kind(id) {
                Some(NodeKind::Answer(a)) if !with.contains(&a.helped.no) => {
                    let values = [("target", self.graph.name(a.helped.no))];
                    let words = at.get("helped").get("no").value();
                    let rule = &rules::NOT_HELPED_NO_PERSON;
                    self.report.add(rule, words, &values, None);
                    told = true;
                    None
                }
                Some(NodeKind::Choice(_)) if !with.contains(&id) => Some((at.key(), id)),
                Some(NodeKind::IfOpen(i)) if !with.contains(&i.open) => {
                    Some((at.get("open").value(), i.open))
                }
                Some(NodeKind::IfOpen(i)) if !with.contains(&i.closed) => {
                    Some((at.get("closed").value(), i.closed))
                }
                _ => None,
            };
            if let Some((words, from)) = lonely {
                let values = [("step", self.graph.name(from))];
                self.report.add(&rules::NO_PERSON, words, &values, None);
                told = true;
            }
        }
        let start = self.graph.menu.start;
        if !told && !with.contains(&start) {
            let step = self.graph.name(start);
            let values = [("step", step)];
            let words = self.steps.get(step).key();
            self.report.add(&rules::NO_PERSON, words, &values, None);
        }
    }

    fn loops(&mut self) {
        let mut told: BTreeSet<NodeId> = BTreeSet::new();
        for id in self.graph.ids() {
            let circle = self.circle(id);
            if circle.is_empty() || circle.iter().any(|id| told.contains(id)) {
                continue;
            }
            told.extend(&circle);
            let names: Vec<&str> = circle.iter().map(|id| self.graph.name(*id)).collect();
            let steps = names.join(" → ");
            let values = [("steps", steps.as_str())];
            let words = self.steps.get(self.graph.name(id)).key();
            self.report
                .add(&rules::LOOP_NEVER_WAITS, words, &values, None);
        }
    }

    /// The steps that `id` follows at once and that follow it at once.
    fn circle(&self, id: NodeId) -> Vec<NodeId> {
        let returns = |from: &NodeId| {
            self.graph.leads_at_once_to(*from).into_iter().any(|next| {
                self.graph
                    .reached(next, Graph::leads_at_once_to)
                    .contains(&id)
            })
        };
        if !returns(&id) {
            return vec![];
        }
        let ahead = self.graph.reached(id, Graph::leads_at_once_to);
        let others = ahead
            .into_iter()
            .filter(|other| *other != id && returns(other));
        std::iter::once(id).chain(others).collect()
    }
}
