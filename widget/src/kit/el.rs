//! The one element type of the widget.
//!
//! Leptos makes a type, and the code that builds, updates and removes it, of each distinct element that a `view!`
//! holds. On a page of one's own that is what makes it fast; in a guest it is what makes it big: three small components
//! cost 14 kB (brotli). [`El`] is the builder syntax on Leptos's signals with one type for all elements.
//! Each piece that changes is an effect of its own, and lives as long as the owner under which it was made.

use leptos::prelude::{RenderEffect, StoredValue};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, Event};

/// An element under construction.
#[derive(Clone, Debug)]
pub struct El(Option<Element>);

/// Makes an element.
#[must_use]
pub fn el(tag: &str) -> El {
    El(crate::browser::dom::document().and_then(|document| document.create_element(tag).ok()))
}

/// Makes an element of a drawing.
#[must_use]
pub fn svg(tag: &str) -> El {
    let space = Some("http://www.w3.org/2000/svg");
    El(crate::browser::dom::document()
        .and_then(|document| document.create_element_ns(space, tag).ok()))
}

impl El {
    /// The element itself.
    #[must_use]
    pub fn node(&self) -> Option<&Element> {
        self.0.as_ref()
    }

    /// Sets an attribute.
    #[must_use]
    pub fn attr(self, name: &str, value: &str) -> Self {
        set(self.0.as_ref(), name, Some(value));
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
        if let Some(element) = &self.0 {
            crate::browser::dom::style(element, css);
        }
        self
    }

    /// Keeps an attribute as `value` says; nothing takes it away.
    #[must_use]
    pub fn attr_of(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        self.follow_attr(name, Box::new(value))
    }

    fn follow_attr(self, name: &'static str, value: Box<dyn Fn() -> Option<String>>) -> Self {
        let element = self.0.clone();
        keep(Box::new(move || {
            set(element.as_ref(), name, value().as_deref())
        }));
        self
    }

    /// Sets a property, such as `value` or `checked`.
    #[must_use]
    pub fn property(self, name: &str, value: &JsValue) -> Self {
        assign(self.0.as_ref(), name, value);
        self
    }

    /// Keeps a property as `value` says.
    #[must_use]
    pub fn property_of(self, name: &'static str, value: impl Fn() -> JsValue + 'static) -> Self {
        self.follow_property(name, Box::new(value))
    }

    fn follow_property(self, name: &'static str, value: Box<dyn Fn() -> JsValue>) -> Self {
        let element = self.0.clone();
        keep(Box::new(move || assign(element.as_ref(), name, &value())));
        self
    }

    /// Puts a text at the end.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        if let Some(element) = &self.0 {
            // Fails only where a document cannot hold text.
            let _ = element.append_with_str_1(text);
        }
        self
    }

    /// Keeps the whole content as this text.
    #[must_use]
    pub fn text_of(self, text: impl Fn() -> String + 'static) -> Self {
        self.follow_text(Box::new(text))
    }

    fn follow_text(self, text: Box<dyn Fn() -> String>) -> Self {
        let element = self.0.clone();
        keep(Box::new(move || {
            if let Some(element) = &element {
                element.set_text_content(Some(&text()));
            }
        }));
        self
    }

    /// Puts an element at the end.
    #[must_use]
    pub fn child(self, child: Self) -> Self {
        if let (Some(element), Some(child)) = (&self.0, &child.0) {
            // Fails only where the tree would have a circle.
            let _ = element.append_child(child);
        }
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
            let child = child().and_then(|child| child.0);
            if let Some(element) = &element {
                element.set_text_content(None);
                if let Some(child) = child {
                    // Fails only where the tree would have a circle.
                    let _ = element.append_child(&child);
                }
            }
        }));
        self
    }

    /// Listens to an event.
    #[must_use]
    pub fn on(self, event: &str, run: impl FnMut(Event) + 'static) -> Self {
        listen(self.0.as_ref(), event, Box::new(run));
        self
    }

    /// Listens to a press of the mouse, a finger or the keyboard.
    #[must_use]
    pub fn on_press(self, run: Box<dyn FnMut()>) -> Self {
        let mut run = run;
        self.on("click", move |_| run())
    }
}

fn set(element: Option<&Element>, name: &str, value: Option<&str>) {
    if let Some(element) = element {
        // Fails only for names that are no attribute's.
        let _ = match value {
            Some(value) => element.set_attribute(name, value),
            None => element.remove_attribute(name),
        };
    }
}

fn assign(element: Option<&Element>, name: &str, value: &JsValue) {
    if let Some(element) = element {
        // Fails only for properties that cannot be written.
        let _ = js_sys::Reflect::set(element, &JsValue::from_str(name), value);
    }
}

fn listen(element: Option<&Element>, event: &str, run: Box<dyn FnMut(Event)>) {
    if let Some(element) = element {
        let run: js_sys::Function = Closure::wrap(run).into_js_value().unchecked_into();
        // Fails for no event name.
        let _ = element.add_event_listener_with_callback(event, &run);
    }
}

/// Runs `effect` now and whenever a signal that it read has changed, for as long as the current owner lives.
pub fn keep(effect: Box<dyn Fn()>) {
    let effect = RenderEffect::new(move |_: Option<()>| effect());
    StoredValue::new_local(effect);
}
