//! What the editor says and what the check says do not contradict each other.
#![cfg(feature = "schema")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests may fail loudly"
)]

#[path = "support/edits.rs"]
mod edits;

use edits::{edited, fixtures};
use jsonschema::Validator;
use serde_json::{Value, json};
use shared::{bundle::BundleSource, problem::Problem};
use std::{collections::BTreeMap, path::Path};

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 6, 1);

/// Rules that a schema expresses too. Every other rule is one by which check and schema differ, because it looks across
/// the file (`unknown_step`), across the folder (`unknown_menu`), at the calendar (`announcement_over`) or at the words of
/// a text, or because it is about JSON itself.
const SCHEMA_KNOWS: &[&str] = &[
    "bad_date",
    "bad_key_pause",
    "bad_recording_length",
    "bad_range",
    "bad_short_number",
    "bad_slot",
    "bad_ussd",
    "bad_wait",
    "missing_field",
    "missing_if_silent",
    "missing_if_wrong_key",
    "missing_scale",
    "out_of_range",
    "too_many_retries",
    "too_deep",
    "too_many_options",
    "too_many_ways_out",
    "old_version",
    "use_bad_name",
    "use_not_alone",
    "no_options",
    "no_questions",
    "option_count",
    "unknown_day",
    "unknown_field",
    "unknown_kind",
    "wrong_type",
    "wrong_version",
];

/// A validator for each kind of file, by the name of the file.
fn validators() -> BTreeMap<String, Validator> {
    shared::schema::files()
        .into_iter()
        .map(|(name, schema)| {
            let validator = jsonschema::draft7::new(&schema).unwrap();
            (name.replace(".schema", ""), validator)
        })
        .collect()
}

fn errors(schema: &Validator, value: &Value) -> Vec<String> {
    let error = |e: jsonschema::ValidationError<'_>| format!("{}: {e}", e.instance_path());
    schema.iter_errors(value).map(error).collect()
}

fn problems(site: &str, source: &BundleSource) -> Vec<Problem> {
    match source.check(site, TODAY) {
        Ok(checked) => checked.warnings,
        Err(problems) => problems,
    }
}

fn demo(site: &str) -> BundleSource {
    let sites = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sites");
    let files = site_files::read(&sites.join(site)).unwrap();
    BundleSource { files }
}

/// The sites of the fixtures, of the examples of older versions and of the layout, and the demo sites.
fn sites() -> Vec<(String, String, BundleSource)> {
    let mut sites = Vec::new();
    for fixture in fixtures() {
        for (verdict, edits) in [("bad", &fixture.bad), ("good", &fixture.good)] {
            let (site, source) = edited(edits);
            sites.push((format!("{} {verdict}", fixture.rule), site, source));
        }
    }
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for (path, before, after) in edits::pairs(&tests.join("upgrade")) {
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let name = format!("{}.json", stem.split_once('_').unwrap().1);
        for (verdict, text) in [("before", before), ("after", after)] {
            let mut source = edits::base();
            source.files.insert(name.clone(), text);
            sites.push((
                format!("upgrade {stem} {verdict}"),
                "acme".to_owned(),
                source,
            ));
        }
    }
    for site in ["mobile", "bank"] {
        sites.push((site.to_owned(), site.to_owned(), demo(site)));
    }
    sites
}

#[test]
fn schema_and_check_agree_on_every_file_there_is() {
    let validators = validators();
    let mut differences = Vec::new();
    for (what, site, source) in sites() {
        let problems = problems(&site, &source);
        for (file, text) in &source.files {
            let (Some(schema), Ok(value)) = (validators.get(file), serde_json::from_str(text))
            else {
                continue;
            };
            let told = problems
                .iter()
                .find(|p| p.file == *file && SCHEMA_KNOWS.contains(&p.rule.as_str()));
            let errors = errors(schema, &value);
            if errors.is_empty() != told.is_none() {
                differences.push(format!("{what} {file}: {errors:?} {told:?}"));
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn a_part_that_sites_share_is_valid_as_a_part() {
    let schema = &validators()["part.json"];
    let mut count = 0;
    for (what, site, source) in sites() {
        let is_sound = problems(&site, &source).is_empty();
        for (file, text) in &source.files {
            if is_sound && site_files::is_shared(file) {
                assert_eq!(
                    errors(schema, &serde_json::from_str(text).unwrap()),
                    Vec::<String>::new(),
                    "{what} {file}"
                );
                count += 1;
            }
        }
    }
    assert!(count > 2, "{count}");
    let wrong = json!({ "a": { "b": { "c": { "d": { "e": 5 } } } } });
    assert!(!schema.is_valid(&wrong), "{wrong}");
}

/// Every value of a file, one at a time, moved into a file of its own.
#[test]
fn use_may_stand_where_the_check_takes_it_and_the_schema_too() {
    let validators = validators();
    let base = edits::base();
    for (file, text) in &base.files {
        let schema = &validators[file];
        let whole: Value = serde_json::from_str(text).unwrap();
        for pointer in pointers(&whole) {
            let last = pointer.rsplit('/').next().unwrap();
            // What tells the kind of a file or a block stands in it.
            if matches!(last, "$schema" | "version" | "do" | "kind") {
                continue;
            }
            let mut changed = whole.clone();
            let part = changed.pointer_mut(&pointer).unwrap().take();
            *changed.pointer_mut(&pointer).unwrap() = json!({ "use": "parts/moved.json" });
            assert!(schema.is_valid(&changed), "{file} {pointer}");
            let mut source = base.clone();
            source.files.insert(file.clone(), changed.to_string());
            source
                .files
                .insert("parts/moved.json".to_owned(), part.to_string());
            assert_eq!(problems("acme", &source), [], "{file} {pointer}");
        }
    }
}

fn pointers(value: &Value) -> Vec<String> {
    let inner: Vec<(String, &Value)> = match value {
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(i, v)| (i.to_string(), v))
            .collect(),
        Value::Object(map) => map.iter().map(|(k, v)| (k.replace('/', "~1"), v)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => vec![],
    };
    let below = inner
        .into_iter()
        .flat_map(|(key, v)| pointers(v).into_iter().map(move |p| format!("/{key}{p}")));
    std::iter::once(String::new()).chain(below).collect()
}

#[test]
fn every_field_is_explained_and_what_the_editor_offers_is_valid() {
    for (name, schema) in shared::schema::files() {
        let mut waiting = vec![("", &schema)];
        let (mut fields, mut offered) = (0, 0);
        while let Some((above, value)) = waiting.pop() {
            match value {
                Value::Object(map) => {
                    let properties = map.get("properties").and_then(Value::as_object);
                    for (field, property) in properties.into_iter().flatten() {
                        fields += 1;
                        let said = property["description"].as_str().unwrap_or_default();
                        assert!(
                            said.ends_with(['.', ':']) || said.contains(". "),
                            "{name}: {above} {field} says “{said}”"
                        );
                        assert!(!said.contains('\n'), "{name}: {field}");
                        // Whatever else belongs to the property: examples and a default fit it.
                        let mut alone = property.clone();
                        alone["definitions"] = schema["definitions"].clone();
                        let alone = jsonschema::draft7::new(&alone).unwrap();
                        let examples = property["examples"].as_array().into_iter().flatten();
                        for offer in examples.chain(property.get("default")) {
                            offered += 1;
                            assert_eq!(
                                errors(&alone, offer),
                                Vec::<String>::new(),
                                "{name}: {field}"
                            );
                        }
                    }
                    waiting.extend(map.iter().map(|(key, value)| (key.as_str(), value)));
                }
                Value::Array(items) => waiting.extend(items.iter().map(|item| (above, item))),
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
            }
        }
        assert!(
            fields > 30 && offered > 10,
            "{name}: {fields} fields, {offered} offers"
        );
    }
}
