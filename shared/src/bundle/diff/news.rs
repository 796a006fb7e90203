//! Changes of announcements, recordings, and the order of questions.

use super::{Line, Matters, facts::Value, words::text};
use crate::{
    bundle::Bundle,
    locale::{Locale, Texts},
    problem::texts::language,
    site::{Announcement, Site},
    survey::Survey,
};
use jiff::{Timestamp, tz::TimeZone};
use std::collections::BTreeSet;

const WEIGHT: (Matters, u8) = (Matters::Words, 0);

/// Announcements have no name: those that say the same, or are said at the same time, are one and the same.
pub(super) fn announcements(before: &Site, after: &Site) -> Vec<Line> {
    let mut old: Vec<&Announcement> = before.announcements.iter().collect();
    let mut new: Vec<&Announcement> = after.announcements.iter().collect();
    drop_pairs(&mut old, &mut new, |a, b| a == b);
    let mut lines = Vec::new();
    let zone = &after.time_zone;
    for (a, b) in drop_pairs(&mut old, &mut new, |a, b| a.say == b.say) {
        let about = said(&b.say, after);
        lines.push(Line::new(
            WEIGHT,
            format!(
                "announcement “{about}”: now {} (before: {})",
                when(b, zone),
                when(a, zone)
            ),
            format!(
                "объявление «{about}»: теперь {} (раньше: {})",
                when(b, zone),
                when(a, zone)
            ),
        ));
    }
    for (a, b) in drop_pairs(&mut old, &mut new, |a, b| {
        (a.from, a.until) == (b.from, b.until)
    }) {
        for locale in after.locales.iter().filter(|l| before.locales.contains(l)) {
            let of = |texts: &Texts| texts.0.get(locale).map(|text| Value::Quoted(text.clone()));
            let (old, new) = (of(&a.say), of(&b.say));
            if old != new {
                let called = (
                    format!("announcement of {}", when(b, zone)),
                    format!("объявление {}", when(b, zone)),
                );
                lines.push(text(
                    WEIGHT,
                    called,
                    Some(*locale),
                    (old.as_ref(), new.as_ref()),
                ));
            }
        }
    }
    for added in new {
        let (about, when) = (said(&added.say, after), when(added, zone));
        lines.push(Line::new(
            WEIGHT,
            format!("new announcement, {when}: “{about}”"),
            format!("новое объявление, {when}: «{about}»"),
        ));
    }
    for removed in old {
        let (about, when) = (said(&removed.say, before), when(removed, zone));
        lines.push(Line::new(
            WEIGHT,
            format!("the announcement of {when} is gone: “{about}”"),
            format!("объявления {when} больше нет: «{about}»"),
        ));
    }
    lines
}

/// Takes pairs that are alike out of both lists.
fn drop_pairs<'a>(
    old: &mut Vec<&'a Announcement>,
    new: &mut Vec<&'a Announcement>,
    alike: impl Fn(&Announcement, &Announcement) -> bool,
) -> Vec<(&'a Announcement, &'a Announcement)> {
    let mut pairs = Vec::new();
    old.retain(|a| match new.iter().position(|b| alike(a, b)) {
        Some(at) => {
            pairs.push((*a, new.remove(at)));
            false
        }
        None => true,
    });
    pairs
}

fn said(texts: &Texts, site: &Site) -> String {
    let text = texts.get(site.default_locale());
    let short: String = text.chars().take(80).collect();
    match short.len() < text.len() {
        true => format!("{short}…"),
        false => short,
    }
}

fn when(announcement: &Announcement, zone: &TimeZone) -> String {
    let local = |at: Timestamp| {
        at.to_zoned(zone.clone())
            .strftime("%Y-%m-%d %H:%M")
            .to_string()
    };
    let Announcement {
        from,
        until,
        say: _,
    } = announcement;
    format!("{} – {}", local(*from), local(*until))
}

/// Recorded audio that is new or gone, counted by language.
pub(super) fn recordings(before: &Bundle, after: &Bundle) -> Vec<Line> {
    let none = BTreeSet::new();
    let of = |bundle: &'_ Bundle, locale: Locale| -> BTreeSet<String> {
        bundle.audio.get(&locale).unwrap_or(&none).clone()
    };
    let changed = Locale::ALL.into_iter().filter_map(|locale| {
        let (old, new) = (of(before, locale), of(after, locale));
        let (added, gone) = (new.difference(&old).count(), old.difference(&new).count());
        let name = language(locale);
        (old != new).then(|| {
            Line::new(
                (Matters::Centre, 20),
                format!("recordings in {}: {added} new, {gone} gone", name.en),
                format!("записи на {} языке: новых {added}, убрано {gone}", name.ru),
            )
        })
    });
    changed.collect()
}

/// Questions that both surveys ask, in another order.
pub(super) fn questions_moved(before: &Bundle, after: &Bundle) -> Option<Line> {
    let ids = |survey: &'_ Survey| -> Vec<String> {
        survey.questions.iter().map(|q| q.id.clone()).collect()
    };
    let (old, new) = (ids(before.survey.as_ref()?), ids(after.survey.as_ref()?));
    let common = |ids: &[String], others: &[String]| -> Vec<String> {
        ids.iter()
            .filter(|id| others.contains(id))
            .cloned()
            .collect()
    };
    if common(&old, &new) == common(&new, &old) {
        return None;
    }
    let order = new.join(", ");
    Some(Line::new(
        (Matters::Survey, 1),
        format!("the questions now come in this order: {order}"),
        format!("вопросы теперь идут в таком порядке: {order}"),
    ))
}
