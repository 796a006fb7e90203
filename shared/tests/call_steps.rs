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
    callback::Refusal,
    ivr::{
        DialResult, EffectOutcome, Phase, QueueResult, Verb, last_resort,
        line::{Awaits, CallbackDesk, Happening, Line},
    },
    locale::{Locale, Texts},
    menu::{
        AskDigits, CallbackStep, Choice, ChoiceOption, ChooseLanguage, DigitCheck, HangUp, Menu,
        Node, NodeId, NodeKind, QueueStep, Retry, SayStep, SurveyStep, TransferStep, Voicemail,
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
        (&["0", "200-299"], 3, Some('#')),
    ] {
        let bundle = bundle(menu(vec![choice(keys, 1), hang_up()]), true);
        let mut line = line(&bundle);
        line.ring();
        let Awaits::Keys(gather) = line.awaits() else {
            panic!("{:?}", line.awaits())
        };
        assert_eq!((gather.max_digits, gather.finish_on), (digits, finish_on));
        let pause_s = match keys[0].len() == keys[keys.len() - 1].len() {
            true => gather.wait_s,
            false => 3,
        };
        assert_eq!(gather.key_pause_s, pause_s, "{keys:?}");
        let last = keys.last().unwrap().split('-').next().unwrap();
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
fn a_score_is_one_key_and_only_a_one_may_become_a_ten() {
    let survey = NodeKind::Survey(SurveyStep { go_to: NodeId(1) });
    let bundle = bundle(menu(vec![survey, hang_up()]), true);
    for (keys, kept) in [
        (&["0"][..], Some("Score(0)")),
        (&["9"], Some("Score(9)")),
        (&["1", "0"], Some("Score(10)")),
        (&["1", "silence"], Some("Score(1)")),
        (&["1", "#"], Some("Score(1)")),
        (&["1", "ten"], None),
        (&["ten"], Some("Score(10)")),
        (&["one"], Some("Score(1)")),
        (&["1", "1"], None),
        (&["1", "*"], None),
        (&["*"], None),
        (&["#"], None),
    ] {
        let mut line = line(&bundle);
        line.ring();
        line.press("1");
        line.press("5");
        let happened = keys.iter().map(|key| match *key {
            "silence" => told(&line.silence()),
            word if word.len() > 1 => told(&line.say(word, 90)),
            key => told(&line.press(key)),
        });
        let happened = happened.last().unwrap();
        match kept {
            Some(score) => assert!(happened[0].contains(score), "{keys:?}: {happened:?}"),
            None => assert_eq!(happened.last().unwrap(), "Question nps en", "{keys:?}"),
        }
    }
}

#[test]
fn a_one_that_may_be_a_ten_is_asked_about_once() {
    let survey = NodeKind::Survey(SurveyStep { go_to: NodeId(1) });
    let bundle = bundle(menu(vec![survey, hang_up()]), true);
    let mut line = line(&bundle);
    line.ring();
    line.press("1");
    line.press("5");
    assert_eq!(
        told(&line.press("1")),
        ["For ten, press 0 now. For one, just wait."]
    );
}

fn ask_digits() -> AskDigits {
    let retry = |then| Retry {
        say_again: 1,
        say: vec![],
        then: NodeId(then),
    };
    AskDigits {
        into: "account".into(),
        say: texts("Number"),
        shortest: 3,
        longest: 4,
        check: DigitCheck::None,
        between: None,
        confirm: true,
        secret: false,
        wait_s: 10,
        key_pause_s: 4,
        if_silent: retry(2),
        if_wrong: retry(2),
        go_to: NodeId(1),
    }
}

/// A number, what is said with it, and where who has none ends.
fn number_menu(ask: AskDigits) -> Menu {
    menu(vec![
        NodeKind::AskDigits(ask),
        NodeKind::HangUp(HangUp {
            say: texts("Yours is {account}. Thanks,"),
        }),
        NodeKind::HangUp(HangUp {
            say: texts("No number"),
        }),
    ])
}

#[test]
fn a_number_is_checked_said_back_and_said_later() {
    let bundle = bundle(number_menu(ask_digits()), true);
    let mut line = line(&bundle);
    let question = ["Number en", "Then press the hash key."];
    assert_eq!(told(&line.ring()), question);
    let Awaits::Keys(gather) = line.awaits() else {
        panic!("{:?}", line.awaits())
    };
    let awaited = (
        gather.max_digits,
        gather.finish_on,
        gather.wait_s,
        gather.key_pause_s,
    );
    assert_eq!(awaited, (4, Some('#'), 10, 4));
    assert_eq!(told(&line.press("12#"))[0], "This number is not right.");
    let confirm = [
        "You entered: 0, 4, 2.",
        "That is right: press 1. To enter it again: press 2.",
    ];
    assert_eq!(told(&line.press("042#")), confirm);
    assert_eq!(told(&line.press("*")), confirm);
    assert_eq!(
        told(&line.press("1")),
        [
            "RecordInput { name: \"account\", digits: \"042\" }",
            "Yours is 0, 4, 2. Thanks, en",
            "ends"
        ]
    );
}

#[test]
fn a_number_that_is_not_right_may_be_keyed_in_again_and_silence_goes_on() {
    let bundle = bundle(number_menu(ask_digits()), true);
    let ended = ["No number en", "ends"];
    let mut line = line(&bundle);
    line.ring();
    line.press("042");
    assert_eq!(told(&line.press("2"))[1], "Number en");
    line.press("043");
    assert_eq!(told(&line.press("2")), ended);
    let mut silent = crate::line(&bundle);
    silent.ring();
    silent.silence();
    assert_eq!(told(&silent.silence()), ended);
}

#[test]
fn a_secret_number_is_nowhere() {
    let ask = AskDigits {
        secret: true,
        confirm: false,
        ..ask_digits()
    };
    let bundle = bundle(number_menu(ask), true);
    let mut line = line(&bundle);
    line.ring();
    let Awaits::Keys(gather) = line.awaits() else {
        panic!("{:?}", line.awaits())
    };
    assert_eq!(gather.listening, None, "a secret is not to be spoken aloud");
    let before = line.session().unwrap();
    assert!(told(&line.press("12")).contains(&"Number en".to_owned()));
    assert_eq!(line.session().unwrap().digits, before.digits);
    let happened = told(&line.press("4711"));
    assert_eq!(happened.len(), 2, "{happened:?}");
    assert!(!happened.concat().contains('7'), "{happened:?}");
    assert!(!format!("{:?}", line.session()).contains("4711"));
}

#[test]
fn the_form_of_a_number_is_its_length_its_check_digit_and_its_bounds() {
    let ask = |check, between: Option<(&str, &str)>| AskDigits {
        shortest: 4,
        longest: 20,
        check,
        between: between.map(|(from, to)| (from.to_owned(), to.to_owned())),
        ..ask_digits()
    };
    let any = ask(DigitCheck::None, None);
    let card = ask(DigitCheck::Luhn, None);
    let some = ask(DigitCheck::None, Some(("0100", "99999")));
    for (digits, fits) in [
        ("123", [false, false, false]),
        ("0042", [true, true, false]),
        ("0100", [true, false, true]),
        ("99999", [true, false, true]),
        ("100000", [true, false, false]),
        ("79927398713", [true, true, false]),
        ("12345678901234567890", [true, false, false]),
        ("123456789012345678901", [false, false, false]),
        ("12a4", [false, false, false]),
        ("١٢٣٤", [false, false, false]),
        ("", [false, false, false]),
    ] {
        let found = [&any, &card, &some].map(|ask| ask.fits(digits));
        assert_eq!(found, fits, "{digits}");
    }
}

fn voicemail_menu() -> Menu {
    let voicemail = NodeKind::Voicemail(Voicemail {
        queue: "care".into(),
        say: texts("Speak"),
        longest_s: 30,
        go_to: NodeId(1),
        if_nothing: NodeId(2),
    });
    let nothing = NodeKind::HangUp(HangUp {
        say: texts("Nothing"),
    });
    menu(vec![voicemail, hang_up(), nothing])
}

#[test]
fn a_message_is_kept_and_its_caller_told_what_comes_of_it() {
    let bundle = bundle(voicemail_menu(), true);
    let mut line = line(&bundle);
    assert_eq!(
        told(&line.ring()),
        [
            "Speak en",
            "Please speak after the tone. To finish, press the hash key or hang up.",
            "records 30"
        ]
    );
    let happened = told(&line.record(45));
    assert!(happened[0].starts_with("KeepVoicemail"), "{happened:?}");
    assert!(
        happened[0].contains("seconds: 30, callback: true"),
        "{happened:?}"
    );
    assert_eq!(happened[1], "Your message has been saved.");
    assert!(
        happened[2].starts_with("Your callback is booked."),
        "{happened:?}"
    );
    assert_eq!(happened[5..], ["Goodbye.", "ends"]);
}

#[test]
fn a_message_from_a_hidden_number_is_kept_without_a_callback() {
    let bundle = bundle(voicemail_menu(), true);
    let mut line = Line::new(&bundle, None, DNIS, noon()).unwrap();
    line.locale = Some(Locale::En);
    line.ring();
    let happened = told(&line.record(5));
    assert!(happened[0].contains("callback: false"), "{happened:?}");
    assert_eq!(
        happened[1..],
        ["Your message has been saved.", "Goodbye.", "ends"]
    );
}

#[test]
fn a_callback_that_is_refused_is_not_spoken_of_after_a_message() {
    let bundle = bundle(voicemail_menu(), true);
    let mut line = line(&bundle);
    line.desk = CallbackDesk::Says(EffectOutcome::Refused(Refusal::DailyCap));
    line.ring();
    assert_eq!(
        told(&line.record(5))[1..],
        ["Your message has been saved.", "Goodbye.", "ends"]
    );
}

#[test]
fn who_says_nothing_after_the_tone_goes_on() {
    let bundle = bundle(voicemail_menu(), true);
    let mut line = line(&bundle);
    line.ring();
    assert_eq!(
        told(&line.record(0)),
        ["We did not hear anything.", "Nothing en", "ends"]
    );
}

#[test]
fn spoken_words_choose_an_option_exactly_or_are_asked_again() {
    let mut kind = choice(&["1", "2", "200-299"], 1);
    if let NodeKind::Choice(choice) = &mut kind {
        for (key, en, ru, words) in [
            ("1", "Account balance", "Счёт", vec!["money"]),
            (
                "2",
                "Operator, complaints and suggestions",
                "Оператор",
                vec!["agent"],
            ),
            ("200-299", "Rooms", "Комнаты", vec![]),
        ] {
            let option = choice.keys.get_mut(key).unwrap();
            option.name = Texts([(Locale::En, en.to_owned()), (Locale::Ru, ru.to_owned())].into());
            let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
            option.say_words = [(Locale::En, words)].into();
            option.go_to = NodeId(match key {
                "1" => 1,
                "2" => 2,
                _ => 3,
            });
        }
    }
    let end = |text| NodeKind::HangUp(HangUp { say: texts(text) });
    let bundle = bundle(
        menu(vec![kind, end("Balance"), end("Agent"), end("Room")]),
        true,
    );
    for (locale, words, confidence, expected) in [
        (Locale::En, "Account balance.", 90, "Balance en"),
        (Locale::En, "my account balance please", 90, "Balance en"),
        (Locale::En, "MONEY", 50, "Balance en"),
        (Locale::En, "balance", 90, "Balance en"),
        (Locale::En, "complaints", 90, "Agent en"),
        (Locale::En, "one", 90, "Balance en"),
        (Locale::En, "2", 90, "Agent en"),
        (Locale::En, "two one three", 90, "Room en"),
        (Locale::Ru, "счет", 90, "Balance ru"),
        (Locale::Ru, "два", 90, "Agent ru"),
        (Locale::En, "repeat", 90, "Question en"),
        (Locale::En, "money", 49, "Sorry, we did not understand."),
        (
            Locale::En,
            "money or agent",
            90,
            "Sorry, we did not understand.",
        ),
        (Locale::En, "moneybags", 90, "Sorry, we did not understand."),
        (Locale::En, "and", 90, "Sorry, we did not understand."),
        (Locale::En, "rooms", 90, "Sorry, we did not understand."),
        (Locale::En, "nine", 90, "Sorry, we did not understand."),
        (Locale::En, "", 90, "Sorry, we did not understand."),
    ] {
        let mut line = line(&bundle);
        line.locale = Some(locale);
        line.ring();
        assert_eq!(told(&line.say(words, confidence))[0], expected, "{words}");
    }
}

#[test]
fn yes_and_no_are_understood_and_both_at_once_are_not() {
    let callback = NodeKind::Callback(CallbackStep {
        queue: "care".into(),
        say: Texts::default(),
        go_to: NodeId(1),
        if_impossible: NodeId(1),
    });
    let bundle = bundle(menu(vec![callback, hang_up()]), true);
    for (locale, words, expected) in [
        (Locale::En, "yes please", "RequestCallback"),
        (Locale::Az, "Bəli", "RequestCallback"),
        (Locale::Ro, "nu", "La revedere."),
        (Locale::Ru, "нет, спасибо", "До свидания."),
        (Locale::Ru, "да нет", "Извините, мы не поняли."),
        (Locale::En, "maybe", "Sorry, we did not understand."),
    ] {
        let mut line = line(&bundle);
        line.locale = Some(locale);
        line.ring();
        let happened = told(&line.say(words, 80));
        assert!(happened[0].starts_with(expected), "{words}: {happened:?}");
    }
}

#[test]
fn nobody_listens_on_a_number_without_speech() {
    for speech in [true, false] {
        let mut bundle = bundle(menu(vec![choice(&["1"], 1), hang_up()]), true);
        bundle.site.numbers.get_mut(DNIS).unwrap().speech = speech;
        let mut line = line(&bundle);
        line.ring();
        let Awaits::Keys(gather) = line.awaits() else {
            panic!("{:?}", line.awaits())
        };
        let hints = gather.listening.as_ref().map(|l| l.hints.clone());
        assert_eq!(hints, speech.then(|| vec!["Option en".to_owned()]));
    }
}

#[test]
fn announcements_are_said_once_also_to_who_chooses_the_language_again() {
    let language = NodeKind::ChooseLanguage(ChooseLanguage {
        keys: [("1".to_owned(), Locale::En)].into(),
        remember: false,
        go_to: NodeId(1),
        wait_s: 5,
    });
    let bundle = bundle(menu(vec![language, choice(&["9"], 0)]), true);
    let mut line = line(&bundle);
    line.now = "2026-03-01T12:00:00Z".parse().unwrap();
    line.ring();
    assert_eq!(told(&line.press("1"))[0], "Outage en");
    line.press("9");
    assert_eq!(told(&line.press("1"))[0], "Question en");
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
    assert_eq!(hex, "0707070707070707010201000001000000000100");
}
