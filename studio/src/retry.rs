//! What happened after silence or a wrong key: said again, counted, and then?

use crate::{
    condition, flow::State, json::Json, kind::Kind, report::said, route::Target, steps::Maker,
};

/// The way back to a question.
struct Back {
    /// How often, where the flow counted.
    times: Option<u64>,
    /// What is said on the way.
    say: Vec<usize>,
    /// Where the call goes when it has been enough.
    then: Option<String>,
    /// States that are part of the way.
    through: Vec<usize>,
}

/// Which retry of a step.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum After {
    Silence,
    WrongKey,
}

impl Maker<'_> {
    /// `if_silent` or `if_wrong_key`; nothing where the flow cut the caller off.
    pub(crate) fn retry(
        &mut self,
        question: usize,
        next: Option<&str>,
        after: After,
    ) -> Option<Json> {
        let next = next?;
        let state = self.route.flow.state(question)?;
        let said_again = match (after, state.number("loop")) {
            (After::Silence, Some(0)) => 5,
            (After::Silence, Some(n)) => (n - 1).min(5),
            (After::Silence, None) | (After::WrongKey, _) => 0,
        };
        let back = self.way_back(question, next);
        let Some(back) = back else {
            let then = self.step_name(Some(next));
            return Some(retry_json(said_again, vec![], then));
        };
        if let (Some(times), Some(then)) = (back.times, &back.then) {
            let say = back.say.iter().filter_map(|i| {
                let state = self.route.flow.state(*i)?;
                crate::speech::spoken(state, self.locale, self.report)
            });
            let say: Vec<Json> = say.map(|s| s.json()).collect();
            let note = said(
                "it led back to the question and counted: `say_again` does that",
                "оно возвращало к вопросу и считало: это делает `say_again`",
            );
            let does = match after {
                After::Silence => "if_silent",
                After::WrongKey => "if_wrong_key",
            };
            self.absorb(back.through.clone(), question, does, &note);
            let then = self.step_name(Some(then));
            let times = times.clamp(1, 5);
            let say = say.into_iter().take(1).collect();
            return Some(retry_json(times, say, then));
        }
        let what = match after {
            After::Silence => (
                "A caller who presses nothing hears the question again without end: nothing counts how often.",
                "Кто ничего не нажимает, слышит вопрос снова и снова: никто не считает, сколько раз.",
            ),
            After::WrongKey => (
                "A caller who presses a wrong key hears the question again without end: nothing counts how often.",
                "Кто нажимает не ту клавишу, слышит вопрос снова и снова: никто не считает, сколько раз.",
            ),
        };
        self.report.fault(&state.name, said(what.0, what.1));
        let then = self.step_name(Some(next));
        Some(retry_json(said_again.max(2), vec![], then))
    }

    /// Whether a way leads back to the question, and whether it counts.
    fn way_back(&self, question: usize, next: &str) -> Option<Back> {
        let mut back = Back {
            times: None,
            say: vec![],
            then: None,
            through: vec![],
        };
        let mut name = next.to_owned();
        for _ in 0..12 {
            let index = self.route.flow.find(&name)?;
            let own = self.route.stands_for.get(&index) == Some(&question);
            if index == question || own {
                return Some(back);
            }
            if back.through.contains(&index) {
                return None;
            }
            let state = self.route.flow.state(index)?;
            back.through.push(index);
            let on = match self.route.kind(index)? {
                Kind::Say => {
                    back.say.push(index);
                    state.next("audioComplete")?.to_owned()
                }
                Kind::Split => {
                    let (times, again, enough) = self.counted(question, state)?;
                    back.times = Some(times);
                    back.then = enough;
                    again
                }
                Kind::Passing(_) => self.route.way_on(index)?.to_owned(),
                Kind::Trigger | Kind::Gather | Kind::Connect | Kind::Queue | Kind::Voicemail => {
                    return None;
                }
            };
            name = on;
        }
        None
    }

    /// A split that counts: how often again, the way back and the way out.
    fn counted(&self, question: usize, split: &State) -> Option<(u64, String, Option<String>)> {
        let transition = split
            .transitions
            .iter()
            .find(|t| !t.conditions.is_empty())?;
        let condition = transition.conditions.first()?;
        let argument = if condition.argument.trim().is_empty() {
            split.text("input")?
        } else {
            condition.argument.clone()
        };
        if !self.route.is_counter(&argument) {
            return None;
        }
        let holds = |n: u64| condition::holds(condition, &n.to_string()) == Some(true);
        // The first count for which the condition changes its mind.
        let at_first = holds(1);
        let change = (1..=20).find(|n| holds(*n) != at_first);
        let other = split.next("noMatch").map(str::to_owned);
        let matched = transition.next.clone();
        let (again, enough) = if at_first {
            (matched, other)
        } else {
            (other, matched)
        };
        let again = again?;
        let returns = self.leads_back(question, &again);
        returns.then_some((change.unwrap_or(3) - 1, again, enough))
    }

    /// Whether a way returns to the question over announcements and states that are not carried over.
    fn leads_back(&self, question: usize, next: &str) -> bool {
        let mut target = self.route.target(Some(next));
        for _ in 0..4 {
            match target {
                Target::Step(index) if index == question => return true,
                Target::Step(index) if self.route.kind(index) == Some(Kind::Say) => {
                    let state = self.route.flow.state(index);
                    let next = state.and_then(|s| s.next("audioComplete"));
                    target = self.route.target(next);
                }
                Target::Step(_) | Target::Ends | Target::Nowhere(_) | Target::Round(_) => {
                    return false;
                }
            }
        }
        false
    }
}

fn retry_json(times: u64, say: Vec<Json>, then: Option<Json>) -> Json {
    let say = (!say.is_empty()).then_some(Json::List(say));
    Json::object([("say_again", Json::Number(times))])
        .with("say", say)
        .with("then", then)
}
