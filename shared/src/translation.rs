//! `ringback texts`: every text of a site as a row for translators, and their work back into the files.
//!
//! A row knows what each language said when it was written ([`Row::mark`]), so that work on texts that somebody has
//! changed meanwhile is told instead of written over. Only the words that differ are touched; the files keep their
//! layout.

mod edit;
mod note;

use crate::{
    bundle::{BundleSource, FileKind, Outline},
    json::{self, Kind, Value},
    locale::Locale,
    problem::{Problem, did_you_mean, rules::Pair},
    upgrade::upgrade,
};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// One text of a site in its languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its file: `menu.json`.
    pub file: String,
    /// Where it stands there: `steps.main.keys.1.name`; `.` for all of the file.
    pub place: String,
    /// What it is, for the translator.
    pub note: Note,
    /// The text, or the words separated by `; `, by language; no entry where a language is missing.
    pub texts: BTreeMap<Locale, String>,
    /// What each language said when the row was written: `en-3fa9c104 ru-…`. Empty where nobody knows.
    pub mark: String,
}

/// What a text is, in the languages in which translators are told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// English.
    pub en: String,
    /// Russian.
    pub ru: String,
}

/// What became of translators' work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The files that change, by name.
    pub files: BTreeMap<String, String>,
    /// Which texts change: file, place, language.
    pub changed: Vec<(String, String, Locale)>,
    /// What was not taken.
    pub left: Vec<Left>,
}

/// A row, or a language of it, that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The row's number among the rows, from 0.
    pub row: usize,
    /// Its file.
    pub file: String,
    /// Its place.
    pub place: String,
    /// The language that was not taken; all of them where there is none.
    pub locale: Option<Locale>,
    /// Why.
    pub why: Why,
}

/// Why work was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// There is no such text; the one that was probably meant.
    UnknownPlace(Option<String>),
    /// The text itself was changed in the file meanwhile.
    Changed,
    /// The text from which it was translated, in the site's first language, was changed meanwhile.
    Stale(Locale),
    /// The cell is empty, and the file has a text.
    Emptied,
    /// The same text stands in an earlier row.
    Twice,
}

/// All texts of a site, and its languages in its order.
///
/// # Errors
/// What stops a file from being read.
pub fn export(source: &BundleSource) -> Result<(Vec<Locale>, Vec<Row>), Vec<Problem>> {
    let site = Texts::of(source)?;
    let row = |text: &Text<'_>| {
        let texts = text.texts(&site);
        Row {
            file: text.file.to_owned(),
            place: text.place.clone(),
            note: note::note(text.of.as_deref(), &text.place, &texts),
            mark: mark(&texts),
            texts,
        }
    };
    let rows: Vec<Row> = site.all.iter().map(row).collect();
    let spoken = |locale: &Locale| rows.iter().any(|row| row.texts.contains_key(locale));
    let locales = site.locales.iter().copied();
    let locales = locales.filter(|l| site.own.contains(l) || spoken(l));
    Ok((locales.collect(), rows))
}

/// Takes translated rows back into the files.
///
/// # Errors
/// What stops a file from being read.
pub fn import(source: &BundleSource, rows: &[Row]) -> Result<Taken, Vec<Problem>> {
    let site = Texts::of(source)?;
    let mut taken = Taken::default();
    let mut edits: BTreeMap<&str, Vec<edit::Edit>> = BTreeMap::new();
    let mut seen = std::collections::BTreeSet::new();
    for (index, row) in rows.iter().enumerate() {
        let mut leave = |locale, why| {
            taken.left.push(Left {
                row: index,
                file: row.file.clone(),
                place: row.place.clone(),
                locale,
                why,
            });
        };
        let Some(text) = site.find(row) else {
            leave(None, Why::UnknownPlace(site.nearest(row)));
            continue;
        };
        if !seen.insert((&row.file, &row.place)) {
            leave(None, Why::Twice);
            continue;
        }
        let now = text.texts(&site);
        let mut changes = BTreeMap::new();
        for locale in &site.locales {
            match verdict(*locale, row, &now, site.own.first().copied()) {
                Verdict::Same => {}
                Verdict::Left(why) => leave(Some(*locale), why),
                Verdict::New(words) => {
                    changes.insert(*locale, words);
                }
            }
        }
        let place = |locale: &Locale| (row.file.clone(), row.place.clone(), *locale);
        taken.changed.extend(changes.keys().map(place));
        let of_file = edits.entry(text.file).or_default();
        of_file.extend(edit::edits(text, &changes, &site));
    }
    for (file, edits) in edits {
        if let (Some(before), false) = (source.files.get(file), edits.is_empty()) {
            taken
                .files
                .insert(file.to_owned(), edit::apply(before, edits));
        }
    }
    Ok(taken)
}

/// What to do with a cell.
enum Verdict {
    Same,
    New(String),
    Left(Why),
}

fn verdict(
    locale: Locale,
    row: &Row,
    now: &BTreeMap<Locale, String>,
    first: Option<Locale>,
) -> Verdict {
    let cell = row.texts.get(&locale).map(|cell| cell.trim());
    let cell = cell.filter(|cell| !cell.is_empty());
    let here = now.get(&locale).map(|text| text.trim());
    let then = marks(&row.mark);
    let was = |locale: Locale, text: Option<&str>| {
        then.is_empty() || then.get(locale.code()).copied() == text.map(hash).as_deref()
    };
    if cell == here {
        return Verdict::Same;
    }
    let Some(cell) = cell else {
        // Where the language was missing then, an empty cell says nothing.
        let is_untouched = !then.is_empty() && !then.contains_key(locale.code());
        let is_column = row.texts.contains_key(&locale);
        return if is_untouched || !is_column {
            Verdict::Same
        } else {
            Verdict::Left(Why::Emptied)
        };
    };
    if !then.is_empty() && was(locale, Some(cell)) {
        // The translator left it; somebody has changed the file.
        return Verdict::Same;
    }
    if !was(locale, here) {
        return Verdict::Left(Why::Changed);
    }
    match first.filter(|first| *first != locale) {
        Some(first) if !was(first, now.get(&first).map(|text| text.trim())) => {
            Verdict::Left(Why::Stale(first))
        }
        Some(_) | None => Verdict::New(cell.to_owned()),
    }
}

fn mark(texts: &BTreeMap<Locale, String>) -> String {
    let one = |(locale, text): (&Locale, &String)| format!("{}-{}", locale.code(), hash(text));
    texts.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn marks(mark: &str) -> BTreeMap<&str, &str> {
    mark.split(' ')
        .filter_map(|one| one.split_once('-'))
        .collect()
}

fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.trim().as_bytes());
    digest.iter().take(4).map(|b| format!("{b:02x}")).collect()
}

/// The texts of a site where they stand.
struct Texts<'a> {
    source: &'a BundleSource,
    /// The site's languages.
    own: Vec<Locale>,
    /// All languages, the site's first.
    locales: Vec<Locale>,
    all: Vec<Text<'a>>,
}

/// A text in its languages, where it stands.
struct Text<'a> {
    file: &'a str,
    place: String,
    /// What says what it is: the `do` or `kind` of the block around it.
    of: Option<String>,
    block: Value,
}

impl<'a> Texts<'a> {
    fn of(source: &'a BundleSource) -> Result<Self, Vec<Problem>> {
        let outline = Outline::of(source);
        let mut texts = Texts {
            source,
            own: outline.own_locales().to_vec(),
            locales: outline.locales.clone(),
            all: Vec::new(),
        };
        let mut problems = Vec::new();
        for (file, kind) in &outline.kinds {
            let text = source.files.get(*file).map_or("", String::as_str);
            match (kind, json::parse(text).0) {
                (FileKind::Recordings, _) => {}
                (_, Some(mut root)) if outline.problems(file).is_empty() => {
                    upgrade(*kind, &mut root);
                    texts.collect(file, root, &outline);
                }
                _ => problems.extend(outline.problems(file).iter().cloned()),
            }
        }
        if problems.is_empty() {
            Ok(texts)
        } else {
            Err(problems)
        }
    }

    fn collect(&mut self, file: &'a str, root: Value, outline: &Outline<'_>) {
        let mut waiting = vec![(Vec::new(), None, root)];
        while let Some((way, of, value)) = waiting.pop() {
            if outline.is_texts(file, &value) {
                let place = if way.is_empty() {
                    ".".to_owned()
                } else {
                    way.join(".")
                };
                self.all.push(Text {
                    file,
                    place,
                    of,
                    block: value,
                });
                continue;
            }
            let kind = ["do", "kind"]
                .into_iter()
                .find_map(|tag| value.entry(tag)?.value.text().map(str::to_owned));
            let of = kind.or(of);
            let longer = |name: String| way.iter().cloned().chain([name]).collect::<Vec<_>>();
            let below: Vec<(Vec<String>, Option<String>, Value)> = match value.kind {
                Kind::Object(object) => object
                    .into_entries()
                    .into_iter()
                    .map(|entry| (longer(entry.key.name), of.clone(), entry.value))
                    .collect(),
                Kind::Array(items) => items
                    .into_iter()
                    .enumerate()
                    .map(|(index, item)| (longer(index.to_string()), of.clone(), item))
                    .collect(),
                Kind::Null | Kind::Bool(_) | Kind::Int(_) | Kind::Fraction | Kind::String(_) => {
                    Vec::new()
                }
            };
            // The last one in is the next one out.
            waiting.extend(below.into_iter().rev());
        }
    }

    fn find(&self, row: &Row) -> Option<&Text<'a>> {
        let is_it = |text: &&Text<'a>| text.file == row.file && text.place == row.place;
        self.all.iter().find(is_it)
    }

    fn nearest(&self, row: &Row) -> Option<String> {
        let places = self.all.iter().filter(|text| text.file == row.file);
        let near = did_you_mean(&row.place, places.map(|text| text.place.as_str()));
        near.map(str::to_owned)
    }
}

impl Text<'_> {
    fn texts(&self, site: &Texts<'_>) -> BTreeMap<Locale, String> {
        let text = |locale: &Locale| {
            let value = &self.block.entry(locale.code())?.value;
            let words = value.items().map(edit::words);
            Some((*locale, words.or_else(|| value.text().map(str::to_owned))?))
        };
        site.locales.iter().filter_map(text).collect()
    }
}

impl From<Pair> for Note {
    fn from(pair: Pair) -> Note {
        Note {
            en: pair.en.to_owned(),
            ru: pair.ru.to_owned(),
        }
    }
}
