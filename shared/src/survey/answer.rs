//! Whether answers fit their survey: the same for keypad, screen and a link.

use super::{AnswerValue, Answered, Question, QuestionKind, Survey};
use std::ops::RangeInclusive;

/// Longest free text, letters.
pub const MAX_TEXT: usize = 2_000;

/// What is wrong with an answer. `Display` names the question, never what was answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerProblem {
    /// Nothing was answered.
    #[error("there is no answer: send at least one")]
    Nothing,
    /// The survey has no such question.
    #[error("question `{question}` does not exist in this survey: use the ids of survey.json")]
    UnknownQuestion {
        /// Its id.
        question: String,
    },
    /// A question was answered twice.
    #[error("question `{question}` is answered twice: send one answer")]
    Twice {
        /// Its id.
        question: String,
    },
    /// The answer is of another kind than the question.
    #[error("the answer to `{question}` does not fit: {expected}")]
    DoesNotFit {
        /// Its id.
        question: String,
        /// What would fit.
        expected: String,
    },
    /// The question is skipped after an earlier answer.
    #[error("question `{question}` is not asked after that answer to `{after}`: leave it out")]
    NotAsked {
        /// Its id.
        question: String,
        /// The earlier question's id.
        after: String,
    },
}

impl Survey {
    /// Finds a question by its id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// Checks answers and brings them into the order of the questions, free texts without the blanks around them.
    ///
    /// A part of the survey is welcome: what was answered is worth keeping.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn check_answers(&self, answers: &[Answered]) -> Result<Vec<Answered>, Vec<AnswerProblem>> {
        if answers.is_empty() {
            return Err(vec![AnswerProblem::Nothing]);
        }
        let mut problems = Vec::new();
        for answer in answers {
            if self.question(&answer.question).is_none() {
                problems.push(AnswerProblem::UnknownQuestion {
                    question: answer.question.clone(),
                });
            }
        }
        let mut kept = Vec::with_capacity(answers.len());
        for question in &self.questions {
            let mut given = answers
                .iter()
                .filter(|answer| answer.question == question.id);
            let Some(answer) = given.next() else { continue };
            if given.next().is_some() {
                problems.push(AnswerProblem::Twice {
                    question: question.id.clone(),
                });
            }
            if let Some(after) = question.skipped_after(answers) {
                problems.push(AnswerProblem::NotAsked {
                    question: question.id.clone(),
                    after: after.to_owned(),
                });
            }
            match question.kind.accept(&answer.value) {
                Ok(value) => kept.push(Answered {
                    question: question.id.clone(),
                    value,
                }),
                Err(expected) => {
                    problems.push(AnswerProblem::DoesNotFit {
                        question: question.id.clone(),
                        expected,
                    });
                }
            }
        }
        if problems.is_empty() {
            Ok(kept)
        } else {
            Err(problems)
        }
    }
}

impl Question {
    /// Whether it is asked after these answers. An earlier question that was left out asks it not.
    #[must_use]
    pub fn is_asked(&self, answers: &[Answered]) -> bool {
        self.only_if.as_ref().is_none_or(|rule| {
            answers
                .iter()
                .any(|answer| answer.question == rule.question && answer.value.is_one_of(&rule.is))
        })
    }

    /// The earlier question whose answer skips this one. Answers of a call come one by one, so an answer that is
    /// not here speaks neither for nor against.
    fn skipped_after(&self, answers: &[Answered]) -> Option<&str> {
        let rule = self.only_if.as_ref()?;
        let earlier = answers
            .iter()
            .find(|answer| answer.question == rule.question)?;
        (!earlier.value.is_one_of(&rule.is)).then_some(rule.question.as_str())
    }
}

impl QuestionKind {
    /// First and last number of its scale.
    #[must_use]
    pub fn scale(&self) -> Option<RangeInclusive<i64>> {
        match self {
            QuestionKind::Csat => Some(1..=5),
            QuestionKind::Nps => Some(0..=10),
            QuestionKind::Ces => Some(1..=7),
            QuestionKind::Fcr | QuestionKind::Choice(_) | QuestionKind::Text(_) => None,
        }
    }

    /// The answer as it is stored, or what would have fitted.
    fn accept(&self, value: &AnswerValue) -> Result<AnswerValue, String> {
        match (self, value) {
            (
                QuestionKind::Csat | QuestionKind::Nps | QuestionKind::Ces,
                AnswerValue::Score(score),
            ) if self.scale().is_some_and(|scale| scale.contains(score)) => Ok(value.clone()),
            (QuestionKind::Fcr, AnswerValue::Bool(_)) => Ok(value.clone()),
            (QuestionKind::Choice(options), AnswerValue::Text(id))
                if options.iter().any(|option| option.id == *id) =>
            {
                Ok(value.clone())
            }
            (QuestionKind::Text(_), AnswerValue::Text(text)) => {
                let text = text.trim();
                let fits = !text.is_empty() && text.chars().count() <= MAX_TEXT;
                if fits {
                    Ok(AnswerValue::Text(text.to_owned()))
                } else {
                    Err(self.expected())
                }
            }
            _ => Err(self.expected()),
        }
    }

    fn expected(&self) -> String {
        match (self, self.scale()) {
            (_, Some(scale)) => format!(
                "send a whole number from {} to {}",
                scale.start(),
                scale.end()
            ),
            (QuestionKind::Choice(options), None) => {
                let ids: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
                format!("send one of \"{}\"", ids.join("\", \""))
            }
            (QuestionKind::Text(_), None) => format!("send a text of 1 to {MAX_TEXT} letters"),
            (
                QuestionKind::Csat | QuestionKind::Nps | QuestionKind::Ces | QuestionKind::Fcr,
                None,
            ) => "send true or false".to_owned(),
        }
    }
}

impl AnswerValue {
    /// The answer as skip rules write it: `"no"`, `"1"`, an option's id.
    #[must_use]
    pub fn is_one_of(&self, texts: &[String]) -> bool {
        match self {
            AnswerValue::Bool(yes) => texts
                .iter()
                .any(|text| text == if *yes { "yes" } else { "no" }),
            AnswerValue::Score(score) => {
                let score = score.to_string();
                texts.contains(&score)
            }
            AnswerValue::Text(given) => texts.contains(given),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        locale::Texts,
        survey::{OnlyIf, SurveyOption, TextAbout},
    };

    fn survey() -> Survey {
        let question = |id: &str, kind, only_if: Option<(&str, &str)>| Question {
            id: id.to_owned(),
            ask: Texts::default(),
            ask_by_phone: Texts::default(),
            kind,
            optional: true,
            only_if: only_if.map(|(question, is)| OnlyIf {
                question: question.to_owned(),
                is: vec![is.to_owned()],
            }),
        };
        let option = |id: &str| SurveyOption {
            id: id.to_owned(),
            name: Texts::default(),
        };
        Survey {
            id: "after_call".to_owned(),
            intro: Texts::default(),
            thanks: Texts::default(),
            questions: vec![
                question("csat", QuestionKind::Csat, None),
                question("nps", QuestionKind::Nps, None),
                question("ces", QuestionKind::Ces, None),
                question("solved", QuestionKind::Fcr, None),
                question(
                    "why",
                    QuestionKind::Choice(vec![option("price"), option("network")]),
                    Some(("solved", "no")),
                ),
                question("comment", QuestionKind::Text(TextAbout::Comment), None),
            ],
        }
    }

    fn check(json: &str) -> Result<Vec<Answered>, Vec<String>> {
        let answers: Vec<Answered> = serde_json::from_str(json).unwrap();
        survey()
            .check_answers(&answers)
            .map_err(|problems| problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn answers_that_fit_are_kept_in_the_order_of_the_questions() {
        let kept = check(
            r#"[{"question": "comment", "value": "  Thanks\n"}, {"question": "why", "value": "price"}, {"question": "solved", "value": false},
                {"question": "ces", "value": 7}, {"question": "nps", "value": 0}, {"question": "csat", "value": 5}]"#,
        )
        .unwrap();
        let ids: Vec<&str> = kept.iter().map(|answer| answer.question.as_str()).collect();
        assert_eq!(ids, ["csat", "nps", "ces", "solved", "why", "comment"]);
        assert_eq!(kept[5].value, AnswerValue::Text("Thanks".to_owned()));
    }

    #[test]
    fn a_part_of_the_survey_is_welcome() {
        assert_eq!(
            check(r#"[{"question": "why", "value": "network"}]"#)
                .unwrap()
                .len(),
            1
        );
    }

    #[test]
    fn every_misfit_is_told_with_what_would_fit() {
        for (json, problems) in [
            ("[]", vec!["there is no answer: send at least one"]),
            (
                r#"[{"question": "csat", "value": 0}, {"question": "nps", "value": 11}, {"question": "ces", "value": "7"}]"#,
                vec![
                    "the answer to `csat` does not fit: send a whole number from 1 to 5",
                    "the answer to `nps` does not fit: send a whole number from 0 to 10",
                    "the answer to `ces` does not fit: send a whole number from 1 to 7",
                ],
            ),
            (
                r#"[{"question": "solved", "value": "no"}, {"question": "comment", "value": "  "}]"#,
                vec![
                    "the answer to `solved` does not fit: send true or false",
                    "the answer to `comment` does not fit: send a text of 1 to 2000 letters",
                ],
            ),
            (
                r#"[{"question": "why", "value": "weather"}]"#,
                vec!["the answer to `why` does not fit: send one of \"price\", \"network\""],
            ),
            (
                r#"[{"question": "solved", "value": true}, {"question": "why", "value": "price"}]"#,
                vec!["question `why` is not asked after that answer to `solved`: leave it out"],
            ),
            (
                r#"[{"question": "csat", "value": 5}, {"question": "csat", "value": 5}]"#,
                vec!["question `csat` is answered twice: send one answer"],
            ),
            (
                r#"[{"question": "mood", "value": 5}]"#,
                vec!["question `mood` does not exist in this survey: use the ids of survey.json"],
            ),
        ] {
            assert_eq!(check(json).unwrap_err(), problems, "{json}");
        }
    }

    #[test]
    fn a_text_is_measured_in_letters_not_bytes() {
        let text = |length: usize| {
            format!(
                r#"[{{"question": "comment", "value": "{}"}}]"#,
                "ə".repeat(length)
            )
        };
        assert!(check(&text(2_000)).is_ok());
        assert!(check(&text(2_001)).is_err());
    }

    #[test]
    fn a_skip_rule_asks_only_after_the_answer_that_it_names() {
        let survey = survey();
        let why = survey.question("why").unwrap();
        let solved = |yes| {
            [Answered {
                question: "solved".to_owned(),
                value: AnswerValue::Bool(yes),
            }]
        };
        assert!(why.is_asked(&solved(false)));
        assert!(!why.is_asked(&solved(true)));
        assert!(!why.is_asked(&[]));
        assert!(survey.question("csat").unwrap().is_asked(&[]));
    }
}
