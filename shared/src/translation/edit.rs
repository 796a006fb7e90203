//! Words in a file exchanged where they stand.

use super::{Text, Texts};
use crate::{
    json::{Object, Span, Value, quoted},
    locale::Locale,
};
use std::collections::BTreeMap;

/// What takes the place of a span.
pub(super) type Edit = (Span, String);

/// A list of words as a cell shows it: separated by `;`, or a line each where a word has one in it.
pub(super) fn words(items: &[Value]) -> String {
    let words: Vec<&str> = items.iter().filter_map(Value::text).collect();
    let separator = if words.iter().any(|word| word.contains(';')) {
        "\n"
    } else {
        "; "
    };
    words.join(separator)
}

/// The edits that give a text these words.
pub(super) fn edits(
    text: &Text<'_>,
    changes: &BTreeMap<Locale, String>,
    site: &Texts<'_>,
) -> Vec<Edit> {
    let Some(block) = text.block.object() else {
        return Vec::new();
    };
    let is_list = block.iter().any(|entry| entry.value.items().is_some());
    let source = site.source.files.get(text.file).map_or("", String::as_str);
    let mut edits = Vec::new();
    // The entry after which the next language belongs.
    let mut last: Option<usize> = None;
    for locale in &site.locales {
        let entry = block.entry(locale.code());
        if let Some(entry) = entry {
            last = last.max(Some(entry.value.span.1));
        }
        let Some(cell) = changes.get(locale) else {
            continue;
        };
        let value = if is_list { list(cell) } else { quoted(cell) };
        match (entry, last) {
            (Some(entry), _) => edits.push((entry.value.span, value)),
            (None, Some(end)) => {
                let gap = gap(source, text.block.span.0, block);
                let added = format!(",{gap}\"{}\": {value}", locale.code());
                edits.push(((end, end), added));
            }
            (None, None) => {
                let gap = gap(source, text.block.span.0, block);
                let start = block
                    .first()
                    .map_or(text.block.span.0 + 1, |e| e.key.span.0);
                let added = format!("\"{}\": {value},{gap}", locale.code());
                edits.push(((start, start), added));
            }
        }
    }
    edits
}

/// What stands before each entry: a new line and its spaces, or one space.
fn gap(source: &str, start: usize, block: &Object) -> String {
    let first = block.first().map_or(start, |entry| entry.key.span.0);
    let before = source.get(start + 1..first).unwrap_or_default();
    match before.rfind('\n') {
        Some(at) => before.get(at..).unwrap_or_default().to_owned(),
        None => " ".to_owned(),
    }
}

fn list(cell: &str) -> String {
    let separator = if cell.contains('\n') { '\n' } else { ';' };
    let words = cell.split(separator).map(str::trim);
    let quoted: Vec<String> = words.filter(|w| !w.is_empty()).map(quoted).collect();
    format!("[{}]", quoted.join(", "))
}

/// The text with all edits, which do not overlap. Of several at one place the first comes first.
pub(super) fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(span, _)| *span);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for ((start, end), words) in edits {
        out.push_str(text.get(done..start).unwrap_or_default());
        out.push_str(&words);
        done = end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}
