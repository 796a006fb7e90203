//! `menu.json` as people write it. The comments here are what an editor shows them.

use crate::locale::{Locale, Texts};
use serde::de::{self, Deserialize};
use std::collections::BTreeMap;

/// A menu: what a caller hears and a visitor sees, as named steps.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Menu"))]
#[serde(deny_unknown_fields)]
pub struct MenuDraft {
    /// Tells your editor how to help you: `"../menu.schema.json"`.
    #[serde(rename = "$schema")]
    pub schema: Option<String>,
    /// Version of this file's format: always 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1)))]
    pub version: u32,
    /// The step with which a call begins.
    pub start: String,
    /// Your steps, each under a name of your choice in small letters: `"main"`, `"lost_sim"`.
    pub steps: BTreeMap<String, StepDraft>,
}

/// A step. `do` says what happens in it.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "schema",
    schemars(rename = "Step", tag = "do", rename_all = "snake_case")
)]
#[serde(rename = "do", rename_all = "snake_case")]
pub enum StepDraft {
    /// Offers options on keys.
    Menu(MenuStep),
    /// Answers a question so that the customer need not wait for an operator.
    Answer(AnswerStep),
    /// Puts the caller through to the operators of a queue.
    Queue(QueueStepDraft),
    /// Offers to call the customer back.
    Callback(CallbackStepDraft),
    /// Asks your survey.
    Survey(SurveyStepDraft),
    /// Connects the call to another number.
    Transfer(TransferStepDraft),
    /// Says something and goes on.
    Say(SayStepDraft),
    /// Goes one way when you are open and another when you are closed.
    IfOpen(IfOpenDraft),
    /// Lets the caller choose a language.
    ChooseLanguage(ChooseLanguageDraft),
    /// Asks the caller to key in a number, such as a customer number.
    AskDigits(AskDigitsDraft),
    /// Lets the caller leave a message after the tone.
    Voicemail(VoicemailDraft),
    /// Ends the call.
    HangUp(HangUpDraft),
}

/// Offers options on keys.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("anyOf" = [{ "required": ["keys"] }, { "required": ["use_keys_of"] }])))]
#[serde(deny_unknown_fields)]
pub struct MenuStep {
    /// What the caller hears before the options, and the heading on the website. The options themselves are read out by
    /// Ringback: "Balance: press 1."
    pub say: Option<Texts>,
    /// Your options, each under the key that the caller presses. Five at most: nobody remembers more. One option may
    /// take a whole range of numbers, such as the extensions of your house: `"200-299"`.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(extend("minProperties" = 1, "maxProperties" = 5)))]
    pub keys: BTreeMap<String, OptionDraft>,
    /// Another menu of this file whose options this one offers too: `"main"`. A key in `keys` replaces the one there.
    pub use_keys_of: Option<String>,
    /// Keys of that other menu which are not offered here: `["0"]`.
    #[serde(default)]
    pub without: Vec<String>,
    /// Seconds without a key after which the caller counts as silent, 3 to 20. 5 if you leave it out.
    #[cfg_attr(feature = "schema", schemars(range(min = 3, max = 20)))]
    pub wait_s: Option<u32>,
    /// Seconds that may pass between two digits of a longer key, 1 to 10. 3 if you leave it out. Where all keys are
    /// equally long, nobody waits for it.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 10)))]
    pub key_pause_s: Option<u32>,
    /// What happens when the caller presses nothing.
    pub if_silent: RetryDraft,
    /// What happens when the caller presses a key that is not among your options.
    pub if_wrong_key: RetryDraft,
}

/// An option of a menu.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Option"))]
#[serde(deny_unknown_fields)]
pub struct OptionDraft {
    /// The step that it leads to.
    pub go_to: String,
    /// Its name: shown on the website and read out on the phone.
    pub name: Texts,
    /// What is read out instead of the name: "For your balance".
    pub name_spoken: Option<Texts>,
    /// Further words by which a caller who speaks may choose it, in each language: `{ "en": ["agent", "human"] }`.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(schema_with = "search_words"))]
    pub say_words: BTreeMap<Locale, Vec<String>>,
}

/// What happens after silence or a wrong key.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Retry"))]
#[serde(deny_unknown_fields)]
pub struct RetryDraft {
    /// How often the options are read out again: 0 to 5.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 5)))]
    pub say_again: u8,
    /// A text for each time, read out before the options. A standard one if you leave it out.
    #[serde(default)]
    pub say: Vec<Texts>,
    /// The step that follows when that did not help.
    pub then: String,
}

/// Answers a question so that the customer need not wait for an operator.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AnswerStep {
    /// The answer. Write `{ussd}`, `{short_number}`, `{link}` and `{price}` where they belong.
    pub say: Texts,
    /// A short number to call: `"111"`.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9]{2,6}$")))]
    pub short_number: Option<String>,
    /// A code to dial: `"*100#"`.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[*#][0-9*#]{1,30}#$")))]
    pub ussd: Option<String>,
    /// A page that helps: `"https://www.mobile.example/roaming"`.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^https://")))]
    pub link: Option<String>,
    /// Where the code or number works: `"our_sim"`, `"any_phone"`, `"our_sim_at_home"`, `"app"`, or your own words in every language.
    pub works_on: Option<WordsOrTexts>,
    /// What it costs: `"free"`, an amount like `"0.05 AZN"`, or your own words in every language.
    pub price: Option<WordsOrTexts>,
    /// The day on which somebody must look at this answer again: `"2030-03-01"`.
    #[cfg_attr(
        feature = "schema",
        schemars(regex(pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))
    )]
    pub review_by: Option<String>,
    /// Whether the caller may have the answer sent as a text message. No if you leave it out.
    #[serde(default)]
    pub sms: bool,
    /// Words under which visitors find this answer, in each language.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(schema_with = "search_words"))]
    pub search: BTreeMap<Locale, Vec<String>>,
    /// Where "did this help?" leads.
    pub helped: HelpedDraft,
}

/// Where "did this help?" leads.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Helped"))]
#[serde(deny_unknown_fields)]
pub struct HelpedDraft {
    /// The step that follows when it did.
    pub yes: String,
    /// The step that follows when it did not: it must lead to a person or a callback.
    pub no: String,
}

/// A word that Ringback knows in every language, or your own words in each.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(untagged))]
pub enum WordsOrTexts {
    /// A word that Ringback knows.
    Word(String),
    /// Your own words.
    Texts(Texts),
}

impl<'de> Deserialize<'de> for WordsOrTexts {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = WordsOrTexts;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a word, or texts by language")
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<WordsOrTexts, E> {
                Ok(WordsOrTexts::Word(word.to_owned()))
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<WordsOrTexts, A::Error> {
                Deserialize::deserialize(de::value::MapAccessDeserializer::new(map))
                    .map(WordsOrTexts::Texts)
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// Puts the caller through to the operators of a queue.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "QueueStep"))]
#[serde(deny_unknown_fields)]
pub struct QueueStepDraft {
    /// The queue of your site.json.
    pub queue: String,
    /// What the caller hears first.
    pub say: Option<Texts>,
    /// A key that leaves the queue, and the step that it leads to: `{ "2": "call_me" }`. One key at most.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(extend("maxProperties" = 1)))]
    pub while_waiting: BTreeMap<String, String>,
    /// The step that follows when nobody works or the queue is full.
    pub if_nobody: String,
    /// The step that follows when the operator hangs up, such as your survey.
    pub after_call: Option<String>,
}

/// Offers to call the customer back.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "CallbackStep"))]
#[serde(deny_unknown_fields)]
pub struct CallbackStepDraft {
    /// The queue of your site.json whose operators call back.
    pub queue: String,
    /// What the caller hears first.
    pub say: Option<Texts>,
    /// The step that follows when the callback was accepted or declined.
    pub go_to: String,
    /// The step that follows when no callback can be promised.
    pub if_impossible: String,
}

/// Asks your survey.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "SurveyStep"))]
#[serde(deny_unknown_fields)]
pub struct SurveyStepDraft {
    /// The step that follows the last answer.
    pub go_to: String,
}

/// Connects the call to another number.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "TransferStep"))]
#[serde(deny_unknown_fields)]
pub struct TransferStepDraft {
    /// The number, written like `"+994125550100"`.
    pub to: String,
    /// What the caller hears first.
    pub say: Option<Texts>,
    /// The step that follows when nobody answers there.
    pub if_unanswered: String,
}

/// Says something and goes on.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "SayStep"))]
#[serde(deny_unknown_fields)]
pub struct SayStepDraft {
    /// What is said.
    pub say: Texts,
    /// The step that follows.
    pub go_to: String,
}

/// Goes one way when you are open and another when you are closed.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "IfOpenStep"))]
#[serde(deny_unknown_fields)]
pub struct IfOpenDraft {
    /// The name of the opening hours in your site.json.
    pub hours: String,
    /// The step that follows when you are open.
    pub open: String,
    /// The step that follows when you are closed.
    pub closed: String,
}

/// Lets the caller choose a language.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ChooseLanguageStep"))]
#[serde(deny_unknown_fields)]
pub struct ChooseLanguageDraft {
    /// Languages, each under the key that the caller presses.
    #[cfg_attr(feature = "schema", schemars(extend("minProperties" = 1)))]
    pub keys: BTreeMap<String, Locale>,
    /// Whether the choice may be kept for the caller's next call. No if you leave it out. For now it holds until the
    /// end of the call.
    #[serde(default)]
    pub remember: bool,
    /// The step that follows; after silence too, in your first language.
    pub go_to: String,
    /// Seconds without a key after which the caller counts as silent, 3 to 20. 5 if you leave it out.
    #[cfg_attr(feature = "schema", schemars(range(min = 3, max = 20)))]
    pub wait_s: Option<u32>,
}

/// Asks the caller to key in a number, such as a customer number.
///
/// You may say it in later texts of the call by its name in braces: `{account}` is read out digit by digit.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "AskDigitsStep"))]
#[serde(deny_unknown_fields)]
pub struct AskDigitsDraft {
    /// A name for the number, in small letters: `"account"`.
    pub into: String,
    /// What the caller hears: "Please enter your customer number." Where the length varies, Ringback adds that the hash
    /// key ends it.
    pub say: Texts,
    /// How many digits it has: `8`, or `{ "from": 6, "to": 10 }`.
    pub digits: DigitsDraft,
    /// How mistyping is noticed: `"luhn"` for card numbers and others whose last digit follows from the rest, else
    /// `"none"`. None if you leave it out.
    #[serde(default)]
    pub check: DigitCheck,
    /// The smallest and the largest number that you give out, with all their digits: `["000001", "499999"]`.
    #[cfg_attr(feature = "schema", schemars(length(min = 2, max = 2)))]
    pub between: Option<Vec<String>>,
    /// Whether the number is said back and the caller confirms it with a key. Yes if you leave it out, unless it is
    /// secret.
    pub confirm: Option<bool>,
    /// Whether the number is a secret, such as a PIN: then it is never said back, kept or passed on; only its form is
    /// checked. No if you leave it out.
    #[serde(default)]
    pub secret: bool,
    /// Seconds without a key after which the caller counts as silent, 3 to 20. 10 if you leave it out: people have to
    /// find the number first.
    #[cfg_attr(feature = "schema", schemars(range(min = 3, max = 20)))]
    pub wait_s: Option<u32>,
    /// Seconds that may pass between two digits, 1 to 10. 5 if you leave it out.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 10)))]
    pub key_pause_s: Option<u32>,
    /// What happens when the caller presses nothing.
    pub if_silent: RetryDraft,
    /// What happens when the number cannot be right, or the caller says that it is not.
    pub if_wrong: RetryDraft,
    /// The step that follows.
    pub go_to: String,
}

/// How many digits a number has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Digits", untagged))]
pub enum DigitsDraft {
    /// Always so many.
    Exactly(
        /// How many digits: 1 to 20.
        #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 20)))]
        u8,
    ),
    /// Not always the same number.
    Range(DigitRangeDraft),
}

/// The fewest and the most digits that a number has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "DigitRange"))]
#[serde(deny_unknown_fields)]
pub struct DigitRangeDraft {
    /// The fewest digits, 1 to 20.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 20)))]
    pub from: u8,
    /// The most digits, 1 to 20.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 20)))]
    pub to: u8,
}

impl<'de> Deserialize<'de> for DigitsDraft {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = DigitsDraft;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a number, or a block")
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<DigitsDraft, E> {
                // What does not fit is no length, and the check says so.
                Ok(DigitsDraft::Exactly(u8::try_from(number).unwrap_or(0)))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<DigitsDraft, E> {
                Ok(DigitsDraft::Exactly(u8::try_from(number).unwrap_or(0)))
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<DigitsDraft, A::Error> {
                Deserialize::deserialize(de::value::MapAccessDeserializer::new(map))
                    .map(DigitsDraft::Range)
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// How mistyping is noticed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DigitCheck {
    /// By its length alone.
    #[default]
    None,
    /// The last digit follows from the others (ISO/IEC 7812).
    Luhn,
}

/// Lets the caller leave a message after the tone.
///
/// Where your site calls back and the caller's number is shown, the caller is called back because of it.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "VoicemailStep"))]
#[serde(deny_unknown_fields)]
pub struct VoicemailDraft {
    /// The queue of your site.json whose operators listen to the message.
    pub queue: String,
    /// What the caller hears first. Ringback adds how to leave the message.
    pub say: Option<Texts>,
    /// The longest message, in seconds: 10 to 600. 120 if you leave it out.
    #[cfg_attr(feature = "schema", schemars(range(min = 10, max = 600)))]
    pub longest_s: Option<u32>,
    /// The step that follows the message.
    pub go_to: String,
    /// The step that follows when the caller says nothing, or the message cannot be kept.
    pub if_nothing: String,
}

/// Ends the call.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "HangUpStep"))]
#[serde(deny_unknown_fields)]
pub struct HangUpDraft {
    /// What the caller hears last.
    pub say: Option<Texts>,
}

#[cfg(feature = "schema")]
fn search_words(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let words = serde_json::json!({ "type": "array", "items": { "type": "string" } });
    crate::locale::by_language(&words)
}
