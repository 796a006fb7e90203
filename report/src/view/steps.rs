//! The steps as a list: what the picture shows, in words, and all that each step says.

use super::{
    picture::{first_language, first_words, kind_name, label},
    problems, step_id,
};
use crate::{html::escape, lang::Lang, study::Study};
use shared::{
    locale::Locale,
    menu::picture::{Picture, PictureStep},
};
use std::fmt::Write;

pub(super) fn render(study: &Study, lang: Lang) -> String {
    let several = study.pictures.len() > 1;
    let mut html = String::new();
    for (menu, (file, picture)) in study.pictures.iter().enumerate() {
        if several {
            let _ = write!(html, "<h3>{}</h3>", escape(file));
        }
        html.push_str("<div class=\"steps\">");
        for (at, step) in picture.steps.iter().enumerate() {
            let view = View {
                study,
                lang,
                menu,
                file,
                picture,
            };
            html.push_str(&view.step(at, step));
        }
        html.push_str("</div>");
    }
    html
}

struct View<'a> {
    study: &'a Study,
    lang: Lang,
    menu: usize,
    file: &'a str,
    picture: &'a Picture,
}

impl View<'_> {
    fn step(&self, at: usize, step: &PictureStep) -> String {
        let lang = self.lang;
        let worst = self.study.problems_at(step).map(|p| p.severity).min();
        let class = worst.map_or("", problems::class);
        let begins = if step.name == self.picture.start {
            format!(
                " <span class=\"tag\">{}</span>",
                lang.pick("start", "начало")
            )
        } else {
            String::new()
        };
        let says = first_words(step, &first_language(self.study), 70);
        let says = if says.is_empty() {
            says
        } else {
            format!("<span class=\"says\">{}</span>", escape(&says))
        };
        format!(
            "<details class=\"step {class}\" id=\"{}\" data-file=\"{}\" data-name=\"{}\"><summary><b>{}</b> <span class=\"kind\">{}</span>{begins}{}</summary>\
             <div class=\"about\">{}{}{}<p><button type=\"button\" class=\"place\" data-jump=\"{}\" data-line=\"{}\">{}, {} {}</button></p></div></details>",
            step_id(self.menu, at),
            escape(self.file),
            escape(&step.name),
            escape(&step.name),
            escape(kind_name(&step.kind, lang)),
            says,
            self.problems(step),
            self.speech(step),
            self.ways(step),
            escape(&step.file),
            step.line,
            escape(&step.file),
            lang.pick("line", "строка"),
            step.line,
        )
    }

    fn problems(&self, step: &PictureStep) -> String {
        let mut html = String::new();
        for problem in self.study.problems_at(step) {
            let said = problem.sentences(self.lang.locale());
            let _ = write!(
                html,
                "<li class=\"{}\"><b>{}</b> {}</li>",
                problems::class(problem.severity),
                escape(&said.message),
                escape(&said.fix)
            );
        }
        if html.is_empty() {
            html
        } else {
            format!("<ul class=\"brief\">{html}</ul>")
        }
    }

    /// What a caller hears; where the files have errors, what stands in them.
    fn speech(&self, step: &PictureStep) -> String {
        let heard = self.study.speech(self.file, &step.name);
        let mut html = String::new();
        if heard.is_empty() {
            for text in &step.texts {
                let _ = write!(html, "<dt>{}</dt>", escape(&text.place));
                for (code, said) in &text.by_language {
                    let _ = write!(
                        html,
                        "<dd lang=\"{0}\" dir=\"auto\"><span class=\"code\">{0}</span> {1}</dd>",
                        escape(code),
                        escape(said)
                    );
                }
            }
        } else {
            for (locale, sentences) in heard.iter().filter(|(_, sentences)| !sentences.is_empty()) {
                let code = Locale::code(*locale);
                let said: Vec<String> = sentences.iter().map(|s| escape(s)).collect();
                let _ = write!(
                    html,
                    "<dd lang=\"{code}\" dir=\"auto\"><span class=\"code\">{code}</span> {}</dd>",
                    said.join("<br>")
                );
            }
            if !html.is_empty() {
                html = format!(
                    "<dt>{}</dt>{html}",
                    self.lang.pick("The caller hears", "Абонент слышит")
                );
            }
        }
        if html.is_empty() {
            html
        } else {
            format!("<dl class=\"speech\">{html}</dl>")
        }
    }

    fn ways(&self, step: &PictureStep) -> String {
        let mut html = String::new();
        for way in &step.ways {
            let by = escape(&label(&way.by, self.lang));
            let to = escape(&way.to);
            let _ = match self.picture.place(&way.to) {
                Some(target) => write!(
                    html,
                    "<li><span class=\"by\">{by}</span> → <a href=\"#{}\">{to}</a></li>",
                    step_id(self.menu, target)
                ),
                None => write!(
                    html,
                    "<li class=\"missing\"><span class=\"by\">{by}</span> → {to} ({})</li>",
                    self.lang.pick("missing", "нет такого шага")
                ),
            };
        }
        if html.is_empty() {
            html
        } else {
            format!("<ul class=\"ways\">{html}</ul>")
        }
    }
}
