//! The phone: shows what is heard and done, asks what happens next.

use super::{
    keyboard::Keyboard,
    record::Recorder,
    voice::Voice,
    wish::{Wish, wish},
};
use crate::{command::Failure, style::Style};
use crossterm::terminal;
use jiff::SignedDuration;
use shared::{
    dialect,
    ivr::{
        Effect, Part, Speech, audio_key,
        line::{Act, Awaits, Happening, Line},
    },
    locale::Locale,
    menu::{NodeKind, in_spoken_order, paths::speech_ms},
    site::Provider,
};
use std::{
    io::{IsTerminal, stdout},
    path::Path,
};

/// A person takes about so long to find a key.
const PRESS_MS: i64 = 1_000;

/// Columns before what is heard.
const INDENT: usize = 6;

pub(super) struct Phone<'a> {
    pub(super) style: Style,
    pub(super) keyboard: Keyboard,
    pub(super) voice: Option<Voice>,
    /// How long the caller has been on the line, about.
    pub(super) felt: SignedDuration,
    pub(super) folder: &'a Path,
    /// A provider that was asked to say what it has no voice for, and the language.
    pub(super) foreign: Option<(Provider, Locale)>,
}

impl Phone<'_> {
    /// A whole call.
    pub(super) fn call(
        &mut self,
        line: &mut Line<'_>,
        mut recorder: Option<&mut Recorder>,
    ) -> Result<(), Failure> {
        self.introduce(line);
        let happened = line.ring();
        self.show(line, &happened)?;
        let mut waited = SignedDuration::ZERO;
        while line.is_under_way() {
            self.prompt(line);
            let typed = self.keyboard.read(line.awaits())?;
            if let Some(why) = self.voice.as_mut().and_then(Voice::stop) {
                outln!("{}", self.style.yellow(&why));
            }
            let act = match wish(line, &typed, waited) {
                Wish::Do(act) => act,
                Wish::Help => {
                    self.help(line);
                    continue;
                }
                Wish::Unclear => {
                    outln!(
                        "{}",
                        self.style
                            .yellow("That cannot be done now: ? shows what can.")
                    );
                    continue;
                }
            };
            waited = self.feel(line, &act, waited);
            let happened = match line.act(&act) {
                Ok(happened) => happened,
                Err(not_now) => {
                    outln!("{}", self.style.yellow(&not_now.to_string()));
                    continue;
                }
            };
            if let Some(recorder) = recorder.as_deref_mut() {
                recorder.add(&act);
            }
            self.show(line, &happened)?;
        }
        if let Some(why) = self.voice.as_mut().and_then(Voice::finish) {
            outln!("{}", self.style.yellow(&why));
        }
        outln!(
            "{}",
            self.style
                .dim(&format!("The call took about {}.", self.clock()))
        );
        if let Some((provider, locale)) = self.foreign {
            let (provider, folder) = (provider.name(), self.folder.display());
            let language = locale.code();
            outln!(
                "{}",
                self.style.yellow(&format!(
                    "{provider} has no voice for {language}: what is marked is read by a voice of another language. \
                     `ringback voice {folder}` records it."
                ))
            );
        }
        Ok(())
    }

    fn introduce(&self, line: &Line<'_>) {
        let zone = line.bundle().site.time_zone.clone();
        let local = line.now.to_zoned(zone);
        let style = self.style;
        outln!(
            "{}",
            style.dim(&format!(
                "{} calls {} on {}",
                line.ani().unwrap_or("A hidden number"),
                line.dnis(),
                local.strftime("%A, %-d %B %Y, %H:%M %Z"),
            ))
        );
        if matches!(self.keyboard, Keyboard::Terminal) {
            outln!(
                "{}",
                style.dim("Press keys as on a telephone; Enter waits, h hangs up, ? shows all that can be done.")
            );
        }
    }

    /// What passes of the caller's time with an act; how long the caller has waited in the queue.
    fn feel(&mut self, line: &Line<'_>, act: &Act, waited: SignedDuration) -> SignedDuration {
        let seconds = |s: u32| SignedDuration::from_secs(s.into());
        let (passed, waited) = match (act, line.awaits()) {
            (Act::Wait { waited: now, .. }, _) => (*now - waited, *now),
            (Act::Silent, Awaits::Keys(gather)) => (seconds(gather.wait_s), waited),
            (Act::Records(s), _) => (seconds(*s), waited),
            (Act::Press(_) | Act::Say { .. }, _) => (SignedDuration::from_millis(PRESS_MS), waited),
            // How long a talk takes, and a phone that nobody answers rings, is no matter of the menu.
            (Act::Silent | Act::Talks | Act::Unanswered | Act::Full | Act::HangsUp, _) => {
                (SignedDuration::ZERO, SignedDuration::ZERO)
            }
        };
        self.felt += passed;
        waited
    }

    fn show(&mut self, line: &Line<'_>, happened: &[Happening]) -> Result<(), Failure> {
        let steps: Vec<&str> = line
            .passed()
            .iter()
            .flat_map(|passed| &passed.entered)
            .filter_map(|&id| Some(line.menu().node(id)?.name.as_str()))
            .collect();
        if !steps.is_empty() {
            let way = format!("{:>5} {}", self.clock(), steps.join(" → "));
            outln!("{}", self.style.dim(&way));
        }
        let mut speeches = Vec::new();
        for happening in happened {
            let (text, ms) = match happening {
                Happening::Hears(speech) => {
                    speeches.push(speech);
                    self.hears(line, speech);
                    let ms = speech_ms(speech);
                    self.felt += SignedDuration::from_millis(i64::try_from(ms).unwrap_or_default());
                    continue;
                }
                Happening::Stores(effect) => (stored(effect), 0),
                Happening::Queues(queue) => (format!("joins the queue {queue}"), 0),
                Happening::Leaves => ("leaves the queue".to_owned(), 0),
                Happening::Pauses(seconds) => (
                    format!("{seconds} s of silence"),
                    i64::from(*seconds) * 1_000,
                ),
                Happening::Records(longest) => (
                    format!("beep: a message of up to {longest} s is recorded"),
                    1_000,
                ),
                Happening::Transfers(to) => (format!("is connected to {to}"), 0),
                Happening::Ends => ("the call ends".to_owned(), 0),
            };
            self.felt += SignedDuration::from_millis(ms);
            outln!("{:INDENT$}{}", "", self.style.dim(&format!("({text})")));
        }
        let Some(voice) = &mut self.voice else {
            return Ok(());
        };
        voice.say(&speeches)?;
        if matches!(self.keyboard, Keyboard::Lines)
            && let Some(why) = voice.finish()
        {
            outln!("{}", self.style.yellow(&why));
        }
        Ok(())
    }

    /// A speech behind the code of its language; the options of a menu a line each.
    fn hears(&mut self, line: &Line<'_>, speech: &Speech) {
        let is_sentence = |part: &Part| matches!(part, Part::Text(text) if text.ends_with('.'));
        let texts: Vec<String> = if speech.parts.iter().all(is_sentence) {
            speech
                .parts
                .iter()
                .map(|p| p.words(speech.locale))
                .collect()
        } else {
            vec![speech.words()]
        };
        let mark = self.mark(line, speech);
        let last = texts.len().saturating_sub(1);
        for (at, text) in texts.iter().enumerate() {
            let code = if at == 0 { speech.locale.code() } else { "" };
            let mark = mark.as_deref().filter(|_| at == last).unwrap_or_default();
            let code = self.style.dim(&format!("{code:>4}"));
            outln!("{code}  {}{mark}", wrapped(text));
        }
    }

    /// Where not the provider's own voice speaks: a recording, or, where there is none, a voice of another language.
    fn mark(&mut self, line: &Line<'_>, speech: &Speech) -> Option<String> {
        let provider = line.number().provider;
        let recorded = line.bundle().audio.get(&speech.locale);
        let is_recorded = |text: &String| {
            recorded.is_some_and(|keys| keys.contains(&audio_key(speech.locale, text)))
        };
        if speech
            .parts
            .iter()
            .flat_map(Part::recordings)
            .all(|text| is_recorded(&text))
        {
            return Some(self.style.dim(" [recorded]"));
        }
        if dialect::speaks(provider, speech.locale) {
            return None;
        }
        self.foreign = Some((provider, speech.locale));
        Some(self.style.yellow(" [foreign voice]"))
    }

    fn prompt(&self, line: &Line<'_>) {
        let step = line.node().and_then(|id| line.menu().node(id));
        let step = step.map_or("", |node| node.name.as_str());
        let hint = match line.awaits() {
            Awaits::Keys(gather) => {
                let keys = match gather.max_digits {
                    1 => "press a key".to_owned(),
                    most => format!("press up to {most} keys, # ends"),
                };
                let speaks = gather.listening.as_ref().map_or("", |_| ", or say it");
                format!("{keys}{speaks}")
            }
            Awaits::Operator(queue, _) => format!("in the queue {queue}"),
            Awaits::Transfer => "ringing".to_owned(),
            Awaits::Message(_) => "speak after the tone".to_owned(),
            Awaits::Call | Awaits::Nothing => String::new(),
        };
        let place = self.style.dim(&format!("{:>5} {step}:", self.clock()));
        out!("{place} {} ", self.style.bold(&format!("{hint} >")));
    }

    /// What can be done at this moment.
    fn help(&self, line: &Line<'_>) {
        let mut rows: Vec<(String, String)> = Vec::new();
        let mut row = |key: &str, what: &str| rows.push((key.to_owned(), what.to_owned()));
        match line.awaits() {
            Awaits::Keys(gather) => {
                for (key, what) in options(line) {
                    row(&key, &what);
                }
                row("*", "hears it again");
                row("0-9 #", "any other key");
                row("Enter", &format!("says nothing for {} s", gather.wait_s));
                if gather.listening.is_some() {
                    row("s yes", "says yes, or what you write");
                }
            }
            Awaits::Operator(..) => {
                for (key, what) in options(line) {
                    row(&key, &what);
                }
                row("Enter", "waits 30 s");
                row("w 90", "waits 90 s, or as long as you say");
                row("t", "an operator takes the call, talks and hangs up");
                row("f", "the queue takes nobody");
            }
            Awaits::Transfer => {
                row("t", "they answer, talk and hang up");
                row("Enter", "nobody answers");
            }
            Awaits::Message(longest) => {
                row(
                    "r 20",
                    &format!("speaks for 20 s, or as long as you say: at most {longest}"),
                );
                row("Enter", "says nothing");
            }
            Awaits::Call | Awaits::Nothing => {}
        }
        row("h", "hangs up");
        for (key, what) in rows {
            outln!(
                "{:INDENT$}{} {}",
                "",
                self.style.bold(&format!("{key:<8}")),
                what
            );
        }
    }

    /// `1:05`
    fn clock(&self) -> String {
        let seconds = self.felt.as_secs();
        format!("{}:{:02}", seconds / 60, seconds % 60)
    }
}

/// The keys that mean something at this step, and what.
fn options(line: &Line<'_>) -> Vec<(String, String)> {
    let Some(session) = line.session() else {
        return Vec::new();
    };
    let locale = session.locale;
    let name = |id| {
        let node = line.menu().node(id);
        node.map_or(String::new(), |node| format!("leads to {}", node.name))
    };
    match line.menu().node(session.node).map(|node| &node.kind) {
        Some(NodeKind::Choice(choice)) => in_spoken_order(&choice.keys)
            .map(|(key, option)| (key.clone(), option.name.get(locale).to_owned()))
            .collect(),
        Some(NodeKind::ChooseLanguage(step)) => step
            .keys
            .iter()
            .map(|(key, locale)| (key.clone(), locale.own_name().to_owned()))
            .collect(),
        Some(NodeKind::Queue(step)) => {
            let key = step.while_waiting.iter();
            key.map(|(key, id)| (key.clone(), name(*id))).collect()
        }
        Some(NodeKind::Answer(_)) => both("it helped", "it did not help"),
        Some(NodeKind::Callback(_)) => both("yes, call back", "no"),
        Some(
            NodeKind::Survey(_)
            | NodeKind::Transfer(_)
            | NodeKind::Say(_)
            | NodeKind::IfOpen(_)
            | NodeKind::AskDigits(_)
            | NodeKind::Voicemail(_)
            | NodeKind::HangUp(_),
        )
        | None => Vec::new(),
    }
}

fn both(one: &str, two: &str) -> Vec<(String, String)> {
    [("1", one), ("2", two)]
        .map(|(key, what)| (key.to_owned(), what.to_owned()))
        .to_vec()
}

fn stored(effect: &Effect) -> String {
    match effect {
        Effect::RequestCallback { queue } => format!("a callback is asked for: {queue}"),
        Effect::RecordAnswer { answer, .. } => format!("an answer is kept: {}", answer.question),
        Effect::RecordDeflection { node, outcome } => {
            format!("is kept: {node} {}", outcome_words(*outcome))
        }
        Effect::RecordInput { name, .. } => format!("a number is kept: {name}"),
        Effect::KeepVoicemail { queue, seconds, .. } => {
            format!("a message of {seconds} s is kept: {queue}")
        }
    }
}

fn outcome_words(outcome: shared::feedback::Outcome) -> &'static str {
    match outcome {
        shared::feedback::Outcome::Shown => "was heard",
        shared::feedback::Outcome::Resolved => "helped",
        shared::feedback::Outcome::NotResolved => "did not help",
    }
}

/// The text in lines that end between words, where the terminal is narrower than it.
fn wrapped(text: &str) -> String {
    let size = stdout().is_terminal().then(terminal::size);
    let Some(Ok((width, _))) = size else {
        return text.to_owned();
    };
    let width = usize::from(width).saturating_sub(INDENT + 1).max(20);
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut();
        match line {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines.join(&format!("\n{:INDENT$}", ""))
}
