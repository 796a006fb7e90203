//! The one element type of the widget.
//!
//! Leptos makes a type, and the code that builds, updates and removes it, of each distinct element that a `view!`
//! holds. On a page of one's own that is what makes it fast; in a guest it is what makes it big: three small components
//! cost 14 kB (brotli). [`El`] is the builder syntax on Leptos's signals with one type for all elements.
//! Each piece that changes is an effect of its own, and lives as long as the owner under which it was made.

use crate::browser::dom;
use leptos::prelude::{RenderEffect, StoredValue};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, Event};

/// An element under construction.
///
/// Without a document (the page is gone) it is no element at all, and whatever is done to it does nothing.
#[derive(Clone, Debug)]
pub struct El(Element);

/// Makes an element.
#[must_use]
pub fn el(tag: &str) -> El {
    El(dom::create("http://www.w3.org/1999/xhtml", tag))
}

/// Makes an element of a drawing.
#[must_use]
pub fn svg(tag: &str) -> El {
    El(dom::create("http://www.w3.org/2000/svg", tag))
}

impl El {
    /// The element itself.
    #[must_use]
    pub fn node(&self) -> &Element {
        &self.0
    }

    /// Sets an attribute.
    #[must_use]
    pub fn attr(self, name: &str, value: &str) -> Self {
        set(&self.0, name, Some(value));
        self
    }

    /// Sets the class.
    #[must_use]
    pub fn class(self, value: &str) -> Self {
        self.attr("class", value)
    }

    /// Sets the element's own style.
    #[must_use]
    pub fn style(self, css: &str) -> Self {
        dom::style(&self.0, css);
        self
    }

    /// Keeps an attribute as `value` says; nothing takes it away.
    #[must_use]
    pub fn attr_of(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        self.follow_attr(name, Box::new(value))
    }

    fn follow_attr(self, name: &'static str, value: Box<dyn Fn() -> Option<String>>) -> Self {
        let element = self.0.clone();
        keep(Box::new(move || set(&element, name, value().as_deref())));
        self
    }

    /// Sets a property, such as `value` or `checked`.
    #[must_use]
    pub fn property(self, name: &str, value: &JsValue) -> Self {
        assign(&self.0, name, value);
        self
    }

    /// Keeps a property as `value` says.
    #[must_use]
    pub fn property_of(self, name: &'static str, value: impl Fn() -> JsValue + 'static) -> Self {
        self.follow_property(name, Box::new(value))
    }

    fn follow_property(self, name: &'static str, value: Box<dyn Fn() -> JsValue>) -> Self {
        let element = self.0.clone();
        keep(Box::new(move || assign(&element, name, &value())));
        self
    }

    /// Puts a text at the end.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        // Fails only where a document cannot hold text.
        let _ = self.0.append_with_str_1(text);
        self
    }

    /// Keeps the whole content as this text.
    #[must_use]
    pub fn text_of(self, text: impl Fn() -> String + 'static) -> Self {
        self.follow_text(Box::new(text))
    }

    fn follow_text(self, text: Box<dyn Fn() -> String>) -> Self {
        let element = self.0.clone();
        keep(Box::new(move || element.set_text_content(Some(&text()))));
        self
    }

    /// Puts an element at the end.
    #[must_use]
    pub fn child(self, child: Self) -> Self {
        // Fails only where the tree would have a circle.
        let _ = self.0.append_child(&child.0);
        self
    }

    /// Puts elements at the end.
    #[must_use]
    pub fn children(self, children: impl IntoIterator<Item = Self>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// Keeps the whole content as this element. What belonged to the one before is cleaned up.
    #[must_use]
    pub fn child_of(self, child: impl Fn() -> Option<Self> + 'static) -> Self {
        self.follow_child(Box::new(child))
    }

    fn follow_child(self, child: Box<dyn Fn() -> Option<Self>>) -> Self {
        let element = self.0.clone();
        keep(Box::new(move || {
            let child = child();
            element.set_text_content(None);
            if let Some(child) = child {
                // Fails only where the tree would have a circle.
                let _ = element.append_child(&child.0);
            }
        }));
        self
    }

    /// Listens to an event.
    #[must_use]
    pub fn on(self, event: &str, run: impl FnMut(Event) + 'static) -> Self {
        listen(&self.0, event, Box::new(run));
        self
    }

    /// Listens to a press of the mouse, a finger or the keyboard.
    #[must_use]
    pub fn on_press(self, run: Box<dyn FnMut()>) -> Self {
        let mut run = run;
        self.on("click", move |_| run())
    }
}

fn set(element: &Element, name: &str, value: Option<&str>) {
    // Fails only for names that are no attribute's.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

fn assign(element: &Element, name: &str, value: &JsValue) {
    // Fails only for properties that cannot be written.
    let _ = js_sys::Reflect::set(element, &JsValue::from_str(name), value);
}

fn listen(element: &Element, event: &str, run: Box<dyn FnMut(Event)>) {
    let run: js_sys::Function = Closure::wrap(run).into_js_value().unchecked_into();
    // Fails for no event name.
    let _ = element.add_event_listener_with_callback(event, &run);
}

/// Runs `effect` now and whenever a signal that it read has changed, for as long as the current owner lives.
pub fn keep(effect: Box<dyn Fn()>) {
    let effect = RenderEffect::new(move |_: Option<()>| effect());
    StoredValue::new_local(effect);
}
