//! An answer that makes the call unnecessary: its code, and whether it helped.

use crate::{
    app::App,
    kit::{
        El, State,
        button::{Weight, button, link, row},
        copy::copy,
        el, icon,
        notice::notice,
    },
    model::{route::Screen, site::Site},
    panel::home,
};
use shared::{
    api::{WidgetAnswer, WidgetStep},
    message::widget::{
        CALL_ME, COPY, DIAL, GLAD, HELPED, NEW_TAB, NO, OPEN_LINK, PRICE, SORRY, WORKS_ON, YES,
    },
};

/// Puts the answer on the step's page, and reports that it was shown.
pub(super) fn answer(app: App, site: &Site, name: &str, step: &WidgetStep, page: El) -> El {
    let Some(answer) = &step.answer else {
        return page;
    };
    app.report(name, "shown");
    page.children(ticket(app, answer))
        .children(facts(app, answer))
        .child(helped(app, site, name, answer))
}

fn ticket(app: App, answer: &WidgetAnswer) -> Option<El> {
    let kind = answer.code_kind.as_deref()?;
    if kind == "link" {
        let label = app.text(OPEN_LINK);
        return Some(link(
            Weight::Main,
            icon::LINK,
            &label,
            &answer.href,
            &app.text(NEW_TAB),
        ));
    }
    let label = [&app.text(DIAL), " ", &answer.code].concat();
    let dial = link(Weight::Main, icon::PHONE, &app.text(DIAL), &answer.href, "")
        .attr("aria-label", &label);
    Some(
        el("div")
            .class("ticket")
            .child(
                el("bdi")
                    .class("ticket-code")
                    .attr("dir", "ltr")
                    .text(&answer.code),
            )
            .child(
                el("div")
                    .class("pair")
                    .child(copy(app, COPY, answer.code.clone()))
                    .child(dial),
            ),
    )
}

fn facts(app: App, answer: &WidgetAnswer) -> Option<El> {
    let facts: Vec<El> = [(WORKS_ON, &answer.works_on), (PRICE, &answer.price)]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| {
            el("div")
                .child(el("dt").text(&app.text(name)))
                .child(el("dd").text(value))
        })
        .collect();
    (!facts.is_empty()).then(|| el("dl").class("facts").children(facts))
}

fn helped(app: App, site: &Site, name: &str, answer: &WidgetAnswer) -> El {
    let said: State<Option<bool>> = State::new(None);
    let instead = (answer.no != name && site.offers(&answer.no))
        .then(|| (answer.no.clone(), site.title(&answer.no)));
    let may_call = site.callback.is_some();
    let name = name.to_owned();
    el("section").class("helped").child_of(move || {
        let press = |helped: bool| {
            let name = name.clone();
            move || {
                app.report(&name, if helped { "resolved" } else { "not_resolved" });
                app.say(&app.text(if helped { GLAD } else { SORRY }));
                said.set(Some(helped));
                crate::browser::clock::after(0, move || app.focus(".helped .notice"));
            }
        };
        Some(match said.get() {
            None => el("div")
                .class("ask")
                .attr("role", "group")
                .attr("aria-label", &app.text(HELPED))
                .child(el("p").text(&app.text(HELPED)))
                .child(
                    el("div")
                        .class("pair")
                        .child(button(Weight::Other, None, &app.text(YES), press(true)))
                        .child(button(Weight::Other, None, &app.text(NO), press(false))),
                ),
            Some(true) => el("div")
                .class("after")
                .child(notice("good", icon::TICK, &app.text(GLAD)).attr("tabindex", "-1"))
                .child(home(app)),
            Some(false) => el("div")
                .class("after")
                .child(notice("news", icon::SPEECH, &app.text(SORRY)).attr("tabindex", "-1"))
                .child(elsewhere(app, instead.clone(), may_call, &name)),
        })
    })
}

fn elsewhere(app: App, instead: Option<(String, String)>, may_call: bool, topic: &str) -> El {
    let rows = el("ul")
        .class("rows")
        .attr("role", "list")
        .children(instead.map(|(step, title)| {
            el("li").child(row(Some(icon::ONWARD), &title, None, move || {
                app.go(Screen::Step(step.clone()));
            }))
        }));
    if !may_call {
        return rows;
    }
    let topic = topic.to_owned();
    rows.child(el("li").child(row(
        Some(icon::CALLBACK),
        &app.text(CALL_ME),
        None,
        move || {
            app.go(Screen::Callback {
                queue: None,
                topic: Some(topic.clone()),
            });
        },
    )))
}
