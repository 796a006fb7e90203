//! Dates, times and numbers as the visitor's language writes them, in the visitor's own time zone.

use super::json::object;
use wasm_bindgen::{JsCast, JsValue};

/// `Mon, 2 March`
#[must_use]
pub fn day(rfc3339: &str, locale: &str) -> String {
    format(
        rfc3339,
        locale,
        &[("weekday", "short"), ("day", "numeric"), ("month", "long")],
    )
}

/// `14:30`
#[must_use]
pub fn time(rfc3339: &str, locale: &str) -> String {
    format(
        rfc3339,
        locale,
        &[
            ("hour", "2-digit"),
            ("minute", "2-digit"),
            ("hourCycle", "h23"),
        ],
    )
}

/// `14:30:05`, for a moment in milliseconds.
#[must_use]
pub fn moment(ms: f64, locale: &str) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(ms));
    let wanted = [("timeStyle", "medium"), ("hourCycle", "h23")];
    date.to_locale_string(locale, &options(&wanted)).into()
}

/// A whole number of minutes with its unit: `5 min`.
#[must_use]
pub fn minutes(n: u32, locale: &str) -> String {
    let options = options(&[
        ("style", "unit"),
        ("unit", "minute"),
        ("unitDisplay", "short"),
    ]);
    let locales = js_sys::Array::of1(&JsValue::from_str(locale));
    let format = js_sys::Intl::NumberFormat::new(&locales, options.unchecked_ref());
    let text = format
        .format()
        .call1(&JsValue::UNDEFINED, &JsValue::from_f64(f64::from(n)));
    text.ok()
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| n.to_string())
}

fn format(rfc3339: &str, locale: &str, wanted: &[(&str, &str)]) -> String {
    let date = js_sys::Date::new(&JsValue::from_str(rfc3339));
    date.to_locale_string(locale, &options(wanted)).into()
}

fn options(wanted: &[(&str, &str)]) -> JsValue {
    let properties: Vec<(&str, JsValue)> = wanted
        .iter()
        .map(|(key, value)| (*key, JsValue::from_str(value)))
        .collect();
    object(&properties)
}
