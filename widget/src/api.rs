//! Requests to the Worker.

pub mod read;
pub mod unsent;

use crate::browser::{self, dom, json};
use shared::message::widget::{OFFLINE, TOO_MANY, Text, UNREACHABLE};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// How long an answer is waited for.
const PATIENCE_MS: u32 = 15_000;

/// A request.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// `GET`, `POST` or `DELETE`.
    pub method: &'static str,
    /// Where to.
    pub url: String,
    /// JSON, or empty.
    pub body: String,
    /// `Idempotency-Key`, or empty.
    pub key: String,
}

/// An answer. Status 0 means that there was none.
#[derive(Clone, Debug)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// JSON; `undefined` where there is none.
    pub body: JsValue,
}

impl Reply {
    /// Whether it worked.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// What to tell the visitor where the request itself was not at fault, so that trying again may help.
    #[must_use]
    pub fn trouble(&self) -> Option<Text> {
        match self.status {
            0 if !dom::is_online() => Some(OFFLINE),
            429 => Some(TOO_MANY),
            0 | 408 | 500.. => Some(UNREACHABLE),
            _ => None,
        }
    }
}

/// Sends a request, and calls `done` with the answer.
pub fn send(request: Request, done: impl FnOnce(Reply) + 'static) {
    exchange(request, Box::new(done));
}

fn exchange(request: Request, done: Box<dyn FnOnce(Reply)>) {
    browser::spawn(Box::pin(async move {
        done(answer(&request).await.unwrap_or(Reply {
            status: 0,
            body: JsValue::UNDEFINED,
        }));
    }));
}

async fn answer(request: &Request) -> Result<Reply, JsValue> {
    let mut headers = Vec::new();
    let mut options = vec![
        ("method", JsValue::from_str(request.method)),
        ("credentials", "omit".into()),
        // The Worker needs to know which site asks, and nothing of the page.
        ("referrerPolicy", "origin".into()),
        (
            "signal",
            web_sys::AbortSignal::timeout_with_u32(PATIENCE_MS).into(),
        ),
    ];
    if !request.body.is_empty() {
        headers.push(("content-type", "application/json".into()));
        options.push(("body", JsValue::from_str(&request.body)));
    }
    if !request.key.is_empty() {
        headers.push(("idempotency-key", JsValue::from_str(&request.key)));
    }
    options.push(("headers", json::object(&headers)));
    let options: web_sys::RequestInit = json::object(&options).unchecked_into();
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    let response: web_sys::Response =
        JsFuture::from(window.fetch_with_str_and_init(&request.url, &options))
            .await?
            .unchecked_into();
    let body = match response.json() {
        // An empty body is no JSON, and no failure.
        Ok(body) => JsFuture::from(body).await.unwrap_or(JsValue::UNDEFINED),
        Err(_) => JsValue::UNDEFINED,
    };
    Ok(Reply {
        status: response.status(),
        body,
    })
}
