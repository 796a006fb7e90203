//! Languages, and texts in each of them.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A language that Ringback speaks and shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// Azerbaijani.
    Az,
    /// English.
    En,
    /// Romanian.
    Ro,
    /// Russian.
    Ru,
}

impl Locale {
    /// Every language, in the order of their codes.
    pub const ALL: [Locale; 4] = [Locale::Az, Locale::En, Locale::Ro, Locale::Ru];

    /// The BCP 47 code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Locale::Az => "az",
            Locale::En => "en",
            Locale::Ro => "ro",
            Locale::Ru => "ru",
        }
    }

    /// The language's name in itself.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Locale::Az => "Azərbaycanca",
            Locale::En => "English",
            Locale::Ro => "Română",
            Locale::Ru => "Русский",
        }
    }

    /// Reads a BCP 47 tag by its primary subtag: `ru-RU` is Russian.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Locale> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        Locale::ALL
            .into_iter()
            .find(|l| l.code().eq_ignore_ascii_case(primary))
    }
}

/// One text in several languages: `{ "en": "Balance", "ru": "Баланс" }`.
///
/// In a checked site every language of the site is present.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Texts(pub BTreeMap<Locale, String>);

impl Texts {
    /// The text in `locale`, or in the first language there is, or nothing.
    #[must_use]
    pub fn get(&self, locale: Locale) -> &str {
        self.0
            .get(&locale)
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }

    /// Whether there is no text at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Lower case, with the letters of Azerbaijani, Romanian and Russian as a keyboard without them has them.
pub(crate) fn fold(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .flat_map(char::to_lowercase)
        // `İ` in lower case is `i` and a combining dot.
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .map(|c| match c {
            'ə' => 'e',
            'ı' | 'î' => 'i',
            'ö' => 'o',
            'ü' => 'u',
            'ğ' => 'g',
            'ş' | 'ș' => 's',
            'ç' => 'c',
            'ţ' | 'ț' => 't',
            'ă' | 'â' => 'a',
            'ё' => 'е',
            other => other,
        })
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Texts {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Texts".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let mut schema = by_language(&serde_json::json!({ "type": "string" }));
        let hover =
            "A text in every language of your site: { \"en\": \"Balance\", \"ru\": \"Баланс\" }.";
        schema.insert("description".to_owned(), hover.into());
        schema
    }
}

/// An object with an entry for each language and no other.
#[cfg(feature = "schema")]
pub(crate) fn by_language(entry: &serde_json::Value) -> schemars::Schema {
    let properties: serde_json::Map<String, serde_json::Value> = Locale::ALL
        .into_iter()
        .map(|locale| {
            let mut entry = entry.clone();
            if let Some(entry) = entry.as_object_mut() {
                let name = locale.own_name();
                entry.insert("title".to_owned(), name.into());
                let hover = format!("What is said and shown in this language: {name}.");
                entry.insert("description".to_owned(), hover.into());
            }
            (locale.code().to_owned(), entry)
        })
        .collect();
    schemars::json_schema!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}
