//! The widget's state, shared by all screens.

use crate::{
    api::{self, Request, read, unsent},
    browser::{clock, dom, json},
    kit::State,
    model::{
        callback::{Check, Complaint, Draft, Key},
        manage::Booking,
        route::{History, Screen},
        site::Site,
        survey::Run,
    },
};
use shared::{
    locale::Locale,
    message::{
        Message,
        widget::{OFFLINE, TOO_MANY, Text, UNREACHABLE, words},
    },
};
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// What the loader tells the app.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Address of the Worker without a slash at the end.
    pub base: String,
    /// Site id.
    pub site: String,
    /// A page of our own instead of a panel over somebody else's.
    pub page: bool,
}

/// The widget's state. Every listener and every effect holds it, so it is one pointer wide.
///
/// What it points to, some hundred bytes, stays when the widget is unmounted; its values do not.
#[derive(Clone, Copy)]
pub struct App(&'static Held);

impl std::ops::Deref for App {
    type Target = Held;

    fn deref(&self) -> &Held {
        self.0
    }
}

/// What [`App`] points to.
pub struct Held {
    /// What the site told us; nothing until it has.
    pub site: State<Option<Rc<Site>>>,
    /// Why it has not.
    pub trouble: State<Option<Text>>,
    /// Set once the site is there.
    pub loaded: State<bool>,
    /// The screens.
    pub history: State<History>,
    /// Whether the panel is open.
    pub open: State<bool>,
    /// The language that was wished for.
    pub wish: State<String>,
    /// What is announced to those who do not see it.
    pub status: State<String>,
    /// The callback that is being asked for; outlives a change of screen or language.
    pub draft: State<Draft>,
    /// The callback that was made just now.
    pub booked: State<Option<Booking>>,
    /// The survey that is being answered.
    pub run: State<Run>,
    callback_key: State<Key>,
    survey_key: State<String>,
    visit: State<String>,
    config: State<Config>,
    panel: State<Option<web_sys::Element>>,
    /// The callback's form.
    pub form: Form,
}

/// What the callback's form knows besides the draft.
pub struct Form {
    /// Queue id.
    pub queue: State<String>,
    /// Step's name or free words.
    pub topic: State<Option<String>>,
    /// What the last dry run said.
    pub check: State<Option<Check>>,
    /// What is wrong.
    pub complaints: State<Vec<Complaint>>,
    /// Whether it is being sent.
    pub sending: State<bool>,
}

impl Form {
    fn new() -> Self {
        Self {
            queue: State::new(String::new()),
            topic: State::new(None),
            check: State::new(None),
            complaints: State::new(Vec::new()),
            sending: State::new(false),
        }
    }
}

impl App {
    /// Begins with a screen, in a language if the site has it.
    #[must_use]
    pub fn new(config: Config, screen: Screen, wish: String) -> Self {
        Self(Box::leak(Box::new(Held {
            site: State::new(None),
            trouble: State::new(None),
            loaded: State::new(false),
            history: State::new(History::begin(screen)),
            open: State::new(false),
            wish: State::new(wish),
            status: State::new(String::new()),
            draft: State::new(Draft::default()),
            booked: State::new(None),
            run: State::new(Run::default()),
            callback_key: State::new(Key::default()),
            survey_key: State::new(crate::browser::random_id()),
            visit: State::new(crate::browser::random_id()),
            config: State::new(config),
            panel: State::new(None),
            form: Form::new(),
        })))
    }

    /// One of the widget's texts in the language of the site's answer.
    #[inline]
    #[must_use]
    pub fn text(&self, text: Text) -> String {
        self.text_by_key(text.0)
    }

    /// The same by its key.
    #[must_use]
    pub fn text_by_key(&self, key: &str) -> String {
        self.site.with(|site| {
            site.as_ref()
                .map_or_else(String::new, |site| site.text(key).to_owned())
        })
    }

    /// The text with one place filled in.
    #[must_use]
    pub fn filled(&self, text: Text, name: &str, value: &str) -> String {
        fill(&self.text_by_key(text.0), name, value)
    }

    /// One of the few texts that are needed before the site has answered.
    #[must_use]
    pub fn early(&self, message: &Message) -> &'static str {
        let locale = self.wish.with(|wish| Locale::from_tag(wish));
        message.get(locale.unwrap_or(Locale::En))
    }

    /// What to say about trouble before the site has answered.
    #[must_use]
    pub fn early_trouble(&self, trouble: Text) -> &'static str {
        self.early(match trouble {
            OFFLINE => &words::OFFLINE,
            TOO_MANY => &words::TOO_MANY,
            _ => &words::UNREACHABLE,
        })
    }

    /// The language of the site's answer.
    #[must_use]
    pub fn locale(&self) -> String {
        self.site.with(|site| {
            site.as_ref()
                .map_or_else(String::new, |site| site.0.locale.clone())
        })
    }

    /// Whether the app has a page of its own.
    #[must_use]
    pub fn is_page(&self) -> bool {
        self.config.with_untracked(|config| config.page)
    }

    /// An address of this site's API: `/queues/…`.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        self.config
            .with_untracked(|config| [&config.base, "/v1/sites/", &config.site, path].concat())
    }

    /// The address of the callback with this token.
    #[must_use]
    pub fn callback_url(&self, token: &str) -> String {
        self.config
            .with_untracked(|config| [&config.base, "/v1/callbacks/", token].concat())
    }

    /// Announces something to those who do not see it.
    pub fn say(&self, text: &str) {
        self.status.set(text.to_owned());
    }

    /// Asks for the site in the wished language.
    pub fn load(self) {
        self.trouble.set(None);
        let url = [
            self.url("/widget?locale="),
            String::from(js_sys::encode_uri_component(&self.wish.get_untracked())),
        ]
        .concat();
        api::send(
            Request {
                method: "GET",
                url,
                ..Request::default()
            },
            move |reply| match read::site(&reply.body).filter(|_| reply.is_ok()) {
                Some(site) => {
                    self.site.set(Some(Rc::new(site)));
                    if !self.loaded.get_untracked() {
                        self.loaded.set(true);
                        self.refocus();
                    }
                    unsent::send_all();
                }
                None => self
                    .trouble
                    .set(Some(reply.trouble().unwrap_or(UNREACHABLE))),
            },
        );
    }

    /// Shows everything in another language.
    pub fn set_locale(self, locale: &str) {
        self.wish.set(locale.to_owned());
        self.load();
    }

    /// Shows a screen.
    pub fn go(self, screen: Screen) {
        self.history.update(|history| history.go(screen));
        self.refocus();
    }

    /// Shows a screen as if the widget had been opened with it.
    pub fn begin(self, screen: Screen) {
        self.history.set(History::begin(screen));
        self.refocus();
    }

    /// Goes back one screen.
    pub fn back(self) {
        self.history.update(History::back);
        self.refocus();
    }

    /// Moves the focus to the heading of what is shown, once it is shown.
    pub fn refocus(self) {
        clock::after(0, move || {
            if self.open.get_untracked() {
                self.focus("[data-heading]");
            }
        });
    }

    /// Moves the focus to the first part of the panel that a selector fits.
    pub fn focus(&self, selector: &str) {
        self.panel.with_untracked(|panel| {
            let found = panel
                .as_ref()
                .and_then(|panel| panel.query_selector(selector).ok().flatten());
            if let Some(found) = found {
                dom::focus(&found);
            }
        });
    }

    /// Remembers the panel's element.
    pub fn set_panel(&self, panel: &web_sys::Element) {
        self.panel.set(Some(panel.clone()));
    }

    /// Reports what became of an answer of the menu.
    pub fn report(&self, step: &str, outcome: &str) {
        let body = json::object(&[
            ("node", JsValue::from_str(step)),
            ("outcome", JsValue::from_str(outcome)),
            ("visit", self.visit.get_untracked().into()),
            ("locale", self.locale().into()),
        ]);
        let request = Request {
            method: "POST",
            url: self.url("/deflections"),
            body: json::write(&body),
            ..Request::default()
        };
        // The visitor has nothing to do about a report that is lost.
        api::send(request, |_| ());
    }

    /// The key under which this wish for a callback is sent.
    #[must_use]
    pub fn callback_key(&self, body: &str) -> String {
        let mut key = String::new();
        self.callback_key
            .update_untracked(|last| key = last.of(body, crate::browser::random_id));
        key
    }

    /// The key under which a survey without an invitation is sent.
    #[must_use]
    pub fn survey_key(&self) -> String {
        self.survey_key.get_untracked()
    }
}

/// A text with `{name}` replaced.
#[must_use]
pub fn fill(text: &str, name: &str, value: &str) -> String {
    match text.split_once(&["{", name, "}"].concat()) {
        Some((before, after)) => [before, value, after].concat(),
        None => text.to_owned(),
    }
}
