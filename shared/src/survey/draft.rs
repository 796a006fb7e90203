//! `survey.json` as people write it. The comments here are what an editor shows them.

use super::TextAbout;
use crate::locale::Texts;
use serde::Deserialize;

/// A survey: what you ask after a contact, on the phone and on the website.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Survey"))]
#[serde(deny_unknown_fields)]
pub struct SurveyDraft {
    /// Tells your editor how to help you: `"../survey.schema.json"`.
    #[serde(rename = "$schema")]
    pub schema: Option<String>,
    /// Version of this file's format: always 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1)))]
    pub version: u32,
    /// What comes before the first question.
    pub intro: Option<Texts>,
    /// What comes after the last answer.
    pub thanks: Texts,
    /// Your questions, in order.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub questions: Vec<QuestionDraft>,
}

/// A question. `kind` says what may be answered.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "schema",
    schemars(rename = "Question", tag = "kind", rename_all = "snake_case")
)]
#[serde(rename = "kind", rename_all = "snake_case")]
pub enum QuestionDraft {
    /// How satisfied the customer is: 1 to 5, 5 is best. Reported as the share of 4 and 5.
    Csat(ScaleQuestion),
    /// Whether the customer would recommend you: 0 to 10, 10 is best. Reported as the share of 9 and 10 minus that of 0 to 6.
    /// On the phone it is one key; only who presses 1 is asked whether it begins a 10.
    Nps(ScaleQuestion),
    /// How easy it was: 1 to 7, 7 is easiest. Reported as the mean.
    Ces(ScaleQuestion),
    /// Whether the matter is solved: yes or no. Reported as the share of yes.
    Fcr(PlainQuestion),
    /// One of several options. Reported as shares.
    Choice(ChoiceQuestion),
    /// Free words; a voice message on the phone.
    Text(TextQuestion),
}

/// A question with a scale.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScaleQuestion {
    /// A short name for reports in small letters: `"satisfied"`.
    pub id: String,
    /// The question as it stands on the screen.
    pub ask: Texts,
    /// The question as it is read out, keys included. Made from `ask` if you leave it out.
    pub ask_by_phone: Option<Texts>,
    /// The scale, which end is best, and how the answers are summed up.
    pub scale: ScaleDraft,
    /// Whether the customer may skip it. No if you leave it out.
    #[serde(default)]
    pub optional: bool,
    /// Asks it only after certain answers to an earlier question.
    pub only_if: Option<OnlyIfDraft>,
}

/// A scale, which end is best, and how the answers are summed up.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Scale"))]
#[serde(deny_unknown_fields)]
pub struct ScaleDraft {
    /// The first number.
    pub from: i64,
    /// The last number.
    pub to: i64,
    /// Which end is best.
    pub best: Best,
    /// How the answers are summed up.
    pub aggregate: Aggregate,
}

/// Which end of a scale is best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Best {
    /// The highest number.
    High,
    /// The lowest number.
    Low,
}

/// How the answers on a scale are summed up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Aggregate {
    /// The share of 4 and 5 (CSAT).
    #[serde(rename = "share_of_4_and_5")]
    ShareOf4And5,
    /// The share of 9 and 10 minus the share of 0 to 6 (NPS).
    PromotersMinusDetractors,
    /// The mean (CES).
    Mean,
}

/// A yes/no question.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlainQuestion {
    /// A short name for reports in small letters: `"solved"`.
    pub id: String,
    /// The question as it stands on the screen.
    pub ask: Texts,
    /// The question as it is read out, keys included. Made from `ask` if you leave it out.
    pub ask_by_phone: Option<Texts>,
    /// Whether the customer may skip it. No if you leave it out.
    #[serde(default)]
    pub optional: bool,
    /// Asks it only after certain answers to an earlier question.
    pub only_if: Option<OnlyIfDraft>,
}

/// A question with options.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChoiceQuestion {
    /// A short name for reports in small letters: `"topic"`.
    pub id: String,
    /// The question as it stands on the screen.
    pub ask: Texts,
    /// The question as it is read out, keys included. Made from `ask` if you leave it out.
    pub ask_by_phone: Option<Texts>,
    /// The options, in order: 2 to 9, one for each key of the phone.
    #[cfg_attr(feature = "schema", schemars(length(min = 2, max = 9)))]
    pub options: Vec<SurveyOptionDraft>,
    /// Whether the customer may skip it. No if you leave it out.
    #[serde(default)]
    pub optional: bool,
    /// Asks it only after certain answers to an earlier question.
    pub only_if: Option<OnlyIfDraft>,
}

/// An option of a question.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "SurveyOption"))]
#[serde(deny_unknown_fields)]
pub struct SurveyOptionDraft {
    /// A short name for reports in small letters: `"billing"`.
    pub id: String,
    /// Its name as people read it.
    pub name: Texts,
}

/// A question for free words.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TextQuestion {
    /// A short name for reports in small letters: `"suggestion"`.
    pub id: String,
    /// The question as it stands on the screen.
    pub ask: Texts,
    /// The question as it is read out. Without it, the question is not asked on the phone.
    pub ask_by_phone: Option<Texts>,
    /// What the words are about: a comment, a complaint, a suggestion or praise.
    pub about: TextAbout,
    /// Whether the customer may skip it. No if you leave it out.
    #[serde(default)]
    pub optional: bool,
    /// Asks it only after certain answers to an earlier question.
    pub only_if: Option<OnlyIfDraft>,
}

/// Asks a question only after certain answers to an earlier one.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "OnlyIf"))]
#[serde(deny_unknown_fields)]
pub struct OnlyIfDraft {
    /// The earlier question's `id`.
    pub question: String,
    /// The answers: `"yes"`, `"no"`, `"1"`, an option's `id`.
    pub is: Vec<String>,
}
