//! Changes of opening hours, by day.

use super::{Line, Matters, facts::Value, words::text};
use crate::{
    hours::{Hours, Range, SpecialDay},
    locale::Texts,
    site::Site,
};
use jiff::civil::Date;
use std::collections::BTreeSet;

const WEIGHT: (Matters, u8) = (Matters::Way, 7);
const WORDS: (Matters, u8) = (Matters::Words, 10);

const WEEK: [(&str, &str); 7] = [
    ("Monday", "понедельник"),
    ("Tuesday", "вторник"),
    ("Wednesday", "среда"),
    ("Thursday", "четверг"),
    ("Friday", "пятница"),
    ("Saturday", "суббота"),
    ("Sunday", "воскресенье"),
];

/// What changes in the opening hours of a site.
pub(super) fn changes(before: &Site, after: &Site) -> Vec<Line> {
    let names: BTreeSet<&String> = before.hours.keys().chain(after.hours.keys()).collect();
    let mut lines = Vec::new();
    for name in names {
        match (before.hours.get(name), after.hours.get(name)) {
            (Some(old), Some(new)) => {
                let changed = Changed {
                    name,
                    before,
                    after,
                };
                changed.week(old, new, &mut lines);
                changed.days(old, new, &mut lines);
                let called = ("what is said when closed", "что говорится, когда закрыто");
                changed.words(called, &old.say_closed, &new.say_closed, &mut lines);
            }
            (None, Some(_)) => lines.push(Line::new(
                WEIGHT,
                format!("new opening hours {name}"),
                format!("новое расписание {name}"),
            )),
            (Some(_), None) => lines.push(Line::new(
                WEIGHT,
                format!("opening hours {name} are gone"),
                format!("расписания {name} больше нет"),
            )),
            (None, None) => {}
        }
    }
    lines
}

struct Changed<'a> {
    name: &'a str,
    before: &'a Site,
    after: &'a Site,
}

/// The same change on one day or several after one another: the first, the last, what was, what is.
struct Run<D> {
    first: D,
    last: D,
    was: String,
    is: String,
}

impl Changed<'_> {
    fn week(&self, old: &Hours, new: &Hours, lines: &mut Vec<Line>) {
        let mut runs: Vec<Run<usize>> = Vec::new();
        for (day, (old, new)) in old.week.iter().zip(&new.week).enumerate() {
            if old != new {
                add(&mut runs, day, |last| last + 1 == day, open(old), open(new));
            }
        }
        for run in runs {
            let names = |pick: fn(&(&'static str, &'static str)) -> &'static str| {
                let name = |day| WEEK.get(day).map_or("", pick);
                span(name(run.first), name(run.last))
            };
            self.days_are(
                names(|day| day.0),
                names(|day| day.1),
                &run.was,
                &run.is,
                lines,
            );
        }
    }

    fn days(&self, old: &Hours, new: &Hours, lines: &mut Vec<Line>) {
        let days: BTreeSet<&Date> = old.exceptions.keys().chain(new.exceptions.keys()).collect();
        let as_usual = || "as usual".to_owned();
        let mut runs: Vec<Run<Date>> = Vec::new();
        for day in days {
            let (was, is) = (old.exceptions.get(day), new.exceptions.get(day));
            let ranges = |day: Option<&SpecialDay>| {
                day.map_or_else(as_usual, |SpecialDay { ranges, say: _ }| open(ranges))
            };
            let follows = |last: Date| last.tomorrow().is_ok_and(|next| next == *day);
            if ranges(was) != ranges(is) {
                add(&mut runs, *day, follows, ranges(was), ranges(is));
            }
            let none = Texts::default();
            let say = |day: Option<&'_ SpecialDay>| day.map_or(none.clone(), |day| day.say.clone());
            let en = format!("what is said when closed on {day}");
            let ru = format!("что говорится, когда закрыто, {day}");
            self.words((&en, &ru), &say(was), &say(is), lines);
        }
        for run in runs {
            let days = span(&run.first.to_string(), &run.last.to_string());
            self.days_are(days.clone(), days, &run.was, &run.is, lines);
        }
    }

    fn days_are(&self, en: String, ru: String, was: &str, is: &str, lines: &mut Vec<Line>) {
        let name = self.name;
        lines.push(Line::new(
            WEIGHT,
            format!("opening hours {name}: {en} now {is} (before: {was})"),
            format!(
                "расписание {name}: {ru} теперь {} (раньше: {})",
                in_russian(is),
                in_russian(was)
            ),
        ));
    }

    fn words(&self, (en, ru): (&str, &str), old: &Texts, new: &Texts, lines: &mut Vec<Line>) {
        let name = self.name;
        for locale in &self.after.locales {
            let of = |texts: &Texts| {
                let text = texts.0.get(locale).filter(|text| !text.is_empty());
                text.map(|text| Value::Quoted(text.clone()))
            };
            let (old, new) = (of(old), of(new));
            if old != new && self.before.locales.contains(locale) {
                let called = (
                    format!("opening hours {name}, {en},"),
                    format!("расписание {name}, {ru},"),
                );
                lines.push(text(
                    WORDS,
                    called,
                    Some(*locale),
                    (old.as_ref(), new.as_ref()),
                ));
            }
        }
    }
}

fn add<D: Copy>(
    runs: &mut Vec<Run<D>>,
    day: D,
    follows: impl Fn(D) -> bool,
    was: String,
    is: String,
) {
    match runs.last_mut() {
        Some(run) if follows(run.last) && run.was == was && run.is == is => run.last = day,
        Some(_) | None => runs.push(Run {
            first: day,
            last: day,
            was,
            is,
        }),
    }
}

fn span(first: &str, last: &str) -> String {
    match first == last {
        true => first.to_owned(),
        false => format!("{first} – {last}"),
    }
}

/// `08:00–12:00, 13:00–22:00`.
fn open(ranges: &[Range]) -> String {
    if ranges.is_empty() {
        return "closed".to_owned();
    }
    let times = ranges.iter().map(|Range { start, end }| {
        let end = match *end == jiff::civil::Time::midnight() {
            true => "24:00".to_owned(),
            false => end.strftime("%H:%M").to_string(),
        };
        format!("{}–{end}", start.strftime("%H:%M"))
    });
    times.collect::<Vec<_>>().join(", ")
}

fn in_russian(open: &str) -> &str {
    match open {
        "closed" => "закрыто",
        "as usual" => "как обычно",
        times => times,
    }
}
