//! Publishing the folders in `sites/` to a running Worker.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::{
    failure::{Failure, Result},
    http,
};

/// A running Worker and the right to publish to it.
pub(crate) struct Target<'a> {
    /// Where it listens on this machine.
    pub(crate) port: u16,
    /// A staff token.
    pub(crate) token: &'a str,
    /// An origin that may embed the widget besides those that a site lists: the demo page's.
    pub(crate) extra_origin: &'a str,
}

/// What became of a folder.
pub(crate) enum Outcome {
    /// It is checked and serves.
    Published { version: String },
    /// It is refused, and what served before goes on; each line says what is wrong and how to mend it.
    Refused { problems: Vec<String> },
}

/// Publishes one folder and activates it.
pub(crate) fn publish(folder: &Path, target: &Target<'_>) -> Result<Outcome> {
    let site = name(folder);
    let body = json!({ "files": read(folder, target.extra_origin)? }).to_string();
    let path = format!("/v1/sites/{site}/bundles?activate=true");
    let answer = post(target, &path, &body)?;
    let said: Value = serde_json::from_str(&answer.body).unwrap_or_default();
    let version = text(said.get("version").unwrap_or(&Value::Null));
    if answer.status != 201 {
        return Ok(Outcome::Refused {
            problems: problems(&site, answer.status, &said, &answer.body),
        });
    }
    if said.get("active").and_then(Value::as_bool) != Some(true) {
        return Ok(Outcome::Refused {
            problems: vec![format!(
                "{site}: version {version} waits for a second person, as site.json asks: `ringback approve` with another token"
            )],
        });
    }
    Ok(Outcome::Published { version })
}

/// The folder's name, which is the site's.
pub(crate) fn name(folder: &Path) -> String {
    folder
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn post(target: &Target<'_>, path: &str, body: &str) -> Result<http::Answer> {
    http::request(target.port, "POST", path, Some(target.token), Some(body))
}

/// The site's JSON files by name, what they use included.
fn read(folder: &Path, extra_origin: &str) -> Result<Map<String, Value>> {
    let read = site_files::read(folder).map_err(|failure| Failure::new(failure.to_string()))?;
    let found: Map<String, Value> = read
        .into_iter()
        .map(|(name, content)| {
            let content = if name == "site.json" {
                with_origin(&content, extra_origin)
            } else {
                content
            };
            (name, Value::String(content))
        })
        .collect();
    if found.is_empty() {
        return Err(Failure::new(format!(
            "{} holds no JSON file",
            folder.display()
        )));
    }
    Ok(found)
}

/// Adds an origin to the text of a site.json, on the line where the list begins, so that problems keep their lines.
fn with_origin(text: &str, origin: &str) -> String {
    let listed = format!("\"{origin}\"");
    let opening = text
        .find("\"origins\"")
        .and_then(|key| Some(key + text.get(key..)?.find('[')? + 1));
    match opening {
        Some(at) if !text.contains(&listed) => {
            let (before, after) = text.split_at(at);
            let comma = if after.trim_start().starts_with(']') {
                ""
            } else {
                ", "
            };
            format!("{before}{listed}{comma}{after}")
        }
        _ => text.to_owned(),
    }
}

/// Every problem as a line; where the answer lists none, the answer itself.
fn problems(site: &str, status: u16, said: &Value, body: &str) -> Vec<String> {
    let listed: Vec<String> = said
        .get("problems")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|problem| line(site, problem))
        .collect();
    if !listed.is_empty() {
        return listed;
    }
    let detail = said.get("detail").or_else(|| said.get("title")).map(text);
    vec![format!(
        "{site}: {} (status {status})",
        detail.unwrap_or_else(|| body.trim().to_owned())
    )]
}

fn line(site: &str, problem: &Value) -> String {
    let field = |name| problem.get(name).map(text).filter(|text| !text.is_empty());
    if let Some(whole) = problem.as_str() {
        return format!("{site}: {whole}");
    }
    let mut place = format!("sites/{site}/{}", field("file").unwrap_or_default());
    if let Some(line) = field("line").filter(|line| line != "0") {
        place.push_str(&format!(":{line}"));
    }
    let sentences: Vec<String> = ["message", "experience", "fix"]
        .into_iter()
        .filter_map(field)
        .collect();
    format!("{place}: {}", sentences.join(" "))
}

fn text(value: &Value) -> String {
    match value.as_str() {
        Some(text) => text.to_owned(),
        None if value.is_null() => String::new(),
        None => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_added_without_moving_a_line() {
        let site = "{\n  \"origins\": [\n    \"https://www.mobile.example\"\n  ]\n}";
        let added = with_origin(site, "http://localhost:8788");
        assert_eq!(added.lines().count(), site.lines().count());
        let value: Value = serde_json::from_str(&added).expect("still JSON");
        assert_eq!(
            value["origins"],
            json!(["http://localhost:8788", "https://www.mobile.example"])
        );
        assert_eq!(
            with_origin(&added, "http://localhost:8788"),
            added,
            "once is enough"
        );
        assert_eq!(
            with_origin(r#"{"origins": []}"#, "o"),
            r#"{"origins": ["o"]}"#
        );
        assert_eq!(with_origin("{", "o"), "{");
    }

    #[test]
    fn every_problem_is_a_line_with_its_place() {
        let said = json!({ "problems": [
            { "file": "menu.json", "line": 14, "message": "Key 2 leads nowhere.", "experience": "", "fix": "Did you mean \"support\"?" },
            { "file": "site.json", "line": 0, "message": "There is no queue." }
        ] });
        let lines = problems("bank", 422, &said, "");
        assert_eq!(
            lines,
            [
                "sites/bank/menu.json:14: Key 2 leads nowhere. Did you mean \"support\"?",
                "sites/bank/site.json: There is no queue.",
            ]
        );
        let other = problems(
            "bank",
            401,
            &json!({ "detail": "The token is not known." }),
            "",
        );
        assert_eq!(other, ["bank: The token is not known. (status 401)"]);
    }
}
