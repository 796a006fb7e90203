//! A tree as text.

use crate::{
    bundle::Outline,
    json::{self, Entry, Kind, Object, Value},
    locale::Locale,
};

/// Columns of a line.
const WIDTH: usize = 120;
/// Spaces a level.
const INDENT: usize = 2;

/// Writes the trees of one file.
pub(super) struct Printer<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
    pub(super) outline: &'a Outline<'a>,
    /// Languages in the order in which texts have them.
    pub(super) locales: &'a [Locale],
}

impl Printer<'_> {
    /// The whole file. Its own brackets stand on lines of their own.
    pub(super) fn file(&self, root: &Value) -> String {
        let mut out = String::new();
        self.lines(root, 0, &mut out);
        out.push('\n');
        out
    }

    /// A value that begins in the line that `out` ends with; `after` characters follow it there.
    fn value(&self, value: &Value, level: usize, after: usize, out: &mut String) {
        let line = out.rsplit('\n').next().unwrap_or_default();
        let room = WIDTH.saturating_sub(line.chars().count() + after);
        match self.one_line(value, room) {
            Some(text) => out.push_str(&text),
            None => self.lines(value, level, out),
        }
    }

    /// A value with an entry a line.
    fn lines(&self, value: &Value, level: usize, out: &mut String) {
        match &value.kind {
            Kind::Object(object) if !object.is_empty() => {
                let entries = self.in_order(value, object);
                let are_moved = self.shape_fields(value).is_some();
                let starts = entries.iter().map(|e| (e.key.span.0, e.value.span.1));
                let gaps: Vec<bool> = self.gaps(starts, are_moved);
                out.push('{');
                for (index, (entry, gap)) in entries.iter().zip(gaps).enumerate() {
                    let is_last = index + 1 == entries.len();
                    new_line(level + 1, gap, out);
                    out.push_str(&json::quoted(&entry.key.name));
                    out.push_str(": ");
                    self.value(&entry.value, level + 1, usize::from(!is_last), out);
                    out.push_str(if is_last { "" } else { "," });
                }
                new_line(level, false, out);
                out.push('}');
            }
            Kind::Array(items) if !items.is_empty() => {
                let starts = items.iter().map(|item| item.span);
                let gaps = self.gaps(starts, false);
                out.push('[');
                for (index, (item, gap)) in items.iter().zip(gaps).enumerate() {
                    let is_last = index + 1 == items.len();
                    new_line(level + 1, gap, out);
                    self.value(item, level + 1, usize::from(!is_last), out);
                    out.push_str(if is_last { "" } else { "," });
                }
                new_line(level, false, out);
                out.push(']');
            }
            Kind::Object(_) => out.push_str("{}"),
            Kind::Array(_) => out.push_str("[]"),
            Kind::Null | Kind::Bool(_) | Kind::Int(_) | Kind::Fraction | Kind::String(_) => {
                out.push_str(&self.plain(value));
            }
        }
    }

    /// The value on one line, where it may stand there and there is room for so many characters.
    fn one_line(&self, value: &Value, room: usize) -> Option<String> {
        let mut out = String::new();
        let mut left = room;
        let mut push = |out: &mut String, text: &str| {
            left = left.checked_sub(text.chars().count())?;
            out.push_str(text);
            Some(())
        };
        match &value.kind {
            Kind::Object(object) if object.is_empty() => push(&mut out, "{}")?,
            Kind::Array(items) if items.is_empty() => push(&mut out, "[]")?,
            Kind::Object(object) => {
                if self.is_set_of_blocks(value, object) {
                    return None;
                }
                for (index, entry) in self.in_order(value, object).into_iter().enumerate() {
                    push(&mut out, if index == 0 { "{ " } else { ", " })?;
                    push(&mut out, &json::quoted(&entry.key.name))?;
                    push(&mut out, ": ")?;
                    push(&mut out, &self.one_line(&entry.value, room)?)?;
                }
                push(&mut out, " }")?;
            }
            Kind::Array(items) => {
                if items.iter().any(Value::is_block) {
                    return None;
                }
                for (index, item) in items.iter().enumerate() {
                    push(&mut out, if index == 0 { "[" } else { ", " })?;
                    push(&mut out, &self.plain(item))?;
                }
                push(&mut out, "]")?;
            }
            // A value without parts stands on one line however long it is.
            Kind::Null | Kind::Bool(_) | Kind::Int(_) | Kind::Fraction | Kind::String(_) => {
                return Some(self.plain(value));
            }
        }
        Some(out)
    }

    /// Blocks under names of the author's choice: an entry a line, however short they are.
    fn is_set_of_blocks(&self, value: &Value, object: &Object) -> bool {
        self.shape_fields(value).is_none()
            && object
                .iter()
                .any(|e| matches!(e.value.kind, Kind::Object(_)))
    }

    fn plain(&self, value: &Value) -> String {
        match &value.kind {
            Kind::Null => "null".to_owned(),
            Kind::Bool(yes) => yes.to_string(),
            Kind::Int(n) => n.to_string(),
            Kind::String(text) => json::quoted(text),
            Kind::Fraction | Kind::Array(_) | Kind::Object(_) => {
                let words = self.text.get(value.span.0..value.span.1);
                words.unwrap_or_default().to_owned()
            }
        }
    }

    fn shape_fields(&self, value: &Value) -> Option<&'static [&'static str]> {
        self.outline.shape(self.file, value.span.0)?.fields
    }

    fn in_order<'v>(&self, value: &Value, object: &'v Object) -> Vec<&'v Entry> {
        let mut entries: Vec<&Entry> = object.iter().collect();
        let shape = self.outline.shape(self.file, value.span.0);
        let place_in = |names: &[&str], entry: &Entry| {
            let place = names.iter().position(|name| *name == entry.key.name);
            place.unwrap_or(names.len())
        };
        if let Some((shape, fields)) = shape.and_then(|s| Some((s, s.fields?))) {
            entries.sort_by_key(|entry| {
                let tells_kind = Some(entry.key.name.as_str()) == shape.tag;
                (!tells_kind, place_in(fields, entry))
            });
        } else if self.outline.is_texts(self.file, value) {
            let codes: Vec<&str> = self.locales.iter().map(|l| l.code()).collect();
            entries.sort_by_key(|entry| place_in(&codes, entry));
        }
        entries
    }

    /// Before which of these spans the author left an empty line.
    fn gaps(&self, spans: impl Iterator<Item = (usize, usize)>, are_moved: bool) -> Vec<bool> {
        let mut last = None;
        spans
            .map(|(start, end)| {
                let between = last.and_then(|last| self.text.get(last..start));
                last = Some(end);
                !are_moved && between.is_some_and(|b| b.matches('\n').count() > 1)
            })
            .collect()
    }
}

fn new_line(level: usize, gap: bool, out: &mut String) {
    out.push_str(if gap { "\n\n" } else { "\n" });
    out.extend(std::iter::repeat_n(' ', level * INDENT));
}
