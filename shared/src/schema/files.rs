//! The schemas of the files that people write.

use super::{uses, words};
use crate::{menu::MenuDraft, site::SiteDraft, survey::SurveyDraft};
use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::{Map, Value, json};

/// The schemas of the files that people write, by file name: draft-07, which every editor reads.
#[must_use]
pub fn files() -> Vec<(&'static str, Value)> {
    let whole = [
        ("site.schema.json", file::<SiteDraft>("site.json")),
        ("menu.schema.json", file::<MenuDraft>("menu.json")),
        ("survey.schema.json", file::<SurveyDraft>("survey.json")),
    ];
    let part = part(whole.iter().map(|(_, schema)| schema));
    let all = whole.into_iter().chain([("part.schema.json", part)]);
    all.map(|(name, mut schema)| {
        words::complete(&mut schema);
        uses::allow(&mut schema);
        (name, Value::Object(schema))
    })
    .collect()
}

fn file<T: JsonSchema>(title: &str) -> Map<String, Value> {
    let generator = SchemaSettings::draft07().into_generator();
    let schema = generator.into_root_schema_for::<T>().to_value();
    let mut schema = schema.as_object().cloned().unwrap_or_default();
    schema.insert("title".to_owned(), json!(title));
    schema
}

/// A file that others use is any of the blocks that they are made of, or a list or a named set of one of them.
fn part<'a>(files: impl Iterator<Item = &'a Map<String, Value>>) -> Map<String, Value> {
    let mut definitions = Map::new();
    for file in files {
        let of_file = file.get("definitions").and_then(Value::as_object);
        definitions.extend(of_file.cloned().unwrap_or_default());
    }
    let refs: Vec<Value> = definitions
        .keys()
        .map(|name| json!({ "$ref": format!("#/definitions/{name}") }))
        .collect();
    let one = json!({ "anyOf": refs });
    let mut schema = Map::new();
    for (key, value) in [
        ("$schema", json!("http://json-schema.org/draft-07/schema#")),
        ("title", json!("A part that other files use")),
        (
            "description",
            json!(
                "Part of other files: they name it where it belongs, { \"use\": \"common/hours.json\" }."
            ),
        ),
        (
            "anyOf",
            json!([one, { "type": "array", "items": one }, { "type": "object", "additionalProperties": one }, { "type": ["string", "integer", "boolean"] }]),
        ),
        ("definitions", Value::Object(definitions)),
    ] {
        schema.insert(key.to_owned(), value);
    }
    schema
}
