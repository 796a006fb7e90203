//! A button that copies a text and says that it did.

use super::{
    el::{El, el},
    icon,
    state::State,
};
use crate::{
    app::App,
    browser::{clock, dom},
};
use shared::message::widget::{COPIED, Text};

/// How long the button says that it has copied.
const SHOWN_MS: i32 = 2_000;

/// The button; `label` is what it says before it is pressed.
#[must_use]
pub fn copy(app: App, label: Text, text: String) -> El {
    let copied = State::new(false);
    el("button")
        .attr("type", "button")
        .class("button")
        .attr_of("data-copied", move || copied.get().then(String::new))
        .child_of(move || {
            let (strokes, text) = if copied.get() {
                (icon::TICK, COPIED)
            } else {
                (icon::COPY, label)
            };
            Some(
                el("span")
                    .child(icon::icon(strokes))
                    .child(el("span").text(&app.text(text))),
            )
        })
        .on_press(Box::new(move || {
            dom::copy(&text, move |worked| {
                if worked {
                    copied.set(true);
                    app.say(&app.text(COPIED));
                    clock::after(SHOWN_MS, move || {
                        copied.set(false);
                    });
                }
            });
        }))
}
