//! A menu as somebody draws it: its steps and the ways between them.
//!
//! Read from the files as they are and not from the checked menu, so that a menu that is not right yet is drawn too, with
//! its mistakes in their places. Which fields of a step lead somewhere is known by [`WAYS`], for every kind of step.

use crate::{
    bundle::{self, BundleSource},
    json::{Entry, Span, Value},
    problem::Document,
};
use std::collections::BTreeMap;

/// A menu that can be drawn, however wrong it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// The step with which a call begins, as the file says; it may be missing.
    pub start: String,
    /// The steps, in the order of the file.
    pub steps: Vec<PictureStep>,
}

/// A step of a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PictureStep {
    /// The author's name for it.
    pub name: String,
    /// What it does, in the word of the file; empty where the file does not say.
    pub kind: String,
    /// The file in which its name stands: the menu's, or one that it uses.
    pub file: String,
    /// Line on which its name stands, from 1.
    pub line: u32,
    /// Where it stands, file by file: first and last byte (exclusive). A problem there is a problem of this step.
    pub parts: Vec<(String, (usize, usize))>,
    /// What its author wrote for people, in the order of the file.
    pub texts: Vec<PictureText>,
    /// Where it leads, in the order of the file.
    pub ways: Vec<Way>,
}

/// A text of a step, in every language that the file has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureText {
    /// Where it stands in the step: `say`, `keys 1 name`.
    pub place: String,
    /// The text by language code.
    pub by_language: BTreeMap<String, String>,
}

/// A way from one step to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// What takes a caller there.
    pub by: By,
    /// Name of the step it leads to; it may be missing from the file.
    pub to: String,
}

/// What takes a caller from one step to the next.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// A key, or a range of keys.
    Key(String),
    /// It is open.
    Open,
    /// It is closed.
    Closed,
    /// The answer helped.
    Helped,
    /// The answer did not help.
    NotHelped,
    /// Nothing: the step is done.
    Then,
    /// The operator has hung up.
    AfterCall,
    /// Nobody works, or the queue is full.
    Nobody,
    /// No callback can be promised.
    Impossible,
    /// Nobody answers.
    Unanswered,
    /// Nothing was recorded.
    Nothing,
    /// Silence, again and again.
    Silent,
    /// A wrong key, again and again.
    WrongKey,
}

/// The fields of a step that lead to another: one below the other, and what takes the caller there.
const WAYS: [(&[&str], By); 14] = [
    (&["open"], By::Open),
    (&["closed"], By::Closed),
    (&["helped", "yes"], By::Helped),
    (&["helped", "no"], By::NotHelped),
    (&["go_to"], By::Then),
    (&["after_call"], By::AfterCall),
    (&["if_nobody"], By::Nobody),
    (&["if_impossible"], By::Impossible),
    (&["if_unanswered"], By::Unanswered),
    (&["if_nothing"], By::Nothing),
    (&["if_silent", "then"], By::Silent),
    (&["if_wrong_key", "then"], By::WrongKey),
    (&["if_wrong", "then"], By::WrongKey),
    (&["next"], By::Then),
];

impl Picture {
    /// The picture of a menu, with what it uses of other files; nothing where it is no JSON object with steps.
    #[must_use]
    pub fn of(source: &BundleSource, file: &str) -> Option<Picture> {
        let document = bundle::document(source, file);
        let root = document.root.as_ref()?;
        let entries = root.entry("steps")?.value.object()?;
        let steps = entries
            .iter()
            .map(|entry| {
                let place = document.sources.place(entry.key.span);
                let mut parts = Vec::new();
                own_parts(entry, &document, &mut parts);
                PictureStep {
                    name: entry.key.name.clone(),
                    kind: string(&entry.value, "do").unwrap_or_default().to_owned(),
                    file: place.file.to_owned(),
                    line: place.line,
                    parts,
                    texts: texts(&entry.value),
                    ways: ways(&entry.value, |name| entries.entry(name).map(|e| &e.value)),
                }
            })
            .collect();
        Some(Picture {
            start: string(root, "start").unwrap_or_default().to_owned(),
            steps,
        })
    }

    /// The place of the step with this name.
    #[must_use]
    pub fn place(&self, name: &str) -> Option<usize> {
        self.steps.iter().position(|step| step.name == name)
    }
}

impl PictureStep {
    /// Whether a byte of a file belongs to this step.
    #[must_use]
    pub fn has(&self, file: &str, byte: usize) -> bool {
        self.parts
            .iter()
            .any(|(name, (start, end))| name == file && (*start..*end).contains(&byte))
    }
}

/// The bytes of a step, from its name on, and those of what it uses.
fn own_parts(entry: &Entry, document: &Document<'_>, parts: &mut Vec<(String, Span)>) {
    let mut add = |span: Span| {
        let place = document.sources.place(span);
        parts.push((place.file.to_owned(), place.span));
    };
    if entry.value.is_used {
        add(entry.key.span);
    } else {
        add((entry.key.span.0, entry.value.span.1));
    }
    let mut open = vec![&entry.value];
    while let Some(value) = open.pop() {
        if value.is_used {
            add(value.span);
        }
        open.extend(
            value
                .object()
                .into_iter()
                .flat_map(|o| o.iter().map(|e| &e.value)),
        );
        open.extend(value.items().into_iter().flatten());
    }
}

fn ways<'v>(step: &'v Value, by_name: impl Fn(&str) -> Option<&'v Value>) -> Vec<Way> {
    let mut ways = keys(step, &by_name);
    for (path, by) in &WAYS {
        let target = path
            .iter()
            .try_fold(step, |value, field| value.entry(field).map(|e| &e.value));
        if let Some(to) = target.and_then(Value::text) {
            ways.push(Way {
                by: by.clone(),
                to: to.to_owned(),
            });
        }
    }
    ways
}

/// The ways by keys: those of a menu, those borrowed from another menu, those of a language, the one that leaves a
/// queue.
fn keys<'v>(step: &'v Value, by_name: &impl Fn(&str) -> Option<&'v Value>) -> Vec<Way> {
    let mut ways: Vec<Way> = Vec::new();
    let own = objects(step, "keys").chain(objects(step, "while_waiting"));
    for (key, value) in own {
        // A key that chooses a language: all of them go on to the same step.
        let to = match value.text() {
            Some(_) if string(step, "do") == Some("choose_language") => string(step, "go_to"),
            Some(to) => Some(to),
            None => string(value, "go_to"),
        };
        ways.extend(to.map(|to| Way {
            by: By::Key(key.to_owned()),
            to: to.to_owned(),
        }));
    }
    let lender = string(step, "use_keys_of").and_then(by_name);
    let without: Vec<&str> = items(step, "without").filter_map(Value::text).collect();
    for (key, value) in lender
        .into_iter()
        .flat_map(|lender| objects(lender, "keys"))
    {
        let is_own = ways.iter().any(|way| way.by == By::Key(key.to_owned()));
        if let (false, false, Some(to)) = (is_own, without.contains(&key), string(value, "go_to")) {
            ways.push(Way {
                by: By::Key(key.to_owned()),
                to: to.to_owned(),
            });
        }
    }
    ways
}

/// Every object of texts by language in a step, wherever it stands.
fn texts(step: &Value) -> Vec<PictureText> {
    let mut found = Vec::new();
    collect(step, &mut Vec::new(), &mut found);
    found
}

fn collect(value: &Value, place: &mut Vec<String>, found: &mut Vec<PictureText>) {
    for (index, item) in value.items().into_iter().flatten().enumerate() {
        place.push((index + 1).to_string());
        collect(item, place, found);
        place.pop();
    }
    let Some(entries) = value.object() else {
        return;
    };
    let is_language =
        |name: &str| (2..=3).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_lowercase());
    let texts: BTreeMap<String, String> = entries
        .iter()
        .filter(|e| is_language(&e.key.name))
        .filter_map(|e| Some((e.key.name.clone(), e.value.text()?.to_owned())))
        .collect();
    let is_text = place.last().is_some_and(|p| p != "helped");
    if is_text && !texts.is_empty() && texts.len() == entries.len() {
        found.push(PictureText {
            place: place.join(" "),
            by_language: texts,
        });
        return;
    }
    for entry in entries.iter() {
        place.push(entry.key.name.clone());
        collect(&entry.value, place, found);
        place.pop();
    }
}

fn objects<'v>(step: &'v Value, field: &str) -> impl Iterator<Item = (&'v str, &'v Value)> {
    let object = step.entry(field).and_then(|e| e.value.object());
    let entries = object.into_iter().flat_map(|object| object.iter());
    entries.map(|e| (e.key.name.as_str(), &e.value))
}

fn items<'v>(step: &'v Value, field: &str) -> impl Iterator<Item = &'v Value> {
    let items = step.entry(field).and_then(|e| e.value.items());
    items.into_iter().flatten()
}

fn string<'v>(value: &'v Value, field: &str) -> Option<&'v str> {
    value.entry(field).and_then(|e| e.value.text())
}

#[cfg(test)]
mod tests;
