//! The texts that a file is made of: its own, and those of the files that it uses.

use super::Span;
use std::cell::OnceCell;

/// Texts one after the other, so that a span says in which of them it stands. The first is the file's own.
#[derive(Debug)]
pub(crate) struct Sources<'a> {
    parts: Vec<Part<'a>>,
}

#[derive(Debug)]
struct Part<'a> {
    file: &'a str,
    text: &'a str,
    /// Where its text begins among all.
    base: usize,
    /// Where its lines begin; found when somebody asks for one.
    lines: OnceCell<Vec<usize>>,
}

/// A place as people know it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Place<'a> {
    pub(crate) file: &'a str,
    /// From 1.
    pub(crate) line: u32,
    /// In characters, from 1.
    pub(crate) column: u32,
    /// Within the file.
    pub(crate) span: Span,
}

impl<'a> Sources<'a> {
    pub(crate) fn new(file: &'a str, text: &'a str) -> Self {
        let mut sources = Sources { parts: Vec::new() };
        sources.add(file, text);
        sources
    }

    /// Adds a file that is used; the offset of its spans.
    pub(crate) fn add(&mut self, file: &'a str, text: &'a str) -> usize {
        let base = self.length();
        self.parts.push(Part {
            file,
            text,
            base,
            lines: OnceCell::new(),
        });
        base
    }

    /// Bytes of all texts together.
    pub(crate) fn length(&self) -> usize {
        // One byte between two texts, so that the end of one is not the beginning of the next.
        self.parts.last().map_or(0, |p| p.base + p.text.len() + 1)
    }

    /// The words of a span.
    pub(crate) fn text(&self, span: Span) -> &'a str {
        self.part(span.0)
            .and_then(|part| part.text.get(part.within(span.0)..part.within(span.1)))
            .unwrap_or_default()
    }

    /// The file of a byte, and its place in it.
    pub(crate) fn within(&self, at: usize) -> (&'a str, usize) {
        self.part(at)
            .map_or(("", 0), |part| (part.file, part.within(at)))
    }

    /// Where a span stands.
    pub(crate) fn place(&self, span: Span) -> Place<'a> {
        let Some(part) = self.part(span.0) else {
            return Place {
                file: "",
                line: 0,
                column: 0,
                span: (0, 0),
            };
        };
        let start = part.within(span.0);
        let (line, column) = part.position(start);
        Place {
            file: part.file,
            line,
            column,
            span: (start, part.within(span.1)),
        }
    }

    fn part(&self, at: usize) -> Option<&Part<'a>> {
        let after = self.parts.partition_point(|part| part.base <= at);
        self.parts.get(after.checked_sub(1)?)
    }
}

impl Part<'_> {
    fn within(&self, at: usize) -> usize {
        at.saturating_sub(self.base).min(self.text.len())
    }

    /// Line and column (in characters) of a byte, from 1.
    fn position(&self, byte: usize) -> (u32, u32) {
        let lines = self.lines.get_or_init(|| {
            let breaks = self.text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(breaks).collect()
        });
        let line = lines.partition_point(|start| *start <= byte);
        let start = line.checked_sub(1).and_then(|at| lines.get(at));
        let before = start.and_then(|start| self.text.get(*start..byte));
        let column = before
            .unwrap_or_default()
            .trim_start_matches('\u{feff}')
            .chars()
            .count()
            + 1;
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        (narrow(line), narrow(column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_found_in_the_file_in_which_it_stands() {
        let mut sources = Sources::new("a.json", "\u{feff}{ \"ё\":\n1 }");
        let base = sources.add("b.json", "[]");
        for (span, words, place) in [
            ((3, 4), "{", ("a.json", 1, 1, (3, 4))),
            ((5, 9), "\"ё\"", ("a.json", 1, 3, (5, 9))),
            ((9, 10), ":", ("a.json", 1, 6, (9, 10))),
            ((11, 12), "1", ("a.json", 2, 1, (11, 12))),
            ((14, 14), "", ("a.json", 2, 4, (14, 14))),
            ((base, base + 1), "[", ("b.json", 1, 1, (0, 1))),
            ((base + 2, base + 2), "", ("b.json", 1, 3, (2, 2))),
        ] {
            let (file, line, column, within) = place;
            let place = Place {
                file,
                line,
                column,
                span: within,
            };
            assert_eq!(sources.text(span), words);
            assert_eq!(sources.place(span), place);
        }
    }
}
