//! JSON Schemas of the files and OpenAPI of the routes, generated from the types.

mod openapi;

pub use openapi::openapi;

use crate::{menu::MenuDraft, site::SiteDraft, survey::SurveyDraft};
use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::{Value, json};

/// The schemas of the files that people write, by file name: draft-07, which every editor reads.
#[must_use]
pub fn files() -> Vec<(&'static str, Value)> {
    vec![
        ("site.schema.json", file::<SiteDraft>("site.json")),
        ("menu.schema.json", file::<MenuDraft>("menu.json")),
        ("survey.schema.json", file::<SurveyDraft>("survey.json")),
    ]
}

fn file<T: JsonSchema>(title: &str) -> Value {
    let generator = SchemaSettings::draft07().into_generator();
    let mut schema = generator.into_root_schema_for::<T>().to_value();
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("title".to_owned(), json!(title));
    }
    schema
}
