//! Boxes that tell something, and complaints beside fields.

use super::{
    el::{El, el},
    icon::{Strokes, icon},
};

/// A box with an icon; `kind` is `news`, `bad` or `good`.
#[must_use]
pub fn notice(kind: &str, strokes: Strokes, text: &str) -> El {
    el("div")
        .class(&["notice ", kind].concat())
        .child(icon(strokes))
        .child(el("p").text(text))
}

/// The end of something: a big tick and words.
#[must_use]
pub fn finished(strokes: Strokes, title: El, text: &str) -> El {
    let finished = el("div")
        .class("finished")
        .child(el("span").class("finished-icon").child(icon(strokes)))
        .child(title);
    if text.is_empty() {
        finished
    } else {
        finished.child(el("p").class("lead").text(text))
    }
}

/// A complaint beside a field, tied to it by `id`; empty as long as there is none.
#[must_use]
pub fn complaint(id: &str, text: impl Fn() -> String + 'static) -> El {
    let text = move || Some(text()).filter(|text| !text.is_empty());
    el("p").class("complaint").attr("id", id).child_of(move || {
        let text = text()?;
        Some(
            el("span")
                .child(icon(super::icon::WARNING))
                .child(el("span").text(&text)),
        )
    })
}
