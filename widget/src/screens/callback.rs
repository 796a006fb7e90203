//! Asking to be called back.

use crate::{
    api::{self, Reply, Request, read},
    app::App,
    browser::{dom, format, json},
    kit::{
        El, State, el, icon,
        notice::{complaint, notice},
    },
    model::{
        callback::{Complaint, Field, Missing},
        route::Screen,
    },
    panel::heading,
};
use shared::message::widget::{
    ASK_FOR_CALL, CALL_ME, CALL_ME_HINT, CONSENT_MISSING, DAY, LATER, LOADING, NO_TIMES,
    NUMBER_HINT, NUMBER_MISSING, SENDING, SOON, TIME, TIME_MISSING, UNREACHABLE, WHEN, YOUR_NUMBER,
};
use wasm_bindgen::JsValue;

/// The form. What was typed lies in [`App::draft`], the rest in [`App::form`].
#[derive(Clone, Copy)]
struct Form {
    app: App,
}

/// The form.
pub(super) fn callback(app: App, queue: Option<&str>, topic: Option<String>) -> El {
    let site = app.site.get();
    let offered = site
        .as_ref()
        .and_then(|site| Some((site.queue(queue)?.id.clone(), site.callback.clone()?)));
    let Some((queue, offer)) = offered else {
        return el("div")
            .class("screen")
            .child(heading(&app.text(UNREACHABLE)));
    };
    app.form.queue.set(queue);
    app.form.topic.set(topic);
    app.form.check.set(None);
    app.form.complaints.set(Vec::new());
    app.form.sending.set(false);
    let form = Form { app };
    form.ask_check(false);
    el("div")
        .class("screen")
        .child(heading(&app.text(CALL_ME)))
        .child(el("p").class("lead").text(&app.text(CALL_ME_HINT)))
        .child(
            el("form")
                .attr("novalidate", "")
                .on("submit", move |event| {
                    event.prevent_default();
                    form.submit();
                })
                .child(el("div").attr("role", "alert").child_of(move || {
                    let text = form.complaint(Field::Form);
                    (!text.is_empty()).then(|| notice("bad", icon::WARNING, &text))
                }))
                .child(form.phone(&offer.calling_code))
                .child(form.when())
                .child(form.consent(&offer.consent))
                .child(form.button()),
        )
}

impl Form {
    fn complaint(self, field: Field) -> String {
        self.app.form.complaints.with(|complaints| {
            complaints
                .iter()
                .find(|complaint| complaint.field == field)
                .map_or_else(String::new, |complaint| complaint.text.clone())
        })
    }

    fn invalid(self, field: Field) -> Option<String> {
        (!self.complaint(field).is_empty()).then(|| "true".to_owned())
    }

    fn phone(self, calling_code: &str) -> El {
        let (app, draft) = (self.app, self.app.draft);
        el("div")
            .class("field")
            .child(
                el("label")
                    .attr("for", "rb-phone")
                    .text(&app.text(YOUR_NUMBER)),
            )
            .child(
                el("input")
                    .attr("id", "rb-phone")
                    .attr("type", "tel")
                    .attr("inputmode", "tel")
                    .attr("autocomplete", "tel")
                    .attr("dir", "ltr")
                    .attr("required", "")
                    .attr("aria-describedby", "rb-phone-hint rb-phone-no")
                    .attr_of("aria-invalid", move || self.invalid(Field::Phone))
                    .property(
                        "value",
                        &JsValue::from_str(&draft.with_untracked(|draft| draft.phone.clone())),
                    )
                    .on("input", move |event| {
                        draft.update(|draft| draft.phone = dom::value(&event))
                    })
                    .on("change", move |_| self.ask_check(false)),
            )
            .child(
                el("p")
                    .class("hint")
                    .attr("id", "rb-phone-hint")
                    .text(&app.filled(NUMBER_HINT, "code", calling_code)),
            )
            .child(complaint("rb-phone-no", move || {
                self.complaint(Field::Phone)
            }))
    }

    fn when(self) -> El {
        let (app, draft) = (self.app, self.app.draft);
        let choice = move |later: bool, text| {
            el("label")
                .class("choice")
                .child(
                    el("input")
                        .attr("type", "radio")
                        .attr("name", "rb-when")
                        .property_of("checked", move || {
                            (draft.with(|draft| draft.later) == later).into()
                        })
                        .on("change", move |_| {
                            draft.update(|draft| draft.later = later);
                            self.ask_check(false);
                        }),
                )
                .child(el("span").text(&app.text(text)))
        };
        el("fieldset")
            .class("field")
            .attr("aria-describedby", "rb-when-no")
            .child(el("legend").text(&app.text(WHEN)))
            .child(
                el("div")
                    .class("choices")
                    .child(choice(false, SOON))
                    .child(choice(true, LATER)),
            )
            .child(
                el("div")
                    .class("slots")
                    .attr_of("hidden", move || {
                        draft.with(|draft| !draft.later).then(String::new)
                    })
                    .child_of(move || Some(self.slots())),
            )
            .child(complaint("rb-when-no", move || self.complaint(Field::When)))
    }

    fn slots(self) -> El {
        let (app, locale) = (self.app, self.app.locale());
        let slots = self
            .app
            .form
            .check
            .with(|check| check.as_ref().map(|check| check.slots.clone()));
        let Some(slots) = slots else {
            return el("p").class("hint").text(&app.text(LOADING));
        };
        let mut days: Vec<String> = Vec::new();
        let mut times: Vec<(String, String)> = Vec::new();
        for (starts_at, _) in slots {
            let day = format::day(&starts_at, &locale);
            if days.last() != Some(&day) {
                days.push(day.clone());
            }
            times.push((day, starts_at));
        }
        let Some(first) = days.first().cloned() else {
            return el("p").class("hint").text(&app.text(NO_TIMES));
        };
        let slot = app.draft.with_untracked(|draft| draft.slot.clone());
        let chosen = slot
            .map(|slot| format::day(&slot, &locale))
            .filter(|day| days.contains(day));
        let day = State::new(chosen.unwrap_or(first));
        el("div")
            .class("slot-picker")
            .child(
                el("label")
                    .class("unseen")
                    .attr("for", "rb-day")
                    .text(&app.text(DAY)),
            )
            .child(
                el("select")
                    .attr("id", "rb-day")
                    .attr("aria-describedby", "rb-when-no")
                    .attr_of("aria-invalid", move || self.invalid(Field::When))
                    .children(
                        days.iter()
                            .map(|day| el("option").attr("value", day).text(day)),
                    )
                    .property_of("value", move || JsValue::from_str(&day.get()))
                    .on("change", move |event| {
                        self.app.draft.update(|draft| draft.slot = None);
                        day.set(dom::value(&event));
                    }),
            )
            .child(
                el("div")
                    .class("times")
                    .attr("role", "radiogroup")
                    .attr("aria-label", &app.text(TIME))
                    .child_of(move || {
                        let day = day.get();
                        let times = times.iter().filter(|(of, _)| *of == day);
                        Some(
                            el("div")
                                .class("pills")
                                .children(times.map(|(_, at)| self.time(at, &locale))),
                        )
                    }),
            )
    }

    fn time(self, at: &str, locale: &str) -> El {
        let draft = self.app.draft;
        let (own, chosen) = (at.to_owned(), at.to_owned());
        el("label")
            .class("pill")
            .child(
                el("input")
                    .attr("type", "radio")
                    .attr("name", "rb-time")
                    .property_of("checked", move || {
                        draft.with(|draft| draft.slot.as_ref() == Some(&own)).into()
                    })
                    .on("change", move |_| {
                        draft.update(|draft| draft.slot = Some(chosen.clone()));
                        self.forget(Field::When);
                    }),
            )
            .child(el("span").text(&format::time(at, locale)))
    }

    fn consent(self, text: &str) -> El {
        let draft = self.app.draft;
        el("div")
            .class("field")
            .child(
                el("label")
                    .class("consent")
                    .child(
                        el("input")
                            .attr("type", "checkbox")
                            .attr("id", "rb-consent")
                            .attr("required", "")
                            .attr("aria-describedby", "rb-consent-no")
                            .attr_of("aria-invalid", move || self.invalid(Field::Consent))
                            .property(
                                "checked",
                                &draft.with_untracked(|draft| draft.consent).into(),
                            )
                            .on("change", move |event| {
                                draft.update(|draft| draft.consent = dom::checked(&event));
                                self.forget(Field::Consent);
                            }),
                    )
                    .child(el("span").text(text)),
            )
            .child(complaint("rb-consent-no", move || {
                self.complaint(Field::Consent)
            }))
    }

    fn button(self) -> El {
        let app = self.app;
        el("button")
            .attr("type", "submit")
            .class("button main wide")
            .attr_of("aria-disabled", move || {
                self.app.form.sending.get().then(|| "true".to_owned())
            })
            .child(el("span").text_of(move || {
                app.text(if self.app.form.sending.get() {
                    SENDING
                } else {
                    ASK_FOR_CALL
                })
            }))
    }

    fn forget(self, field: Field) {
        self.app
            .form
            .complaints
            .update(|complaints| complaints.retain(|complaint| complaint.field != field));
    }

    /// What is sent, for a dry run or in earnest.
    fn body(self) -> String {
        let draft = self.app.draft.get_untracked();
        let when = match draft.slot.filter(|_| draft.later) {
            Some(slot) => json::object(&[("kind", "slot".into()), ("starts_at", slot.into())]),
            None => json::object(&[("kind", "asap".into())]),
        };
        let mut body = vec![
            ("phone", JsValue::from_str(&draft.phone)),
            ("queue", self.app.form.queue.get_untracked().into()),
            ("when", when),
            ("locale", self.app.locale().into()),
            ("consent", draft.consent.into()),
        ];
        if let Some(topic) = self.app.form.topic.get_untracked() {
            body.push(("topic", topic.into()));
        }
        json::write(&json::object(&body))
    }

    fn post(self, path: &str, key: String, body: String, done: impl FnOnce(Reply) + 'static) {
        api::send(
            Request {
                method: "POST",
                url: self.app.url(path),
                body,
                key,
            },
            done,
        );
    }

    /// Asks whether this would be accepted, and which slots there are.
    fn ask_check(self, pressed: bool) {
        let app = self.app;
        self.post(
            "/callbacks/check",
            String::new(),
            self.body(),
            move |reply| {
                let check = reply.is_ok().then(|| read::check(&reply.body));
                let Some(check) = check else {
                    if pressed {
                        self.refuse(&reply);
                    }
                    return;
                };
                let closed = check.reasons.iter().any(|(code, _)| code == "closed");
                let first = self.app.form.check.with_untracked(Option::is_none);
                if closed && first && !check.slots.is_empty() {
                    // Nobody is there to call soon: the times to choose from are more use than a complaint.
                    app.draft.update(|draft| draft.later = true);
                }
                let mut complaints = app
                    .draft
                    .with_untracked(|draft| check.complaints(draft, pressed));
                if !pressed {
                    // A dry run that was under way when the button was pressed: what is missing stays said.
                    let said = app.form.complaints.with_untracked(Vec::clone);
                    complaints.extend(app.draft.with_untracked(|draft| {
                        said.into_iter()
                            .filter(|complaint| draft.lacks(complaint.field))
                            .collect::<Vec<_>>()
                    }));
                }
                let ok = check.ok;
                let same =
                    self.app.form.check.with_untracked(|old| {
                        old.as_ref().is_some_and(|old| old.slots == check.slots)
                    });
                self.app.form.complaints.set(complaints);
                if !same {
                    self.app.form.check.set(Some(check));
                }
                if pressed {
                    if ok { self.book() } else { self.stop() }
                }
            },
        );
    }

    fn submit(self) {
        if self.app.form.sending.get_untracked() {
            return;
        }
        let app = self.app;
        let (phone, slot, consent) = (
            app.text(NUMBER_MISSING),
            app.text(TIME_MISSING),
            app.text(CONSENT_MISSING),
        );
        let missing = Missing {
            phone: &phone,
            slot: &slot,
            consent: &consent,
        };
        let complaints = app.draft.with_untracked(|draft| draft.complaints(&missing));
        let complete = complaints.is_empty();
        self.app.form.complaints.set(complaints);
        if !complete {
            self.stop();
            return;
        }
        self.app.form.sending.set(true);
        self.ask_check(true);
    }

    fn book(self) {
        let (app, body) = (self.app, self.body());
        let key = app.callback_key(&body);
        self.post("/callbacks", key, body, move |reply| {
            match read::booking(&reply.body).filter(|_| reply.is_ok()) {
                Some(booking) => {
                    self.app.form.sending.set(false);
                    let token = booking.token.clone();
                    app.booked.set(Some(booking));
                    app.draft.update(|draft| {
                        draft.slot = None;
                        draft.consent = false;
                    });
                    app.begin(Screen::Manage(token));
                }
                None => self.refuse(&reply),
            }
        });
    }

    /// Says why it was not accepted.
    fn refuse(self, reply: &Reply) {
        let text = match reply.trouble() {
            Some(trouble) => self.app.text(trouble),
            None => Some(json::text(&reply.body, "detail"))
                .filter(|detail| !detail.is_empty())
                .unwrap_or_else(|| self.app.text(UNREACHABLE)),
        };
        self.app.form.complaints.set(vec![Complaint {
            field: Field::Form,
            text,
        }]);
        self.stop();
    }

    /// Leads the visitor to the first complaint.
    fn stop(self) {
        self.app.form.sending.set(false);
        let app = self.app;
        crate::browser::clock::after(0, move || app.focus("[aria-invalid=true]"));
    }
}
