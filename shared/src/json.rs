//! JSON with positions: every value and key knows its bytes, so that a problem can point at the words that are wrong.
//!
//! `serde_json` stops at the first error and keeps the last of two equal keys without a word; the people who write our
//! files deserve every fault at once.

mod object;
mod parse;
mod read;
mod source;
mod write;

pub(crate) use object::Object;
pub(crate) use parse::{Located, MAX_BYTES, SyntaxFault, parse};
pub(crate) use read::{Expected, LIST_OR_BLOCK, ReadFault, ReadFaultKind, Shape, read};
pub(crate) use source::Sources;
pub(crate) use write::quoted;

/// First and last byte (exclusive) among the [`Sources`] of a file.
pub(crate) type Span = (usize, usize);

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    /// Unique among a file and what it uses, shared with no key.
    pub(crate) id: u32,
    pub(crate) span: Span,
    /// Whether it stands in another file than the key or list that it belongs to.
    pub(crate) is_used: bool,
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
    Object(Object),
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
    /// The entries, of an object.
    pub(crate) fn object(&self) -> Option<&Object> {
        match &self.kind {
            Kind::Object(object) => Some(object),
            Kind::Null
            | Kind::Bool(_)
            | Kind::Int(_)
            | Kind::Fraction
            | Kind::String(_)
            | Kind::Array(_) => None,
        }
    }

    /// The text, of a text.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::String(text) => Some(text),
            Kind::Null
            | Kind::Bool(_)
            | Kind::Int(_)
            | Kind::Fraction
            | Kind::Array(_)
            | Kind::Object(_) => None,
        }
    }

    /// The items, of a list.
    pub(crate) fn items(&self) -> Option<&[Value]> {
        match &self.kind {
            Kind::Array(items) => Some(items),
            Kind::Null
            | Kind::Bool(_)
            | Kind::Int(_)
            | Kind::Fraction
            | Kind::String(_)
            | Kind::Object(_) => None,
        }
    }

    /// The entry with this key, of an object.
    pub(crate) fn entry(&self, name: &str) -> Option<&Entry> {
        self.object()?.entry(name)
    }

    /// How many entries this object has; of anything else, none.
    pub(crate) fn entries(&self) -> usize {
        self.object().map_or(0, |object| object.len())
    }

    /// The item at this place, of a list.
    pub(crate) fn item(&self, index: usize) -> Option<&Value> {
        self.items()?.get(index)
    }

    /// Whether it is an object or a list.
    pub(crate) fn is_block(&self) -> bool {
        matches!(self.kind, Kind::Object(_) | Kind::Array(_))
    }

    /// The words to mark for the key or value with this id (of an object or a list, the key that leads to it), and all
    /// of it.
    pub(crate) fn words(&self, id: u32) -> Option<(Span, Span)> {
        if self.id == id {
            let first = (self.span.0, self.span.0 + 1);
            return Some((if self.is_block() { first } else { self.span }, self.span));
        }
        match &self.kind {
            Kind::Object(object) => object.iter().find_map(|e| {
                if e.key.id == id {
                    return Some((e.key.span, e.key.span));
                }
                let (words, whole) = e.value.words(id)?;
                let is_here = e.value.id == id && e.value.is_block() && !e.value.is_used;
                Some(if is_here {
                    (e.key.span, whole)
                } else {
                    (words, whole)
                })
            }),
            Kind::Array(items) => items.iter().find_map(|v| v.words(id)),
            Kind::Null | Kind::Bool(_) | Kind::Int(_) | Kind::Fraction | Kind::String(_) => None,
        }
    }

    /// Moves the spans and ids of a text's tree to where they stand among all texts.
    pub(crate) fn shift(&mut self, bytes: usize, ids: u32) {
        self.id += ids;
        self.span = (self.span.0 + bytes, self.span.1 + bytes);
        match &mut self.kind {
            Kind::Object(object) => object.values_mut().for_each(|entry| {
                let (start, end) = entry.key.span;
                entry.key.span = (start + bytes, end + bytes);
                entry.key.id += ids;
                entry.value.shift(bytes, ids);
            }),
            Kind::Array(items) => items.iter_mut().for_each(|v| v.shift(bytes, ids)),
            Kind::Null | Kind::Bool(_) | Kind::Int(_) | Kind::Fraction | Kind::String(_) => {}
        }
    }
}
