//! TwiML.

use crate::{
    dialect::{
        Document, RenderContext, TooLong,
        speech::{Utterance, encoded_len, split, utterances},
        xml::{Xml, escaped_len},
    },
    hash::{digest, hex},
    ivr::{Gather, Listening, Speech, Verb},
    locale::Locale,
};
use std::collections::{BTreeMap, BTreeSet};

/// `<Say>`: 3,000 characters for a Polly voice; 4,500 in URL encoding (13521).
const SAY_CHARS: usize = 3_000;
const SAY_ENCODED: usize = 4_500;
/// A document of 64 kB is refused (11750).
pub(crate) const DOCUMENT_BYTES: usize = 64_000;
/// Speech beyond this is left out, so that what follows it still fits.
pub(crate) const SPEECH_BYTES: usize = 56_000;
const QUEUE_NAME_CHARS: usize = 64;
/// `hints` of `<Gather>`: Twilio takes 500, but every one stands in the document.
const HINTS: usize = 60;

/// Whether Twilio has a voice for a language.
#[must_use]
pub fn speaks(locale: Locale) -> bool {
    match locale {
        Locale::En | Locale::Ro | Locale::Ru => true,
        Locale::Az => false,
    }
}

/// Whether a text takes more than one `<Say>`.
#[must_use]
pub fn too_long(text: &str) -> Option<TooLong> {
    let chars = text.chars().count();
    let encoded: usize = text.chars().map(encoded_len).sum();
    let over = |length, limit| (length > limit).then_some(TooLong { length, limit });
    over(chars, SAY_CHARS).or_else(|| over(encoded, SAY_ENCODED))
}

/// Bytes that a speech takes. Addresses of recordings are reckoned with a long host.
#[must_use]
pub fn speech_size(speech: &Speech, audio: &BTreeMap<Locale, BTreeSet<String>>) -> usize {
    const ADDRESS: usize = 120;
    const PLAY: usize = "<Play></Play>".len() + ADDRESS;
    let (language, voice) = voice(speech.locale);
    let say = "<Say language=\"\" voice=\"\"></Say>".len() + language.len() + voice.len();
    let of = |utterance| match utterance {
        Utterance::Recorded(_) => PLAY,
        Utterance::Words(words) => split(&words, SAY_CHARS, SAY_ENCODED)
            .into_iter()
            .map(|piece| say + escaped_len(piece))
            .sum(),
    };
    utterances(speech, speaks(speech.locale), audio)
        .into_iter()
        .map(of)
        .sum()
}

/// Renders TwiML.
///
/// What stands behind a verb that hands over the call (waiting for keys, a queue, a transfer, the next turn, hanging
/// up) is never reached and not rendered.
#[must_use]
pub fn render(verbs: &[Verb], context: &RenderContext<'_>) -> Document {
    let mut xml = Xml::new();
    xml.open("Response", &[]);
    for verb in verbs {
        let goes_on = write(&mut xml, verb, context);
        if !goes_on {
            break;
        }
    }
    Document {
        content_type: "text/xml; charset=utf-8",
        body: xml.finish(),
    }
}

/// Writes one verb; whether anything after it is reached.
fn write(xml: &mut Xml, verb: &Verb, context: &RenderContext<'_>) -> bool {
    let alone = context.next_url.is_empty();
    match verb {
        Verb::Say(speech) => {
            say(xml, speech, context);
            true
        }
        Verb::Gather(gather) if alone => {
            for speech in &gather.say {
                say(xml, speech, context);
            }
            true
        }
        Verb::Gather(gather) => {
            write_gather(xml, gather, context);
            false
        }
        Verb::Record { .. } if alone => true,
        Verb::Record {
            longest_s,
            silence_s,
        } => {
            write_record(xml, *longest_s, *silence_s, context);
            false
        }
        Verb::Enqueue { queue } => {
            let name = queue_name(context.site, queue);
            let urls = [("action", context.next_url), ("waitUrl", context.wait_url)];
            xml.text("Enqueue", if alone { &[] } else { &urls }, &name);
            alone
        }
        Verb::Leave => {
            xml.empty("Leave", &[]);
            false
        }
        Verb::Pause { seconds: 0 } => true,
        Verb::Pause { seconds } => {
            if xml.len() < SPEECH_BYTES {
                xml.empty("Pause", &[("length", &seconds.to_string())]);
            }
            true
        }
        Verb::Transfer { to, ring_s } => {
            let timeout = ring_s.to_string();
            let attributes = [("timeout", timeout.as_str()), ("action", context.next_url)];
            xml.text(
                "Dial",
                if alone { &attributes[..1] } else { &attributes },
                to,
            );
            alone
        }
        Verb::Continue if alone => true,
        Verb::Continue => {
            xml.text("Redirect", &[], context.next_url);
            false
        }
        Verb::HangUp => {
            xml.empty("Hangup", &[]);
            false
        }
    }
}

fn write_gather(xml: &mut Xml, gather: &Gather, context: &RenderContext<'_>) {
    let (action, (timeout, thinking_s)) = (url_for("keys", context), timeouts(gather));
    let timeout = timeout.to_string();
    let finish_on = gather.finish_on.map(String::from).unwrap_or_default();
    let digits = gather.max_digits.to_string();
    let input = match gather.listening {
        Some(_) => "dtmf speech",
        None => "dtmf",
    };
    let hints = gather.listening.as_ref().map(hints).unwrap_or_default();
    let mut attributes = vec![
        ("input", input),
        ("action", action.as_str()),
        ("timeout", timeout.as_str()),
        ("finishOnKey", finish_on.as_str()),
    ];
    if gather.max_digits > 0 {
        attributes.push(("numDigits", digits.as_str()));
    }
    if let Some(listening) = &gather.listening {
        attributes.push(("language", heard_as(listening.locale)));
        attributes.push(("speechTimeout", "auto"));
        if !hints.is_empty() {
            attributes.push(("hints", &hints));
        }
    }
    // A wait document that simply ends is asked for again, with the caller's new place in line.
    if !is_wait(context) {
        attributes.push(("actionOnEmptyResult", "true"));
    }
    xml.open("Gather", &attributes);
    for speech in &gather.say {
        say(xml, speech, context);
    }
    if thinking_s > 0 {
        xml.empty("Pause", &[("length", &thinking_s.to_string())]);
    }
    xml.close();
}

/// Twilio has one timeout for the first key and for every further one. Where a shorter pause ends the input than the
/// caller has to think, the rest of that time is silence which the first key interrupts.
fn timeouts(gather: &Gather) -> (u32, u32) {
    let wait_s = gather.wait_s.max(1);
    let pause_s = gather.key_pause_s.clamp(1, wait_s);
    match gather.max_digits {
        1 => (wait_s, 0),
        _ => (pause_s, wait_s - pause_s),
    }
}

/// At most 500 phrases of at most 100 characters; a comma ends one.
fn hints(listening: &Listening) -> String {
    let phrases = listening.hints.iter().map(|hint| hint.replace(',', " "));
    let phrases: Vec<String> = phrases
        .filter(|hint| hint.chars().count() <= 100)
        .take(HINTS)
        .collect();
    phrases.join(", ")
}

/// The language in which Twilio listens; it understands Azerbaijani, though it cannot speak it.
fn heard_as(locale: Locale) -> &'static str {
    match locale {
        Locale::Az => "az-AZ",
        Locale::En => "en-GB",
        Locale::Ro => "ro-RO",
        Locale::Ru => "ru-RU",
    }
}

/// An empty recording is not reported: what follows `<Record>` asks for the next turn then.
fn write_record(xml: &mut Xml, longest_s: u32, silence_s: u32, context: &RenderContext<'_>) {
    let url = url_for("record", context);
    let (longest, silence) = (longest_s.max(1).to_string(), silence_s.max(1).to_string());
    xml.empty(
        "Record",
        &[
            ("action", url.as_str()),
            ("maxLength", longest.as_str()),
            ("timeout", silence.as_str()),
            ("finishOnKey", "#"),
            ("playBeep", "true"),
        ],
    );
    xml.text("Redirect", &[], &url);
}

/// Twilio tells silence from a mere next turn by nothing but our own URL.
fn url_for(place: &str, context: &RenderContext<'_>) -> String {
    let next_url = context.next_url;
    match (is_wait(context), next_url.contains('?')) {
        (true, _) => next_url.to_owned(),
        (false, true) => format!("{next_url}&in={place}"),
        (false, false) => format!("{next_url}?in={place}"),
    }
}

fn is_wait(context: &RenderContext<'_>) -> bool {
    context.next_url == context.wait_url
}

fn say(xml: &mut Xml, speech: &Speech, context: &RenderContext<'_>) {
    let (language, voice) = voice(speech.locale);
    for utterance in utterances(speech, speaks(speech.locale), context.audio) {
        match utterance {
            Utterance::Recorded(key) => {
                let url = format!("{}/{}/{key}.wav", context.audio_url, speech.locale.code());
                if xml.len() + escaped_len(&url) < SPEECH_BYTES {
                    xml.text("Play", &[], &url);
                }
            }
            Utterance::Words(words) => {
                let words = if speaks(speech.locale) {
                    words
                } else {
                    for_turkish_voice(&words)
                };
                for piece in split(&words, SAY_CHARS, SAY_ENCODED) {
                    if xml.len() + escaped_len(piece) < SPEECH_BYTES {
                        xml.text("Say", &[("language", language), ("voice", voice)], piece);
                    }
                }
            }
        }
    }
}

/// A language that Twilio speaks and a voice of that very language.
///
/// There is no Azerbaijani voice. A Turkish one is understood in Azerbaijan, so it steps in where a recording is missing.
fn voice(locale: Locale) -> (&'static str, &'static str) {
    match locale {
        Locale::Az => ("tr-TR", "Polly.Filiz"),
        Locale::En => ("en-GB", "Polly.Amy"),
        Locale::Ro => ("ro-RO", "Polly.Carmen"),
        Locale::Ru => ("ru-RU", "Polly.Tatyana"),
    }
}

/// Azerbaijani in the letters that a Turkish voice can read.
fn for_turkish_voice(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'ə' => 'e',
            'Ə' => 'E',
            'x' => 'h',
            'X' => 'H',
            'q' => 'g',
            'Q' => 'G',
            c => c,
        })
        .collect()
}

/// `<site>-<queue>`; a longer name is cut and made unique by its hash.
fn queue_name(site: &str, queue: &str) -> String {
    let name = format!("{site}-{queue}");
    if name.chars().count() <= QUEUE_NAME_CHARS {
        return name;
    }
    let hash = hex(&digest(&[site, queue]), 8);
    let start: String = name
        .chars()
        .take(QUEUE_NAME_CHARS - 1 - hash.len())
        .collect();
    format!("{start}-{hash}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dialect::xml::is_legal,
        ivr::{Part, audio_key},
    };
    use proptest::prelude::*;

    const NEXT: &str = "https://ivr.example/v1/voice/mobile/twilio?state=t";
    const WAIT: &str = "https://ivr.example/v1/voice/mobile/twilio?state=t&in=wait";

    fn rendered_with(verbs: &[Verb], next_url: &str, texts: &[(Locale, &str)]) -> String {
        let mut audio: BTreeMap<Locale, BTreeSet<String>> = BTreeMap::new();
        for (locale, text) in texts {
            audio
                .entry(*locale)
                .or_default()
                .insert(audio_key(*locale, text));
        }
        let document = render(
            verbs,
            &RenderContext {
                site: "mobile",
                next_url,
                wait_url: WAIT,
                audio_url: "https://ivr.example/audio/mobile",
                audio: &audio,
            },
        );
        assert_eq!(document.content_type, "text/xml; charset=utf-8");
        document.body
    }

    fn rendered(verbs: &[Verb]) -> String {
        rendered_with(verbs, NEXT, &[])
    }

    /// The document without declaration and root, with the two URLs named.
    fn inner(body: &str) -> String {
        body.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>")
            .unwrap()
            .strip_suffix("</Response>")
            .unwrap()
            .replace(&WAIT.replace('&', "&amp;"), "WAIT")
            .replace(NEXT, "NEXT")
            .replace("https://ivr.example/audio/mobile", "AUDIO")
    }

    fn gather(say: Vec<Speech>) -> Verb {
        Verb::Gather(Gather {
            say,
            max_digits: 1,
            finish_on: None,
            wait_s: 7,
            key_pause_s: 7,
            listening: None,
        })
    }

    #[test]
    fn every_verb_has_its_element() {
        let hello = || Speech::text(Locale::En, "Hello & welcome.");
        let many = Verb::Gather(Gather {
            say: vec![hello(), Speech::text(Locale::Ru, "Здравствуйте.")],
            max_digits: 12,
            finish_on: Some('#'),
            wait_s: 0,
            key_pause_s: 0,
            listening: None,
        });
        let thinking = Verb::Gather(Gather {
            say: vec![hello()],
            max_digits: 3,
            finish_on: Some('#'),
            wait_s: 7,
            key_pause_s: 3,
            listening: Some(Listening {
                locale: Locale::Az,
                hints: vec!["Operator".into(), "Balans, hesab".into(), "x".repeat(101)],
            }),
        });
        let transfer = Verb::Transfer {
            to: "+442079460199".into(),
            ring_s: 25,
        };
        let cases = [
            (
                vec![Verb::Say(hello()), Verb::HangUp],
                "<Say language=\"en-GB\" voice=\"Polly.Amy\">Hello &amp; welcome.</Say><Hangup/>",
            ),
            (
                vec![gather(vec![Speech::text(Locale::Ro, "Bună.")])],
                "<Gather input=\"dtmf\" action=\"NEXT&amp;in=keys\" timeout=\"7\" finishOnKey=\"\" numDigits=\"1\" \
                 actionOnEmptyResult=\"true\"><Say language=\"ro-RO\" voice=\"Polly.Carmen\">Bună.</Say></Gather>",
            ),
            (
                vec![many],
                "<Gather input=\"dtmf\" action=\"NEXT&amp;in=keys\" timeout=\"1\" finishOnKey=\"#\" numDigits=\"12\" \
                 actionOnEmptyResult=\"true\"><Say language=\"en-GB\" voice=\"Polly.Amy\">Hello &amp; welcome.</Say>\
                 <Say language=\"ru-RU\" voice=\"Polly.Tatyana\">Здравствуйте.</Say></Gather>",
            ),
            (
                vec![thinking],
                "<Gather input=\"dtmf speech\" action=\"NEXT&amp;in=keys\" timeout=\"3\" finishOnKey=\"#\" \
                 numDigits=\"3\" language=\"az-AZ\" speechTimeout=\"auto\" hints=\"Operator, Balans  hesab\" \
                 actionOnEmptyResult=\"true\"><Say language=\"en-GB\" voice=\"Polly.Amy\">Hello &amp; welcome.</Say>\
                 <Pause length=\"4\"/></Gather>",
            ),
            (
                vec![Verb::Record {
                    longest_s: 90,
                    silence_s: 5,
                }],
                "<Record action=\"NEXT&amp;in=record\" maxLength=\"90\" timeout=\"5\" finishOnKey=\"#\" \
                 playBeep=\"true\"/><Redirect>NEXT&amp;in=record</Redirect>",
            ),
            (
                vec![Verb::Enqueue {
                    queue: "care".into(),
                }],
                "<Enqueue action=\"NEXT\" waitUrl=\"WAIT\">mobile-care</Enqueue>",
            ),
            (vec![Verb::Leave], "<Leave/>"),
            (
                vec![Verb::Pause { seconds: 0 }, Verb::Pause { seconds: 20 }],
                "<Pause length=\"20\"/>",
            ),
            (
                vec![transfer],
                "<Dial timeout=\"25\" action=\"NEXT\">+442079460199</Dial>",
            ),
            (vec![Verb::Continue], "<Redirect>NEXT</Redirect>"),
            (vec![], ""),
        ];
        for (verbs, expected) in cases {
            assert_eq!(inner(&rendered(&verbs)), expected);
        }
    }

    #[test]
    fn nothing_stands_behind_a_verb_that_hands_the_call_over() {
        for verb in [
            gather(vec![]),
            Verb::Record {
                longest_s: 9,
                silence_s: 5,
            },
            Verb::Enqueue {
                queue: "care".into(),
            },
            Verb::Leave,
            Verb::Transfer {
                to: "+442079460199".into(),
                ring_s: 5,
            },
            Verb::Continue,
            Verb::HangUp,
        ] {
            let alone = rendered(std::slice::from_ref(&verb));
            assert_eq!(rendered(&[verb, Verb::HangUp, Verb::Continue]), alone);
        }
    }

    #[test]
    fn a_document_without_a_next_turn_ends_by_itself() {
        let verbs = [
            gather(vec![Speech::text(Locale::En, "Sorry.")]),
            Verb::Continue,
            Verb::Transfer {
                to: "+442079460199".into(),
                ring_s: 25,
            },
            Verb::HangUp,
        ];
        assert_eq!(
            inner(&rendered_with(&verbs, "", &[])),
            "<Say language=\"en-GB\" voice=\"Polly.Amy\">Sorry.</Say>\
             <Dial timeout=\"25\">+442079460199</Dial><Hangup/>"
        );
    }

    #[test]
    fn keys_pressed_in_a_wait_document_come_back_to_it() {
        let body = rendered_with(&[gather(vec![])], WAIT, &[]);
        assert!(
            !body.contains("actionOnEmptyResult"),
            "silence asks for the document again"
        );
        assert!(body.contains("&amp;in=wait\""), "{body}");
        assert!(!body.contains("in=keys"));
    }

    #[test]
    fn a_language_without_a_voice_is_played_and_what_is_missing_is_read_by_a_neighbour() {
        let verbs = [Verb::Say(Speech {
            locale: Locale::Az,
            parts: vec![Part::Text("Balans".into()), Part::Text("Qızıl xətt".into())],
        })];
        let balance = audio_key(Locale::Az, "Balans");
        assert_eq!(
            inner(&rendered_with(&verbs, NEXT, &[(Locale::Az, "Balans")])),
            format!(
                "<Play>AUDIO/az/{balance}.wav</Play>\
                 <Say language=\"tr-TR\" voice=\"Polly.Filiz\">Gızıl hett</Say>"
            )
        );
    }

    #[test]
    fn a_queue_name_is_never_too_long_and_still_its_own() {
        assert_eq!(queue_name("mobile", "care"), "mobile-care");
        let long = |end| queue_name("mobile", &format!("{}{end}", "q".repeat(80)));
        assert_eq!(long("a").chars().count(), 64);
        assert_ne!(long("a"), long("b"));
    }

    #[test]
    fn a_long_text_is_said_in_several_pieces_within_the_limits() {
        let russian = "Наберите номер и дождитесь ответа. ".repeat(200);
        let body = rendered(&[
            Verb::Say(Speech::text(Locale::Ru, russian.as_str())),
            Verb::HangUp,
        ]);
        let document = roxmltree::Document::parse(&body).unwrap();
        let said: Vec<_> = document
            .descendants()
            .filter(|n| n.has_tag_name("Say"))
            .collect();
        assert!(said.len() > 5);
        for say in &said {
            let letters = say
                .text()
                .unwrap()
                .chars()
                .filter(|c| !c.is_ascii())
                .count();
            assert!(letters * 6 <= SAY_ENCODED);
            assert!(say.text().unwrap().ends_with("ответа."));
        }
    }

    #[test]
    fn a_document_stays_below_the_limit_and_keeps_its_last_verb() {
        let endless = Verb::Say(Speech::text(Locale::En, "\"&\" ".repeat(100_000)));
        let pauses = std::iter::repeat_n(Verb::Pause { seconds: 1 }, 10_000);
        let body = rendered(&[vec![endless], pauses.collect(), vec![Verb::Continue]].concat());
        assert!(body.len() < 64_000, "{}", body.len());
        assert!(body.ends_with("</Redirect></Response>"));
    }

    proptest! {
        #[test]
        fn any_text_in_any_slot_keeps_structure_and_words(
            text: String, queue: String, to: String, key: Option<char>, url: String, audio: String,
        ) {
            let verbs = [
                Verb::Say(Speech::text(Locale::En, text.as_str())),
                Verb::Gather(Gather {
                    say: vec![Speech::text(Locale::Ru, text.as_str())],
                    max_digits: 3,
                    finish_on: key,
                    wait_s: 5,
                    key_pause_s: 5,
                    listening: Some(Listening {
                        locale: Locale::Ru,
                        hints: vec![text.clone()],
                    }),
                }),
            ];
            let next = format!("https://{url}");
            let audio_keys = BTreeMap::from([(Locale::En, BTreeSet::new())]);
            let context = RenderContext {
                site: &queue,
                next_url: &next,
                wait_url: &url,
                audio_url: &audio,
                audio: &audio_keys,
            };
            let legal = |s: &str| s.chars().filter(|c| is_legal(*c)).collect::<String>();
            let visible = |s: &str| s.chars().filter(|c| is_legal(*c) && !c.is_whitespace()).collect::<String>();
            let has_words = !text.trim().is_empty();
            let body = render(&verbs, &context).body;
            let document = roxmltree::Document::parse(&body).unwrap();
            let names: Vec<_> = document.descendants().filter(roxmltree::Node::is_element)
                .map(|n| n.tag_name().name().to_owned()).collect();
            let expected: &[&str] = if has_words { &["Response", "Say", "Gather", "Say"] } else { &["Response", "Gather"] };
            prop_assert_eq!(names, expected);
            for say in document.descendants().filter(|n| n.has_tag_name("Say")) {
                prop_assert_eq!(visible(say.text().unwrap_or_default()), visible(&text));
            }
            for (verb, text, attribute) in [
                (Verb::Enqueue { queue: queue.clone() }, None, Some(("waitUrl", &url))),
                (Verb::Transfer { to: to.clone(), ring_s: 1 }, Some(&to), Some(("action", &next))),
                (Verb::Continue, Some(&next), None),
            ] {
                let body = render(&[verb], &context).body;
                let document = roxmltree::Document::parse(&body).unwrap();
                let element = document.root_element().first_element_child().unwrap();
                prop_assert_eq!(element.descendants().filter(roxmltree::Node::is_element).count(), 1);
                if let Some(text) = text {
                    prop_assert_eq!(element.text().unwrap_or_default(), legal(text));
                }
                if let Some((name, value)) = attribute {
                    prop_assert_eq!(element.attribute(name).unwrap_or_default(), legal(value));
                }
            }
        }
    }
}
