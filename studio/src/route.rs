//! Where a transition really leads, once what cannot be carried over is left out.

use crate::{
    condition,
    flow::{Flow, State, Transition},
    kind::{Kind, kind_of},
    liquid::{self, Part},
};
use std::collections::{BTreeMap, BTreeSet};

/// Where a transition really leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// To this state, which becomes a step.
    Step(usize),
    /// The call ends.
    Ends,
    /// To a state that does not exist.
    Nowhere(String),
    /// Round and round through states that do not become steps.
    Round(String),
}

/// The flow, and what is known of it as a whole.
pub(crate) struct Route<'f> {
    pub(crate) flow: &'f Flow,
    kinds: Vec<Kind>,
    /// Where each transition of each state leads.
    links: Vec<Vec<Option<usize>>>,
    /// Whether each state asks what time it is.
    clocks: Vec<bool>,
    /// What each variable is set to, where it is set to one thing only.
    variables: BTreeMap<String, String>,
    /// Variables that count: they are set to themselves plus something.
    counters: BTreeSet<String>,
    /// The way of each split for a caller of whom nothing is known.
    chosen: BTreeMap<usize, Option<&'f str>>,
    /// A prompt that stands in a state of its own before the question.
    pub(crate) stands_for: BTreeMap<usize, usize>,
}

impl<'f> Route<'f> {
    pub(crate) fn new(flow: &'f Flow) -> Self {
        let mut set: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (_, state) in flow.indices() {
            for (name, value) in state.variables() {
                set.entry(name).or_default().insert(value);
            }
        }
        let counts = |name: &str, value: &str| {
            value.contains("plus") && liquid::variable(value) == Some(name)
        };
        let counters = set
            .iter()
            .filter(|(name, values)| values.iter().any(|v| counts(name, v)));
        let counters: BTreeSet<String> = counters.map(|(name, _)| name.clone()).collect();
        let find = |t: &Transition| t.next.as_deref().and_then(|n| flow.find(n));
        let links = |s: &State| s.transitions.iter().map(find).collect();
        let once = set.into_iter().filter(|(_, values)| values.len() == 1);
        let mut route = Route {
            flow,
            kinds: flow.states.iter().map(kind_of).collect(),
            links: flow.states.iter().map(links).collect(),
            clocks: vec![],
            variables: once
                .filter_map(|(name, values)| Some((name, values.into_iter().next()?)))
                .collect(),
            counters,
            chosen: BTreeMap::new(),
            stands_for: BTreeMap::new(),
        };
        route.clocks = flow.indices().map(|(i, _)| route.tells_time(i)).collect();
        for (index, split) in flow.indices() {
            if route.kind(index) == Some(Kind::Split) {
                let way = route.choose(split);
                route.chosen.insert(index, way);
            }
        }
        route
    }

    pub(crate) fn kind(&self, index: usize) -> Option<Kind> {
        self.kinds.get(index).copied()
    }

    pub(crate) fn is_counter(&self, template: &str) -> bool {
        liquid::variable(template).is_some_and(|name| self.counters.contains(name))
    }

    /// A template with a variable replaced by what it is set to.
    pub(crate) fn meant<'t>(&'t self, template: &'t str) -> &'t str {
        let value = liquid::variable(template).and_then(|name| self.variables.get(name));
        value.map_or(template, String::as_str)
    }

    /// What a condition of a split compares.
    pub(crate) fn subject<'t>(&'t self, split: &'t State, argument: &'t str) -> String {
        if argument.trim().is_empty() {
            let input = split.text("input").unwrap_or_default();
            return self.meant(&input).to_owned();
        }
        self.meant(argument).to_owned()
    }

    /// Whether a condition compares this part of what was keyed into a question.
    pub(crate) fn is_about(
        &self,
        split: &State,
        argument: &str,
        question: usize,
        part: Part,
    ) -> bool {
        let subject = self.subject(split, argument);
        self.flow
            .state(question)
            .is_some_and(|q| liquid::refers(&subject, &q.name, part))
    }

    /// All that a split compares.
    pub(crate) fn subjects(&self, split: &State) -> Vec<String> {
        let conditions = split.transitions.iter().flat_map(|t| &t.conditions);
        let mut all: Vec<String> = conditions
            .map(|c| self.subject(split, &c.argument))
            .collect();
        all.push(self.subject(split, ""));
        all.retain(|s| !s.trim().is_empty());
        all.sort();
        all.dedup();
        all
    }

    /// Whether a split asks what time it is, or a program whether the line is open.
    pub(crate) fn is_clock(&self, index: usize) -> bool {
        self.clocks.get(index).copied().unwrap_or(false)
    }

    fn tells_time(&self, index: usize) -> bool {
        let Some(split) = self.flow.state(index) else {
            return false;
        };
        if self.kind(index) != Some(Kind::Split) {
            return false;
        }
        let timed = |kind: &str| kind.ends_with("_time");
        let kinds = split.transitions.iter().flat_map(|t| &t.conditions);
        kinds.into_iter().any(|c| timed(&c.kind))
            || self
                .subjects(split)
                .iter()
                .any(|s| liquid::clock(s).is_some() || self.asks_for_hours(s))
    }

    /// Whether a template is the answer of a program that knows the opening hours.
    pub(crate) fn asks_for_hours(&self, subject: &str) -> bool {
        let speaks = |text: &str| {
            let small = text.to_lowercase();
            let words = small.split(|c: char| !c.is_alphanumeric());
            let about = [
                "hours", "hour", "open", "isopen", "opening", "schedule", "business", "holiday",
            ];
            small.contains("часы")
                || words.into_iter().any(|w| about.contains(&w))
                || ["businesshours", "checkhours", "officehours", "openhours"]
                    .iter()
                    .any(|w| small.contains(w))
        };
        liquid::sources(subject).iter().any(|name| {
            let source = self.flow.find(name).and_then(|i| self.flow.state(i));
            source.is_some_and(|s| {
                let asks = matches!(kind_of(s), Kind::Passing(p) if p.kind == "run-function" || p.kind == "make-http-request");
                asks && (speaks(&s.name) || speaks(&s.text("url").unwrap_or_default()))
            })
        })
    }

    /// Where a transition leads when everything that is not carried over is left out.
    pub(crate) fn target(&self, next: Option<&str>) -> Target {
        let mut next = next;
        let mut seen = BTreeSet::new();
        while let Some(name) = next {
            let Some(index) = self.flow.find(name) else {
                return Target::Nowhere(name.to_owned());
            };
            if !seen.insert(index) {
                return Target::Round(name.to_owned());
            }
            match self.kind(index) {
                Some(Kind::Split) if self.is_clock(index) => return Target::Step(index),
                Some(Kind::Trigger | Kind::Split | Kind::Passing(_)) => {
                    next = self.way_on(index);
                }
                _ => {
                    let index = self.stands_for.get(&index).copied().unwrap_or(index);
                    return Target::Step(index);
                }
            }
        }
        Target::Ends
    }

    /// Where a call goes on behind a state that is not carried over.
    pub(crate) fn way_on(&self, index: usize) -> Option<&'f str> {
        let state = self.flow.state(index)?;
        match self.kind(index)? {
            Kind::Trigger => start(state).map(|(_, next)| next),
            Kind::Split => self.chosen.get(&index).copied().flatten(),
            Kind::Passing(passing) => {
                let known = passing.on.iter().find_map(|event| state.next(event));
                let other = || {
                    let mut rest = state.transitions.iter();
                    rest.find(|t| t.next.is_some() && !passing.failed.contains(&t.event.as_str()))
                        .and_then(|t| t.next.as_deref())
                };
                known.or_else(other)
            }
            Kind::Say | Kind::Gather | Kind::Connect | Kind::Queue | Kind::Voicemail => None,
        }
    }

    /// The way of a split for a caller of whom nothing is known: nobody answered the transfer; else the one that most of
    /// the flow lies behind, the one that needs no condition where there are several.
    fn choose(&self, split: &'f State) -> Option<&'f str> {
        let status = |t: &&Transition| {
            !t.conditions.is_empty()
                && t.conditions.iter().all(|c| {
                    self.subject(split, &c.argument).contains("DialCallStatus")
                        && condition::holds(c, "no-answer") == Some(true)
                })
        };
        let unanswered = split.transitions.iter().find(status);
        if let Some(transition) = unanswered {
            return transition.next.as_deref();
        }
        let free = split.next("noMatch");
        let known = ["DialCallStatus", ".Digits", ".SpeechResult"];
        let subjects = self.subjects(split);
        let is_known = |s: &String| known.iter().any(|k| s.contains(k));
        if free.is_some() && subjects.iter().any(is_known) {
            return free;
        }
        let ways = split.transitions.iter().filter_map(|t| t.next.as_deref());
        let mut best: Option<(usize, &str)> = None;
        for way in free.into_iter().chain(ways) {
            let behind = self.reached(Some(way), |_, _| true).len();
            if best.is_none_or(|(most, _)| behind > most) {
                best = Some((behind, way));
            }
        }
        best.map(|(_, way)| way)
    }

    /// The states that can be reached over transitions that `counts` lets through.
    pub(crate) fn reached(
        &self,
        from: Option<&str>,
        counts: impl Fn(usize, &str) -> bool,
    ) -> BTreeSet<usize> {
        let mut open: Vec<usize> = from.and_then(|n| self.flow.find(n)).into_iter().collect();
        let mut reached: BTreeSet<usize> = open.iter().copied().collect();
        while let Some(index) = open.pop() {
            let (Some(state), Some(links)) = (self.flow.state(index), self.links.get(index)) else {
                continue;
            };
            let ways = state.transitions.iter().zip(links);
            for (_, next) in ways.filter(|(t, _)| counts(index, &t.event)) {
                open.extend(next.filter(|n| reached.insert(*n)));
            }
        }
        reached
    }
}

/// The event with which a call begins, and where it leads: a call that comes in before one that goes out.
pub(crate) fn start(trigger: &State) -> Option<(&'static str, &str)> {
    ["incomingCall", "incomingRequest", "incomingParent"]
        .into_iter()
        .find_map(|event| Some((event, trigger.next(event)?)))
}
