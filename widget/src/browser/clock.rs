//! The widget's only clock and timer.

use leptos::prelude::on_cleanup;
use wasm_bindgen::JsValue;

/// Milliseconds since 1970.
#[must_use]
#[allow(clippy::disallowed_methods, reason = "the one clock of the widget")]
pub fn now_ms() -> f64 {
    js_sys::Date::now()
}

/// Calls `run` every `ms` until the owner under which this was called is cleaned up.
pub fn every(ms: i32, mut run: impl FnMut() + 'static) {
    let tick = super::function(Box::new(move |_: JsValue| run()));
    let Some(window) = web_sys::window() else {
        return;
    };
    if let Ok(id) = window.set_interval_with_callback_and_timeout_and_arguments_0(&tick, ms) {
        on_cleanup(move || {
            if let Some(window) = web_sys::window() {
                window.clear_interval_with_handle(id);
            }
        });
    }
}

/// Calls `run` once, after `ms`.
pub fn after(ms: i32, run: impl FnOnce() + 'static) {
    once(ms, Box::new(run));
}

fn once(ms: i32, run: Box<dyn FnOnce()>) {
    let mut run = Some(run);
    let tick = super::function(Box::new(move |_: JsValue| {
        if let Some(run) = run.take() {
            run();
        }
    }));
    if let Some(window) = web_sys::window() {
        // Fails only where the page is gone.
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&tick, ms);
    }
}
