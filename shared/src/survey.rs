//! Surveys: the checked form of `survey.json`, one for keypad and screen.

mod answer;
mod check;
mod draft;
mod score;
mod words;

pub use answer::{AnswerProblem, MAX_TEXT};
pub(crate) use check::check;
pub use draft::{
    Aggregate, Best, ChoiceQuestion, OnlyIfDraft, PlainQuestion, QuestionDraft, ScaleDraft,
    ScaleQuestion, SurveyDraft, SurveyOptionDraft, TextQuestion,
};
pub use score::{Score, choices, score, share};

use crate::{
    locale::{Locale, Texts},
    menu::paths::text_ms,
};
use serde::{Deserialize, Serialize};

/// A checked survey.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    /// Id: the file's name without `.json`.
    pub id: String,
    /// Shown and said before the first question; may be empty.
    pub intro: Texts,
    /// Shown and said after the last.
    pub thanks: Texts,
    /// Questions in order.
    pub questions: Vec<Question>,
}

impl Survey {
    /// The questions that may be asked on the phone, skip rules aside.
    pub fn by_phone(&self) -> impl Iterator<Item = &Question> {
        let is_spoken =
            |q: &&Question| !q.ask_by_phone.is_empty() && !matches!(q.kind, QuestionKind::Text(_));
        self.questions.iter().filter(is_spoken)
    }

    /// Milliseconds that it takes on the phone where all of it is asked and each answer comes after [`ANSWER_MS`].
    pub(crate) fn phone_ms(&self, locale: Locale) -> u64 {
        let text = |texts: &Texts| text_ms(texts.get(locale), locale);
        let questions: u64 = self
            .by_phone()
            .map(|question| text(&question.ask_by_phone) + ANSWER_MS)
            .sum();
        text(&self.intro) + questions + text(&self.thanks)
    }
}

/// Time to think of a mark and press it.
const ANSWER_MS: u64 = 2000;

/// A question.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Id, `snake_case`.
    pub id: String,
    /// How it is asked on screen.
    pub ask: Texts,
    /// How it is asked on the phone, keys included; generated where absent in the file. Empty = not asked on the phone.
    pub ask_by_phone: Texts,
    /// What may be answered.
    pub kind: QuestionKind,
    /// May be skipped by the visitor.
    pub optional: bool,
    /// Asked only where an earlier answer fits.
    pub only_if: Option<OnlyIf>,
}

/// Kinds of question; the scale, its direction and its aggregate follow from the kind.
#[derive(Clone, Debug, PartialEq)]
pub enum QuestionKind {
    /// 1 to 5, higher is better; aggregate: share of 4 and 5.
    Csat,
    /// 0 to 10, higher is better; aggregate: % 9–10 minus % 0–6.
    Nps,
    /// 1 to 7, higher is easier; aggregate: mean.
    Ces,
    /// Solved at first contact, yes or no; aggregate: share of yes.
    Fcr,
    /// One of several; aggregate: shares.
    Choice(Vec<SurveyOption>),
    /// Free text (a voice message on the phone).
    Text(TextAbout),
}

/// An option of a choice question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyOption {
    /// Id, `snake_case`.
    pub id: String,
    /// Name that people read.
    pub name: Texts,
}

/// What a free text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum TextAbout {
    /// Anything.
    Comment,
    /// A complaint.
    Complaint,
    /// A suggestion.
    Suggestion,
    /// Praise.
    Praise,
}

/// A skip rule: ask only if `question` was answered with one of `is`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnlyIf {
    /// An earlier question's id.
    pub question: String,
    /// Answers as text: `"no"`, `"1"`, an option's id.
    pub is: Vec<String>,
}

/// One answer, as sent and stored: a number, yes/no, or text (an option's id or free text).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum AnswerValue {
    /// Yes or no.
    Bool(bool),
    /// A score.
    Score(i64),
    /// An option's id, or free text.
    Text(String),
}

/// A question's answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// The question's id.
    pub question: String,
    /// The answer.
    pub value: AnswerValue,
}
