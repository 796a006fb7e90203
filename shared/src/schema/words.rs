//! What the hover texts say already, said to the editor too: examples and defaults that it completes.
//!
//! An example in a hover text stands between backticks as it stands in the file: `"*100#"`. A default is the number in
//! “5 if you leave it out.”

use serde_json::{Map, Value, json};

/// Goes through a schema.
pub(super) fn complete(schema: &mut Map<String, Value>) {
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        for property in properties.values_mut().filter_map(Value::as_object_mut) {
            examples(property);
            default(property);
        }
    }
    tags(schema);
    for (key, value) in schema {
        match value {
            Value::String(text) if key == "description" => *text = unbroken(text),
            Value::Object(inner) => complete(inner),
            Value::Array(items) => items
                .iter_mut()
                .filter_map(Value::as_object_mut)
                .for_each(complete),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
}

/// The lines of a comment are those of the source; an editor breaks its own.
fn unbroken(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(|p| p.replace('\n', " "));
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

/// What tells the kind of a block is about what the block is.
fn tags(block: &mut Map<String, Value>) {
    let Some(about) = block.get("description").cloned() else {
        return;
    };
    let properties = block.get_mut("properties").and_then(Value::as_object_mut);
    for property in properties.into_iter().flat_map(Map::values_mut) {
        if let (true, Some(tag)) = (property.get("const").is_some(), property.as_object_mut()) {
            tag.entry("description").or_insert_with(|| about.clone());
        }
    }
}

fn examples(property: &mut Map<String, Value>) {
    let text = property.get("description").and_then(Value::as_str);
    let quoted = text.unwrap_or_default().split('`').skip(1).step_by(2);
    let examples: Vec<Value> = quoted
        .filter_map(|words| serde_json::from_str(words).ok())
        .filter(|example| fits(example, property))
        .collect();
    if !examples.is_empty() {
        property
            .entry("examples")
            .or_insert_with(|| Value::Array(examples));
    }
}

/// Whether a value is of a type that a property takes.
fn fits(example: &Value, property: &Map<String, Value>) -> bool {
    let name = match example {
        Value::String(_) => "string",
        Value::Object(_) => "object",
        Value::Array(_) => "array",
        Value::Number(_) => "integer",
        Value::Bool(_) => "boolean",
        Value::Null => return false,
    };
    match property.get("type") {
        Some(Value::String(one)) => one == name,
        Some(Value::Array(several)) => several.iter().any(|one| one == name),
        // A word that Ringback knows, or a block of texts.
        _ => name == "string" && property.get("anyOf").is_some(),
    }
}

fn default(property: &mut Map<String, Value>) {
    let text = property.get("description").and_then(Value::as_str);
    let before = text.and_then(|text| text.split(" if you leave it out").next());
    let number = before
        .and_then(|before| before.rsplit(' ').next())
        .and_then(|word| word.parse::<u32>().ok());
    if let Some(number) = number.filter(|n| fits(&json!(n), property)) {
        property.entry("default").or_insert(json!(number));
    }
}
