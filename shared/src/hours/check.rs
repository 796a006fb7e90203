//! Opening hours: draft to [`Hours`].

use super::{
    DayDraft, Hours, HoursDraft, Range, SpecialDay,
    draft::{DAYS, FIELDS, days_of},
};
use crate::{
    locale::{Locale, Texts},
    problem::{At, Report, did_you_mean, rules, texts},
};
use jiff::{ToSpan, civil};
use std::collections::BTreeMap;

/// What the check of opening hours needs to know beside them.
#[derive(Clone, Copy)]
pub(crate) struct Around<'a> {
    /// The site's languages, where they are known.
    pub(crate) locales: Option<&'a [Locale]>,
    /// The day in the site's time zone.
    pub(crate) today: civil::Date,
}

/// Minutes that nobody closes for on purpose: "13:00-…" after "…-12:59".
const SLIP_MIN: u16 = 5;

/// Checks one set of opening hours.
pub(crate) fn check(
    draft: &HoursDraft,
    at: At<'_>,
    around: Around<'_>,
    report: &mut Report<'_>,
) -> Hours {
    let mut checker = Checker { around, report };
    for name in &draft.unknown {
        let near = did_you_mean(name, DAYS.into_iter().chain(FIELDS));
        let words = at.get(name).key();
        checker
            .report
            .add(&rules::UNKNOWN_DAY, words, &[("day", name)], near);
    }
    let week = checker.week(draft, at);
    let holidays = checker.days(&draft.holidays, at.get("holidays"));
    let mut exceptions = checker.days(&draft.exceptions, at.get("exceptions"));
    checker.holidays_over(&holidays, at.get("holidays"));
    for (date, holiday) in holidays {
        if exceptions.contains_key(&date) {
            let date = date.to_string();
            let words = at.get("exceptions").get(&date).key();
            checker
                .report
                .add(&rules::DATE_TWICE, words, &[("date", &date)], None);
        }
        exceptions.entry(date).or_insert(holiday);
    }
    let hours = Hours {
        week,
        exceptions,
        say_closed: checker.text(draft.say_closed.as_ref(), at.get("say_closed")),
    };
    checker.days_touch(&hours, at);
    checker.never_open(&hours, at);
    hours
}

struct Checker<'c, 'a, 'r> {
    around: Around<'c>,
    report: &'r mut Report<'a>,
}

impl Checker<'_, '_, '_> {
    fn week(&mut self, draft: &HoursDraft, at: At<'_>) -> [Vec<Range>; 7] {
        let mut week: [Vec<Range>; 7] = Default::default();
        let mut named: [Option<At<'_>>; 7] = [None; 7];
        for (days, ranges) in &draft.week {
            let at = at.get(days);
            let ranges = self.ranges(ranges, at);
            for day in days_of(days).unwrap_or_default() {
                let (Some(slot), Some(named)) = (week.get_mut(day), named.get_mut(day)) else {
                    continue;
                };
                if named.is_some() {
                    let name = DAYS.get(day).copied().unwrap_or_default();
                    self.report
                        .add(&rules::DAY_TWICE, at.key(), &[("day", name)], None);
                }
                slot.clone_from(&ranges);
                *named = Some(at);
            }
        }
        let fields = FIELDS.iter().filter(|f| at.get(f).exists()).count();
        let is_whole = at.has(draft.week.len() + draft.unknown.len() + fields);
        for day in 0..7 {
            self.next_day(&week, &named, day);
            if is_whole && draft.unknown.is_empty() {
                self.day_missing(&week, &named, day, at);
            }
        }
        week
    }

    /// Ranges of a weekday that reach into the next, or almost.
    fn next_day(&mut self, week: &[Vec<Range>; 7], named: &[Option<At<'_>>; 7], day: usize) {
        let next = (day + 1) % 7;
        let (Some(today), Some(tomorrow), Some(Some(at))) =
            (week.get(day), week.get(next), named.get(day))
        else {
            return;
        };
        self.overnight(today, tomorrow, *at);
        if let (Some(last), Some(first)) = (today.last(), tomorrow.first()) {
            let until_midnight = (24 * 60_u16).saturating_sub(last.minutes().1);
            if !last.is_overnight() {
                let minutes = until_midnight + first.minutes().0;
                self.short_gap(*last, *first, minutes, *at);
            }
        }
    }

    /// A working day without hours between two that have some. Who means it writes `[]`.
    fn day_missing(
        &mut self,
        week: &[Vec<Range>; 7],
        named: &[Option<At<'_>>; 7],
        day: usize,
        at: At<'_>,
    ) {
        let is_open = |day: usize| week.get(day % 7).is_some_and(|ranges| !ranges.is_empty());
        let is_named = named.get(day).is_some_and(Option::is_some);
        if day < 5 && !is_named && is_open(day + 6) && is_open(day + 1) {
            let name = DAYS.get(day).copied().unwrap_or_default();
            let values = [("day", name), ("name", at.name())];
            self.report
                .add(&rules::DAY_MISSING, at.key(), &values, None);
        }
    }

    fn days(
        &mut self,
        drafts: &BTreeMap<String, DayDraft>,
        at: At<'_>,
    ) -> BTreeMap<civil::Date, SpecialDay> {
        let mut days = BTreeMap::new();
        for (text, draft) in drafts {
            let at = at.get(text);
            let Some(date) = date_of(text) else {
                self.report
                    .add(&rules::BAD_DATE, at.key(), &[("date", text)], None);
                continue;
            };
            let day = match draft {
                DayDraft::Closed => SpecialDay::default(),
                DayDraft::Open(ranges) => SpecialDay {
                    ranges: self.ranges(ranges, at),
                    say: Texts::default(),
                },
                DayDraft::Special(special) => SpecialDay {
                    ranges: self.ranges(&special.open, at.get("open")),
                    say: self.text(special.say.as_ref(), at.get("say")),
                },
            };
            days.insert(date, day);
        }
        days
    }

    fn text(&mut self, texts: Option<&Texts>, at: At<'_>) -> Texts {
        let Some(texts) = texts else {
            return Texts::default();
        };
        texts::check(texts, at, self.around.locales, &[], self.report);
        texts.clone()
    }

    fn ranges(&mut self, ranges: &[String], at: At<'_>) -> Vec<Range> {
        let mut checked: Vec<Range> = Vec::new();
        for (index, text) in ranges.iter().enumerate() {
            let at = at.item(index);
            let Some(range) = range_of(text) else {
                self.report
                    .add(&rules::BAD_RANGE, at.value(), &[("range", text)], None);
                continue;
            };
            if range.start == range.end && !text.ends_with("24:00") {
                let values = [("range", text.as_str())];
                self.report
                    .add(&rules::RANGE_ALL_DAY, at.value(), &values, None);
            }
            match checked.iter().find(|other| overlap(**other, range)) {
                Some(other) => {
                    let values = [("range", text.as_str()), ("other", &words(*other))];
                    self.report
                        .add(&rules::HOURS_OVERLAP, at.value(), &values, None);
                }
                None => checked.push(range),
            }
        }
        checked.sort_by_key(|r| r.start);
        for (range, next) in checked.iter().zip(checked.iter().skip(1)) {
            let minutes = next.minutes().0.saturating_sub(range.minutes().1);
            self.short_gap(*range, *next, minutes, at);
        }
        checked
    }

    fn short_gap(&mut self, range: Range, next: Range, minutes: u16, at: At<'_>) {
        if (1..=SLIP_MIN).contains(&minutes) {
            let minutes = minutes.to_string();
            let (range, next) = (words(range), words(next));
            let values = [
                ("range", range.as_str()),
                ("next", next.as_str()),
                ("minutes", minutes.as_str()),
            ];
            self.report.add(&rules::SHORT_GAP, at.key(), &values, None);
        }
    }

    /// A night shift must not run into the next day's first range.
    fn overnight(&mut self, today: &[Range], tomorrow: &[Range], at: At<'_>) {
        let night = today.iter().find(|r| r.is_overnight());
        let Some(night) = night else { return };
        if let Some(other) = tomorrow.iter().find(|r| r.start < night.end) {
            let (range, other) = (words(*night), words(*other));
            let values = [("range", range.as_str()), ("other", other.as_str())];
            self.report
                .add(&rules::HOURS_OVERLAP, at.key(), &values, None);
        }
    }

    /// Single days beside the days before and after them.
    fn days_touch(&mut self, hours: &Hours, at: At<'_>) {
        for (date, day) in &hours.exceptions {
            let text = date.to_string();
            let of = |field: &str| Some(at.get(field).get(&text)).filter(|at| at.exists());
            let Some(at) = of("exceptions").or_else(|| of("holidays")) else {
                continue;
            };
            if let Ok(yesterday) = date.yesterday() {
                self.overnight(hours.ranges_on(yesterday), &day.ranges, at);
            }
            // Where tomorrow is special, too, it speaks for both.
            if let Ok(tomorrow) = date.tomorrow()
                && !hours.exceptions.contains_key(&tomorrow)
            {
                self.overnight(&day.ranges, hours.ranges_on(tomorrow), at);
            }
        }
    }

    /// Holidays of the past and none of the coming year: the list was forgotten.
    fn holidays_over(&mut self, holidays: &BTreeMap<civil::Date, SpecialDay>, at: At<'_>) {
        let today = self.around.today;
        let in_a_year = today.saturating_add(12.months());
        let Some((last, _)) = holidays.range(..today).next_back() else {
            return;
        };
        if holidays.range(today..in_a_year).next().is_none() {
            let date = last.to_string();
            self.report
                .add(&rules::HOLIDAYS_OVER, at.key(), &[("date", &date)], None);
        }
    }

    fn never_open(&mut self, hours: &Hours, at: At<'_>) {
        let mut to_come = hours.exceptions.range(self.around.today..);
        if hours.week.iter().all(Vec::is_empty) && to_come.all(|(_, day)| day.ranges.is_empty()) {
            self.report
                .add(&rules::NEVER_OPEN, at.key(), &[("name", at.name())], None);
        }
    }
}

fn overlap(a: Range, b: Range) -> bool {
    let ((a_start, a_end), (b_start, b_end)) = (a.minutes(), b.minutes());
    a_start < b_end && b_start < a_end
}

fn words(range: Range) -> String {
    let short = |time: civil::Time| format!("{:02}:{:02}", time.hour(), time.minute());
    let end = short(range.end);
    let end = if end == "00:00" { "24:00" } else { &end };
    format!("{}-{end}", short(range.start))
}

/// `2026-12-31`, and nothing else that might be read as a date.
fn date_of(text: &str) -> Option<civil::Date> {
    let date = text.parse::<civil::Date>().ok()?;
    (date.to_string() == text).then_some(date)
}

/// `08:00-22:00`; `24:00` is midnight.
fn range_of(text: &str) -> Option<Range> {
    let (start, end) = text.split_once('-')?;
    let end = if end == "24:00" { "00:00" } else { end };
    Some(Range {
        start: time_of(start)?,
        end: time_of(end)?,
    })
}

fn time_of(text: &str) -> Option<civil::Time> {
    let (hour, minute) = text.split_once(':')?;
    let two_digits = |t: &str| t.len() == 2 && t.bytes().all(|b| b.is_ascii_digit());
    if !two_digits(hour) || !two_digits(minute) {
        return None;
    }
    civil::Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}
