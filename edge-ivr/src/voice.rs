//! The call turn's crossing from `entry.js`: bytes in, a document out, in one synchronous call wherever possible.
//!
//! JavaScript waits only for what a turn asks for: a refresh of what is old, a bundle that a call began with, the
//! storing of effects. Each is bounded here; the deadline of the whole turn is `entry.js`'s, because after a panic only
//! JavaScript is left.

mod store;

use crate::{cache, clock, http::Reply, log, problem::Refusal, settings::Settings, visit::Visit};
use jiff::Timestamp;
use js_sys::Array;
use shared::{
    bundle::{Bundle, BundleVersion},
    dialect::{Document, WebhookRequest},
    site::Provider,
    turn::{self, Stored, Turn, TurnInput, Unstored},
};
use std::{cell::RefCell, collections::BTreeMap, rc::Rc};
use wasm_bindgen::prelude::wasm_bindgen;
use worker::{Env, worker_sys::web_sys};

/// Answers a webhook as far as it goes without waiting.
///
/// What comes back is an array whose first member says what it is:
/// `["reply", content type, body, bundle version]`, `["refuse"]`, `["unknown"]` (no such site or provider),
/// `["refresh", bundle?, queues?]` (do that, then ask again without `may_refresh`), `["load", version]` (do that, then
/// ask again with neither: one turn may need both, an isolate that has just started always does),
/// `["store", handle]` (do that, then call [`voice_finish`]), `["last_resort"]` (the fallback document).
#[wasm_bindgen]
#[allow(clippy::too_many_arguments, reason = "the crossing takes plain values")]
pub fn voice_turn(
    env: &Env,
    site: &str,
    provider: &str,
    url: &str,
    headers: &web_sys::Headers,
    body: &[u8],
    may_refresh: bool,
    may_load: bool,
) -> Array {
    #[cfg(feature = "drill")]
    crate::drill::panic_if_asked(url);
    let now = clock::now();
    let Some(provider) = Provider::by_name(provider) else {
        return say(&["unknown"]);
    };
    if may_refresh {
        // Names that are neither embedded nor loaded wait for the directory, and leave nothing behind in the cache:
        // anybody may send any name.
        let stale = match cache::active(site, now) {
            Some(_) => cache::claim_refresh(site, now),
            None => cache::Stale {
                bundle: true,
                queues: true,
            },
        };
        if stale.bundle || stale.queues {
            let answer = say(&["refresh"]);
            answer.push(&stale.bundle.into());
            answer.push(&stale.queues.into());
            return answer;
        }
    }
    let Some(active) = cache::active(site, now) else {
        return say(&["unknown"]);
    };
    let hook = Webhook {
        site: site.to_owned(),
        provider,
        path_and_query: path_and_query(url).to_owned(),
        signature: header(headers, signature_header(provider)),
        content_type: header(headers, "content-type"),
        body: body.to_vec(),
        active,
        older: cache::older(site),
    };
    let settings = cache::settings(env);
    match hook.with_input(&settings, now, turn::answer) {
        Turn::Reply(document) => reply(&document, &hook.active),
        Turn::Refuse(why) => {
            log::warn(site, &format!("a webhook was refused: {why}"));
            say(&["refuse"])
        }
        Turn::NeedBundle(version) if may_load => say(&["load", &version.to_string()]),
        Turn::NeedBundle(_) => say(&["last_resort"]),
        Turn::Store(unstored) => {
            let answer = say(&["store"]);
            answer.push(&hold(hook, *unstored).into());
            answer
        }
    }
}

/// Refreshes what is old; takes at most 300 ms.
#[wasm_bindgen]
pub async fn voice_refresh(env: Env, site: String, bundle: bool, queues: bool) {
    let now = clock::now();
    if cache::knows_site(&env, &site, now).await {
        let stale = cache::Stale { bundle, queues };
        cache::refresh(&env, &site, stale, now).await;
    }
}

/// Loads the bundle that a call began with; takes at most 300 ms.
#[wasm_bindgen]
pub async fn voice_load(env: Env, site: String, version: String) {
    if let Some(version) = read_version(&version) {
        cache::load_older(&env, &site, version, clock::now()).await;
    }
}

/// Stores the effects of a turn; takes at most 1 s. What is not stored by then travels on in the session.
#[wasm_bindgen]
pub async fn voice_store(env: Env, handle: u32) {
    let Some((site, bundle, unstored)) = held(handle, |turn| {
        (
            turn.hook.site.clone(),
            turn.hook.active.clone(),
            turn.unstored.clone(),
        )
    }) else {
        return;
    };
    let stored = store::effects(&env, &site, &bundle, &unstored, clock::now()).await;
    held(handle, |turn| turn.stored = stored);
}

/// Finishes a turn whose effects were stored, or could not be: `["reply", …]`, or `["last_resort"]` where the turn is
/// not known any more.
#[wasm_bindgen]
pub fn voice_finish(env: &Env, handle: u32) -> Array {
    let Some(held) = HELD.with_borrow_mut(|all| all.turns.remove(&handle)) else {
        return say(&["last_resort"]);
    };
    let lost = match held.stored.events {
        true => 0,
        false => turn::lost(&held.unstored),
    };
    if lost > 0 {
        log::warn(
            &held.hook.site,
            &format!("{lost} results of a call could neither be stored nor carried on"),
        );
    }
    let settings = cache::settings(env);
    let document = held.hook.with_input(&settings, clock::now(), |input| {
        turn::finish(input, held.unstored, &held.stored)
    });
    reply(&document, &held.hook.active)
}

/// The site's document for when everything else fails; kept as a string by `entry.js`.
#[wasm_bindgen]
pub fn voice_fallback(env: &Env, site: &str, provider: &str) -> Option<String> {
    let bundle = cache::active(site, clock::now())?;
    let settings = cache::settings(env);
    let provider = Provider::by_name(provider)?;
    let document = turn::fallback(&bundle, provider, public_url(&settings, &bundle));
    Some(document.body)
}

/// Words the 404 of a turn whose site or provider there is not.
///
/// # Errors
/// Always.
pub(crate) async fn unknown(visit: &Visit) -> Result<Reply, Refusal> {
    if Provider::by_name(visit.param(1)).is_none() {
        return Err(unknown_provider());
    }
    visit.bundle().await?;
    Err(Refusal::unavailable())
}

/// 404 for a provider that is not served.
pub(crate) fn unknown_provider() -> Refusal {
    Refusal::not_found("No telephony provider is served under this name. There is: twilio.")
}

/// The header that carries a provider's signature.
pub(crate) fn signature_header(provider: Provider) -> &'static str {
    match provider {
        Provider::Twilio => "x-twilio-signature",
    }
}

/// The public base URL that a site's webhooks and links have.
pub(crate) fn public_url<'a>(settings: &'a Settings, bundle: &'a Bundle) -> &'a str {
    bundle
        .site
        .public_url
        .as_deref()
        .unwrap_or(&settings.public_url)
}

/// The part of a URL that providers sign after the public base URL, exactly as it was requested.
pub(crate) fn path_and_query(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    url.get(host..)
        .and_then(|rest| rest.find('/').and_then(|at| rest.get(at..)))
        .unwrap_or("/")
}

/// A webhook with everything that answering it takes.
pub(crate) struct Webhook {
    pub(crate) site: String,
    pub(crate) provider: Provider,
    pub(crate) path_and_query: String,
    pub(crate) signature: String,
    pub(crate) content_type: String,
    pub(crate) body: Vec<u8>,
    pub(crate) active: Rc<Bundle>,
    pub(crate) older: Vec<Rc<Bundle>>,
}

impl Webhook {
    /// Asks the core about it, with everything that this isolate knows.
    pub(crate) fn with_input<T>(
        &self,
        settings: &Settings,
        now: Timestamp,
        answer: impl FnOnce(&TurnInput<'_>) -> T,
    ) -> T {
        let (queues, pending_callbacks) = cache::last_queues(&self.site);
        let older: Vec<&Bundle> = self.older.iter().map(Rc::as_ref).collect();
        answer(&TurnInput {
            now,
            provider: self.provider,
            request: &WebhookRequest {
                path_and_query: &self.path_and_query,
                signature: &self.signature,
                content_type: &self.content_type,
                body: &self.body,
            },
            active: &self.active,
            older: &older,
            secrets: &settings.secrets,
            keys: &settings.keys,
            public_url: public_url(settings, &self.active),
            queues: &queues,
            pending_callbacks: &pending_callbacks,
        })
    }
}

/// A turn between its two calls.
struct HeldTurn {
    hook: Webhook,
    unstored: Unstored,
    stored: Stored,
}

#[derive(Default)]
struct Held {
    next: u32,
    turns: BTreeMap<u32, HeldTurn>,
}

/// Turns whose second call never came (the caller's connection broke) are dropped beyond this number.
const MOST_HELD: usize = 1_000;

thread_local! {
    static HELD: RefCell<Held> = RefCell::default();
}

fn hold(hook: Webhook, unstored: Unstored) -> u32 {
    HELD.with_borrow_mut(|held| {
        held.next = held.next.wrapping_add(1);
        if held.turns.len() >= MOST_HELD {
            held.turns.pop_first();
        }
        let stored = Stored {
            events: false,
            callback: None,
        };
        held.turns.insert(
            held.next,
            HeldTurn {
                hook,
                unstored,
                stored,
            },
        );
        held.next
    })
}

fn held<T>(handle: u32, look: impl FnOnce(&mut HeldTurn) -> T) -> Option<T> {
    HELD.with_borrow_mut(|held| held.turns.get_mut(&handle).map(look))
}

fn reply(document: &Document, bundle: &Bundle) -> Array {
    say(&[
        "reply",
        document.content_type,
        &document.body,
        &bundle.version.to_string(),
    ])
}

fn say(words: &[&str]) -> Array {
    words
        .iter()
        .map(|word| js_sys::JsString::from(*word))
        .collect()
}

fn header(headers: &web_sys::Headers, name: &str) -> String {
    headers.get(name).ok().flatten().unwrap_or_default()
}

fn read_version(text: &str) -> Option<BundleVersion> {
    let mut version = [0; 8];
    if text.len() != 16 {
        return None;
    }
    for (at, byte) in version.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(BundleVersion(version))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_entry_keeps_documents_as_the_dialect_writes_them() {
        use shared::{
            dialect::{RenderContext, render},
            ivr::{Speech, Verb},
            locale::Locale,
        };
        let entry = include_str!("../entry.js");
        let sorry =
            "We are sorry, something went wrong on our side. Please call again in a few minutes.";
        let apology = [Verb::Say(Speech::text(Locale::En, sorry)), Verb::HangUp];
        let stay_in_line = [Verb::Pause { seconds: 20 }];
        let alone = RenderContext {
            site: "",
            next_url: "",
            wait_url: "",
            audio_url: "",
            audio: &BTreeMap::new(),
        };
        for verbs in [apology.as_slice(), &stay_in_line] {
            let document = render(Provider::Twilio, verbs, &alone).body;
            assert!(entry.contains(&format!("'{document}'")), "{document}");
        }
    }

    #[test]
    fn what_is_signed_is_what_was_requested() {
        for (url, expected) in [
            (
                "https://host/v1/voice/a/twilio?state=a%2Fb",
                "/v1/voice/a/twilio?state=a%2Fb",
            ),
            ("http://127.0.0.1:8787/x", "/x"),
            ("https://host", "/"),
        ] {
            assert_eq!(path_and_query(url), expected);
        }
    }

    #[test]
    fn a_version_is_read_as_it_is_written() {
        let version = BundleVersion([0, 1, 2, 3, 250, 251, 252, 253]);
        assert_eq!(read_version(&version.to_string()), Some(version));
        for text in [
            "",
            "00",
            "zz010203fafbfcfd",
            "00010203fafbfcfd0",
            "0001020ü3fafbfcf",
        ] {
            assert_eq!(read_version(text), None, "{text}");
        }
    }
}
