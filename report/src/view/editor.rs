//! The files, to be edited.

use super::problems;
use crate::{html::escape, lang::Lang, study::Study};
use shared::problem::{Problem, Severity};
use std::fmt::Write;

/// A tab for each file, with what is wrong in it.
pub(super) fn tabs(study: &Study, lang: Lang) -> String {
    let mut html = String::new();
    for name in study
        .source
        .files
        .keys()
        .filter(|name| !name.starts_with("audio/"))
    {
        let number = |severity| {
            study
                .problems_of(name)
                .filter(|p| p.severity == severity)
                .count()
        };
        let (errors, warnings) = (number(Severity::Error), number(Severity::Warning));
        let (class, number) = if errors > 0 {
            ("error", errors)
        } else {
            ("warning", warnings)
        };
        let badge = if number > 0 {
            let problems = lang.count(
                number,
                ["problem", "problems"],
                ["проблема", "проблемы", "проблем"],
            );
            format!(" <span class=\"count {class}\" aria-label=\"{problems}\">{number}</span>")
        } else {
            String::new()
        };
        let name = escape(name);
        let _ = write!(
            html,
            "<button type=\"button\" role=\"tab\" data-file=\"{name}\" aria-controls=\"editor\">{name}{badge}</button>",
        );
    }
    html
}

/// A file's text with the words that are wrong marked, to lie under the text that is typed.
#[must_use]
pub fn marked(study: &Study, file: &str) -> String {
    let Some(text) = study.source.files.get(file) else {
        return String::new();
    };
    let mut spans: Vec<&Problem> = study.problems_of(file).filter(|p| p.line > 0).collect();
    spans.sort_by_key(|problem| (problem.span.0, problem.severity));
    let mut html = String::with_capacity(text.len());
    let mut at = 0;
    for problem in spans {
        let (start, end) = problem.span;
        // Of words that are wrong twice the first mark shows.
        let (Some(before), Some(words)) = (text.get(at..start), text.get(start..end)) else {
            continue;
        };
        html.push_str(&escape(before));
        let _ = write!(
            html,
            "<mark class=\"{}\">{}</mark>",
            problems::class(problem.severity),
            escape(words)
        );
        at = end;
    }
    html.push_str(&escape(text.get(at..).unwrap_or_default()));
    // A last empty line has a height only where something stands on it.
    html.push('\n');
    html
}

/// The problems of a file in short, for the foot of the editor.
#[must_use]
pub fn brief(study: &Study, file: &str, lang: Lang) -> String {
    let mut html = String::new();
    for problem in study.problems_of(file) {
        let said = problem.sentences(lang.locale());
        let line = lang.pick("line", "строка");
        let (number, start, end) = (problem.line, problem.span.0, problem.span.1);
        let place = if number == 0 {
            String::new()
        } else {
            format!(
                "<button type=\"button\" class=\"place\" data-jump=\"{}\" data-line=\"{number}\" data-span=\"{start} {end}\">{line} {number}</button> ",
                escape(file)
            )
        };
        let _ = write!(
            html,
            "<li class=\"{}\">{place}<span><b>{}</b> {}</span></li>",
            problems::class(problem.severity),
            escape(&said.message),
            escape(&said.fix),
        );
    }
    html
}

/// The lines of a file on which something is wrong, and how bad it is.
#[must_use]
pub fn bad_lines(study: &Study, file: &str) -> Vec<(u32, &'static str)> {
    let mut lines: Vec<(u32, Severity)> = study
        .problems_of(file)
        .map(|p| (p.line, p.severity))
        .collect();
    lines.sort();
    lines.dedup_by_key(|line| line.0);
    lines
        .into_iter()
        .map(|(line, severity)| (line, problems::class(severity)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::tests::{demo, edited};

    #[test]
    fn the_words_that_are_wrong_are_marked_and_nothing_else_is_changed() {
        let study = edited(
            "mobile",
            "menu.json",
            "\"go_to\": \"tariffs\"",
            "\"go_to\": \"tarifs\"",
        );
        let html = marked(&study, "menu.json");
        assert!(
            html.contains("<mark class=\"error\">&quot;tarifs&quot;</mark>"),
            "{html}"
        );
        let plain = html
            .replace("<mark class=\"error\">", "")
            .replace("<mark class=\"warning\">", "")
            .replace("</mark>", "");
        assert_eq!(plain, escape(&study.source.files["menu.json"]) + "\n");
        assert!(!bad_lines(&study, "menu.json").is_empty());
        assert!(brief(&study, "menu.json", Lang::En).contains("Did you mean “tariffs”?"));
        assert!(
            tabs(&study, Lang::Ru).contains("aria-label=\"1 проблема\"")
                || tabs(&study, Lang::Ru).contains("проблем")
        );
    }

    #[test]
    fn a_file_without_problems_stays_as_it_is() {
        let study = demo("bank");
        assert_eq!(
            marked(&study, "menu.json"),
            escape(&study.source.files["menu.json"]) + "\n"
        );
        assert_eq!(marked(&study, "none.json"), "");
    }
}
