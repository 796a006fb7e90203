//! Opening hours: where every quarter of an hour of a week leads.

use super::Maker;
use crate::{
    condition,
    flow::State,
    json::Json,
    kind::Kind,
    liquid,
    report::{said, shortened},
    route::Target,
    week,
};
use std::collections::{BTreeMap, BTreeSet};

impl Maker<'_> {
    pub(super) fn if_open(&mut self, index: usize, name: &str) -> Json {
        let exits = self.exits(index);
        let known = exits.as_ref().filter(|e| !e.is_empty());
        let Some(exits) = known else {
            return self.if_open_by_program(index);
        };
        let mut ways: Vec<(Target, BTreeSet<usize>)> = Vec::new();
        for (slot, target) in exits.iter().enumerate() {
            match ways.iter_mut().find(|(t, _)| t == target) {
                Some((_, slots)) => {
                    slots.insert(slot);
                }
                None => ways.push((target.clone(), BTreeSet::from([slot]))),
            }
        }
        ways.sort_by_key(|(target, slots)| (std::cmp::Reverse(self.openness(target)), slots.len()));
        ways.truncate(6);
        let mut rest = ways.split_off(1);
        let (open, slots) = match ways.pop() {
            Some(way) => way,
            None => return Json::Object(vec![]),
        };
        let closed = rest.pop();
        // More than two ways: one step for each but the last.
        let mut closed = match closed {
            Some((target, _)) => self.target_name(&target),
            None => self.target_name(&open),
        };
        while let Some((target, slots)) = rest.pop() {
            let step_name = self.names.take(&format!("{name}_or"));
            let hours = self.hours_of(&slots);
            let open = self.target_name(&target);
            self.steps
                .insert(step_name.clone(), branch(hours, open, closed));
            closed = Json::text(step_name);
        }
        let hours = self.hours_of(&slots);
        let open = self.target_name(&open);
        branch(hours, open, closed)
    }

    pub(super) fn target_name(&mut self, target: &Target) -> Json {
        match target {
            Target::Step(index) => {
                let name = self.route.flow.state(*index).map(|s| s.name.clone());
                self.or_end(name.as_deref())
            }
            Target::Ends => self.or_end(None),
            Target::Nowhere(name) | Target::Round(name) => self.or_end(Some(name)),
        }
    }

    pub(super) fn hours_of(&mut self, slots: &BTreeSet<usize>) -> String {
        let hours = week::hours(|slot| slots.contains(&slot));
        if let Some((name, _)) = self.hours.iter().find(|(_, h)| *h == hours) {
            return name.clone();
        }
        let name = match self.hours.len() {
            0 => "office".to_owned(),
            n => format!("office_{}", n + 1),
        };
        self.hours.push((name.clone(), hours));
        name
    }

    /// Where each quarter of an hour of a week leads; nothing where a program decides it.
    pub(super) fn exits(&mut self, index: usize) -> Option<Vec<Target>> {
        let mut chain: BTreeMap<usize, Vec<Option<String>>> = BTreeMap::new();
        let mut exits = Vec::with_capacity(week::SLOTS);
        for slot in 0..week::SLOTS {
            let mut at = index;
            let mut seen = BTreeSet::new();
            let target = loop {
                if !seen.insert(at) || seen.len() > 40 {
                    break Target::Ends;
                }
                if let std::collections::btree_map::Entry::Vacant(entry) = chain.entry(at) {
                    entry.insert(self.by_slot(at)?);
                }
                let next = chain.get(&at).and_then(|c| c.get(slot)).cloned().flatten();
                match self.route.target(next.as_deref()) {
                    Target::Step(next) if self.route.is_clock(next) => {
                        let decides = !chain.contains_key(&next);
                        if decides {
                            match self.by_slot(next) {
                                Some(ways) => {
                                    chain.insert(next, ways);
                                }
                                None => break Target::Step(next),
                            }
                        }
                        at = next;
                    }
                    target @ (Target::Step(_)
                    | Target::Ends
                    | Target::Nowhere(_)
                    | Target::Round(_)) => break target,
                }
            };
            exits.push(target);
        }
        let note = said("its times are the opening hours", "его время — часы работы");
        let through: Vec<usize> = chain.keys().copied().collect();
        self.absorb(through, index, "if_open", &note);
        Some(exits)
    }

    /// What one split does at each quarter of an hour; nothing where it cannot be told.
    pub(super) fn by_slot(&mut self, index: usize) -> Option<Vec<Option<String>>> {
        let split = self.route.flow.state(index)?;
        let mut formats = BTreeMap::new();
        for subject in self.route.subjects(split) {
            let Some(clock) = liquid::clock(&subject) else {
                let timed = split.transitions.iter().flat_map(|t| &t.conditions);
                if timed.into_iter().all(|c| c.kind.ends_with("_time")) {
                    formats.insert(subject, "%H:%M".to_owned());
                    continue;
                }
                return None;
            };
            week::formatted(&clock.format, 0)?;
            if let Some(zone) = clock.zone {
                self.time_zone.get_or_insert(zone);
            }
            if week::asks_for_the_date(&clock.format) {
                self.holidays(split, &clock.format);
            }
            formats.insert(subject, clock.format);
        }
        let ways = (0..week::SLOTS).map(|slot| {
            let fits = |t: &&crate::flow::Transition| {
                !t.conditions.is_empty()
                    && t.conditions.iter().all(|c| {
                        let subject = self.route.subject(split, &c.argument);
                        let now = formats.get(&subject).and_then(|f| week::formatted(f, slot));
                        now.is_some_and(|now| condition::holds(c, &now) == Some(true))
                    })
            };
            let matched = split.transitions.iter().find(fits);
            match matched {
                Some(t) => t.next.clone(),
                None => split.next("noMatch").map(str::to_owned),
            }
        });
        Some(ways.collect())
    }

    pub(super) fn holidays(&mut self, split: &State, format: &str) {
        let conditions = split.transitions.iter().flat_map(|t| &t.conditions);
        let values: Vec<&str> = conditions.flat_map(|c| condition::list(&c.value)).collect();
        let values = shortened(&values.join(", "), 200);
        self.report.left(
            &split.name,
            said(
                format!("The days “{values}” ({format}): write them as \"holidays\" under \"hours\" in site.json, with their year: \"2030-01-01\": null."),
                format!("Дни «{values}» ({format}): впишите их в \"holidays\" внутри \"hours\" в site.json, с годом: \"2030-01-01\": null."),
            ),
        );
    }

    /// A program said whether the line is open: its hours are not in the flow.
    pub(super) fn if_open_by_program(&mut self, index: usize) -> Json {
        let Some(split) = self.route.flow.state(index) else {
            return Json::Object(vec![]);
        };
        let mut ways: Vec<(Option<&str>, String)> = split
            .transitions
            .iter()
            .filter(|t| t.next.is_some())
            .map(|t| {
                let values: Vec<&str> = t.conditions.iter().map(|c| c.value.as_str()).collect();
                (t.next.as_deref(), values.join(",").to_lowercase())
            })
            .collect();
        let yes = |values: &str| {
            condition::list(values).any(|v| {
                [
                    "open",
                    "true",
                    "yes",
                    "1",
                    "isopen",
                    "business",
                    "business_hours",
                ]
                .contains(&v)
            })
        };
        let no = |values: &str| {
            condition::list(values)
                .any(|v| ["closed", "false", "no", "0", "holiday", "after_hours"].contains(&v))
        };
        ways.sort_by_key(|(next, values)| {
            let target = self.route.target(*next);
            let told = i64::from(yes(values)) - i64::from(no(values));
            std::cmp::Reverse(told * 10 + self.openness(&target))
        });
        let open = ways.first().and_then(|(next, _)| *next).map(str::to_owned);
        let closed = ways.last().and_then(|(next, _)| *next).map(str::to_owned);
        if !self.hours.iter().any(|(name, _)| name == "from_program") {
            self.hours
                .push(("from_program".to_owned(), Json::Object(vec![])));
        }
        self.report.remind(said(
            format!("`{}` asked a program whether the line is open. Write its hours into \"hours\": \"from_program\" in site.json; until then the check refuses the site.", split.name),
            format!("`{}` спрашивало у программы, открыта ли линия. Впишите её часы в \"hours\": \"from_program\" в site.json; до этого проверка сайт не пропустит.", split.name),
        ));
        let open = self.or_end(open.as_deref());
        let closed = self.or_end(closed.as_deref());
        branch("from_program".to_owned(), open, closed)
    }

    /// How much a way looks like that of an open line.
    pub(super) fn openness(&self, target: &Target) -> i64 {
        let Target::Step(index) = target else {
            return -3;
        };
        let Some(state) = self.route.flow.state(*index) else {
            return 0;
        };
        let words = format!("{} {}", state.name, state.text("say").unwrap_or_default());
        let words = words.to_lowercase();
        let has = |list: &[&str]| list.iter().any(|w| words.contains(w));
        let closed = [
            "closed",
            "after",
            "night",
            "weekend",
            "holiday",
            "voicemail",
            "off_",
            "outside",
            "закрыт",
            "не работа",
            "нерабоч",
            "bağlı",
            "închis",
        ];
        let open = [
            "open", "main", "menu", "welcome", "business", "day", "office",
        ];
        let person = match self.route.kind(*index) {
            Some(Kind::Queue | Kind::Connect | Kind::Gather) => 2,
            Some(Kind::Voicemail) => -2,
            _ => 0,
        };
        person + i64::from(has(&open)) - 4 * i64::from(has(&closed))
    }
}

fn branch(hours: String, open: Json, closed: Json) -> Json {
    Json::object([
        ("do", Json::text("if_open")),
        ("hours", Json::text(hours)),
        ("open", open),
        ("closed", closed),
    ])
}
