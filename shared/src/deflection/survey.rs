//! The survey as a website shows it.

use crate::{
    api::{WidgetQuestion, WidgetSurvey},
    locale::Locale,
    message::Message,
    survey::{Question, QuestionKind, Survey},
};

pub(super) fn widget(survey: &Survey, locale: Locale) -> WidgetSurvey {
    WidgetSurvey {
        id: survey.id.clone(),
        intro: survey.intro.get(locale).to_owned(),
        thanks: survey.thanks.get(locale).to_owned(),
        questions: survey
            .questions
            .iter()
            .map(|q| question(q, locale))
            .collect(),
    }
}

fn question(question: &Question, locale: Locale) -> WidgetQuestion {
    let (kind, ends) = match &question.kind {
        QuestionKind::Csat => ("csat", Some((&VERY_BAD, &VERY_GOOD))),
        QuestionKind::Nps => ("nps", Some((&NOT_AT_ALL_LIKELY, &VERY_LIKELY))),
        QuestionKind::Ces => ("ces", Some((&VERY_HARD, &VERY_EASY))),
        QuestionKind::Fcr => ("fcr", None),
        QuestionKind::Choice(_) => ("choice", None),
        QuestionKind::Text(_) => ("text", None),
    };
    let (from, to) = question
        .kind
        .scale()
        .map_or((0, 0), |scale| (*scale.start(), *scale.end()));
    let (options, about) = match &question.kind {
        QuestionKind::Choice(options) => (options.as_slice(), None),
        QuestionKind::Text(about) => (&[][..], Some(*about)),
        QuestionKind::Csat | QuestionKind::Nps | QuestionKind::Ces | QuestionKind::Fcr => {
            (&[][..], None)
        }
    };
    WidgetQuestion {
        id: question.id.clone(),
        kind: kind.to_owned(),
        ask: question.ask.get(locale).to_owned(),
        from,
        to,
        ends: ends.map(|(low, high)| (low.get(locale).to_owned(), high.get(locale).to_owned())),
        options: options
            .iter()
            .map(|option| (option.id.clone(), option.name.get(locale).to_owned()))
            .collect(),
        about,
        optional: question.optional,
        only_if: question
            .only_if
            .as_ref()
            .map(|rule| (rule.question.clone(), rule.is.clone())),
    }
}

const VERY_BAD: Message = Message {
    az: "çox pis",
    en: "very bad",
    ro: "foarte rău",
    ru: "очень плохо",
};

const VERY_GOOD: Message = Message {
    az: "çox yaxşı",
    en: "very good",
    ro: "foarte bine",
    ru: "отлично",
};

const NOT_AT_ALL_LIKELY: Message = Message {
    az: "qətiyyən yox",
    en: "not at all likely",
    ro: "deloc probabil",
    ru: "точно нет",
};

const VERY_LIKELY: Message = Message {
    az: "mütləq",
    en: "very likely",
    ro: "foarte probabil",
    ru: "обязательно",
};

const VERY_HARD: Message = Message {
    az: "çox çətin",
    en: "very hard",
    ro: "foarte greu",
    ru: "очень трудно",
};

const VERY_EASY: Message = Message {
    az: "çox asan",
    en: "very easy",
    ro: "foarte ușor",
    ru: "очень легко",
};
