//! The one door into a call.

use super::{CallEvent, Effect, Session, Verb};
use crate::{
    bundle::Bundle,
    locale::Locale,
    menu::Menu,
    queue::QueueStates,
    site::{Number, Provider},
};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Who calls whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Carrier.
    pub provider: Provider,
    /// The carrier's id of the call.
    pub id: String,
    /// Calling number (ANI), E.164, where shown.
    pub ani: Option<String>,
    /// Number dialled (DNIS), E.164.
    pub dnis: String,
}

/// Everything that a turn may know beyond menu, session and event.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The clock.
    pub now: Timestamp,
    /// Site, survey, audio.
    pub bundle: &'a Bundle,
    /// The dialled number's settings.
    pub number: &'a Number,
    /// Last known queue states.
    pub queues: &'a QueueStates,
    /// Open callbacks by queue id, which count as callers ahead.
    pub pending_callbacks: &'a BTreeMap<String, u32>,
    /// The call.
    pub call: &'a Call,
}

/// What a turn results in.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// State for the next webhook.
    pub session: Session,
    /// What the line does.
    pub verbs: Vec<Verb>,
    /// What is stored before the reply.
    pub effects: Vec<Effect>,
}

/// The session of a call that has just come in.
#[must_use]
pub fn start(menu: &Menu, facts: &Facts<'_>) -> Session {
    let _ = (menu, facts);
    todo!("call engineer")
}

/// Moves a call forward by one event. Pure and total.
#[must_use]
pub fn step(menu: &Menu, session: Session, event: &CallEvent, facts: &Facts<'_>) -> Step {
    let _ = (menu, session, event, facts);
    todo!("call engineer")
}

/// What a caller hears when nothing else is possible: an apology, then the number's last resort, then hang-up.
#[must_use]
pub fn last_resort(locale: Locale, number: Option<&Number>) -> Vec<Verb> {
    let _ = (locale, number);
    todo!("call engineer")
}
