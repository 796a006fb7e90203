//! The site's calls: whether they go as written, and which ways through the menus none of them takes.

use crate::{html::escape, lang::Lang, study::Study};
use shared::{
    bundle::Bundle,
    ivr::script::{self, MenuCoverage, Way},
};
use std::{collections::BTreeSet, fmt::Write};

pub(super) fn render(study: &Study, lang: Lang) -> String {
    let Some(bundle) = study.current() else {
        let wait = lang.pick(
            "The calls are played once the files have no errors.",
            "Звонки проигрываются, когда в файлах нет ошибок.",
        );
        return format!("<p class=\"empty\">{wait}</p>");
    };
    if study.calls.is_empty() {
        let none = lang.pick(
            "There are no calls yet. Make one on the phone, copy it when it is over, and save it in the folder calls/.",
            "Звонков пока нет. Позвоните по телефону на этой странице, в конце скопируйте звонок и сохраните его в папке calls/.",
        );
        return format!("<p class=\"empty\">{none}</p>");
    }
    let mut taken = BTreeSet::new();
    let mut rows = String::new();
    for (name, text) in &study.calls {
        rows.push_str(&row(bundle, name, text, &mut taken, lang));
    }
    let coverage = script::coverage(bundle, &study.source, &taken);
    let menus: String = coverage
        .menus
        .iter()
        .map(|menu| covered(menu, lang))
        .collect();
    format!(
        "{menus}<details class=\"fold\"><summary>{}</summary><ul class=\"calls\">{rows}</ul></details>",
        lang.count(
            study.calls.len(),
            ["file of calls", "files of calls"],
            ["файл звонков", "файла звонков", "файлов звонков"]
        ),
    )
}

/// How much of a menu is taken, and what is not.
fn covered(menu: &MenuCoverage, lang: Lang) -> String {
    let percent = menu.percent();
    let file = escape(&menu.file);
    let ways = lang.count(menu.ways, ["way on", "ways on"], ["путь", "пути", "путей"]);
    let mut html = format!(
        "<p class=\"meter\"><b>{file}</b> <meter min=\"0\" max=\"100\" value=\"{percent}\" aria-label=\"{file}\">{percent} %</meter> <span>{percent} % {} {ways}</span></p>",
        lang.pick("of", "из"),
    );
    if !menu.unwalked.is_empty() {
        html.push_str("<ul class=\"unwalked\">");
        for missed in &menu.unwalked {
            let file = escape(&missed.file);
            let _ = write!(
                html,
                "<li><button type=\"button\" class=\"place\" data-jump=\"{file}\" data-line=\"{0}\">{file}, {1} {0}</button> <b>{2}</b>: {3}</li>",
                missed.line,
                lang.pick("line", "строка"),
                escape(&missed.way.step),
                escape(&missed.wanted),
            );
        }
        html.push_str("</ul>");
    }
    html
}

fn row(bundle: &Bundle, name: &str, text: &str, taken: &mut BTreeSet<Way>, lang: Lang) -> String {
    let name = escape(name);
    match script::play(bundle, text) {
        Ok(played) => {
            taken.extend(played.taken);
            let calls = lang.count(
                played.calls,
                ["call", "calls"],
                ["звонок", "звонка", "звонков"],
            );
            let (class, verdict) = if script::reads_as(text, &played.text) {
                ("good", lang.pick("goes as written", "идёт как записано"))
            } else {
                (
                    "error",
                    lang.pick("goes otherwise than written", "идёт не так, как записано"),
                )
            };
            format!(
                "<li><code>{name}</code> <span>{calls}</span> <b class=\"{class}\">{verdict}</b></li>"
            )
        }
        Err(faults) => {
            let why: Vec<String> = faults
                .iter()
                .map(|fault| escape(&fault.to_string()))
                .collect();
            format!(
                "<li><code>{name}</code> <b class=\"error\">{}</b></li>",
                why.join("; ")
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::tests::demo;

    #[test]
    fn every_file_of_calls_is_played_and_every_menu_measured() {
        for id in ["mobile", "bank"] {
            let study = demo(id);
            let html = render(&study, Lang::En);
            assert_eq!(
                html.matches("<li><code>").count(),
                study.calls.len(),
                "{html}"
            );
            assert!(html.contains("aria-label=\"menu.json\">100 %"), "{html}");
        }
    }

    #[test]
    fn a_way_that_no_call_takes_is_named_with_its_line() {
        let mut study = demo("mobile");
        study.calls.retain(|name, _| name.starts_with('a'));
        study
            .calls
            .insert("broken.call".to_owned(), "shout loudly".to_owned());
        let html = render(&study, Lang::Ru);
        assert!(html.contains("data-jump=\"menu.json\""), "{html}");
        assert!(html.contains("broken.call"));
    }
}
