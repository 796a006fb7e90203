//! The lines at the margin of a script.

use crate::{
    bundle::Bundle,
    callback::Refusal,
    ivr::{EffectOutcome, line::CallbackDesk},
    queue::QueueSnapshot,
};
use jiff::{SignedDuration, Timestamp, civil::DateTime, tz::TimeZone};
use std::collections::BTreeMap;

/// A line at the margin.
pub(super) enum Input {
    At(Timestamp),
    Queue(String, Option<QueueSnapshot>),
    Callbacks(String, u32),
    Desk(CallbackDesk),
    Call { ani: Option<String>, dnis: String },
    Event(OnTheLine),
}

/// Something that happens during a call.
pub(super) enum OnTheLine {
    Press(String),
    Silent,
    Wait {
        waited: SignedDuration,
        place: Option<u32>,
    },
    Talks,
    Unanswered,
    Full,
    Says {
        words: String,
        confidence: u8,
    },
    Records(u32),
    HangsUp,
}

impl Input {
    pub(super) fn read(word: &str, rest: &str, bundle: &Bundle) -> Result<Input, String> {
        let event = match word {
            "at" => return time(rest, &bundle.site.time_zone).map(Input::At),
            "queue" => return queue(rest, bundle),
            "callbacks" => return callbacks(rest, bundle),
            "desk" => return desk(rest).map(Input::Desk),
            "call" => return call(rest),
            "press" => press(rest)?,
            "silent" => OnTheLine::Silent,
            "wait" => wait(rest)?,
            "talks" => OnTheLine::Talks,
            "unanswered" => OnTheLine::Unanswered,
            "full" => OnTheLine::Full,
            "hangs-up" => OnTheLine::HangsUp,
            "say" => say(rest)?,
            "records" => records(rest)?,
            _ => {
                return Err(format!(
                    "`{word}` is no line of a call: write at, queue, callbacks, desk, call, press, say, silent, wait, \
                     talks, unanswered, full, records or hangs-up"
                ));
            }
        };
        Ok(Input::Event(event))
    }
}

/// Reads `2026-12-31 23:50 Asia/Baku`.
pub fn time(text: &str, home: &TimeZone) -> Result<Timestamp, String> {
    let wanted = || {
        format!(
            "`{text}` is no time: write it as 2026-12-31 23:50 Asia/Baku (the zone may be left out)"
        )
    };
    let mut words = text.split_whitespace();
    let (Some(date), Some(clock)) = (words.next(), words.next()) else {
        return Err(wanted());
    };
    let zone = match words.next() {
        None => home.clone(),
        Some(name) => TimeZone::get(name).map_err(|_| {
            format!("`{name}` is no time zone: write it as Europe/London or Asia/Baku")
        })?,
    };
    DateTime::strptime("%Y-%m-%d %H:%M", format!("{date} {clock}"))
        .ok()
        .and_then(|local| zone.to_timestamp(local).ok())
        .ok_or_else(wanted)
}

fn queue(rest: &str, bundle: &Bundle) -> Result<Input, String> {
    let (name, rest) = queue_name(rest, bundle)?;
    if rest == "unknown" {
        return Ok(Input::Queue(name, None));
    }
    let mut snapshot = QueueSnapshot {
        waiting: -1,
        at: Timestamp::UNIX_EPOCH,
        waiting_by_priority: BTreeMap::new(),
        agents_staffed: None,
        agents_available: None,
        aht_s: None,
        oldest_wait_s: None,
    };
    for figure in rest.split(',').map(str::trim) {
        let wanted = || {
            format!(
                "`{figure}` says nothing about a queue: write 12 waiting, 3 operators, 1 free, 240 s each"
            )
        };
        let (number, what) = figure.split_once(' ').ok_or_else(wanted)?;
        let number: u32 = number.parse().map_err(|_| wanted())?;
        match what.trim() {
            "waiting" => snapshot.waiting = number.into(),
            "operators" | "operator" => snapshot.agents_staffed = Some(number.into()),
            "free" => snapshot.agents_available = Some(number.into()),
            "s each" => snapshot.aht_s = Some(number.into()),
            _ => return Err(wanted()),
        }
    }
    Ok(Input::Queue(name, Some(snapshot)))
}

fn callbacks(rest: &str, bundle: &Bundle) -> Result<Input, String> {
    let (name, rest) = queue_name(rest, bundle)?;
    rest.parse()
        .map(|open| Input::Callbacks(name, open))
        .map_err(|_| format!("`{rest}` is no number of open callbacks"))
}

fn queue_name<'a>(rest: &'a str, bundle: &Bundle) -> Result<(String, &'a str), String> {
    let (name, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    if bundle.site.queues.contains_key(name) {
        return Ok((name.to_owned(), rest.trim()));
    }
    let queues: Vec<&str> = bundle.site.queues.keys().map(String::as_str).collect();
    Err(format!(
        "the site has no queue `{name}`: it has {}",
        queues.join(", ")
    ))
}

fn desk(rest: &str) -> Result<CallbackDesk, String> {
    match rest.split_once(' ').unwrap_or((rest, "")) {
        ("rules", "") => Ok(CallbackDesk::ByTheRules),
        ("fails", "") => Ok(CallbackDesk::Says(EffectOutcome::Failed)),
        ("refuses", why) => serde_json::from_value::<Refusal>(why.trim().into())
            .map(|refusal| CallbackDesk::Says(EffectOutcome::Refused(refusal)))
            .map_err(|_| {
                format!("`{why}` is no reason to refuse: write daily_cap, too_many, closed, …")
            }),
        _ => Err("a desk `rules`, `fails` or `refuses <reason>`".to_owned()),
    }
}

fn call(rest: &str) -> Result<Input, String> {
    let (from, to) = rest
        .split_once("->")
        .ok_or("write the call as +994501234567 -> +994125550100 (or hidden -> …)")?;
    let ani = Some(from.trim()).filter(|from| *from != "hidden");
    Ok(Input::Call {
        ani: ani.map(str::to_owned),
        dnis: to.trim().to_owned(),
    })
}

fn press(rest: &str) -> Result<OnTheLine, String> {
    let is_key = |c: char| c.is_ascii_digit() || matches!(c, '*' | '#');
    if rest.is_empty() || !rest.chars().all(is_key) {
        return Err(format!(
            "`{rest}` cannot be pressed: a telephone has 0 to 9, * and #"
        ));
    }
    Ok(OnTheLine::Press(rest.to_owned()))
}

/// Reads `"operator"`, or `"operator" 40 %`.
fn say(rest: &str) -> Result<OnTheLine, String> {
    let wanted = || format!("`{rest}` cannot be said: write say \"operator\", or say \"operator\" 40 %");
    let (words, sure) = rest
        .strip_prefix('"')
        .and_then(|rest| rest.rsplit_once('"'))
        .ok_or_else(wanted)?;
    let confidence = match sure.trim() {
        "" => 100,
        sure => {
            let number = sure.strip_suffix('%').ok_or_else(wanted)?;
            number.trim().parse().ok().filter(|n| *n <= 100).ok_or_else(wanted)?
        }
    };
    Ok(OnTheLine::Says {
        words: words.to_owned(),
        confidence,
    })
}

/// Reads `20 s`.
fn records(rest: &str) -> Result<OnTheLine, String> {
    let seconds = rest.strip_suffix('s').map(str::trim);
    seconds
        .and_then(|seconds| seconds.parse().ok())
        .map(OnTheLine::Records)
        .ok_or_else(|| format!("`{rest}` is no length of a message: write records 20 s"))
}

/// Reads `90 s, place 3`, either part of which may be left out.
fn wait(rest: &str) -> Result<OnTheLine, String> {
    let (mut waited, mut place) = (SignedDuration::ZERO, None);
    for part in rest.split(',').map(str::trim).filter(|p| !p.is_empty()) {
        let wanted = || format!("`{part}` is no wait: write wait 90 s, place 3");
        match part.split_once(' ').ok_or_else(wanted)? {
            ("place", number) => place = Some(number.trim().parse().map_err(|_| wanted())?),
            (number, "s") => {
                let seconds: u32 = number.parse().map_err(|_| wanted())?;
                waited = SignedDuration::from_secs(seconds.into());
            }
            _ => return Err(wanted()),
        }
    }
    Ok(OnTheLine::Wait { waited, place })
}
