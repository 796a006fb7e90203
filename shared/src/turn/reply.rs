//! Documents with the URLs of the next turn in them.

use super::{TurnInput, Unstored};
use crate::{
    bundle::Bundle,
    dialect::{self, Document, RenderContext, form},
    ivr::{self, Call, Verb},
    site::Provider,
};

/// Renders a turn: its verbs, and URLs that carry its session. `tries` counts the turns that only try to store again.
pub(super) fn document(
    input: &TurnInput<'_>,
    bundle: &Bundle,
    turn: &Unstored,
    tries: u8,
) -> Document {
    let (site, provider) = (&input.active.site.id, input.provider);
    let token = input
        .keys
        .seal_session(site, provider, &turn.call.id, &turn.session);
    let mut next_url = format!(
        "{}/v1/voice/{site}/{}?state={token}",
        public_url(input),
        provider.name()
    );
    let wait_url = format!("{next_url}&in=wait");
    if tries > 0 {
        next_url.push_str(&format!("&tries={tries}"));
    }
    dialect::render(
        provider,
        &turn.verbs,
        &RenderContext {
            site,
            next_url: if turn.in_wait { &wait_url } else { &next_url },
            wait_url: &wait_url,
            audio_url: &audio_url(public_url(input), site),
            audio: &bundle.audio,
        },
    )
}

/// How many turns only tried to store again.
pub(super) fn tries(input: &TurnInput<'_>) -> u8 {
    form::query_value(input.request.path_and_query, "tries")
        .and_then(|tries| tries.parse().ok())
        .unwrap_or(0)
}

/// The last resort of the number that was called, in the site's first language.
pub(super) fn last_resort(input: &TurnInput<'_>, call: Option<&Call>) -> Document {
    let site = &input.active.site;
    let number = call.and_then(|call| site.numbers.get(&call.dnis));
    verbs(input, &ivr::last_resort(site.default_locale(), number))
}

/// A document that asks for no next turn.
pub(super) fn verbs(input: &TurnInput<'_>, verbs: &[Verb]) -> Document {
    alone(input.active, input.provider, input.public_url, verbs)
}

/// A document that asks for no next turn, without a webhook at hand.
pub(super) fn alone(
    bundle: &Bundle,
    provider: Provider,
    public_url: &str,
    verbs: &[Verb],
) -> Document {
    let public_url = bundle.site.public_url.as_deref().unwrap_or(public_url);
    dialect::render(
        provider,
        verbs,
        &RenderContext {
            site: &bundle.site.id,
            next_url: "",
            wait_url: "",
            audio_url: &audio_url(public_url, &bundle.site.id),
            audio: &bundle.audio,
        },
    )
}

/// The public base URL: the site's own, else the installation's.
pub(super) fn public_url<'a>(input: &TurnInput<'a>) -> &'a str {
    let own = input.active.site.public_url.as_deref();
    own.unwrap_or(input.public_url)
}

fn audio_url(public_url: &str, site: &str) -> String {
    format!("{public_url}/audio/{site}")
}
