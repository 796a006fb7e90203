//! The Worker's answers as the widget's values. Fields that a newer Worker adds are ignored.

use crate::{
    browser::json::{entries, get, is, items, number, option, text},
    model::{callback::Check, manage::Booking, site::Site, wait::Wait},
};
use shared::{
    api::{
        LocaleName, WidgetAnswer, WidgetCallback, WidgetMenu, WidgetOption, WidgetQuestion,
        WidgetQueue, WidgetStep, WidgetStepKind, WidgetSurvey,
    },
    survey::TextAbout,
};
use std::collections::BTreeMap;
use wasm_bindgen::JsValue;

/// `GET /v1/sites/{site}/widget`; nothing where the answer has no menu.
#[must_use]
pub fn site(body: &JsValue) -> Option<Site> {
    let menu = get(body, "menu");
    Some(Site {
        name: option(body, "name")?,
        locale: text(body, "locale"),
        dir: text(body, "dir"),
        locales: items(&get(body, "locales"))
            .iter()
            .map(|locale| LocaleName {
                code: text(locale, "code"),
                name: text(locale, "name"),
            })
            .collect(),
        text: texts(&get(body, "text")),
        theme: texts(&get(body, "theme")),
        announcements: strings(&get(body, "announcements")),
        menu: WidgetMenu {
            start: option(&menu, "start")?,
            steps: steps(&get(&menu, "steps")),
        },
        survey: survey(&get(body, "survey")),
        queues: items(&get(body, "queues"))
            .iter()
            .map(|queue| WidgetQueue {
                id: text(queue, "id"),
                name: text(queue, "name"),
                open: is(queue, "open"),
                closed: text(queue, "closed"),
                // Asked for anew with the wait: a page stays open for longer than a night.
                opens_at: None,
            })
            .collect(),
        callback: callback(&get(body, "callback")),
        phone: option(body, "phone"),
    })
}

fn step(value: &JsValue) -> Option<WidgetStep> {
    let kind = match text(value, "do").as_str() {
        "menu" => WidgetStepKind::Menu,
        "answer" => WidgetStepKind::Answer,
        "queue" => WidgetStepKind::Queue,
        "callback" => WidgetStepKind::Callback,
        "survey" => WidgetStepKind::Survey,
        "transfer" => WidgetStepKind::Transfer,
        "end" => WidgetStepKind::End,
        // A kind that a newer Worker added: its option leads nowhere and is left out.
        _ => return None,
    };
    let answer = get(value, "answer");
    Some(WidgetStep {
        kind,
        title: text(value, "title"),
        say: text(value, "say"),
        options: items(&get(value, "options"))
            .iter()
            .map(|option| WidgetOption {
                name: text(option, "name"),
                go_to: text(option, "go_to"),
            })
            .collect(),
        answer: answer.is_object().then(|| WidgetAnswer {
            code_kind: option(&answer, "code_kind"),
            code: text(&answer, "code"),
            href: text(&answer, "href"),
            works_on: text(&answer, "works_on"),
            price: text(&answer, "price"),
            search: strings(&get(&answer, "search")),
            yes: text(&answer, "yes"),
            no: text(&answer, "no"),
        }),
        queue: option(value, "queue"),
        phone: option(value, "phone"),
    })
}

fn survey(value: &JsValue) -> Option<WidgetSurvey> {
    Some(WidgetSurvey {
        id: option(value, "id")?,
        intro: text(value, "intro"),
        thanks: text(value, "thanks"),
        questions: items(&get(value, "questions"))
            .iter()
            .map(question)
            .collect(),
    })
}

fn question(value: &JsValue) -> WidgetQuestion {
    let only_if = items(&get(value, "only_if"));
    WidgetQuestion {
        id: text(value, "id"),
        kind: text(value, "kind"),
        ask: text(value, "ask"),
        from: whole(value, "from"),
        to: whole(value, "to"),
        ends: pair(&get(value, "ends")),
        options: items(&get(value, "options"))
            .iter()
            .filter_map(pair)
            .collect(),
        about: match text(value, "about").as_str() {
            "comment" => Some(TextAbout::Comment),
            "complaint" => Some(TextAbout::Complaint),
            "suggestion" => Some(TextAbout::Suggestion),
            "praise" => Some(TextAbout::Praise),
            _ => None,
        },
        optional: is(value, "optional"),
        only_if: match only_if.as_slice() {
            [earlier, values] => earlier
                .as_string()
                .map(|earlier| (earlier, strings(values))),
            _ => None,
        },
    }
}

fn callback(value: &JsValue) -> Option<WidgetCallback> {
    value.is_object().then(|| WidgetCallback {
        consent: text(value, "consent"),
        from_number: text(value, "from_number"),
        calling_code: text(value, "calling_code"),
    })
}

/// `GET …/queues/{queue}/wait`
#[must_use]
pub fn wait(body: &JsValue) -> Wait {
    let estimate = get(body, "estimate");
    let quantile = |key| number(&estimate, key);
    Wait {
        state: text(body, "state"),
        text: text(&get(body, "announce"), "text"),
        reason: text(body, "reason"),
        band: match (quantile("p10_s"), quantile("p50_s"), quantile("p90_s")) {
            (Some(low), Some(median), Some(high)) => Some([low, median, high]),
            _ => None,
        },
        position: number(body, "position_if_joined")
            .map(|_| whole(body, "position_if_joined").to_string()),
        callback: is(body, "callback"),
        opens_at: option(body, "opens_at"),
    }
}

/// `POST …/callbacks/check`
#[must_use]
pub fn check(body: &JsValue) -> Check {
    Check {
        ok: is(body, "ok"),
        reasons: items(&get(body, "reasons"))
            .iter()
            .map(|reason| (text(reason, "code"), text(reason, "message")))
            .collect(),
        slots: items(&get(body, "slots"))
            .iter()
            .map(|slot| (text(slot, "starts_at"), text(slot, "ends_at")))
            .collect(),
    }
}

/// `POST …/callbacks`, `GET` and `DELETE /v1/callbacks/{token}`
#[must_use]
pub fn booking(body: &JsValue) -> Option<Booking> {
    let window = get(body, "window");
    Some(Booking {
        state: option(body, "state")?,
        from: text(&window, "from"),
        until: text(&window, "until"),
        code: text(body, "code"),
        from_number: text(body, "from_number"),
        phone: text(body, "phone"),
        token: text(body, "token"),
        manage_url: text(body, "manage_url"),
    })
}

fn texts(value: &JsValue) -> Vec<(String, String)> {
    entries(value)
        .into_iter()
        .filter_map(|(key, value)| Some((key, value.as_string()?)))
        .collect()
}

// Filled one by one: collecting a map would bring a sorting algorithm along.
fn steps(value: &JsValue) -> BTreeMap<String, WidgetStep> {
    let mut steps = BTreeMap::new();
    for (name, value) in entries(value) {
        if let Some(step) = step(&value) {
            steps.insert(name, step);
        }
    }
    steps
}

fn strings(value: &JsValue) -> Vec<String> {
    items(value).iter().filter_map(JsValue::as_string).collect()
}

fn pair(value: &JsValue) -> Option<(String, String)> {
    match strings(value).as_slice() {
        [first, second] => Some((first.clone(), second.clone())),
        _ => None,
    }
}

fn whole(value: &JsValue, key: &str) -> i64 {
    #[allow(clippy::cast_possible_truncation, reason = "scales are small")]
    let whole = number(value, key).unwrap_or(0.0) as i64;
    whole
}
