//! What somebody at the phone wants, from what is typed.

use jiff::SignedDuration;
use shared::ivr::line::{Act, Awaits, Line};

/// Seconds that pass in the queue where none are given.
const WAIT_S: i64 = 30;

/// Seconds of a message where none are given.
const MESSAGE_S: u32 = 10;

/// Seconds of a call where the centre does not tell.
const CALL_S: f64 = 240.0;

/// What somebody wants.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// That this happens.
    Do(Act),
    /// To know what can be done.
    Help,
    /// Something that cannot be done now, or is no word for anything.
    Unclear,
}

/// Understands what is typed, at this moment of a call. `waited`: in the queue so far.
pub(super) fn wish(line: &Line<'_>, typed: &str, waited: SignedDuration) -> Wish {
    let typed = typed.trim();
    let (word, rest) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
    let rest = rest.trim();
    let act = match (line.awaits(), word) {
        (_, "?" | "help") => return Wish::Help,
        (_, "h" | "q" | "hangs-up") => Some(Act::HangsUp),
        (Awaits::Keys(_), "" | "w" | "silent") => Some(Act::Silent),
        (Awaits::Keys(_), "s" | "say") => said(rest),
        (Awaits::Operator(queue, _), "" | "w" | "wait") => {
            seconds(rest, WAIT_S).map(|s| wait(line, queue, waited + SignedDuration::from_secs(s)))
        }
        (Awaits::Operator(..) | Awaits::Transfer, "t" | "talks") => Some(Act::Talks),
        (Awaits::Operator(..), "f" | "full") => Some(Act::Full),
        (Awaits::Transfer, "" | "n" | "unanswered") => Some(Act::Unanswered),
        (Awaits::Message(_), "" | "silent") => Some(Act::Silent),
        (Awaits::Message(_), "r" | "records") => seconds(rest, MESSAGE_S.into())
            .and_then(|s| u32::try_from(s).ok())
            .map(Act::Records),
        (Awaits::Keys(_) | Awaits::Operator(..), "press") => pressed(rest),
        (Awaits::Keys(_) | Awaits::Operator(..), _) => pressed(typed),
        (Awaits::Transfer | Awaits::Message(_) | Awaits::Call | Awaits::Nothing, _) => None,
    };
    act.map_or(Wish::Unclear, Wish::Do)
}

fn pressed(keys: &str) -> Option<Act> {
    let is_key = |c: char| c.is_ascii_digit() || matches!(c, '*' | '#');
    (!keys.is_empty() && keys.chars().all(is_key)).then(|| Act::Press(keys.to_owned()))
}

fn said(words: &str) -> Option<Act> {
    let words = words.trim_matches('"').trim();
    (!words.is_empty() && !words.contains('"')).then(|| Act::Say {
        words: words.to_owned(),
        confidence: 100,
    })
}

/// Reads `60` or `60 s`.
fn seconds(text: &str, otherwise: i64) -> Option<i64> {
    match text.trim_end_matches('s').trim() {
        "" => Some(otherwise),
        number => number.parse().ok().filter(|s| (0..=86_400).contains(s)),
    }
}

/// Waiting in the queue: as operators end calls, the place moves forward.
fn wait(line: &Line<'_>, queue: &str, waited: SignedDuration) -> Act {
    let place = line.queues.get(queue).and_then(|snapshot| {
        let last = u32::try_from(snapshot.waiting).ok()? + 1;
        let call_s = snapshot.aht_s.unwrap_or(CALL_S).max(1.0);
        let operators = snapshot.agents_staffed.unwrap_or(1).max(1);
        let served = waited.as_secs() * operators / call_s.round() as i64;
        Some(
            last.saturating_sub(u32::try_from(served).unwrap_or(u32::MAX))
                .max(1),
        )
    });
    Act::Wait { waited, place }
}
