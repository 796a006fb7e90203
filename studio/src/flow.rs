//! A flow as far as it can be read: what has the wrong type is told and left out.

use crate::report::{Report, said};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// A flow.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    pub(crate) description: Option<String>,
    pub(crate) states: Vec<State>,
    /// States by name; the first of a name counts.
    by_name: BTreeMap<String, usize>,
    initial: Option<usize>,
}

/// A state ("widget" in the editor).
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) transitions: Vec<Transition>,
    pub(crate) properties: Map<String, Value>,
}

/// Where an event leads; nowhere means that the call ends.
#[derive(Debug)]
pub(crate) struct Transition {
    pub(crate) event: String,
    pub(crate) next: Option<String>,
    /// All of them must hold.
    pub(crate) conditions: Vec<Condition>,
}

/// A comparison.
#[derive(Debug)]
pub(crate) struct Condition {
    pub(crate) kind: String,
    pub(crate) argument: String,
    pub(crate) value: String,
    pub(crate) friendly_name: String,
}

impl Flow {
    pub(crate) fn state(&self, index: usize) -> Option<&State> {
        self.states.get(index)
    }

    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    pub(crate) fn indices(&self) -> impl Iterator<Item = (usize, &State)> {
        self.states.iter().enumerate()
    }

    /// The state with which everything begins.
    pub(crate) fn trigger(&self) -> Option<usize> {
        let named = self.initial.filter(|i| self.is_trigger(*i));
        named
            .or_else(|| (0..self.states.len()).find(|i| self.is_trigger(*i)))
            .or(self.initial)
    }

    fn is_trigger(&self, index: usize) -> bool {
        self.state(index).is_some_and(|s| s.kind == "trigger")
    }
}

impl State {
    /// Where an event leads.
    pub(crate) fn next(&self, event: &str) -> Option<&str> {
        let mut found = self.transitions.iter().filter(|t| t.event == event);
        found.find_map(|t| t.next.as_deref())
    }

    /// A property as text; nothing where it is absent or blank.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        let text = plain(self.properties.get(name)?)?;
        (!text.trim().is_empty()).then_some(text)
    }

    /// A property as a whole number.
    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        self.text(name)?.trim().parse().ok()
    }

    /// All texts in the properties.
    pub(crate) fn texts(&self) -> Vec<&str> {
        let mut found = Vec::new();
        let mut open: Vec<&Value> = self.properties.values().collect();
        while let Some(value) = open.pop() {
            match value {
                Value::String(text) => found.push(text.as_str()),
                Value::Array(items) => open.extend(items),
                Value::Object(map) => open.extend(map.values()),
                Value::Null | Value::Bool(_) | Value::Number(_) => {}
            }
        }
        found
    }

    /// The variables that it sets, with what they are set to.
    pub(crate) fn variables(&self) -> Vec<(String, String)> {
        let list = self.properties.get("variables").and_then(Value::as_array);
        let entry = |v: &Value| Some((plain(v.get("key")?)?, plain(v.get("value")?)?));
        list.into_iter().flatten().filter_map(entry).collect()
    }
}

/// More than Studio itself allows; what stands behind them is told and left out.
const MOST_STATES: usize = 2_000;
const MOST_TRANSITIONS: usize = 200;

/// Reads a flow. Nothing where it holds no state.
pub(crate) fn read(text: &str, report: &mut Report) -> Option<Flow> {
    let text = text.trim_start_matches('\u{feff}');
    let root: Value = match serde_json::from_str(text) {
        Ok(root) => root,
        Err(error) => {
            report.fault(
                "",
                said(
                    format!("The file is not JSON: {error}. Export the flow again: in the flow's trigger, “Show flow JSON”."),
                    format!("Файл — не JSON: {error}. Экспортируйте поток заново: в триггере потока «Show flow JSON»."),
                ),
            );
            return None;
        }
    };
    let root = definition(root);
    let Some(states) = root.get("states").and_then(Value::as_array) else {
        report.fault(
            "",
            said(
                "The file has no list “states”: it is not the JSON of a Studio flow.",
                "В файле нет списка «states»: это не JSON потока Studio.",
            ),
        );
        return None;
    };
    let mut flow = Flow {
        description: root.get("description").and_then(plain),
        ..Flow::default()
    };
    let mut twice = BTreeSet::new();
    for (index, value) in states.iter().take(MOST_STATES).enumerate() {
        let state = state(value, index, report);
        if flow.by_name.contains_key(&state.name) {
            twice.insert(state.name.clone());
        } else {
            flow.by_name.insert(state.name.clone(), flow.states.len());
        }
        flow.states.push(state);
    }
    for name in twice {
        report.fault(
            &name,
            said(
                "Several states have this name: transitions lead to the first of them.",
                "Это имя у нескольких состояний: переходы ведут к первому из них.",
            ),
        );
    }
    if states.len() > MOST_STATES {
        let more = states.len() - MOST_STATES;
        report.left(
            "",
            said(
                format!(
                    "{more} states beyond the first {MOST_STATES}: Studio itself allows 1,000."
                ),
                format!(
                    "Состояния после первых {MOST_STATES} (ещё {more}): сам Studio допускает 1000."
                ),
            ),
        );
    }
    let initial = root.get("initial_state").and_then(plain);
    flow.initial = initial.and_then(|name| flow.find(&name));
    if flow.states.is_empty() {
        report.fault(
            "",
            said(
                "The flow has no states.",
                "В потоке нет ни одного состояния.",
            ),
        );
        return None;
    }
    Some(flow)
}

/// The flow itself, where the file is the answer of Studio's API around it.
fn definition(root: Value) -> Value {
    match root.get("definition") {
        Some(Value::String(inner)) => serde_json::from_str(inner).unwrap_or(root),
        Some(inner @ Value::Object(_)) if root.get("states").is_none() => inner.clone(),
        Some(_) | None => root,
    }
}

fn state(value: &Value, index: usize, report: &mut Report) -> State {
    let name = value.get("name").and_then(plain);
    let name = name.filter(|n| !n.trim().is_empty()).unwrap_or_else(|| {
        let name = format!("state_{}", index + 1);
        report.fault(
            &name,
            said(
                "This state had no name.",
                "У этого состояния не было имени.",
            ),
        );
        name
    });
    let kind = value.get("type").and_then(plain).unwrap_or_default();
    let listed = value.get("transitions").and_then(Value::as_array);
    if listed.is_some_and(|l| l.len() > MOST_TRANSITIONS) {
        report.left(
            &name,
            said(
                format!("Transitions beyond the first {MOST_TRANSITIONS}."),
                format!("Переходы после первых {MOST_TRANSITIONS}."),
            ),
        );
    }
    let transitions = listed.into_iter().flatten().take(MOST_TRANSITIONS);
    State {
        kind,
        transitions: transitions.filter_map(transition).collect(),
        properties: match value.get("properties") {
            Some(Value::Object(map)) => map.clone(),
            Some(_) | None => Map::new(),
        },
        name,
    }
}

fn transition(value: &Value) -> Option<Transition> {
    let conditions = value.get("conditions").and_then(Value::as_array);
    Some(Transition {
        event: plain(value.get("event")?)?,
        next: value
            .get("next")
            .and_then(plain)
            .filter(|n| !n.trim().is_empty()),
        conditions: conditions
            .into_iter()
            .flatten()
            .map(|c| {
                let text = |name| c.get(name).and_then(plain).unwrap_or_default();
                let arguments = c.get("arguments").and_then(Value::as_array);
                Condition {
                    kind: text("type"),
                    argument: arguments
                        .and_then(|a| a.first().and_then(plain))
                        .unwrap_or_default(),
                    value: text("value"),
                    friendly_name: text("friendly_name"),
                }
            })
            .collect(),
    })
}

/// A text, number or truth value as text.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(n) => Some(n.to_string()),
        Value::Bool(b) => Some(b.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
