//! What every block of a site's files is, for those who write the files: their layout, their texts.

use super::{AudioIndex, BundleSource, FileKind, kind::kinds, load::load};
use crate::{
    json::{Kind, Object, Shape, Value},
    locale::Locale,
    menu::MenuDraft,
    problem::{Problem, Severity},
    site::SiteDraft,
    survey::SurveyDraft,
};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// What every block of a site's files is.
pub(crate) struct Outline<'a> {
    /// What each file is, by name.
    pub(crate) kinds: BTreeMap<&'a str, FileKind>,
    /// All languages, the site's first and in its order.
    pub(crate) locales: Vec<Locale>,
    /// How many of them are the site's.
    own: usize,
    /// What each block was read as, by its file and the byte with which it begins. A part that is used as different
    /// things is what it is used as first.
    shapes: BTreeMap<(String, usize), Shape>,
    /// What stops a file from being read, by file.
    problems: BTreeMap<String, Vec<Problem>>,
}

impl<'a> Outline<'a> {
    pub(crate) fn of(source: &'a BundleSource) -> Self {
        let mut outline = Outline {
            kinds: BTreeMap::new(),
            locales: Vec::new(),
            own: 0,
            shapes: BTreeMap::new(),
            problems: BTreeMap::new(),
        };
        let site: Option<SiteDraft> = outline.add(source, FileKind::Site, super::SITE);
        outline.kinds = kinds(&source.files, site.as_ref());
        outline.locales = site.map(|site| site.locales).unwrap_or_default();
        outline.own = outline.locales.len();
        for locale in Locale::ALL {
            if !outline.locales.contains(&locale) {
                outline.locales.push(locale);
            }
        }
        for (name, kind) in outline.kinds.clone() {
            match kind {
                FileKind::Site | FileKind::Part => {}
                FileKind::Menu => drop(outline.add::<MenuDraft>(source, kind, name)),
                FileKind::Survey => drop(outline.add::<SurveyDraft>(source, kind, name)),
                FileKind::Recordings => drop(outline.add::<AudioIndex>(source, kind, name)),
            }
        }
        outline
    }

    fn add<T: DeserializeOwned>(
        &mut self,
        source: &'a BundleSource,
        kind: FileKind,
        name: &'a str,
    ) -> Option<T> {
        if !source.files.contains_key(name) {
            return None;
        }
        let loaded = load::<T>(kind, name, &source.files);
        for problem in loaded.problems {
            if problem.severity == Severity::Error {
                let of_file = self.problems.entry(problem.file.clone()).or_default();
                of_file.push(problem);
            }
        }
        if let Some(root) = &loaded.document.root {
            let mut waiting = vec![root];
            while let Some(value) = waiting.pop() {
                match &value.kind {
                    Kind::Object(object) => waiting.extend(object.iter().map(|e| &e.value)),
                    Kind::Array(items) => waiting.extend(items),
                    Kind::Null
                    | Kind::Bool(_)
                    | Kind::Int(_)
                    | Kind::Fraction
                    | Kind::String(_) => {}
                }
                if let Some(shape) = loaded.shapes.get(&value.id) {
                    let (file, start) = loaded.document.sources.within(value.span.0);
                    let key = (file.to_owned(), start);
                    self.shapes.entry(key).or_insert(*shape);
                }
            }
        }
        loaded.draft
    }

    /// The site's languages in its order.
    pub(crate) fn own_locales(&self) -> &[Locale] {
        self.locales.get(..self.own).unwrap_or_default()
    }

    /// What stops this file from being read.
    pub(crate) fn problems(&self, file: &str) -> &[Problem] {
        self.problems.get(file).map_or(&[], Vec::as_slice)
    }

    /// What the block that begins at this byte of a file was read as.
    pub(crate) fn shape(&self, file: &str, start: usize) -> Option<Shape> {
        self.shapes.get(&(file.to_owned(), start)).copied()
    }

    /// Whether this block of a file is a text, or search words, in several languages.
    pub(crate) fn is_texts(&self, file: &str, block: &Value) -> bool {
        let has_names_of_its_own = self
            .shape(file, block.span.0)
            .is_some_and(|shape| shape.fields.is_some());
        !has_names_of_its_own && block.object().is_some_and(speaks_languages)
    }
}

fn speaks_languages(object: &Object) -> bool {
    let is_language = |name: &str| Locale::ALL.iter().any(|l| l.code() == name);
    !object.is_empty()
        && object.iter().all(|entry| {
            let is_words = |items: &[Value]| items.iter().all(|item| item.text().is_some());
            is_language(&entry.key.name)
                && (entry.value.text().is_some() || entry.value.items().is_some_and(is_words))
        })
}
