//! Menus: the checked form of `menu.json`. Every target exists, so walking one cannot fail.

mod check;
mod draft;
mod keys;
pub mod paths;
pub mod picture;
mod shape;
mod ways;
mod words;

pub(crate) use check::{Around, check};
pub use draft::{
    AnswerStep, AskDigitsDraft, CallbackStepDraft, ChooseLanguageDraft, DigitCheck,
    DigitRangeDraft, DigitsDraft, HangUpDraft, HelpedDraft, IfOpenDraft, MenuDraft, MenuStep,
    OptionDraft, QueueStepDraft, RetryDraft, SayStepDraft, StepDraft, SurveyStepDraft,
    TransferStepDraft, VoicemailDraft, WordsOrTexts,
};
pub use keys::Keys;
pub(crate) use keys::{digits_as_number, lengths};

pub use shape::{MOST_MENUS, Shape};
pub use ways::Way;

use crate::locale::{Locale, Texts};
use std::collections::BTreeMap;

/// A step of a checked menu, by its place in [`Menu::nodes`].
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct NodeId(pub u16);

/// A checked menu.
#[derive(Clone, Debug)]
pub struct Menu {
    /// Where a call begins.
    pub start: NodeId,
    /// All steps, in the order of their names.
    pub nodes: Vec<Node>,
}

impl Menu {
    /// The step with this id; nothing for an id of another menu.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(usize::from(id.0))
    }

    /// The step with this name.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<NodeId> {
        let at = self
            .nodes
            .binary_search_by(|n| n.name.as_str().cmp(name))
            .ok()?;
        u16::try_from(at).ok().map(NodeId)
    }
}

/// A step.
#[derive(Clone, Debug)]
pub struct Node {
    /// The author's name for it.
    pub name: String,
    /// What it does.
    pub kind: NodeKind,
}

/// What a step does (`do` in the file).
#[derive(Clone, Debug)]
pub enum NodeKind {
    /// `menu`
    Choice(Choice),
    /// `answer`
    Answer(Answer),
    /// `queue`
    Queue(QueueStep),
    /// `callback`
    Callback(CallbackStep),
    /// `survey`
    Survey(SurveyStep),
    /// `transfer`
    Transfer(TransferStep),
    /// `say`
    Say(SayStep),
    /// `if_open`
    IfOpen(IfOpen),
    /// `choose_language`
    ChooseLanguage(ChooseLanguage),
    /// `ask_digits`
    AskDigits(AskDigits),
    /// `voicemail`
    Voicemail(Voicemail),
    /// `hang_up`
    HangUp(HangUp),
}

/// What happens after silence or a wrong key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retry {
    /// How often the prompt is said again, 0 to 5.
    pub say_again: u8,
    /// A text for each time, before the prompt; empty = a standard one.
    pub say: Vec<Texts>,
    /// Where the call goes after that.
    pub then: NodeId,
}

/// A question with options on keys.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Said (and shown as a heading) before the options; may be empty.
    pub say: Texts,
    /// Options by key (`0`–`9`, or several digits) or range of keys (`200-299`), those of `use_keys_of` among them.
    pub keys: BTreeMap<String, ChoiceOption>,
    /// Seconds until silence.
    pub wait_s: u32,
    /// Seconds between two digits of a key, where keys differ in length.
    pub key_pause_s: u32,
    /// After silence.
    pub if_silent: Retry,
    /// After a key that is not an option.
    pub if_wrong_key: Retry,
}

impl Choice {
    /// The option that these digits choose, and its key or range as it is written.
    #[must_use]
    pub fn option(&self, digits: &str) -> Option<(&str, &ChoiceOption)> {
        let exact = self.keys.get_key_value(digits);
        let found = exact.or_else(|| {
            let in_range = |key: &String| Keys::read(key).is_some_and(|keys| keys.contains(digits));
            self.keys.iter().find(|(key, _)| in_range(key))
        });
        found.map(|(key, option)| (key.as_str(), option))
    }
}

/// Options in the order in which they are said and shown: by key, `0` last, because people expect the operator there.
pub fn in_spoken_order(
    keys: &BTreeMap<String, ChoiceOption>,
) -> impl Iterator<Item = (&String, &ChoiceOption)> {
    let (zero, others): (Vec<_>, Vec<_>) = keys.iter().partition(|(key, _)| key.as_str() == "0");
    others.into_iter().chain(zero)
}

/// An option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceOption {
    /// Where it leads.
    pub go_to: NodeId,
    /// Shown, and spoken unless `name_spoken` is given.
    pub name: Texts,
    /// Spoken instead: "For balance".
    pub name_spoken: Option<Texts>,
    /// Further words by which a caller who speaks may choose it.
    pub say_words: BTreeMap<Locale, Vec<String>>,
}

/// A deflection: a short answer that makes the call unnecessary.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Text; `{ussd}`, `{short_number}`, `{link}` and `{price}` are already filled in.
    pub say: Texts,
    /// The code, number or link to use instead.
    pub code: Option<AnswerCode>,
    /// Where it works, as the author names it (`our_sim`); shown through [`Answer::works_on_text`].
    pub works_on: Option<String>,
    /// Where it works, for people.
    pub works_on_text: Texts,
    /// What it costs, for people.
    pub price: Texts,
    /// After this day the answer must be looked at again.
    pub review_by: Option<jiff::civil::Date>,
    /// May be sent by SMS.
    pub sms: bool,
    /// Words that find it, by language.
    pub search: BTreeMap<Locale, Vec<String>>,
    /// Where "did this help?" leads.
    pub helped: Helped,
}

/// What an answer gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerCode {
    /// A short number to call.
    ShortNumber(String),
    /// A USSD code to dial.
    Ussd(String),
    /// An https link.
    Link(String),
}

/// Targets of "did this help?".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Helped {
    /// It did.
    pub yes: NodeId,
    /// It did not.
    pub no: NodeId,
}

/// Waiting for an operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueStep {
    /// Queue id.
    pub queue: String,
    /// Said before; may be empty.
    pub say: Texts,
    /// Key that leaves the queue, and where to.
    pub while_waiting: Option<(String, NodeId)>,
    /// Where to, when nobody works or the queue cannot be joined.
    pub if_nobody: NodeId,
    /// Where to, after the operator hangs up.
    pub after_call: Option<NodeId>,
}

/// Asks for a callback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallbackStep {
    /// Queue id whose operators call.
    pub queue: String,
    /// Said before the offer; may be empty.
    pub say: Texts,
    /// Where to after it was accepted or declined.
    pub go_to: NodeId,
    /// Where to when no callback is possible.
    pub if_impossible: NodeId,
}

/// Asks the site's survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyStep {
    /// Where to after the last answer.
    pub go_to: NodeId,
}

/// Connects the call elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferStep {
    /// E.164.
    pub to: String,
    /// Said before; may be empty.
    pub say: Texts,
    /// Where to when nobody answers.
    pub if_unanswered: NodeId,
}

/// Says something and goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SayStep {
    /// What is said.
    pub say: Texts,
    /// Where to.
    pub go_to: NodeId,
}

/// Branches on opening hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IfOpen {
    /// Name of the opening hours.
    pub hours: String,
    /// Where to when open.
    pub open: NodeId,
    /// Where to when closed.
    pub closed: NodeId,
}

/// Asks for the language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChooseLanguage {
    /// Languages by key.
    pub keys: BTreeMap<String, Locale>,
    /// Keep the choice for the caller's next call where the site may.
    pub remember: bool,
    /// Where to; after silence too, in the default language.
    pub go_to: NodeId,
    /// Seconds until silence.
    pub wait_s: u32,
}

/// Asks for a number by keypad.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskDigits {
    /// Name of the number.
    pub into: String,
    /// The question.
    pub say: Texts,
    /// Fewest digits, from 1.
    pub shortest: u8,
    /// Most digits, up to [`MAX_DIGITS`].
    pub longest: u8,
    /// How mistyping is noticed.
    pub check: DigitCheck,
    /// Smallest and largest number, as many digits each as the number has.
    pub between: Option<(String, String)>,
    /// Said back and confirmed with a key; never where it is secret.
    pub confirm: bool,
    /// Never said, kept or passed on.
    pub secret: bool,
    /// Seconds until silence.
    pub wait_s: u32,
    /// Seconds between two digits.
    pub key_pause_s: u32,
    /// After silence.
    pub if_silent: Retry,
    /// After a number that cannot be right, or is not.
    pub if_wrong: Retry,
    /// Where to.
    pub go_to: NodeId,
}

/// The most digits that a number asked for may have.
pub const MAX_DIGITS: u8 = 20;

impl AskDigits {
    /// Whether a number has the form that is asked for: its length, its check digit, its bounds.
    #[must_use]
    pub fn fits(&self, digits: &str) -> bool {
        let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        let is_long_enough =
            (usize::from(self.shortest)..=usize::from(self.longest)).contains(&digits.len());
        let is_checked = match self.check {
            DigitCheck::None => true,
            DigitCheck::Luhn => keys::luhn(digits),
        };
        let is_within = self.between.as_ref().is_none_or(|(from, to)| {
            let number = || digits_as_number(digits);
            digits_as_number(from) <= number() && number() <= digits_as_number(to)
        });
        is_number && is_long_enough && is_checked && is_within
    }
}

/// Records a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voicemail {
    /// Queue id whose operators listen to it.
    pub queue: String,
    /// Said before; may be empty.
    pub say: Texts,
    /// The longest message, seconds.
    pub longest_s: u32,
    /// Where to after it.
    pub go_to: NodeId,
    /// Where to when nothing was said, or it could not be kept.
    pub if_nothing: NodeId,
}

/// Ends the call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HangUp {
    /// Said before; may be empty.
    pub say: Texts,
}
