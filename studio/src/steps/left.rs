//! States that became no step, and why.

use super::Maker;
use crate::{
    faults,
    flow::State,
    kind::Kind,
    report::{Said, said, shortened},
};

impl Maker<'_> {
    /// Everything that became no step is named.
    pub(super) fn name_what_was_left(&mut self, next: Option<&str>) {
        let reached = self.route.reached(next, |_, _| true);
        let elsewhere = faults::elsewhere(&self.route);
        for (index, state) in self.route.flow.indices() {
            let made = self.wanted.contains(&index)
                || self.asked.contains(&index)
                || self.route.stands_for.contains_key(&index)
                || self.absorbed.contains(&index);
            match self.route.kind(index) {
                Some(Kind::Passing(passing)) if !self.absorbed.contains(&index) => {
                    let sentence = self.passed(state, said(passing.en, passing.ru));
                    self.report.left(&state.name, sentence);
                }
                Some(Kind::Split) if !made => {
                    let sentence = self.undecided(state);
                    self.report.left(&state.name, sentence);
                }
                Some(Kind::Say | Kind::Gather | Kind::Connect | Kind::Queue | Kind::Voicemail)
                    if !made =>
                {
                    let sentence = if elsewhere.contains(&index) && !reached.contains(&index) {
                        said(
                            "No call that comes in reached it.",
                            "До него не доходил ни один входящий звонок.",
                        )
                    } else {
                        said(
                            "Callers came here only when a request had failed, and Ringback makes none.",
                            "Сюда попадали только при сбое запроса, а Ringback запросов не делает.",
                        )
                    };
                    self.report.left(&state.name, sentence);
                }
                _ => {}
            }
        }
    }

    /// Where a state led that is not carried over.
    pub(super) fn passed(&self, state: &State, why: Said) -> Said {
        let kind = if state.kind.is_empty() {
            "?"
        } else {
            &state.kind
        };
        let mut ways = Vec::new();
        for t in &state.transitions {
            let to = t.next.as_deref();
            ways.push((t.event.clone(), to.map(str::to_owned)));
        }
        let ways = |none: &str| {
            let ways: Vec<String> = ways
                .iter()
                .take(8)
                .map(|(event, to)| format!("{event} → {}", to.as_deref().unwrap_or(none)))
                .collect();
            ways.join(", ")
        };
        said(
            format!("`{kind}` ({}). {}", ways("nothing"), why.en),
            format!("`{kind}` ({}). {}", ways("никуда"), why.ru),
        )
    }

    /// A split whose conditions Ringback cannot know.
    pub(super) fn undecided(&self, split: &State) -> Said {
        let subjects = self.route.subjects(split);
        if subjects.iter().any(|s| s.contains("DialCallStatus")) {
            return said(
                "Whether a transfer was answered: `if_unanswered` of the `transfer` step knows.",
                "Ответили ли на переведённый звонок: это знает `if_unanswered` шага `transfer`.",
            );
        }
        let ways: Vec<String> = split
            .transitions
            .iter()
            .filter(|t| t.event == "match")
            .take(10)
            .map(|t| {
                let conditions: Vec<String> = t
                    .conditions
                    .iter()
                    .map(|c| {
                        let subject = self.route.subject(split, &c.argument);
                        format!(
                            "{} {} {}",
                            shortened(&subject, 60),
                            c.kind,
                            shortened(&c.value, 60)
                        )
                    })
                    .collect();
                let to = t.next.as_deref().unwrap_or("—");
                format!("{} → {to}", conditions.join(" + "))
            })
            .collect();
        let ways = ways.join("; ");
        let index = self.route.flow.find(&split.name).unwrap_or(usize::MAX);
        let on = self.route.way_on(index).unwrap_or("—");
        said(
            format!(
                "A choice that depends on what Ringback does not know ({ways}). Every caller goes on to “{on}”."
            ),
            format!(
                "Выбор по данным, которых у Ringback нет ({ways}). Все звонки идут дальше к «{on}»."
            ),
        )
    }
}
