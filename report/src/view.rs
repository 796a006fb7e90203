//! The parts of the page, as HTML.
//!
//! The command line writes them into the file, so that the page can be read without JavaScript; the page itself writes
//! them anew, with the same functions, when its text is edited.

pub mod calls;
pub mod editor;
pub mod figures;
pub mod overview;
pub mod phone;
pub mod picture;
pub mod problems;
pub mod steps;

use crate::{lang::Lang, study::Study};

/// A part of the page that follows the edited files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// How it stands, in a line.
    Overview,
    /// The menus, drawn.
    Picture,
    /// Everything that is wrong.
    Problems,
    /// The files that can be edited.
    Tabs,
    /// Seconds to a person, and the size of what is sent to providers.
    Figures,
    /// How much of the menus the site's calls take.
    Calls,
    /// The steps as a list.
    Steps,
    /// Whom the phone can call, from where, and how the queues stand.
    Scene,
}

impl Part {
    /// Every part, with the id of its element.
    pub const ALL: [(Part, &'static str); 8] = [
        (Part::Overview, "overview"),
        (Part::Picture, "picture"),
        (Part::Problems, "problem-list"),
        (Part::Tabs, "tabs"),
        (Part::Figures, "figure-list"),
        (Part::Calls, "call-list"),
        (Part::Steps, "step-list"),
        (Part::Scene, "scene"),
    ];

    /// What stands in the element.
    #[must_use]
    pub fn render(self, study: &Study, lang: Lang) -> String {
        match self {
            Part::Overview => overview::render(study, lang),
            Part::Picture => picture::render(study, lang),
            Part::Problems => problems::render(study, lang),
            Part::Tabs => editor::tabs(study, lang),
            Part::Figures => figures::render(study, lang),
            Part::Calls => calls::render(study, lang),
            Part::Steps => steps::render(study, lang),
            Part::Scene => phone::scene(study, lang),
        }
    }
}

/// The id of a step in the list of steps.
fn step_id(menu: usize, step: usize) -> String {
    format!("step-{menu}-{step}")
}
