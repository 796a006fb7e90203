//! Which screen is shown, and how one goes back.

/// A screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    /// Search and topics.
    Home,
    /// A step of the menu by its name.
    Step(String),
    /// The wait of a queue; without an id the first open one.
    Wait(Option<String>),
    /// Asking for a callback from a queue, about a topic.
    Callback {
        /// Queue id.
        queue: Option<String>,
        /// Step's name or free words.
        topic: Option<String>,
    },
    /// A callback by the token of its link.
    Manage(String),
    /// The survey, with the token of an invitation where there is one.
    Survey(Option<String>),
}

impl Screen {
    /// Reads what a host page may ask for: `help`, `wait`, `callback`, `survey`, or a step's name.
    #[must_use]
    pub fn read(name: &str, topic: Option<String>, token: Option<String>) -> Self {
        match (name, token) {
            ("callback", Some(token)) => Self::Manage(token),
            ("callback", None) => Self::Callback { queue: None, topic },
            ("survey", token) => Self::Survey(token),
            ("wait" | "call", _) => Self::Wait(None),
            ("" | "help" | "home", _) => topic.map_or(Self::Home, Self::Step),
            (step, _) => Self::Step(step.to_owned()),
        }
    }
}

/// The screens behind the one that is shown. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    behind: Vec<Screen>,
    shown: Screen,
}

impl Default for History {
    fn default() -> Self {
        Self::begin(Screen::Home)
    }
}

impl History {
    /// Begins with a screen; a screen other than home has home behind it.
    #[must_use]
    pub fn begin(screen: Screen) -> Self {
        let behind = match screen {
            Screen::Home | Screen::Survey(Some(_)) | Screen::Manage(_) => Vec::new(),
            Screen::Step(_) | Screen::Wait(_) | Screen::Callback { .. } | Screen::Survey(None) => {
                vec![Screen::Home]
            }
        };
        Self {
            behind,
            shown: screen,
        }
    }

    /// The screen that is shown.
    #[must_use]
    pub fn shown(&self) -> &Screen {
        &self.shown
    }

    /// The screens behind it, the first one first.
    #[must_use]
    pub fn behind(&self) -> &[Screen] {
        &self.behind
    }

    /// Shows a screen. One that is already behind is gone back to, so that circles in a menu do not pile up.
    pub fn go(&mut self, screen: Screen) {
        if screen == self.shown {
            return;
        }
        match self.behind.iter().position(|behind| *behind == screen) {
            Some(at) => self.behind.truncate(at),
            None => self.behind.push(self.shown.clone()),
        }
        self.shown = screen;
    }

    /// Goes back one screen.
    pub fn back(&mut self) {
        if let Some(screen) = self.behind.pop() {
            self.shown = screen;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(name: &str) -> Screen {
        Screen::Step(name.to_owned())
    }

    #[test]
    fn going_back_returns_the_way_one_came() {
        let mut history = History::begin(Screen::Home);
        history.go(step("roaming"));
        history.go(step("prices"));
        history.back();
        assert_eq!(history.shown(), &step("roaming"));
        history.back();
        history.back();
        assert_eq!(history.shown(), &Screen::Home);
        assert!(history.behind().is_empty());
    }

    #[test]
    fn a_circle_in_the_menu_does_not_pile_up() {
        let mut history = History::begin(Screen::Home);
        for name in ["a", "b", "a", "b", "a"] {
            history.go(step(name));
        }
        assert_eq!(history.shown(), &step("a"));
        assert_eq!(history.behind(), [Screen::Home]);
    }

    #[test]
    fn a_signed_link_opens_without_anything_behind_it() {
        assert!(
            History::begin(Screen::Survey(Some("t".into())))
                .behind()
                .is_empty()
        );
        assert_eq!(History::begin(step("a")).behind(), [Screen::Home]);
    }

    #[test]
    fn a_host_page_names_screens_in_words() {
        for (name, topic, token, expected) in [
            ("help", None, None, Screen::Home),
            ("", Some("roaming"), None, step("roaming")),
            ("wait", None, None, Screen::Wait(None)),
            (
                "callback",
                Some("roaming"),
                None,
                Screen::Callback {
                    queue: None,
                    topic: Some("roaming".into()),
                },
            ),
            ("callback", None, Some("t"), Screen::Manage("t".into())),
            ("survey", None, Some("t"), Screen::Survey(Some("t".into()))),
            ("survey", None, None, Screen::Survey(None)),
            ("balance", None, None, step("balance")),
        ] {
            let read = Screen::read(name, topic.map(str::to_owned), token.map(str::to_owned));
            assert_eq!(read, expected, "{name}");
        }
    }
}
