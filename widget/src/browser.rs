//! What the browser does for the widget, so that the wasm need not bring it: JSON, languages, randomness, timers.

pub mod clock;
pub mod dom;
pub mod format;
pub mod json;
pub mod storage;

use std::{future::Future, pin::Pin};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// Runs a future. Boxed, so that one executor serves them all.
pub fn spawn(future: Pin<Box<dyn Future<Output = ()>>>) {
    wasm_bindgen_futures::spawn_local(future);
}

/// A function for JavaScript to keep; it is freed when JavaScript forgets it.
#[must_use]
pub fn function(run: Box<dyn FnMut(JsValue)>) -> js_sys::Function {
    Closure::wrap(run).into_js_value().unchecked_into()
}

/// A random id of 32 hexadecimal digits. Unlike `randomUUID`, its source exists on pages without TLS too.
#[must_use]
pub fn random_id() -> String {
    let bytes = js_sys::Uint8Array::new_with_length(16);
    let filled = json::get(&js_sys::global(), "crypto");
    let fill = json::get(&filled, "getRandomValues");
    if let Some(fill) = fill.dyn_ref::<js_sys::Function>() {
        // Fails only for arrays over 64 kB.
        let _ = fill.call1(&filled, &bytes);
    }
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    bytes
        .to_vec()
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|half| DIGITS.get(usize::from(half)))
        .collect()
}
