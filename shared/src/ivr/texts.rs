//! Everything that a call may say, so that it can be recorded before.

use super::{Part, Speech, step::own_speech};
use crate::{
    bundle::Bundle,
    locale::Locale,
    menu::{Menu, NodeId},
    message::{call, wait},
};
use std::collections::BTreeSet;

/// Every fixed text that a call through `menu` may say in `locale`, character names and numbers aside
/// ([`spoken_units`]).
#[must_use]
pub fn fixed_texts(bundle: &Bundle, menu: &Menu, locale: Locale) -> BTreeSet<String> {
    let of_steps = menu
        .nodes
        .iter()
        .flat_map(|node| own_speech(&node.kind, menu, locale))
        .filter(|speech| speech.locale == locale)
        .flat_map(texts_of);
    let of_survey = bundle.survey.iter().flat_map(|survey| {
        let asked = survey.questions.iter().map(|q| &q.ask_by_phone);
        [&survey.intro, &survey.thanks].into_iter().chain(asked)
    });
    let of_hours = bundle.site.hours.values().flat_map(|hours| {
        let days = hours.exceptions.values().map(|day| &day.say);
        std::iter::once(&hours.say_closed).chain(days)
    });
    let announced = bundle.site.announcements.iter().map(|a| &a.say);
    let of_site = announced.chain(of_hours);
    let of_files = of_survey
        .chain(of_site)
        .map(|texts| texts.get(locale).to_owned());
    let own = call::WHOLE.iter().map(|m| m.get(locale).to_owned());
    of_steps
        .chain(of_files)
        .chain(own)
        .chain(wait::spoken_texts(locale))
        .filter(|text| text.contains(char::is_alphanumeric))
        .collect()
}

/// What a step itself says to a caller in `locale`, sentence by sentence, as a voice reads it; Ringback's own sentences
/// around it are left out.
#[must_use]
pub fn step_speech(menu: &Menu, step: NodeId, locale: Locale) -> Vec<String> {
    let node = menu.node(step);
    node.into_iter()
        .flat_map(|node| own_speech(&node.kind, menu, locale))
        .map(|speech| speech.words())
        .filter(|words| !words.trim().is_empty())
        .collect()
}

/// All that a step itself says in `locale`, piece by piece.
pub(crate) fn spoken_by(menu: &Menu, step: NodeId, locale: Locale) -> Vec<Speech> {
    let node = menu.node(step);
    node.map_or_else(Vec::new, |node| own_speech(&node.kind, menu, locale))
}

/// The texts of the recordings that stand for numbers and keys: `0` to `100`, the hundreds, `*`, `#`.
pub fn spoken_units() -> impl Iterator<Item = String> {
    (0..=100)
        .chain((200..=900).step_by(100))
        .map(|n: u32| n.to_string())
        .chain(["*".to_owned(), "#".to_owned()])
}

fn texts_of(speech: Speech) -> impl Iterator<Item = String> {
    speech.parts.into_iter().filter_map(|part| match part {
        Part::Text(text) => Some(text),
        Part::Number(_) | Part::Digits(_) => None,
    })
}
