//! A telephone line without a provider: does what the verbs say, reports what happens, keeps the session as the bytes
//! that travel inside of its token.
//!
//! `ringback play`, the `.call` files and the property tests talk to calls through it.

mod act;
mod desk;

pub use act::{Act, NotNow};
pub use desk::CallbackDesk;

use super::{
    Call, CallEvent, DialResult, Effect, Facts, Gather, QueueResult, Session, Speech, Step, Verb,
    start, step,
};
use crate::{
    bundle::Bundle,
    locale::Locale,
    menu::{Menu, NodeId},
    queue::QueueStates,
    seal,
    site::Number,
};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// Turns that a line takes by itself ([`Verb::Continue`], [`Verb::Leave`]) before it hangs up.
const MAX_OWN_TURNS: usize = 10;

/// Where the messages of this line are.
const RECORDING: &str = "https://recordings.example/RE0";

/// What happens on the line, or is stored because of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Happening {
    /// The caller hears this.
    Hears(Speech),
    /// This is stored.
    Stores(Effect),
    /// The caller joins the queue with this id.
    Queues(String),
    /// The caller leaves the queue.
    Leaves,
    /// The line is quiet for so many seconds.
    Pauses(u32),
    /// The call is connected to this number.
    Transfers(String),
    /// After a tone, a message is recorded: at most so many seconds.
    Records(u32),
    /// The call ends.
    Ends,
}

/// What the line waits for.
#[derive(Clone, Debug, PartialEq)]
pub enum Awaits {
    /// The call has not come in.
    Call,
    /// Keys.
    Keys(Gather),
    /// An operator of this queue; while a key may be pressed, with its gather.
    Operator(String, Option<Gather>),
    /// The end of a transfer.
    Transfer,
    /// A message, at most so many seconds.
    Message(u32),
    /// Nothing: the call is over.
    Nothing,
}

/// The words of [`Act`], as they stand at the margin of a `.call` file.
pub(super) fn act_words() -> impl Iterator<Item = &'static str> {
    act::WORDS.into_iter()
}

/// A turn of a call, for who asks which ways through a menu calls have taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Passed {
    /// The step that the event came to; nothing for a call that came in.
    pub from: Option<NodeId>,
    /// The event.
    pub event: CallEvent,
    /// The steps that were entered because of it, in order.
    pub entered: Vec<NodeId>,
}

/// A call on a line.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// The clock.
    pub now: Timestamp,
    /// What the centre reports; the figures are taken as those of this moment.
    pub queues: QueueStates,
    /// Open callbacks by queue.
    pub pending_callbacks: BTreeMap<String, u32>,
    /// What becomes of a request for a callback.
    pub desk: CallbackDesk,
    /// Language in which the call begins; without it the site's own.
    pub locale: Option<Locale>,
    bundle: &'a Bundle,
    menu: &'a Menu,
    number: &'a Number,
    call: Call,
    /// As it travels in a URL.
    session: Vec<u8>,
    passed: Vec<Passed>,
    awaits: Awaits,
    joined_at: Timestamp,
    position: Option<u32>,
}

impl<'a> Line<'a> {
    /// A line from `ani` (nothing = hidden) to one of the site's numbers. Nothing where the site lacks the number or
    /// its menu.
    #[must_use]
    pub fn new(
        bundle: &'a Bundle,
        ani: Option<&str>,
        dnis: &str,
        now: Timestamp,
    ) -> Option<Line<'a>> {
        let number = bundle.site.numbers.get(dnis)?;
        Some(Line {
            now,
            queues: QueueStates::new(),
            pending_callbacks: BTreeMap::new(),
            desk: CallbackDesk::ByTheRules,
            locale: None,
            bundle,
            menu: bundle.menus.get(&number.menu)?,
            number,
            call: Call {
                provider: number.provider,
                id: "CA0".to_owned(),
                ani: ani.map(str::to_owned),
                dnis: dnis.to_owned(),
            },
            session: Vec::new(),
            passed: Vec::new(),
            awaits: Awaits::Call,
            joined_at: now,
            position: None,
        })
    }

    /// What the line waits for.
    #[must_use]
    pub fn awaits(&self) -> &Awaits {
        &self.awaits
    }

    /// Whether the call has come in and is not over.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        !matches!(self.awaits, Awaits::Call | Awaits::Nothing)
    }

    /// The menu that answers the call.
    #[must_use]
    pub fn menu(&self) -> &'a Menu {
        self.menu
    }

    /// The name of that menu's file.
    #[must_use]
    pub fn menu_file(&self) -> &'a str {
        &self.number.menu
    }

    /// The step at which the call is.
    #[must_use]
    pub fn node(&self) -> Option<NodeId> {
        self.session().map(|session| session.node)
    }

    /// The session, read back from its bytes.
    #[must_use]
    pub fn session(&self) -> Option<Session> {
        seal::session_from_bytes(&self.session)
    }

    /// The site.
    #[must_use]
    pub fn bundle(&self) -> &'a Bundle {
        self.bundle
    }

    /// The carrier's settings of the number that is called.
    #[must_use]
    pub fn number(&self) -> &'a Number {
        self.number
    }

    /// The turns that the last event led to.
    #[must_use]
    pub fn passed(&self) -> &[Passed] {
        &self.passed
    }

    /// Whom the call comes from.
    #[must_use]
    pub fn ani(&self) -> Option<&str> {
        self.call.ani.as_deref()
    }

    /// The number that is called.
    #[must_use]
    pub fn dnis(&self) -> &str {
        &self.call.dnis
    }

    /// The call comes in.
    pub fn ring(&mut self) -> Vec<Happening> {
        self.tell(CallEvent::Started)
    }

    /// The caller presses keys: no more of them are heard than are awaited.
    pub fn press(&mut self, keys: &str) -> Vec<Happening> {
        let heard = |gather: &Gather| {
            let until = |c: char| Some(c) != gather.finish_on;
            let digits = keys.chars().take(usize::from(gather.max_digits));
            digits.take_while(|&c| until(c)).collect::<String>()
        };
        match &self.awaits {
            Awaits::Keys(gather) => {
                let digits = heard(gather);
                self.tell(CallEvent::Digits(digits))
            }
            Awaits::Operator(_, gather) => {
                let digits = gather.as_ref().map_or(keys.to_owned(), heard);
                self.wait_document(Some(digits))
            }
            Awaits::Call | Awaits::Transfer | Awaits::Message(_) | Awaits::Nothing => Vec::new(),
        }
    }

    /// The caller says something instead of pressing keys; `confidence` is how sure the carrier is of it, per cent.
    pub fn say(&mut self, words: &str, confidence: u8) -> Vec<Happening> {
        if !matches!(self.awaits, Awaits::Keys(_)) {
            return Vec::new();
        }
        self.tell(CallEvent::Said {
            words: words.to_owned(),
            confidence,
        })
    }

    /// The caller leaves a message of so many seconds; none = nothing is said.
    pub fn record(&mut self, seconds: u32) -> Vec<Happening> {
        let Awaits::Message(longest) = self.awaits else {
            return Vec::new();
        };
        let seconds = seconds.min(longest);
        let passed = SignedDuration::from_secs(seconds.into());
        self.now = self.now.checked_add(passed).unwrap_or(self.now);
        self.tell(match seconds {
            0 => CallEvent::Silence,
            seconds => CallEvent::Recorded {
                url: RECORDING.to_owned(),
                seconds,
            },
        })
    }

    /// The caller presses nothing until the time has passed.
    pub fn silence(&mut self) -> Vec<Happening> {
        if let Awaits::Keys(gather) = &self.awaits {
            let passed = SignedDuration::from_secs(i64::from(gather.wait_s));
            self.now = self.now.checked_add(passed).unwrap_or(self.now);
            return self.tell(CallEvent::Silence);
        }
        Vec::new()
    }

    /// The caller has waited in the queue for so long, and is at this place in line.
    pub fn wait(&mut self, waited: SignedDuration, position: Option<u32>) -> Vec<Happening> {
        self.now = self.joined_at.checked_add(waited).unwrap_or(self.now);
        self.position = position;
        self.wait_document(None)
    }

    /// The call leaves the queue.
    pub fn leave_queue(&mut self, result: QueueResult) -> Vec<Happening> {
        self.tell(CallEvent::LeftQueue(result))
    }

    /// A transfer ends.
    pub fn dialled(&mut self, result: DialResult) -> Vec<Happening> {
        self.tell(CallEvent::Dialled(result))
    }

    /// The caller hangs up.
    pub fn hang_up(&mut self) -> Vec<Happening> {
        self.tell(CallEvent::HungUp)
    }

    fn wait_document(&mut self, digits: Option<String>) -> Vec<Happening> {
        let waited_s = self.now.duration_since(self.joined_at).as_secs();
        let before = self.session.clone();
        let happened = self.tell(CallEvent::Waiting {
            position: self.position,
            waited_s: u32::try_from(waited_s).unwrap_or_default(),
            digits,
        });
        if matches!(self.awaits, Awaits::Operator(..)) {
            // A provider keeps the state that the caller joined with.
            self.session = before;
        }
        happened
    }

    /// Reports an event, and takes the turns that follow from it by themselves.
    fn tell(&mut self, event: CallEvent) -> Vec<Happening> {
        self.passed.clear();
        let mut happened = Vec::new();
        let mut next = Some(event);
        for _ in 0..MAX_OWN_TURNS {
            let Some(event) = next else { return happened };
            next = self.turn(&event, &mut happened);
        }
        self.awaits = Awaits::Nothing;
        happened.push(Happening::Ends);
        happened
    }

    fn turn(&mut self, event: &CallEvent, happened: &mut Vec<Happening>) -> Option<CallEvent> {
        for snapshot in self.queues.values_mut() {
            snapshot.at = self.now;
        }
        let facts = Facts {
            now: self.now,
            bundle: self.bundle,
            number: self.number,
            queues: &self.queues,
            pending_callbacks: &self.pending_callbacks,
            call: &self.call,
        };
        let before = self.session();
        let from = before.as_ref().map(|session| session.node);
        let session = before.unwrap_or_else(|| {
            let session = start(self.menu, &facts);
            let locale = self.locale.unwrap_or(session.locale);
            Session { locale, ..session }
        });
        let Step {
            session,
            verbs,
            effects,
            entered,
        } = step(self.menu, session, event, &facts);
        self.session = seal::session_bytes(&session);
        self.passed.push(Passed {
            from,
            event: event.clone(),
            entered,
        });
        let mut outcome = None;
        for effect in effects {
            match &effect {
                Effect::RequestCallback { queue } => {
                    outcome = Some(CallEvent::Callback(self.ask_desk(queue)));
                }
                Effect::KeepVoicemail {
                    queue, callback, ..
                } => {
                    outcome = Some(CallEvent::VoicemailKept {
                        kept: true,
                        callback: callback.then(|| self.ask_desk(queue)),
                    });
                }
                Effect::RecordAnswer { .. }
                | Effect::RecordDeflection { .. }
                | Effect::RecordInput { .. } => {}
            }
            happened.push(Happening::Stores(effect));
        }
        outcome.or_else(|| self.perform(verbs, happened))
    }

    fn perform(&mut self, verbs: Vec<Verb>, happened: &mut Vec<Happening>) -> Option<CallEvent> {
        for verb in verbs {
            match verb {
                Verb::Say(speech) => happened.push(Happening::Hears(speech)),
                Verb::Pause { seconds } => happened.push(Happening::Pauses(seconds)),
                Verb::Gather(gather) => {
                    happened.extend(gather.say.iter().cloned().map(Happening::Hears));
                    self.awaits = match &self.awaits {
                        Awaits::Operator(queue, _) if self.is_in_queue() => {
                            Awaits::Operator(queue.clone(), Some(gather))
                        }
                        Awaits::Call
                        | Awaits::Keys(_)
                        | Awaits::Operator(..)
                        | Awaits::Transfer
                        | Awaits::Message(_)
                        | Awaits::Nothing => Awaits::Keys(gather),
                    };
                }
                Verb::Enqueue { queue } => {
                    happened.push(Happening::Queues(queue.clone()));
                    self.awaits = Awaits::Operator(queue, None);
                    self.joined_at = self.now;
                    self.position = None;
                }
                Verb::Leave => {
                    happened.push(Happening::Leaves);
                    return Some(CallEvent::LeftQueue(QueueResult::Left));
                }
                Verb::Transfer { to, .. } => {
                    happened.push(Happening::Transfers(to));
                    self.awaits = Awaits::Transfer;
                }
                Verb::Record { longest_s, .. } => {
                    happened.push(Happening::Records(longest_s));
                    self.awaits = Awaits::Message(longest_s);
                }
                Verb::Continue => return Some(CallEvent::Continue),
                Verb::HangUp => {
                    happened.push(Happening::Ends);
                    self.awaits = Awaits::Nothing;
                }
            }
        }
        None
    }

    fn is_in_queue(&self) -> bool {
        self.session()
            .is_some_and(|session| session.phase == super::Phase::Queue)
    }
}
