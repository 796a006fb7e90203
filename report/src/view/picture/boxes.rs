//! A step as a box: its name, what it does and says, its ways.

use crate::{
    html::{escape, shorten},
    lang::Lang,
    layout::{Placed, Shape},
};
use std::fmt::Write;

const NARROWEST: f64 = 176.0;
const PADDING: f64 = 12.0;
/// Height of the name, and of the words said.
const HEAD: f64 = 34.0;
const WORDS: f64 = 19.0;
const ROW: f64 = 19.0;
const CHIP: f64 = 22.0;
const CHIP_GAP: f64 = 6.0;
/// Characters of a label beyond which it is cut.
const LONGEST_LABEL: usize = 30;

/// A step, ready to be drawn.
#[derive(Clone, Debug, Default)]
pub(super) struct Box {
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) says: String,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) is_start: bool,
    pub(super) is_lost: bool,
    pub(super) rows: Vec<Row>,
    pub(super) chips: Vec<Chip>,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// A way that is written.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) label: String,
    pub(super) to: String,
    pub(super) is_missing: bool,
}

/// A way that is drawn.
#[derive(Clone, Debug)]
pub(super) struct Chip {
    pub(super) label: String,
    pub(super) to: usize,
}

impl Chip {
    fn width(&self) -> f64 {
        (width_of(&shorten(&self.label, LONGEST_LABEL), 13.0) + 16.0).max(CHIP)
    }
}

impl Row {
    fn text(&self) -> String {
        format!(
            "{} → {}",
            shorten(&self.label, LONGEST_LABEL),
            shorten(&self.to, 26)
        )
    }
}

impl Box {
    /// Finds out how large it is.
    pub(super) fn measure(&mut self) {
        let name = shorten(&self.name, 28);
        let head = width_of(&name, 14.8) + 22.0 + width_of(&self.kind, 11.0) + self.mark();
        let words = width_of(&self.says, 12.8);
        let rows = self
            .rows
            .iter()
            .map(|row| width_of(&row.text(), 12.8))
            .fold(0.0, f64::max);
        let widest = [head, words, rows, self.chips_width()]
            .into_iter()
            .fold(0.0, f64::max);
        self.width = (widest + 2.0 * PADDING).max(NARROWEST).ceil();
        let mut height = HEAD;
        if !self.says.is_empty() {
            height += WORDS;
        }
        for _ in self
            .rows
            .iter()
            .map(|_| ())
            .chain(self.is_lost.then_some(()))
        {
            height += ROW;
        }
        if !self.rows.is_empty() || self.is_lost {
            height += 5.0;
        }
        height += if self.chips.is_empty() { 6.0 } else { CHIP };
        self.height = height;
    }

    /// Room for the mark of a problem.
    fn mark(&self) -> f64 {
        if self.errors + self.warnings > 0 {
            22.0
        } else {
            0.0
        }
    }

    fn chips_width(&self) -> f64 {
        let gaps = self.chips.iter().skip(1).map(|_| CHIP_GAP).sum::<f64>();
        self.chips.iter().map(Chip::width).sum::<f64>() + gaps
    }

    pub(super) fn shape(&self) -> Shape {
        Shape {
            width: self.width,
            height: self.height,
        }
    }

    /// The middle of each chip, from the box's left edge.
    pub(super) fn ports(&self) -> Vec<f64> {
        let mut x = (self.width - self.chips_width()) / 2.0;
        self.chips
            .iter()
            .map(|chip| {
                let middle = x + chip.width() / 2.0;
                x += chip.width() + CHIP_GAP;
                middle
            })
            .collect()
    }

    /// A link to the step in the list of steps, so that it can be followed with a keyboard and without JavaScript.
    pub(super) fn svg(&self, at: &Placed, step: usize, target: &str, lang: Lang) -> String {
        let mut classes = String::from("step");
        for (class, on) in [
            ("error", self.errors > 0),
            ("warning", self.errors == 0 && self.warnings > 0),
            ("lost", self.is_lost),
        ] {
            if on {
                classes.push(' ');
                classes.push_str(class);
            }
        }
        // Chips stand half below the frame.
        let frame = if self.chips.is_empty() {
            at.height
        } else {
            at.height - CHIP / 2.0
        };
        let mut svg = format!(
            "<a href=\"#{target}\" class=\"{classes}\" data-step=\"{step}\" transform=\"translate({:.1} {:.1})\">\
             <rect class=\"frame\" width=\"{:.1}\" height=\"{frame:.1}\" rx=\"10\"/>",
            at.x, at.y, at.width,
        );
        if self.is_start {
            let begins = lang.pick("A call begins here", "Начало звонка");
            let _ = write!(
                svg,
                "<text class=\"start\" x=\"{PADDING}\" y=\"-8\">▼ {begins}</text> ",
            );
        }
        let _ = write!(
            svg,
            "<text class=\"name\" x=\"{PADDING}\" y=\"22\">{}</text> <text class=\"kind\" x=\"{:.1}\" y=\"22\" text-anchor=\"end\">{}</text> ",
            escape(&shorten(&self.name, 28)),
            at.width - PADDING - self.mark(),
            escape(&self.kind),
        );
        self.problem_mark(at.width, lang, &mut svg);
        let mut y = HEAD;
        if !self.says.is_empty() {
            let _ = write!(
                svg,
                "<text class=\"says\" x=\"{PADDING}\" y=\"{:.1}\">{}</text> ",
                y + 8.0,
                escape(&self.says)
            );
            y += WORDS;
        }
        if self.is_lost {
            let lost = lang.pick("never reached", "сюда не попасть");
            let _ = write!(
                svg,
                "<text class=\"row lost\" x=\"{PADDING}\" y=\"{:.1}\">{lost}</text> ",
                y + 12.0
            );
            y += ROW;
        }
        for row in &self.rows {
            let class = if row.is_missing { "row missing" } else { "row" };
            let _ = write!(
                svg,
                "<text class=\"{class}\" x=\"{PADDING}\" y=\"{:.1}\">{}</text> ",
                y + 12.0,
                escape(&row.text())
            );
            y += ROW;
        }
        for (chip, middle) in self.chips.iter().zip(self.ports()) {
            let width = chip.width();
            let _ = write!(
                svg,
                "<rect class=\"chip\" x=\"{:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"{CHIP}\" rx=\"{:.1}\"/>\
                 <text class=\"chip\" x=\"{middle:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text> ",
                middle - width / 2.0,
                at.height - CHIP,
                CHIP / 2.0,
                at.height - 7.0,
                escape(&shorten(&chip.label, LONGEST_LABEL)),
            );
        }
        svg.push_str("</a>");
        svg
    }

    /// A disc for errors, a triangle for warnings: told apart without colour.
    fn problem_mark(&self, width: f64, lang: Lang, svg: &mut String) {
        let x = width - PADDING - 8.0;
        let shape = match (self.errors, self.warnings) {
            (0, 0) => return,
            (0, _) => format!("<path d=\"M{x:.1} 8l9 17h-18z\"/>"),
            (_, _) => format!("<circle cx=\"{x:.1}\" cy=\"17.5\" r=\"9\"/>"),
        };
        let _ = write!(
            svg,
            "<g class=\"mark\" role=\"img\" aria-label=\"{}\">{shape}<text x=\"{x:.1}\" y=\"22.5\" text-anchor=\"middle\" aria-hidden=\"true\">!</text></g> ",
            self.problems(lang),
        );
    }

    /// The number of its problems, for those who do not see the mark.
    fn problems(&self, lang: Lang) -> String {
        let errors = lang.count(
            self.errors,
            ["error", "errors"],
            ["ошибка", "ошибки", "ошибок"],
        );
        let warnings = lang.count(
            self.warnings,
            ["warning", "warnings"],
            ["предупреждение", "предупреждения", "предупреждений"],
        );
        match (self.errors, self.warnings) {
            (_, 0) => errors,
            (0, _) => warnings,
            (_, _) => format!("{errors}, {warnings}"),
        }
    }
}

/// About how wide a text is: there is no font to measure with.
fn width_of(text: &str, size: f64) -> f64 {
    let em: f64 = text
        .chars()
        .map(|c| match c {
            'i' | 'l' | 'j' | 't' | 'f' | 'r' | '.' | ',' | ':' | '!' | '\'' | ' ' | '|' => 0.33,
            'm' | 'w' | 'M' | 'W' | 'ш' | 'щ' | 'ж' | 'ю' | 'м' | 'ы' | 'ф' | 'Ш' | 'Щ' | 'Ж' => {
                0.84
            }
            '→' => 1.0,
            c if c.is_ascii_uppercase() => 0.68,
            c if c.is_ascii() => 0.57,
            c if ('\u{2e80}'..='\u{ffdc}').contains(&c) => 1.0,
            c if c.is_uppercase() => 0.72,
            _ => 0.6,
        })
        .sum();
    em * size
}
