//! The one door into a call.
//!
//! A turn is: an event comes in, the current step of the menu reacts to it and names the next step, and steps that need
//! no waiting are walked through until one waits for the caller, the queue or a store. What was to be said on the way
//! is said before.

mod answer;
mod callback;
mod choice;
mod digits;
mod language;
mod queue;
mod said;
mod survey;
mod transfer;
mod voicemail;
mod walk;

pub(super) use walk::{Awaited, Miss, Next, Walk};

use super::{CallEvent, DialResult, Effect, Phase, Session, Speech, Verb};
use crate::{
    bundle::Bundle,
    locale::Locale,
    menu::{Menu, NodeId, NodeKind},
    message::call as message,
    queue::QueueStates,
    site::{Number, Provider},
};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Steps that may be walked through between two waits. A menu that needs more is going in circles.
const MAX_STEPS: usize = 100;

/// Turns of the self-service part of a call, each a question of some fifteen seconds; who is still in the menu by then,
/// after about a quarter of an hour, needs a person.
const MAX_MENU_TURNS: u16 = 60;

/// Turns of a call; waiting in a queue does not count.
const MAX_TURNS: u16 = 200;

/// Seconds that a transfer rings.
const RING_S: u32 = 30;

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
    /// State for the next webhook. Its `turn` is the one whose number makes the effects' ids.
    pub session: Session,
    /// What the line does.
    pub verbs: Vec<Verb>,
    /// What is stored before the reply.
    pub effects: Vec<Effect>,
    /// The steps that were entered, in order: where the call has been between what it waited for and what it waits for.
    pub entered: Vec<NodeId>,
}

/// The session of a call that has just come in.
#[must_use]
pub fn start(menu: &Menu, facts: &Facts<'_>) -> Session {
    Session {
        bundle: facts.bundle.version,
        node: menu.start,
        phase: Phase::Enter,
        locale: facts.bundle.site.default_locale(),
        silent: 0,
        wrong: 0,
        turn: 0,
        menu_turns: 0,
        callbacks_ahead: 0,
        answers: Vec::new(),
        digits: Vec::new(),
        announced: false,
        unstored: Vec::new(),
    }
}

/// Moves a call forward by one event. Pure and total.
///
/// A turn ends in something audible, in the next turn ([`Verb::Continue`], [`Verb::Leave`]) or in hanging up. Wait
/// documents ([`CallEvent::Waiting`]) change nothing and have no effects, because a provider keeps the state that the
/// caller joined the queue with.
#[must_use]
pub fn step(menu: &Menu, session: Session, event: &CallEvent, facts: &Facts<'_>) -> Step {
    let mut walk = Walk::new(menu, facts, session, event);
    let next = if walk.is_overdue() {
        walk.give_up()
    } else {
        react(&mut walk, event)
    };
    follow(&mut walk, next);
    walk.end()
}

/// What a caller hears when nothing else is possible: an apology, then the number's last resort, then hang-up.
#[must_use]
pub fn last_resort(locale: Locale, number: Option<&Number>) -> Vec<Verb> {
    let say = |text: &crate::message::Message| Verb::Say(Speech::text(locale, text.get(locale)));
    match number.and_then(|n| n.last_resort.clone()) {
        Some(to) => vec![
            say(&message::APOLOGY_TRANSFER),
            Verb::Transfer { to, ring_s: RING_S },
        ],
        None => vec![say(&message::APOLOGY_GOODBYE), Verb::HangUp],
    }
}

/// What the current step makes of an event.
fn react(walk: &mut Walk<'_>, event: &CallEvent) -> Next {
    let menu = walk.menu;
    match (event, walk.session.phase.clone()) {
        (CallEvent::HungUp, _) => return walk.hang_up(),
        (CallEvent::Dialled(DialResult::NotAnswered), Phase::Over) => {
            walk.say_message(&message::NOBODY_ANSWERED);
            walk.say_message(&message::GOODBYE);
            return walk.hang_up();
        }
        (_, Phase::Over) => return walk.hang_up(),
        (CallEvent::Started, _) => {
            if first_language(menu).is_none() {
                walk.say_announcements();
            }
            return Next::Go(menu.start);
        }
        _ => {}
    }
    let Some(node) = menu.node(walk.session.node) else {
        return walk.give_up();
    };
    let understood = said::as_keys(walk, &node.kind, event);
    let event = understood.as_ref().unwrap_or(event);
    match &node.kind {
        NodeKind::Queue(queue) => queue::resume(walk, queue, event),
        _ if matches!(event, CallEvent::Waiting { .. }) => walk.end_with(Verb::Leave),
        NodeKind::Choice(choice) => choice::resume(walk, choice, event),
        NodeKind::Answer(answer) => answer::resume(walk, &node.name, answer, event),
        NodeKind::Callback(callback) => callback::resume(walk, callback, event),
        NodeKind::Survey(survey) => survey::resume(walk, survey, event),
        NodeKind::Transfer(transfer) => transfer::resume(walk, transfer, event),
        NodeKind::ChooseLanguage(language) => language::resume(walk, language, event),
        NodeKind::AskDigits(ask) => digits::resume(walk, ask, event),
        NodeKind::Voicemail(voicemail) => voicemail::resume(walk, voicemail, event),
        NodeKind::Say(_) | NodeKind::IfOpen(_) | NodeKind::HangUp(_) => Next::Go(walk.session.node),
    }
}

/// Walks on until a step waits.
fn follow(walk: &mut Walk<'_>, mut next: Next) {
    for _ in 0..MAX_STEPS {
        match next {
            Next::Go(id) => next = enter(walk, id),
            Next::Wait => return,
        }
    }
    if matches!(next, Next::Go(_)) {
        walk.give_up();
    }
}

fn enter(walk: &mut Walk<'_>, id: NodeId) -> Next {
    walk.arrive(id);
    let Some(node) = walk.menu.node(id) else {
        return walk.give_up();
    };
    match &node.kind {
        NodeKind::Choice(choice) => choice::ask(walk, choice),
        NodeKind::Answer(answer) => answer::enter(walk, &node.name, answer),
        NodeKind::Queue(queue) => queue::enter(walk, queue),
        NodeKind::Callback(callback) => callback::enter(walk, callback),
        NodeKind::Survey(survey) => survey::enter(walk, survey),
        NodeKind::Transfer(transfer) => transfer::enter(walk, transfer),
        NodeKind::ChooseLanguage(language) => language::ask(walk, language),
        NodeKind::AskDigits(ask) => digits::enter(walk, ask),
        NodeKind::Voicemail(voicemail) => voicemail::enter(walk, voicemail),
        NodeKind::Say(say) => {
            walk.say_texts(&say.say);
            Next::Go(say.go_to)
        }
        NodeKind::IfOpen(branch) if walk.is_open(&branch.hours) => Next::Go(branch.open),
        NodeKind::IfOpen(branch) => {
            walk.say_closed(&branch.hours);
            Next::Go(branch.closed)
        }
        NodeKind::HangUp(end) => {
            if end.say.is_empty() {
                walk.say_message(&message::GOODBYE);
            } else {
                walk.say_texts(&end.say);
            }
            walk.hang_up()
        }
    }
}

/// The choice of a language that a call begins with, perhaps behind a greeting: announcements wait for it.
fn first_language(menu: &Menu) -> Option<NodeId> {
    let mut id = menu.start;
    for _ in 0..MAX_STEPS {
        match &menu.node(id)?.kind {
            NodeKind::ChooseLanguage(_) => return Some(id),
            NodeKind::Say(say) => id = say.go_to,
            NodeKind::Choice(_)
            | NodeKind::Answer(_)
            | NodeKind::Queue(_)
            | NodeKind::Callback(_)
            | NodeKind::Survey(_)
            | NodeKind::Transfer(_)
            | NodeKind::IfOpen(_)
            | NodeKind::AskDigits(_)
            | NodeKind::Voicemail(_)
            | NodeKind::HangUp(_) => return None,
        }
    }
    None
}

/// Everything that the step itself may say, beyond Ringback's own sentences.
pub(crate) fn own_speech(kind: &NodeKind, menu: &Menu, locale: Locale) -> Vec<Speech> {
    let one = |texts: &crate::locale::Texts| vec![any_spoken(texts, menu, locale)];
    match kind {
        NodeKind::Choice(choice) => choice::own_speech(choice, menu, locale),
        NodeKind::Answer(answer) => answer::speech(answer, locale),
        NodeKind::Queue(queue) => queue::own_speech(queue, menu, locale),
        NodeKind::Callback(callback) => one(&callback.say),
        NodeKind::Transfer(transfer) => one(&transfer.say),
        NodeKind::ChooseLanguage(language) => language::prompt(language),
        NodeKind::Say(say) => one(&say.say),
        NodeKind::AskDigits(ask) => digits::own_speech(ask, menu, locale),
        NodeKind::Voicemail(voicemail) => one(&voicemail.say),
        NodeKind::HangUp(end) => one(&end.say),
        NodeKind::Survey(_) | NodeKind::IfOpen(_) => Vec::new(),
    }
}

/// A text for the ear, with some number in the place of each that may stand there.
fn any_spoken(texts: &crate::locale::Texts, menu: &Menu, locale: Locale) -> Speech {
    walk::spoken(texts.get(locale), locale, menu, |_| Some("0".to_owned()))
}
