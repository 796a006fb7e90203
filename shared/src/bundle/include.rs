//! `{ "use": "common/hours.json" }`: the content of that file stands here.

use super::FileKind;
use crate::{
    json::{self, Expected, Kind, Located, Object, Sources, Span, Value},
    problem::did_you_mean,
    upgrade::upgrade,
};
use std::collections::{BTreeMap, BTreeSet};

/// The entry that names a file.
const USE: &str = "use";
/// How many files deep a file may use others.
const MAX_DEPTH: usize = 8;

/// Unknown files for which the likeliest one is looked for.
const COMPARED: usize = 100;

/// A file's tree with what it uses in its place.
pub(super) struct Included {
    pub(super) root: Value,
    /// What is wrong with the uses.
    pub(super) faults: Vec<(Span, UseFault)>,
    /// What is wrong with the files that are used.
    pub(super) syntax: Vec<Located>,
    /// The version that the file says, and where, if that is an older one.
    pub(super) old: Option<(u32, Span)>,
    /// Ids of the values that could not be brought in.
    pub(super) bad: BTreeSet<u32>,
}

/// What is wrong with a use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum UseFault {
    /// There is no such file; the likeliest one.
    Unknown(String, Option<String>),
    /// The file would contain itself: the files on the way.
    Circle(Vec<String>),
    /// The files are nested too deep.
    TooDeep(String),
    /// The name is not that of a file in the site's folder or in `common`.
    BadName(String),
    /// Something else stands in the same block: its first name.
    NotAlone(String),
    /// Not a name at all, but this.
    NotText(Expected),
    /// All texts together are too large.
    TooLarge,
}

/// Brings an older version forward, then brings in what the file uses, and what that uses in turn.
pub(super) fn include<'a>(
    mut root: Value,
    kind: FileKind,
    sources: &mut Sources<'a>,
    files: &'a BTreeMap<String, String>,
    file: &'a str,
) -> Included {
    let old = upgrade(kind, &mut root);
    let mut include = Include {
        sources,
        files,
        kind,
        next_id: last_id(&root),
        way: vec![file],
        out: Included {
            root,
            faults: Vec::new(),
            syntax: Vec::new(),
            old,
            bad: BTreeSet::new(),
        },
    };
    let mut root = std::mem::replace(&mut include.out.root, NOTHING);
    include.value(&mut root, true);
    Included {
        root,
        ..include.out
    }
}

const NOTHING: Value = Value {
    id: 0,
    span: (0, 0),
    is_used: false,
    kind: Kind::Null,
};

struct Include<'s, 'a> {
    sources: &'s mut Sources<'a>,
    files: &'a BTreeMap<String, String>,
    kind: FileKind,
    /// No id of any text so far is larger.
    next_id: u32,
    /// The files on the way to where we are.
    way: Vec<&'a str>,
    out: Included,
}

impl Include<'_, '_> {
    /// `is_whole`: all of the file stands here, not a part of it.
    fn value(&mut self, value: &mut Value, is_whole: bool) {
        match &mut value.kind {
            Kind::Object(object) => match used(object) {
                None => object
                    .values_mut()
                    .for_each(|entry| self.value(&mut entry.value, false)),
                Some(Err((span, fault))) => self.fault(value.id, span, fault),
                Some(Ok((name, span))) => match self.file(&name, is_whole) {
                    Ok(used) => *value = used,
                    Err(fault) => self.fault(value.id, span, fault),
                },
            },
            Kind::Array(items) => items.iter_mut().for_each(|item| self.value(item, false)),
            Kind::Null | Kind::Bool(_) | Kind::Int(_) | Kind::Fraction | Kind::String(_) => {}
        }
    }

    /// The content of a file, with what it uses in turn.
    fn file(&mut self, name: &str, is_whole: bool) -> Result<Value, UseFault> {
        if !site_files::may_be_used(name) {
            return Err(UseFault::BadName(name.to_owned()));
        }
        let Some((file, text)) = self.files.get_key_value(name) else {
            let parts = self.files.keys().map(String::as_str);
            let parts = parts.filter(|part| site_files::may_be_used(part));
            let near = match self.out.faults.len() < COMPARED {
                true => did_you_mean(name, parts),
                false => None,
            };
            return Err(UseFault::Unknown(name.to_owned(), near.map(str::to_owned)));
        };
        if self.way.contains(&file.as_str()) {
            let start = self.way.iter().position(|n| *n == file).unwrap_or_default();
            let way = self.way.iter().skip(start).copied().chain([file.as_str()]);
            return Err(UseFault::Circle(way.map(str::to_owned).collect()));
        }
        if self.way.len() > MAX_DEPTH {
            return Err(UseFault::TooDeep(name.to_owned()));
        }
        if self.sources.length() + text.len() > json::MAX_BYTES {
            return Err(UseFault::TooLarge);
        }
        let (root, syntax) = json::parse(text);
        let base = self.sources.add(file, text);
        let at = |(start, end): Span| (start + base, end + base);
        let syntax = syntax.into_iter().map(|(span, fault)| (at(span), fault));
        self.out.syntax.extend(syntax);
        let Some(mut root) = root else {
            // Its own problem is told where it stands.
            return Ok(self.unreadable(base));
        };
        let ids = self.next_id;
        self.next_id += last_id(&root);
        root.shift(base, ids);
        if is_whole && self.out.old.is_none() {
            self.out.old = upgrade(self.kind, &mut root);
        }
        self.way.push(file);
        self.value(&mut root, is_whole);
        self.way.pop();
        root.is_used = true;
        Ok(root)
    }

    fn unreadable(&mut self, base: usize) -> Value {
        self.next_id += 1;
        self.out.bad.insert(self.next_id);
        Value {
            id: self.next_id,
            span: (base, base),
            is_used: true,
            kind: Kind::Null,
        }
    }

    fn fault(&mut self, id: u32, span: Span, fault: UseFault) {
        self.out.bad.insert(id);
        // What is too large once is too large from there on.
        let is_told = fault == UseFault::TooLarge && self.out.faults.iter().any(|f| f.1 == fault);
        if !is_told {
            self.out.faults.push((span, fault));
        }
    }
}

/// The name that an object uses and its words; nothing for an object that uses none.
fn used(object: &Object) -> Option<Result<(String, Span), (Span, UseFault)>> {
    let entry = object.entry(USE)?;
    let other = object.iter().find(|e| e.key.name != USE);
    match (&entry.value.kind, other) {
        // Where the author chooses the names, a step may be called “use”.
        (Kind::Object(_), _) | (Kind::Null | Kind::Bool(_) | Kind::Array(_), Some(_)) => None,
        (Kind::Int(_) | Kind::Fraction, Some(_)) => None,
        (Kind::String(_), Some(other)) => {
            let fault = UseFault::NotAlone(other.key.name.clone());
            Some(Err((entry.key.span, fault)))
        }
        (Kind::String(name), None) => Some(Ok((name.clone(), entry.value.span))),
        (Kind::Null | Kind::Bool(_) | Kind::Int(_) | Kind::Fraction | Kind::Array(_), None) => {
            Some(Err((
                entry.value.span,
                UseFault::NotText(Expected::of(&entry.value)),
            )))
        }
    }
}

/// The largest id of a text's tree: ids are given out in the order of the text.
fn last_id(value: &Value) -> u32 {
    match &value.kind {
        Kind::Object(object) => {
            let last = object.last();
            last.map_or(value.id, |e| last_id(&e.value))
        }
        Kind::Array(items) => items.last().map_or(value.id, last_id),
        Kind::Null | Kind::Bool(_) | Kind::Int(_) | Kind::Fraction | Kind::String(_) => value.id,
    }
}
