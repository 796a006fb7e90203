//! Seconds until a caller gets to a person, and how large the documents are that providers must take.

use crate::{html::escape, lang::Lang, study::Study};
use shared::{
    bundle::Bundle,
    ivr::largest_documents,
    locale::Locale,
    menu::{
        Menu,
        paths::{self, Caller, Path},
    },
};
use std::fmt::Write;

pub(super) fn render(study: &Study, lang: Lang) -> String {
    let Some(bundle) = study.current() else {
        let wait = lang.pick(
            "They are reckoned once the files have no errors.",
            "Они считаются, когда в файлах нет ошибок.",
        );
        return format!("<p class=\"empty\">{wait}</p>");
    };
    let mut html = String::new();
    for (file, menu) in &bundle.menus {
        html.push_str(&seconds(bundle, file, menu, lang));
    }
    html + &sizes(bundle, lang)
}

/// A row a kind of caller, a column a language.
fn seconds(bundle: &Bundle, file: &str, menu: &Menu, lang: Lang) -> String {
    let paths = paths::timing(bundle, menu).paths;
    let locales = &bundle.site.locales;
    let mut html = format!(
        "<h3>{}</h3><p class=\"hint\">{}</p><div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"{}\"><table><thead><tr><th scope=\"col\">{}</th>",
        match lang {
            Lang::En => format!("Seconds to a person: {}", escape(file)),
            Lang::Ru => format!("Секунд до человека: {}", escape(file)),
        },
        lang.pick(
            "Reckoned from the length of what is said. Ringing, announcements and the wait in the queue are not counted.",
            "Рассчитано по длине того, что произносится. Гудки, объявления и ожидание в очереди не считаются.",
        ),
        lang.pick("Seconds to a person", "Секунд до человека"),
        lang.pick("Caller", "Абонент"),
    );
    for locale in locales {
        let _ = write!(
            html,
            "<th scope=\"col\" class=\"figure\" lang=\"{}\">{}</th>",
            locale.code(),
            locale.own_name()
        );
    }
    let _ = write!(
        html,
        "<th scope=\"col\">{}</th></tr></thead><tbody>",
        lang.pick("Way", "Путь")
    );
    for open in [true, false] {
        for caller in [Caller::InAHurry, Caller::Patient, Caller::Silent] {
            let of = |locale: Locale| {
                paths
                    .iter()
                    .find(|p| p.caller == caller && p.open == open && p.locale == locale)
            };
            if locales.iter().all(|locale| of(*locale).is_none()) {
                continue;
            }
            let _ = write!(
                html,
                "<tr><th scope=\"row\">{}</th>",
                escape(&who(caller, open, lang))
            );
            for locale in locales {
                html.push_str(&cell(of(*locale), lang));
            }
            let way = locales
                .first()
                .and_then(|locale| of(*locale))
                .map(way)
                .unwrap_or_default();
            let _ = write!(html, "<td>{}</td></tr>", escape(&way));
        }
    }
    html + "</tbody></table></div>"
}

fn cell(path: Option<&Path>, lang: Lang) -> String {
    let Some(path) = path else {
        return "<td class=\"figure\">–</td>".to_owned();
    };
    match path.seconds {
        Some(seconds) if seconds > paths::LONG_S => {
            format!(
                "<td class=\"figure over\">{seconds:.0} {}</td>",
                lang.pick("(long)", "(долго)")
            )
        }
        Some(seconds) => format!("<td class=\"figure\">{seconds:.0}</td>"),
        None => format!(
            "<td class=\"figure over\">{}</td>",
            lang.pick("never", "никогда")
        ),
    }
}

fn who(caller: Caller, open: bool, lang: Lang) -> String {
    let who = match caller {
        Caller::InAHurry => lang.pick("wants a person at once", "сразу хочет человека"),
        Caller::Patient => lang.pick(
            "listens first, then wants a person",
            "сначала слушает, потом хочет человека",
        ),
        Caller::Silent => lang.pick("presses nothing", "ничего не нажимает"),
    };
    let when = if open {
        lang.pick("open", "открыто")
    } else {
        lang.pick("closed", "закрыто")
    };
    format!("{who}, {when}")
}

fn way(path: &Path) -> String {
    let names: Vec<&str> = path.stops.iter().map(|stop| stop.step.as_str()).collect();
    names.join(" → ")
}

/// The largest document by provider and language, against what the provider takes.
fn sizes(bundle: &Bundle, lang: Lang) -> String {
    let mut html = format!(
        "<h3>{}</h3><p class=\"hint\">{}</p><div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"{}\"><table><thead><tr>{}</tr></thead><tbody>",
        lang.pick("Largest document for the provider", "Самый большой документ для оператора связи"),
        lang.pick("What Ringback sends when a step begins. A provider that is sent more than it takes drops the call.", "То, что Ringback отправляет в начале шага. Если отправить больше, чем принимает оператор связи, звонок оборвётся."),
        lang.pick("Sizes", "Размеры"),
        [
            lang.pick("Menu", "Меню"),
            lang.pick("Provider", "Оператор"),
            lang.pick("Language", "Язык"),
            lang.pick("Step", "Шаг"),
        ]
        .map(|name| format!("<th scope=\"col\">{name}</th>"))
        .concat() + &format!("<th scope=\"col\" class=\"figure\">{}</th>", lang.pick("kB", "кБ")),
    );
    for one in largest_documents(bundle) {
        let class = if one.bytes > one.limit {
            "figure over"
        } else {
            "figure"
        };
        let _ = write!(
            html,
            "<tr><td>{}</td><td>{}</td><td lang=\"{}\">{}</td><td>{}</td><td class=\"{class}\">{} {} {}</td></tr>",
            escape(&one.menu),
            escape(one.provider.name()),
            one.locale.code(),
            one.locale.own_name(),
            escape(&one.step),
            kilobytes(one.bytes),
            lang.pick("of", "из"),
            kilobytes(one.limit),
        );
    }
    html + "</tbody></table></div>"
}

/// Thousands of bytes with one decimal, rounded up: a limit is a limit.
fn kilobytes(bytes: usize) -> String {
    let tenths = bytes.div_ceil(100);
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::tests::demo;

    #[test]
    fn every_language_has_its_seconds_and_its_size() {
        for id in ["mobile", "bank"] {
            let study = demo(id);
            let html = render(&study, Lang::En);
            let languages = study.current().unwrap().site.locales.len();
            let numbers = html.split("class=\"figure").count();
            assert!(numbers > languages * 4, "{html}");
            assert!(
                largest_documents(study.current().unwrap())
                    .iter()
                    .all(|one| one.bytes > 500 && one.bytes < one.limit)
            );
        }
    }

    #[test]
    fn sizes_are_rounded_up() {
        assert_eq!(kilobytes(63_901), "64.0");
        assert_eq!(kilobytes(1_200), "1.2");
    }
}
