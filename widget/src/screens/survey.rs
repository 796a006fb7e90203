//! The survey: one question at a time. Opening it records nothing.

use crate::{
    api::{self, Request, unsent},
    app::App,
    browser::{dom, json},
    kit::{
        El, State,
        button::{Weight, button},
        el, icon,
        notice::{complaint, finished, notice},
    },
    model::survey::{Next, Run, idempotency_key},
    panel::{heading, home},
};
use shared::{
    api::{WidgetQuestion, WidgetSurvey},
    message::widget::{
        ANSWER_MISSING, BACK, KEPT, LINK_INVALID, NEXT, NO, ONLY_ON_SEND, OPINION, QUESTION, SEND,
        SENDING, SKIP, TEXT_MISSING, THANKS, UNREACHABLE, YES,
    },
    survey::AnswerValue,
};
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// Most characters of a free text.
const LONGEST: &str = "2000";

/// Where the answering stands.
#[derive(Clone, Default, PartialEq)]
enum Stage {
    #[default]
    Asking,
    Sent,
    Kept,
    Refused,
}

struct Sheet {
    app: App,
    survey: WidgetSurvey,
    token: Option<String>,
    stage: State<Stage>,
    /// Counts changes of question, because an answer must not redraw the question under the visitor's fingers.
    turn: State<u32>,
    complaint: State<String>,
    sending: State<bool>,
}

/// Asks the survey; `token` is an invitation's.
pub(super) fn survey(app: App, token: Option<String>) -> El {
    let Some(survey) = app.site.get().and_then(|site| site.0.survey.clone()) else {
        return el("div")
            .class("screen")
            .child(heading(&app.text(UNREACHABLE)));
    };
    let sheet = Rc::new(Sheet {
        app,
        survey,
        token,
        stage: State::new(Stage::Asking),
        turn: State::new(0),
        complaint: State::new(String::new()),
        sending: State::new(false),
    });
    el("div").class("screen survey").child_of(move || {
        Some(match sheet.stage.get() {
            Stage::Asking => {
                let sheet = Rc::clone(&sheet);
                el("div").class("stack").child_of(move || {
                    sheet.turn.with(|_| ());
                    Some(sheet.ask())
                })
            }
            Stage::Sent => {
                let thanks = Some(&sheet.survey.thanks).filter(|thanks| !thanks.is_empty());
                let thanks = thanks.cloned().unwrap_or_else(|| app.text(THANKS));
                finished(icon::TICK, heading(&thanks), "")
            }
            Stage::Kept => finished(icon::CLOCK, heading(&app.text(THANKS)), &app.text(KEPT)),
            Stage::Refused => el("div")
                .class("stack")
                .child(heading(&app.text(OPINION)))
                .child(notice("bad", icon::WARNING, &app.text(LINK_INVALID)))
                .child(home(app)),
        })
    })
}

impl Sheet {
    fn ask(self: &Rc<Self>) -> El {
        let (app, run) = (self.app, self.app.run);
        let Some(question) = run.with_untracked(|run| run.question(&self.survey).cloned()) else {
            return el("p").text(&app.text(UNREACHABLE));
        };
        let (n, total) = run.with_untracked(|run| run.progress(&self.survey));
        let (n_text, total_text) = (n.to_string(), total.to_string());
        let progress = crate::app::fill(&app.filled(QUESTION, "n", &n_text), "total", &total_text);
        let sheet = Rc::clone(self);
        let form = el("form")
            .attr("novalidate", "")
            .on("submit", move |event| {
                event.prevent_default();
                sheet.next();
            })
            .child(
                el("div")
                    .class("progress")
                    .child(
                        el("progress")
                            .attr("max", &total_text)
                            .attr("value", &n_text)
                            .attr("aria-label", &progress),
                    )
                    .child(el("span").class("hint").text(&progress)),
            );
        let intro = Some(&self.survey.intro).filter(|intro| n == 1 && !intro.is_empty());
        form.children(intro.map(|intro| el("p").class("lead").text(intro)))
            .child(heading(&question.ask).attr("id", "rb-question"))
            .child(self.field(&question))
            .child({
                let complaint_text = self.complaint;
                complaint("rb-survey-no", move || complaint_text.get())
            })
            .child(self.buttons(&question, n == total, n > 1))
            .children((n == 1).then(|| el("p").class("hint").text(&app.text(ONLY_ON_SEND))))
    }

    fn field(self: &Rc<Self>, question: &WidgetQuestion) -> El {
        match question.kind.as_str() {
            "text" => self.free_text(question),
            "fcr" => self.radios(
                "duo",
                question,
                [
                    (AnswerValue::Bool(true), YES),
                    (AnswerValue::Bool(false), NO),
                ]
                .map(|(value, text)| (value, self.app.text(text), String::new()))
                .to_vec(),
            ),
            "choice" => self.radios(
                "list",
                question,
                question
                    .options
                    .iter()
                    .map(|(id, name)| (AnswerValue::Text(id.clone()), name.clone(), String::new()))
                    .collect(),
            ),
            _ => self.scale(question),
        }
    }

    fn scale(self: &Rc<Self>, question: &WidgetQuestion) -> El {
        let (low, high) = question.ends.clone().unwrap_or_default();
        let end = |score: i64| {
            if score == question.from {
                low.clone()
            } else if score == question.to {
                high.clone()
            } else {
                String::new()
            }
        };
        let values = (question.from..=question.to)
            .map(|score| (AnswerValue::Score(score), score.to_string(), end(score)))
            .collect();
        let kind = if question.to - question.from > 6 {
            "scale long"
        } else {
            "scale"
        };
        el("div")
            .class("stack tight")
            .child(self.radios(kind, question, values))
            .child(
                el("div")
                    .class("ends")
                    .attr("aria-hidden", "true")
                    .child(el("span").text(&low))
                    .child(el("span").text(&high)),
            )
    }

    /// Answers as radio buttons: value, what is shown, and what is only read out beside it.
    fn radios(
        &self,
        kind: &str,
        question: &WidgetQuestion,
        values: Vec<(AnswerValue, String, String)>,
    ) -> El {
        let (run, complaint) = (self.app.run, self.complaint);
        let given = run.with_untracked(|run| run.answer(&question.id).cloned());
        let radios = values.into_iter().map(|(value, shown, aside)| {
            let id = question.id.clone();
            let input = el("input")
                .attr("type", "radio")
                .attr("name", "rb-answer")
                .property("checked", &(given.as_ref() == Some(&value)).into())
                .on("change", move |_| {
                    run.update(|run| run.set(&id, value.clone()));
                    complaint.set(String::new());
                });
            let label = el("label")
                .class("answer")
                .child(input)
                .child(el("span").text(&shown));
            if aside.is_empty() {
                label
            } else {
                label.child(el("span").class("unseen").text(", ").text(&aside))
            }
        });
        el("div")
            .class(&["answers ", kind].concat())
            .attr("role", "radiogroup")
            .attr("aria-labelledby", "rb-question")
            .attr("aria-describedby", "rb-survey-no")
            .children(radios)
    }

    fn free_text(&self, question: &WidgetQuestion) -> El {
        let (run, complaint) = (self.app.run, self.complaint);
        let given = run.with_untracked(|run| match run.answer(&question.id) {
            Some(AnswerValue::Text(text)) => text.clone(),
            Some(AnswerValue::Bool(_) | AnswerValue::Score(_)) | None => String::new(),
        });
        let id = question.id.clone();
        el("textarea")
            .attr("rows", "4")
            .attr("maxlength", LONGEST)
            .attr("aria-labelledby", "rb-question")
            .attr("aria-describedby", "rb-survey-no")
            .property("value", &JsValue::from_str(&given))
            .on("input", move |event| {
                run.update(|run| run.set(&id, AnswerValue::Text(dom::value(&event))));
                complaint.set(String::new());
            })
    }

    fn buttons(self: &Rc<Self>, question: &WidgetQuestion, last: bool, has_before: bool) -> El {
        let (app, sending) = (self.app, self.sending);
        let (back, skip, id) = (Rc::clone(self), Rc::clone(self), question.id.clone());
        // Whether a question is the last one may hang on its answer.
        let sheet = Rc::clone(self);
        let label = move || {
            let last = last
                || app.run.with(|run| run.progress(&sheet.survey)).1
                    == app.run.with(|run| run.progress(&sheet.survey)).0;
            app.text(match (sending.get(), last) {
                (true, _) => SENDING,
                (false, true) => SEND,
                (false, false) => NEXT,
            })
        };
        el("div")
            .class("survey-buttons")
            .children(
                has_before
                    .then(|| button(Weight::Other, None, &app.text(BACK), move || back.back())),
            )
            .children(question.optional.then(|| {
                button(Weight::Quiet, None, &app.text(SKIP), move || {
                    skip.app.run.update(|run| run.clear(&id));
                    skip.next();
                })
            }))
            .child(
                el("button")
                    .attr("type", "submit")
                    .class("button main")
                    .attr_of("aria-disabled", move || {
                        sending.get().then(|| "true".to_owned())
                    })
                    .child(el("span").text_of(label)),
            )
    }

    fn turn_over(&self) {
        self.complaint.set(String::new());
        self.turn.update(|turn| *turn += 1);
        self.app.refocus();
    }

    fn back(&self) {
        self.app.run.update(|run| {
            run.back(&self.survey);
        });
        self.turn_over();
    }

    fn next(self: &Rc<Self>) {
        if self.sending.get_untracked() {
            return;
        }
        let mut next = Next::Finished;
        self.app.run.update(|run| next = run.next(&self.survey));
        match next {
            Next::Question => self.turn_over(),
            Next::Missing => {
                let text = self.app.run.with_untracked(|run| {
                    run.question(&self.survey)
                        .is_some_and(|question| question.kind == "text")
                });
                self.complaint.set(
                    self.app
                        .text(if text { TEXT_MISSING } else { ANSWER_MISSING }),
                );
                self.app.focus(".answers input, textarea");
            }
            Next::Finished => self.send(),
        }
    }

    fn send(self: &Rc<Self>) {
        self.sending.set(true);
        let request = Request {
            method: "POST",
            url: self.app.url("/feedback"),
            body: self.body(),
            key: self
                .token
                .as_deref()
                .map_or_else(|| self.app.survey_key(), idempotency_key),
        };
        let sheet = Rc::clone(self);
        let again = request.clone();
        api::send(request, move |reply| {
            sheet.sending.set(false);
            let stage = match reply.trouble() {
                None if reply.is_ok() || reply.status == 409 => Stage::Sent,
                None => Stage::Refused,
                Some(_) if reply.status == 0 && unsent::keep(&again) => Stage::Kept,
                Some(trouble) => {
                    sheet.complaint.set(sheet.app.text(trouble));
                    return;
                }
            };
            if stage == Stage::Sent {
                sheet.app.run.set(Run::default());
            }
            sheet.stage.set(stage);
            sheet.app.refocus();
        });
    }

    fn body(&self) -> String {
        let answers = self.app.run.with_untracked(|run| run.answers(&self.survey));
        let answers = answers.into_iter().map(|(question, value)| {
            let value = match value {
                AnswerValue::Bool(yes) => yes.into(),
                #[allow(clippy::cast_precision_loss, reason = "scores are small")]
                AnswerValue::Score(score) => (score as f64).into(),
                AnswerValue::Text(text) => text.trim().into(),
            };
            json::object(&[("question", question.into()), ("value", value)])
        });
        let mut body = vec![
            ("survey", JsValue::from_str(&self.survey.id)),
            ("answers", json::list(answers)),
            ("locale", self.app.locale().into()),
        ];
        if let Some(token) = &self.token {
            body.push(("invitation", JsValue::from_str(token)));
        }
        json::write(&json::object(&body))
    }
}
