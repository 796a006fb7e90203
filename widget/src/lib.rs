//! The embeddable widget: a Leptos app in a shadow root of somebody else's page.
//!
//! The loader (`loader.js`) shows the launcher, and calls [`mount`] when the app is wanted. Rules live in [`model`] and
//! are tested without a DOM; [`screens`] are thin; [`kit`] holds what they are made of; what the browser can do itself
//! (JSON, dates, randomness) it is asked to do by [`browser`].
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        reason = "tests may fail loudly"
    )
)]

pub mod api;
pub mod app;
pub mod browser;
pub mod kit;
pub mod model;
pub mod panel;
pub mod screens;

use app::{App, Config};
use browser::json;
use leptos::prelude::Owner;
use model::route::Screen;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

/// A mounted widget. Freeing it takes everything away again.
#[wasm_bindgen]
pub struct Widget {
    app: App,
    root: web_sys::HtmlElement,
    /// Dropped with the widget, and with it every effect and value.
    _owner: Owner,
}

/// Mounts the widget into an element of a shadow root.
///
/// `options`: `base` (the Worker's address), `site`, `locale`, `page`, `screen` as in [`Widget::open`], and `closed`,
/// a function that is called when the visitor closes the panel.
#[wasm_bindgen]
pub fn mount(root: web_sys::HtmlElement, options: &JsValue) -> Widget {
    let config = Config {
        base: json::text(options, "base"),
        site: json::text(options, "site"),
        page: json::is(options, "page"),
    };
    let closed: Option<js_sys::Function> = json::get(options, "closed").dyn_into().ok();
    let (screen, locale) = (
        screen(&json::get(options, "screen")),
        json::text(options, "locale"),
    );
    // Style sheets that cannot be adopted leave a widget that is plain and works.
    let _ = browser::dom::adopt(&root, panel::STYLE);
    // What `leptos::mount::mount_to` does, without the view layer of 5 kB that it brings. An executor that is there
    // already is this one: it is the widget's own wasm.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let app = owner.with(|| {
        let app = App::new(config, screen, locale);
        let panel = panel::panel(app, closed);
        app.set_panel(panel.node());
        panel::paint(app, json::get(&root.get_root_node(), "host"));
        // Fails only where the tree would have a circle.
        let _ = root.append_child(panel.node());
        app.load();
        app
    });
    Widget {
        app,
        root,
        _owner: owner,
    }
}

#[wasm_bindgen]
impl Widget {
    /// Opens the panel; with `{screen, topic, token}` on that screen.
    pub fn open(&self, options: &JsValue) {
        let app = self.app;
        if options.is_object() {
            app.begin(screen(options));
        }
        app.open.set(true);
        if app.trouble.get_untracked().is_some() {
            app.load();
        }
        app.refocus();
    }

    /// Closes the panel.
    pub fn close(&self) {
        self.app.open.set(false);
    }

    /// Sends what could not be sent before, because there is a network again.
    pub fn resend(&self) {
        api::unsent::send_all();
    }

    /// Shows everything in another language.
    #[wasm_bindgen(js_name = setLocale)]
    pub fn set_locale(&self, locale: &str) {
        self.app.set_locale(locale);
    }
}

impl Drop for Widget {
    fn drop(&mut self) {
        self.root.set_text_content(None);
    }
}

fn screen(options: &JsValue) -> Screen {
    Screen::read(
        &json::text(options, "screen"),
        json::option(options, "topic"),
        json::option(options, "token"),
    )
}
