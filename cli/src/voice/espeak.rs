//! espeak-ng, the program that speaks.

use super::wav;
use crate::command::Failure;
use shared::{locale::Locale, message::number::key_name};
use std::{
    io::{ErrorKind, Write},
    process::{Command, Stdio},
};

/// Words a minute.
pub(crate) const WORDS_A_MINUTE: &str = "175";

/// A voice.
pub(super) struct Espeak {
    locale: Locale,
}

impl Espeak {
    pub(super) fn new(locale: Locale) -> Espeak {
        Espeak { locale }
    }

    /// Says a text.
    pub(super) fn say(&self, text: &str) -> Result<wav::Voice, Failure> {
        let mut program = Command::new("espeak-ng")
            .args(["-v", voice(self.locale), "-s", WORDS_A_MINUTE, "--stdin", "--stdout"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| {
                Failure::Work(if error.kind() == ErrorKind::NotFound {
                    "espeak-ng, the program that speaks, is not installed: `sudo apt-get install espeak-ng`, then run \
                     this again"
                        .to_owned()
                } else {
                    format!("espeak-ng does not start: {error}")
                })
            })?;
        if let Some(mut input) = program.stdin.take() {
            input.write_all(speakable(text, self.locale).as_bytes())?;
        }
        let output = program.wait_with_output()?;
        let voice = wav::read(&output.stdout).filter(|_| output.status.success());
        voice.ok_or_else(|| {
            let why = String::from_utf8_lossy(&output.stderr);
            Failure::Work(format!(
                "espeak-ng could not say \"{text}\": {}",
                why.trim()
            ))
        })
    }
}

/// The name of a language's voice.
pub(crate) fn voice(locale: Locale) -> &'static str {
    match locale {
        Locale::Az => "az",
        Locale::En => "en-gb",
        Locale::Ro => "ro",
        Locale::Ru => "ru",
    }
}

/// The text with `*` and `#` in words, and with every digit of a code said by itself.
pub(crate) fn speakable(text: &str, locale: Locale) -> String {
    let word = |word: &str| {
        if !word.contains(['*', '#']) {
            return word.to_owned();
        }
        let keys = word.chars().map(|c| match key_name(locale, c) {
            Some(name) => format!(" {name} "),
            None => c.to_string(),
        });
        keys.collect::<String>()
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_said_by_their_names() {
        for (text, said) in [
            ("*", " ulduz "),
            ("Balans: 1 düyməsini basın.", "Balans: 1 düyməsini basın."),
            ("*1# yığın.", " ulduz  1  diyez  yığın."),
        ] {
            assert_eq!(speakable(text, Locale::Az), said);
        }
    }
}
