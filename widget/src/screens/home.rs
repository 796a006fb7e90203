//! Announcements, search, topics, and people.

use super::{step::options, wait::live};
use crate::{
    app::App,
    browser::dom,
    kit::{
        El, State,
        button::{icon_button, row},
        el, icon,
        notice::notice,
    },
    model::{route::Screen, site::Site},
    panel::heading,
};
use shared::{
    api::{WidgetOption, WidgetStepKind},
    deflection::search,
    message::widget::{
        CALL_ME, CALL_ME_HINT, CLEAR, FOUND, GREETING, NOT_FOUND, PERSON, SEARCH, TOPICS,
    },
};
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// Queues whose wait is shown at once; a longer list would be asked for every ten seconds.
const MOST_QUEUES: usize = 3;

/// Most answers that are shown for a search.
const MOST_FOUND: usize = 8;

/// The first screen.
pub(super) fn home(app: App) -> El {
    let Some(site) = app.site.get() else {
        return el("div");
    };
    let query = State::new(String::new());
    let (found_site, topics_site) = (Rc::clone(&site), Rc::clone(&site));
    el("div")
        .class("screen home")
        .child(heading(&app.text(GREETING)))
        .children(
            site.announcements
                .iter()
                .map(|text| notice("news", icon::NEWS, text)),
        )
        .child(search_field(app, query))
        .child(el("div").class("found").child_of(move || {
            let query = query.get();
            (!query.trim().is_empty()).then(|| results(app, &found_site, &query))
        }))
        .child(topics(app, &topics_site))
        .child(people(app, &site))
}

fn search_field(app: App, query: State<String>) -> El {
    el("div")
        .class("search")
        .attr("role", "search")
        .child(icon::icon(icon::SEARCH))
        .child(
            el("input")
                .attr("type", "text")
                .attr("enterkeyhint", "search")
                .attr("autocomplete", "off")
                .attr("placeholder", &app.text(SEARCH))
                .attr("aria-label", &app.text(SEARCH))
                .property_of("value", move || JsValue::from_str(&query.get()))
                .on("input", move |event| query.set(dom::value(&event))),
        )
        .child(
            icon_button(icon::CLOSE, &app.text(CLEAR), move || {
                query.set(String::new());
                app.focus(".search input");
            })
            .attr_of("hidden", move || query.get().is_empty().then(String::new)),
        )
}

fn results(app: App, site: &Site, query: &str) -> El {
    let found: Vec<WidgetOption> = search(&site.menu, query)
        .into_iter()
        .filter(|name| site.offers(name))
        .map(|name| WidgetOption {
            name: site.title(name),
            go_to: name.to_owned(),
        })
        .take(MOST_FOUND)
        .collect();
    if found.is_empty() {
        let text = app.text(NOT_FOUND);
        app.say(&text);
        return el("p").class("empty").text(&text);
    }
    app.say(&app.filled(FOUND, "n", &found.len().to_string()));
    options(app, site, &found)
}

/// The first menu, without what the part about people shows with its wait.
fn topics(app: App, site: &Site) -> El {
    let Some(start) = site.start() else {
        return el("div");
    };
    let topics: Vec<WidgetOption> = start
        .options
        .iter()
        .filter(|option| {
            !site
                .step(&option.go_to)
                .is_some_and(|step| match step.kind {
                    WidgetStepKind::Queue => step
                        .queue
                        .as_deref()
                        .is_some_and(|id| site.queue(Some(id)).is_some()),
                    WidgetStepKind::Callback => true,
                    WidgetStepKind::Menu
                    | WidgetStepKind::Answer
                    | WidgetStepKind::Survey
                    | WidgetStepKind::Transfer
                    | WidgetStepKind::End => false,
                })
        })
        .cloned()
        .collect();
    let section = el("section");
    if topics.is_empty() {
        return section;
    }
    section
        .child(el("h3").text(&app.text(TOPICS)))
        .child(options(app, site, &topics))
}

fn people(app: App, site: &Site) -> El {
    let section = el("section").class("people");
    if site.queues.is_empty() {
        return section;
    }
    let list = el("ul").class("rows").attr("role", "list").children(
        site.queues.iter().take(MOST_QUEUES).map(|queue| {
            let wait = live(app, &queue.id);
            let id = queue.id.clone();
            let more = el("span").class("row-more").child_of(move || {
                wait.get().map(|wait| {
                    el("span")
                        .class("live")
                        .attr("data-mood", super::wait::mood(&wait))
                        .child(el("span").class("dot"))
                        .child(el("span").text(&wait.text))
                })
            });
            el("li").child(row(Some(icon::PHONE), &queue.name, Some(more), move || {
                app.go(Screen::Wait(Some(id.clone())));
            }))
        }),
    );
    let list = if site.callback.is_some() {
        list.child(el("li").child(row(
            Some(icon::CALLBACK),
            &app.text(CALL_ME),
            Some(el("span").class("row-more").text(&app.text(CALL_ME_HINT))),
            move || {
                let queue = app
                    .site
                    .get_untracked()
                    .and_then(|site| Some(site.queue(None)?.id.clone()));
                app.go(Screen::Callback { queue, topic: None });
            },
        )))
    } else {
        list
    };
    section.child(el("h3").text(&app.text(PERSON))).child(list)
}
