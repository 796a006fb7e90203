//! What people do during a call, in the words of a `.call` file.

use super::{Awaits, Happening, Line};
use crate::ivr::{DialResult, QueueResult};
use jiff::SignedDuration;
use std::fmt;

/// What a caller does, or an operator, or the line. Written as in a `.call` file: `press  1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// The caller presses keys.
    Press(String),
    /// The caller presses nothing until the time has passed.
    Silent,
    /// The caller has waited in the queue for so long since joining, and is at this place, where that is told.
    Wait {
        /// Since joining the queue.
        waited: SignedDuration,
        /// From 1.
        place: Option<u32>,
    },
    /// An operator (or whom the call was transferred to) takes the call, talks and hangs up.
    Talks,
    /// Nobody takes a transferred call.
    Unanswered,
    /// The queue takes nobody.
    Full,
    /// The caller says something instead of pressing keys.
    Say {
        /// As the carrier understands it.
        words: String,
        /// How sure the carrier is, per cent.
        confidence: u8,
    },
    /// The caller leaves a message of so many seconds.
    Records(u32),
    /// The caller hangs up.
    HangsUp,
}

/// Words of acts, as they stand at the margin of a `.call` file.
pub(super) const WORDS: [&str; 9] = [
    "press",
    "say",
    "silent",
    "wait",
    "talks",
    "unanswered",
    "full",
    "records",
    "hangs-up",
];

/// Why something cannot be done at this moment of a call, and what can.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotNow {
    /// Nobody has called yet.
    #[error("nobody has called yet: begin with `call +… -> +…`")]
    NoCall,
    /// Keys are awaited.
    #[error("the caller is asked for keys: write `press …`, `silent` or `hangs-up`")]
    Keys,
    /// More keys than are awaited: the others would be lost.
    #[error(
        "no more than {0} of these keys can be heard here: press the others on a line of their own"
    )]
    TooManyKeys(u8),
    /// The caller is in a queue.
    #[error("the caller is in the queue: write `wait …`, `press …`, `talks`, `full` or `hangs-up`")]
    Queue,
    /// The call is being transferred.
    #[error("the call is being transferred: write `talks`, `unanswered` or `hangs-up`")]
    Transfer,
    /// A message is recorded.
    #[error("a message is recorded: write `records 20 s`, `silent` or `hangs-up`")]
    Message,
    /// The call is over.
    #[error("the call is over: begin another with `call +… -> +…`")]
    Over,
}

impl Act {
    /// Reads a line of a `.call` file: its first word and the rest. Nothing where the word is none of an act.
    ///
    /// # Errors
    /// What is wrong with the rest, and how to write it.
    pub fn read(word: &str, rest: &str) -> Option<Result<Act, String>> {
        let bare = |act: Act| {
            if rest.is_empty() {
                Ok(act)
            } else {
                Err(format!("`{word}` stands alone: remove `{rest}` behind it"))
            }
        };
        Some(match word {
            "press" => press(rest),
            "say" => say(rest),
            "records" => records(rest),
            "silent" => bare(Act::Silent),
            "wait" => wait(rest),
            "talks" => bare(Act::Talks),
            "unanswered" => bare(Act::Unanswered),
            "full" => bare(Act::Full),
            "hangs-up" => bare(Act::HangsUp),
            _ => return None,
        })
    }
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Act::Press(keys) => write!(f, "press  {keys}"),
            Act::Say {
                words,
                confidence: 100,
            } => write!(f, "say    \"{words}\""),
            Act::Say { words, confidence } => write!(f, "say    \"{words}\" {confidence} %"),
            Act::Records(seconds) => write!(f, "records {seconds} s"),
            Act::Silent => f.write_str("silent"),
            Act::Wait { waited, place } => {
                write!(f, "wait   {} s", waited.as_secs())?;
                place.map_or(Ok(()), |place| write!(f, ", place {place}"))
            }
            Act::Talks => f.write_str("talks"),
            Act::Unanswered => f.write_str("unanswered"),
            Act::Full => f.write_str("full"),
            Act::HangsUp => f.write_str("hangs-up"),
        }
    }
}

impl Line<'_> {
    /// Does something, where it can be done now.
    ///
    /// # Errors
    /// What the line waits for instead.
    pub fn act(&mut self, act: &Act) -> Result<Vec<Happening>, NotNow> {
        if let (Act::Press(keys), Awaits::Keys(gather)) = (act, self.awaits()) {
            let end = |c: &char| Some(*c) == gather.finish_on;
            let digits = keys.chars().take_while(|c| !end(c)).count();
            let surplus = keys.chars().count() - digits > 1;
            if digits > usize::from(gather.max_digits) || surplus {
                return Err(NotNow::TooManyKeys(gather.max_digits));
            }
        }
        let happened = match (act, self.awaits()) {
            (_, Awaits::Call) => return Err(NotNow::NoCall),
            (_, Awaits::Nothing) => return Err(NotNow::Over),
            (Act::HangsUp, _) => self.hang_up(),
            (Act::Press(keys), Awaits::Keys(_) | Awaits::Operator(..)) => self.press(keys),
            (Act::Say { words, confidence }, Awaits::Keys(_)) => self.say(words, *confidence),
            (Act::Silent, Awaits::Keys(_)) => self.silence(),
            (Act::Silent, Awaits::Message(_)) => self.record(0),
            (Act::Records(seconds), Awaits::Message(_)) => self.record(*seconds),
            (Act::Wait { waited, place }, Awaits::Operator(..)) => self.wait(*waited, *place),
            (Act::Talks, Awaits::Operator(..)) => self.leave_queue(QueueResult::Bridged),
            (Act::Full, Awaits::Operator(..)) => self.leave_queue(QueueResult::Unavailable),
            (Act::Talks, Awaits::Transfer) => self.dialled(DialResult::Answered),
            (Act::Unanswered, Awaits::Transfer) => self.dialled(DialResult::NotAnswered),
            (_, Awaits::Keys(_)) => return Err(NotNow::Keys),
            (_, Awaits::Operator(..)) => return Err(NotNow::Queue),
            (_, Awaits::Transfer) => return Err(NotNow::Transfer),
            (_, Awaits::Message(_)) => return Err(NotNow::Message),
        };
        Ok(happened)
    }
}

fn press(rest: &str) -> Result<Act, String> {
    let is_key = |c: char| c.is_ascii_digit() || matches!(c, '*' | '#');
    if rest.is_empty() {
        return Err("press which key? Write `press 1`".to_owned());
    }
    if !rest.chars().all(is_key) {
        return Err(format!(
            "`{rest}` cannot be pressed: a telephone has 0 to 9, * and #"
        ));
    }
    Ok(Act::Press(rest.to_owned()))
}

/// Reads `"operator"`, or `"operator" 40 %`.
fn say(rest: &str) -> Result<Act, String> {
    let wanted =
        || format!("`{rest}` cannot be said: write `say \"operator\"`, or `say \"operator\" 40 %`");
    let (words, sure) = rest
        .strip_prefix('"')
        .and_then(|rest| rest.rsplit_once('"'))
        .ok_or_else(wanted)?;
    let per_cent = |sure: &str| sure.strip_suffix('%')?.trim().parse().ok();
    let confidence = match sure.trim() {
        "" => 100,
        sure => per_cent(sure).filter(|n| *n <= 100).ok_or_else(wanted)?,
    };
    Ok(Act::Say {
        words: words.to_owned(),
        confidence,
    })
}

/// Reads `20 s`.
fn records(rest: &str) -> Result<Act, String> {
    let seconds = rest.strip_suffix('s').map(str::trim);
    seconds
        .and_then(|seconds| seconds.parse().ok())
        .map(Act::Records)
        .ok_or_else(|| format!("`{rest}` is no length of a message: write `records 20 s`"))
}

/// Reads `90 s, place 3`, either part of which may be left out.
fn wait(rest: &str) -> Result<Act, String> {
    let (mut waited, mut place) = (SignedDuration::ZERO, None);
    for part in rest.split(',').map(str::trim).filter(|p| !p.is_empty()) {
        let wanted = || format!("`{part}` is no wait: write `wait 90 s, place 3`");
        match part.split_once(' ').ok_or_else(wanted)? {
            ("place", number) => place = Some(number.trim().parse().map_err(|_| wanted())?),
            (number, "s") => {
                let seconds: u32 = number.parse().map_err(|_| wanted())?;
                waited = SignedDuration::from_secs(seconds.into());
            }
            _ => return Err(wanted()),
        }
    }
    Ok(Act::Wait { waited, place })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let acts = [
            Act::Press("10#".to_owned()),
            Act::Say {
                words: "I said \"no\"".to_owned(),
                confidence: 100,
            },
            Act::Say {
                words: "operator".to_owned(),
                confidence: 40,
            },
            Act::Records(20),
            Act::Silent,
            Act::Wait {
                waited: SignedDuration::from_secs(90),
                place: Some(3),
            },
            Act::Wait {
                waited: SignedDuration::ZERO,
                place: None,
            },
            Act::Talks,
            Act::Unanswered,
            Act::Full,
            Act::HangsUp,
        ];
        let words: std::collections::BTreeSet<String> = acts
            .iter()
            .map(|act| {
                let line = act.to_string();
                let (word, rest) = line.split_once(' ').unwrap_or((&line, ""));
                assert_eq!(Act::read(word, rest.trim()), Some(Ok(act.clone())));
                word.to_owned()
            })
            .collect();
        assert_eq!(words, WORDS.map(str::to_owned).into());
    }
}
