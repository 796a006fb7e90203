//! What the widget knows and decides, as plain values: no DOM, no reactivity, no network.

pub mod callback;
pub mod manage;
pub mod route;
pub mod site;
pub mod survey;
pub mod wait;
