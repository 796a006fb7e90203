//! What the line does: a dialect renders it.

use crate::locale::Locale;

/// Something said in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speech {
    /// Language.
    pub locale: Locale,
    /// Pieces, in order; a text-to-speech provider joins them, a recorded voice plays them one by one.
    pub parts: Vec<Part>,
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

/// The name of the recording of a fixed text, without extension: 16 hex digits of SHA-256 over `locale:text`.
#[must_use]
pub fn audio_key(locale: Locale, text: &str) -> String {
    let _ = (locale, text);
    todo!("call engineer")
}

/// What the line does.
#[derive(Clone, Debug, PartialEq)]
pub enum Verb {
    /// Says something.
    Say(Speech),
    /// Says something and waits for keys; silence is reported too.
    Gather(Gather),
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
    /// Seconds until silence (or until no further digit).
    pub wait_s: u32,
}
