//! Text to draft: the syntax and the structure of one file, with every fault as a problem.

use crate::{
    json::{self, Expected, ReadFault, ReadFaultKind, SyntaxFault},
    problem::{
        Document, Problem, Report, did_you_mean,
        rules::{self, Pair, Rule},
    },
};
use serde::de::DeserializeOwned;

/// A file, its draft as far as it could be read, and what is wrong with its structure.
pub(super) struct Loaded<'a, T> {
    pub(super) document: Document<'a>,
    pub(super) draft: Option<T>,
    pub(super) problems: Vec<Problem>,
}

/// Reads one file.
pub(super) fn load<'a, T: DeserializeOwned>(file: &'a str, text: &'a str) -> Loaded<'a, T> {
    let (root, syntax) = json::parse(text);
    let mut document = Document {
        file,
        text,
        root,
        bad: std::collections::BTreeSet::new(),
        sound: true,
    };
    let mut report = Report::new(&document);
    for (span, fault) in &syntax {
        let key = if let SyntaxFault::DuplicateKey(key) = fault {
            key.as_str()
        } else {
            ""
        };
        let values = [("key", key)];
        report.add_at(rule_of(fault), *span, &values, &values, None);
    }
    let mut draft = None;
    if let Some(root) = &document.root {
        let reading = json::read::<T>(root);
        for fault in &reading.faults {
            if !is_misspelt(fault, &reading.faults) {
                structural(fault, &mut report);
            }
        }
        draft = reading.draft;
        document.sound = reading.faults.is_empty();
        document.bad = reading.bad;
    }
    Loaded {
        problems: report.finish(),
        document,
        draft,
    }
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
