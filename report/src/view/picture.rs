//! A menu, drawn.
//!
//! A step is a box. The keys that lead on are small tabs at its bottom, with a line to the next box. What would only
//! tangle the picture (silence, wrong keys, ways back up, ways to a step that everything leads to) is written into the
//! box as a row with the name of the step it leads to. So every way is drawn, and none hides another.

mod boxes;
mod drawn;

use super::step_id;
use crate::{
    html::{escape, shorten},
    lang::Lang,
    layout::{self, Layers, Layout, Line},
    study::Study,
};
use boxes::{Box, Chip, Row};
use drawn::{Drawn, is_main};
use shared::{
    menu::picture::{By, Picture, PictureStep},
    problem::Severity,
};
use std::{collections::BTreeMap, fmt::Write};

/// Space around the picture.
const MARGIN: f64 = 28.0;
/// More lines than this into one box are a tangle.
const MANY: usize = 6;

/// All menus of a site.
pub(super) fn render(study: &Study, lang: Lang) -> String {
    if study.pictures.is_empty() {
        let nothing = lang.pick(
            "No menu can be drawn yet. The problems below say why.",
            "Меню пока нельзя нарисовать. Почему, сказано ниже в проблемах.",
        );
        return format!("<p class=\"empty\">{nothing}</p>");
    }
    let several = study.pictures.len() > 1;
    let mut html = String::new();
    for (menu, (file, picture)) in study.pictures.iter().enumerate() {
        if several {
            let _ = write!(html, "<h3>{}</h3>", escape(file));
        }
        html.push_str(&figure(study, lang, menu, file, picture));
    }
    html
}

/// What a picture is made of.
struct Drawing<'a> {
    lang: Lang,
    menu: usize,
    picture: &'a Picture,
    layers: Layers,
    drawn: Drawn<'a>,
    boxes: Vec<Box>,
    lines: Vec<Line>,
    layout: Layout,
}

fn figure(study: &Study, lang: Lang, menu: usize, file: &str, picture: &Picture) -> String {
    let drawing = Drawing::new(study, lang, menu, picture);
    let title = match lang {
        Lang::En => format!("The menu {file}"),
        Lang::Ru => format!("Меню {file}"),
    };
    let steps = lang.count(
        picture.steps.len(),
        ["step", "steps"],
        ["шаг", "шага", "шагов"],
    );
    let about = match lang {
        Lang::En => format!(
            "{steps}, from the top down. A call begins with {}. The list of steps says the same in words.",
            picture.start
        ),
        Lang::Ru => format!(
            "{steps}, сверху вниз. Звонок начинается с {}. В списке шагов то же самое словами.",
            picture.start
        ),
    };
    let scroll = lang.pick(
        "Menu picture: scroll with the arrow keys",
        "Рисунок меню: прокрутка стрелками",
    );
    let button = |action: &str, sign: &str, name: &str| {
        format!(
            "<button type=\"button\" class=\"tool live\" data-zoom=\"{action}\" aria-label=\"{name}\" title=\"{name}\">{sign}</button>"
        )
    };
    format!(
        "<figure class=\"drawing\"><div class=\"tools\">{}{}{}</div>\
         <div class=\"canvas\" tabindex=\"0\" role=\"region\" aria-label=\"{scroll}\">{}</div>\
         <figcaption>{}</figcaption></figure>",
        button("out", "−", lang.pick("Smaller", "Мельче")),
        button("in", "+", lang.pick("Larger", "Крупнее")),
        button("fit", "⤢", lang.pick("Fit the width", "По ширине")),
        drawing.svg(&title, &about),
        legend(lang),
    )
}

fn legend(lang: Lang) -> String {
    format!(
        "<span><i class=\"swatch chip\">1</i>{}</span><span><i class=\"swatch row\">→</i>{}</span>\
         <span><i class=\"swatch error\">!</i>{}</span><span><i class=\"swatch lost\"></i>{}</span>",
        lang.pick("key that leads on", "клавиша, ведущая дальше"),
        lang.pick("goes to the step named", "ведёт к названному шагу"),
        lang.pick("has problems", "есть проблемы"),
        lang.pick("never reached", "сюда не попасть"),
    )
}

impl<'a> Drawing<'a> {
    fn new(study: &Study, lang: Lang, menu: usize, picture: &'a Picture) -> Self {
        let steps = picture.steps.len();
        let places: BTreeMap<&str, usize> = picture
            .steps
            .iter()
            .enumerate()
            .map(|(at, step)| (step.name.as_str(), at))
            .collect();
        let mut main = Vec::new();
        let mut other = Vec::new();
        for (from, step) in picture.steps.iter().enumerate() {
            for way in &step.ways {
                match places.get(way.to.as_str()) {
                    Some(to) if is_main(&way.by) => main.push((from, *to)),
                    Some(to) => other.push((from, *to)),
                    None => {}
                }
            }
        }
        let start = places.get(picture.start.as_str()).copied();
        let layers = layout::layers(steps, start, &main, &other);
        let drawn = Drawn::new(picture, &layers, places);
        let mut drawing = Drawing {
            lang,
            menu,
            picture,
            layers,
            drawn,
            boxes: Vec::new(),
            lines: Vec::new(),
            layout: Layout::default(),
        };
        let language = first_language(study);
        drawing.boxes = (0..steps)
            .map(|step| drawing.box_of(study, step, &language))
            .collect();
        drawing.join();
        let shapes: Vec<layout::Shape> = drawing.boxes.iter().map(Box::shape).collect();
        drawing.layout = layout::arrange(&shapes, &drawing.layers.of, &drawing.lines);
        drawing
    }

    fn layer(&self, step: usize) -> usize {
        self.layers.of.get(step).copied().unwrap_or(0)
    }

    /// The ways of a step in groups that lead to the same one.
    fn groups(step: &PictureStep) -> Vec<(&str, Vec<&By>)> {
        let mut groups: Vec<(&str, Vec<&By>)> = Vec::new();
        for way in &step.ways {
            match groups.iter_mut().find(|(to, _)| *to == way.to) {
                Some((_, bys)) => bys.push(&way.by),
                None => groups.push((&way.to, vec![&way.by])),
            }
        }
        groups
    }

    fn box_of(&self, study: &Study, at: usize, language: &str) -> Box {
        let Some(step) = self.picture.steps.get(at) else {
            return Box::default();
        };
        let mut drawn = Box {
            name: step.name.clone(),
            kind: kind_name(&step.kind, self.lang).to_owned(),
            says: first_words(step, language, 34),
            errors: study
                .problems_at(step)
                .filter(|p| p.severity == Severity::Error)
                .count(),
            warnings: study
                .problems_at(step)
                .filter(|p| p.severity == Severity::Warning)
                .count(),
            is_start: step.name == self.picture.start,
            is_lost: !self.layers.reached.get(at).copied().unwrap_or(true),
            ..Box::default()
        };
        for (to, bys) in Self::groups(step) {
            let target = self.drawn.place(to);
            let below = target.filter(|to| self.layer(at) < self.layer(*to));
            let (main, other): (Vec<&By>, Vec<&By>) = bys.iter().partition(|by| is_main(by));
            let (as_line, written) = match below {
                Some(target) if self.drawn.is_line(target, &bys) => (main, other),
                Some(target) if self.drawn.holds(at, target) => (bys, Vec::new()),
                Some(_) | None => (Vec::new(), bys),
            };
            if let (Some(target), false) = (target, as_line.is_empty()) {
                drawn.chips.push(Chip {
                    label: labels(&as_line, self.lang),
                    to: target,
                });
            }
            if !written.is_empty() {
                drawn.rows.push(Row {
                    label: labels(&written, self.lang),
                    to: to.to_owned(),
                    is_missing: target.is_none(),
                });
            }
        }
        drawn.measure();
        drawn
    }

    /// A line for every chip.
    fn join(&mut self) {
        for (from, drawn) in self.boxes.iter().enumerate() {
            for (chip, port) in drawn.chips.iter().zip(drawn.ports()) {
                self.lines.push(Line {
                    from,
                    port,
                    to: chip.to,
                });
            }
        }
    }

    fn svg(&self, title: &str, about: &str) -> String {
        let (width, height) = (
            self.layout.width + 2.0 * MARGIN,
            self.layout.height + 2.0 * MARGIN,
        );
        let menu = self.menu;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"group\" aria-labelledby=\"picture-title-{menu} picture-about-{menu}\" \
             data-menu=\"{menu}\" viewBox=\"{:.0} {:.0} {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\">\
             <title id=\"picture-title-{menu}\">{}</title><desc id=\"picture-about-{menu}\">{}</desc>\
             <defs><marker id=\"arrow-{menu}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">\
             <path class=\"head\" d=\"M0 .8 7 4 0 7.2z\"/></marker></defs><g class=\"lines\">",
            -MARGIN,
            -MARGIN,
            escape(title),
            escape(about),
        );
        for (line, points) in self.lines.iter().zip(&self.layout.lines) {
            let _ = write!(
                svg,
                "<path class=\"line\" data-from=\"{}\" data-to=\"{}\" d=\"{}\" marker-end=\"url(#arrow-{menu})\"/>",
                line.from,
                line.to,
                path(points),
            );
        }
        svg.push_str("</g>");
        let mut order: Vec<usize> = (0..self.boxes.len()).collect();
        let place = |step: &usize| {
            self.layout
                .boxes
                .get(*step)
                .map_or((0.0, 0.0), |b| (b.y, b.x))
        };
        order.sort_by(|a, b| {
            let (a, b) = (place(a), place(b));
            a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
        });
        for step in order {
            if let (Some(drawn), Some(placed)) = (self.boxes.get(step), self.layout.boxes.get(step))
            {
                svg.push_str(&drawn.svg(placed, step, &step_id(menu, step), self.lang));
            }
        }
        svg.push_str("</svg>");
        svg
    }
}

/// A line's path: straight down where it passes a layer, in a curve between layers.
fn path(points: &[(f64, f64)]) -> String {
    let mut points = points.iter();
    let Some((x, y)) = points.next() else {
        return String::new();
    };
    let mut path = format!("M{x:.1} {y:.1}");
    let (mut from_x, mut from_y) = (*x, *y);
    let mut straight = true;
    for (x, y) in points {
        if straight {
            let _ = write!(path, "V{y:.1}");
        } else {
            let half = f64::midpoint(from_y, *y);
            let _ = write!(
                path,
                "C{from_x:.1} {half:.1} {x:.1} {half:.1} {x:.1} {y:.1}"
            );
        }
        (from_x, from_y) = (*x, *y);
        straight = !straight;
    }
    path
}

/// What takes a caller along a way, in a word or two.
pub(super) fn label(by: &By, lang: Lang) -> String {
    let (en, ru) = match by {
        By::Key(key) => return key.clone(),
        By::Open => ("open", "открыто"),
        By::Closed => ("closed", "закрыто"),
        By::Helped => ("helped", "помогло"),
        By::NotHelped => ("not helped", "не помогло"),
        By::Then => ("then", "далее"),
        By::AfterCall => ("after the call", "после разговора"),
        By::Nobody => ("nobody there", "никого нет"),
        By::Impossible => ("not possible", "невозможно"),
        By::Unanswered => ("no answer", "нет ответа"),
        By::Nothing => ("nothing said", "ничего не сказано"),
        By::Silent => ("silence", "тишина"),
        By::WrongKey => ("wrong key", "не та клавиша"),
    };
    lang.pick(en, ru).to_owned()
}

fn labels(bys: &[&By], lang: Lang) -> String {
    // Who chooses a language by a key goes on like who chooses none.
    let has_key = bys.iter().any(|by| matches!(by, By::Key(_)));
    let mut words: Vec<String> = bys
        .iter()
        .filter(|by| !(has_key && ***by == By::Then))
        .map(|by| label(by, lang))
        .collect();
    words.dedup();
    words.join(", ")
}

/// What a step does, in the report's language.
pub(super) fn kind_name(kind: &str, lang: Lang) -> &str {
    let ru = match kind {
        "menu" => "меню",
        "answer" => "ответ",
        "queue" => "очередь",
        "callback" => "перезвоним",
        "survey" => "опрос",
        "transfer" => "перевод",
        "say" => "фраза",
        "if_open" => "часы работы",
        "choose_language" => "язык",
        "hang_up" => "конец",
        "ask_digits" => "ввод цифр",
        "voicemail" => "запись голоса",
        other => other,
    };
    let en = match kind {
        "if_open" => "opening hours",
        "choose_language" => "language",
        "hang_up" => "hang up",
        "ask_digits" => "digits",
        other => other,
    };
    lang.pick(en, ru)
}

/// The language in which a picture quotes: the site's first.
pub(super) fn first_language(study: &Study) -> String {
    study
        .bundle
        .as_ref()
        .map_or("en", |bundle| bundle.site.default_locale().code())
        .to_owned()
}

pub(super) fn first_words(step: &PictureStep, language: &str, length: usize) -> String {
    let say = step.texts.iter().find(|text| text.place == "say");
    let text = say.and_then(|say| {
        say.by_language
            .get(language)
            .or_else(|| say.by_language.values().next())
    });
    text.map(|text| shorten(text.trim(), length))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
