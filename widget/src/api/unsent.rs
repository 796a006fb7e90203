//! Answers that could not be sent: kept on this device, sent once when there is a network again.
//!
//! Each keeps its idempotency key, so that one that did arrive, unheard, is not counted twice.

use super::{Request, send};
use crate::browser::{json, storage};
use wasm_bindgen::JsValue;

const KEY: &str = "ringback:unsent";

/// Keeps a request for later; false where the page allows no storage.
pub fn keep(request: &Request) -> bool {
    let mut kept = all();
    kept.retain(|other| other.key != request.key);
    kept.push(request.clone());
    write(&kept)
}

/// Sends what is kept. What is answered is forgotten, also where the answer is a refusal.
pub fn send_all() {
    for request in all() {
        let key = request.key.clone();
        send(request, move |reply| {
            if reply.trouble().is_none() {
                let mut kept = all();
                kept.retain(|other| other.key != key);
                write(&kept);
            }
        });
    }
}

fn all() -> Vec<Request> {
    let kept = storage::get(KEY).map_or(JsValue::UNDEFINED, |text| json::read(&text));
    json::items(&kept)
        .iter()
        .map(|item| Request {
            method: "POST",
            url: json::text(item, "url"),
            body: json::text(item, "body"),
            key: json::text(item, "key"),
        })
        .collect()
}

fn write(requests: &[Request]) -> bool {
    if requests.is_empty() {
        storage::remove(KEY);
        return true;
    }
    let kept = json::list(requests.iter().map(|request| {
        json::object(&[
            ("url", JsValue::from_str(&request.url)),
            ("body", JsValue::from_str(&request.body)),
            ("key", JsValue::from_str(&request.key)),
        ])
    }));
    storage::set(KEY, &json::write(&kept))
}
