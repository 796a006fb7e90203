//! The lines at the margin of a script.

use crate::{
    bundle::Bundle,
    callback::Refusal,
    ivr::{
        EffectOutcome,
        line::{Act, CallbackDesk, act_words},
    },
    locale::Locale,
    problem::did_you_mean,
    queue::QueueSnapshot,
};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use std::collections::BTreeMap;

/// A line at the margin.
#[derive(Debug)]
pub(super) enum Input {
    At(Timestamp),
    Queue(String, Option<QueueSnapshot>),
    Callbacks(String, u32),
    Desk(CallbackDesk),
    Call {
        ani: Option<String>,
        dnis: String,
        locale: Option<Locale>,
    },
    Act(Act),
}

/// The words that set the scene of a call, before those of [`Act`].
const SCENE: [&str; 5] = ["at", "queue", "callbacks", "desk", "call"];

/// The words of what comes of a line: they stand indented.
const OUTCOMES: [&str; 8] = [
    "hears", "does", "queues", "leaves", "pauses", "dials", "records", "ends",
];

/// Reasons for which a desk may refuse.
const REFUSALS: [Refusal; 12] = [
    Refusal::NotOffered,
    Refusal::NumberInvalid,
    Refusal::CountryNotAllowed,
    Refusal::NumberTypeNotAllowed,
    Refusal::ConsentMissing,
    Refusal::Closed,
    Refusal::SlotUnknown,
    Refusal::SlotFull,
    Refusal::DailyCap,
    Refusal::TooMany,
    Refusal::AlreadyOpen,
    Refusal::QueueUnknown,
];

impl Input {
    /// Reads a line at the margin: its first word and the rest.
    pub(super) fn read(word: &str, rest: &str, bundle: &Bundle) -> Result<Input, String> {
        match word {
            "at" => time(rest, &bundle.site.time_zone).map(Input::At),
            "queue" => queue(rest, bundle),
            "callbacks" => callbacks(rest, bundle),
            "desk" => desk(rest).map(Input::Desk),
            "call" => call(rest, bundle),
            _ => match Act::read(word, rest) {
                Some(act) => act.map(Input::Act),
                None => Err(unknown(word)),
            },
        }
    }
}

/// Checks an indented line: it is written anew, so that only what cannot be meant as such is wrong.
pub(super) fn check_outcome(line: &str) -> Result<(), String> {
    let word = line.split_whitespace().next().unwrap_or_default();
    if margin_words().any(|known| known == word) && !OUTCOMES.contains(&word) {
        return Err(format!(
            "`{word}` stands at the margin: remove the spaces before it"
        ));
    }
    Ok(())
}

fn margin_words() -> impl Iterator<Item = &'static str> {
    SCENE.into_iter().chain(act_words())
}

fn unknown(word: &str) -> String {
    if OUTCOMES.contains(&word) {
        return format!(
            "`{word}` is what comes of a line above it: indent it by two spaces, or remove it and let it be written"
        );
    }
    match did_you_mean(word, margin_words().chain(OUTCOMES)) {
        Some(near) => format!("there is no line `{word}`. Did you mean `{near}`?"),
        None => {
            let words: Vec<&str> = margin_words().collect();
            format!(
                "there is no line `{word}`: a line begins with {}",
                words.join(", ")
            )
        }
    }
}

/// Reads `2026-12-31 23:50 Asia/Baku`.
///
/// # Errors
/// What is wrong with it, and how to write it.
pub fn time(text: &str, home: &TimeZone) -> Result<Timestamp, String> {
    let wanted = || {
        format!(
            "`{text}` is no time: write it as 2026-12-31 23:50 Asia/Baku (the zone may be left out)"
        )
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let (date, clock, zone) = match words.as_slice() {
        [date, clock] => (date, clock, home.clone()),
        [date, clock, name] => {
            let zone = TimeZone::get(name).map_err(|_| {
                format!("`{name}` is no time zone: write it as Europe/London or Asia/Baku")
            })?;
            (date, clock, zone)
        }
        _ => return Err(wanted()),
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
                "`{figure}` says nothing about a queue: write `queue {name} 12 waiting, 3 operators, 1 free, 240 s \
                 each` or `queue {name} unknown`"
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
        .map(|open| Input::Callbacks(name.clone(), open))
        .map_err(|_| format!("`{rest}` is no number of open callbacks: write `callbacks {name} 4`"))
}

fn queue_name<'a>(rest: &'a str, bundle: &Bundle) -> Result<(String, &'a str), String> {
    let (name, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let known = &bundle.site.queues;
    if known.contains_key(name) {
        return Ok((name.to_owned(), rest.trim()));
    }
    Err(not_among(
        &format!("the site has no queue `{name}`"),
        name,
        known.keys().map(String::as_str),
    ))
}

fn desk(rest: &str) -> Result<CallbackDesk, String> {
    match rest.split_once(' ').unwrap_or((rest, "")) {
        ("rules", "") => Ok(CallbackDesk::ByTheRules),
        ("fails", "") => Ok(CallbackDesk::Says(EffectOutcome::Failed)),
        ("refuses", why) => serde_json::from_value::<Refusal>(why.trim().into())
            .map(|refusal| CallbackDesk::Says(EffectOutcome::Refused(refusal)))
            .map_err(|_| {
                let reasons: Vec<String> = REFUSALS.iter().map(reason).collect();
                not_among(
                    &format!("`{why}` is no reason to refuse"),
                    why,
                    reasons.iter().map(String::as_str),
                )
            }),
        _ => Err(
            "write `desk rules`, `desk fails` or `desk refuses` with a reason such as daily_cap"
                .to_owned(),
        ),
    }
}

/// A reason as it is written in files and on the wire.
fn reason(refusal: &Refusal) -> String {
    let code = serde_json::to_value(refusal).ok();
    code.as_ref()
        .and_then(serde_json::Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn call(rest: &str, bundle: &Bundle) -> Result<Input, String> {
    let (from, to) = rest
        .split_once("->")
        .ok_or("write the call as `call +994501234567 -> +994125550100`, or `call hidden -> …`")?;
    let (from, to) = (from.trim(), to.trim());
    let (dnis, locale) = match to.split_once(" in ") {
        Some((dnis, tag)) => (dnis.trim(), Some(language(tag.trim(), bundle)?)),
        None => (to, None),
    };
    let is_number = |text: &str| {
        let digits = text.strip_prefix('+').unwrap_or_default();
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    };
    if from != "hidden" && !is_number(from) {
        return Err(format!(
            "`{from}` is no caller: write a number with its country, such as +994501234567, or `hidden`"
        ));
    }
    let numbers = &bundle.site.numbers;
    if !numbers.contains_key(dnis) {
        let what = format!("`{dnis}` is no number of this site");
        return Err(not_among(&what, dnis, numbers.keys().map(String::as_str)));
    }
    Ok(Input::Call {
        ani: (from != "hidden").then(|| from.to_owned()),
        dnis: dnis.to_owned(),
        locale,
    })
}

fn language(tag: &str, bundle: &Bundle) -> Result<Locale, String> {
    let known = &bundle.site.locales;
    let locale = Locale::ALL.into_iter().find(|l| l.code() == tag);
    locale.filter(|l| known.contains(l)).ok_or_else(|| {
        let codes: Vec<&str> = known.iter().map(|l| l.code()).collect();
        format!(
            "`{tag}` is no language of this site: there is {}",
            codes.join(", ")
        )
    })
}

/// `what`, with what is meant or with all that is known.
fn not_among<'n>(what: &str, wrong: &str, known: impl Iterator<Item = &'n str> + Clone) -> String {
    match did_you_mean(wrong, known.clone()) {
        Some(near) => format!("{what}. Did you mean `{near}`?"),
        None => {
            let known: Vec<&str> = known.collect();
            format!("{what}: there is {}", known.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_to_refuse_can_be_written() {
        for refusal in REFUSALS {
            let desk = desk(&format!("refuses {}", reason(&refusal)));
            let outcome = EffectOutcome::Refused(refusal);
            assert_eq!(desk, Ok(CallbackDesk::Says(outcome)));
        }
    }
}
