//! The Worker's environment: from the shell, else made once and kept in the data folder.

use std::{
    collections::BTreeMap,
    fs::File,
    io::Read,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use serde_json::Value;

use crate::{
    failure::{At, Result},
    files,
};

/// What every installation needs besides the secrets that its sites name.
pub(crate) const OWN: [&str; 2] = ["RINGBACK_STAFF_TOKEN", "RINGBACK_SECRET"];

/// The secrets that the Worker gets, by name, and where each comes from.
#[derive(Debug)]
pub(crate) struct Secrets {
    values: BTreeMap<String, (String, Origin)>,
}

/// Where a secret comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The shell's environment.
    Environment,
    /// `secrets.env` of the data folder.
    File,
}

impl Secrets {
    /// Takes each secret from the environment, else from `<data>/secrets.env`, where missing ones are made and added.
    pub(crate) fn load(data: &Path, site_secrets: &[String]) -> Result<Self> {
        let file = data.join("secrets.env");
        let mut kept = parse(&std::fs::read_to_string(&file).unwrap_or_default());
        let known = kept.len();
        let mut values = BTreeMap::new();
        for name in OWN
            .iter()
            .copied()
            .chain(site_secrets.iter().map(String::as_str))
        {
            let value = match std::env::var(name) {
                Ok(value) if !value.is_empty() => (value, Origin::Environment),
                _ => {
                    if !kept.contains_key(name) {
                        kept.insert(name.to_owned(), random_hex()?);
                    }
                    (kept.get(name).cloned().unwrap_or_default(), Origin::File)
                }
            };
            values.insert(name.to_owned(), value);
        }
        if kept.len() != known {
            save(&file, &kept)?;
        }
        Ok(Self { values })
    }

    /// The value of one.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.values.get(name).map_or("", |(value, _)| value)
    }

    /// Where one comes from.
    pub(crate) fn origin(&self, name: &str) -> Option<Origin> {
        self.values.get(name).map(|(_, origin)| *origin)
    }

    /// Names and values, as workerd's environment.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values
            .iter()
            .map(|(name, (value, _))| (name.as_str(), value.as_str()))
    }
}

/// Every name that a `"secret": "NAME"` of the sites' files mentions, sorted, each once.
///
/// A file that is no JSON has none: loading the site says what is wrong with it.
pub(crate) fn named_by(sites: &[PathBuf]) -> Vec<String> {
    let mut names = Vec::new();
    for site in sites {
        for text in site_files::read(site).unwrap_or_default().into_values() {
            if let Ok(value) = serde_json::from_str(&text) {
                collect(&value, &mut names);
            }
        }
    }
    names.sort();
    names.dedup();
    names
}

fn collect(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                match inner.as_str() {
                    Some(name) if names_a_secret(key) && is_variable(name) => {
                        names.push(name.to_owned())
                    }
                    Some(_) | None => collect(inner, names),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|inner| collect(inner, names)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn names_a_secret(key: &str) -> bool {
    key == "secret" || key.ends_with("_secret")
}

/// Only such a name can be a variable of the environment, and stand in workerd's configuration.
fn is_variable(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}

fn parse(text: &str) -> BTreeMap<String, String> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with('#'))
        .filter_map(|line| line.split_once('='))
        .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
        .collect()
}

fn save(file: &Path, values: &BTreeMap<String, String>) -> Result {
    let mut text = String::from(
        "# Made by `cargo xtask run`. Who reads this file can act as staff: keep it to yourself.\n",
    );
    for (name, value) in values {
        text.push_str(&format!("{name}={value}\n"));
    }
    // The mode counts for a new file only, so an old one is replaced, not rewritten.
    let new = file.with_extension("env.new");
    let _ = std::fs::remove_file(&new);
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).at("make the folder", folder)?;
    }
    let mut handle = File::options()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&new)
        .at("write", &new)?;
    std::io::Write::write_all(&mut handle, text.as_bytes()).at("write", &new)?;
    std::fs::rename(&new, file).at("replace", file)
}

fn random_hex() -> Result<String> {
    let source = Path::new("/dev/urandom");
    let mut bytes = [0_u8; 24];
    File::open(source)
        .and_then(|mut file| file.read_exact(&mut bytes))
        .at("read", source)?;
    Ok(files::hex(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_secret_that_a_site_names_is_found_once() {
        let site = serde_json::json!({
            "numbers": { "+994125550100": { "provider": "twilio", "secret": "B_TWILIO" } },
            "sinks": { "crm": { "to": "https://crm.mobile.example", "secret": "A_CRM" }, "more": [{ "secret": "B_TWILIO" }] },
            "steps": { "ask": { "secret": true } },
            "secret": "not a variable"
        });
        let mut names = Vec::new();
        collect(&site, &mut names);
        names.sort();
        names.dedup();
        assert_eq!(names, ["A_CRM", "B_TWILIO"]);
    }

    #[test]
    fn a_secret_is_made_once_and_readable_by_its_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let data = std::env::temp_dir().join(format!("ringback-secrets-{}", std::process::id()));
        files::remove_all(&data).expect("ours");
        let names = ["XTASK_TEST_SECRET".to_owned()];
        let first = Secrets::load(&data, &names).expect("made");
        let again = Secrets::load(&data, &names).expect("read");
        assert_eq!(first.get("XTASK_TEST_SECRET").len(), 48);
        assert_eq!(
            first.get("XTASK_TEST_SECRET"),
            again.get("XTASK_TEST_SECRET")
        );
        assert_eq!(again.origin("XTASK_TEST_SECRET"), Some(Origin::File));
        let mode = std::fs::metadata(data.join("secrets.env"))
            .expect("there")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
        files::remove_all(&data).expect("removed");
    }
}
