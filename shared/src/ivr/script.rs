//! Calls as text that a product owner can review (`calls/*.call`).
//!
//! Lines at the margin are what happens to the line; indented lines are what comes of it, and are written by playing the
//! call: [`play`] returns the whole text as it should be, and [`reads_as`] tells whether a file says the same. Between
//! every two lines the session is written and read back as in the token of a real call, whose length is held to.
//!
//! `docs/calls.md` tells authors the same.
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
//! | `call +99450… -> +99412…`, `call hidden -> …` | a call comes in; `in ru` behind it: in that language |
//! | `press 1`, `silent` | keys, or none until the time has passed |
//! | `wait 90 s, place 3` | so long in the queue, at this place |
//! | `talks`, `unanswered`, `full` | an operator (or whom the call was transferred to) took the call and hung up; nobody did; the queue took nobody |
//! | `say "operator"`, `say "operator" 40 %` | the caller speaks instead; the carrier is so sure of it |
//! | `records 20 s` | the caller leaves a message of that length (`silent`: says nothing) |
//! | `hangs-up` | the caller does |

mod compare;
mod coverage;
mod input;

pub use compare::{Said, reads_as, said};
pub use coverage::{Coverage, MenuCoverage, Unwalked, Way, coverage};
pub use input::time;

use super::{
    Effect,
    line::{CallbackDesk, Happening, Line, NotNow},
};
use crate::{
    bundle::Bundle,
    feedback::Outcome,
    locale::Locale,
    queue::QueueStates,
    seal::{MAX_SESSION_TOKEN, session_token_length},
    survey::AnswerValue,
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
    /// Calls in it.
    pub calls: usize,
    /// Ways through the menus that the calls took.
    pub taken: BTreeSet<Way>,
}

/// Plays a script against a site.
///
/// # Errors
/// Every line that makes no sense; where all do, the first that happens when it cannot.
pub fn play(bundle: &Bundle, text: &str) -> Result<Played, Vec<ScriptError>> {
    let lines = read(bundle, text)?;
    let mut rehearsal = Rehearsal::new(bundle);
    for (at, line) in &lines {
        rehearsal
            .line(line)
            .map_err(|message| vec![error(*at, message)])?;
    }
    if rehearsal.calls == 0 {
        let message = "there is no call in this file: write `call +994501234567 -> …`";
        return Err(vec![error(lines.len().max(1), message)]);
    }
    Ok(Played {
        text: rehearsal.text,
        calls: rehearsal.calls,
        taken: rehearsal.taken,
    })
}

fn error(line: usize, message: impl Into<String>) -> ScriptError {
    ScriptError {
        line,
        message: message.into(),
    }
}

/// A line that is kept; what comes of a line is not, because it is written anew.
enum ScriptLine<'a> {
    /// A comment, or nothing.
    Said(&'a str),
    /// Its words as they are to be laid out, and what they mean.
    Does(String, Input),
}

fn read<'a>(
    bundle: &Bundle,
    text: &'a str,
) -> Result<Vec<(usize, ScriptLine<'a>)>, Vec<ScriptError>> {
    let (mut lines, mut errors) = (Vec::new(), Vec::new());
    for (at, line) in compare::unmarked(text)
        .lines()
        .map(str::trim_end)
        .enumerate()
    {
        let at = at + 1;
        if line.is_empty() || line.starts_with('#') {
            lines.push((at, ScriptLine::Said(line)));
            continue;
        }
        if line.starts_with([' ', '\t']) {
            errors.extend(input::check_outcome(line).err().map(|m| error(at, m)));
            continue;
        }
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        match Input::read(word, rest, bundle) {
            Ok(input) => {
                let laid_out = format!("{word:<6} {rest}").trim_end().to_owned();
                lines.push((at, ScriptLine::Does(laid_out, input)));
            }
            Err(message) => errors.push(error(at, message)),
        }
    }
    if errors.is_empty() {
        Ok(lines)
    } else {
        Err(errors)
    }
}

struct Rehearsal<'a> {
    bundle: &'a Bundle,
    now: Option<Timestamp>,
    queues: QueueStates,
    pending: BTreeMap<String, u32>,
    desk: CallbackDesk,
    line: Option<Line<'a>>,
    text: String,
    calls: usize,
    taken: BTreeSet<Way>,
}

impl<'a> Rehearsal<'a> {
    fn new(bundle: &'a Bundle) -> Self {
        Rehearsal {
            bundle,
            now: None,
            queues: QueueStates::new(),
            pending: BTreeMap::new(),
            desk: CallbackDesk::ByTheRules,
            line: None,
            text: String::new(),
            calls: 0,
            taken: BTreeSet::new(),
        }
    }

    fn line(&mut self, line: &ScriptLine<'_>) -> Result<(), String> {
        let input = match line {
            ScriptLine::Said(text) => {
                self.write(text);
                return Ok(());
            }
            ScriptLine::Does(text, input) => {
                self.write(text);
                input
            }
        };
        let happened = self.happen(input)?;
        if let Some(line) = &self.line {
            fits_its_token(line)?;
            self.taken.extend(coverage::taken(line, &happened));
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

    fn happen(&mut self, input: &Input) -> Result<Vec<Happening>, String> {
        match input {
            Input::At(now) => self.set_clock(*now)?,
            Input::Queue(queue, Some(snapshot)) => {
                self.queues.insert(queue.clone(), snapshot.clone());
            }
            Input::Queue(queue, None) => {
                self.queues.remove(queue);
            }
            Input::Callbacks(queue, open) => {
                self.pending.insert(queue.clone(), *open);
            }
            Input::Desk(desk) => self.desk = desk.clone(),
            Input::Call { ani, dnis, locale } => return self.call(ani.as_deref(), dnis, *locale),
            Input::Act(act) => {
                let line = self
                    .line
                    .as_mut()
                    .ok_or_else(|| NotNow::NoCall.to_string())?;
                let happened = line.act(act).map_err(|e| e.to_string())?;
                self.now = Some(line.now);
                return Ok(happened);
            }
        }
        if let Some(mut line) = self.line.take() {
            self.set_scene(&mut line);
            self.line = Some(line);
        }
        Ok(Vec::new())
    }

    fn call(
        &mut self,
        ani: Option<&str>,
        dnis: &str,
        locale: Option<Locale>,
    ) -> Result<Vec<Happening>, String> {
        let now = self.now.ok_or(
            "when does the call come in? Write a line before it, such as `at 2026-11-24 11:00`",
        )?;
        let mut line = Line::new(self.bundle, ani, dnis, now)
            .ok_or_else(|| format!("`{dnis}` has no menu"))?;
        line.locale = locale;
        self.set_scene(&mut line);
        let happened = line.ring();
        self.line = Some(line);
        self.calls += 1;
        Ok(happened)
    }

    /// Time does not run backwards during a call.
    fn set_clock(&mut self, now: Timestamp) -> Result<(), String> {
        let under_way = self.line.as_ref().filter(|line| line.is_under_way());
        if under_way.is_some_and(|line| now < line.now) {
            return Err(
                "this is before what has happened: a call under way cannot go back in time"
                    .to_owned(),
            );
        }
        self.now = Some(now);
        Ok(())
    }

    fn set_scene(&self, line: &mut Line<'a>) {
        line.now = line.now.max(self.now.unwrap_or(line.now));
        line.queues.clone_from(&self.queues);
        line.pending_callbacks.clone_from(&self.pending);
        line.desk.clone_from(&self.desk);
    }
}

/// A call whose state does not fit into the URL of its next webhook would be lost.
fn fits_its_token(line: &Line<'_>) -> Result<(), String> {
    let length = line.session().map_or(0, |s| session_token_length(&s));
    if length > MAX_SESSION_TOKEN {
        return Err(format!(
            "the call remembers more than travels with it ({length} characters of {MAX_SESSION_TOKEN}): ask for fewer \
             or shorter digits before this step"
        ));
    }
    Ok(())
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
