//! Speaking aloud, with espeak-ng, while keys can be pressed.

use crate::{command::Failure, voice::espeak};
use shared::ivr::Speech;
use std::{
    io::{ErrorKind, Read, Write},
    process::{Child, Command, Stdio},
};

/// A voice that says one thing at a time.
pub(super) struct Voice {
    speaking: Option<Child>,
    /// Whether it was already said that there is no sound.
    complained: bool,
}

impl Voice {
    pub(super) fn new() -> Result<Voice, Failure> {
        match Command::new("espeak-ng").arg("--version").output() {
            Ok(_) => Ok(Voice {
                speaking: None,
                complained: false,
            }),
            Err(error) if error.kind() == ErrorKind::NotFound => Err(Failure::Work(
                "--say needs espeak-ng, the program that speaks, which is not installed: `sudo apt-get install \
                 espeak-ng` (on Windows and macOS see the page of espeak-ng). Without --say the call is shown as text"
                    .to_owned(),
            )),
            Err(error) => Err(Failure::Work(format!("espeak-ng does not start: {error}"))),
        }
    }

    /// Begins to say this, one after the other, and returns at once.
    pub(super) fn say(&mut self, speeches: &[&Speech]) -> Result<(), Failure> {
        if speeches.is_empty() {
            return Ok(());
        }
        let mut program = Command::new("espeak-ng")
            .args(["-m", "-s", espeak::WORDS_A_MINUTE, "--stdin"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| Failure::Work(format!("espeak-ng does not start: {error}")))?;
        if let Some(mut input) = program.stdin.take() {
            input.write_all(marked_up(speeches).as_bytes())?;
        }
        self.speaking = Some(program);
        Ok(())
    }

    /// Stops in the middle of a word: a key was pressed.
    pub(super) fn stop(&mut self) -> Option<String> {
        if let Some(program) = &mut self.speaking {
            // It may have ended by itself.
            let _ = program.kill();
        }
        self.finish()
    }

    /// Waits until everything is said. Why nothing can be heard, the first time that this is so.
    pub(super) fn finish(&mut self) -> Option<String> {
        let mut program = self.speaking.take()?;
        let mut why = String::new();
        if let Some(mut errors) = program.stderr.take() {
            let _ = errors.read_to_string(&mut why);
        }
        let _ = program.wait();
        let why = why.lines().rfind(|line| line.starts_with("error"))?.trim();
        if std::mem::replace(&mut self.complained, true) {
            return None;
        }
        Some(format!("espeak-ng finds no way to make a sound ({why})"))
    }
}

impl Drop for Voice {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Speeches in SSML, each with the voice of its language.
fn marked_up(speeches: &[&Speech]) -> String {
    let one = |speech: &&Speech| {
        let words = espeak::speakable(&speech.words(), speech.locale)
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        let voice = espeak::voice(speech.locale);
        format!("<voice xml:lang=\"{voice}\">{words}</voice>\n")
    };
    let all: String = speeches.iter().map(one).collect();
    format!("<speak>{all}</speak>")
}
