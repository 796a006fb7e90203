//! `site.json`: draft to [`Site`].

use super::{
    Announcement, CallbackDraft, CallbackPolicy, DEFAULT_SURVEY, Number, Project, PublishPolicy,
    Queue, Sink, Site, SiteDraft, SurveyPolicy,
};
use crate::{
    bundle::{check_version, in_every_language},
    hours,
    locale::{Locale, Texts},
    phone::{self, NumberFault, number_fault},
    problem::{At, Report, did_you_mean, listed, rules, texts},
};
use jiff::{Timestamp, civil, tz::TimeZone};
use std::collections::BTreeMap;

/// Checks a site. What is wrong is in `report`; the site is whole only where nothing is.
pub(crate) fn check(
    id: &str,
    draft: &SiteDraft,
    at: At<'_>,
    today: civil::Date,
    report: &mut Report<'_>,
) -> Site {
    check_version(draft.version, at, report);
    if !is_site_id(id) {
        report.add(&rules::BAD_SITE_NAME, at.key(), &[("name", id)], None);
    }
    check_locales(&draft.locales, at.get("locales"), report);
    check_country(&draft.country, at.get("country"), report);
    if let Some(country) = &draft.data_country {
        check_country(country, at.get("data_country"), report);
    }
    let mut checker = Checker {
        draft,
        at,
        locales: &draft.locales,
        report,
    };
    let zone = checker.time_zone();
    Site {
        id: id.to_owned(),
        name: checker.name(&draft.name, at.get("name")),
        locales: draft.locales.clone(),
        country: draft.country.clone(),
        data_country: draft
            .data_country
            .as_ref()
            .unwrap_or(&draft.country)
            .clone(),
        origins: checker.origins(),
        hours: checker.hours(today),
        projects: checker.projects(),
        queues: checker.queues(),
        numbers: checker.numbers(),
        callback: draft.callback.as_ref().map(|c| checker.callback(c)),
        survey: checker.survey(),
        sinks: checker.sinks(),
        theme: checker.theme(),
        public_url: checker.public_url(),
        announcements: checker.announcements(&zone, today),
        publish: PublishPolicy {
            second_person: draft.publish.as_ref().is_some_and(|p| p.second_person),
        },
        time_zone: zone,
    }
}

/// Letters, digits, `-` and `_`: the id is part of addresses and of object names.
fn is_site_id(id: &str) -> bool {
    (1..=40).contains(&id.len())
        && id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
}

fn check_locales(locales: &[Locale], at: At<'_>, report: &mut Report<'_>) {
    if locales.is_empty() {
        report.add(&rules::NO_LANGUAGE, at.key(), &[], None);
    }
    for (index, locale) in locales.iter().enumerate() {
        if locales.iter().take(index).any(|l| l == locale) {
            let values = [("language", locale.code())];
            report.add(
                &rules::LANGUAGE_TWICE,
                at.item(index).value(),
                &values,
                None,
            );
        }
    }
}

fn check_country(country: &str, at: At<'_>, report: &mut Report<'_>) {
    let is_code = country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase());
    if !(is_code && phone::has_numbers(country)) {
        report.add(
            &rules::BAD_COUNTRY,
            at.value(),
            &[("country", country)],
            None,
        );
    }
}

/// What a number in a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// Customers dial it.
    Own,
    /// We connect calls to it, or it rings at customers'.
    Dialled,
}

/// Complains about a number that cannot be called, or must not be.
pub(crate) fn check_phone(
    number: &str,
    used: Use,
    country: Option<&str>,
    words: crate::problem::Words,
    report: &mut Report<'_>,
) {
    let rule = match number_fault(number, country) {
        None => return,
        Some(NumberFault::Form) => &rules::BAD_PHONE,
        Some(NumberFault::Emergency) => &rules::EMERGENCY_NUMBER,
        Some(NumberFault::Unassigned) => &rules::UNASSIGNED_PHONE,
        Some(NumberFault::Premium) => &rules::PREMIUM_PHONE,
        Some(NumberFault::ForeignService) if used == Use::Dialled => &rules::FOREIGN_SERVICE_PHONE,
        // Customers of another country than the site's dial it.
        Some(NumberFault::ForeignService) => return,
    };
    let values = [("number", number), ("country", country.unwrap_or_default())];
    report.add(rule, words, &values, None);
}

/// Complains about a name that is not in small letters.
pub(crate) fn check_snake_case(name: &str, words: crate::problem::Words, report: &mut Report<'_>) {
    let mut bytes = name.bytes();
    let sound = bytes.next().is_some_and(|b| b.is_ascii_lowercase())
        && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !sound {
        let better = snake_case(name);
        let values = [("name", name), ("better", better.as_str())];
        report.add(&rules::BAD_NAME, words, &values, None);
    }
}

fn snake_case(name: &str) -> String {
    let mut better = String::new();
    let mut after_small = false;
    for c in name.chars() {
        if c.is_ascii_uppercase() && after_small {
            better.push('_');
        }
        after_small = c.is_ascii_lowercase() || c.is_ascii_digit();
        if c.is_ascii_alphanumeric() {
            better.push(c.to_ascii_lowercase());
        } else if !better.is_empty() && !better.ends_with('_') {
            better.push('_');
        }
    }
    let better = better.trim_matches('_');
    match better.chars().next() {
        Some(c) if c.is_ascii_lowercase() => better.to_owned(),
        Some(_) => format!("step_{better}"),
        None => "main".to_owned(),
    }
}

/// Whether a text is an address that begins with `https://` and has a host.
pub(crate) fn is_https(url: &str) -> bool {
    url.strip_prefix("https://").is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host_only = host.split(':').next().unwrap_or_default();
        host_only.contains('.')
            && !host.contains('@')
            && !host_only.starts_with('.')
            && !host_only.ends_with('.')
            && url.chars().all(|c| !c.is_whitespace() && !c.is_control())
            && !url.contains(['"', '<', '>', '\\', '{', '}'])
    })
}

/// An announcement that lasts longer is no announcement.
const LONGEST_ANNOUNCEMENT_DAYS: i64 = 366;

/// Announcements that callers listen to before the menu.
const MOST_ANNOUNCEMENTS: usize = 2;

struct Checker<'c, 'a, 'r> {
    draft: &'c SiteDraft,
    at: At<'c>,
    locales: &'c [Locale],
    report: &'r mut Report<'a>,
}

impl Checker<'_, '_, '_> {
    fn time_zone(&mut self) -> TimeZone {
        let name = &self.draft.time_zone;
        // Offsets and abbreviations know no daylight saving: only places are accepted.
        let found = TimeZone::get(name)
            .ok()
            .filter(|_| name.contains('/') || name == "UTC");
        found.unwrap_or_else(|| {
            let words = self.at.get("time_zone").value();
            let near = did_you_mean(name, ["Asia/Baku", "Europe/Bucharest", "Europe/London"]);
            let values = [("zone", name.as_str())];
            self.report.add(&rules::BAD_TIME_ZONE, words, &values, near);
            TimeZone::UTC
        })
    }

    fn name(&mut self, name: &Texts, at: At<'_>) -> Texts {
        texts::check_name(name, at, Some(self.locales), self.report);
        in_every_language(name, self.locales)
    }

    fn text(&mut self, text: &Texts, at: At<'_>) -> Texts {
        texts::check(text, at, Some(self.locales), &[], self.report);
        text.clone()
    }

    fn origins(&mut self) -> Vec<String> {
        for (index, origin) in self.draft.origins.iter().enumerate() {
            let host = origin.strip_prefix("https://").unwrap_or_default();
            let local = ["http://localhost:", "http://127.0.0.1:"]
                .iter()
                .any(|prefix| {
                    origin.strip_prefix(prefix).is_some_and(|port| {
                        !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit())
                    })
                });
            let sound = is_https(origin) && !host.contains(['/', '?', '#', '*']);
            if !sound && !local {
                let words = self.at.get("origins").item(index).value();
                let values = [("origin", origin.as_str())];
                self.report.add(&rules::BAD_ORIGIN, words, &values, None);
            }
        }
        self.draft.origins.clone()
    }

    fn hours(&mut self, today: civil::Date) -> BTreeMap<String, hours::Hours> {
        let at = self.at.get("hours");
        let around = hours::Around {
            locales: Some(self.locales).filter(|locales| !locales.is_empty()),
            today,
        };
        let mut checked = BTreeMap::new();
        for (name, draft) in &self.draft.hours {
            let at = at.get(name);
            check_snake_case(name, at.key(), self.report);
            checked.insert(name.clone(), hours::check(draft, at, around, self.report));
        }
        checked
    }

    fn projects(&mut self) -> BTreeMap<String, Project> {
        let at = self.at.get("projects");
        let mut checked = BTreeMap::new();
        for (id, draft) in &self.draft.projects {
            check_snake_case(id, at.get(id).key(), self.report);
            let name = self.name(&draft.name, at.get(id).get("name"));
            checked.insert(id.clone(), Project { name });
        }
        checked
    }

    fn queues(&mut self) -> BTreeMap<String, Queue> {
        let mut checked = BTreeMap::new();
        for (id, draft) in &self.draft.queues {
            let at = self.at.get("queues").get(id);
            check_snake_case(id, at.key(), self.report);
            let project = self.draft.projects.get(&draft.project);
            if project.is_none() {
                let known = self.draft.projects.keys().map(String::as_str).collect();
                let words = at.get("project");
                self.unknown(&rules::UNKNOWN_PROJECT, &draft.project, known, words);
            }
            if !self.draft.hours.contains_key(&draft.hours) {
                let known = self.draft.hours.keys().map(String::as_str).collect();
                self.unknown(&rules::UNKNOWN_HOURS, &draft.hours, known, at.get("hours"));
            }
            self.range(draft.level.into(), 1..=9, at.get("level"));
            self.range(draft.answer_within_s, 1..=3600, at.get("answer_within_s"));
            self.range(draft.stale_after_s, 5..=3600, at.get("stale_after_s"));
            let name = match (&draft.name, project) {
                (Some(name), _) => self.name(name, at.get("name")),
                (None, Some(project)) => in_every_language(&project.name, self.locales),
                (None, None) => Texts::default(),
            };
            checked.insert(
                id.clone(),
                Queue {
                    project: draft.project.clone(),
                    name,
                    skill: draft.skill.as_ref().unwrap_or(id).clone(),
                    hours: draft.hours.clone(),
                    level: draft.level,
                    answer_within_s: draft.answer_within_s,
                    acd_names: draft.acd_names.clone(),
                    stale_after_s: draft.stale_after_s,
                },
            );
        }
        checked
    }

    fn numbers(&mut self) -> BTreeMap<String, Number> {
        let mut checked = BTreeMap::new();
        for (number, draft) in &self.draft.numbers {
            let at = self.at.get("numbers").get(number);
            self.phone(number, Use::Own, at.key());
            self.secret(&draft.secret, at.get("secret"));
            match &draft.last_resort {
                Some(to) => self.phone(to, Use::Dialled, at.get("last_resort").value()),
                None => self.report.add(&rules::NO_LAST_RESORT, at.key(), &[], None),
            }
            checked.insert(
                number.clone(),
                Number {
                    provider: draft.provider,
                    secret: draft.secret.clone(),
                    menu: draft.menu.clone(),
                    last_resort: draft.last_resort.clone(),
                    speech: draft.speech,
                },
            );
        }
        checked
    }

    fn phone(&mut self, number: &str, used: Use, words: crate::problem::Words) {
        check_phone(number, used, Some(&self.draft.country), words, self.report);
    }

    fn callback(&mut self, draft: &CallbackDraft) -> CallbackPolicy {
        let at = self.at.get("callback");
        let words = at.get("from_number").value();
        self.phone(&draft.from_number, Use::Dialled, words);
        let own = vec![self.draft.country.clone()];
        let countries = draft.countries.as_ref().unwrap_or(&own);
        for (index, country) in countries.iter().enumerate() {
            if draft.countries.is_some() {
                check_country(country, at.get("countries").item(index), self.report);
            }
        }
        if !matches!(draft.slot_minutes, 10 | 15 | 20 | 30 | 60) {
            let minutes = draft.slot_minutes.to_string();
            let values = [("minutes", minutes.as_str())];
            let words = at.get("slot_minutes").value();
            self.report.add(&rules::BAD_SLOT, words, &values, None);
        }
        self.range(draft.slot_capacity, 1..=1000, at.get("slot_capacity"));
        self.range(draft.days, 1..=60, at.get("days"));
        self.range(draft.attempts, 1..=10, at.get("attempts"));
        self.range(draft.daily_cap, 1..=100_000, at.get("daily_cap"));
        CallbackPolicy {
            countries: countries.clone(),
            from_number: draft.from_number.clone(),
            slot_minutes: draft.slot_minutes,
            slot_capacity: draft.slot_capacity,
            days: draft.days,
            attempts: draft.attempts,
            daily_cap: draft.daily_cap,
            consent: self.text(&draft.consent, at.get("consent")),
        }
    }

    fn survey(&mut self) -> SurveyPolicy {
        let Some(draft) = &self.draft.survey else {
            return SurveyPolicy {
                file: DEFAULT_SURVEY.to_owned(),
                valid_hours: 72,
            };
        };
        self.range(
            draft.valid_hours,
            1..=2160,
            self.at.get("survey").get("valid_hours"),
        );
        SurveyPolicy {
            file: draft.file.clone(),
            valid_hours: draft.valid_hours,
        }
    }

    fn sinks(&mut self) -> BTreeMap<String, Sink> {
        let mut checked = BTreeMap::new();
        for (name, draft) in &self.draft.sinks {
            let at = self.at.get("sinks").get(name);
            let values = [("to", draft.to.as_str())];
            if let Some(secret) = &draft.secret {
                self.secret(secret, at.get("secret"));
            }
            if draft.to == "built_in" {
                checked.insert(name.clone(), Sink::BuiltIn);
                continue;
            }
            if !is_https(&draft.to) {
                let near = did_you_mean(&draft.to, ["built_in"]);
                let words = at.get("to").value();
                self.report.add(&rules::UNKNOWN_SINK, words, &values, near);
                continue;
            }
            match &draft.secret {
                Some(secret) => {
                    let (url, secret) = (draft.to.clone(), secret.clone());
                    checked.insert(name.clone(), Sink::Webhook { url, secret });
                }
                None => self
                    .report
                    .add(&rules::SECRET_MISSING, at.key(), &values, None),
            }
        }
        checked
    }

    fn theme(&mut self) -> BTreeMap<String, String> {
        for (name, value) in &self.draft.theme {
            let name_sound = !name.is_empty()
                && name
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            // The values end up in a style sheet.
            let value_sound = !value.trim().is_empty()
                && value.len() <= 200
                && !value.contains([';', '{', '}', '<', '>', '\\', '@'])
                && !value.to_lowercase().contains("url(");
            if !name_sound || !value_sound {
                let words = self.at.get("theme").get(name);
                let values = [("name", name.as_str())];
                self.report
                    .add(&rules::BAD_THEME, words.key(), &values, None);
            }
        }
        self.draft.theme.clone()
    }

    fn public_url(&mut self) -> Option<String> {
        let url = self.draft.public_url.as_ref()?;
        if !is_https(url) {
            let words = self.at.get("public_url").value();
            self.report
                .add(&rules::BAD_URL, words, &[("url", url)], None);
        }
        Some(url.trim_end_matches('/').to_owned())
    }

    fn announcements(&mut self, zone: &TimeZone, today: civil::Date) -> Vec<Announcement> {
        let mut checked = Vec::new();
        for (index, draft) in self.draft.announcements.iter().enumerate() {
            let at = self.at.get("announcements").item(index);
            let from = self.moment(&draft.from, at.get("from"), zone);
            let until = self.moment(&draft.until, at.get("until"), zone);
            let say = self.text(&draft.say, at.get("say"));
            let (Some(from), Some(until)) = (from, until) else {
                continue;
            };
            let last_day = zone.to_datetime(until).date();
            if until <= from {
                let words = at.get("until").value();
                self.report
                    .add(&rules::ENDS_BEFORE_IT_BEGINS, words, &[], None);
            } else if last_day < today {
                let date = last_day.to_string();
                let words = at.get("until").value();
                let values = [("date", date.as_str())];
                self.report
                    .add(&rules::ANNOUNCEMENT_OVER, words, &values, None);
            }
            let days = until.duration_since(from).as_hours() / 24;
            if days > LONGEST_ANNOUNCEMENT_DAYS {
                let days = days.to_string();
                let words = at.get("until").value();
                self.report
                    .add(&rules::ANNOUNCEMENT_LONG, words, &[("days", &days)], None);
            }
            checked.push((index, Announcement { from, until, say }));
        }
        self.many_announcements(&checked, zone, today);
        checked.into_iter().map(|(_, said)| said).collect()
    }

    /// Announcements that begin while others last: callers hear all of them.
    fn many_announcements(
        &mut self,
        all: &[(usize, Announcement)],
        zone: &TimeZone,
        today: civil::Date,
    ) {
        for (index, begins) in all {
            let moment = zone.to_datetime(begins.from);
            // Of two that begin together, the later in the file is the one more.
            let lasts = |(other, said): &&(usize, Announcement)| {
                (said.from < begins.from || said.from == begins.from && other <= index)
                    && begins.from < said.until
            };
            let at_once = || all.iter().filter(lasts);
            let last_day = at_once()
                .map(|(_, said)| zone.to_datetime(said.until).date())
                .min();
            let count = at_once().count();
            if count > MOST_ANNOUNCEMENTS && last_day.is_some_and(|day| day >= today) {
                let moment = moment.strftime("%Y-%m-%d %H:%M").to_string();
                let count = count.to_string();
                let values = [("moment", moment.as_str()), ("count", count.as_str())];
                let words = self
                    .at
                    .get("announcements")
                    .item(*index)
                    .get("from")
                    .value();
                self.report
                    .add(&rules::MANY_ANNOUNCEMENTS, words, &values, None);
            }
        }
    }

    /// A moment in the site's time zone, or with an offset of its own.
    fn moment(&mut self, text: &str, at: At<'_>, zone: &TimeZone) -> Option<Timestamp> {
        let local = || {
            // A day alone would leave open whether it is meant to be over with its first minute or its last.
            let moment = text
                .parse::<civil::DateTime>()
                .ok()
                .filter(|_| text.contains(':'))?;
            zone.to_timestamp(moment).ok()
        };
        let moment = text.parse::<Timestamp>().ok().or_else(local);
        if moment.is_none() {
            self.report
                .add(&rules::BAD_MOMENT, at.value(), &[("moment", text)], None);
        }
        moment
    }

    /// Names of secrets are written like environment variables; secrets are not.
    fn secret(&mut self, name: &str, at: At<'_>) {
        let mut bytes = name.bytes();
        let sound = name.len() <= 64
            && bytes.next().is_some_and(|b| b.is_ascii_uppercase())
            && bytes.all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
            && !looks_random(name);
        if !sound {
            let shown: String = name.chars().take(4).collect::<String>() + "…";
            let values = [("secret", shown.as_str())];
            self.report
                .add(&rules::SECRET_IN_FILE, at.value(), &values, None);
        }
    }

    fn range(&mut self, value: u32, range: std::ops::RangeInclusive<u32>, at: At<'_>) {
        if !range.contains(&value) {
            self.report.add(&rules::OUT_OF_RANGE, at.value(), &[], None);
        }
    }

    fn unknown(&mut self, rule: &rules::Rule, name: &str, known: Vec<&str>, at: At<'_>) {
        let near = did_you_mean(name, known.iter().copied());
        let known = listed(known);
        let values = [("name", name), ("known", known.as_str())];
        self.report.add(rule, at.value(), &values, near);
    }
}

/// Long runs without a word break and with many digits are keys, not names.
fn looks_random(name: &str) -> bool {
    name.split('_').any(|part| {
        let digits = part.bytes().filter(u8::is_ascii_digit).count();
        part.len() >= 20 && digits >= 4
    })
}
