//! The reckoning: how long each way on from a step takes, and the shortest ways over them.

mod cost;
mod shortest;

use super::{Caller, LONG_S, Path, StepTime, Stop, seconds};
use crate::{
    locale::Locale,
    menu::{Menu, NodeId, NodeKind, picture::By},
    site::Site,
    survey::Survey,
};
use cost::{Cost, Places};
use shortest::{Found, reversed, shortest};
use std::collections::BTreeSet;

/// A way on and what it takes.
#[derive(Clone, Debug)]
struct Leg {
    by: By,
    /// A place in [`Map::stops`].
    to: usize,
    ms: u64,
}

/// A step in one language: what each way on takes.
#[derive(Clone, Debug, Default)]
struct Timed {
    /// Ways of a caller who listens and presses what he wants.
    legs: Vec<Leg>,
    /// The way of a caller who presses nothing.
    silent: Option<Leg>,
    /// What it takes until the person is announced, where there is one.
    person_ms: Option<u64>,
    /// Whether that person is reached without a key, too.
    takes_silent: bool,
}

/// A step from which the first person is far.
pub(crate) struct LongWay {
    pub(crate) from: NodeId,
    pub(crate) locale: Locale,
    pub(crate) open: bool,
    pub(crate) seconds: f32,
    /// Names of the steps on the way.
    pub(crate) steps: Vec<String>,
}

/// Reckons one menu.
pub(crate) struct Reckoning<'a> {
    site: &'a Site,
    survey: Option<&'a Survey>,
    menu: &'a Menu,
    /// Languages that a caller may hear, the default first.
    locales: Vec<Locale>,
    /// Names of the opening hours that close at some time.
    closing: BTreeSet<&'a str>,
}

/// Every step as one caller hears it: before a language was chosen, then after.
struct Map {
    stops: Vec<Timed>,
    start: usize,
}

impl<'a> Reckoning<'a> {
    pub(crate) fn new(site: &'a Site, survey: Option<&'a Survey>, menu: &'a Menu) -> Self {
        let default = site.default_locale();
        let chosen: BTreeSet<Locale> = menu
            .nodes
            .iter()
            .filter_map(|node| {
                let NodeKind::ChooseLanguage(choose) = &node.kind else {
                    return None;
                };
                Some(choose.keys.values().copied())
            })
            .flatten()
            .filter(|locale| *locale != default)
            .collect();
        let closing = site.hours.iter().filter(|(_, hours)| !hours.never_closes());
        Reckoning {
            site,
            survey,
            menu,
            locales: std::iter::once(default).chain(chosen).collect(),
            closing: closing.map(|(name, _)| name.as_str()).collect(),
        }
    }

    /// What each step says when all of it is heard once.
    pub(crate) fn steps(&self) -> Vec<StepTime> {
        let nodes = self.menu.nodes.iter();
        nodes
            .flat_map(|node| {
                self.locales.iter().map(|&locale| StepTime {
                    step: node.name.clone(),
                    locale,
                    seconds: seconds(self.cost(locale, locale, true).heard_once(&node.kind)),
                })
            })
            .collect()
    }

    /// The ways of all callers.
    pub(crate) fn paths(&self) -> Vec<Path> {
        let mut paths = Vec::new();
        for &locale in &self.locales {
            for open in [true, false] {
                let map = self.map(locale, open);
                let mut add = |caller, way: Option<(u64, Vec<Stop>)>| {
                    let (ms, stops) = way.unzip();
                    paths.push(Path {
                        caller,
                        locale,
                        open,
                        seconds: ms.map(seconds),
                        stops: stops.unwrap_or_default(),
                    });
                };
                let home = map.home();
                add(Caller::InAHurry, self.way(&map, &home, map.start));
                add(Caller::Patient, self.patient(&map, &home));
                if locale == self.site.default_locale() {
                    add(Caller::Silent, self.silent(&map));
                }
            }
        }
        paths
    }

    /// Steps from which the first person is farther than [`LONG_S`], the last such step of a way only: whoever mends it
    /// mends those before it.
    pub(crate) fn long_ways(&self) -> Vec<LongWay> {
        let mut long: Vec<LongWay> = Vec::new();
        for &locale in &self.locales {
            for open in [true, false] {
                for way in self.long_ways_of(locale, open) {
                    let same =
                        |other: &&mut LongWay| other.from == way.from && other.locale == way.locale;
                    match long.iter_mut().find(same) {
                        Some(other) if other.seconds >= way.seconds => {}
                        Some(other) => *other = way,
                        None => long.push(way),
                    }
                }
            }
        }
        long
    }

    fn long_ways_of(&self, locale: Locale, open: bool) -> Vec<LongWay> {
        let map = self.map(locale, open);
        let home = map.home();
        let reached = shortest(map.stops.len(), [(map.start, 0)], |at| map.legs(at));
        let is_far = |at: usize| {
            let asks = matches!(
                self.kind(at),
                Some(NodeKind::Choice(_) | NodeKind::Answer(_))
            );
            (asks || at == map.start)
                && reached.ms(at).is_some()
                && home.ms(at).is_some_and(|ms| seconds(ms) > LONG_S)
        };
        let mut ways = Vec::new();
        for from in (0..map.stops.len()).filter(|at| is_far(*at)) {
            let later: Vec<usize> = home.way(from).map(|(_, to)| to).collect();
            if later.iter().any(|at| is_far(*at)) {
                continue;
            }
            let (Some(id), Some(ms)) = (self.id(from), home.ms(from)) else {
                continue;
            };
            ways.push(LongWay {
                from: id,
                locale,
                open,
                seconds: seconds(ms),
                steps: std::iter::once(from)
                    .chain(later)
                    .map(|at| self.name(at))
                    .collect(),
            });
        }
        ways
    }

    /// The quickest way from a place to a person.
    fn way(&self, map: &Map, home: &Found, from: usize) -> Option<(u64, Vec<Stop>)> {
        let ms = home.ms(from)?;
        let mut stops = Vec::new();
        let mut at = from;
        for (leg, to) in home.way(from) {
            stops.push(self.stop(at, Some(&leg.by), leg.ms));
            at = to;
        }
        let person_ms = map.stops.get(at)?.person_ms?;
        stops.push(self.stop(at, None, person_ms));
        Some((ms, stops))
    }

    /// To the farthest answer, or the farthest menu where there is none, and from there to a person.
    fn patient(&self, map: &Map, home: &Found) -> Option<(u64, Vec<Stop>)> {
        let there = shortest(map.stops.len(), [(map.start, 0)], |at| {
            let legs = map.legs(at);
            legs.filter(|leg| leg.by != By::Silent)
        });
        let total = |at: usize| Some(there.ms(at)? + home.ms(at)?);
        let farthest = |is_goal: fn(&NodeKind) -> bool| {
            (0..map.stops.len())
                .filter(|at| self.kind(*at).is_some_and(is_goal))
                .filter_map(|at| Some((total(at)?, at)))
                .max_by_key(|(ms, at)| (*ms, usize::MAX - at))
        };
        let (ms, goal) = farthest(|kind| matches!(kind, NodeKind::Answer(_)))
            .or_else(|| farthest(|kind| matches!(kind, NodeKind::Choice(_))))?;
        let mut stops: Vec<Stop> = there
            .way(goal)
            .map(|(leg, before)| self.stop(before, Some(&leg.by), leg.ms))
            .collect();
        stops.reverse();
        stops.extend(self.way(map, home, goal)?.1);
        Some((ms, stops))
    }

    /// Where pressing nothing leads.
    fn silent(&self, map: &Map) -> Option<(u64, Vec<Stop>)> {
        let mut stops = Vec::new();
        let (mut at, mut ms) = (map.start, 0);
        // A way longer than the menu goes round.
        for _ in 0..=map.stops.len() {
            let timed = map.stops.get(at)?;
            if let Some(person_ms) = timed.person_ms.filter(|_| timed.takes_silent) {
                stops.push(self.stop(at, None, person_ms));
                return Some((ms + person_ms, stops));
            }
            let leg = timed.silent.as_ref()?;
            stops.push(self.stop(at, Some(&leg.by), leg.ms));
            ms += leg.ms;
            at = leg.to;
        }
        None
    }

    /// All steps as a caller of this language hears them: first in the default language, then in his own.
    fn map(&self, locale: Locale, open: bool) -> Map {
        let default = self.site.default_locale();
        let count = self.menu.nodes.len();
        let start = usize::from(self.menu.start.0);
        let own = self.cost(locale, locale, open);
        let places = |heard, chosen| Places { heard, chosen };
        let nodes = self.menu.nodes.iter();
        if locale == default {
            let stops = nodes.map(|n| own.of(&n.kind, places(0, 0))).collect();
            return Map { stops, start };
        }
        let before = self.cost(default, locale, open);
        let in_default = nodes.clone().map(|n| before.of(&n.kind, places(0, count)));
        let in_own = nodes.map(|n| own.of(&n.kind, places(count, count)));
        Map {
            stops: in_default.chain(in_own).collect(),
            start,
        }
    }

    fn cost(&self, heard: Locale, chosen: Locale, open: bool) -> Cost<'_, 'a> {
        Cost {
            reckoning: self,
            heard,
            chosen,
            open,
        }
    }

    fn node(&self, at: usize) -> Option<(NodeId, &'a crate::menu::Node)> {
        let place = at.checked_rem(self.menu.nodes.len())?;
        let id = NodeId(u16::try_from(place).ok()?);
        Some((id, self.menu.node(id)?))
    }

    fn id(&self, at: usize) -> Option<NodeId> {
        self.node(at).map(|(id, _)| id)
    }

    fn kind(&self, at: usize) -> Option<&'a NodeKind> {
        self.node(at).map(|(_, node)| &node.kind)
    }

    fn name(&self, at: usize) -> String {
        self.node(at)
            .map_or_else(String::new, |(_, node)| node.name.clone())
    }

    fn stop(&self, at: usize, by: Option<&By>, ms: u64) -> Stop {
        Stop {
            step: self.name(at),
            by: by.cloned(),
            seconds: seconds(ms),
        }
    }
}

impl Map {
    fn legs(&self, at: usize) -> impl Iterator<Item = &Leg> {
        let timed = self.stops.get(at);
        timed.into_iter().flat_map(|timed| &timed.legs)
    }

    /// The quickest ways from every place to a person.
    fn home(&self) -> Found {
        let back = reversed(&self.stops);
        let people = self.stops.iter().enumerate();
        let people = people.filter_map(|(at, timed)| Some((at, timed.person_ms?)));
        shortest(self.stops.len(), people, |at| {
            back.get(at).into_iter().flatten()
        })
    }
}
