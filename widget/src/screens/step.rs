//! A step of the menu: options, an answer, a number, or a text.

use super::{answer::answer, callback::callback, survey::survey, wait::wait};
use crate::{
    app::App,
    kit::{
        El,
        button::{Weight, button, link, row},
        el, icon,
    },
    model::{route::Screen, site::Site},
    panel::{heading, home},
};
use shared::{
    api::{WidgetOption, WidgetStep, WidgetStepKind},
    deflection::tel,
    message::widget::{CALL, HOME, YOU_ARE_HERE},
};

/// Shows a step; the start where the menu has none of this name.
pub(super) fn step(app: App, name: &str) -> El {
    let Some(site) = app.site.get() else {
        return el("div");
    };
    let Some(step) = site.step(name) else {
        return super::home::home(app);
    };
    match step.kind {
        WidgetStepKind::Menu => page(app, step).child(options(app, &site, &step.options)),
        WidgetStepKind::Answer => answer(app, &site, name, step, page(app, step)),
        WidgetStepKind::Queue => wait(app, step.queue.as_deref(), Some(name.to_owned())),
        WidgetStepKind::Callback => callback(app, step.queue.as_deref(), Some(name.to_owned())),
        WidgetStepKind::Survey => survey(app, None),
        WidgetStepKind::Transfer => transfer(app, page(app, step), step),
        WidgetStepKind::End => page(app, step).child(home(app)),
    }
}

/// Where one is, the step's name and its text.
fn page(app: App, step: &WidgetStep) -> El {
    let page = el("div").class("screen").children(way(app));
    if step.title.is_empty() {
        return page.child(heading(&step.say));
    }
    let page = page.child(heading(&step.title));
    if step.say.is_empty() {
        page
    } else {
        page.child(el("p").class("lead").text(&step.say))
    }
}

/// The menus that lead here, where there is more than the start.
fn way(app: App) -> Option<El> {
    let behind = app
        .history
        .with_untracked(|history| history.behind().to_vec());
    if behind.len() < 2 {
        return None;
    }
    let site = app.site.get()?;
    let items = behind.into_iter().map(|screen| {
        let name = match &screen {
            Screen::Step(name) => site.title(name),
            Screen::Home
            | Screen::Wait(_)
            | Screen::Callback { .. }
            | Screen::Manage(_)
            | Screen::Survey(_) => app.text(HOME),
        };
        el("li").child(button(Weight::Quiet, None, &name, move || {
            app.go(screen.clone())
        }))
    });
    Some(
        el("nav")
            .class("way")
            .attr("aria-label", &app.text(YOU_ARE_HERE))
            .child(el("ol").attr("role", "list").children(items)),
    )
}

/// Options as rows. Those that lead to nothing that can be shown are left out.
pub(super) fn options(app: App, site: &Site, options: &[WidgetOption]) -> El {
    let rows = options
        .iter()
        .filter(|option| site.offers(&option.go_to))
        .map(|option| {
            let go_to = option.go_to.clone();
            let code = site
                .step(&option.go_to)
                .and_then(|step| step.answer.as_ref())
                .filter(|answer| {
                    answer
                        .code_kind
                        .as_deref()
                        .is_some_and(|kind| kind != "link")
                })
                .map(|answer| {
                    el("span")
                        .class("row-more")
                        .child(el("bdi").class("row-code").text(&answer.code))
                });
            el("li").child(row(None, &option.name, code, move || {
                app.go(Screen::Step(go_to.clone()))
            }))
        });
    el("ul").class("rows").attr("role", "list").children(rows)
}

fn transfer(app: App, page: El, step: &WidgetStep) -> El {
    let Some(phone) = &step.phone else {
        return page.child(home(app));
    };
    let label = app.filled(CALL, "number", phone);
    page.child(link(Weight::Main, icon::PHONE, &label, &tel(phone), ""))
}
