//! The demo sites' menus as a website shows them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests may fail loudly"
)]

#[path = "support/sites.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod sites;

use jiff::Timestamp;
use shared::{
    api::{WidgetMenu, WidgetStepKind},
    deflection::{response, search, widget},
    locale::Locale,
};
use sites::site;
use std::collections::BTreeMap;

/// A Tuesday when everybody works, and the middle of the night.
const DAY: &str = "2026-11-24T10:00:00Z";
const NIGHT: &str = "2026-11-24T23:00:00Z";

fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

#[test]
fn a_website_shows_the_menu_that_the_hours_call_for_and_asks_for_no_language() {
    let (_, bundle) = site("mobile");
    for (time, said, key_0) in [
        (DAY, "Example Mobile. Welcome!", "help"),
        (
            NIGHT,
            "Example Mobile. Welcome! Our operators are not working now.",
            "call_me",
        ),
    ] {
        let menu = widget(&bundle, Locale::En, at(time));
        let start = &menu.steps[&menu.start];
        assert_eq!((menu.start.as_str(), start.say.as_str()), ("welcome", said));
        assert!(start.options.iter().any(|option| option.go_to == key_0));
        assert!(!menu.steps.contains_key("hello") && !menu.steps.contains_key("open_now"));
    }
}

#[test]
fn sentences_on_the_way_are_shown_with_what_they_lead_to() {
    let (_, bundle) = site("bank");
    let menu = widget(&bundle, Locale::En, at(DAY));
    assert_eq!(menu.start, "hello");
    let start = &menu.steps["hello"];
    assert_eq!(start.kind, WidgetStepKind::Menu);
    assert_eq!(
        start.say,
        "Welcome to Example Bank. We never ask for your PIN."
    );
    let complaint = &menu.steps["complaint"];
    assert_eq!(complaint.kind, WidgetStepKind::Survey);
    assert_eq!(complaint.title, "Rating and complaints");
    assert!(!menu.steps.contains_key("loans_closed"), "it is open");
    let night = widget(&bundle, Locale::En, at(NIGHT));
    assert_eq!(night.steps["loans_closed"].kind, WidgetStepKind::Menu);
    let message = &night.steps["loans_message"];
    assert_eq!(
        (message.kind, message.queue.as_deref(), message.say.as_str()),
        (WidgetStepKind::Callback, Some("loans"), ""),
        "on a website, the callback that would follow a message"
    );
    assert!(
        !menu.steps.contains_key("customer_number"),
        "a website asks for no numbers"
    );
}

#[test]
fn wherever_an_answer_leads_has_a_name() {
    for site_id in ["mobile", "bank"] {
        let (_, bundle) = site(site_id);
        for (locale, time) in Locale::ALL.into_iter().flat_map(|l| [(l, DAY), (l, NIGHT)]) {
            let menu = widget(&bundle, locale, at(time));
            for answer in menu.steps.values().filter_map(|step| step.answer.as_ref()) {
                for to in [&answer.yes, &answer.no] {
                    let step = &menu.steps[to];
                    assert!(
                        !step.title.is_empty() || !step.say.is_empty(),
                        "{site_id} {locale:?} {to}"
                    );
                }
            }
        }
    }
}

#[test]
fn an_answer_dials_is_priced_and_found_by_the_words_of_its_language() {
    let (_, bundle) = site("mobile");
    for (locale, query, price) in [
        (Locale::Az, "hesab", "pulsuz"),
        (Locale::En, "credit", "free"),
        (Locale::Ro, "cat mai am", "gratuit"),
        (Locale::Ru, "сколько на счету", "бесплатно"),
    ] {
        let menu = widget(&bundle, locale, at(DAY));
        assert_eq!(search(&menu, query).first(), Some(&"balance"), "{query}");
        let answer = menu.steps["balance"].answer.as_ref().unwrap();
        assert_eq!(
            (answer.code.as_str(), answer.href.as_str()),
            ("*100#", "tel:*100%23")
        );
        assert!(answer.price.contains(price), "{}", answer.price);
    }
}

fn targets(menu: &WidgetMenu) -> impl Iterator<Item = &String> {
    menu.steps.values().flat_map(|step| {
        let options = step.options.iter().map(|option| &option.go_to);
        let helped = step
            .answer
            .iter()
            .flat_map(|answer| [&answer.yes, &answer.no]);
        options.chain(helped)
    })
}

#[test]
fn every_option_leads_to_a_step_in_every_language_by_day_and_night() {
    for id in ["mobile", "bank"] {
        let (_, bundle) = site(id);
        for locale in Locale::ALL {
            for time in [DAY, NIGHT] {
                let shown = response(&bundle, locale, at(time), BTreeMap::new());
                let menu = shown.menu;
                assert!(menu.steps.contains_key(&menu.start));
                for target in targets(&menu) {
                    assert!(menu.steps.contains_key(target), "{id} {target}");
                }
                assert_eq!(shown.locale, locale.code());
                assert_eq!(shown.queues.len(), bundle.site.queues.len());
                assert!(
                    shown.callback.is_some() && shown.survey.is_some() && shown.phone.is_some()
                );
            }
        }
    }
}
