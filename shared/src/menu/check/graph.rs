//! Rules about the whole menu: what can be reached, from where a person can be, and how long that takes.

use super::Around;
use crate::{
    hours::Hours,
    menu::{IfOpen, Menu, NodeId, NodeKind, Shape, paths::Reckoning, picture::By},
    problem::{At, Report, rules, rules::Pair, texts::language},
    site::Site,
};
use std::collections::BTreeSet;

/// Checks a menu whose targets all exist.
pub(super) fn check(menu: &Menu, steps: At<'_>, around: &Around<'_>, report: &mut Report<'_>) {
    let shape = Shape::of(menu);
    let mut teller = Teller {
        menu,
        steps,
        around,
        shape: &shape,
        report,
    };
    teller.unreachable();
    teller.no_way_out();
    teller.no_person();
    teller.circles();
    teller.cut_off();
    teller.too_deep();
    if let Some(site) = around.site {
        teller.too_long(site);
        teller.closed_message_missing(site);
        teller.callback_nobody_works(site);
    }
}

/// Steps that a call may come to before a number of this name was keyed in.
pub(super) fn reached_before(menu: &Menu, number: &str) -> BTreeSet<NodeId> {
    let mut reached = BTreeSet::from([menu.start]);
    let mut open = vec![menu.start];
    while let Some(kind) = open.pop().and_then(|id| menu.node(id)).map(|n| &n.kind) {
        let asks = matches!(kind, NodeKind::AskDigits(ask) if ask.into == number);
        for way in kind.ways() {
            if !(asks && way.by == By::Then) && reached.insert(way.to) {
                open.push(way.to);
            }
        }
    }
    reached
}

/// Tells the author what the menu's shape means.
struct Teller<'m, 'a, 'r> {
    menu: &'m Menu,
    steps: At<'m>,
    around: &'m Around<'m>,
    shape: &'m Shape,
    report: &'r mut Report<'a>,
}

impl<'m> Teller<'m, '_, '_> {
    fn nodes(&self) -> impl Iterator<Item = (NodeId, &'m str, &'m NodeKind)> + use<'m> {
        let nodes = self.menu.nodes.iter().zip(0_u16..);
        nodes.map(|(node, at)| (NodeId(at), node.name.as_str(), &node.kind))
    }

    /// Steps that a call can come to.
    fn reached(&self) -> impl Iterator<Item = (NodeId, &'m str, &'m NodeKind)> + use<'m> {
        let shape = self.shape;
        self.nodes().filter(move |(id, ..)| shape.is_reached(*id))
    }

    fn name(&self, id: NodeId) -> &'m str {
        self.menu.node(id).map_or("", |n| n.name.as_str())
    }

    fn names(&self, ids: &[NodeId]) -> String {
        let names: Vec<&str> = ids.iter().map(|id| self.name(*id)).collect();
        names.join(" → ")
    }

    fn unreachable(&mut self) {
        for (id, step, _) in self.nodes() {
            if !self.shape.is_reached(id) {
                let words = self.steps.get(step).key();
                let values = [("step", step)];
                self.report
                    .add(&rules::UNREACHABLE_STEP, words, &values, None);
            }
        }
    }

    fn no_way_out(&mut self) {
        for circle in &self.shape.no_way_out {
            let step = circle.first().map_or("", |id| self.name(*id));
            let words = self.steps.get(step).key();
            let values = [("step", step)];
            self.report.add(&rules::NO_WAY_OUT, words, &values, None);
        }
    }

    fn no_person(&mut self) {
        let has_person = |id: NodeId| self.shape.is_with_person(id);
        let mut told = false;
        for (id, step, kind) in self.reached() {
            let at = self.steps.get(step);
            if let NodeKind::Answer(a) = kind
                && !has_person(a.helped.no)
            {
                let values = [("target", self.name(a.helped.no))];
                let words = at.get("helped").get("no").value();
                let rule = &rules::NOT_HELPED_NO_PERSON;
                self.report.add(rule, words, &values, None);
                told = true;
            }
            let lonely = if let NodeKind::IfOpen(i) = kind {
                let open = (at.get("open").value(), i.open);
                let closed = (at.get("closed").value(), i.closed);
                [open, closed].into_iter().find(|(_, to)| !has_person(*to))
            } else {
                let asks = matches!(kind, NodeKind::Choice(_));
                Some((at.key(), id)).filter(|_| asks && !has_person(id))
            };
            if let Some((words, from)) = lonely {
                let values = [("step", self.name(from))];
                self.report.add(&rules::NO_PERSON, words, &values, None);
                told = true;
            }
        }
        let start = self.menu.start;
        if !told && !has_person(start) {
            let step = self.name(start);
            let words = self.steps.get(step).key();
            let values = [("step", step)];
            self.report.add(&rules::NO_PERSON, words, &values, None);
        }
    }

    fn circles(&mut self) {
        for circle in &self.shape.never_waits {
            let words = self.at_first(circle).key();
            let steps = self.names(circle);
            let values = [("steps", steps.as_str())];
            self.report
                .add(&rules::LOOP_NEVER_WAITS, words, &values, None);
        }
        for (mistake, circle) in &self.shape.never_counts {
            let words = self.at_first(circle).key();
            let steps = self.names(circle);
            let does = if *mistake == By::Silent {
                Pair {
                    en: "presses nothing",
                    ru: "ничего не нажимает",
                }
            } else {
                Pair {
                    en: "presses wrong keys",
                    ru: "нажимает не те клавиши",
                }
            };
            let with = |does| [("does", does), ("steps", steps.as_str())];
            if !words.known {
                let (en, ru) = (with(does.en), with(does.ru));
                let rule = &rules::LOOP_NEVER_COUNTS;
                self.report.add_at(rule, words.span, &en, &ru, None);
            }
        }
    }

    fn at_first(&self, circle: &[NodeId]) -> At<'m> {
        let first = circle.first().map_or("", |id| self.name(*id));
        self.steps.get(first)
    }

    fn cut_off(&mut self) {
        let calls_back = self.around.site.is_some_and(|s| s.callback.is_some());
        for (id, by) in &self.shape.cut_off {
            let step = self.name(*id);
            let at = self.steps.get(step);
            let (rule, at) = match by {
                By::WrongKey => {
                    let field = ["if_wrong_key", "if_wrong"].map(|field| at.get(field));
                    let at = field.into_iter().find(|at| at.exists()).unwrap_or(at);
                    (&rules::DEAD_END, at.get("then"))
                }
                By::Silent => (&rules::SILENCE_ENDS_CALL, at.get("if_silent").get("then")),
                By::Nobody if calls_back => (&rules::NOBODY_ENDS_CALL, at.get("if_nobody")),
                By::Unanswered if calls_back => (&rules::NOBODY_ENDS_CALL, at.get("if_unanswered")),
                By::Nobody
                | By::Unanswered
                | By::Key(_)
                | By::Open
                | By::Closed
                | By::Helped
                | By::NotHelped
                | By::Then
                | By::AfterCall
                | By::Impossible
                | By::Nothing => continue,
            };
            self.report.add(rule, at.value(), &[("step", step)], None);
        }
    }

    fn too_deep(&mut self) {
        for (id, menus) in &self.shape.too_deep {
            let step = self.name(*id);
            let count = menus.to_string();
            let values = [("step", step), ("count", count.as_str())];
            let words = self.steps.get(step).key();
            self.report
                .add(&rules::TOO_MANY_MENUS, words, &values, None);
        }
    }

    fn too_long(&mut self, site: &Site) {
        for way in Reckoning::new(site, None, self.menu).long_ways() {
            let step = self.name(way.from);
            let words = self.steps.get(step).key();
            if words.known {
                continue;
            }
            let (seconds, steps) = (format!("{:.0}", way.seconds), way.steps.join(" → "));
            let language = language(way.locale);
            let when = if way.open {
                Pair {
                    en: "open",
                    ru: "открыто",
                }
            } else {
                Pair {
                    en: "closed",
                    ru: "закрыто",
                }
            };
            let with = |language, when| {
                [
                    ("step", step),
                    ("seconds", seconds.as_str()),
                    ("steps", steps.as_str()),
                    ("language", language),
                    ("when", when),
                ]
            };
            let (en, ru) = (with(language.en, when.en), with(language.ru, when.ru));
            let rule = &rules::TOO_LONG_TO_A_PERSON;
            self.report.add_at(rule, words.span, &en, &ru, None);
        }
    }

    /// A caller who is led another way because it is closed must hear that it is.
    fn closed_message_missing(&mut self, site: &Site) {
        let closing = |branch: &IfOpen| {
            let hours = site.hours.get(&branch.hours);
            hours.is_some_and(|h| h.say_closed.is_empty() && !h.never_closes())
        };
        for (_, step, kind) in self.reached() {
            let NodeKind::IfOpen(branch) = kind else {
                continue;
            };
            if closing(branch) && !self.explains(site, branch.closed, MOST_STEPS) {
                let words = self.steps.get(step).get("closed").value();
                let values = [
                    ("hours", branch.hours.as_str()),
                    ("step", self.name(branch.closed)),
                ];
                self.report
                    .add(&rules::CLOSED_MESSAGE_MISSING, words, &values, None);
            }
        }
    }

    /// Whether a caller who comes to a step hears words of the author before anything is asked of him.
    fn explains(&self, site: &Site, id: NodeId, steps_left: u8) -> bool {
        let Some(steps_left) = steps_left.checked_sub(1) else {
            return true;
        };
        match self.menu.node(id).map(|n| &n.kind) {
            Some(NodeKind::Choice(choice)) => !choice.say.is_empty(),
            Some(NodeKind::Voicemail(voicemail)) => !voicemail.say.is_empty(),
            Some(NodeKind::Callback(callback)) => !callback.say.is_empty(),
            Some(NodeKind::Transfer(transfer)) => !transfer.say.is_empty(),
            Some(NodeKind::HangUp(end)) => !end.say.is_empty(),
            Some(NodeKind::ChooseLanguage(c)) => self.explains(site, c.go_to, steps_left),
            Some(NodeKind::IfOpen(i)) => {
                let hours = site.hours.get(&i.hours);
                hours.is_some_and(|h| !h.say_closed.is_empty())
                    || self.explains(site, i.open, steps_left)
                        && self.explains(site, i.closed, steps_left)
            }
            // A queue says itself that it is closed; a sentence and a question are the author's own.
            Some(NodeKind::Say(_) | NodeKind::Queue(_) | NodeKind::AskDigits(_)) | None => true,
            Some(NodeKind::Answer(_) | NodeKind::Survey(_)) => false,
        }
    }

    fn callback_nobody_works(&mut self, site: &Site) {
        let Some(policy) = &site.callback else {
            return;
        };
        let today = self.around.today;
        let works = |hours: &Hours| {
            let days = std::iter::successors(Some(today), |day| day.tomorrow().ok());
            let mut days = days.take(usize::try_from(policy.days.min(60)).unwrap_or(60));
            days.any(|day| !hours.ranges_on(day).is_empty())
        };
        for (_, step, kind) in self.reached() {
            let NodeKind::Callback(callback) = kind else {
                continue;
            };
            let queue = site.queues.get(&callback.queue);
            let hours = queue.and_then(|queue| site.hours.get(&queue.hours));
            // Hours that are never open are complained about where they stand.
            let opens = |hours: &&Hours| {
                let mut to_come = hours.exceptions.range(today..);
                hours.week.iter().any(|ranges| !ranges.is_empty())
                    || to_come.any(|(_, day)| !day.ranges.is_empty())
            };
            if hours.filter(opens).is_some_and(|hours| !works(hours)) {
                let days = policy.days.to_string();
                let values = [("queue", callback.queue.as_str()), ("days", days.as_str())];
                let words = self.steps.get(step).get("queue").value();
                self.report
                    .add(&rules::CALLBACK_NOBODY_WORKS, words, &values, None);
            }
        }
    }
}

/// Steps that are looked at for an explanation; who needs more is told about circles.
const MOST_STEPS: u8 = 8;
