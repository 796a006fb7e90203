//! What the author of the old flow is told.

use shared::locale::Locale;
use std::fmt::Write as _;

/// A sentence in the languages in which reports are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// English.
    pub en: String,
    /// Russian.
    pub ru: String,
}

impl Said {
    /// The Russian sentence where Russian is asked for, else the English one.
    #[must_use]
    pub fn get(&self, locale: Locale) -> &str {
        match locale {
            Locale::Ru => &self.ru,
            Locale::Az | Locale::En | Locale::Ro => &self.en,
        }
    }
}

pub(crate) fn said(en: impl Into<String>, ru: impl Into<String>) -> Said {
    Said {
        en: en.into(),
        ru: ru.into(),
    }
}

/// A sentence about a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The state's name; empty where the flow as a whole is meant.
    pub state: String,
    /// What is to be said of it.
    pub said: Said,
}

/// A state that lives on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The state's name.
    pub state: String,
    /// The step's name, or the survey question's id.
    pub step: String,
    /// What it does now: `menu`, `say`.
    pub does: String,
    /// What is worth knowing about it.
    pub note: Said,
}

/// What became of a flow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The flow's own description.
    pub title: String,
    /// States that live on.
    pub carried: Vec<Carried>,
    /// What was not carried over, and why.
    pub left: Vec<Note>,
    /// What was wrong with the flow as it was.
    pub faults: Vec<Note>,
    /// What is left to the author.
    pub to_do: Vec<Said>,
}

impl Report {
    pub(crate) fn left(&mut self, state: &str, said: Said) {
        add(&mut self.left, state, said);
    }

    pub(crate) fn fault(&mut self, state: &str, said: Said) {
        add(&mut self.faults, state, said);
    }

    pub(crate) fn remind(&mut self, said: Said) {
        if !self.to_do.contains(&said) {
            self.to_do.push(said);
        }
    }

    /// The report as a page of Markdown.
    #[must_use]
    pub fn page(&self, locale: Locale) -> String {
        let words = |en: &'static str, ru: &'static str| match locale {
            Locale::Ru => ru,
            Locale::Az | Locale::En | Locale::Ro => en,
        };
        let mut page = format!("# {}\n", words("Imported flow", "Импортированный поток"));
        if !self.title.trim().is_empty() {
            let _ = write!(page, "\n“{}”\n", clean(&self.title));
        }
        section(
            &mut page,
            words(
                "What was wrong with the old flow",
                "Что было не так в старом потоке",
            ),
            &notes(&self.faults, locale),
        );
        section(
            &mut page,
            words("Not carried over", "Не перенесено"),
            &notes(&self.left, locale),
        );
        let to_do: Vec<String> = self.to_do.iter().map(|s| clean(s.get(locale))).collect();
        section(&mut page, words("Left to you", "Осталось сделать"), &to_do);
        if !self.carried.is_empty() {
            let _ = write!(
                page,
                "\n## {}\n\n| {} | {} | do | |\n|---|---|---|---|\n",
                words("Carried over", "Перенесено"),
                words("state", "состояние"),
                words("step", "шаг"),
            );
            for c in &self.carried {
                let (state, step) = (code(&c.state), code(&c.step));
                let note = clean(c.note.get(locale));
                let _ = writeln!(page, "| {state} | {step} | `{}` | {note} |", c.does);
            }
        }
        page
    }
}

fn add(notes: &mut Vec<Note>, state: &str, said: Said) {
    let note = Note {
        state: state.to_owned(),
        said,
    };
    if !notes.contains(&note) {
        notes.push(note);
    }
}

fn notes(notes: &[Note], locale: Locale) -> Vec<String> {
    notes
        .iter()
        .map(|note| {
            let said = clean(note.said.get(locale));
            if note.state.is_empty() {
                said
            } else {
                format!("{}: {said}", code(&note.state))
            }
        })
        .collect()
}

fn section(page: &mut String, title: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    let _ = write!(page, "\n## {title}\n\n");
    for line in lines {
        let _ = writeln!(page, "- {line}");
    }
}

/// The most characters of a flow's own words in one place.
const MOST: usize = 600;

/// One line that does not end a cell of a table.
fn clean(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ").replace('|', "\\|");
    let line: String = line.chars().filter(|c| !c.is_control()).collect();
    shortened(&line, MOST)
}

fn code(name: &str) -> String {
    format!("`{}`", shortened(&clean(name).replace('`', "'"), 80))
}

/// At most so many characters of a text.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most).collect();
    short.push('…');
    short
}
