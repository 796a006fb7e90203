//! Opening hours as people write them.

use crate::{json::LIST_OR_BLOCK, locale::Texts};
use serde::de::{self, Deserialize, IgnoredAny};
use std::collections::BTreeMap;

/// Opening hours: `"mon-fri": ["08:00-22:00"]`, `holidays`, `exceptions`, and what is said when closed.
#[derive(Clone, Debug, Default)]
pub struct HoursDraft {
    /// Ranges by day or days: `mon`, `mon-fri`, `sat-sun`.
    pub week: BTreeMap<String, Vec<String>>,
    /// Holidays by date.
    pub holidays: BTreeMap<String, DayDraft>,
    /// Other single days that differ, by date.
    pub exceptions: BTreeMap<String, DayDraft>,
    /// What callers hear and visitors read when closed.
    pub say_closed: Option<Texts>,
    /// Names that are neither days nor fields.
    pub(crate) unknown: Vec<String>,
}

/// A single day: closed, open at other times, or either with words of its own.
#[derive(Clone, Debug)]
pub enum DayDraft {
    /// `null`: closed.
    Closed,
    /// `["10:00-14:00"]`: open at these times; closed where the list is empty.
    Open(Vec<String>),
    /// With words of its own.
    Special(SpecialDayDraft),
}

/// A single day with words of its own.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "SpecialDay"))]
#[serde(deny_unknown_fields)]
pub struct SpecialDayDraft {
    /// When you are open on that day: `["10:00-14:00"]`. Closed all day if you leave it out.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges_schema"))]
    pub open: Vec<String>,
    /// What callers hear and visitors read on that day when you are closed, instead of `say_closed`.
    pub say: Option<Texts>,
}

/// The fields beside the days.
pub(super) const FIELDS: [&str; 3] = ["holidays", "exceptions", "say_closed"];

pub(super) const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// `mon` or `mon-fri` or `sat-mon` as weekdays from Monday = 0.
pub(super) fn days_of(text: &str) -> Option<Vec<usize>> {
    let index = |name: &str| DAYS.iter().position(|d| *d == name);
    match text.split_once('-') {
        None => index(text).map(|day| vec![day]),
        Some((first, last)) => {
            let (first, last) = (index(first)?, index(last)?);
            let length = (last + 7 - first) % 7 + 1;
            Some((0..length).map(|n| (first + n) % 7).collect())
        }
    }
}

impl<'de> Deserialize<'de> for HoursDraft {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = HoursDraft;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("opening hours")
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<HoursDraft, A::Error> {
                let mut hours = HoursDraft::default();
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "holidays" => hours.holidays = map.next_value()?,
                        "exceptions" => hours.exceptions = map.next_value()?,
                        "say_closed" => hours.say_closed = Some(map.next_value()?),
                        days if days_of(days).is_some() => {
                            hours.week.insert(key, map.next_value()?);
                        }
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                            hours.unknown.push(key);
                        }
                    }
                }
                Ok(hours)
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

impl<'de> Deserialize<'de> for DayDraft {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = DayDraft;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("null, a list of hours, or a block")
            }

            fn visit_unit<E: de::Error>(self) -> Result<DayDraft, E> {
                Ok(DayDraft::Closed)
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut list: A) -> Result<DayDraft, A::Error> {
                let mut ranges = Vec::new();
                while let Some(range) = list.next_element()? {
                    ranges.push(range);
                }
                Ok(DayDraft::Open(ranges))
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<DayDraft, A::Error> {
                SpecialDayDraft::deserialize(de::value::MapAccessDeserializer::new(map))
                    .map(DayDraft::Special)
            }
        }
        deserializer.deserialize_newtype_struct(LIST_OR_BLOCK, Visitor)
    }
}

#[cfg(feature = "schema")]
fn ranges_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({
        "type": "array",
        "items": { "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$" },
        "examples": [["08:00-22:00"], ["09:00-13:00", "14:00-18:00"], ["22:00-06:00"], []],
    })
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for HoursDraft {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "OpeningHours".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let ranges = ranges_schema(generator);
        let special = generator.subschema_for::<SpecialDayDraft>();
        let texts = generator.subschema_for::<Texts>();
        let days = |description: &str, example: serde_json::Value| {
            serde_json::json!({
                "type": "object",
                "description": description,
                "propertyNames": { "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
                "additionalProperties": { "anyOf": [{ "type": "null" }, ranges, special] },
                "examples": [example],
            })
        };
        schemars::json_schema!({
            "type": "object",
            "description": "Opening hours: days and the ranges on them. A range that ends at or before its start goes past midnight. Days that you leave out are closed.",
            "properties": {
                "say_closed": {
                    "description": "What callers hear and visitors read when you are closed. A holiday or an exception may have words of its own.",
                    "allOf": [texts],
                },
                "holidays": days(
                    "Your holidays, by date: null is closed all day, [\"10:00-14:00\"] open at these times, { \"open\": […], \"say\": … } with words of its own.",
                    serde_json::json!({ "2027-01-01": null }),
                ),
                "exceptions": days(
                    "Other single days that differ, written like holidays. Where a day is both, this counts.",
                    serde_json::json!({ "2026-12-31": ["08:00-16:00"] }),
                ),
            },
            "patternProperties": { "^(mon|tue|wed|thu|fri|sat|sun)(-(mon|tue|wed|thu|fri|sat|sun))?$": ranges },
            "additionalProperties": false,
        })
    }
}
