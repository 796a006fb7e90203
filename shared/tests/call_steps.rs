//! What the demo sites' calls do not come to: menus in circles, callers who never decide, lines that break.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests may fail loudly"
)]

#[path = "support/example.rs"]
mod example;

use example::{ANI, DNIS, bundle, texts};
use jiff::{SignedDuration, Timestamp};
use shared::{
    bundle::Bundle,
    ivr::{
        DialResult, Phase, QueueResult, Verb, last_resort,
        line::{Awaits, Happening, Line},
    },
    locale::{Locale, Texts},
    menu::{
        CallbackStep, Choice, ChoiceOption, HangUp, Menu, Node, NodeId, NodeKind, QueueStep, Retry,
        SayStep, SurveyStep, TransferStep,
    },
};

/// A Monday at noon, when nothing is announced.
fn noon() -> Timestamp {
    "2026-03-09T12:00:00Z".parse().unwrap()
}

fn menu(kinds: Vec<NodeKind>) -> Menu {
    Menu {
        start: NodeId(0),
        nodes: kinds
            .into_iter()
            .enumerate()
            .map(|(at, kind)| Node {
                name: format!("step_{at:02}"),
                kind,
            })
            .collect(),
    }
}

fn say(text: &str, go_to: u16) -> NodeKind {
    NodeKind::Say(SayStep {
        say: texts(text),
        go_to: NodeId(go_to),
    })
}

fn hang_up() -> NodeKind {
    NodeKind::HangUp(HangUp {
        say: Texts::default(),
    })
}

/// A question whose keys all lead to `go_to`, as silence does after one more time.
fn choice(keys: &[&str], go_to: u16) -> NodeKind {
    let retry = Retry {
        say_again: 1,
        say: vec![],
        then: NodeId(go_to),
    };
    let option = ChoiceOption {
        go_to: NodeId(go_to),
        name: texts("Option"),
        name_spoken: None,
        say_words: std::collections::BTreeMap::new(),
    };
    NodeKind::Choice(Choice {
        say: texts("Question"),
        keys: keys
            .iter()
            .map(|&key| (key.to_owned(), option.clone()))
            .collect(),
        wait_s: 6,
        key_pause_s: 3,
        if_silent: retry.clone(),
        if_wrong_key: retry,
    })
}

fn transfer(if_unanswered: u16) -> NodeKind {
    NodeKind::Transfer(TransferStep {
        to: "+442079460111".into(),
        say: Texts::default(),
        if_unanswered: NodeId(if_unanswered),
    })
}

fn line(bundle: &Bundle) -> Line<'_> {
    let mut line = Line::new(bundle, Some(ANI), DNIS, noon()).unwrap();
    line.locale = Some(Locale::En);
    line
}

/// What happened, a word or sentence each.
fn told(happened: &[Happening]) -> Vec<String> {
    happened
        .iter()
        .map(|happening| match happening {
            Happening::Hears(speech) => speech.words(),
            Happening::Stores(effect) => format!("{effect:?}"),
            Happening::Queues(queue) => format!("queues {queue}"),
            Happening::Leaves => "leaves".to_owned(),
            Happening::Pauses(seconds) => format!("pauses {seconds}"),
            Happening::Transfers(to) => format!("dials {to}"),
            Happening::Records(seconds) => format!("records {seconds}"),
            Happening::Ends => "ends".to_owned(),
        })
        .collect()
}

const SORRY: &str = "Sorry, something went wrong. We are connecting you to an operator.";

#[test]
fn a_menu_in_circles_ends_at_the_last_resort_and_says_none_of_it() {
    let bundle = bundle(menu(vec![say("Round", 1), say("and round", 0)]), true);
    let mut line = line(&bundle);
    assert_eq!(told(&line.ring()), [SORRY, "dials +442079460199"]);
    assert_eq!(told(&line.dialled(DialResult::Answered)), ["ends"]);
}

#[test]
fn a_last_resort_that_nobody_answers_says_so_before_it_hangs_up() {
    let bundle = bundle(menu(vec![say("Round", 0)]), true);
    let mut line = line(&bundle);
    line.ring();
    assert_eq!(
        told(&line.dialled(DialResult::NotAnswered)),
        ["Nobody answered.", "Goodbye.", "ends"]
    );
}

#[test]
fn without_a_number_the_last_resort_apologises_and_hangs_up() {
    for locale in Locale::ALL {
        let verbs = last_resort(locale, None);
        assert!(matches!(verbs.as_slice(), [Verb::Say(_), Verb::HangUp]));
    }
    let bundle = bundle(menu(vec![say("Round", 0)]), false);
    assert_eq!(
        told(&line(&bundle).ring()),
        [
            "Sorry, something went wrong. Please call again a little later.",
            "ends"
        ]
    );
}

#[test]
fn a_caller_who_presses_without_end_gets_a_person() {
    let bundle = bundle(menu(vec![choice(&["1"], 0)]), true);
    let mut line = line(&bundle);
    line.ring();
    let presses = (0..).take_while(|_| {
        line.press("1");
        matches!(line.awaits(), Awaits::Keys(_))
    });
    assert_eq!(presses.count(), 60);
    assert_eq!(line.awaits(), &Awaits::Transfer);
}

#[test]
fn what_a_caller_hears_and_the_state_of_the_call_do_not_hang_on_the_time_of_a_webhook() {
    let bundle = bundle(menu(vec![choice(&["1"], 0)]), true);
    let at = |seconds| {
        let mut line = line(&bundle);
        line.now = noon() + SignedDuration::from_secs(seconds);
        let heard = (told(&line.ring()), told(&line.press("1")));
        (heard, line.session())
    };
    assert_eq!(at(0), at(1));
    assert_eq!(at(0), at(15));
}

#[test]
fn waiting_and_talking_are_no_self_service() {
    let queue = NodeKind::Queue(QueueStep {
        queue: "care".into(),
        say: Texts::default(),
        while_waiting: None,
        if_nobody: NodeId(1),
        after_call: Some(NodeId(2)),
    });
    let survey = NodeKind::Survey(SurveyStep { go_to: NodeId(1) });
    let bundle = bundle(menu(vec![queue, hang_up(), survey]), true);
    let mut line = line(&bundle);
    line.ring();
    line.wait(SignedDuration::from_mins(40), Some(1));
    let asked = told(&line.leave_queue(QueueResult::Bridged));
    assert_eq!(asked, ["Intro en", "Question solved en"]);
    assert_eq!(told(&line.press("1"))[1..], ["Question csat en"]);
}

#[test]
fn wait_documents_leave_the_state_as_it_is() {
    let bundle = bundle(example::queue_menu(), true);
    let mut line = line(&bundle);
    line.ring();
    let joined = line.session().unwrap();
    for place in [3, 2, 1] {
        line.wait(SignedDuration::from_secs(60), Some(place));
        assert_eq!(line.session().unwrap(), joined);
    }
}

#[test]
fn a_queue_that_closes_is_left_and_its_callers_hear_why() {
    let bundle = bundle(example::queue_menu(), true);
    let mut line = line(&bundle);
    line.ring();
    // The office closes at six.
    let happened = line.wait(SignedDuration::from_hours(6), Some(2));
    assert_eq!(
        told(&happened),
        ["leaves", "We are closed now.", "Goodbye.", "ends"]
    );
}

#[test]
fn a_transfer_that_nobody_answers_goes_on() {
    let bundle = bundle(menu(vec![transfer(1), hang_up()]), true);
    let mut line = line(&bundle);
    assert_eq!(
        told(&line.ring()),
        [
            "We are connecting you to an operator.",
            "dials +442079460111"
        ]
    );
    assert_eq!(
        told(&line.dialled(DialResult::NotAnswered)),
        ["Nobody answered.", "Goodbye.", "ends"]
    );
}

#[test]
fn as_many_digits_are_awaited_as_the_longest_key_has() {
    for (keys, digits, finish_on) in [
        (&["1", "2"][..], 1, None),
        (&["10", "20"], 2, Some('#')),
        (&["0", "123"], 3, Some('#')),
    ] {
        let bundle = bundle(menu(vec![choice(keys, 1), hang_up()]), true);
        let mut line = line(&bundle);
        line.ring();
        let Awaits::Keys(gather) = line.awaits() else {
            panic!("{:?}", line.awaits())
        };
        assert_eq!((gather.max_digits, gather.finish_on), (digits, finish_on));
        let last = keys.last().unwrap();
        assert_eq!(told(&line.press(&format!("{last}#"))), ["Goodbye.", "ends"]);
    }
}

#[test]
fn announcements_in_force_are_said_before_a_menu_without_languages() {
    let bundle = bundle(menu(vec![hang_up()]), true);
    for (at, expected) in [
        ("2026-02-28T23:59:59Z", vec!["Goodbye.", "ends"]),
        (
            "2026-03-01T00:00:00Z",
            vec!["Outage en", "Goodbye.", "ends"],
        ),
        ("2026-03-03T00:00:00Z", vec!["Goodbye.", "ends"]),
    ] {
        let mut line = line(&bundle);
        line.now = at.parse().unwrap();
        assert_eq!(told(&line.ring()), expected, "{at}");
    }
}

#[test]
fn a_score_of_ten_has_two_digits_and_star_repeats() {
    let survey = NodeKind::Survey(SurveyStep { go_to: NodeId(1) });
    let bundle = bundle(menu(vec![survey, hang_up()]), true);
    for (keys, kept) in [
        ("10", Some("Score(10)")),
        ("1#", Some("Score(1)")),
        ("0", Some("Score(0)")),
        ("11", None),
        ("*", None),
        ("#", None),
    ] {
        let mut line = line(&bundle);
        line.ring();
        line.press("1");
        line.press("5");
        let happened = told(&line.press(keys));
        match kept {
            Some(score) => assert!(happened[0].contains(score), "{keys}: {happened:?}"),
            None => assert_eq!(happened.last().unwrap(), "Question nps en", "{keys}"),
        }
    }
}

#[test]
fn questions_are_skipped_by_the_answers_before() {
    let survey = NodeKind::Survey(SurveyStep { go_to: NodeId(1) });
    let bundle = bundle(menu(vec![survey, hang_up()]), true);
    for (keys, asked) in [
        (&["1"][..], "Question csat en"),
        (&["2"], "Question why en"),
        (&["2", "1"], "Question again en"),
        (&["2", "2"], "Question csat en"),
        (&["2", "3", "3", "3"], "Question csat en"),
    ] {
        let mut line = line(&bundle);
        line.ring();
        let heard: Vec<String> = keys.iter().flat_map(|key| told(&line.press(key))).collect();
        assert_eq!(heard.last().unwrap(), asked, "{keys:?}");
    }
}

#[test]
fn a_callback_that_the_store_did_not_confirm_is_not_promised() {
    let callback = NodeKind::Callback(CallbackStep {
        queue: "care".into(),
        say: Texts::default(),
        go_to: NodeId(1),
        if_impossible: NodeId(1),
    });
    let bundle = bundle(menu(vec![callback, hang_up()]), true);
    let mut session = {
        let mut line = line(&bundle);
        line.ring();
        line.session().unwrap()
    };
    session.phase = Phase::Callback;
    let call = shared::ivr::Call {
        provider: shared::site::Provider::Twilio,
        id: "CA1".into(),
        ani: Some(ANI.into()),
        dnis: DNIS.into(),
    };
    let facts = shared::ivr::Facts {
        now: noon(),
        bundle: &bundle,
        number: &bundle.site.numbers[DNIS],
        queues: &Default::default(),
        pending_callbacks: &Default::default(),
        call: &call,
    };
    let event = shared::ivr::CallEvent::Continue;
    let step = shared::ivr::step(&bundle.menus["menu.json"], session, &event, &facts);
    let Verb::Say(speech) = &step.verbs[0] else {
        panic!("{:?}", step.verbs)
    };
    assert_eq!(speech.words(), "Sorry, we could not note your request.");
}

/// What outlives a deploy has one form: a call that began before it goes on after it.
#[test]
fn the_bytes_of_a_session_are_pinned() {
    let bundle = bundle(example::queue_menu(), true);
    let mut line = line(&bundle);
    line.ring();
    let bytes = postcard::to_allocvec(&line.session().unwrap()).unwrap();
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, "070707070707070701020100000100000000");
}
