//! Speech for a line: recordings where there are all of them, the provider's voice where it has one, and never silence.

use crate::{
    ivr::{Part, Speech, audio_key},
    locale::Locale,
};
use std::collections::{BTreeMap, BTreeSet};

/// Something that a line can utter at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Utterance {
    /// The recording of this key.
    Recorded(String),
    /// Words for a text-to-speech voice.
    Words(String),
}

/// What a line utters for `speech`.
///
/// Recordings, where all of its pieces have one: the site made them to replace the voice. Else words for the voice, if
/// the provider speaks the language (`has_voice`). Else recordings as far as there are any, and words between them.
pub(crate) fn utterances(
    speech: &Speech,
    has_voice: bool,
    audio: &BTreeMap<Locale, BTreeSet<String>>,
) -> Vec<Utterance> {
    let recorded = audio.get(&speech.locale).filter(|keys| !keys.is_empty());
    let pieces: Vec<(Option<Vec<String>>, &Part)> = speech
        .parts
        .iter()
        .map(|part| {
            (
                recorded.and_then(|keys| recordings(speech.locale, part, keys)),
                part,
            )
        })
        .collect();
    if has_voice && pieces.iter().any(|(keys, _)| keys.is_none()) {
        return vec![Utterance::Words(speech.words())];
    }
    let mut utterances = Vec::new();
    for (keys, part) in pieces {
        match (keys, utterances.last_mut()) {
            (Some(keys), _) => utterances.extend(keys.into_iter().map(Utterance::Recorded)),
            (None, Some(Utterance::Words(before))) => {
                before.push(' ');
                before.push_str(&part.words(speech.locale));
            }
            (None, Some(Utterance::Recorded(_)) | None) => {
                utterances.push(Utterance::Words(part.words(speech.locale)));
            }
        }
    }
    utterances
}

/// The keys of the recordings that stand for a piece, where there are all of them.
fn recordings(locale: Locale, part: &Part, recorded: &BTreeSet<String>) -> Option<Vec<String>> {
    part.recordings()
        .iter()
        .map(|text| audio_key(locale, text))
        .map(|key| recorded.contains(&key).then_some(key))
        .collect()
}

/// Splits a text at the ends of sentences, else at spaces, else anywhere, into pieces that have at most `max_chars`
/// characters and whose URL encoding has at most `max_encoded`. Pieces of white space alone are left out.
pub(crate) fn split(text: &str, max_chars: usize, max_encoded: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (piece, tail) = rest
            .split_at_checked(cut(rest, max_chars, max_encoded))
            .unwrap_or((rest, ""));
        pieces.push(piece.trim_end());
        rest = tail.trim_start();
    }
    pieces
}

/// Where to cut, in bytes; never 0 for a text that is not empty.
fn cut(text: &str, max_chars: usize, max_encoded: usize) -> usize {
    let (mut encoded, mut after_sentence, mut after_word, mut ended) = (0, None, None, false);
    for (count, (at, c)) in text.char_indices().enumerate() {
        encoded += encoded_len(c);
        if count > 0 && (count >= max_chars || encoded > max_encoded) {
            return after_sentence.or(after_word).unwrap_or(at);
        }
        if c.is_whitespace() {
            let after = Some(at + c.len_utf8());
            after_word = after;
            after_sentence = if ended { after } else { after_sentence };
        }
        ended = matches!(c, '.' | '!' | '?' | '…');
    }
    text.len()
}

/// What a character takes in URL encoding.
pub(crate) fn encoded_len(c: char) -> usize {
    if c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~' | ' ') {
        1
    } else {
        3 * c.len_utf8()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn speech(locale: Locale) -> Speech {
        Speech {
            locale,
            parts: vec![
                Part::Text("Balans:".into()),
                Part::Digits("*1".into()),
                Part::Number(234),
                Part::Text("manat".into()),
            ],
        }
    }

    fn recorded(locale: Locale, texts: &[&str]) -> BTreeMap<Locale, BTreeSet<String>> {
        let keys = texts.iter().map(|text| audio_key(locale, text)).collect();
        BTreeMap::from([(locale, keys)])
    }

    fn described(locale: Locale, has_voice: bool, texts: &[&str]) -> String {
        let said = utterances(&speech(locale), has_voice, &recorded(locale, texts));
        let said: Vec<String> = said
            .into_iter()
            .map(|utterance| match utterance {
                Utterance::Words(words) => format!("say {words}"),
                Utterance::Recorded(key) => {
                    let text = texts.iter().find(|text| audio_key(locale, text) == key);
                    format!("play {}", text.unwrap())
                }
            })
            .collect();
        said.join(" | ")
    }

    #[test]
    fn recordings_words_or_both_are_uttered_and_never_nothing() {
        let all = ["Balans:", "*", "1", "200", "34", "manat"];
        let words = "say Balans: star, 1. 234 manat";
        let played = "play Balans: | play * | play 1 | play 200 | play 34 | play manat";
        assert_eq!(described(Locale::En, true, &[]), words);
        assert_eq!(described(Locale::En, true, &all[1..]), words);
        assert_eq!(described(Locale::En, true, &all), played);
        assert_eq!(described(Locale::Az, false, &all), played);
        assert_eq!(
            described(Locale::Az, false, &["Balans:", "*", "34", "manat"]),
            "play Balans: | say ulduz, 1. 234 | play manat",
            "half a number or half a code would be wrong"
        );
        assert_eq!(
            described(Locale::Az, false, &[]),
            "say Balans: ulduz, 1. 234 manat"
        );
    }

    #[test]
    fn a_long_text_is_split_where_a_reader_would_breathe() {
        let text = "One two. Three four! Five six";
        for (max, expected) in [
            (29, vec![text]),
            (28, vec!["One two. Three four!", "Five six"]),
            (9, vec!["One two.", "Three", "four!", "Five six"]),
            (
                3,
                vec![
                    "One", "two", ".", "Thr", "ee", "fou", "r!", "Fiv", "e", "six",
                ],
            ),
        ] {
            assert_eq!(split(text, max, 10_000), expected, "{max}");
        }
        assert_eq!(split("Привет мир", 100, 36), ["Привет", "мир"]);
        assert_eq!(split("  ", 100, 100), Vec::<&str>::new());
    }

    proptest! {
        #[test]
        fn no_word_is_lost_and_no_piece_too_long(text: String, chars in 1usize..50, encoded in 12usize..200) {
            let pieces = split(&text, chars, encoded);
            let visible = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(visible(&pieces.concat()), visible(&text));
            for piece in pieces {
                prop_assert!(!piece.is_empty());
                prop_assert!(piece.chars().count() <= chars);
                prop_assert!(piece.chars().map(encoded_len).sum::<usize>() <= encoded);
            }
        }
    }
}
