//! Calls as text that a product owner can review (`calls/*.call`).
//!
//! Lines at the margin are what happens to the line; indented lines are what comes of it, and are written by playing the
//! call: [`play`] returns the whole text as it should be. Between every two lines the session is serialised and read back.
//!
//! ```text
//! # After hours, the caller is offered a callback.
//! at     2026-03-02 19:30 Europe/Bucharest
//! call   +40722000001 -> +40213000000
//!   hears  "We are closed now."
//! press  1
//!   does   request-callback care +40722000001
//!   ends
//! ```
//!
//! | line | what happens |
//! |---|---|
//! | `at 2026-03-02 19:30 [zone]` | it is that time (the site's zone where none is given), also in the middle of a call |
//! | `queue care 12 waiting, 3 operators, 1 free, 240 s each` | the centre reports this; parts may be left out |
//! | `queue care unknown` | the centre reports nothing |
//! | `callbacks care 4` | so many callbacks are open |
//! | `desk fails`, `desk refuses daily_cap`, `desk rules` | what becomes of requests for a callback |
//! | `call +99450… -> +99412…`, `call hidden -> …` | a call comes in |
//! | `press 1`, `silent` | keys, or none until the time has passed |
//! | `wait 90 s, place 3` | so long in the queue, at this place |
//! | `talks`, `unanswered`, `full` | an operator (or whom the call was transferred to) took the call and hung up; nobody did; the queue took nobody |
//! | `say "operator"`, `say "operator" 40 %` | the caller speaks instead; the carrier is so sure of it |
//! | `records 20 s` | the caller leaves a message of that length (`silent`: says nothing) |
//! | `hangs-up` | the caller does |

mod input;

pub use input::time;

use super::{
    DialResult, Effect, QueueResult,
    line::{Awaits, CallbackDesk, Happening, Line},
};
use crate::{
    bundle::Bundle, feedback::Outcome, locale::Locale, queue::QueueStates, survey::AnswerValue,
};
use input::Input;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Why a script cannot be played.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct ScriptError {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong and how to mend it.
    pub message: String,
}

/// A script that was played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Played {
    /// The script as it should be: its own lines, and what came of them.
    pub text: String,
    /// Options that were taken: menu step and key.
    pub pressed: BTreeSet<(String, String)>,
    /// Steps that the calls came to.
    pub visited: BTreeSet<String>,
}

/// Plays a script against a site.
///
/// # Errors
/// The first line that makes no sense, or happens when it cannot.
pub fn play(bundle: &Bundle, text: &str) -> Result<Played, ScriptError> {
    let mut rehearsal = Rehearsal::new(bundle);
    for (index, line) in text.lines().enumerate() {
        rehearsal.line(line).map_err(|message| ScriptError {
            line: index + 1,
            message,
        })?;
    }
    Ok(Played {
        text: rehearsal.text,
        pressed: rehearsal.pressed,
        visited: rehearsal.visited,
    })
}

struct Rehearsal<'a> {
    bundle: &'a Bundle,
    now: Timestamp,
    queues: QueueStates,
    pending: BTreeMap<String, u32>,
    desk: CallbackDesk,
    line: Option<Line<'a>>,
    text: String,
    pressed: BTreeSet<(String, String)>,
    visited: BTreeSet<String>,
}

impl<'a> Rehearsal<'a> {
    fn new(bundle: &'a Bundle) -> Self {
        Rehearsal {
            bundle,
            now: Timestamp::UNIX_EPOCH,
            queues: QueueStates::new(),
            pending: BTreeMap::new(),
            desk: CallbackDesk::ByTheRules,
            line: None,
            text: String::new(),
            pressed: BTreeSet::new(),
            visited: BTreeSet::new(),
        }
    }

    fn line(&mut self, line: &str) -> Result<(), String> {
        let line = line.trim_end();
        if line.starts_with([' ', '\t']) {
            return Ok(()); // What comes of a line is written anew.
        }
        if line.is_empty() || line.starts_with('#') {
            self.write(line);
            return Ok(());
        }
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        self.write(format!("{word:<6} {rest}").trim_end());
        let input = Input::read(word, rest, self.bundle)?;
        let happened = self.happen(input)?;
        if let Some(name) = self.node_name() {
            self.visited.insert(name);
        }
        let home = self.bundle.site.default_locale();
        let ani = self.line.as_ref().and_then(Line::ani).unwrap_or("hidden");
        let written: Vec<String> = happened.iter().map(|h| describe(h, home, ani)).collect();
        written.iter().for_each(|line| self.write(line));
        Ok(())
    }

    fn write(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn happen(&mut self, input: Input) -> Result<Vec<Happening>, String> {
        match input {
            Input::At(now) => self.now = now,
            Input::Queue(queue, Some(mut snapshot)) => {
                snapshot.at = self.now;
                self.queues.insert(queue, snapshot);
            }
            Input::Queue(queue, None) => {
                self.queues.remove(&queue);
            }
            Input::Callbacks(queue, open) => {
                self.pending.insert(queue, open);
            }
            Input::Desk(desk) => self.desk = desk,
            Input::Call { ani, dnis } => {
                let line = Line::new(self.bundle, ani.as_deref(), &dnis, self.now);
                let mut line = line.ok_or_else(|| {
                    let numbers: Vec<&str> = self
                        .bundle
                        .site
                        .numbers
                        .keys()
                        .map(String::as_str)
                        .collect();
                    format!(
                        "{dnis} is no number of this site: it has {}",
                        numbers.join(", ")
                    )
                })?;
                self.set_scene(&mut line);
                let happened = line.ring();
                self.line = Some(line);
                return Ok(happened);
            }
            Input::Event(event) => return self.on_the_line(&event),
        }
        if let Some(mut line) = self.line.take() {
            self.set_scene(&mut line);
            self.line = Some(line);
        }
        Ok(Vec::new())
    }

    fn set_scene(&self, line: &mut Line<'a>) {
        line.now = line.now.max(self.now);
        line.queues.clone_from(&self.queues);
        line.pending_callbacks.clone_from(&self.pending);
        line.desk.clone_from(&self.desk);
    }

    fn on_the_line(&mut self, event: &input::OnTheLine) -> Result<Vec<Happening>, String> {
        use input::OnTheLine as E;
        let before = self.node_name();
        let line = self
            .line
            .as_mut()
            .ok_or("nobody has called yet: begin with `call +… -> +…`")?;
        let happened = match (event, line.awaits()) {
            (_, Awaits::Nothing | Awaits::Call) => {
                return Err("the call is over: begin another with `call +… -> +…`".to_owned());
            }
            (E::HangsUp, _) => line.hang_up(),
            (E::Press(keys), Awaits::Keys(_) | Awaits::Operator(..)) => {
                if let Some(node) = before {
                    self.pressed.insert((node, keys.clone()));
                }
                line.press(keys)
            }
            (E::Says { words, confidence }, Awaits::Keys(_)) => line.say(words, *confidence),
            (E::Silent, Awaits::Keys(_)) => line.silence(),
            (E::Wait { waited, place }, Awaits::Operator(..)) => line.wait(*waited, *place),
            (E::Talks, Awaits::Operator(..)) => line.leave_queue(QueueResult::Bridged),
            (E::Full, Awaits::Operator(..)) => line.leave_queue(QueueResult::Unavailable),
            (E::Talks, Awaits::Transfer) => line.dialled(DialResult::Answered),
            (E::Unanswered, Awaits::Transfer) => line.dialled(DialResult::NotAnswered),
            (_, Awaits::Keys(_)) => {
                return Err("the caller is asked for keys: `press …` or `silent`".to_owned());
            }
            (_, Awaits::Operator(..)) => {
                return Err(
                    "the caller is in the queue: `wait …`, `press …`, `talks` or `full`".to_owned(),
                );
            }
            (E::Records(seconds), Awaits::Message(_)) => line.record(*seconds),
            (E::Silent, Awaits::Message(_)) => line.record(0),
            (_, Awaits::Message(_)) => {
                return Err("a message is recorded: `records 20 s` or `silent`".to_owned());
            }
            (_, Awaits::Transfer) => {
                return Err("the call is being transferred: `talks` or `unanswered`".to_owned());
            }
        };
        self.now = line.now;
        Ok(happened)
    }

    fn node_name(&self) -> Option<String> {
        let line = self.line.as_ref()?;
        let menu = line.menu();
        Some(menu.node(line.node()?)?.name.clone())
    }
}

/// A line of what came of something, indented.
fn describe(happening: &Happening, home: Locale, ani: &str) -> String {
    let (word, rest) = match happening {
        Happening::Hears(speech) if speech.locale == home => {
            ("hears", format!("\"{}\"", speech.words()))
        }
        Happening::Hears(speech) => (
            "hears",
            format!("{} \"{}\"", speech.locale.code(), speech.words()),
        ),
        Happening::Stores(effect) => ("does", describe_effect(effect, ani)),
        Happening::Queues(queue) => ("queues", queue.clone()),
        Happening::Leaves => ("leaves", String::new()),
        Happening::Pauses(seconds) => ("pauses", format!("{seconds} s")),
        Happening::Transfers(to) => ("dials", to.clone()),
        Happening::Records(seconds) => ("records", format!("up to {seconds} s")),
        Happening::Ends => ("ends", String::new()),
    };
    format!("  {word:<6} {rest}").trim_end().to_owned()
}

fn describe_effect(effect: &Effect, ani: &str) -> String {
    match effect {
        Effect::RequestCallback { queue } => format!("request-callback {queue} {ani}"),
        Effect::RecordAnswer { answer, .. } => {
            let value = match &answer.value {
                AnswerValue::Bool(true) => "yes".to_owned(),
                AnswerValue::Bool(false) => "no".to_owned(),
                AnswerValue::Score(score) => score.to_string(),
                AnswerValue::Text(text) => text.clone(),
            };
            format!("answer {} {value}", answer.question)
        }
        Effect::RecordDeflection { node, outcome } => {
            let outcome = match outcome {
                Outcome::Shown => "shown",
                Outcome::Resolved => "resolved",
                Outcome::NotResolved => "not-resolved",
            };
            format!("deflection {node} {outcome}")
        }
        Effect::RecordInput { name, digits } => format!("input {name} {digits}"),
        Effect::KeepVoicemail {
            queue,
            seconds,
            callback,
            ..
        } => match callback {
            true => format!("voicemail {queue} {seconds} s, request-callback {ani}"),
            false => format!("voicemail {queue} {seconds} s"),
        },
    }
}
