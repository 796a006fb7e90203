//! What the line does: a dialect renders it.

use crate::{locale::Locale, message::number::key_name};
use sha2::{Digest, Sha256};

/// Something said in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speech {
    /// Language.
    pub locale: Locale,
    /// Pieces, in order; a text-to-speech provider joins them, a recorded voice plays them one by one.
    pub parts: Vec<Part>,
}

impl Speech {
    /// Says one fixed text.
    #[must_use]
    pub fn text(locale: Locale, text: impl Into<String>) -> Speech {
        Speech {
            locale,
            parts: vec![Part::Text(text.into())],
        }
    }

    /// What a text-to-speech voice reads: all pieces in words, joined by spaces.
    #[must_use]
    pub fn words(&self) -> String {
        let words: Vec<String> = self.parts.iter().map(|p| p.words(self.locale)).collect();
        words.join(" ")
    }
}

/// A piece of speech.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A fixed text of the bundle or of Ringback's own messages: a recording of it may exist.
    Text(String),
    /// A whole number, 0 to 999, said as a number.
    Number(u32),
    /// Characters said one by one: digits, `*`, `#`.
    Digits(String),
}

impl Part {
    /// What a text-to-speech voice reads: `*100#` is "star, 1, 0, 0, hash".
    #[must_use]
    pub fn words(&self, locale: Locale) -> String {
        match self {
            Part::Text(text) => text.clone(),
            Part::Number(n) => n.to_string(),
            Part::Digits(digits) => {
                let names: Vec<&str> = digits.chars().filter_map(|c| key_name(locale, c)).collect();
                format!("{}.", names.join(", "))
            }
        }
    }

    /// The texts whose recordings, played one after the other, stand for this piece: `234` is "200" and "34".
    #[must_use]
    pub fn recordings(&self) -> Vec<String> {
        match self {
            Part::Text(text) => vec![text.clone()],
            Part::Number(n) if *n <= 100 || n % 100 == 0 => vec![n.to_string()],
            Part::Number(n) => vec![(n - n % 100).to_string(), (n % 100).to_string()],
            Part::Digits(digits) => digits
                .chars()
                .filter(|c| c.is_ascii_digit() || matches!(c, '*' | '#'))
                .map(String::from)
                .collect(),
        }
    }
}

/// The name of the recording of a fixed text, without extension: 16 hex digits of SHA-256 over `locale:text`.
#[must_use]
pub fn audio_key(locale: Locale, text: &str) -> String {
    let digest = Sha256::new()
        .chain_update(locale.code())
        .chain_update(":")
        .chain_update(text)
        .finalize();
    digest.iter().take(8).map(|b| format!("{b:02x}")).collect()
}

/// What the line does.
#[derive(Clone, Debug, PartialEq)]
pub enum Verb {
    /// Says something.
    Say(Speech),
    /// Says something and waits for keys; silence is reported too.
    Gather(Gather),
    /// Records a message after a tone, until the caller presses `#`, is silent or hangs up; nothing said is reported as
    /// silence.
    Record {
        /// The longest message, seconds.
        longest_s: u32,
        /// Seconds of silence that end it.
        silence_s: u32,
    },
    /// Puts the caller into the provider's queue of this name; wait documents and the end come back as events.
    Enqueue {
        /// Queue id.
        queue: String,
    },
    /// Takes the caller out of the queue (only in a wait document).
    Leave,
    /// Waits, with silence or music.
    Pause {
        /// Seconds.
        seconds: u32,
    },
    /// Connects to a number; its end comes back as an event.
    Transfer {
        /// E.164.
        to: String,
        /// Seconds of ringing.
        ring_s: u32,
    },
    /// Asks for the next turn at once.
    Continue,
    /// Ends the call.
    HangUp,
}

/// Waiting for keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Gather {
    /// Said meanwhile; a key interrupts it.
    pub say: Vec<Speech>,
    /// Digits after which no more are awaited.
    pub max_digits: u8,
    /// Key that ends the input early, where more than one digit may come.
    pub finish_on: Option<char>,
    /// Seconds until silence.
    pub wait_s: u32,
    /// Seconds after a digit until no further one is awaited, where more than one may come.
    pub key_pause_s: u32,
    /// What is listened for, where the caller may speak instead.
    pub listening: Option<Listening>,
}

/// Listening for words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listening {
    /// Language.
    pub locale: Locale,
    /// Words that are likely.
    pub hints: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_out_character_by_character() {
        let code = Part::Digits("*100#".to_owned());
        assert_eq!(code.words(Locale::En), "star, 1, 0, 0, hash.");
        assert_eq!(code.recordings(), ["*", "1", "0", "0", "#"]);
    }

    #[test]
    fn a_number_needs_recordings_up_to_a_hundred_and_the_hundreds() {
        for (n, expected) in [
            (0, vec!["0"]),
            (99, vec!["99"]),
            (100, vec!["100"]),
            (101, vec!["100", "1"]),
            (200, vec!["200"]),
            (999, vec!["900", "99"]),
        ] {
            assert_eq!(Part::Number(n).recordings(), expected);
        }
    }

    #[test]
    fn the_name_of_a_recording_is_pinned() {
        assert_eq!(audio_key(Locale::Az, "Balans"), "de48a07100d71513");
        assert_ne!(audio_key(Locale::Az, "5"), audio_key(Locale::Ru, "5"));
    }
}
