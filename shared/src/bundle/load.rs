//! Text to draft: the syntax and the structure of one file, with every fault as a problem.

use super::{
    BundleSource, FileKind,
    include::{UseFault, include},
    kind::kinds,
    size,
};
use crate::{
    json::{self, Expected, ReadFault, ReadFaultKind, Shape, Sources, Span, SyntaxFault, Value},
    problem::{
        Document, Problem, Report, did_you_mean,
        rules::{self, Pair, Rule},
    },
    upgrade::CURRENT,
};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};

/// A file, its draft as far as it could be read, and what is wrong with its structure.
pub(super) struct Loaded<'a, T> {
    pub(super) document: Document<'a>,
    pub(super) draft: Option<T>,
    /// What each block was read as, by its id.
    pub(super) shapes: BTreeMap<u32, Shape>,
    pub(super) problems: Vec<Problem>,
}

/// Reads one file, with what it uses of the others.
pub(super) fn load<'a, T: DeserializeOwned>(
    kind: FileKind,
    file: &'a str,
    files: &'a BTreeMap<String, String>,
) -> Loaded<'a, T> {
    let text = files.get(file).map_or("", String::as_str);
    let (root, mut syntax) = json::parse(text);
    let mut sources = Sources::new(file, text);
    let included = root.map(|root| include(root, kind, &mut sources, files, file));
    let mut report = Report::of(&sources);
    let mut loaded = Read {
        draft: None,
        root: None,
        shapes: BTreeMap::new(),
        bad: BTreeSet::new(),
        sound: true,
    };
    if let Some(included) = included {
        loaded.sound = included.faults.is_empty() && included.bad.is_empty();
        syntax.extend(included.syntax);
        if let Some((version, span)) = included.old {
            let (version, current) = (version.to_string(), CURRENT.to_string());
            let values = [("version", version.as_str()), ("current", current.as_str())];
            report.add_at(&rules::OLD_VERSION, span, &values, &values, None);
        }
        for (span, fault) in &included.faults {
            of_use(*span, fault, &mut report);
        }
        if size::check(&included.root, kind, &mut report) {
            let reading = json::read::<T>(&included.root, included.bad);
            for fault in &reading.faults {
                if !is_misspelt(fault, &reading.faults) {
                    structural(fault, &mut report);
                }
            }
            loaded.sound &= reading.faults.is_empty();
            loaded.draft = reading.draft;
            loaded.bad = reading.bad;
            loaded.shapes = reading.shapes;
            loaded.root = Some(included.root);
        } else {
            loaded.sound = false;
        }
    }
    for (span, fault) in &syntax {
        of_syntax(*span, fault, &mut report);
    }
    let problems = report.finish();
    Loaded {
        document: Document {
            sources,
            root: loaded.root,
            bad: loaded.bad,
            sound: loaded.sound,
        },
        draft: loaded.draft,
        shapes: loaded.shapes,
        problems,
    }
}

/// A file's tree with all that it uses, for those who look for places only.
pub(crate) fn document<'a>(source: &'a BundleSource, file: &'a str) -> Document<'a> {
    let text = source.files.get(file).map_or("", String::as_str);
    let kind = kinds(&source.files, None).get(file).copied();
    let mut sources = Sources::new(file, text);
    let root = json::parse(text).0.map(|root| {
        let kind = kind.unwrap_or(FileKind::Part);
        include(root, kind, &mut sources, &source.files, file).root
    });
    Document {
        sources,
        root,
        bad: BTreeSet::new(),
        sound: true,
    }
}

/// What is known of a file after it was read.
struct Read<T> {
    draft: Option<T>,
    root: Option<Value>,
    shapes: BTreeMap<u32, Shape>,
    bad: BTreeSet<u32>,
    sound: bool,
}

fn of_use(span: Span, fault: &UseFault, report: &mut Report<'_>) {
    let (rule, place, value, near) = match fault {
        UseFault::Unknown(name, near) => (
            &rules::USE_UNKNOWN_FILE,
            "name",
            name.clone(),
            near.as_deref(),
        ),
        UseFault::BadName(name) => (&rules::USE_BAD_NAME, "name", name.clone(), None),
        UseFault::Circle(way) => (&rules::USE_CIRCLE, "way", way.join(" → "), None),
        UseFault::TooDeep(name) => (&rules::USE_TOO_DEEP, "name", name.clone(), None),
        UseFault::NotAlone(other) => (&rules::USE_NOT_ALONE, "other", other.clone(), None),
        UseFault::TooLarge => (&rules::USE_TOO_LARGE, "name", String::new(), None),
        UseFault::NotText(found) => {
            let found = words(*found);
            let expected = words(Expected::Text);
            let en = [("expected", expected.en), ("found", found.en)];
            let ru = [("expected", expected.ru), ("found", found.ru)];
            report.add_at(&rules::WRONG_TYPE, span, &en, &ru, None);
            return;
        }
    };
    let values = [(place, value.as_str())];
    report.add_at(rule, span, &values, &values, near);
}

fn of_syntax(span: Span, fault: &SyntaxFault, report: &mut Report<'_>) {
    let key = if let SyntaxFault::DuplicateKey(key) = fault {
        key.as_str()
    } else {
        ""
    };
    let values = [("key", key)];
    report.add_at(rule_of(fault), span, &values, &values, None);
}

/// Whether a field is missing only because its name is misspelt: then one problem is enough.
fn is_misspelt(missing: &ReadFault, all: &[ReadFault]) -> bool {
    let ReadFaultKind::MissingField { field } = &missing.kind else {
        return false;
    };
    all.iter().any(|other| match &other.kind {
        ReadFaultKind::UnknownField {
            field: wrong,
            expected,
        } => {
            missing.whole.0 < other.span.0
                && other.span.1 < missing.whole.1
                && did_you_mean(wrong, expected.iter().copied()) == Some(field)
        }
        ReadFaultKind::UnknownKind { .. }
        | ReadFaultKind::WrongType { .. }
        | ReadFaultKind::MissingField { .. }
        | ReadFaultKind::OutOfRange => false,
    })
}

fn rule_of(fault: &SyntaxFault) -> &'static Rule {
    match fault {
        SyntaxFault::TrailingComma => &rules::TRAILING_COMMA,
        SyntaxFault::Comment => &rules::COMMENT,
        SyntaxFault::WrongQuote => &rules::WRONG_QUOTE,
        SyntaxFault::MissingComma => &rules::MISSING_COMMA,
        SyntaxFault::MissingColon => &rules::MISSING_COLON,
        SyntaxFault::UnclosedString => &rules::UNCLOSED_TEXT,
        SyntaxFault::BadEscape => &rules::BAD_ESCAPE,
        SyntaxFault::ControlCharacter => &rules::CONTROL_CHARACTER,
        SyntaxFault::Unclosed => &rules::UNCLOSED,
        SyntaxFault::BadNumber => &rules::BAD_NUMBER,
        SyntaxFault::ExtraText => &rules::EXTRA_TEXT,
        SyntaxFault::TooDeep => &rules::TOO_DEEP,
        SyntaxFault::TooLarge => &rules::TOO_LARGE,
        SyntaxFault::DuplicateKey(_) => &rules::DUPLICATE_KEY,
        SyntaxFault::Unexpected => &rules::UNEXPECTED_CHARACTER,
    }
}

fn structural(fault: &ReadFault, report: &mut Report<'_>) {
    match &fault.kind {
        ReadFaultKind::UnknownField { field, expected } => {
            let near = did_you_mean(field, expected.iter().copied());
            let known = expected.join(", ");
            let values = [("field", field.as_str()), ("known", known.as_str())];
            report.add_at(&rules::UNKNOWN_FIELD, fault.span, &values, &values, near);
        }
        ReadFaultKind::UnknownKind { kind, expected } => {
            let near = did_you_mean(kind, expected.iter().copied());
            let known = expected.join(", ");
            let values = [("kind", kind.as_str()), ("known", known.as_str())];
            report.add_at(&rules::UNKNOWN_KIND, fault.span, &values, &values, near);
        }
        ReadFaultKind::MissingField { field } => {
            let rule = match *field {
                "if_silent" => &rules::MISSING_IF_SILENT,
                "if_wrong_key" => &rules::MISSING_IF_WRONG_KEY,
                "scale" => &rules::MISSING_SCALE,
                _ => &rules::MISSING_FIELD,
            };
            let values = [("field", *field)];
            report.add_at(rule, fault.span, &values, &values, None);
        }
        ReadFaultKind::WrongType { expected, found } => {
            let (expected, found) = (words(*expected), words(*found));
            let en = [("expected", expected.en), ("found", found.en)];
            let ru = [("expected", expected.ru), ("found", found.ru)];
            report.add_at(&rules::WRONG_TYPE, fault.span, &en, &ru, None);
        }
        ReadFaultKind::OutOfRange => {
            report.add_at(&rules::OUT_OF_RANGE, fault.span, &[], &[], None);
        }
    }
}

fn words(expected: Expected) -> Pair {
    let (en, ru) = match expected {
        Expected::Text => ("a text in quotes", "текст в кавычках"),
        Expected::WholeNumber => ("a whole number without quotes", "целое число без кавычек"),
        Expected::YesOrNo => ("true or false", "true или false"),
        Expected::List => ("a list in [ ]", "список в [ ]"),
        Expected::Block => ("a block in { }", "блок в { }"),
        Expected::TextOrBlock => (
            "a word in quotes, or a block with a text in every language",
            "слово в кавычках или блок с текстом на каждом языке",
        ),
        Expected::ListOrBlock => (
            "null, a list in [ ] or a block in { }",
            "null, список в [ ] или блок в { }",
        ),
        Expected::Nothing => ("null", "null"),
    };
    Pair { en, ru }
}
