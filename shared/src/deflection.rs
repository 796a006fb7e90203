//! The menu as a website shows it: questions and answers without the telephone.

mod search;
mod survey;

pub use search::search;

use crate::{
    api::{
        LocaleName, WidgetAnswer, WidgetCallback, WidgetMenu, WidgetOption, WidgetQueue,
        WidgetResponse, WidgetStep, WidgetStepKind,
    },
    bundle::Bundle,
    locale::{Locale, Texts},
    menu::{Answer, AnswerCode, Menu, NodeId, NodeKind, in_spoken_order},
    site::{Queue, Site},
};
use jiff::Timestamp;
use std::collections::{BTreeMap, VecDeque};

/// Steps between two that are shown; a menu that needs more is going in circles.
const MAX_STEPS: usize = 100;

/// Everything that the widget shows. `text` are its own words (`message::widget`) in `locale`.
#[must_use]
pub fn response(
    bundle: &Bundle,
    locale: Locale,
    now: Timestamp,
    text: BTreeMap<String, String>,
) -> WidgetResponse {
    let site = &bundle.site;
    let in_words = |texts: &Texts| texts.get(locale).to_owned();
    WidgetResponse {
        version: bundle.version.to_string(),
        site: site.id.clone(),
        name: in_words(&site.name),
        locale: locale.code().to_owned(),
        // All four languages are written from left to right.
        dir: "ltr".to_owned(),
        locales: site
            .locales
            .iter()
            .map(|l| LocaleName {
                code: l.code().to_owned(),
                name: l.own_name().to_owned(),
            })
            .collect(),
        text,
        theme: site.theme.clone(),
        announcements: site
            .announcements
            .iter()
            .filter(|a| a.from <= now && now < a.until)
            .map(|a| in_words(&a.say))
            .collect(),
        menu: widget(bundle, locale, now),
        survey: bundle.survey.as_ref().map(|s| survey::widget(s, locale)),
        queues: site
            .queues
            .iter()
            .map(|(id, queue)| widget_queue(site, id, queue, locale, now))
            .collect(),
        callback: site.callback.as_ref().map(|policy| WidgetCallback {
            consent: in_words(&policy.consent),
            from_number: readable(&policy.from_number),
            calling_code: calling_code(&site.country),
        }),
        phone: site.numbers.keys().next().cloned(),
    }
}

fn widget_queue(
    site: &Site,
    id: &str,
    queue: &Queue,
    locale: Locale,
    now: Timestamp,
) -> WidgetQueue {
    let hours = site.hours.get(&queue.hours);
    let opening = hours.map(|hours| hours.at(now, &site.time_zone));
    let closed = opening.filter(|opening| !opening.open);
    let message = hours
        .filter(|_| closed.is_some())
        .map(|hours| hours.closed_message(now, &site.time_zone).get(locale));
    WidgetQueue {
        id: id.to_owned(),
        name: queue_name(site, id, locale),
        open: closed.is_none(),
        closed: message.unwrap_or_default().to_owned(),
        opens_at: closed.and_then(|opening| opening.changes_at),
    }
}

/// The menu of the site's first number: languages, opening hours and plain sentences are walked through.
#[must_use]
pub fn widget(bundle: &Bundle, locale: Locale, now: Timestamp) -> WidgetMenu {
    let site = &bundle.site;
    let of_number = site
        .numbers
        .values()
        .find_map(|number| bundle.menus.get(&number.menu));
    let Some(menu) = of_number.or_else(|| bundle.menus.values().next()) else {
        return WidgetMenu {
            start: String::new(),
            steps: BTreeMap::new(),
        };
    };
    let view = View {
        menu,
        site,
        locale,
        now,
    };
    let start = view.walk(menu.start);
    let mut steps: BTreeMap<String, WidgetStep> = BTreeMap::new();
    let mut to_show = VecDeque::from([(start.clone(), String::new())]);
    while let Some((arrival, title)) = to_show.pop_front() {
        if let Some(known) = steps.get_mut(&arrival.name) {
            // "Did this help?" led here before an option did, and names nothing.
            if known.title.is_empty() && arrival.name != start.name {
                known.title = title;
            }
            continue;
        }
        let (step, leads_to) = view.show(&arrival, title);
        steps.insert(arrival.name, step);
        to_show.extend(leads_to);
    }
    for step in steps.values_mut().filter(|step| step.title.is_empty()) {
        if let Some(queue) = &step.queue {
            step.title = queue_name(site, queue, locale);
        }
    }
    WidgetMenu {
        start: start.name,
        steps,
    }
}

/// Where a walk over steps that a website does not show arrives.
#[derive(Clone)]
struct Arrival {
    /// Name of the step that is shown; of the first sentence, where sentences were passed.
    name: String,
    /// The step that it shows; nothing for a walk in circles.
    node: Option<NodeId>,
    /// Sentences passed.
    said: Vec<String>,
}

struct View<'a> {
    menu: &'a Menu,
    site: &'a Site,
    locale: Locale,
    now: Timestamp,
}

impl View<'_> {
    fn walk(&self, from: NodeId) -> Arrival {
        let mut id = from;
        let mut said = Vec::new();
        let mut first_said = None;
        for _ in 0..MAX_STEPS {
            let Some(node) = self.menu.node(id) else {
                break;
            };
            match &node.kind {
                NodeKind::ChooseLanguage(language) => id = language.go_to,
                NodeKind::IfOpen(branch) => {
                    let hours = self.site.hours.get(&branch.hours);
                    let zone = &self.site.time_zone;
                    let closed = hours.filter(|h| !h.at(self.now, zone).open);
                    id = match closed {
                        None => branch.open,
                        Some(_) => branch.closed,
                    };
                    let message = closed.map(|h| h.closed_message(self.now, zone));
                    let message = message.map_or("", |texts| texts.get(self.locale));
                    if !message.is_empty() && !said.iter().any(|said| said == message) {
                        said.push(message.to_owned());
                        first_said.get_or_insert_with(|| node.name.clone());
                    }
                }
                NodeKind::Say(say) => {
                    said.push(say.say.get(self.locale).to_owned());
                    first_said.get_or_insert_with(|| node.name.clone());
                    id = say.go_to;
                }
                // A website asks for no numbers: whoever reads it is not yet spoken to.
                NodeKind::AskDigits(ask) => id = ask.go_to,
                // A message is left by phone; a website offers the callback that would follow it.
                NodeKind::Voicemail(voicemail) if self.site.callback.is_none() => {
                    id = voicemail.if_nothing;
                }
                NodeKind::Choice(_)
                | NodeKind::Answer(_)
                | NodeKind::Queue(_)
                | NodeKind::Callback(_)
                | NodeKind::Survey(_)
                | NodeKind::Transfer(_)
                | NodeKind::Voicemail(_)
                | NodeKind::HangUp(_) => {
                    return Arrival {
                        name: first_said.unwrap_or_else(|| node.name.clone()),
                        node: Some(id),
                        said,
                    };
                }
            }
        }
        let lost = self.menu.node(from).map(|node| node.name.clone());
        Arrival {
            name: lost.unwrap_or_default(),
            node: None,
            said: Vec::new(),
        }
    }

    /// A step, and the steps that it leads to with the names that the options bear.
    fn show(&self, arrival: &Arrival, title: String) -> (WidgetStep, Vec<(Arrival, String)>) {
        let mut leads_to = Vec::new();
        let mut lead = |to: NodeId, title: &str| {
            let arrival = self.walk(to);
            let name = arrival.name.clone();
            leads_to.push((arrival, title.to_owned()));
            name
        };
        let mut step = WidgetStep {
            kind: WidgetStepKind::End,
            title,
            say: String::new(),
            options: Vec::new(),
            answer: None,
            queue: None,
            phone: None,
        };
        let kind = arrival.node.and_then(|id| self.menu.node(id));
        let say = match kind.map(|node| &node.kind) {
            Some(NodeKind::Choice(choice)) => {
                step.kind = WidgetStepKind::Menu;
                step.options = in_spoken_order(&choice.keys)
                    .map(|(_, option)| {
                        let name = option.name.get(self.locale);
                        WidgetOption {
                            name: name.to_owned(),
                            go_to: lead(option.go_to, name),
                        }
                    })
                    .collect();
                &choice.say
            }
            Some(NodeKind::Answer(answer)) => {
                step.kind = WidgetStepKind::Answer;
                let yes = lead(answer.helped.yes, "");
                let no = lead(answer.helped.no, "");
                step.answer = Some(shown_answer(answer, self.locale, yes, no));
                &answer.say
            }
            Some(NodeKind::Queue(queue)) => {
                step.kind = WidgetStepKind::Queue;
                step.queue = Some(queue.queue.clone());
                &queue.say
            }
            Some(NodeKind::Callback(callback)) => {
                step.kind = WidgetStepKind::Callback;
                step.queue = Some(callback.queue.clone());
                &callback.say
            }
            Some(NodeKind::Voicemail(voicemail)) => {
                step.kind = WidgetStepKind::Callback;
                step.queue = Some(voicemail.queue.clone());
                // What it says is about the message.
                &Texts::default()
            }
            Some(NodeKind::Survey(_)) => {
                step.kind = WidgetStepKind::Survey;
                &Texts::default()
            }
            Some(NodeKind::Transfer(transfer)) => {
                step.kind = WidgetStepKind::Transfer;
                step.phone = Some(transfer.to.clone());
                &transfer.say
            }
            Some(NodeKind::HangUp(end)) => &end.say,
            Some(
                NodeKind::Say(_)
                | NodeKind::IfOpen(_)
                | NodeKind::ChooseLanguage(_)
                | NodeKind::AskDigits(_),
            )
            | None => &Texts::default(),
        };
        let said = arrival.said.iter().map(String::as_str);
        let words: Vec<&str> = said
            .chain([say.get(self.locale)])
            .filter(|words| !words.is_empty())
            .collect();
        step.say = self.without_numbers(words.join(" "));
        (step, leads_to)
    }
}

impl View<'_> {
    /// A text for a website, where nobody has keyed in a number that it could say.
    fn without_numbers(&self, text: String) -> String {
        let asked = self.menu.nodes.iter().filter_map(|node| match &node.kind {
            NodeKind::AskDigits(ask) => Some(ask.into.as_str()),
            NodeKind::Choice(_)
            | NodeKind::Answer(_)
            | NodeKind::Queue(_)
            | NodeKind::Callback(_)
            | NodeKind::Survey(_)
            | NodeKind::Transfer(_)
            | NodeKind::Say(_)
            | NodeKind::IfOpen(_)
            | NodeKind::ChooseLanguage(_)
            | NodeKind::Voicemail(_)
            | NodeKind::HangUp(_) => None,
        });
        asked.fold(text, |text, name| text.replace(&format!("{{{name}}}"), "…"))
    }
}

fn shown_answer(answer: &Answer, locale: Locale, yes: String, no: String) -> WidgetAnswer {
    let (kind, code, href) = match &answer.code {
        Some(AnswerCode::ShortNumber(code)) => (Some("short_number"), code.clone(), tel(code)),
        Some(AnswerCode::Ussd(code)) => (Some("ussd"), code.clone(), tel(code)),
        Some(AnswerCode::Link(link)) => (Some("link"), link.clone(), link.clone()),
        None => (None, String::new(), String::new()),
    };
    let words = answer.search.get(&locale).into_iter().flatten();
    WidgetAnswer {
        code_kind: kind.map(str::to_owned),
        code,
        href,
        works_on: answer.works_on_text.get(locale).to_owned(),
        price: answer.price.get(locale).to_owned(),
        search: words.map(|word| word.to_lowercase()).collect(),
        yes,
        no,
    }
}

/// A `tel:` URL (RFC 3966): `#` would begin a fragment and is escaped, `*` is allowed in a local number.
#[must_use]
pub fn tel(number: &str) -> String {
    let mut href = "tel:".to_owned();
    for c in number.chars() {
        match c {
            '#' => href.push_str("%23"),
            '+' | '*' | '0'..='9' => href.push(c),
            _ => {}
        }
    }
    href
}

/// The queue's own name, else its project's, else its id.
fn queue_name(site: &Site, id: &str, locale: Locale) -> String {
    let queue = site.queues.get(id);
    let project = queue.and_then(|queue| site.projects.get(&queue.project));
    let names = [queue.map(|q| &q.name), project.map(|p| &p.name)];
    let name = names
        .into_iter()
        .flatten()
        .map(|texts| texts.get(locale))
        .find(|name| !name.is_empty());
    name.unwrap_or(id).to_owned()
}

#[cfg(feature = "phone")]
fn readable(number: &str) -> String {
    crate::phone::readable(number)
}

#[cfg(not(feature = "phone"))]
fn readable(number: &str) -> String {
    number.to_owned()
}

#[cfg(feature = "phone")]
fn calling_code(country: &str) -> String {
    crate::phone::calling_code(country).unwrap_or_default()
}

#[cfg(not(feature = "phone"))]
fn calling_code(_: &str) -> String {
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_becomes_a_link_that_dials_it() {
        for (code, href) in [
            ("*100#", "tel:*100%23"),
            ("111", "tel:111"),
            ("+994 12 555-01-00", "tel:+994125550100"),
        ] {
            assert_eq!(tel(code), href);
        }
    }
}
