//! Small things that the DOM is asked for.

use super::json;
use wasm_bindgen::{JsCast, JsValue};

/// Moves the focus without scrolling the host page.
pub fn focus(element: &web_sys::Element) {
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // An element that is gone takes no focus.
        let _ = element.focus_with_options(&options);
    }
}

/// The value of the field that an event came from.
#[must_use]
pub fn value(event: &web_sys::Event) -> String {
    event
        .target()
        .map(|target| json::text(&target, "value"))
        .unwrap_or_default()
}

/// Whether the box that an event came from is ticked.
#[must_use]
pub fn checked(event: &web_sys::Event) -> bool {
    event
        .target()
        .is_some_and(|target| json::is(&target, "checked"))
}

/// Whether anybody can see the page.
#[must_use]
pub fn page_is_visible() -> bool {
    document().is_some_and(|document| !document.hidden())
}

/// Whether the browser believes that it has a network.
#[must_use]
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// The host page's document.
#[must_use]
pub fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

/// Puts a text on the clipboard, then calls `done` with whether that worked.
pub fn copy(text: &str, done: impl FnOnce(bool) + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    // The clipboard does not exist on pages without TLS.
    let clipboard = json::get(&window.navigator(), "clipboard");
    let Some(clipboard) = clipboard.dyn_ref::<web_sys::Clipboard>() else {
        done(false);
        return;
    };
    let written = clipboard.write_text(text);
    super::spawn(Box::pin(async move {
        done(wasm_bindgen_futures::JsFuture::from(written).await.is_ok());
    }));
}

/// Adopts a style sheet in the tree that `element` lies in. Sheets made by script need no permission of the host's
/// policy, unlike `<style>`.
pub fn adopt(element: &web_sys::Element, css: &str) -> Result<(), JsValue> {
    let sheet = web_sys::CssStyleSheet::new()?;
    sheet.replace_sync(css)?;
    let adopted = json::get(&element.get_root_node(), "adoptedStyleSheets");
    if let Some(adopted) = adopted.dyn_ref::<js_sys::Array>() {
        adopted.push(&sheet);
    }
    Ok(())
}

/// Whether a media query fits right now.
#[must_use]
pub fn matches(query: &str) -> bool {
    web_sys::window()
        .and_then(|window| window.match_media(query).ok().flatten())
        .is_some_and(|media| media.matches())
}

/// Sets an element's own style. A host's policy may forbid style attributes, but not this.
pub fn style(element: &JsValue, css: &str) {
    let style = json::get(element, "style");
    if style.is_object() {
        // Text that is no style is ignored by the browser.
        let _ = js_sys::Reflect::set(&style, &"cssText".into(), &css.into());
    }
}

/// Makes an element of a namespace.
#[must_use]
pub fn create(space: &str, tag: &str) -> web_sys::Element {
    document()
        .and_then(|document| document.create_element_ns(Some(space), tag).ok())
        // Without a document nothing is shown, and calls on `undefined` fail as results, which are ignored.
        .unwrap_or_else(|| JsValue::UNDEFINED.unchecked_into())
}
