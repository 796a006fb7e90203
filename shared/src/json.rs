//! JSON with positions: every value and key knows its bytes, so that a problem can point at the words that are wrong.
//!
//! `serde_json` stops at the first error and keeps the last of two equal keys without a word; the people who write our
//! files deserve every fault at once.

mod parse;
mod read;

pub(crate) use parse::{SyntaxFault, parse};
pub(crate) use read::{Expected, LIST_OR_BLOCK, ReadFault, ReadFaultKind, read};

/// First and last byte (exclusive).
pub(crate) type Span = (usize, usize);

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    /// Unique within its file, shared with no key.
    pub(crate) id: u32,
    pub(crate) span: Span,
    pub(crate) kind: Kind,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Null,
    Bool(bool),
    Int(i64),
    /// With a fraction, or too large: no field takes one.
    Fraction,
    String(String),
    Array(Vec<Value>),
    Object(Vec<Entry>),
}

/// A key and its value.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) key: Key,
    pub(crate) value: Value,
}

/// A key and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub(crate) id: u32,
    pub(crate) span: Span,
    pub(crate) name: String,
}

impl Value {
    /// The entry with this key, of an object.
    pub(crate) fn entry(&self, name: &str) -> Option<&Entry> {
        match &self.kind {
            Kind::Object(entries) => entries.iter().find(|e| e.key.name == name),
            Kind::Null
            | Kind::Bool(_)
            | Kind::Int(_)
            | Kind::Fraction
            | Kind::String(_)
            | Kind::Array(_) => None,
        }
    }

    /// How many entries this object has; of anything else, none.
    pub(crate) fn entries(&self) -> usize {
        match &self.kind {
            Kind::Object(entries) => entries.len(),
            Kind::Null
            | Kind::Bool(_)
            | Kind::Int(_)
            | Kind::Fraction
            | Kind::String(_)
            | Kind::Array(_) => 0,
        }
    }

    /// The item at this place, of a list.
    pub(crate) fn item(&self, index: usize) -> Option<&Value> {
        match &self.kind {
            Kind::Array(items) => items.get(index),
            Kind::Null
            | Kind::Bool(_)
            | Kind::Int(_)
            | Kind::Fraction
            | Kind::String(_)
            | Kind::Object(_) => None,
        }
    }

    /// The words to mark for the key or value with this id (of an object or a list, the key that leads to it), and all
    /// of it.
    pub(crate) fn words(&self, id: u32) -> Option<(Span, Span)> {
        let is_block = matches!(self.kind, Kind::Object(_) | Kind::Array(_));
        if self.id == id {
            let first = (self.span.0, self.span.0 + 1);
            return Some((if is_block { first } else { self.span }, self.span));
        }
        match &self.kind {
            Kind::Object(entries) => entries.iter().find_map(|e| {
                if e.key.id == id {
                    return Some((e.key.span, e.key.span));
                }
                let (words, whole) = e.value.words(id)?;
                let is_block = matches!(e.value.kind, Kind::Object(_) | Kind::Array(_));
                Some(if e.value.id == id && is_block {
                    (e.key.span, whole)
                } else {
                    (words, whole)
                })
            }),
            Kind::Array(items) => items.iter().find_map(|v| v.words(id)),
            Kind::Null | Kind::Bool(_) | Kind::Int(_) | Kind::Fraction | Kind::String(_) => None,
        }
    }
}
