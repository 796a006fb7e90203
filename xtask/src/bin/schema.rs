//! Prints the generated files as one JSON object, path to content: `xtask-schema`.
//!
//! A program of its own because the schemas need the whole core.

fn main() {
    let mut files: serde_json::Map<String, serde_json::Value> = shared::schema::files()
        .into_iter()
        .map(|(name, schema)| (format!("sites/{name}"), schema))
        .collect();
    files.insert("docs/openapi.json".to_owned(), shared::schema::openapi());
    println!("{}", serde_json::Value::Object(files));
}
