//! Prints the generated files as one JSON object, path to content: `xtask-schema`.
//!
//! A program of its own because the schemas need the whole core.

use serde_json::{Map, Value};

fn main() {
    let mut generated: Map<String, Value> = shared::schema::files()
        .into_iter()
        .map(|(name, schema)| (format!("sites/{name}"), schema))
        .collect();
    generated.insert("docs/openapi.json".to_owned(), shared::schema::openapi());
    println!("{}", Value::Object(generated));
}
