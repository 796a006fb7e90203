//! A call turn from bytes to bytes: verify, parse, open the session, step, seal, render. Pure.
//!
//! The Worker's voice route is one synchronous call of [`answer`]; only a turn with effects needs a second one,
//! [`finish`], after they were stored.

mod events;
mod reply;

use crate::{
    bundle::{Bundle, BundleVersion},
    dialect::{self, Document, Refused, Verified, Webhook, WebhookRequest},
    feedback::Event,
    ivr::{
        self, Call, CallEvent, DialResult, Effect, EffectOutcome, Facts, Phase, QueueResult,
        Session, Verb,
    },
    menu::Menu,
    message::call::ANSWERS_NOT_KEPT,
    queue::QueueStates,
    seal::{Keys, MAX_SESSION_TOKEN, session_token_length},
    site::{Number, Provider},
};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// How often a call that is about to end tries once more to store what could not be stored.
const LAST_TRIES: u8 = 2;

/// Everything that a turn needs.
#[derive(Clone, Copy, Debug)]
pub struct TurnInput<'a> {
    /// Clock.
    pub now: Timestamp,
    /// Provider named in the route.
    pub provider: Provider,
    /// The webhook.
    pub request: &'a WebhookRequest<'a>,
    /// Bundle for new calls.
    pub active: &'a Bundle,
    /// Older bundles, for calls that began with them.
    pub older: &'a [&'a Bundle],
    /// Secrets by the names that site.json gives.
    pub secrets: &'a BTreeMap<String, Vec<u8>>,
    /// Keys of the installation.
    pub keys: &'a Keys,
    /// `https://host`, no slash at the end.
    pub public_url: &'a str,
    /// Queue states.
    pub queues: &'a QueueStates,
    /// Open callbacks by queue id.
    pub pending_callbacks: &'a BTreeMap<String, u32>,
}

/// What is to be done about a webhook.
#[derive(Clone, Debug, PartialEq)]
pub enum Turn {
    /// Answer with this.
    Reply(Document),
    /// Store these first (at most 1 s), then call [`finish`].
    Store(Box<Unstored>),
    /// 403, empty body.
    Refuse(Refused),
    /// The call began with a bundle that is not at hand: load this version and ask again.
    NeedBundle(BundleVersion),
}

/// A turn whose effects are not stored yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Unstored {
    /// The call.
    pub call: Call,
    /// Session after the step.
    pub session: Session,
    /// Events to put into the outbox, ids included.
    pub events: Vec<Event>,
    /// A callback to ask for.
    pub callback: Option<CallbackAsked>,
    /// Whether the caller left a message in this turn, and is told what became of it.
    pub keeps_voicemail: bool,
    /// What is said, where everything could be stored.
    pub verbs: Vec<Verb>,
    /// The effects themselves, with the turn and index that make their ids.
    pub effects: Vec<Numbered>,
    /// Whether a wait document was asked for.
    pub in_wait: bool,
}

/// An effect with the turn and index that make its id.
pub type Numbered = (u16, u8, Effect);

/// A callback that a caller asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallbackAsked {
    /// Deterministic: the same turn asks once.
    pub idempotency_key: String,
    /// E.164.
    pub phone: String,
    /// Queue id.
    pub queue: String,
    /// The carrier's URL of the message that the caller left, where one is the reason.
    pub recording: Option<String>,
    /// Language.
    pub locale: crate::locale::Locale,
}

/// What became of the effects of a turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Whether the events are in the outbox.
    pub events: bool,
    /// What became of the callback, where one was asked for.
    pub callback: Option<EffectOutcome>,
}

/// Answers a webhook as far as it goes without a store.
///
/// A correctly signed webhook is always answered: where its token, its number or its form is not ours, with the last
/// resort.
#[must_use]
pub fn answer(input: &TurnInput<'_>) -> Turn {
    let verified = match verified(input) {
        Ok(verified) => verified,
        Err(refused) => return Turn::Refuse(refused),
    };
    let Ok(webhook) = dialect::parse(input.provider, &verified) else {
        return Turn::Reply(reply::last_resort(input, None));
    };
    let Ok(session) = open(input, &webhook) else {
        return Turn::Reply(without_session(input, &webhook));
    };
    let version = session.as_ref().map_or(input.active.version, |s| s.bundle);
    let Some(bundle) = bundle(input, version) else {
        return Turn::NeedBundle(version);
    };
    let Some((number, menu)) = answered_by(bundle, &webhook.call) else {
        return Turn::Reply(without_session(input, &webhook));
    };
    let facts = facts(input, bundle, number, &webhook.call);
    let mut session = session.unwrap_or_else(|| ivr::start(menu, &facts));
    let mut effects = std::mem::take(&mut session.unstored);
    let step = ivr::step(menu, session, &webhook.event, &facts);
    let keeps = |effect: &Effect| matches!(effect, Effect::KeepVoicemail { .. });
    let keeps_voicemail = step.effects.iter().any(keeps);
    effects.extend(numbered(step.session.turn, 0, step.effects));
    let (events, callback) = events::of_turn(input, bundle, &webhook.call, &step.session, &effects);
    let unstored = Unstored {
        call: webhook.call,
        session: step.session,
        events,
        callback,
        keeps_voicemail,
        verbs: step.verbs,
        effects,
        in_wait: webhook.in_wait,
    };
    if unstored.events.is_empty() && unstored.callback.is_none() {
        Turn::Reply(reply::document(input, bundle, &unstored, 0))
    } else {
        Turn::Store(Box::new(unstored))
    }
}

/// Finishes a turn after its effects were stored, or could not be: then they travel on in the session, and nothing is
/// said to be done.
///
/// A call that would end with something unstored is held for up to two more turns; then the caller is told. Effects
/// beyond the token's length are left behind: [`lost`] says how many.
#[must_use]
pub fn finish(input: &TurnInput<'_>, unstored: Unstored, stored: &Stored) -> Document {
    let Some(bundle) = bundle(input, unstored.session.bundle) else {
        return reply::last_resort(input, None);
    };
    let Some((number, menu)) = answered_by(bundle, &unstored.call) else {
        return reply::last_resort(input, None);
    };
    let mut turn = unstored;
    let mut left = if stored.events {
        Vec::new()
    } else {
        without_callbacks(std::mem::take(&mut turn.effects))
    };
    let asked = turn.callback.is_some();
    let callback = asked.then(|| stored.callback.clone().unwrap_or(EffectOutcome::Failed));
    let event = match (turn.keeps_voicemail, callback) {
        (true, callback) => Some(CallEvent::VoicemailKept {
            kept: stored.events,
            callback,
        }),
        (false, callback) => callback.map(CallEvent::Callback),
    };
    if let Some(event) = event {
        let facts = facts(input, bundle, number, &turn.call);
        let step = ivr::step(menu, turn.session, &event, &facts);
        left.extend(without_callbacks(
            numbered(step.session.turn, 0, step.effects).collect(),
        ));
        turn.session = step.session;
        turn.verbs.retain(|verb| *verb != Verb::Continue);
        turn.verbs.extend(step.verbs);
    }
    turn.session.unstored = within_token(&turn.session, left);
    let tries = match turn.verbs.last() {
        Some(Verb::HangUp) if !turn.session.unstored.is_empty() => hold_the_call(input, &mut turn),
        Some(_) | None => 0,
    };
    reply::document(input, bundle, &turn, tries)
}

/// How many effects of a turn will be lost if they cannot be stored now, because the session's token is full.
#[must_use]
pub fn lost(unstored: &Unstored) -> usize {
    let riding = without_callbacks(unstored.effects.clone());
    let all = riding.len();
    all - within_token(&unstored.session, riding).len()
}

/// Reads a status webhook: the event of a call that is over, nothing for one that goes on.
///
/// The event's id follows from the call alone, so that a repeated webhook tells it once.
///
/// # Errors
/// [`Refused`] where no secret of the site signs it.
pub fn status(input: &TurnInput<'_>) -> Result<Option<Event>, Refused> {
    let verified = verified(input)?;
    Ok(dialect::parse_status(input.provider, &verified)
        .ok()
        .filter(|report| report.ended)
        .map(|report| events::ended(input, report)))
}

/// The document that a site's callers hear when everything else fails; kept as a string by entry.js.
///
/// In the site's first language, with the transfer of the first number of this provider that has one. It asks for no
/// next turn: nothing would answer it.
#[must_use]
pub fn fallback(bundle: &Bundle, provider: Provider, public_url: &str) -> Document {
    let number = bundle
        .site
        .numbers
        .values()
        .filter(|number| number.provider == provider)
        .max_by_key(|number| number.last_resort.is_some());
    let verbs = ivr::last_resort(bundle.site.default_locale(), number);
    reply::alone(bundle, provider, public_url, &verbs)
}

fn verified<'a>(input: &TurnInput<'a>) -> Result<Verified<'a>, Refused> {
    let mut secrets: Vec<&[u8]> = Vec::new();
    for bundle in std::iter::once(&input.active).chain(input.older) {
        for number in bundle.site.numbers.values() {
            let secret = input.secrets.get(&number.secret).map(Vec::as_slice);
            if let Some(secret) = secret.filter(|s| !s.is_empty() && !secrets.contains(s))
                && number.provider == input.provider
            {
                secrets.push(secret);
            }
        }
    }
    dialect::verify(
        input.provider,
        input.request,
        reply::public_url(input),
        &secrets,
    )
}

/// The session of a call under way, nothing for a call that has just come in.
fn open(input: &TurnInput<'_>, webhook: &Webhook) -> Result<Option<Session>, NotOurs> {
    match &webhook.state {
        Some(token) => input
            .keys
            .open_session(
                &input.active.site.id,
                input.provider,
                &webhook.call.id,
                token,
            )
            .map(Some)
            .map_err(|_| NotOurs),
        None if webhook.event == CallEvent::Started => Ok(None),
        None => Err(NotOurs),
    }
}

/// A call under way without a token of ours.
struct NotOurs;

/// What a caller hears whose call we do not know: nothing more where they have talked to somebody, else the last
/// resort, which a wait document has to leave the queue for.
fn without_session(input: &TurnInput<'_>, webhook: &Webhook) -> Document {
    match webhook.event {
        CallEvent::HungUp
        | CallEvent::Dialled(DialResult::Answered)
        | CallEvent::LeftQueue(QueueResult::Bridged | QueueResult::HungUp) => {
            reply::verbs(input, &[Verb::HangUp])
        }
        CallEvent::Waiting { .. } => reply::verbs(input, &[Verb::Leave]),
        CallEvent::Started
        | CallEvent::Digits(_)
        | CallEvent::Said { .. }
        | CallEvent::Silence
        | CallEvent::Recorded { .. }
        | CallEvent::VoicemailKept { .. }
        | CallEvent::Continue
        | CallEvent::LeftQueue(QueueResult::Left | QueueResult::Unavailable)
        | CallEvent::Dialled(DialResult::NotAnswered)
        | CallEvent::Callback(_) => reply::last_resort(input, Some(&webhook.call)),
    }
}

fn bundle<'a>(input: &TurnInput<'a>, version: BundleVersion) -> Option<&'a Bundle> {
    std::iter::once(input.active)
        .chain(input.older.iter().copied())
        .find(|bundle| bundle.version == version)
}

fn answered_by<'a>(bundle: &'a Bundle, call: &Call) -> Option<(&'a Number, &'a Menu)> {
    let number = bundle.site.numbers.get(&call.dnis)?;
    Some((number, bundle.menus.get(&number.menu)?))
}

fn facts<'a>(
    input: &TurnInput<'a>,
    bundle: &'a Bundle,
    number: &'a Number,
    call: &'a Call,
) -> Facts<'a> {
    Facts {
        now: input.now,
        bundle,
        number,
        queues: input.queues,
        pending_callbacks: input.pending_callbacks,
        call,
    }
}

fn numbered(turn: u16, first: u8, effects: Vec<Effect>) -> impl Iterator<Item = Numbered> {
    effects
        .into_iter()
        .zip(first..)
        .map(move |(effect, index)| (turn, index, effect))
}

/// A callback that could not be asked for was not promised either: it must not come true later. A message is kept as
/// soon as it can be, though its caller was told that it was not.
fn without_callbacks(mut effects: Vec<Numbered>) -> Vec<Numbered> {
    effects.retain_mut(|(_, _, effect)| match effect {
        Effect::RequestCallback { .. } => false,
        Effect::KeepVoicemail { callback, .. } => {
            *callback = false;
            true
        }
        Effect::RecordAnswer { .. }
        | Effect::RecordDeflection { .. }
        | Effect::RecordInput { .. } => true,
    });
    effects
}

/// As many of `effects` as the session's token can carry, the oldest first.
fn within_token(session: &Session, effects: Vec<Numbered>) -> Vec<Numbered> {
    let mut session = Session {
        unstored: Vec::new(),
        ..session.clone()
    };
    for effect in effects {
        session.unstored.push(effect);
        if session_token_length(&session) > MAX_SESSION_TOKEN {
            session.unstored.pop();
        }
    }
    session.unstored
}

/// Puts one more turn in place of the end of a call, so that what is unstored can be stored; gives up after
/// [`LAST_TRIES`] and says so. Which try the next turn is.
fn hold_the_call(input: &TurnInput<'_>, turn: &mut Unstored) -> u8 {
    let tried = reply::tries(input);
    turn.verbs.pop();
    if tried < LAST_TRIES {
        turn.session.phase = Phase::Over;
        turn.verbs
            .extend([Verb::Pause { seconds: 1 }, Verb::Continue]);
        return tried + 1;
    }
    let is_answer = |(_, _, effect): &Numbered| matches!(effect, Effect::RecordAnswer { .. });
    if turn.session.unstored.iter().any(is_answer) {
        let locale = turn.session.locale;
        let sorry = ivr::Speech::text(locale, ANSWERS_NOT_KEPT.get(locale));
        turn.verbs.push(Verb::Say(sorry));
    }
    turn.verbs.push(Verb::HangUp);
    tried
}
