//! Buttons, and links that look like them.

use super::{
    el::{El, el},
    icon::{Strokes, icon},
};

/// Weight of a button: at most one main button a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// What most people want.
    Main,
    /// Another way.
    Other,
    /// A word among others.
    Quiet,
    /// It takes something away.
    Danger,
}

impl Weight {
    fn class(self) -> &'static str {
        match self {
            Weight::Main => "button main",
            Weight::Other => "button",
            Weight::Quiet => "button quiet",
            Weight::Danger => "button danger",
        }
    }
}

/// A button with a label and, before it, an icon.
#[must_use]
pub fn button(
    weight: Weight,
    strokes: Option<Strokes>,
    label: &str,
    press: impl FnMut() + 'static,
) -> El {
    button_with(weight, strokes, label, Box::new(press))
}

fn button_with(
    weight: Weight,
    strokes: Option<Strokes>,
    label: &str,
    press: Box<dyn FnMut()>,
) -> El {
    el("button")
        .attr("type", "button")
        .class(weight.class())
        .children(strokes.map(icon))
        .child(el("span").text(label))
        .on_press(press)
}

/// A link that looks like a button. `tel:` links stay where they are, others open a new tab.
#[must_use]
pub fn link(weight: Weight, strokes: Strokes, label: &str, href: &str, new_tab: &str) -> El {
    let link = el("a")
        .class(weight.class())
        .attr("href", href)
        .child(icon(strokes))
        .child(el("span").text(label));
    if href.starts_with("tel:") {
        link
    } else {
        link.attr("target", "_blank")
            .attr("rel", "noopener noreferrer")
            .child(el("span").class("unseen").text(", ").text(new_tab))
    }
}

/// A square button with an icon; the label is read out and shown as a tip.
#[must_use]
pub fn icon_button(strokes: Strokes, label: &str, press: impl FnMut() + 'static) -> El {
    icon_button_with(strokes, label, Box::new(press))
}

fn icon_button_with(strokes: Strokes, label: &str, press: Box<dyn FnMut()>) -> El {
    el("button")
        .attr("type", "button")
        .class("icon-button")
        .attr("aria-label", label)
        .attr("title", label)
        .child(icon(strokes))
        .on_press(press)
}

/// A full-width row that leads on.
#[must_use]
pub fn row(
    strokes: Option<Strokes>,
    title: &str,
    more: Option<El>,
    press: impl FnMut() + 'static,
) -> El {
    row_with(strokes, title, more, Box::new(press))
}

fn row_with(
    strokes: Option<Strokes>,
    title: &str,
    more: Option<El>,
    press: Box<dyn FnMut()>,
) -> El {
    el("button")
        .attr("type", "button")
        .class("row")
        .children(strokes.map(|strokes| el("span").class("row-icon").child(icon(strokes))))
        .child(
            el("span")
                .class("row-text")
                .child(el("span").class("row-title").text(title))
                .children(more),
        )
        .child(icon(super::icon::ONWARD))
        .on_press(press)
}
