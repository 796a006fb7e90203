//! How large the documents are that a call asks its provider to take.

use super::{Call, CallEvent, Facts, start, step};
use crate::{
    bundle::Bundle,
    dialect::{self, RenderContext},
    locale::Locale,
    menu::{Menu, NodeId},
    queue::QueueStates,
    seal,
    site::{Number, Provider},
};
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;

/// The largest document of a menu in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LargestDocument {
    /// The menu's file.
    pub menu: String,
    /// Who takes it.
    pub provider: Provider,
    /// Language.
    pub locale: Locale,
    /// The step at which it is sent.
    pub step: String,
    /// Bytes.
    pub bytes: usize,
    /// Bytes that the provider takes.
    pub limit: usize,
}

/// The largest document of every menu that a number leads to, by its provider and by language. Every step is entered as
/// a call would enter it, with an address for the next turn as long as one may be.
#[must_use]
pub fn largest_documents(bundle: &Bundle) -> Vec<LargestDocument> {
    let mut found: Vec<LargestDocument> = Vec::new();
    for number in bundle.site.numbers.values() {
        let known =
            |one: &LargestDocument| one.menu == number.menu && one.provider == number.provider;
        let Some(menu) = bundle
            .menus
            .get(&number.menu)
            .filter(|_| !found.iter().any(known))
        else {
            continue;
        };
        for locale in &bundle.site.locales {
            found.extend(largest(bundle, number, menu, *locale));
        }
    }
    found
}

fn largest(
    bundle: &Bundle,
    number: &Number,
    menu: &Menu,
    locale: Locale,
) -> Option<LargestDocument> {
    // A call that begins with a step says all that the step says when a call comes to it.
    let mut menu = menu.clone();
    let steps = (0..menu.nodes.len()).filter_map(|at| u16::try_from(at).ok().map(NodeId));
    let sized = steps.map(|id| {
        menu.start = id;
        (bytes(bundle, number, &menu, locale), id)
    });
    let (bytes, id) = sized.max_by_key(|(bytes, id)| (*bytes, std::cmp::Reverse(*id)))?;
    Some(LargestDocument {
        menu: number.menu.clone(),
        provider: number.provider,
        locale,
        step: menu.node(id)?.name.clone(),
        bytes,
        limit: dialect::document_limit(number.provider),
    })
}

fn bytes(bundle: &Bundle, number: &Number, menu: &Menu, locale: Locale) -> usize {
    let (queues, pending) = (QueueStates::new(), BTreeMap::new());
    let call = Call {
        provider: number.provider,
        id: "CA0".to_owned(),
        ani: None,
        dnis: String::new(),
    };
    let facts = Facts {
        now: Timestamp::UNIX_EPOCH,
        bundle,
        number,
        queues: &queues,
        pending_callbacks: &pending,
        call: &call,
    };
    let mut session = start(menu, &facts);
    session.locale = locale;
    let turn = step(menu, session, &CallEvent::Started, &facts);
    let token = "t".repeat(seal::MAX_SESSION_TOKEN);
    let url = format!(
        "https://ringback.example/v1/voice/{}/{}?state={token}",
        bundle.site.id,
        number.provider.name()
    );
    let context = RenderContext {
        site: &bundle.site.id,
        next_url: &url,
        wait_url: &url,
        audio_url: "https://ringback.example/audio",
        audio: &bundle.audio,
    };
    dialect::render(number.provider, &turn.verbs, &context)
        .body
        .len()
}
