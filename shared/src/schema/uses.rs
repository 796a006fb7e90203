//! `{ "use": "common/hours.json" }` in the schemas: wherever a value may stand.

use serde_json::{Map, Value, json};

/// The name of the definition.
const USE: &str = "Use";

/// Words about a value that stay outside when the value gets an alternative.
const ABOUT: [&str; 4] = ["title", "description", "default", "examples"];

/// Lets every value of a schema be taken from another file, the whole file too.
pub(super) fn allow(schema: &mut Map<String, Value>) {
    let about_the_file = ["$schema", "definitions"].map(|key| (key, schema.remove(key)));
    let mut root = Value::Object(std::mem::take(schema));
    inside(&mut root);
    or_use(&mut root);
    if let Value::Object(root) = root {
        *schema = root;
    }
    for (key, value) in about_the_file {
        if let Some(value) = value {
            schema.insert(key.to_owned(), value);
        }
    }
    let definitions = schema.entry("definitions").or_insert_with(|| json!({}));
    if let Some(definitions) = definitions.as_object_mut() {
        for definition in definitions.values_mut() {
            inside(definition);
            or_use(definition);
        }
        definitions.insert(USE.to_owned(), the_use());
    }
}

fn the_use() -> Value {
    json!({
        "type": "object",
        "description": "Takes this value from another file, so that several places or sites share it.",
        "properties": {
            "use": {
                "type": "string",
                "pattern": r"^(?!audio/)([^/\\:]*[^/\\:.][^/\\:]*/)*[^/\\:]*\.json$",
                "description": "The file whose content stands here: \"parts/hours.json\" in your folder, or \"common/hours.json\" for what all sites share.",
                "examples": ["common/hours.json", "parts/loans.json"],
            }
        },
        "required": ["use"],
        "additionalProperties": false,
    })
}

/// Goes through the values that a schema speaks of, not the schema itself.
fn inside(schema: &mut Value) {
    let Some(schema) = schema.as_object_mut() else {
        return;
    };
    for (key, inner) in schema {
        match key.as_str() {
            "properties" | "patternProperties" => {
                for (name, value) in inner.as_object_mut().into_iter().flatten() {
                    inside(value);
                    if may_be_elsewhere(name, value) {
                        or_use(value);
                    }
                }
            }
            "items" | "additionalProperties" if inner.is_object() => {
                inside(inner);
                or_use(inner);
            }
            "anyOf" | "oneOf" | "allOf" => {
                inner.as_array_mut().into_iter().flatten().for_each(inside);
            }
            _ => {}
        }
    }
}

/// What tells the kind of a file or block stands in it.
fn may_be_elsewhere(name: &str, value: &Value) -> bool {
    !matches!(name, "$schema" | "version") && value.get("const").is_none()
}

/// Gives the value an alternative, unless it is a definition's, which has it.
fn or_use(schema: &mut Value) {
    if refers(schema) {
        return;
    }
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    let (about, of_value): (Map<_, _>, Map<_, _>) = std::mem::take(object)
        .into_iter()
        .partition(|(key, _)| ABOUT.contains(&key.as_str()));
    let of_use = json!({ "$ref": format!("#/definitions/{USE}") });
    object.extend(about);
    object.insert("anyOf".to_owned(), json!([of_value, of_use]));
}

/// Whether a schema is a definition, or one of several of which one is.
fn refers(schema: &Value) -> bool {
    schema.get("$ref").is_some()
        || ["allOf", "anyOf"].into_iter().any(|key| {
            let all = schema.get(key).and_then(Value::as_array);
            all.is_some_and(|all| all.iter().any(|s| s.get("$ref").is_some()))
        })
}
