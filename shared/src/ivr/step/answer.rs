//! An answer that makes the call unnecessary (`do: answer`), and whether it helped.

use super::{Awaited, Miss, Next, Walk, said, walk::is_audible};
use crate::{
    feedback::Outcome,
    ivr::{CallEvent, Effect, Part, Phase, Speech},
    locale::Locale,
    menu::{Answer, AnswerCode},
    message::call as message,
};

/// Seconds to decide whether an answer helped; noting a code takes time.
const WAIT_S: u32 = 8;

/// How often "did this help?" is repeated. Who says nothing then gets where "no" leads: to a person.
const SAY_AGAIN: u8 = 2;

pub(super) fn enter(walk: &mut Walk<'_>, node: &str, answer: &Answer) -> Next {
    record(walk, node, Outcome::Shown);
    tell(walk, answer)
}

pub(super) fn resume(walk: &mut Walk<'_>, node: &str, answer: &Answer, event: &CallEvent) -> Next {
    let miss = match event {
        CallEvent::Digits(digits) if digits.contains('*') => return tell(walk, answer),
        CallEvent::Digits(digits) => match digits.as_str() {
            "1" => {
                record(walk, node, Outcome::Resolved);
                return Next::Go(answer.helped.yes);
            }
            "2" => {
                record(walk, node, Outcome::NotResolved);
                return Next::Go(answer.helped.no);
            }
            _ => Miss::WrongKey,
        },
        CallEvent::Silence => Miss::Silence,
        CallEvent::Said { .. } => Miss::NotUnderstood,
        CallEvent::Started
        | CallEvent::Recorded { .. }
        | CallEvent::VoicemailKept { .. }
        | CallEvent::Continue
        | CallEvent::Waiting { .. }
        | CallEvent::LeftQueue(_)
        | CallEvent::Dialled(_)
        | CallEvent::Callback(_)
        | CallEvent::HungUp => return ask(walk),
    };
    if walk.asks_again(miss, SAY_AGAIN, &[]) {
        ask(walk)
    } else {
        Next::Go(answer.helped.no)
    }
}

fn tell(walk: &mut Walk<'_>, answer: &Answer) -> Next {
    walk.say(speech(answer, walk.locale()));
    ask(walk)
}

fn ask(walk: &mut Walk<'_>) -> Next {
    walk.say_message(&message::DID_IT_HELP);
    walk.say_message(&message::REPEAT);
    let hints = said::yes_or_no(walk.locale());
    walk.ask(Phase::Keys, Awaited::key(WAIT_S).or_words(hints))
}

fn record(walk: &mut Walk<'_>, node: &str, outcome: Outcome) {
    walk.store(Effect::RecordDeflection {
        node: node.to_owned(),
        outcome,
    });
}

/// The answer for the ear: a number or code is said character by character, and once more after the sentence.
pub(super) fn speech(answer: &Answer, locale: Locale) -> Vec<Speech> {
    let text = answer.say.get(locale);
    match &answer.code {
        Some(AnswerCode::ShortNumber(code) | AnswerCode::Ussd(code)) => vec![
            Speech {
                locale,
                parts: spelled(text, code),
            },
            Speech {
                locale,
                parts: vec![
                    Part::Text(message::ONCE_MORE.get(locale).to_owned()),
                    Part::Digits(code.clone()),
                ],
            },
        ],
        // Nobody can write down "h t t p s".
        Some(AnswerCode::Link(link)) => {
            let said = link.trim_start_matches("https://").trim_end_matches('/');
            vec![Speech::text(locale, text.replace(link.as_str(), said))]
        }
        None => vec![Speech::text(locale, text)],
    }
}

/// The text with `code` in it as characters; punctuation left alone between them says nothing.
fn spelled(text: &str, code: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(code).filter(|_| !code.is_empty()) {
        parts.push(Part::Text(before.trim().to_owned()));
        parts.push(Part::Digits(code.to_owned()));
        rest = after.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '*');
    }
    parts.push(Part::Text(rest.trim().to_owned()));
    parts.retain(is_audible);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_within_a_sentence_is_said_character_by_character() {
        for (text, code, expected) in [
            ("Dial *100#.", "*100#", "Dial star, 1, 0, 0, hash."),
            (
                "Наберите *100#. Бесплатно.",
                "*100#",
                "Наберите star, 1, 0, 0, hash. Бесплатно.",
            ),
            ("*100# yığın.", "*100#", "star, 1, 0, 0, hash. yığın."),
            ("No code here.", "111", "No code here."),
            (
                "Call 111, then 111 again",
                "111",
                "Call 1, 1, 1. then 1, 1, 1. again",
            ),
        ] {
            let speech = Speech {
                locale: Locale::En,
                parts: spelled(text, code),
            };
            assert_eq!(speech.words(), expected);
        }
    }
}
