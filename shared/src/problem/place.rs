//! Places in a file: the words that a problem is about.

use crate::json::{Entry, Kind, Sources, Span, Value};
use std::collections::BTreeSet;

/// A file that was read, with what is already known to be wrong in it.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    /// Its text, and those of the files that it uses.
    pub(crate) sources: Sources<'a>,
    pub(crate) root: Option<Value>,
    /// Ids of keys and values that are already complained about.
    pub(crate) bad: BTreeSet<u32>,
    /// Whether its structure is sound, so that rules about the whole can be trusted.
    pub(crate) sound: bool,
}

impl<'a> Document<'a> {
    /// A file that does not exist.
    pub(crate) fn missing(file: &'a str) -> Self {
        Document {
            sources: Sources::new(file, ""),
            root: None,
            bad: BTreeSet::new(),
            sound: false,
        }
    }

    /// The whole file.
    pub(crate) fn at(&self) -> At<'_> {
        At {
            document: self,
            entry: None,
            value: self.root.as_ref(),
            nearest: self.root.as_ref().map_or((0, 0), |v| (v.span.0, v.span.0)),
        }
    }
}

/// A place in a file, found by walking down its keys.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At<'a> {
    document: &'a Document<'a>,
    entry: Option<&'a Entry>,
    value: Option<&'a Value>,
    /// The words of the last place on the way that exists.
    nearest: Span,
}

/// The file and the line, from 1, of the entry (or item) that `path` leads to, or of the last one on the way that there is.
pub(crate) fn place_of(document: &Document<'_>, path: &[&str]) -> (String, u32) {
    let at = path
        .iter()
        .fold(document.at(), |at, key| match key.parse() {
            Ok(index) if at.item(index).exists() => at.item(index),
            Ok(_) | Err(_) => at.get(key),
        });
    let place = document.sources.place(at.key().span);
    (place.file.to_owned(), place.line)
}

/// Words that a problem is about. `known` = they are already complained about, or they are missing because of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    pub(crate) span: Span,
    pub(crate) known: bool,
}

impl<'a> At<'a> {
    /// The entry `key` of this object.
    pub(crate) fn get(self, key: &str) -> At<'a> {
        let entry = self.value.and_then(|v| v.entry(key));
        At {
            entry,
            value: entry.map(|e| &e.value),
            nearest: entry.map_or(self.nearest, |e| e.key.span),
            ..self
        }
    }

    /// The item `index` of this list.
    pub(crate) fn item(self, index: usize) -> At<'a> {
        let value = self.value.and_then(|v| v.item(index));
        At {
            entry: None,
            value,
            nearest: value.map_or(self.nearest, |v| (v.span.0, v.span.0 + 1)),
            ..self
        }
    }

    /// Whether the file has this place.
    pub(crate) fn exists(self) -> bool {
        self.value.is_some()
    }

    /// Whether this object has `count` entries.
    pub(crate) fn has(self, count: usize) -> bool {
        self.value.is_some_and(|v| v.entries() == count)
    }

    /// The places within: the entries of an object, the items of a list.
    pub(crate) fn inner(self) -> Vec<At<'a>> {
        let at = |entry: Option<&'a Entry>, value: &'a Value| At {
            document: self.document,
            entry,
            value: Some(value),
            nearest: entry.map_or((value.span.0, value.span.0 + 1), |e| e.key.span),
        };
        match self.value.map(|v| &v.kind) {
            Some(Kind::Object(entries)) => entries.iter().map(|e| at(Some(e), &e.value)).collect(),
            Some(Kind::Array(items)) => items.iter().map(|v| at(None, v)).collect(),
            Some(Kind::Null | Kind::Bool(_) | Kind::Int(_) | Kind::Fraction | Kind::String(_))
            | None => vec![],
        }
    }

    /// The text that stands here.
    pub(crate) fn text(self) -> Option<&'a str> {
        match self.value.map(|v| &v.kind) {
            Some(Kind::String(text)) => Some(text),
            Some(
                Kind::Null
                | Kind::Bool(_)
                | Kind::Int(_)
                | Kind::Fraction
                | Kind::Array(_)
                | Kind::Object(_),
            )
            | None => None,
        }
    }

    /// The key, as the author wrote it; empty for an item of a list.
    pub(crate) fn name(self) -> &'a str {
        self.entry.map_or("", |e| e.key.name.as_str())
    }

    /// The words of the key that leads here.
    pub(crate) fn key(self) -> Words {
        Words {
            span: self.nearest,
            known: self.is_known(),
        }
    }

    /// The words to mark where something is missing in the value: the key that leads to it, unless the value stands in a
    /// file of its own.
    pub(crate) fn inside(self) -> Words {
        let used = self.value.filter(|value| value.is_used);
        Words {
            span: used.map_or(self.nearest, |v| (v.span.0, v.span.0 + 1)),
            known: self.is_known(),
        }
    }

    /// The words of the value itself.
    pub(crate) fn value(self) -> Words {
        Words {
            span: self.value.map_or(self.nearest, |v| v.span),
            known: self.is_known(),
        }
    }

    /// `part` within the words of the value, where it stands there as it is.
    pub(crate) fn part(self, part: &str) -> Words {
        let words = self.value();
        let start = words.span.0;
        let span = self
            .document
            .sources
            .text(words.span)
            .find(part)
            .map_or(words.span, |at| (start + at, start + at + part.len()));
        Words { span, ..words }
    }

    /// Whether the value here can be relied on.
    pub(crate) fn is_sound(self) -> bool {
        !self.is_known()
    }

    fn is_known(self) -> bool {
        let bad = |id: u32| self.document.bad.contains(&id);
        match (self.entry, self.value) {
            (Some(entry), _) => bad(entry.key.id) || bad(entry.value.id),
            (None, Some(value)) => bad(value.id),
            (None, None) => !self.document.sound,
        }
    }
}
