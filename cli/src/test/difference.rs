//! How calls go otherwise than written.

use crate::style::Style;
use shared::ivr::script::{Said, said};
use similar::{Algorithm, ChangeTag, DiffOp, DiffTag, TextDiff, capture_diff_slices};
use std::path::Path;

/// Lines shown before and after a difference.
const CONTEXT: usize = 3;

/// Differences found so far; one that many calls share is shown once.
#[derive(Default)]
pub(super) struct Differences {
    found: Vec<Found>,
}

struct Found {
    written: Vec<String>,
    played: Vec<String>,
    /// With its place and the lines around it.
    shown: String,
    /// Where else it was found.
    also: Vec<String>,
}

impl Differences {
    /// Adds the differences between a file and what was played.
    pub(super) fn add(&mut self, file: &Path, written: &str, played: &str, style: Style) {
        let written: Vec<Said<'_>> = said(written).collect();
        let played: Vec<Said<'_>> = said(played).collect();
        let operations = capture_diff_slices(Algorithm::Myers, &written, &played);
        let mut before: &[Said<'_>] = &[];
        for (at, operation) in operations.iter().enumerate() {
            let old = written.get(operation.old_range()).unwrap_or_default();
            let new = played.get(operation.new_range()).unwrap_or_default();
            if operation.tag() == DiffTag::Equal {
                before = old;
                continue;
            }
            let place = format!("{}:{}", file.display(), line(operation, &written));
            let texts = |said: &[Said<'_>]| said.iter().map(|s| s.text.to_owned()).collect();
            let (old_texts, new_texts): (Vec<String>, Vec<String>) = (texts(old), texts(new));
            let known = self
                .found
                .iter_mut()
                .find(|f| (&f.written, &f.played) == (&old_texts, &new_texts));
            if let Some(known) = known {
                known.also.push(place);
                continue;
            }
            let after = operations
                .get(at + 1)
                .and_then(|next| written.get(next.old_range()))
                .unwrap_or_default();
            self.found.push(Found {
                written: old_texts,
                played: new_texts,
                shown: show(&place, [before, old, after], new, style),
                also: Vec::new(),
            });
        }
    }

    /// All of them: `-` is written, `+` is played.
    pub(super) fn show(&self, style: Style) -> String {
        let one = |found: &Found| match found.also.as_slice() {
            [] => format!("{}\n", found.shown),
            also => {
                let also = format!("      the same in {}", also.join(", "));
                format!("{}{}\n\n", found.shown, style.dim(&also))
            }
        };
        self.found.iter().map(one).collect()
    }
}

/// The line of the file at which a difference stands.
fn line(operation: &DiffOp, written: &[Said<'_>]) -> usize {
    let after_the_end = written.last().map_or(1, |last| last.line + 1);
    let said = written.get(operation.old_range().start);
    said.map_or(after_the_end, |said| said.line)
}

/// A difference under its place, between the lines around it.
fn show(place: &str, written: [&[Said<'_>]; 3], new: &[Said<'_>], style: Style) -> String {
    let [before, old, after] = written;
    let (minus, plus) = (style.red("-"), style.green("+"));
    let context = |said: &Said<'_>| format!("{:>5}   {}\n", said.line, style.dim(said.text));
    let mut out = format!("{} ({minus} written, {plus} played)\n", style.bold(place));
    let skipped = before.len().saturating_sub(CONTEXT);
    out.extend(before.iter().skip(skipped).map(context));
    for (at, said) in old.iter().enumerate() {
        let other = new.get(at).map(|other| other.text);
        let text = words(said.text, other, ChangeTag::Delete, style);
        out.push_str(&format!("{:>5} {minus} {text}\n", said.line));
    }
    for (at, said) in new.iter().enumerate() {
        let other = old.get(at).map(|other| other.text);
        let text = words(said.text, other, ChangeTag::Insert, style);
        out.push_str(&format!("{:5} {plus} {text}\n", ""));
    }
    out.extend(after.iter().take(CONTEXT).map(context));
    out
}

/// A line in the colour of its side; the words that its counterpart lacks stand out.
fn words(text: &str, counterpart: Option<&str>, side: ChangeTag, style: Style) -> String {
    let paint = |text: &str| match side {
        ChangeTag::Delete => style.red(text),
        ChangeTag::Insert => style.green(text),
        ChangeTag::Equal => text.to_owned(),
    };
    let Some(other) = counterpart.filter(|_| style.is_coloured()) else {
        return paint(text);
    };
    let (old, new) = if side == ChangeTag::Delete {
        (text, other)
    } else {
        (other, text)
    };
    TextDiff::from_words(old, new)
        .iter_all_changes()
        .filter_map(|change| match change.tag() {
            ChangeTag::Equal => Some(paint(change.value())),
            tag if tag == side => Some(style.bold(&paint(change.value()))),
            ChangeTag::Delete | ChangeTag::Insert => None,
        })
        .collect()
}
