//! JSON with its entries in the order in which people read them.

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    Text(String),
    Number(u64),
    Flag(bool),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// The most characters of an object that stands on one line.
const WIDTH: usize = 110;

impl Json {
    pub(crate) fn text(text: impl Into<String>) -> Json {
        Json::Text(text.into())
    }

    pub(crate) fn object<const N: usize>(entries: [(&str, Json); N]) -> Json {
        let entries = entries.into_iter();
        Json::Object(entries.map(|(name, v)| (name.to_owned(), v)).collect())
    }

    /// Adds an entry where there is a value for it.
    pub(crate) fn with(mut self, name: &str, value: Option<Json>) -> Json {
        if let (Json::Object(entries), Some(value)) = (&mut self, value) {
            entries.push((name.to_owned(), value));
        }
        self
    }

    /// The whole as a file: short things on one line, the rest indented.
    pub(crate) fn file(&self) -> String {
        let mut out = String::new();
        self.write(0, &mut out);
        out.push('\n');
        out
    }

    fn line(&self) -> String {
        match self {
            Json::Text(text) => quoted(text),
            Json::Number(n) => n.to_string(),
            Json::Flag(flag) => flag.to_string(),
            Json::List(items) => {
                let items: Vec<String> = items.iter().map(Json::line).collect();
                format!("[{}]", items.join(", "))
            }
            Json::Object(entries) if entries.is_empty() => "{}".to_owned(),
            Json::Object(entries) => {
                let entries: Vec<String> = entries
                    .iter()
                    .map(|(name, value)| format!("{}: {}", quoted(name), value.line()))
                    .collect();
                format!("{{ {} }}", entries.join(", "))
            }
        }
    }

    fn write(&self, indent: usize, out: &mut String) {
        let line = self.line();
        if indent > 0 && indent + line.chars().count() <= WIDTH {
            out.push_str(&line);
            return;
        }
        let inner = " ".repeat(indent + 2);
        match self {
            Json::Text(_) | Json::Number(_) | Json::Flag(_) => out.push_str(&line),
            Json::List(items) => {
                let mut before = "[\n";
                for item in items {
                    out.push_str(before);
                    out.push_str(&inner);
                    item.write(indent + 2, out);
                    before = ",\n";
                }
                close(']', indent, out);
            }
            Json::Object(entries) => {
                let mut before = "{\n";
                for (name, value) in entries {
                    out.push_str(before);
                    out.push_str(&inner);
                    out.push_str(&quoted(name));
                    out.push_str(": ");
                    value.write(indent + 2, out);
                    before = ",\n";
                }
                close('}', indent, out);
            }
        }
    }
}

fn close(bracket: char, indent: usize, out: &mut String) {
    out.push('\n');
    out.push_str(&" ".repeat(indent));
    out.push(bracket);
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_things_stand_on_one_line_and_long_ones_do_not() {
        let value = Json::object([
            ("do", Json::text("say")),
            ("say", Json::object([("en", Json::text("a \"word\""))])),
            ("long", Json::List(vec![Json::text("x".repeat(70)); 2])),
        ]);
        let long = "x".repeat(70);
        assert_eq!(
            value.file(),
            format!(
                "{{\n  \"do\": \"say\",\n  \"say\": {{ \"en\": \"a \\\"word\\\"\" }},\n  \"long\": [\n    \"{long}\",\n    \"{long}\"\n  ]\n}}\n"
            )
        );
    }
}
