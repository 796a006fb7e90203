//! Whatever the menu, the session and the event: a call goes on or ends, and never goes quiet.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests may fail loudly"
)]

#[path = "support/any_menu.rs"]
mod any_menu;
#[path = "support/example.rs"]
mod example;

use any_menu::any_menu;
use example::{ANI, DNIS, bundle};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use shared::{
    bundle::{Bundle, BundleVersion},
    callback::{Refusal, Window},
    ivr::{
        Call, CallEvent, DialResult, EffectOutcome, Facts, Given, KeyedIn, Part, Phase,
        QueueResult, Session, Speech, Verb, fixed_texts,
        line::{Awaits, Happening, Line},
        step,
    },
    locale::Locale,
    menu::{Menu, NodeId},
    queue::{QueueSnapshot, QueueStates},
    site::Provider,
};
use std::collections::{BTreeMap, BTreeSet};

/// Turns after which every call has ended, waits in a queue aside.
const MOST_TURNS: usize = 210;

/// Mostly within working hours, sometimes far outside of anything.
fn any_time() -> impl Strategy<Value = Timestamp> {
    prop_oneof![
        // 2026-03-03, a Tuesday, nine to six.
        8 => 205_200_i64..237_600,
        8 => 0_i64..86_400 * 7,
        1 => Just(-377_000_000_000),
        1 => Just(253_000_000_000),
    ]
    .prop_map(|s| Timestamp::from_second(1_772_323_200_i64.saturating_add(s)).unwrap_or_default())
}

fn any_queues() -> impl Strategy<Value = QueueStates> {
    let snapshot = (
        -1_i64..500,
        proptest::option::of(-1_i64..50),
        proptest::option::of(-1_i64..5),
        proptest::option::of(1.0..900.0_f64),
        -200_i64..2_000,
    );
    proptest::option::of(snapshot).prop_map(|snapshot| {
        snapshot
            .map(|(waiting, agents_staffed, agents_available, aht_s, age)| {
                let at = Timestamp::from_second(1_772_500_000 - age).unwrap();
                let snapshot = QueueSnapshot {
                    waiting,
                    at,
                    waiting_by_priority: BTreeMap::new(),
                    agents_staffed,
                    agents_available,
                    aht_s,
                    oldest_wait_s: None,
                };
                ("care".to_owned(), snapshot)
            })
            .into_iter()
            .collect()
    })
}

fn any_event() -> impl Strategy<Value = CallEvent> {
    let queue_result = prop_oneof![
        Just(QueueResult::Bridged),
        Just(QueueResult::Left),
        Just(QueueResult::HungUp),
        Just(QueueResult::Unavailable)
    ];
    let dial_result = prop_oneof![Just(DialResult::Answered), Just(DialResult::NotAnswered)];
    let outcome = prop_oneof![
        ("[0-9]{4}", any::<(u32, u32)>(), any_time(), any_time()).prop_map(
            |(code, minutes, from, until)| EffectOutcome::Accepted {
                code,
                window: Window { from, until },
                minutes
            }
        ),
        Just(EffectOutcome::Refused(Refusal::DailyCap)),
        Just(EffectOutcome::Failed)
    ];
    let kept = (any::<bool>(), proptest::option::of(outcome.clone()))
        .prop_map(|(kept, callback)| CallEvent::VoicemailKept { kept, callback });
    let words = prop_oneof![
        "(yes|no|да|one|two|12|operator|option en|agent|ещё раз|English)( please)?",
        ".{0,12}"
    ];
    prop_oneof![
        2 => (words, 0_u8..=100).prop_map(|(words, confidence)| CallEvent::Said { words, confidence }),
        2 => ("https://a.example/[a-z]{1,9}|", 0_u32..200).prop_map(|(url, seconds)| CallEvent::Recorded { url, seconds }),
        2 => kept,
        1 => Just(CallEvent::Started),
        6 => "[0-9*#]{0,3}|.{0,4}".prop_map(CallEvent::Digits),
        2 => Just(CallEvent::Silence),
        1 => Just(CallEvent::Continue),
        2 => (any::<Option<u32>>(), any::<u32>(), proptest::option::of("[0-9*#]{0,2}")).prop_map(
            |(position, waited_s, digits)| CallEvent::Waiting { position, waited_s, digits }),
        2 => queue_result.prop_map(CallEvent::LeftQueue),
        1 => dial_result.prop_map(CallEvent::Dialled),
        2 => outcome.prop_map(CallEvent::Callback),
        1 => Just(CallEvent::HungUp),
    ]
}

fn any_session() -> impl Strategy<Value = Session> {
    let phase = prop_oneof![
        Just(Phase::Enter),
        Just(Phase::Keys),
        Just(Phase::Queue),
        Just(Phase::Callback),
        Just(Phase::Dial),
        (0_u8..8).prop_map(Phase::Question),
        Just(Phase::Over),
        "[0-9]{1,8}".prop_map(Phase::Confirm),
        (0_u8..8).prop_map(Phase::Ten),
        Just(Phase::Recording),
    ];
    let keyed = (0_u16..14, "[0-9]{0,9}").prop_map(|(node, digits)| KeyedIn {
        node: NodeId(node),
        digits,
    });
    let given = (0_u8..8, any::<u8>()).prop_map(|(question, value)| Given { question, value });
    (
        (0_u16..14, phase, proptest::sample::select(&Locale::ALL[..])),
        any::<(u8, u8, u32)>(),
        prop_oneof![0_u16..190, any::<u16>()],
        prop_oneof![0_u16..60, any::<u16>()],
        (
            proptest::collection::vec(given, 0..6),
            proptest::collection::vec(keyed, 0..9),
            any::<bool>(),
        ),
    )
        .prop_map(
            |(
                (node, phase, locale),
                (silent, wrong, callbacks_ahead),
                turn,
                menu_turns,
                (answers, digits, announced),
            )| {
                Session {
                    bundle: BundleVersion([7; 8]),
                    node: NodeId(node),
                    phase,
                    locale,
                    silent,
                    wrong,
                    turn,
                    menu_turns,
                    callbacks_ahead,
                    answers,
                    digits,
                    announced,
                    unstored: vec![],
                }
            },
        )
}

fn speech(verbs: &[Verb]) -> Vec<&Speech> {
    verbs
        .iter()
        .flat_map(|verb| match verb {
            Verb::Say(speech) => vec![speech],
            Verb::Gather(gather) => gather.say.iter().collect(),
            Verb::Enqueue { .. }
            | Verb::Leave
            | Verb::Record { .. }
            | Verb::Pause { .. }
            | Verb::Transfer { .. }
            | Verb::Continue
            | Verb::HangUp => vec![],
        })
        .collect()
}

/// A turn ends in exactly one thing that happens next.
fn goes_on(verb: &Verb) -> bool {
    match verb {
        Verb::Gather(_)
        | Verb::Record { .. }
        | Verb::Enqueue { .. }
        | Verb::Leave
        | Verb::Transfer { .. }
        | Verb::Continue
        | Verb::HangUp => true,
        Verb::Say(_) | Verb::Pause { .. } => false,
    }
}

/// What may be said, by language.
fn listed(bundle: &Bundle, menu: &Menu) -> BTreeMap<Locale, BTreeSet<String>> {
    Locale::ALL
        .into_iter()
        .map(|locale| (locale, fixed_texts(bundle, menu, locale)))
        .collect()
}

fn unlisted(listed: &BTreeMap<Locale, BTreeSet<String>>, speech: &Speech) -> Option<String> {
    speech.parts.iter().find_map(|part| match part {
        Part::Text(text) => (!listed[&speech.locale].contains(text)).then(|| text.clone()),
        Part::Number(n) => (*n > 999).then(|| n.to_string()),
        Part::Digits(_) => None,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_session_and_any_event_lead_somewhere_audible(
        menu in any_menu(),
        session in any_session(),
        event in any_event(),
        queues in any_queues(),
        now in any_time(),
        hidden in any::<bool>(),
        has_last_resort in any::<bool>(),
    ) {
        let bundle = bundle(menu, has_last_resort);
        let call = Call {
            provider: Provider::Twilio,
            id: "CA1".into(),
            ani: (!hidden).then(|| ANI.into()),
            dnis: DNIS.into(),
        };
        let menu = &bundle.menus["menu.json"];
        let facts = Facts {
            now,
            bundle: &bundle,
            number: &bundle.site.numbers[DNIS],
            queues: &queues,
            pending_callbacks: &BTreeMap::new(),
            call: &call,
        };
        let result = step(menu, session.clone(), &event, &facts);
        prop_assert_eq!(&step(menu, session.clone(), &event, &facts), &result, "a repeated webhook differs");
        let (last, before) = result.verbs.split_last().expect("verbs");
        prop_assert!(goes_on(last), "{:?}", result.verbs);
        prop_assert!(!before.iter().any(goes_on), "{:?}", result.verbs);
        if let Verb::Gather(gather) = last {
            prop_assert!(!gather.say.is_empty());
        }
        let listed = listed(&bundle, menu);
        for speech in speech(&result.verbs) {
            prop_assert_eq!(unlisted(&listed, speech), None);
        }
        if matches!(event, CallEvent::Waiting { .. }) {
            prop_assert!(result.effects.is_empty());
            prop_assert_eq!(result.session.turn, session.turn);
        }
        let bytes = postcard::to_allocvec(&result.session).unwrap();
        prop_assert_eq!(postcard::from_bytes::<Session>(&bytes).unwrap(), result.session);
    }

    #[test]
    fn every_call_ends(menu in any_menu(), queues in any_queues(), now in any_time(), keys in proptest::collection::vec(any::<u8>(), 64)) {
        let bundle = bundle(menu, true);
        let mut line = Line::new(&bundle, Some(ANI), DNIS, now).unwrap();
        line.queues = queues;
        let mut heard = line.ring();
        let mut turns = 0;
        for key in keys.iter().cycle() {
            turns += 1;
            prop_assert!(turns <= MOST_TURNS, "still {:?}", line.awaits());
            heard.extend(match line.awaits() {
                Awaits::Nothing => break,
                Awaits::Call => line.ring(),
                Awaits::Keys(_) if key % 5 == 0 => line.silence(),
                Awaits::Keys(_) if key % 7 == 0 => line.say("one two", *key % 101),
                Awaits::Keys(gather) => {
                    line.press(&(key % 10).to_string().repeat(gather.max_digits.into()))
                }
                Awaits::Message(_) => line.record(u32::from(key % 9)),
                Awaits::Operator(..) if key % 3 == 0 => line.leave_queue(QueueResult::Bridged),
                Awaits::Operator(..) if key % 3 == 1 => line.leave_queue(QueueResult::Unavailable),
                Awaits::Operator(..) => {
                    let place = (key % 4 > 0).then_some(u32::from(*key));
                    let mut told = line.wait(SignedDuration::from_secs((*key).into()), place);
                    if matches!(line.awaits(), Awaits::Operator(..)) {
                        told.extend(line.leave_queue(QueueResult::Left));
                    }
                    told
                }
                Awaits::Transfer if key % 2 == 0 => line.dialled(DialResult::Answered),
                Awaits::Transfer => line.dialled(DialResult::NotAnswered),
            });
        }
        let listed = listed(&bundle, line.menu());
        for happening in heard {
            if let Happening::Hears(speech) = happening {
                prop_assert_eq!(unlisted(&listed, &speech), None);
            }
        }
    }

    /// Asterisk's estimate grows once a caller has outwaited the average; ours never does.
    #[test]
    fn a_wait_is_never_announced_longer_merely_because_the_caller_waited(
        operators in 1_i64..20, place in 1_u32..60, aht_s in 30.0..600.0_f64, first_s in 15_u32..3_600, more_s in 1_u32..3_600,
    ) {
        let menu = example::queue_menu();
        let bundle = bundle(menu, true);
        // A Monday, noon.
        let noon: Timestamp = "2026-03-09T12:00:00Z".parse().unwrap();
        let mut line = Line::new(&bundle, Some(ANI), DNIS, noon).unwrap();
        line.queues = [("care".to_owned(), QueueSnapshot {
            waiting: i64::from(place) + 5,
            at: noon,
            waiting_by_priority: BTreeMap::new(),
            agents_staffed: Some(operators),
            agents_available: Some(0),
            aht_s: Some(aht_s),
            oldest_wait_s: None,
        })].into();
        line.ring();
        let told = |line: &mut Line<'_>, waited_s: u32| line
            .wait(SignedDuration::from_secs(waited_s.into()), Some(place))
            .into_iter()
            .filter(|h| matches!(h, Happening::Hears(_)))
            .collect::<Vec<_>>();
        let first = told(&mut line, first_s);
        prop_assert_eq!(told(&mut line, first_s.saturating_add(more_s)), first);
    }
}
