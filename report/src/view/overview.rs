//! How the site stands, in a line.

use crate::{html::escape, lang::Lang, study::Study};
use shared::problem::Severity;
use std::fmt::Write;

pub(super) fn render(study: &Study, lang: Lang) -> String {
    let (errors, warnings) = (
        study.number_of(Severity::Error),
        study.number_of(Severity::Warning),
    );
    let mut html = String::from("<ul class=\"facts\">");
    let mut fact = |class: &str, text: &str| {
        let _ = write!(html, "<li class=\"{class}\">{}</li>", escape(text));
    };
    if errors > 0 {
        fact(
            "error",
            &lang.count(errors, ["error", "errors"], ["ошибка", "ошибки", "ошибок"]),
        );
    }
    if warnings > 0 {
        fact(
            "warning",
            &lang.count(
                warnings,
                ["warning", "warnings"],
                ["предупреждение", "предупреждения", "предупреждений"],
            ),
        );
    }
    if errors + warnings == 0 {
        fact("good", lang.pick("No problems", "Проблем нет"));
    }
    let steps = study
        .pictures
        .values()
        .map(|picture| picture.steps.len())
        .sum();
    fact(
        "",
        &lang.count(steps, ["step", "steps"], ["шаг", "шага", "шагов"]),
    );
    if let Some(bundle) = &study.bundle {
        let locales: Vec<&str> = bundle
            .site
            .locales
            .iter()
            .map(|locale| locale.own_name())
            .collect();
        fact("", &locales.join(" · "));
        let numbers: Vec<&str> = bundle.site.numbers.keys().map(String::as_str).collect();
        if !numbers.is_empty() {
            fact("number", &numbers.join(" · "));
        }
    }
    html.push_str("</ul>");
    html
}

/// The site's name in the report's language, or its id.
#[must_use]
pub fn site_name(study: &Study, lang: Lang) -> String {
    let name = study
        .bundle
        .as_ref()
        .map(|bundle| bundle.site.name.get(lang.locale()));
    name.filter(|name| !name.is_empty())
        .unwrap_or(&study.id)
        .to_owned()
}
