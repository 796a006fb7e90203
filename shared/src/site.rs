//! A site (one client company): the checked form of `site.json`.

mod check;
mod draft;

pub(crate) use check::{Use, check, check_phone, check_snake_case, is_https};
pub use draft::{
    AnnouncementDraft, CallbackDraft, NumberDraft, ProjectDraft, PublishDraft, QueueDraft,
    SinkDraft, SiteDraft, SurveyPolicyDraft,
};

use crate::{
    hours::Hours,
    locale::{Locale, Texts},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The survey's file where `site.json` names none.
pub(crate) const DEFAULT_SURVEY: &str = "survey.json";

/// A telephony provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Provider {
    /// Twilio (TwiML).
    Twilio,
}

impl Provider {
    /// Every provider.
    pub const ALL: [Provider; 1] = [Provider::Twilio];

    /// Its name in routes and files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Provider::Twilio => "twilio",
        }
    }

    /// Its name as people read it.
    #[must_use]
    pub fn brand(self) -> &'static str {
        match self {
            Provider::Twilio => "Twilio",
        }
    }

    /// Finds a provider by its name in routes and files.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Provider> {
        Provider::ALL.into_iter().find(|p| p.name() == name)
    }
}

/// A checked site: every name that it uses exists.
#[derive(Clone, Debug)]
pub struct Site {
    /// Id: the folder's name and the `{site}` of the routes.
    pub id: String,
    /// Name that people read.
    pub name: Texts,
    /// Languages, the default first.
    pub locales: Vec<Locale>,
    /// ISO 3166 country of the site's customers.
    pub country: String,
    /// ISO 3166 country in which its data must stay.
    pub data_country: String,
    /// IANA time zone.
    pub time_zone: jiff::tz::TimeZone,
    /// Exact origins that may embed the widget.
    pub origins: Vec<String>,
    /// Opening hours by name.
    pub hours: BTreeMap<String, Hours>,
    /// Projects by id.
    pub projects: BTreeMap<String, Project>,
    /// Queues by id.
    pub queues: BTreeMap<String, Queue>,
    /// Phone numbers (E.164) and who carries them.
    pub numbers: BTreeMap<String, Number>,
    /// Callback policy; without it no callback is offered.
    pub callback: Option<CallbackPolicy>,
    /// Survey policy.
    pub survey: SurveyPolicy,
    /// Where events go, by name.
    pub sinks: BTreeMap<String, Sink>,
    /// Custom properties of the widget's theme: `accent` -> `#0a5`.
    pub theme: BTreeMap<String, String>,
    /// Public base URL, where the site has its own; else the installation's.
    pub public_url: Option<String>,
    /// Announcements in force at some time.
    pub announcements: Vec<Announcement>,
    /// Who may publish.
    pub publish: PublishPolicy,
}

impl Site {
    /// The language used where nothing else is known.
    #[must_use]
    pub fn default_locale(&self) -> Locale {
        self.locales.first().copied().unwrap_or(Locale::En)
    }

    /// Its languages, where it has any: a site that is being checked may not.
    pub(crate) fn known_locales(&self) -> Option<&[Locale]> {
        Some(self.locales.as_slice()).filter(|locales| !locales.is_empty())
    }

    /// `wanted` where the site has it, else the default language.
    #[must_use]
    pub fn locale_or_default(&self, wanted: Option<Locale>) -> Locale {
        wanted
            .filter(|w| self.locales.contains(w))
            .unwrap_or_else(|| self.default_locale())
    }
}

/// A group of queues that operators work for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Name that people read.
    pub name: Texts,
}

/// A queue of callers.
#[derive(Clone, Debug, PartialEq)]
pub struct Queue {
    /// Project id.
    pub project: String,
    /// Name that people read; generated from the project's where absent.
    pub name: Texts,
    /// Skill asked of the operator.
    pub skill: String,
    /// Name of the opening hours.
    pub hours: String,
    /// 1 = first line.
    pub level: u8,
    /// Service level: seconds within which calls should be answered.
    pub answer_within_s: u32,
    /// Names that the ACD uses for it.
    pub acd_names: Vec<String>,
    /// A snapshot older than this is not believed, seconds.
    pub stale_after_s: u32,
}

/// A phone number of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Who carries it.
    pub provider: Provider,
    /// Name of the Worker secret that signs its webhooks.
    pub secret: String,
    /// Menu file that answers it.
    pub menu: String,
    /// Where the last resort transfers to, E.164; without it the last resort apologises and hangs up.
    pub last_resort: Option<String>,
    /// Whether callers may speak instead of pressing keys.
    pub speech: bool,
}

/// When and whom the site calls back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallbackPolicy {
    /// ISO 3166 regions whose numbers may be called.
    pub countries: Vec<String>,
    /// The number that will ring the customer, E.164.
    pub from_number: String,
    /// Length of a slot, minutes.
    pub slot_minutes: u32,
    /// How many callbacks one slot takes.
    pub slot_capacity: u32,
    /// How many days ahead slots are offered.
    pub days: u32,
    /// Attempts before a callback fails.
    pub attempts: u32,
    /// Callbacks a day and site.
    pub daily_cap: u32,
    /// What the customer consents to.
    pub consent: Texts,
}

/// When customers are asked to rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyPolicy {
    /// Survey file.
    pub file: String,
    /// How long an invitation may be answered, hours.
    pub valid_hours: u32,
}

/// Where events are forwarded to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sink {
    /// The built-in QA store.
    BuiltIn,
    /// An HTTPS endpoint, signed as Standard Webhooks with the named secret.
    Webhook {
        /// `https://` URL.
        url: String,
        /// Name of the Worker secret.
        secret: String,
    },
}

/// An outage or a promotion, spoken before the menu and shown in the widget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// First instant.
    pub from: jiff::Timestamp,
    /// Last instant (exclusive).
    pub until: jiff::Timestamp,
    /// What is said.
    pub say: Texts,
}

/// Who may bring new files to callers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PublishPolicy {
    /// Somebody else than who published has to approve: see [`crate::publication`].
    pub second_person: bool,
}
