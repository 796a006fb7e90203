//! `ringback play FOLDER`: a phone in the terminal.
//!
//! Prints what a caller hears and reads the keys from the standard input, a line each; an empty line is silence.

mod queue;

use crate::{
    clock,
    command::{Command, Failure},
    folder,
};
use jiff::{SignedDuration, Timestamp};
use lexopt::ValueExt;
use shared::{
    bundle::Bundle,
    ivr::{
        DialResult, Effect, QueueResult,
        line::{Awaits, Happening, Line},
        script,
    },
    locale::Locale,
};
use std::{
    io::{BufRead, IsTerminal, Write, stdin, stdout},
    path::PathBuf,
    process::ExitCode,
};

/// Seconds between two wait documents when the caller just waits.
const WAIT_S: i64 = 30;

pub(crate) const COMMAND: Command = Command {
    name: "play",
    summary: "calls the site: a phone in the terminal",
    help: "\
ringback play FOLDER [options]

Calls the site in FOLDER: prints what is heard, reads keys.

  --at \"TIME\"          when the call comes in: \"2026-12-31 23:50 Asia/Baku\"; now where it is left out
  --queue NAME=W,O       W wait for O operators: --queue care=12,3 (then, where known, free operators and seconds a call)
  --from NUMBER          whom the call comes from; `hidden` for nobody
  --number NUMBER        which number of the site is called; its first one where it is left out
  --lang LANGUAGE        the language in which the call begins: az, en, ro, ru

  ringback play sites/acme --at \"2026-12-31 23:50\" --queue care=12,3
",
    run,
};

struct Options {
    folder: PathBuf,
    number: Option<String>,
    from: Option<String>,
    at: Option<String>,
    queues: Vec<String>,
    locale: Option<Locale>,
}

fn run(arguments: lexopt::Parser) -> Result<ExitCode, Failure> {
    let options = options(arguments)?;
    let (id, source) = folder::read(&options.folder)?;
    let bundle = folder::check(&options.folder, &id, &source)?;
    let now = match &options.at {
        Some(text) => script::time(text, &bundle.site.time_zone).map_err(Failure::Usage)?,
        None => clock::now()?,
    };
    let mut line = line(&bundle, &options, now)?;
    let mut phone = Phone {
        colour: stdout().is_terminal(),
        typed: stdin().is_terminal(),
        place: 1,
    };
    phone.introduce(&line, now, &bundle);
    let happened = line.ring();
    phone.show(&happened);
    phone.talk(&mut line)?;
    Ok(ExitCode::SUCCESS)
}

fn options(mut arguments: lexopt::Parser) -> Result<Options, Failure> {
    use lexopt::prelude::{Long, Short, Value};
    let mut folder = None;
    let (mut number, mut from, mut at, mut locale) = (None, None, None, None);
    let mut queues = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(path) if folder.is_none() => folder = Some(PathBuf::from(path)),
            Long("number") => number = Some(arguments.value()?.string()?),
            Long("from") => from = Some(arguments.value()?.string()?),
            Long("at") => at = Some(arguments.value()?.string()?),
            Long("queue") => queues.push(arguments.value()?.string()?),
            Long("lang") => {
                let code = arguments.value()?.string()?;
                locale = Some(
                    Locale::from_tag(&code)
                        .ok_or_else(|| Failure::Usage("--lang is az, en, ro or ru".to_owned()))?,
                );
            }
            other @ (Value(_) | Short(_) | Long(_)) => return Err(other.unexpected().into()),
        }
    }
    Ok(Options {
        folder: folder.ok_or_else(|| Failure::Usage("which folder?".to_owned()))?,
        number,
        from,
        at,
        queues,
        locale,
    })
}

fn line<'a>(bundle: &'a Bundle, options: &Options, now: Timestamp) -> Result<Line<'a>, Failure> {
    let numbers = &bundle.site.numbers;
    let number = options.number.as_ref().or_else(|| numbers.keys().next());
    let number = number.ok_or_else(|| Failure::Work("the site has no phone number".to_owned()))?;
    // A number reserved for drama, so that nobody is called.
    let from = options.from.as_deref().unwrap_or("+447700900123");
    let ani = Some(from).filter(|from| *from != "hidden");
    let mut line = Line::new(bundle, ani, number, now).ok_or_else(|| {
        let numbers: Vec<&str> = numbers.keys().map(String::as_str).collect();
        Failure::Usage(format!(
            "{number} is no number of this site: it has {}",
            numbers.join(", ")
        ))
    })?;
    line.locale = options.locale;
    for text in &options.queues {
        let (queue, snapshot) = queue::read(text, bundle, now).map_err(Failure::Usage)?;
        line.queues.insert(queue, snapshot);
    }
    Ok(line)
}

struct Phone {
    colour: bool,
    /// Somebody types; else the keys come from a file or a pipe and are shown.
    typed: bool,
    place: u32,
}

impl Phone {
    fn introduce(&self, line: &Line<'_>, now: Timestamp, bundle: &Bundle) {
        let local = now.to_zoned(bundle.site.time_zone.clone());
        println!(
            "{}",
            self.dim(&format!(
                "{} calls {} on {}",
                line.ani().unwrap_or("a hidden number"),
                line.dnis(),
                local.strftime("%A, %Y-%m-%d %H:%M %Z"),
            ))
        );
        if self.typed {
            println!(
                "{}",
                self.dim("keys and Enter; Enter alone is silence; h hangs up")
            );
        }
    }

    /// Reads lines until the call or the input ends.
    fn talk(&mut self, line: &mut Line<'_>) -> Result<(), Failure> {
        let mut input = stdin().lock().lines();
        loop {
            let hint = match line.awaits() {
                Awaits::Nothing | Awaits::Call => return Ok(()),
                Awaits::Keys(gather) => match gather.max_digits {
                    1 => format!("1 key, {} s", gather.wait_s),
                    digits => format!("up to {digits} keys, {} s", gather.wait_s),
                },
                Awaits::Operator(..) => {
                    "in the queue: Enter waits, t = an operator talks and hangs up".to_owned()
                }
                Awaits::Message(_) => {
                    "after the tone: a number = you speak so many seconds, Enter = nothing"
                        .to_owned()
                }
                Awaits::Transfer => "ringing: t = they talk, Enter = nobody answers".to_owned(),
            };
            print!("{} ", self.bold(&format!("[{hint}] >")));
            stdout().flush()?;
            let typed = input.next().transpose()?;
            if !self.typed {
                println!("{}", typed.as_deref().unwrap_or("h"));
            }
            let happened = self.hear(line, typed.as_deref().unwrap_or("h").trim());
            self.show(&happened);
        }
    }

    fn hear(&mut self, line: &mut Line<'_>, typed: &str) -> Vec<Happening> {
        match (line.awaits(), typed) {
            (_, "h") => line.hang_up(),
            (Awaits::Keys(_), "") => line.silence(),
            (Awaits::Operator(queue, _), "") => {
                let waiting = line.queues.get(queue).map(|snapshot| snapshot.waiting);
                let last = waiting.and_then(|waiting| u32::try_from(waiting).ok());
                let place = last.map(|last| (last + 2).saturating_sub(self.place).max(1));
                let waited = SignedDuration::from_secs(WAIT_S * i64::from(self.place));
                self.place += 1;
                line.wait(waited, place)
            }
            (Awaits::Operator(..), "t") => line.leave_queue(QueueResult::Bridged),
            (Awaits::Message(_), "") => line.record(0),
            (Awaits::Message(_), seconds) => match seconds.parse() {
                Ok(seconds) => line.record(seconds),
                Err(_) => Vec::new(),
            },
            (Awaits::Transfer, "") => line.dialled(DialResult::NotAnswered),
            (Awaits::Transfer, "t") => line.dialled(DialResult::Answered),
            (Awaits::Keys(_) | Awaits::Operator(..), keys)
                if keys
                    .chars()
                    .all(|c| c.is_ascii_digit() || matches!(c, '*' | '#')) =>
            {
                line.press(keys)
            }
            (Awaits::Keys(_) | Awaits::Operator(..) | Awaits::Transfer, _) => {
                println!(
                    "{}",
                    self.dim("a telephone has 0 to 9, * and #; h hangs up")
                );
                Vec::new()
            }
            (Awaits::Nothing | Awaits::Call, _) => Vec::new(),
        }
    }

    fn show(&self, happened: &[Happening]) {
        for happening in happened {
            match happening {
                Happening::Hears(speech) => {
                    println!("{} {}", self.dim(speech.locale.code()), speech.words());
                }
                Happening::Stores(effect) => println!("{}", self.dim(&stored(effect))),
                Happening::Queues(queue) => {
                    println!("{}", self.dim(&format!("   joins the queue {queue}")));
                }
                Happening::Leaves => println!("{}", self.dim("   leaves the queue")),
                Happening::Pauses(seconds) => {
                    println!("{}", self.dim(&format!("   {seconds} s of silence")));
                }
                Happening::Transfers(to) => {
                    println!("{}", self.dim(&format!("   is connected to {to}")));
                }
                Happening::Records(seconds) => {
                    println!("{}", self.dim(&format!("   records up to {seconds} s")));
                }
                Happening::Ends => println!("{}", self.dim("   the call ends")),
            }
        }
    }

    fn dim(&self, text: &str) -> String {
        self.styled("2", text)
    }

    fn bold(&self, text: &str) -> String {
        self.styled("1", text)
    }

    fn styled(&self, style: &str, text: &str) -> String {
        if self.colour {
            format!("\u{1b}[{style}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}

fn stored(effect: &Effect) -> String {
    match effect {
        Effect::RequestCallback { queue } => format!("   a callback is asked for: {queue}"),
        Effect::RecordAnswer { answer, .. } => format!("   an answer is kept: {}", answer.question),
        Effect::RecordDeflection { node, outcome } => {
            format!("   an outcome is kept: {node}, {outcome:?}")
        }
        Effect::RecordInput { name, digits } => format!("   a number is kept: {name}, {digits}"),
        Effect::KeepVoicemail {
            queue,
            seconds,
            callback,
            ..
        } => {
            let because = match callback {
                true => ", and a callback is asked for",
                false => "",
            };
            format!("   a message of {seconds} s is kept: {queue}{because}")
        }
    }
}
