//! Seconds to the first person, reckoned from what is said on the way.
//!
//! A caller who listens presses a key when its line has been said, for nobody knows a menu's keys before. Announcements,
//! ringing and the wait in a queue are not counted: they are of the day, not of the menu. How fast a voice speaks is
//! stated in [`speech_ms`].

mod reckon;

use super::{Menu, picture::By};
use crate::{
    bundle::Bundle,
    ivr::{Part, Speech},
    locale::Locale,
};
pub(crate) use reckon::Reckoning;
use serde::Serialize;

/// Seconds to the first person above which callers are told to be on a long way: three menus of about twenty seconds.
/// (Software Advice, "IVR Design Lessons from the Fortune 500", 2014: offer an agent by the third menu.)
pub const LONG_S: f32 = 60.0;

/// What a menu takes of a caller's time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Timing {
    /// Seconds that each step speaks when all of it is heard once, by language, in the order of the steps' names.
    pub steps: Vec<StepTime>,
    /// Ways to the first person, by language, when open and when closed.
    pub paths: Vec<Path>,
}

/// How long a step speaks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepTime {
    /// The step's name.
    pub step: String,
    /// Language.
    pub locale: Locale,
    /// Seconds.
    pub seconds: f32,
}

/// A way from the start of a call to the first person: an operator, a transfer, a callback, a message that somebody hears.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Path {
    /// Whose way it is.
    pub caller: Caller,
    /// Language.
    pub locale: Locale,
    /// Whether everything is open, or all that ever closes is closed.
    pub open: bool,
    /// Seconds until the person is announced; nothing where this caller never gets to one.
    pub seconds: Option<f32>,
    /// The steps on the way, the person's last.
    pub stops: Vec<Stop>,
}

/// Callers whose ways differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Caller {
    /// Wants a person and takes the quickest way to one.
    InAHurry,
    /// First goes to the farthest answer or menu there is, and then wants a person: the longest sensible way.
    Patient,
    /// Presses nothing.
    Silent,
}

/// A step on a way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stop {
    /// The step's name.
    pub step: String,
    /// What takes the caller on; nothing at the person's step.
    pub by: Option<By>,
    /// Seconds spent there.
    pub seconds: f32,
}

/// Reckons the time that a menu takes, in every language that a caller may hear.
#[must_use]
pub fn timing(bundle: &Bundle, menu: &Menu) -> Timing {
    let reckoning = Reckoning::new(&bundle.site, bundle.survey.as_ref(), menu);
    Timing {
        steps: reckoning.steps(),
        paths: reckoning.paths(),
    }
}

/// Milliseconds that a voice needs.
///
/// Letters, spaces and signs a second: 14 in English and Russian, 13 in Romanian and Azerbaijani, as espeak-ng speaks the
/// texts of the demo sites at 165 words a minute, the pace of the voices of telephony providers; a test compares the
/// committed recordings. A digit that is said alone takes 0.6 s with the pause after it, a number 0.8 s.
#[must_use]
pub fn speech_ms(speech: &Speech) -> u64 {
    let a_second = match speech.locale {
        Locale::En | Locale::Ru => 14,
        Locale::Ro | Locale::Az => 13,
    };
    let part = |part: &Part| match part {
        Part::Text(text) => {
            u64::try_from(text.chars().count()).unwrap_or(u64::MAX) * 1000 / a_second
        }
        Part::Number(_) => 800,
        Part::Digits(digits) => u64::try_from(digits.chars().count()).unwrap_or(u64::MAX) * 600,
    };
    speech.parts.iter().map(part).sum()
}

/// Milliseconds that a text takes.
pub(crate) fn text_ms(text: &str, locale: Locale) -> u64 {
    speech_ms(&Speech::text(locale, text))
}

#[allow(
    clippy::cast_precision_loss,
    reason = "a call lasts less than the 4 hours that f32 holds exactly"
)]
pub(crate) fn seconds(ms: u64) -> f32 {
    // Tenths are all that an estimate has.
    (ms / 100) as f32 / 10.0
}

#[cfg(test)]
mod tests;
