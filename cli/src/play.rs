//! `ringback play FOLDER`: a phone in the terminal.

mod keyboard;
mod options;
mod phone;
mod queue;
mod record;
mod voice;
mod wish;

use crate::{
    clock,
    command::{Command, Failure},
    folder,
    style::Style,
};
use jiff::{SignedDuration, Timestamp};
use keyboard::Keyboard;
use options::Options;
use phone::Phone;
use record::Recorder;
use shared::{
    bundle::Bundle,
    ivr::{line::Line, script},
};
use std::{io::stdout, process::ExitCode};
use voice::Voice;

pub(crate) const COMMAND: Command = Command {
    name: "play",
    summary: "calls the site: a phone in the terminal",
    help: "\
ringback play FOLDER [options]

Calls the site in FOLDER: shows what a caller hears, and takes keys as a telephone does. ? shows what can be done at
each moment of the call. Where the keys do not come from a terminal, each line is what is done: 1, 10#, nothing for
silence, wait 60, talks, hangs-up.

  --at \"TIME\"            when the call comes in: \"2026-12-31 23:50 Asia/Baku\"; now where it is left out
  --queue NAME=W,O       W callers wait for O operators: --queue care=12,3 (and, where known, operators free and
                         seconds a call: care=12,3,0,240); may be given for several queues
  --from NUMBER          whom the call comes from; hidden for a caller who hides the number
  --number NUMBER        which number of the site is called; its first one where it is left out
  --lang LANGUAGE        the language in which the call begins: az, en, ro or ru
  --say                  speaks as well, with espeak-ng; a key interrupts it
  --record FILE.call     keeps the call as a test in FILE.call, behind those that are there

  ringback play sites/acme --at \"2026-12-31 23:50\" --queue care=12,3 --record sites/acme/calls/eve.call
",
    run,
};

fn run(arguments: lexopt::Parser) -> Result<ExitCode, Failure> {
    let options = Options::read(arguments)?;
    let (id, source) = folder::read(&options.folder)?;
    let bundle = folder::check(&options.folder, &id, &source)?;
    let now = match &options.at {
        Some(text) => script::time(text, &bundle.site.time_zone).map_err(Failure::Usage)?,
        None => whole_minute(clock::now()?),
    };
    let mut line = line(&bundle, &options, now)?;
    let mut recorder = match &options.record {
        Some(file) => Some(Recorder::open(file, &bundle, &line)?),
        None => None,
    };
    let mut phone = Phone {
        style: Style::of(&stdout()),
        keyboard: Keyboard::new(),
        voice: options.say.then(Voice::new).transpose()?,
        felt: SignedDuration::ZERO,
        folder: &options.folder,
        foreign: None,
    };
    phone.call(&mut line, recorder.as_mut())?;
    if let Some(recorder) = recorder {
        let file = recorder.keep(&bundle)?;
        outln!(
            "The call is kept in {0}. `ringback test {1} {0}` plays it again.",
            file.display(),
            options.folder.display()
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// Calls are written to the minute: what is played is what is kept.
fn whole_minute(now: Timestamp) -> Timestamp {
    let seconds = now.as_second();
    Timestamp::from_second(seconds - seconds.rem_euclid(60)).unwrap_or(now)
}

fn line<'a>(bundle: &'a Bundle, options: &Options, now: Timestamp) -> Result<Line<'a>, Failure> {
    let numbers = &bundle.site.numbers;
    let number = options.number.as_ref().or_else(|| numbers.keys().next());
    let number = number.ok_or_else(|| Failure::Files("the site has no phone number".to_owned()))?;
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
    line.locale = options.locale(bundle)?;
    for text in &options.queues {
        let (queue, snapshot) = queue::read(text, bundle, now).map_err(Failure::Usage)?;
        line.queues.insert(queue, snapshot);
    }
    Ok(line)
}
