//! The whole page.

use crate::{
    html::{escape, json_in_script},
    lang::Lang,
    study::Study,
    view::{Part, overview, phone},
};
use jiff::Timestamp;
use serde_json::json;

/// Places in the template that the build makes (`build/report/page.html`).
const PLACES: [&str; 4] = ["{{lang}}", "{{title}}", "{{body}}", "{{data}}"];

/// Why a template cannot be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoTemplate {
    /// What it lacks.
    pub lacks: &'static str,
}

/// Fills a template in.
///
/// # Errors
/// Where it is no template of this page.
pub fn fill(
    template: &str,
    study: &Study,
    lang: Lang,
    made_at: Timestamp,
) -> Result<String, NoTemplate> {
    if let Some(lacks) = PLACES.into_iter().find(|place| !template.contains(place)) {
        return Err(NoTemplate { lacks });
    }
    let title = format!("{} · Ringback", overview::site_name(study, lang));
    let data = json!({
        "site": study.id,
        "files": study.source.files,
        "calls": study.calls,
        "lang": lang.code(),
        "madeAt": made_at.to_string(),
    });
    // One pass, so that a file that mentions a place is not filled in.
    let mut page = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        page.push_str(before);
        let Some((name, after)) = after.split_once("}}") else {
            page.push_str("{{");
            rest = after;
            continue;
        };
        match name {
            "lang" => page.push_str(lang.code()),
            "title" => page.push_str(&escape(&title)),
            "body" => page.push_str(&body(study, lang)),
            "data" => page.push_str(&json_in_script(&data.to_string())),
            other => {
                page.push_str("{{");
                page.push_str(other);
                page.push_str("}}");
            }
        }
        rest = after;
    }
    page.push_str(rest);
    Ok(page)
}

/// Everything that one sees, in a language.
#[must_use]
pub fn body(study: &Study, lang: Lang) -> String {
    let part = |wanted: Part, tag: &str, more: &str| {
        let id = Part::ALL
            .into_iter()
            .find(|(part, _)| *part == wanted)
            .map_or("", |(_, id)| id);
        format!(
            "<{tag} id=\"{id}\" {more}>{}</{tag}>",
            wanted.render(study, lang)
        )
    };
    let section = |id: &str, title: &str, hint: &str, inside: &str| {
        let hint = if hint.is_empty() {
            String::new()
        } else {
            format!("<p class=\"hint\">{hint}</p>")
        };
        format!(
            "<section id=\"{id}\" aria-labelledby=\"{id}-title\"><h2 id=\"{id}-title\">{title}</h2>{hint}{inside}</section>"
        )
    };
    let menu = section(
        "menu",
        lang.pick("The menu", "Меню"),
        "",
        &(part(Part::Picture, "div", "") + "<div id=\"chosen\" class=\"chosen\" hidden></div>"),
    );
    let problems = section(
        "problems",
        lang.pick("Problems", "Проблемы"),
        "",
        &part(Part::Problems, "div", ""),
    );
    let edit = section(
        "edit",
        lang.pick("Edit and check", "Правка и проверка"),
        lang.pick(
            "Type or paste here, or drop files or the whole folder on the page: problems, picture and phone follow. Nothing leaves this computer.",
            "Пишите или вставляйте сюда либо перетащите на страницу файлы или всю папку: проблемы, рисунок и телефон обновятся. Всё остаётся на этом компьютере.",
        ),
        &editor(study, lang),
    );
    let figures = section(
        "figures",
        lang.pick("How long and how large", "Как долго и сколько весит"),
        "",
        &part(Part::Figures, "div", ""),
    );
    let calls = section(
        "calls",
        lang.pick("What the calls cover", "Что покрывают звонки"),
        lang.pick(
            "Each way through the menus should be taken by one of the site's calls (calls/*.call), which are played on every check.",
            "По каждому пути меню должен пройти хотя бы один из звонков сайта (calls/*.call): они проигрываются при каждой проверке.",
        ),
        &part(Part::Calls, "div", ""),
    );
    let steps = section(
        "steps",
        lang.pick("Every step in words", "Все шаги словами"),
        "",
        &part(Part::Steps, "div", ""),
    );
    format!(
        "{}<main class=\"columns\">{}<div class=\"content\">{menu}{problems}{edit}{figures}{calls}{steps}</div></main>\
         <p id=\"toast\" class=\"toast\" role=\"status\"></p><div id=\"drop\" class=\"drop\" hidden><p>{}</p></div>",
        header(
            study,
            lang,
            &part(Part::Overview, "div", "class=\"overview\"")
        ),
        handset(study, lang),
        lang.pick("Drop the files here", "Отпустите файлы здесь"),
    )
}

fn header(study: &Study, lang: Lang, overview: &str) -> String {
    let mut languages = String::new();
    for (other, name) in [(Lang::En, "English"), (Lang::Ru, "Русский")] {
        let code = other.code();
        let pressed = other == lang;
        languages.push_str(&format!("<button type=\"button\" lang=\"{code}\" data-lang=\"{code}\" aria-pressed=\"{pressed}\">{name}</button>"));
    }
    let links = [
        ("menu", lang.pick("Menu", "Меню")),
        ("phone", lang.pick("Phone", "Телефон")),
        ("problems", lang.pick("Problems", "Проблемы")),
        ("edit", lang.pick("Edit", "Правка")),
        ("figures", lang.pick("Figures", "Цифры")),
        ("calls", lang.pick("Calls", "Звонки")),
        ("steps", lang.pick("Steps", "Шаги")),
    ];
    let links: String = links
        .iter()
        .map(|(id, name)| format!("<a href=\"#{id}\">{name}</a>"))
        .collect();
    format!(
        "<header class=\"top\"><div class=\"title\"><p class=\"product\">Ringback · {}</p><h1>{}</h1></div>\
         <div class=\"languages live\" role=\"group\" aria-label=\"{}\">{languages}</div>{overview}\
         <nav aria-label=\"{}\">{links}</nav></header>\
         <noscript><p class=\"banner\">{}</p></noscript>",
        lang.pick("report", "отчёт"),
        escape(&overview::site_name(study, lang)),
        lang.pick("Language of this page", "Язык этой страницы"),
        lang.pick("On this page", "На этой странице"),
        lang.pick(
            "The phone and the editor need JavaScript; the rest can be read without it.",
            "Телефону и редактору нужен JavaScript; остальное можно читать и без него."
        ),
    )
}

fn editor(study: &Study, lang: Lang) -> String {
    let tool = |action: &str, name: &str| {
        format!("<button type=\"button\" class=\"tool\" data-edit=\"{action}\">{name}</button>")
    };
    format!(
        "<div class=\"workshop live\"><div id=\"tabs\" role=\"tablist\" aria-label=\"{}\">{}</div>\
         <div class=\"editor\" id=\"editor\" role=\"tabpanel\"><div class=\"gutter\" id=\"gutter\" aria-hidden=\"true\"></div>\
         <div class=\"sheet\"><pre class=\"marks\" id=\"marks\" aria-hidden=\"true\"></pre>\
         <textarea id=\"text\" dir=\"ltr\" spellcheck=\"false\" autocapitalize=\"off\" autocomplete=\"off\" wrap=\"off\" aria-label=\"{}\" aria-describedby=\"verdict\"></textarea></div></div>\
         <p id=\"verdict\" class=\"verdict\" role=\"status\"></p><ul id=\"brief\" class=\"brief\"></ul>\
         <div class=\"toolbar\">{}{}{}{}{}<input type=\"file\" id=\"pick-files\" multiple accept=\".json,.call\" hidden><input type=\"file\" id=\"pick-folder\" webkitdirectory hidden></div></div>",
        lang.pick("Files of the site", "Файлы сайта"),
        Part::Tabs.render(study, lang),
        lang.pick("Text of the file", "Текст файла"),
        tool("copy", lang.pick("Copy", "Копировать")),
        tool(
            "download",
            lang.pick("Download what changed", "Скачать изменённое")
        ),
        tool("files", lang.pick("Open files…", "Открыть файлы…")),
        tool("folder", lang.pick("Open a folder…", "Открыть папку…")),
        tool(
            "revert",
            lang.pick("Back to the report's files", "Вернуть файлы отчёта")
        ),
    )
}

fn handset(study: &Study, lang: Lang) -> String {
    format!(
        "<aside id=\"phone\" class=\"phone live\" aria-labelledby=\"phone-title\"><h2 id=\"phone-title\">{}</h2>{}</aside>",
        lang.pick("The phone", "Телефон"),
        phone::shell(lang).replace(
            "data-part=\"scene\">",
            &format!("data-part=\"scene\">{}", Part::Scene.render(study, lang)),
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::tests::demo;

    const TEMPLATE: &str =
        "<html lang={{lang}}><title>{{title}}</title>{{body}}<script>{{data}}</script>{{other}}";

    #[test]
    fn a_template_is_filled_in_once_whatever_the_files_say() {
        let mut study = demo("mobile");
        study
            .source
            .files
            .insert("note.json".to_owned(), "</script>{{body}}".to_owned());
        let page = fill(TEMPLATE, &study, Lang::Ru, Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(page.matches("<main").count(), 1);
        assert!(page.ends_with("</script>{{other}}"));
        assert_eq!(page.matches("</script>").count(), 1);
        assert!(fill("{{body}}", &study, Lang::En, Timestamp::UNIX_EPOCH).is_err());
    }

    #[test]
    fn no_id_stands_twice_and_every_label_points_at_one() {
        for lang in Lang::ALL {
            let html = body(&demo("mobile"), lang);
            let ids: Vec<&str> = html
                .split(" id=\"")
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
                .collect();
            let mut once = ids.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), ids.len(), "{ids:?}");
            for link in html
                .split("href=\"#")
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
            {
                assert!(ids.contains(&link), "#{link} leads nowhere");
            }
        }
    }

    #[test]
    fn nothing_on_the_page_is_fetched() {
        let html = body(&demo("mobile"), Lang::En);
        for attribute in ["src=", "url(http", "href=\"http", "@import"] {
            assert!(!html.contains(attribute), "{attribute}");
        }
    }
}
