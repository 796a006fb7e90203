//! The screens, one a file.

mod answer;
mod callback;
mod home;
mod manage;
mod step;
mod survey;
mod wait;

use crate::{app::App, kit::El, model::route::Screen};

/// Shows a screen.
#[must_use]
pub fn show(app: App, screen: Screen) -> El {
    match screen {
        Screen::Home => home::home(app),
        Screen::Step(name) => step::step(app, &name),
        Screen::Wait(queue) => wait::wait(app, queue.as_deref(), None),
        Screen::Callback { queue, topic } => callback::callback(app, queue.as_deref(), topic),
        Screen::Manage(token) => manage::manage(app, token),
        Screen::Survey(token) => survey::survey(app, token),
    }
}
