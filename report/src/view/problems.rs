//! Everything that is wrong: where, the words themselves, what a caller would experience, how to mend it.

use crate::{html::escape, lang::Lang, study::Study};
use shared::problem::{Problem, Severity};
use std::fmt::Write;

/// Characters of a line that are shown before the words that are wrong, and in all.
const BEFORE: usize = 60;
const WIDEST: usize = 160;

pub(super) fn render(study: &Study, lang: Lang) -> String {
    if study.problems.is_empty() {
        let well = lang.pick(
            "Nothing is wrong. The menu can be published.",
            "Всё в порядке. Меню можно публиковать.",
        );
        return format!("<p class=\"empty good\">{well}</p>");
    }
    let mut html = String::from("<ul class=\"problems\">");
    // What stops a publication comes first.
    for severity in [Severity::Error, Severity::Warning] {
        for problem in study.problems.iter().filter(|p| p.severity == severity) {
            let _ = write!(
                html,
                "<li class=\"{}\">{}</li>",
                class(severity),
                one(study, problem, lang)
            );
        }
    }
    html.push_str("</ul>");
    html
}

/// A problem's class, which is its severity.
pub(super) fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// One problem.
fn one(study: &Study, problem: &Problem, lang: Lang) -> String {
    let said = problem.sentences(lang.locale());
    let severity = match problem.severity {
        Severity::Error => lang.pick("Error", "Ошибка"),
        Severity::Warning => lang.pick("Warning", "Предупреждение"),
    };
    let mut html = format!(
        "<p class=\"where\"><strong class=\"badge\">{severity}</strong> {}<code class=\"rule\">{}</code></p>\
         <p class=\"message\">{}</p>{}",
        place(problem, lang),
        escape(&problem.rule),
        escape(&said.message),
        excerpt(study, problem),
    );
    if !said.experience.is_empty() {
        let label = lang.pick("What a caller experiences", "Что будет с абонентом");
        let _ = write!(
            html,
            "<p class=\"experience\"><b>{label}</b> {}</p>",
            escape(&said.experience)
        );
    }
    let label = lang.pick("How to mend it", "Как исправить");
    let _ = write!(
        html,
        "<p class=\"fix\"><b>{label}</b> {}</p>",
        escape(&said.fix)
    );
    html
}

/// Where it is: a button that goes there.
fn place(problem: &Problem, lang: Lang) -> String {
    let file = escape(&problem.file);
    if problem.line == 0 {
        return format!("<span class=\"place\">{file}</span>");
    }
    let line = lang.pick("line", "строка");
    let (number, start, end) = (problem.line, problem.span.0, problem.span.1);
    format!(
        "<button type=\"button\" class=\"place\" data-jump=\"{file}\" data-line=\"{number}\" data-span=\"{start} {end}\">{file}, {line} {number}</button>"
    )
}

/// The line with the words marked.
fn excerpt(study: &Study, problem: &Problem) -> String {
    let Some(text) = study
        .source
        .files
        .get(&problem.file)
        .filter(|_| problem.line > 0)
    else {
        return String::new();
    };
    let (start, end) = problem.span;
    let (Some(before), Some(after)) = (text.get(..start), text.get(start..)) else {
        return String::new();
    };
    let before = before.rsplit('\n').next().unwrap_or_default();
    let line_rest = after.split('\n').next().unwrap_or_default();
    let marked = line_rest
        .get(..end.saturating_sub(start))
        .unwrap_or(line_rest);
    let rest = line_rest.get(marked.len()..).unwrap_or_default();
    let hidden = before.chars().count().saturating_sub(BEFORE);
    let shown: String = before.chars().skip(hidden).collect();
    let lead = if hidden > 0 { "…" } else { "" };
    let room = WIDEST.saturating_sub(shown.chars().count() + marked.chars().count());
    let tail: String = rest.trim_end().chars().take(room).collect();
    let shown = if hidden > 0 {
        shown.as_str()
    } else {
        shown.trim_start()
    };
    let mark = if marked.is_empty() { " " } else { marked };
    format!(
        "<pre class=\"excerpt\" dir=\"ltr\"><span class=\"number\" aria-hidden=\"true\">{}</span><code>{lead}{}<mark>{}</mark>{}</code></pre>",
        problem.line,
        escape(shown),
        escape(mark),
        escape(&tail),
    )
}
