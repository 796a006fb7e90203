//! How long one would wait, and what to do instead.

use crate::{
    api::{self, Request, read},
    app::App,
    browser::{clock, dom, format},
    kit::{
        El, State,
        button::{Weight, button, link},
        el, icon,
    },
    model::{
        route::Screen,
        wait::{Mood, Picture, Wait},
    },
    panel::heading,
};
use shared::{
    deflection::tel,
    message::widget::{
        BAND, CALL, CALL_ME, CALL_ME_HINT, CHECKED, LIVE, LOADING, OPENS, POSITION, UNREACHABLE,
        WAIT,
    },
};

/// How often the wait is asked for while somebody looks.
const EVERY_MS: i32 = 10_000;

/// Shows the wait of a queue; `topic` is the step that led here.
pub(super) fn wait(app: App, queue: Option<&str>, topic: Option<String>) -> El {
    let Some(site) = app.site.get() else {
        return el("div");
    };
    let Some(queue) = site.queue(queue) else {
        return el("div")
            .class("screen")
            .child(heading(&app.text(UNREACHABLE)));
    };
    let (id, now) = (queue.id.clone(), live(app, &queue.id));
    let said = State::new(String::new());
    let phone = site.phone.clone();
    let can_call_back = site.callback.is_some();
    el("div")
        .class("screen")
        .child(heading(&queue.name))
        .child(el("div").class("wait").child_of(move || {
            let Some(wait) = now.get() else {
                return Some(el("p").class("lead").text(&app.text(LOADING)));
            };
            // Announced only where it has changed: a poll that brings no news stays silent.
            if said.get_untracked() != wait.text {
                app.say(&wait.text);
                said.set(wait.text.clone());
            }
            Some(card(app, &wait))
        }))
        .child(el("div").class("stack").child_of(move || {
            let wait = now.get().unwrap_or_default();
            let closed = wait.state == "closed";
            let call = phone.as_ref().filter(|_| !closed).map(|phone| {
                let weight = if wait.mood() == Mood::Good {
                    Weight::Main
                } else {
                    Weight::Other
                };
                link(
                    weight,
                    icon::PHONE,
                    &app.filled(CALL, "number", phone),
                    &tel(phone),
                    "",
                )
            });
            let (queue, topic) = (id.clone(), topic.clone());
            let call_back = can_call_back.then(|| {
                let weight = if wait.mood() == Mood::Good {
                    Weight::Other
                } else {
                    Weight::Main
                };
                button(
                    weight,
                    Some(icon::CALLBACK),
                    &app.text(CALL_ME),
                    move || {
                        app.go(Screen::Callback {
                            queue: Some(queue.clone()),
                            topic: topic.clone(),
                        });
                    },
                )
            });
            let hint = can_call_back.then(|| el("p").class("hint").text(&app.text(CALL_ME_HINT)));
            Some(
                el("div")
                    .class("stack")
                    .children(call)
                    .children(call_back)
                    .children(hint),
            )
        }))
}

/// The wait of a queue as it is known right now, for as long as the current owner lives.
pub(super) fn live(app: App, queue: &str) -> State<Option<Wait>> {
    let now = State::new(None);
    let url = [
        app.url("/queues/"),
        queue.to_owned(),
        "/wait?locale=".to_owned(),
        app.locale(),
    ]
    .concat();
    let ask = move || {
        let request = Request {
            method: "GET",
            url: url.clone(),
            ..Request::default()
        };
        api::send(request, move |reply| {
            let wait = if reply.is_ok() {
                read::wait(&reply.body)
            } else {
                lost(app)
            };
            now.set(Some(wait));
        });
    };
    let again = ask.clone();
    crate::kit::el::keep(Box::new(move || {
        if app.open.get() {
            ask();
        }
    }));
    clock::every(EVERY_MS, move || {
        if app.open.get_untracked() && dom::page_is_visible() {
            again();
        }
    });
    now
}

fn lost(app: App) -> Wait {
    Wait {
        state: "unknown".to_owned(),
        text: app.text(UNREACHABLE),
        ..Wait::default()
    }
}

/// A mood for the style sheet.
pub(super) fn mood(wait: &Wait) -> &'static str {
    match wait.mood() {
        Mood::Good => "good",
        Mood::Long => "long",
        Mood::Quiet => "quiet",
    }
}

fn card(app: App, wait: &Wait) -> El {
    let time = format::moment(clock::now_ms(), &app.locale());
    let card = el("div")
        .class("wait-card")
        .attr("data-mood", mood(wait))
        .child(
            el("div")
                .class("wait-top")
                .child(
                    el("span")
                        .class("live")
                        .attr("data-mood", mood(wait))
                        .child(el("span").class("dot"))
                        .child(el("span").text(&app.text(LIVE))),
                )
                .child(
                    el("span")
                        .class("hint")
                        .text(&app.filled(CHECKED, "time", &time)),
                ),
        )
        .child(el("p").class("hint").text(&app.text(WAIT)))
        .child(el("p").class("wait-text").text(&wait.text));
    let card = if wait.reason.is_empty() || wait.reason == wait.text {
        card
    } else {
        card.child(el("p").class("lead").text(&wait.reason))
    };
    let opens = wait.opens_at.as_ref().map(|at| {
        let locale = app.locale();
        let when = [&format::day(at, &locale), ", ", &format::time(at, &locale)].concat();
        el("p")
            .class("lead")
            .text(&app.filled(OPENS, "time", &when))
    });
    let place = wait.position.as_ref().filter(|_| wait.state == "waiting");
    card.children(opens)
        .children(wait.picture().map(|picture| band(app, picture)))
        .children(place.map(|place| {
            el("p")
                .class("hint")
                .text(&app.filled(POSITION, "n", place))
        }))
}

/// The band on its scale. What it shows is also said.
fn band(app: App, picture: Picture) -> El {
    let locale = app.locale();
    let (low, high) = (
        format::minutes(picture.low_min, &locale),
        format::minutes(picture.high_min, &locale),
    );
    let sentence = crate::app::fill(&app.filled(BAND, "low", &low), "high", &high);
    let place = |name: &str, percent: f64| [name, ":", &whole(percent), "%;"].concat();
    el("div")
        .class("band")
        .child(
            el("div")
                .class("band-scale")
                .attr("aria-hidden", "true")
                .style(
                    &[
                        place("--from", picture.from),
                        place("--middle", picture.middle),
                        place("--to", picture.to),
                    ]
                    .concat(),
                )
                .child(el("span").class("band-fill"))
                .child(el("span").class("band-middle")),
        )
        .child(
            el("div")
                .class("band-ends")
                .attr("aria-hidden", "true")
                .child(el("span").text("0"))
                .child(el("span").text(&format::minutes(picture.top_min, &locale))),
        )
        .child(el("p").class("hint").text(&sentence))
}

fn whole(percent: f64) -> String {
    #[allow(clippy::cast_possible_truncation, reason = "percent")]
    let whole = percent as i32;
    whole.to_string()
}
