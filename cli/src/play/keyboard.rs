//! What is typed: single keys on a terminal, lines from a pipe or a file.

use crate::command::Failure;
use crossterm::{
    event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers},
    terminal,
};
use shared::ivr::line::Awaits;
use std::io::{IsTerminal, Write, stdin, stdout};

/// Where the keys come from.
pub(super) enum Keyboard {
    /// A terminal: a key counts as soon as it is pressed.
    Terminal,
    /// Lines, which are shown because nobody saw them being typed.
    Lines,
}

impl Keyboard {
    pub(super) fn new() -> Keyboard {
        if stdin().is_terminal() && stdout().is_terminal() {
            Keyboard::Terminal
        } else {
            Keyboard::Lines
        }
    }

    /// What is typed next, for [`super::wish::wish`]. The end of the input hangs up.
    pub(super) fn read(&self, awaits: &Awaits) -> Result<String, Failure> {
        stdout().flush()?;
        match self {
            Keyboard::Terminal => keys(awaits),
            Keyboard::Lines => {
                let line = line()?.unwrap_or_else(|| HANG_UP.to_owned());
                if !stdin().is_terminal() {
                    outln!("{line}");
                }
                Ok(line)
            }
        }
    }
}

const HANG_UP: &str = "h";

/// A line without its end; nothing at the end of the input.
fn line() -> Result<Option<String>, Failure> {
    let mut line = String::new();
    let read = stdin().read_line(&mut line)?;
    Ok((read > 0).then(|| line.trim().to_owned()))
}

/// Keys until they mean something: one key, or as many digits as are awaited.
fn keys(awaits: &Awaits) -> Result<String, Failure> {
    let (most, end) = match awaits {
        Awaits::Keys(gather) | Awaits::Operator(_, Some(gather)) => {
            (usize::from(gather.max_digits), gather.finish_on)
        }
        Awaits::Call
        | Awaits::Operator(_, None)
        | Awaits::Transfer
        | Awaits::Message(_)
        | Awaits::Nothing => (1, None),
    };
    let mut typed = String::new();
    loop {
        match key()? {
            Key::Enter => break,
            Key::HangUp => {
                typed = HANG_UP.to_owned();
                break;
            }
            Key::Char(c) if typed.is_empty() && asks_for_more(c, awaits) => {
                out!("{c} ");
                stdout().flush()?;
                return Ok(format!("{c} {}", line()?.unwrap_or_default()));
            }
            Key::Char(c) => {
                out!("{c}");
                stdout().flush()?;
                typed.push(c);
                let is_digit = c.is_ascii_digit() || matches!(c, '*' | '#');
                if !is_digit || Some(c) == end || typed.chars().count() >= most {
                    break;
                }
            }
        }
    }
    outln!();
    Ok(typed)
}

/// Whether words or seconds follow a letter.
fn asks_for_more(letter: char, awaits: &Awaits) -> bool {
    match awaits {
        Awaits::Keys(_) => letter == 's',
        Awaits::Operator(..) => letter == 'w',
        Awaits::Message(_) => letter == 'r',
        Awaits::Call | Awaits::Transfer | Awaits::Nothing => false,
    }
}

enum Key {
    Char(char),
    Enter,
    HangUp,
}

/// Waits for one key that means something.
fn key() -> Result<Key, Failure> {
    let _raw = Raw::on()?;
    loop {
        let Event::Key(KeyEvent {
            code,
            modifiers,
            kind: KeyEventKind::Press,
            ..
        }) = event::read()?
        else {
            continue;
        };
        let control = modifiers.contains(KeyModifiers::CONTROL);
        let hangs_up = matches!(code, KeyCode::Char('c' | 'd')) && control;
        if hangs_up || code == KeyCode::Esc {
            return Ok(Key::HangUp);
        }
        if matches!(code, KeyCode::Enter | KeyCode::Char(' ')) {
            return Ok(Key::Enter);
        }
        if let KeyCode::Char(c) = code
            && !control
        {
            return Ok(Key::Char(c.to_ascii_lowercase()));
        }
    }
}

/// A terminal that hands over every key at once, for as long as this lives.
struct Raw;

impl Raw {
    fn on() -> Result<Raw, Failure> {
        terminal::enable_raw_mode()?;
        Ok(Raw)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // A terminal that has gone cannot be set back.
        let _ = terminal::disable_raw_mode();
    }
}
