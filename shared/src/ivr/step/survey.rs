//! The survey by keypad (`do: survey`). Every answer is kept at once: who hangs up in the middle was heard.
//!
//! Free text needs a recording and is not asked on the phone. Every answer is one key, so that nobody waits for a
//! second one; only a 1 that may begin a 10 asks for it, and stands where nothing follows. `*` repeats the question and
//! is never a score.

use super::{Awaited, Miss, Next, Walk, said};
use crate::{
    ivr::{CallEvent, Effect, Given, Phase},
    menu::SurveyStep,
    message::call as message,
    survey::{AnswerValue, Answered, Question, QuestionKind, Survey},
};

/// Seconds to answer a question.
const WAIT_S: u32 = 8;

/// Seconds until a 1 is a 1.
const TEN_S: u32 = 3;

/// How often a question is repeated. After wrong keys it is skipped; a caller who is silent has gone.
const SAY_AGAIN: u8 = 2;

pub(super) fn enter(walk: &mut Walk<'_>, step: &SurveyStep) -> Next {
    let Some(survey) = &walk.facts.bundle.survey else {
        return Next::Go(step.go_to);
    };
    walk.session.answers.clear();
    walk.say_texts(&survey.intro);
    ask_from(walk, step, survey, 0)
}

pub(super) fn resume(walk: &mut Walk<'_>, step: &SurveyStep, event: &CallEvent) -> Next {
    let (at, maybe_ten) = match walk.session.phase {
        Phase::Question(at) => (at, false),
        Phase::Ten(at) => (at, true),
        Phase::Enter
        | Phase::Keys
        | Phase::Queue
        | Phase::Callback
        | Phase::Dial
        | Phase::Over
        | Phase::Confirm(_)
        | Phase::Recording => return enter(walk, step),
    };
    let asked = walk.facts.bundle.survey.as_ref();
    let Some((survey, question)) =
        asked.and_then(|s| s.questions.get(usize::from(at)).map(|q| (s, q)))
    else {
        return Next::Go(step.go_to);
    };
    let next = usize::from(at) + 1;
    let keys = match event {
        CallEvent::Digits(digits) if maybe_ten => Some(format!("1{digits}")),
        // Nothing followed the 1.
        CallEvent::Silence if maybe_ten => Some("1#".to_owned()),
        CallEvent::Digits(digits) => Some(digits.clone()),
        CallEvent::Silence
        | CallEvent::Said { .. }
        | CallEvent::Started
        | CallEvent::Continue
        | CallEvent::Waiting { .. }
        | CallEvent::LeftQueue(_)
        | CallEvent::Dialled(_)
        | CallEvent::Callback(_)
        | CallEvent::Recorded { .. }
        | CallEvent::VoicemailKept { .. }
        | CallEvent::HungUp => None,
    };
    let miss = match (keys, event) {
        (Some(keys), _) if keys.contains('*') => return ask(walk, at, question),
        (Some(keys), _) if keys == "1" && may_be_ten(&question.kind) => {
            walk.say_message(&message::IS_IT_TEN);
            return walk.ask(Phase::Ten(at), Awaited::key(TEN_S));
        }
        (Some(keys), _) => match read(&question.kind, keys.trim_end_matches('#')) {
            Some(number) => {
                keep(walk, survey, at, number);
                return ask_from(walk, step, survey, next);
            }
            None => Miss::WrongKey,
        },
        (None, CallEvent::Silence) => Miss::Silence,
        (None, CallEvent::Said { .. }) => Miss::NotUnderstood,
        (
            None,
            CallEvent::Digits(_)
            | CallEvent::Started
            | CallEvent::Continue
            | CallEvent::Waiting { .. }
            | CallEvent::LeftQueue(_)
            | CallEvent::Dialled(_)
            | CallEvent::Callback(_)
            | CallEvent::Recorded { .. }
            | CallEvent::VoicemailKept { .. }
            | CallEvent::HungUp,
        ) => return ask(walk, at, question),
    };
    if walk.asks_again(miss, SAY_AGAIN, &[]) {
        return ask(walk, at, question);
    }
    match miss {
        Miss::WrongKey | Miss::WrongNumber | Miss::NotUnderstood => {
            ask_from(walk, step, survey, next)
        }
        Miss::Silence => Next::Go(step.go_to),
    }
}

/// Asks the first question from this place on that is to be asked, or thanks.
fn ask_from(walk: &mut Walk<'_>, step: &SurveyStep, survey: &Survey, from: usize) -> Next {
    let answers = answered(survey, &walk.session.answers);
    let next = survey
        .questions
        .iter()
        .enumerate()
        .skip(from)
        .find(|(_, q)| {
            let by_phone = !q.ask_by_phone.is_empty() && !matches!(q.kind, QuestionKind::Text(_));
            by_phone && q.is_asked(&answers)
        });
    match next.and_then(|(at, question)| Some((u8::try_from(at).ok()?, question))) {
        Some((at, question)) => {
            walk.count_anew();
            ask(walk, at, question)
        }
        None => {
            walk.say_texts(&survey.thanks);
            Next::Go(step.go_to)
        }
    }
}

fn ask(walk: &mut Walk<'_>, at: u8, question: &Question) -> Next {
    walk.say_texts(&question.ask_by_phone);
    let hints = said::answers(&question.kind, walk.locale());
    walk.ask(Phase::Question(at), Awaited::key(WAIT_S).or_words(hints))
}

fn keep(walk: &mut Walk<'_>, survey: &Survey, question: u8, number: u8) {
    let given = Given {
        question,
        value: number,
    };
    walk.session.answers.retain(|a| a.question != question);
    walk.session.answers.push(given);
    for answer in answered(survey, &[given]) {
        walk.store(Effect::RecordAnswer {
            survey: survey.id.clone(),
            answer,
        });
    }
}

/// Whether 10 is an answer. (A choice has nine options at most.)
fn may_be_ten(kind: &QuestionKind) -> bool {
    kind.scale().is_some_and(|scale| scale.contains(&10))
}

/// The number that keys mean, where it answers the question.
fn read(kind: &QuestionKind, keys: &str) -> Option<u8> {
    let number: u8 = keys.parse().ok()?;
    value(kind, number).map(|_| number)
}

/// What a number of the keypad means to who reads the answers.
fn value(kind: &QuestionKind, number: u8) -> Option<AnswerValue> {
    match kind {
        QuestionKind::Csat | QuestionKind::Nps | QuestionKind::Ces => {
            let score = i64::from(number);
            let fits = kind.scale().is_some_and(|scale| scale.contains(&score));
            fits.then_some(AnswerValue::Score(score))
        }
        QuestionKind::Fcr => match number {
            1 => Some(AnswerValue::Bool(true)),
            2 => Some(AnswerValue::Bool(false)),
            _ => None,
        },
        QuestionKind::Choice(options) => {
            let option = options.get(usize::from(number.checked_sub(1)?))?;
            Some(AnswerValue::Text(option.id.clone()))
        }
        QuestionKind::Text(_) => None,
    }
}

/// The answers so far, as the skip rules read them.
fn answered(survey: &Survey, given: &[Given]) -> Vec<Answered> {
    given
        .iter()
        .filter_map(|given| {
            let question = survey.questions.get(usize::from(given.question))?;
            Some(Answered {
                question: question.id.clone(),
                value: value(&question.kind, given.value)?,
            })
        })
        .collect()
}
