//! A callback that was asked for: when, from which number, with which code; and how to cancel it.

use crate::{
    api::{self, Reply, Request, read},
    app::App,
    browser::format,
    kit::{
        El, State,
        button::{Weight, button, link},
        copy::copy,
        el, icon,
        notice::{finished, notice},
    },
    model::manage::Booking,
    panel::{heading, home},
};
use shared::message::widget::{
    BOOKED, CANCEL, CANCEL_NO, CANCEL_SURE, CANCEL_YES, CODE, CODE_WHY, COPY_LINK, FROM_NUMBER,
    LINK_INVALID, LOADING, NEW_TAB, RETRY, TO_NUMBER, Text, YOUR_CALLBACK, YOUR_LINK,
};

/// What is known of the callback.
#[derive(Clone, Default)]
enum Known {
    #[default]
    Nothing,
    Trouble(String),
    Booking(Booking),
}

/// Shows the callback with this token.
pub(super) fn manage(app: App, token: String) -> El {
    let just_made = app
        .booked
        .get_untracked()
        .filter(|booking| booking.token == token);
    let fresh = just_made.is_some();
    let known = State::new(just_made.map_or(Known::Nothing, Known::Booking));
    if !fresh {
        ask(app, "GET", &token, known);
    }
    el("div").class("screen").child_of(move || {
        Some(match known.get() {
            Known::Nothing => el("div").class("stack").child(heading(&app.text(LOADING))),
            Known::Trouble(text) => trouble(app, &text, &token, known),
            Known::Booking(booking) => booked(app, &booking, fresh, known),
        })
    })
}

fn ask(app: App, method: &'static str, token: &str, known: State<Known>) {
    let token = token.to_owned();
    let request = Request {
        method,
        url: app.callback_url(&token),
        ..Request::default()
    };
    api::send(request, move |reply| {
        let answer = match read::booking(&reply.body).filter(|_| reply.is_ok()) {
            Some(booking) => Known::Booking(Booking { token, ..booking }),
            // An answer without a body: what it looks like now is asked for.
            None if reply.is_ok() && method == "DELETE" => return ask(app, "GET", &token, known),
            None => Known::Trouble(why(app, &reply)),
        };
        known.set(answer);
        app.booked.set(None);
        app.refocus();
    });
}

fn why(app: App, reply: &Reply) -> String {
    app.text(reply.trouble().unwrap_or(LINK_INVALID))
}

fn trouble(app: App, text: &str, token: &str, known: State<Known>) -> El {
    let token = token.to_owned();
    el("div")
        .class("stack")
        .child(heading(&app.text(YOUR_CALLBACK)))
        .child(notice("bad", icon::WARNING, text).attr("role", "alert"))
        .child(button(Weight::Main, None, &app.text(RETRY), move || {
            known.set(Known::Nothing);
            ask(app, "GET", &token, known);
        }))
        .child(home(app))
}

fn booked(app: App, booking: &Booking, fresh: bool, known: State<Known>) -> El {
    let locale = app.locale();
    let state = app.text_by_key(booking.state_key());
    let ahead = booking.is_ahead();
    let top = if fresh && ahead {
        finished(icon::TICK, heading(&app.text(BOOKED)), "")
    } else {
        el("div")
            .class("stack")
            .child(heading(&app.text(YOUR_CALLBACK)))
            .child(
                el("p").child(
                    el("span")
                        .class("badge")
                        .attr("data-ahead", if ahead { "1" } else { "" })
                        .text(&state),
                ),
            )
    };
    let stack = el("div").class("stack").child(top);
    if !ahead {
        return stack.child(home(app));
    }
    let from = format::time(&booking.from, &locale);
    let until = format::time(&booking.until, &locale);
    let window = [&from, " – ", &until].concat();
    stack
        .child(
            el("div")
                .class("slip")
                .child(
                    el("p")
                        .class("slip-day")
                        .text(&format::day(&booking.from, &locale)),
                )
                .child(el("p").class("slip-time").text(&window))
                .child(
                    el("dl")
                        .class("facts")
                        .child(fact(app, FROM_NUMBER, &booking.from_number))
                        .child(fact(app, TO_NUMBER, &booking.phone)),
                ),
        )
        .child(
            el("div")
                .class("code")
                .child(el("p").class("code-name").text(&app.text(CODE)))
                .child(el("bdi").class("code-digits").text(&booking.code))
                .child(el("p").class("hint").text(&app.text(CODE_WHY))),
        )
        .children(fresh.then(|| {
            let (label, new_tab) = (app.text(YOUR_LINK), app.text(NEW_TAB));
            link(
                Weight::Other,
                icon::LINK,
                &label,
                &booking.manage_url,
                &new_tab,
            )
        }))
        .child(copy(app, COPY_LINK, booking.manage_url.clone()))
        .children(
            booking
                .can_be_cancelled()
                .then(|| cancel(app, booking.token.clone(), known)),
        )
}

fn fact(app: App, name: Text, value: &str) -> El {
    el("div")
        .child(el("dt").text(&app.text(name)))
        .child(el("dd").child(el("bdi").text(value)))
}

fn cancel(app: App, token: String, known: State<Known>) -> El {
    let asking = State::new(false);
    el("div").class("cancel").child_of(move || {
        if !asking.get() {
            return Some(button(Weight::Quiet, None, &app.text(CANCEL), move || {
                asking.set(true);
                crate::browser::clock::after(0, move || app.focus(".sure"));
            }));
        }
        let token = token.clone();
        Some(
            el("div")
                .class("sure")
                .attr("role", "group")
                .attr("tabindex", "-1")
                .attr("aria-label", &app.text(CANCEL_SURE))
                .child(el("p").text(&app.text(CANCEL_SURE)))
                .child(
                    el("div")
                        .class("pair")
                        .child(button(
                            Weight::Other,
                            None,
                            &app.text(CANCEL_NO),
                            move || {
                                asking.set(false);
                                crate::browser::clock::after(0, move || {
                                    app.focus(".cancel button")
                                });
                            },
                        ))
                        .child(button(
                            Weight::Danger,
                            None,
                            &app.text(CANCEL_YES),
                            move || {
                                ask(app, "DELETE", &token, known);
                            },
                        )),
                ),
        )
    })
}
