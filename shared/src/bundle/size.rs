//! Files that are larger than any that people write: they are not looked into, because that would take too long.

use super::FileKind;
use crate::{
    json::{Kind, Span, Value},
    problem::{Report, rules},
};

/// Entries of a block or a list.
const ENTRIES: usize = 1_000;

/// Recordings in one language.
const RECORDINGS: usize = 20_000;

/// Characters of a name.
const NAME: usize = 64;

/// Bytes of a text. Nobody listens to a hundredth of it.
const TEXT: usize = 100_000;

/// Files of a site, parts and lists of recordings included.
pub(super) const FILES: usize = 256;

/// Whether a file is of a size that can be looked into. Tells the first few places where it is not.
pub(super) fn check(root: &Value, kind: FileKind, report: &mut Report<'_>) -> bool {
    let most = match kind {
        FileKind::Recordings => RECORDINGS,
        FileKind::Site | FileKind::Menu | FileKind::Survey | FileKind::Part => ENTRIES,
    };
    let mut told = 0;
    let mut ahead = vec![root];
    while let Some(value) = ahead.pop() {
        if let Some((span, rule, values)) = too_large(value, most) {
            let values: Vec<(&str, &str)> = values.iter().map(|(n, v)| (*n, v.as_str())).collect();
            report.add_at(rule, span, &values, &values, None);
            told += 1;
            if told == 10 {
                break;
            }
            continue;
        }
        match &value.kind {
            Kind::Object(object) => ahead.extend(object.iter().map(|entry| &entry.value)),
            Kind::Array(items) => ahead.extend(items),
            Kind::Null | Kind::Bool(_) | Kind::Int(_) | Kind::Fraction | Kind::String(_) => {}
        }
    }
    told == 0
}

type Fault = (Span, &'static rules::Rule, Vec<(&'static str, String)>);

fn too_large(value: &Value, most: usize) -> Option<Fault> {
    let first = (value.span.0, value.span.0 + 1);
    let too_many = |count: usize| {
        let values = vec![("count", count.to_string()), ("limit", most.to_string())];
        (count > most).then_some((first, &rules::TOO_MANY_ENTRIES, values))
    };
    match &value.kind {
        Kind::Object(object) => too_many(object.len()).or_else(|| {
            let long = object
                .iter()
                .find(|e| e.key.name.chars().nth(NAME).is_some())?;
            let shown: String = long.key.name.chars().take(20).collect();
            let values = vec![("name", shown), ("limit", NAME.to_string())];
            Some((long.key.span, &rules::LONG_NAME, values))
        }),
        Kind::Array(items) => too_many(items.len()),
        Kind::String(text) if text.len() > TEXT => {
            let values = vec![
                ("length", text.len().to_string()),
                ("limit", TEXT.to_string()),
            ];
            Some((first, &rules::ENDLESS_TEXT, values))
        }
        Kind::Null | Kind::Bool(_) | Kind::Int(_) | Kind::Fraction | Kind::String(_) => None,
    }
}
