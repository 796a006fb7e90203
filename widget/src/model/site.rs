//! What a site told the widget, and questions about it.

use shared::api::{WidgetQueue, WidgetResponse, WidgetStep, WidgetStepKind};

/// A site in one language.
#[derive(Clone, Debug)]
pub struct Site(pub WidgetResponse);

impl Site {
    /// One of the widget's own texts; empty where the Worker is older than the widget.
    #[must_use]
    pub fn text(&self, key: &str) -> &str {
        self.0.text.get(key).map_or("", String::as_str)
    }

    /// A step of the menu.
    #[must_use]
    pub fn step(&self, name: &str) -> Option<&WidgetStep> {
        self.0.menu.steps.get(name)
    }

    /// The step that the menu begins with.
    #[must_use]
    pub fn start(&self) -> Option<&WidgetStep> {
        self.step(&self.0.menu.start)
    }

    /// A queue by its id; without an id the first open one, or else the first.
    #[must_use]
    pub fn queue(&self, id: Option<&str>) -> Option<&WidgetQueue> {
        let queues = &self.0.queues;
        match id {
            Some(id) => queues.iter().find(|queue| queue.id == id),
            None => queues.iter().find(|queue| queue.open).or(queues.first()),
        }
    }

    /// What a step is called: its option's name, or its text where no option leads to it.
    #[must_use]
    pub fn title(&self, name: &str) -> String {
        self.step(name).map_or_else(String::new, |step| {
            if step.title.is_empty() {
                step.say.clone()
            } else {
                step.title.clone()
            }
        })
    }

    /// Whether a step can be shown at all.
    #[must_use]
    pub fn offers(&self, name: &str) -> bool {
        self.step(name).is_some_and(|step| match step.kind {
            WidgetStepKind::Callback => self.0.callback.is_some(),
            WidgetStepKind::Survey => self.0.survey.is_some(),
            WidgetStepKind::Menu
            | WidgetStepKind::Answer
            | WidgetStepKind::Queue
            | WidgetStepKind::Transfer
            | WidgetStepKind::End => true,
        })
    }
}
