//! Menus: the checked form of `menu.json`. Every target exists, so walking one cannot fail.

mod check;
mod draft;
pub mod paths;
pub mod picture;
mod shape;
mod ways;
mod words;

pub(crate) use check::{Around, check};
pub use draft::{
    AnswerStep, CallbackStepDraft, ChooseLanguageDraft, HangUpDraft, HelpedDraft, IfOpenDraft,
    MenuDraft, MenuStep, OptionDraft, QueueStepDraft, RetryDraft, SayStepDraft, StepDraft,
    SurveyStepDraft, TransferStepDraft, WordsOrTexts,
};

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
    /// Options by key (`0`–`9`, or several digits).
    pub keys: BTreeMap<String, ChoiceOption>,
    /// Seconds until silence.
    pub wait_s: u32,
    /// After silence.
    pub if_silent: Retry,
    /// After a key that is not an option.
    pub if_wrong_key: Retry,
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

/// Ends the call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HangUp {
    /// Said before; may be empty.
    pub say: Texts,
}
