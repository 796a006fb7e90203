//! The panel: frame, language, and the screen inside.

use crate::{
    app::App,
    browser::{dom, json},
    kit::{
        El,
        button::{Weight, button, icon_button},
        el,
        el::keep,
        icon,
        notice::notice,
    },
    model::route::Screen,
    screens,
};
use shared::message::widget::{BACK, CLOSE, HELP, HOME, LANGUAGE, words};
use wasm_bindgen::{JsCast, JsValue};

/// The widget's style sheet.
pub const STYLE: &str = concat!(
    include_str!("styles/base.css"),
    include_str!("styles/kit.css"),
    include_str!("styles/screens.css"),
);

/// Below this width the panel fills the screen and is modal: nothing behind it can be seen or reached.
const FULL_SCREEN: &str = "(max-width: 480px)";

/// The panel. `closed` is called when the visitor closes it.
#[must_use]
pub fn panel(app: App, closed: Option<js_sys::Function>) -> El {
    let panel = el(if app.is_page() { "main" } else { "dialog" });
    let dialog = panel.node().clone();
    let close = move || {
        app.open.set(false);
        if let Some(closed) = &closed {
            // The loader's own function, which does not throw.
            let _ = closed.call0(&JsValue::NULL);
        }
    };
    if !app.is_page() {
        keep(Box::new(move || show(&dialog, app.open.get())));
    }
    let (closing, escaping) = (close.clone(), close.clone());
    panel
        .class(if app.is_page() { "panel page" } else { "panel" })
        .attr_of("lang", move || {
            Some(app.locale()).filter(|locale| !locale.is_empty())
        })
        .attr_of("dir", move || {
            app.site
                .with(|site| site.as_ref().map(|site| site.0.dir.clone()))
        })
        .attr_of("aria-label", move || Some(label(app)))
        .on("keydown", move |event| {
            if json::text(&event, "key") == "Escape" && !app.is_page() {
                event.prevent_default();
                escaping.clone()();
            }
        })
        .on("cancel", |event| event.prevent_default())
        .child(el("div").class("frame").child_of(move || {
            let closing = closing.clone();
            Some(if app.loaded.get() {
                frame(app, closing)
            } else {
                waiting(app, closing)
            })
        }))
        .child(
            el("p")
                .class("unseen")
                .attr("role", "status")
                .text_of(move || app.status.get()),
        )
}

fn label(app: App) -> String {
    app.site.with(|site| match site {
        Some(site) => [&site.0.name, ": ", site.text(HELP.0)].concat(),
        None => app.early(&words::HELP).to_owned(),
    })
}

/// Keeps the site's colours on the shadow root's host, where launcher and panel inherit them.
pub fn paint(app: App, host: JsValue) {
    keep(Box::new(move || {
        let mut style = String::new();
        app.site.with(|site| {
            for (name, value) in site.iter().flat_map(|site| &site.0.theme) {
                style.push_str(&["--site-", name, ":", value, ";"].concat());
            }
        });
        dom::style(&host, &style);
    }));
}

fn show(dialog: &web_sys::Element, open: bool) {
    let Some(dialog) = dialog.dyn_ref::<web_sys::HtmlDialogElement>() else {
        return;
    };
    if open == dialog.open() {
        return;
    }
    if !open {
        dialog.close();
    } else if dom::matches(FULL_SCREEN) {
        // Fails only for a dialog that is open already or not in a document.
        let _ = dialog.show_modal();
    } else {
        dialog.show();
    }
}

/// What is shown until the site has answered.
fn waiting(app: App, close: impl FnMut() + 'static) -> El {
    el("div")
        .class("layout")
        .child(
            el("div")
                .class("bar")
                .child(el("span").class("bar-title"))
                .children(
                    (!app.is_page())
                        .then(|| icon_button(icon::CLOSE, app.early(&words::CLOSE), close)),
                ),
        )
        .child(el("div").class("body").child_of(move || {
            Some(match app.trouble.get() {
                Some(trouble) => el("div")
                    .class("screen")
                    .child(
                        notice("bad", icon::WARNING, app.early_trouble(trouble))
                            .attr("role", "alert"),
                    )
                    .child(button(
                        Weight::Main,
                        None,
                        app.early(&words::RETRY),
                        move || app.load(),
                    )),
                None => el("div")
                    .class("screen")
                    .child(heading(app.early(&words::LOADING)).class("unseen"))
                    .children(
                        ["tall", "", "", ""]
                            .map(|kind| el("div").class("skeleton").attr("data-kind", kind)),
                    ),
            })
        }))
}

fn frame(app: App, close: impl FnMut() + 'static) -> El {
    el("div")
        .class("layout")
        .child(bar(app, close))
        .child(el("div").class("body").child_of(move || {
            // A new language is a new screen.
            app.site.with(|_| ());
            Some(
                app.history
                    .with(|history| screens::show(app, history.shown().clone())),
            )
        }))
}

fn bar(app: App, close: impl FnMut() + 'static) -> El {
    let bar = el("div")
        .class("bar")
        .child(
            icon_button(icon::BACK, "", move || app.back())
                .class("icon-button back")
                .attr_of("aria-label", move || Some(app.text(BACK)))
                .attr_of("title", move || Some(app.text(BACK)))
                .attr_of("hidden", move || {
                    app.history
                        .with(|history| history.behind().is_empty())
                        .then(String::new)
                }),
        )
        .child(el("span").class("bar-title").text_of(move || {
            app.site.with(|site| {
                site.as_ref()
                    .map_or_else(String::new, |site| site.0.name.clone())
            })
        }))
        .child(languages(app));
    if app.is_page() {
        return bar;
    }
    bar.child(
        icon_button(icon::CLOSE, "", close)
            .attr_of("aria-label", move || Some(app.text(CLOSE)))
            .attr_of("title", move || Some(app.text(CLOSE))),
    )
}

fn languages(app: App) -> El {
    let locales = app
        .site
        .get_untracked()
        .map(|site| site.0.locales.clone())
        .unwrap_or_default();
    let select = el("select")
        .class("languages")
        .attr_of("aria-label", move || Some(app.text(LANGUAGE)))
        .children(locales.iter().map(|locale| {
            el("option")
                .attr("value", &locale.code)
                .attr("lang", &locale.code)
                .text(&locale.name)
        }))
        .property_of("value", move || JsValue::from_str(&app.locale()))
        .on("change", move |event| app.set_locale(&dom::value(&event)));
    if locales.len() < 2 {
        select.attr("hidden", "")
    } else {
        select
    }
}

/// A screen's heading: where the focus goes when the screen is shown.
#[must_use]
pub fn heading(text: &str) -> El {
    el("h2")
        .attr("tabindex", "-1")
        .attr("data-heading", "")
        .text(text)
}

/// A button that begins again.
#[must_use]
pub fn home(app: App) -> El {
    button(Weight::Other, None, &app.text(HOME), move || {
        app.begin(Screen::Home)
    })
}
