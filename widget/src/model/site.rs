//! What a site told the widget, and questions about it.

use shared::api::{
    LocaleName, WidgetCallback, WidgetMenu, WidgetQueue, WidgetStep, WidgetStepKind, WidgetSurvey,
};

/// A site in one language: `shared::api::WidgetResponse`, with lists for its maps, because each kind of map is 4 kB.
#[derive(Clone, Debug)]
pub struct Site {
    /// The site's name.
    pub name: String,
    /// Language of the texts.
    pub locale: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    /// Languages to choose from.
    pub locales: Vec<LocaleName>,
    /// The widget's own texts by key.
    pub text: Vec<(String, String)>,
    /// Colours by name.
    pub theme: Vec<(String, String)>,
    /// Announcements in force.
    pub announcements: Vec<String>,
    /// The menu.
    pub menu: WidgetMenu,
    /// The survey.
    pub survey: Option<WidgetSurvey>,
    /// Queues.
    pub queues: Vec<WidgetQueue>,
    /// Callback, where offered.
    pub callback: Option<WidgetCallback>,
    /// The number to call.
    pub phone: Option<String>,
}

impl Site {
    /// One of the widget's own texts; empty where the Worker is older than the widget.
    #[must_use]
    pub fn text(&self, key: &str) -> &str {
        self.text
            .iter()
            .find(|(other, _)| other == key)
            .map_or("", |(_, text)| text)
    }

    /// A step of the menu.
    #[must_use]
    pub fn step(&self, name: &str) -> Option<&WidgetStep> {
        self.menu.steps.get(name)
    }

    /// The step that the menu begins with.
    #[must_use]
    pub fn start(&self) -> Option<&WidgetStep> {
        self.step(&self.menu.start)
    }

    /// A queue by its id; without an id the first open one, or else the first.
    #[must_use]
    pub fn queue(&self, id: Option<&str>) -> Option<&WidgetQueue> {
        let queues = &self.queues;
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
            WidgetStepKind::Callback => self.callback.is_some(),
            WidgetStepKind::Survey => self.survey.is_some(),
            WidgetStepKind::Menu
            | WidgetStepKind::Answer
            | WidgetStepKind::Queue
            | WidgetStepKind::Transfer
            | WidgetStepKind::End => true,
        })
    }
}
