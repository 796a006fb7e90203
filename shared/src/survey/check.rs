//! `survey.json`: draft to [`Survey`].

mod keys;

use super::{
    Aggregate, Best, ChoiceQuestion, OnlyIf, OnlyIfDraft, Question, QuestionDraft, QuestionKind,
    ScaleDraft, ScaleQuestion, Survey, SurveyDraft, SurveyOption, words,
};
use crate::{
    bundle::check_version,
    locale::{Locale, Texts},
    message::Message,
    problem::{At, Report, did_you_mean, listed, rules, texts},
    site::check_snake_case,
};

/// Checks a survey. What is wrong is in `report`; the survey is whole only where nothing is.
pub(crate) fn check(
    file: &str,
    draft: &SurveyDraft,
    at: At<'_>,
    locales: Option<&[Locale]>,
    report: &mut Report<'_>,
) -> Survey {
    check_version(draft.version, at, report);
    if draft.questions.is_empty() {
        report.add(&rules::NO_QUESTIONS, at.get("questions").key(), &[], None);
    }
    let mut checker = Checker { locales, report };
    let intro = match &draft.intro {
        Some(intro) => checker.text(intro, at.get("intro")),
        None => Texts::default(),
    };
    let thanks = checker.text(&draft.thanks, at.get("thanks"));
    let mut questions: Vec<Question> = Vec::with_capacity(draft.questions.len());
    for (index, draft) in draft.questions.iter().enumerate() {
        let at = at.get("questions").item(index);
        let question = checker.question(draft, at, &questions);
        questions.push(question);
    }
    let survey = Survey {
        id: file.trim_end_matches(".json").to_owned(),
        intro,
        thanks,
        questions,
    };
    check_length(&survey, at.get("questions"), locales, report);
    survey
}

/// Questions that callers answer on the phone before they hang up.
const MOST_QUESTIONS: usize = 5;

/// Milliseconds that callers give a survey on the phone: five questions of fifteen seconds, a greeting and thanks.
const LONGEST_MS: u64 = 90_000;

fn check_length(survey: &Survey, at: At<'_>, locales: Option<&[Locale]>, report: &mut Report<'_>) {
    let count = survey.by_phone().count();
    if count > MOST_QUESTIONS {
        let count = count.to_string();
        report.add(&rules::MANY_QUESTIONS, at.key(), &[("count", &count)], None);
    }
    for &locale in locales.unwrap_or_default() {
        let ms = survey.phone_ms(locale);
        if ms > LONGEST_MS {
            let seconds = (ms / 1000).to_string();
            let values = [("seconds", seconds.as_str())];
            texts::about_language(&rules::SURVEY_TOO_LONG, at.key(), locale, &values, report);
        }
    }
}

struct Checker<'c, 'a, 'r> {
    locales: Option<&'c [Locale]>,
    report: &'r mut Report<'a>,
}

impl Checker<'_, '_, '_> {
    fn question(&mut self, draft: &QuestionDraft, at: At<'_>, earlier: &[Question]) -> Question {
        let common = match draft {
            QuestionDraft::Csat(q) | QuestionDraft::Nps(q) | QuestionDraft::Ces(q) => {
                (&q.id, &q.ask, &q.ask_by_phone, q.optional, &q.only_if)
            }
            QuestionDraft::Fcr(q) => (&q.id, &q.ask, &q.ask_by_phone, q.optional, &q.only_if),
            QuestionDraft::Choice(q) => (&q.id, &q.ask, &q.ask_by_phone, q.optional, &q.only_if),
            QuestionDraft::Text(q) => (&q.id, &q.ask, &q.ask_by_phone, q.optional, &q.only_if),
        };
        let (id, ask, ask_by_phone, optional, only_if) = common;
        let id_at = at.get("id").value();
        check_snake_case(id, id_at, self.report);
        if earlier.iter().any(|q| q.id == *id) {
            self.report
                .add(&rules::QUESTION_TWICE, id_at, &[("id", id)], None);
        }
        let (kind, template) = match draft {
            QuestionDraft::Csat(q) => {
                self.scale(q, "csat", (1, 5), Aggregate::ShareOf4And5, at);
                (QuestionKind::Csat, Some(words::CSAT))
            }
            QuestionDraft::Nps(q) => {
                self.scale(q, "nps", (0, 10), Aggregate::PromotersMinusDetractors, at);
                (QuestionKind::Nps, Some(words::NPS))
            }
            QuestionDraft::Ces(q) => {
                self.scale(q, "ces", (1, 7), Aggregate::Mean, at);
                (QuestionKind::Ces, Some(words::CES))
            }
            QuestionDraft::Fcr(_) => (QuestionKind::Fcr, Some(words::FCR)),
            QuestionDraft::Choice(q) => (QuestionKind::Choice(self.options(q, at)), None),
            QuestionDraft::Text(q) => (QuestionKind::Text(q.about), None),
        };
        let ask = self.text(ask, at.get("ask"));
        let ask_by_phone = match ask_by_phone {
            Some(text) => {
                let at = at.get("ask_by_phone");
                keys::check(&kind, text, at, self.report);
                self.text(text, at)
            }
            None => {
                keys::check_named(&kind, &ask, at.get("ask"), self.report);
                by_phone(&ask, &kind, template)
            }
        };
        Question {
            id: id.clone(),
            ask,
            ask_by_phone,
            kind,
            optional,
            only_if: only_if
                .as_ref()
                .and_then(|rule| self.only_if(rule, at.get("only_if"), earlier)),
        }
    }

    fn scale(
        &mut self,
        question: &ScaleQuestion,
        kind: &str,
        (from, to): (i64, i64),
        aggregate: Aggregate,
        at: At<'_>,
    ) {
        let right = ScaleDraft {
            from,
            to,
            best: Best::High,
            aggregate,
        };
        if question.scale != right {
            let aggregate = match aggregate {
                Aggregate::ShareOf4And5 => "share_of_4_and_5",
                Aggregate::PromotersMinusDetractors => "promoters_minus_detractors",
                Aggregate::Mean => "mean",
            };
            let right = format!(
                "{{ \"from\": {from}, \"to\": {to}, \"best\": \"high\", \"aggregate\": \"{aggregate}\" }}"
            );
            let values = [("kind", kind), ("right", right.as_str())];
            self.report
                .add(&rules::WRONG_SCALE, at.get("scale").key(), &values, None);
        }
    }

    fn options(&mut self, draft: &ChoiceQuestion, at: At<'_>) -> Vec<SurveyOption> {
        let at = at.get("options");
        if !(2..=9).contains(&draft.options.len()) {
            let count = draft.options.len().to_string();
            let values = [("count", count.as_str())];
            self.report
                .add(&rules::OPTION_COUNT, at.key(), &values, None);
        }
        let mut checked: Vec<SurveyOption> = Vec::with_capacity(draft.options.len());
        for (index, option) in draft.options.iter().enumerate() {
            let at = at.item(index);
            let words = at.get("id").value();
            check_snake_case(&option.id, words, self.report);
            if checked.iter().any(|o| o.id == option.id) {
                let values = [("id", option.id.as_str())];
                self.report.add(&rules::OPTION_TWICE, words, &values, None);
            }
            checked.push(SurveyOption {
                id: option.id.clone(),
                name: self.text(&option.name, at.get("name")),
            });
        }
        checked
    }

    fn only_if(&mut self, draft: &OnlyIfDraft, at: At<'_>, earlier: &[Question]) -> Option<OnlyIf> {
        let Some(question) = earlier.iter().find(|q| q.id == draft.question) else {
            let near = did_you_mean(&draft.question, earlier.iter().map(|q| q.id.as_str()));
            let values = [("id", draft.question.as_str())];
            let words = at.get("question").value();
            self.report
                .add(&rules::UNKNOWN_QUESTION, words, &values, near);
            return None;
        };
        let known = possible_answers(&question.kind);
        for (index, answer) in draft.is.iter().enumerate() {
            if known.as_ref().is_some_and(|known| !known.contains(answer)) {
                let known = listed(known.iter().flatten().map(AsRef::as_ref));
                let values = [
                    ("answer", answer.as_str()),
                    ("id", question.id.as_str()),
                    ("known", known.as_str()),
                ];
                let words = at.get("is").item(index).value();
                self.report
                    .add(&rules::IMPOSSIBLE_ANSWER, words, &values, None);
            }
        }
        Some(OnlyIf {
            question: draft.question.clone(),
            is: draft.is.clone(),
        })
    }

    fn text(&mut self, text: &Texts, at: At<'_>) -> Texts {
        texts::check(text, at, self.locales, &[], self.report);
        text.clone()
    }
}

/// Answers that a skip rule may name; nothing where any text is one.
fn possible_answers(kind: &QuestionKind) -> Option<Vec<String>> {
    let scores = |from: i64, to: i64| Some((from..=to).map(|n| n.to_string()).collect());
    match kind {
        QuestionKind::Csat => scores(1, 5),
        QuestionKind::Nps => scores(0, 10),
        QuestionKind::Ces => scores(1, 7),
        QuestionKind::Fcr => Some(vec!["yes".to_owned(), "no".to_owned()]),
        QuestionKind::Choice(options) => Some(options.iter().map(|o| o.id.clone()).collect()),
        QuestionKind::Text(_) => None,
    }
}

/// The question with its keys, in every language in which it is asked.
fn by_phone(ask: &Texts, kind: &QuestionKind, template: Option<Message>) -> Texts {
    let in_language = |(locale, ask): (&Locale, &String)| {
        let text = match (kind, template) {
            (_, Some(template)) => template.fill(*locale, &[("ask", ask)]),
            (QuestionKind::Choice(options), None) => {
                let lines = options.iter().zip(1_u8..).map(|(option, key)| {
                    let values = [
                        ("name", option.name.get(*locale)),
                        ("key", &key.to_string()),
                    ];
                    words::OPTION.fill(*locale, &values)
                });
                std::iter::once(ask.clone())
                    .chain(lines)
                    .collect::<Vec<_>>()
                    .join(" ")
            }
            (_, None) => return None,
        };
        Some((*locale, text))
    };
    Texts(ask.0.iter().filter_map(in_language).collect())
}
