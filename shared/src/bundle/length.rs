//! Whether each number's provider takes all that its menu says: in one piece, and in one document.

use super::{Bundle, BundleSource, document};
use crate::{
    dialect::{self, TooLong},
    ivr::{Part, Speech, spoken_by},
    locale::Locale,
    menu::{Menu, NodeId, NodeKind},
    problem::{Problem, Report, rules, texts},
    site::Provider,
};

/// Checks every step of every menu that a number answers with.
pub(super) fn check(bundle: &Bundle, source: &BundleSource, problems: &mut Vec<Problem>) {
    let mut told: Vec<(&str, Provider)> = Vec::new();
    for settings in bundle.site.numbers.values() {
        let line = (settings.menu.as_str(), settings.provider);
        let Some(menu) = bundle.menus.get(&settings.menu) else {
            continue;
        };
        if told.contains(&line) {
            continue;
        }
        told.push(line);
        let lengths = Lengths {
            bundle,
            menu,
            provider: settings.provider,
        };
        let found = lengths.found();
        if !found.is_empty() {
            let document = document(source, &settings.menu);
            let mut report = Report::new(&document);
            let steps = document.at().get("steps");
            for wrong in found {
                let name = menu.node(wrong.step).map_or("", |n| n.name.as_str());
                let (length, limit) = (wrong.length.to_string(), wrong.limit.to_string());
                let values = [
                    ("step", name),
                    ("provider", settings.provider.brand()),
                    ("length", length.as_str()),
                    ("limit", limit.as_str()),
                ];
                let words = steps.get(name).key();
                texts::about_language(wrong.rule, words, wrong.locale, &values, &mut report);
            }
            problems.extend(report.finish());
        }
    }
}

struct Lengths<'b> {
    bundle: &'b Bundle,
    menu: &'b Menu,
    provider: Provider,
}

struct Wrong {
    rule: &'static rules::Rule,
    step: NodeId,
    locale: Locale,
    length: usize,
    limit: usize,
}

impl Lengths<'_> {
    fn found(&self) -> Vec<Wrong> {
        let locales = self.bundle.site.locales.iter();
        locales
            .flat_map(|locale| {
                let prompts = self.prompts(*locale);
                prompts.into_iter().chain(self.document(*locale))
            })
            .collect()
    }

    fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.menu.nodes.len()).filter_map(|n| u16::try_from(n).ok().map(NodeId))
    }

    fn speech(&self, id: NodeId, locale: Locale) -> Vec<Speech> {
        spoken_by(self.menu, id, locale)
    }

    /// Prompts that are too long only as a whole; a text that is so by itself is told about where it stands.
    fn prompts(&self, locale: Locale) -> Vec<Wrong> {
        if !dialect::speaks(self.provider, locale) {
            return Vec::new();
        }
        let too_long = |text: &str| dialect::too_long(self.provider, text);
        let is_whole = |part: &Part| match part {
            Part::Text(text) => too_long(text).is_none(),
            Part::Number(_) | Part::Digits(_) => true,
        };
        self.ids()
            .filter_map(|step| {
                let speech = self.speech(step, locale);
                let longest = speech
                    .iter()
                    .filter(|s| s.locale == locale && s.parts.iter().all(is_whole));
                let TooLong { length, limit } = longest
                    .filter_map(|s| too_long(&s.words()))
                    .max_by_key(|t| t.length)?;
                let rule = &rules::PROMPT_TOO_LONG;
                Some(Wrong {
                    rule,
                    step,
                    locale,
                    length,
                    limit,
                })
            })
            .collect()
    }

    /// The step that the largest document begins with, where it is too large.
    fn document(&self, locale: Locale) -> Option<Wrong> {
        let limit = dialect::speech_limit(self.provider);
        let announced = &self.bundle.site.announcements;
        let announced: Vec<Speech> = announced
            .iter()
            .map(|a| Speech::text(locale, a.say.get(locale)))
            .collect();
        // At most this; only where that might be too much is the document measured.
        let about = |speech: &[Speech]| speech.iter().map(at_most).sum::<usize>();
        let (_, size) = self.largest(&|id| about(&self.speech(id, locale)))?;
        if size + about(&announced) <= limit {
            return None;
        }
        let exact = |speech: &[Speech]| -> usize {
            let size = |s| dialect::speech_size(self.provider, s, &self.bundle.audio);
            speech.iter().map(size).sum()
        };
        let (step, size) = self.largest(&|id| exact(&self.speech(id, locale)))?;
        let size = size + exact(&announced);
        (size > limit).then_some(Wrong {
            rule: &rules::DOCUMENT_TOO_LARGE,
            step,
            locale,
            length: size,
            limit,
        })
    }

    /// The step from which most is said before the caller can do anything, and how much.
    fn largest(&self, own: &dyn Fn(NodeId) -> usize) -> Option<(NodeId, usize)> {
        let mut known: Vec<Option<usize>> = vec![None; self.menu.nodes.len()];
        for id in self.ids() {
            self.said_from(id, own, &mut known, 0);
        }
        let sizes = self
            .ids()
            .zip(known.into_iter().map(Option::unwrap_or_default));
        sizes.max_by_key(|(_, size)| *size)
    }

    fn said_from(
        &self,
        id: NodeId,
        own: &dyn Fn(NodeId) -> usize,
        known: &mut [Option<usize>],
        depth: usize,
    ) -> usize {
        /// Steps in a row; a circle that never waits is told about elsewhere.
        const DEEPEST: usize = 100;
        let place = usize::from(id.0);
        if let Some(size) = known.get(place).copied().flatten() {
            return size;
        }
        if depth > DEEPEST {
            return 0;
        }
        let own_size = own(id);
        if let Some(slot) = known.get_mut(place) {
            *slot = Some(own_size);
        }
        let next = self.goes_on_to(id);
        let after = next
            .into_iter()
            .map(|id| self.said_from(id, own, known, depth + 1))
            .max();
        let size = own_size + after.unwrap_or_default();
        if let Some(slot) = known.get_mut(place) {
            *slot = Some(size);
        }
        size
    }

    /// Steps that follow in the same document.
    fn goes_on_to(&self, id: NodeId) -> Vec<NodeId> {
        match self.menu.node(id).map(|n| &n.kind) {
            Some(NodeKind::Say(s)) => vec![s.go_to],
            Some(NodeKind::IfOpen(i)) => vec![i.open, i.closed],
            Some(NodeKind::Queue(q)) => vec![q.if_nobody],
            Some(NodeKind::Callback(c)) => vec![c.if_impossible],
            Some(
                NodeKind::Choice(_)
                | NodeKind::Answer(_)
                | NodeKind::Survey(_)
                | NodeKind::Transfer(_)
                | NodeKind::ChooseLanguage(_)
                | NodeKind::AskDigits(_)
                | NodeKind::Voicemail(_)
                | NodeKind::HangUp(_),
            )
            | None => vec![],
        }
    }
}

/// More bytes than a speech can take in a document: every letter escaped, an element for every recording.
fn at_most(speech: &Speech) -> usize {
    const ELEMENT: usize = 200;
    speech
        .parts
        .iter()
        .map(|part| match part {
            Part::Text(text) => text.len() * 6 + ELEMENT,
            Part::Number(_) => 2 * ELEMENT,
            Part::Digits(digits) => digits.len() * ELEMENT,
        })
        .sum()
}
