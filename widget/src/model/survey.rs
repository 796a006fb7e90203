//! A survey being answered: one question at a time, skip rules, back and forth. Nothing leaves before the end.

use shared::{
    api::{WidgetQuestion, WidgetSurvey},
    survey::AnswerValue,
};

/// Answers given so far, in the order in which they were given, and the question that is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    answers: Vec<(String, AnswerValue)>,
    at: usize,
}

/// What pressing "next" led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Another question is shown.
    Question,
    /// The question needs an answer first.
    Missing,
    /// That was the last one: send it.
    Finished,
}

impl Run {
    /// The question that is shown.
    #[must_use]
    pub fn question<'a>(&self, survey: &'a WidgetSurvey) -> Option<&'a WidgetQuestion> {
        survey.questions.get(self.at)
    }

    /// The answer to a question.
    #[must_use]
    pub fn answer(&self, id: &str) -> Option<&AnswerValue> {
        self.answers
            .iter()
            .find(|(question, _)| question == id)
            .map(|(_, value)| value)
    }

    /// Takes an answer; an empty text takes it back.
    pub fn set(&mut self, id: &str, value: AnswerValue) {
        self.answers.retain(|(question, _)| question != id);
        let empty = matches!(&value, AnswerValue::Text(text) if text.trim().is_empty());
        if !empty {
            self.answers.push((id.to_owned(), value));
        }
    }

    /// Takes an answer back.
    pub fn clear(&mut self, id: &str) {
        self.answers.retain(|(question, _)| question != id);
    }

    /// Goes on to the next question that applies.
    pub fn next(&mut self, survey: &WidgetSurvey) -> Next {
        if let Some(question) = self.question(survey)
            && !question.optional
            && self.answer(&question.id).is_none()
        {
            return Next::Missing;
        }
        match (self.at + 1..survey.questions.len()).find(|&at| self.applies(survey, at)) {
            Some(at) => {
                self.at = at;
                Next::Question
            }
            None => Next::Finished,
        }
    }

    /// Goes back to the question before; false where there is none.
    pub fn back(&mut self, survey: &WidgetSurvey) -> bool {
        let before = (0..self.at).rev().find(|&at| self.applies(survey, at));
        if let Some(at) = before {
            self.at = at;
        }
        before.is_some()
    }

    /// The shown question's place among those that apply as things stand, from 1, and their number.
    #[must_use]
    pub fn progress(&self, survey: &WidgetSurvey) -> (usize, usize) {
        let applying = |until: usize| (0..until).filter(|&at| self.applies(survey, at)).count();
        (
            applying(self.at) + 1,
            applying(survey.questions.len()).max(1),
        )
    }

    /// Answers to the questions that apply: what was answered before a skip rule ruled it out is not sent.
    #[must_use]
    pub fn answers(&self, survey: &WidgetSurvey) -> Vec<(String, AnswerValue)> {
        (0..survey.questions.len())
            .filter(|&at| self.applies(survey, at))
            .filter_map(|at| survey.questions.get(at))
            .filter_map(|question| Some((question.id.clone(), self.answer(&question.id)?.clone())))
            .collect()
    }

    fn applies(&self, survey: &WidgetSurvey, at: usize) -> bool {
        let Some(question) = survey.questions.get(at) else {
            return false;
        };
        match &question.only_if {
            None => true,
            Some((earlier, values)) => self
                .answer(earlier)
                .is_some_and(|value| values.contains(&as_text(value))),
        }
    }
}

/// An answer as skip rules write it: `yes`, `no`, `4`, an option's id.
#[must_use]
pub fn as_text(value: &AnswerValue) -> String {
    match value {
        AnswerValue::Bool(true) => "yes".to_owned(),
        AnswerValue::Bool(false) => "no".to_owned(),
        AnswerValue::Score(score) => score.to_string(),
        AnswerValue::Text(text) => text.clone(),
    }
}

/// The key under which an invitation's answer is sent: the same for every attempt, in every tab.
///
/// It is the end of the token, which is its signature, and so tells nothing that the token does not.
#[must_use]
pub fn idempotency_key(token: &str) -> String {
    let end: String = token.chars().filter(char::is_ascii_alphanumeric).collect();
    let from = end.len().saturating_sub(40);
    format!("survey-{}", end.get(from..).unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(id: &str, optional: bool, only_if: Option<(&str, &str)>) -> WidgetQuestion {
        WidgetQuestion {
            id: id.into(),
            kind: "csat".into(),
            ask: String::new(),
            from: 1,
            to: 5,
            ends: None,
            options: Vec::new(),
            about: None,
            optional,
            only_if: only_if.map(|(earlier, is)| (earlier.into(), vec![is.into()])),
        }
    }

    fn survey() -> WidgetSurvey {
        WidgetSurvey {
            id: "survey".into(),
            intro: String::new(),
            thanks: String::new(),
            questions: vec![
                question("solved", false, None),
                question("why", true, Some(("solved", "no"))),
                question("score", false, None),
            ],
        }
    }

    #[test]
    fn a_question_whose_rule_does_not_fit_is_skipped_both_ways() {
        let (survey, mut run) = (survey(), Run::default());
        run.set("solved", AnswerValue::Bool(true));
        assert_eq!(run.next(&survey), Next::Question);
        assert_eq!(run.question(&survey).unwrap().id, "score");
        assert_eq!(run.progress(&survey), (2, 2));
        assert!(run.back(&survey));
        assert_eq!(run.question(&survey).unwrap().id, "solved");
        assert!(!run.back(&survey));
    }

    #[test]
    fn a_question_that_must_be_answered_does_not_let_go() {
        let (survey, mut run) = (survey(), Run::default());
        assert_eq!(run.next(&survey), Next::Missing);
        run.set("solved", AnswerValue::Bool(false));
        assert_eq!(run.next(&survey), Next::Question);
        assert_eq!(run.next(&survey), Next::Question, "an optional one does");
        run.set("score", AnswerValue::Score(4));
        assert_eq!(run.next(&survey), Next::Finished);
    }

    #[test]
    fn an_answer_that_a_rule_ruled_out_is_not_sent() {
        let (survey, mut run) = (survey(), Run::default());
        run.set("solved", AnswerValue::Bool(false));
        run.set("why", AnswerValue::Text("slow".into()));
        run.set("solved", AnswerValue::Bool(true));
        run.set("score", AnswerValue::Score(5));
        assert_eq!(
            run.answers(&survey),
            [
                ("solved".to_owned(), AnswerValue::Bool(true)),
                ("score".to_owned(), AnswerValue::Score(5))
            ]
        );
    }

    #[test]
    fn an_emptied_text_is_no_answer() {
        let mut run = Run::default();
        run.set("why", AnswerValue::Text("slow".into()));
        run.set("why", AnswerValue::Text("  ".into()));
        assert_eq!(run.answer("why"), None);
    }

    #[test]
    fn one_invitation_has_one_key() {
        let key = idempotency_key(&"aB-_".repeat(40));
        assert_eq!(key, idempotency_key(&"aB-_".repeat(40)));
        assert_eq!(key.len(), "survey-".len() + 40);
        assert_eq!(idempotency_key("abc"), "survey-abc");
    }
}
