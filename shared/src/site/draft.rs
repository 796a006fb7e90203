//! `site.json` as people write it. The comments here are what an editor shows them.

use super::Provider;
use crate::{
    hours::HoursDraft,
    locale::{Locale, Texts},
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A site: who you are, in which languages you speak, when you are open, and who answers.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Site"))]
#[serde(deny_unknown_fields)]
pub struct SiteDraft {
    /// Tells your editor how to help you: `"../site.schema.json"`.
    #[serde(rename = "$schema")]
    pub schema: Option<String>,
    /// Version of this file's format: always 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1)))]
    pub version: u32,
    /// Your name as customers know it.
    pub name: Texts,
    /// Your languages. The first one is used where nothing else is known.
    pub locales: Vec<Locale>,
    /// The country of your customers, as two capital letters: `"AZ"`.
    pub country: String,
    /// The country in which your customers' data must stay. The same as `country` if you leave it out.
    pub data_country: Option<String>,
    /// Your time zone: `"Asia/Baku"`. Opening hours and dates are read in it.
    pub time_zone: String,
    /// Addresses of the websites that may show the widget: `"https://www.mobile.example"`.
    #[serde(default)]
    pub origins: Vec<String>,
    /// Opening hours, each under a name of your choice.
    pub hours: BTreeMap<String, HoursDraft>,
    /// Projects: groups of queues that the same operators work for.
    pub projects: BTreeMap<String, ProjectDraft>,
    /// Queues in which customers wait for an operator.
    pub queues: BTreeMap<String, QueueDraft>,
    /// Your phone numbers, written like `"+994125550100"`, and the menu that answers each.
    #[serde(default)]
    pub numbers: BTreeMap<String, NumberDraft>,
    /// When and whom you call back. Leave it out if you offer no callback.
    pub callback: Option<CallbackDraft>,
    /// Your survey. Leave it out if you ask none.
    pub survey: Option<SurveyPolicyDraft>,
    /// Where answers, callbacks and ended calls are sent, each under a name of your choice.
    #[serde(default)]
    pub sinks: BTreeMap<String, SinkDraft>,
    /// Colours and shapes of the widget: `"accent": "#0a5"`.
    #[serde(default)]
    pub theme: BTreeMap<String, String>,
    /// The public address of Ringback for this site, if it has its own: `"https://help.mobile.example"`.
    pub public_url: Option<String>,
    /// Outages and promotions: spoken before the menu and shown in the widget while they last.
    #[serde(default)]
    pub announcements: Vec<AnnouncementDraft>,
    /// Who may publish. Leave it out if everybody with a marketing token may.
    pub publish: Option<PublishDraft>,
}

/// Who may publish.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "PublishPolicy"))]
#[serde(deny_unknown_fields)]
pub struct PublishDraft {
    /// `true` if a second person has to approve what somebody publishes, before callers hear it. Once it is in force,
    /// it takes a second person to switch it off as well.
    #[serde(default)]
    pub second_person: bool,
}

/// A project: a group of queues that the same operators work for.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Project"))]
#[serde(deny_unknown_fields)]
pub struct ProjectDraft {
    /// The project's name as people read it.
    pub name: Texts,
}

/// A queue in which customers wait for an operator.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Queue"))]
#[serde(deny_unknown_fields)]
pub struct QueueDraft {
    /// The project that it belongs to.
    pub project: String,
    /// The queue's name as people read it. The project's name if you leave it out.
    pub name: Option<Texts>,
    /// What the operator must be able to do. The queue's own name if you leave it out.
    pub skill: Option<String>,
    /// The name of the opening hours in which operators answer.
    pub hours: String,
    /// 1 for the first line, 2 for the second. 1 if you leave it out.
    #[serde(default = "one")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 9)))]
    pub level: u8,
    /// Seconds within which you want calls to be answered. 20 if you leave it out.
    #[serde(default = "twenty")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 3600)))]
    pub answer_within_s: u32,
    /// The names that your call distribution system uses for this queue.
    #[serde(default)]
    pub acd_names: Vec<String>,
    /// Seconds after which a report of the queue's length is too old to be believed. 90 if you leave it out.
    #[serde(default = "ninety")]
    #[cfg_attr(feature = "schema", schemars(range(min = 5, max = 3600)))]
    pub stale_after_s: u32,
}

/// A phone number of yours.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "PhoneNumber"))]
#[serde(deny_unknown_fields)]
pub struct NumberDraft {
    /// Who carries the number's calls.
    pub provider: Provider,
    /// The NAME of the secret with which the provider signs its requests: `"MOBILE_TWILIO_TOKEN"`. Never the secret itself.
    pub secret: String,
    /// The menu that answers: `"menu.json"`.
    pub menu: String,
    /// The number to which callers are connected when everything else fails. Without it they hear an apology and the
    /// call ends.
    pub last_resort: Option<String>,
    /// Whether callers may speak instead of pressing keys, where the provider can listen; it costs extra there. No if
    /// you leave it out.
    #[serde(default)]
    pub speech: bool,
}

/// When and whom you call back.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "CallbackPolicy"))]
#[serde(deny_unknown_fields)]
pub struct CallbackDraft {
    /// Countries whose numbers you call, as two capital letters. Your own country if you leave it out.
    pub countries: Option<Vec<String>>,
    /// The number that will ring your customer.
    pub from_number: String,
    /// Length of a slot in minutes: 10, 15, 20, 30 or 60. 30 if you leave it out.
    #[serde(default = "thirty")]
    #[cfg_attr(feature = "schema", schemars(extend("enum" = [10, 15, 20, 30, 60])))]
    pub slot_minutes: u32,
    /// How many callbacks fit into one slot. 4 if you leave it out.
    #[serde(default = "four")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1000)))]
    pub slot_capacity: u32,
    /// How many days ahead a customer may choose a slot. 14 if you leave it out.
    #[serde(default = "fourteen")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 60)))]
    pub days: u32,
    /// How often you try to reach a customer. 3 if you leave it out.
    #[serde(default = "three")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 10)))]
    pub attempts: u32,
    /// The most callbacks that you accept a day. 500 if you leave it out.
    #[serde(default = "five_hundred")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 100_000)))]
    pub daily_cap: u32,
    /// What the customer agrees to by asking for a callback.
    pub consent: Texts,
}

/// When customers are asked to rate.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "SurveyPolicy"))]
#[serde(deny_unknown_fields)]
pub struct SurveyPolicyDraft {
    /// The survey: `"survey.json"`.
    pub file: String,
    /// How many hours an invitation may be answered. 72 if you leave it out.
    #[serde(default = "seventy_two")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 2160)))]
    pub valid_hours: u32,
}

/// Where answers, callbacks and ended calls are sent.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Sink"))]
#[serde(deny_unknown_fields)]
pub struct SinkDraft {
    /// `"built_in"` for Ringback's own store, or an address that begins with `https://`.
    pub to: String,
    /// The NAME of the secret that signs what is sent: `"MOBILE_CRM_SECRET"`. Needed for an address.
    pub secret: Option<String>,
}

/// An outage or a promotion.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Announcement"))]
#[serde(deny_unknown_fields)]
pub struct AnnouncementDraft {
    /// When it begins, in your time zone: `"2030-03-01 08:00"`.
    pub from: String,
    /// When it ends, in your time zone.
    pub until: String,
    /// What callers hear and visitors read.
    pub say: Texts,
}

fn one() -> u8 {
    1
}
fn twenty() -> u32 {
    20
}
fn ninety() -> u32 {
    90
}
fn thirty() -> u32 {
    30
}
fn four() -> u32 {
    4
}
fn fourteen() -> u32 {
    14
}
fn three() -> u32 {
    3
}
fn five_hundred() -> u32 {
    500
}
fn seventy_two() -> u32 {
    72
}
