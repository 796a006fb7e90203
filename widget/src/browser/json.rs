//! Reading and writing JSON with the browser's own parser.

use wasm_bindgen::{JsCast, JsValue};

/// A property; `undefined` where there is none.
#[must_use]
pub fn get(value: &JsValue, key: &str) -> JsValue {
    if value.is_object() {
        js_sys::Reflect::get(value, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED)
    } else {
        JsValue::UNDEFINED
    }
}

/// A text; empty where it is something else.
#[must_use]
pub fn text(value: &JsValue, key: &str) -> String {
    option(value, key).unwrap_or_default()
}

/// A text where there is one.
#[must_use]
pub fn option(value: &JsValue, key: &str) -> Option<String> {
    get(value, key).as_string()
}

/// A number where there is one.
#[must_use]
pub fn number(value: &JsValue, key: &str) -> Option<f64> {
    get(value, key).as_f64()
}

/// Whether a property is `true`.
#[must_use]
pub fn is(value: &JsValue, key: &str) -> bool {
    get(value, key).is_truthy()
}

/// The elements of a list; none where it is something else.
#[must_use]
pub fn items(value: &JsValue) -> Vec<JsValue> {
    value
        .dyn_ref::<js_sys::Array>()
        .map(js_sys::Array::to_vec)
        .unwrap_or_default()
}

/// The properties of an object, in its order.
#[must_use]
pub fn entries(value: &JsValue) -> Vec<(String, JsValue)> {
    let Some(object) = value.dyn_ref::<js_sys::Object>() else {
        return Vec::new();
    };
    items(&js_sys::Object::entries(object))
        .iter()
        .filter_map(|pair| {
            let pair = pair.dyn_ref::<js_sys::Array>()?;
            Some((pair.get(0).as_string()?, pair.get(1)))
        })
        .collect()
}

/// An object from its properties.
#[must_use]
pub fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (key, value) in properties {
        // Fails only on frozen objects and proxies.
        let _ = js_sys::Reflect::set(&object, &JsValue::from_str(key), value);
    }
    object.into()
}

/// A list.
#[must_use]
pub fn list(values: impl IntoIterator<Item = JsValue>) -> JsValue {
    let list = js_sys::Array::new();
    for value in values {
        list.push(&value);
    }
    list.into()
}

/// A value as JSON.
#[must_use]
pub fn write(value: &JsValue) -> String {
    js_sys::JSON::stringify(value)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// JSON as a value; `undefined` where it is none.
#[must_use]
pub fn read(text: &str) -> JsValue {
    js_sys::JSON::parse(text).unwrap_or(JsValue::UNDEFINED)
}
