//! Verdicts on random menus, compared with what trying every way finds.

use super::*;
use crate::{
    locale::{Locale, Texts},
    menu::{
        Answer, CallbackStep, Choice, ChoiceOption, HangUp, Helped, IfOpen, Node, QueueStep, Retry,
        SayStep, SurveyStep, TransferStep,
    },
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn kind(n: u16) -> impl Strategy<Value = NodeKind> {
    let to = move || (0..n).prop_map(NodeId);
    let retry = move || {
        to().prop_map(|then| Retry {
            say_again: 1,
            say: Vec::new(),
            then,
        })
    };
    let choice = (proptest::collection::vec(to(), 1..4), retry(), retry()).prop_map(
        |(targets, if_silent, if_wrong_key)| {
            let option = |go_to| ChoiceOption {
                go_to,
                name: Texts::default(),
                name_spoken: None,
                say_words: BTreeMap::new(),
            };
            let keys = targets.into_iter().zip(1_u8..);
            NodeKind::Choice(Choice {
                say: Texts::default(),
                keys: keys
                    .map(|(to, key)| (key.to_string(), option(to)))
                    .collect(),
                wait_s: 5,
                key_pause_s: 3,
                if_silent,
                if_wrong_key,
            })
        },
    );
    let answer = (to(), to()).prop_map(|(yes, no)| {
        NodeKind::Answer(Answer {
            say: Texts::default(),
            code: None,
            works_on: None,
            works_on_text: Texts::default(),
            price: Texts::default(),
            review_by: None,
            sms: false,
            search: BTreeMap::new(),
            helped: Helped { yes, no },
        })
    });
    let queue = (to(), proptest::option::of(to())).prop_map(|(if_nobody, after_call)| {
        NodeKind::Queue(QueueStep {
            queue: "care".into(),
            say: Texts::default(),
            while_waiting: None,
            if_nobody,
            after_call,
        })
    });
    let callback = (to(), to()).prop_map(|(go_to, if_impossible)| {
        NodeKind::Callback(CallbackStep {
            queue: "care".into(),
            say: Texts::default(),
            go_to,
            if_impossible,
        })
    });
    let transfer = to().prop_map(|if_unanswered| {
        NodeKind::Transfer(TransferStep {
            to: "+442079460111".into(),
            say: Texts::default(),
            if_unanswered,
        })
    });
    let say = to().prop_map(|go_to| {
        NodeKind::Say(SayStep {
            say: Texts(BTreeMap::from([(Locale::En, "Hello".to_owned())])),
            go_to,
        })
    });
    let branch = (to(), to()).prop_map(|(open, closed)| {
        NodeKind::IfOpen(IfOpen {
            hours: "office".into(),
            open,
            closed,
        })
    });
    prop_oneof![
        5 => choice,
        2 => answer,
        1 => queue,
        1 => callback,
        1 => transfer,
        2 => say,
        2 => branch,
        1 => to().prop_map(|go_to| NodeKind::Survey(SurveyStep { go_to })),
        2 => Just(NodeKind::HangUp(HangUp { say: Texts::default() })),
    ]
}

fn menu() -> impl Strategy<Value = Menu> {
    (1_u16..9).prop_flat_map(|n| {
        let kinds = proptest::collection::vec(kind(n), usize::from(n));
        (0..n, kinds).prop_map(|(start, kinds)| Menu {
            start: NodeId(start),
            nodes: kinds
                .into_iter()
                .enumerate()
                .map(|(at, kind)| Node {
                    name: format!("step_{at:02}"),
                    kind,
                })
                .collect(),
        })
    })
}

/// Tries every way, as often as there are steps: slow, and so plain that it is right.
struct Tried<'m>(&'m Menu);

impl Tried<'_> {
    fn all(&self) -> impl Iterator<Item = NodeId> {
        (0..self.0.nodes.len()).map(id)
    }

    fn kind(&self, id: NodeId) -> &NodeKind {
        &self.0.node(id).unwrap().kind
    }

    fn steps(&self, from: NodeId, goes: &dyn Fn(&NodeKind, &By) -> bool) -> BTreeSet<NodeId> {
        let kind = self.kind(from);
        let ways = kind.ways();
        let ways = ways.iter().filter(|way| goes(kind, &way.by));
        ways.map(|way| way.to).collect()
    }

    /// Every step that can be come to in one way or more.
    fn behind(&self, from: NodeId, goes: &dyn Fn(&NodeKind, &By) -> bool) -> BTreeSet<NodeId> {
        let mut found = self.steps(from, goes);
        for _ in self.all() {
            let more: Vec<_> = found.iter().flat_map(|at| self.steps(*at, goes)).collect();
            found.extend(more);
        }
        found
    }

    fn reached(&self, goes: &dyn Fn(&NodeKind, &By) -> bool) -> BTreeSet<NodeId> {
        let mut reached = self.behind(self.0.start, goes);
        reached.insert(self.0.start);
        reached
    }

    /// Whether whoever plays for the caller can force a person within so many steps; opening hours play against him.
    fn gets_person(&self, from: NodeId, within: usize) -> bool {
        let Some(within) = within.checked_sub(1) else {
            return false;
        };
        let gets = |to: &NodeId| self.gets_person(*to, within);
        let kind = self.kind(from);
        if let NodeKind::IfOpen(i) = kind {
            gets(&i.open) && gets(&i.closed)
        } else if let NodeKind::Answer(a) = kind {
            gets(&a.helped.no)
        } else {
            kind.is_person() || self.steps(from, &|_, _| true).iter().any(gets)
        }
    }

    /// Whether the call ends without waiting, whatever the hours.
    fn ends(&self, from: NodeId, within: usize) -> bool {
        let Some(within) = within.checked_sub(1) else {
            return false;
        };
        let kind = self.kind(from);
        if let NodeKind::Say(s) = kind {
            self.ends(s.go_to, within)
        } else if let NodeKind::IfOpen(i) = kind {
            self.ends(i.open, within) && self.ends(i.closed, within)
        } else {
            matches!(kind, NodeKind::HangUp(_))
        }
    }

    /// The fewest menus in front of a step, over all ways of at most so many steps.
    fn menus_before(&self, goal: NodeId) -> Option<u32> {
        let mut least: BTreeMap<NodeId, u32> = BTreeMap::from([(self.0.start, 0)]);
        for _ in self.all() {
            for (at, menus) in least.clone() {
                let is_menu = matches!(self.kind(at), NodeKind::Choice(_));
                let menus = menus + u32::from(is_menu);
                for to in self.steps(at, &|_, _| true) {
                    let known = least.entry(to).or_insert(menus);
                    *known = menus.min(*known);
                }
            }
        }
        least.get(&goal).copied()
    }
}

fn is_circle(tried: &Tried<'_>, circle: &[NodeId], goes: &dyn Fn(&NodeKind, &By) -> bool) -> bool {
    let next = circle.iter().cycle().skip(1);
    !circle.is_empty()
        && circle
            .iter()
            .zip(next)
            .all(|(at, to)| tried.steps(*at, goes).contains(to))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn the_verdict_on_a_menu_is_what_trying_every_way_finds(menu in menu()) {
        let shape = Shape::of(&menu);
        let tried = Tried(&menu);
        let any = |_: &NodeKind, _: &By| true;
        let at_once = |kind: &NodeKind, by: &By| kind.is_at_once(by);
        let reached = tried.reached(&any);
        let within = menu.nodes.len() + 1;
        let may_end = |id: &NodeId| tried.kind(*id).may_end();
        let is_lost = |id: NodeId| {
            reached.contains(&id) && !may_end(&id) && !tried.behind(id, &any).iter().any(may_end)
        };
        for id in tried.all() {
            prop_assert_eq!(shape.is_reached(id), reached.contains(&id));
            prop_assert_eq!(shape.is_with_person(id), tried.gets_person(id, within));
            // Whoever is lost ends up in a circle that is told about.
            let mut told = shape.no_way_out.iter().flatten();
            let comes_to_told = told.any(|at| *at == id || tried.behind(id, &any).contains(at));
            prop_assert!(!is_lost(id) || comes_to_told);
            // Whatever comes back to itself without waiting is in a part of the menu that is told about.
            let comes_back = tried.behind(id, &at_once).contains(&id);
            let mates = |circle: &&Vec<NodeId>| {
                let first = circle[0];
                first == id
                    || tried.behind(id, &at_once).contains(&first)
                        && tried.behind(first, &at_once).contains(&id)
            };
            prop_assert_eq!(comes_back, shape.never_waits.iter().any(|c| mates(&c)));
        }
        for circle in &shape.no_way_out {
            prop_assert!(is_circle(&tried, circle, &any));
            prop_assert!(circle.iter().all(|id| is_lost(*id)));
        }
        for circle in &shape.never_waits {
            prop_assert!(is_circle(&tried, circle, &at_once));
        }
        for mistake in [By::Silent, By::WrongKey] {
            let goes = |kind: &NodeKind, by: &By| kind.is_at_once(by) || kind.is_by_mistake(by, &mistake);
            let by_mistake = |kind: &NodeKind, by: &By| kind.is_by_mistake(by, &mistake);
            // Somebody who makes the mistake here comes back here.
            let goes_round = tried.all().any(|id| {
                let back = |to: &NodeId| *to == id || tried.behind(*to, &goes).contains(&id);
                reached.contains(&id) && !is_lost(id) && tried.steps(id, &by_mistake).iter().any(back)
            });
            let told: Vec<_> = shape.never_counts.iter().filter(|(by, _)| *by == mistake).collect();
            let told_of_other = !shape.never_counts.is_empty();
            prop_assert!(!goes_round || !told.is_empty() || told_of_other);
            prop_assert!(told.is_empty() || goes_round);
            for (_, circle) in told {
                prop_assert!(is_circle(&tried, circle, &goes));
                let hop = tried.steps(circle[0], &by_mistake);
                prop_assert!(hop.contains(circle.get(1).unwrap_or(&circle[0])));
            }
        }
        let unserved = tried.reached(&|kind, by| !kind.is_served_by(by));
        let mut cut_off = BTreeSet::new();
        for id in tried.all() {
            for way in tried.kind(id).ways() {
                let by_mistake = way.by == By::Silent || way.by == By::WrongKey;
                let by_nobody = way.by == By::Nobody || way.by == By::Unanswered;
                let counts = by_mistake && unserved.contains(&id) || by_nobody && reached.contains(&id);
                if counts && tried.ends(way.to, within) {
                    cut_off.insert((id, way.by));
                }
            }
        }
        prop_assert_eq!(shape.cut_off.iter().cloned().collect::<BTreeSet<_>>(), cut_off);
        for id in tried.all() {
            let goal = tried.kind(id).is_person() || matches!(tried.kind(id), NodeKind::Answer(_));
            let menus = tried.menus_before(id).filter(|menus| goal && *menus > MOST_MENUS);
            let told = shape.too_deep.iter().find(|(at, _)| *at == id).map(|(_, menus)| *menus);
            prop_assert_eq!(told, menus);
        }
    }
}

/// A chain of menus: every caller presses 1.
fn chain(length: u16) -> Menu {
    let retry = |then| Retry {
        say_again: 1,
        say: Vec::new(),
        then,
    };
    let nodes = (0..length).map(|at| {
        let next = NodeId((at + 1) % length);
        let option = ChoiceOption {
            go_to: next,
            name: Texts::default(),
            name_spoken: None,
            say_words: BTreeMap::new(),
        };
        Node {
            name: format!("step_{at:05}"),
            kind: NodeKind::Choice(Choice {
                say: Texts::default(),
                keys: BTreeMap::from([("1".to_owned(), option)]),
                wait_s: 5,
                key_pause_s: 3,
                if_silent: retry(next),
                if_wrong_key: retry(NodeId(0)),
            }),
        }
    });
    Menu {
        start: NodeId(0),
        nodes: nodes.collect(),
    }
}

#[test]
fn a_menu_of_twenty_thousand_steps_is_looked_at_without_recursion() {
    let shape = Shape::of(&chain(20_000));
    assert_eq!(shape.no_way_out.len(), 1);
    assert_eq!(shape.never_counts, [], "nobody gets out of it anyhow");
    assert!(shape.reached.iter().all(|reached| *reached));
}
