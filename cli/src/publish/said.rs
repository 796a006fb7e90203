//! What the publishing commands say, in English and Russian.

use super::listed;
use crate::printable::printable;
use jiff::{Timestamp, tz::TimeZone};
use shared::{
    api::{BundleAccepted, BundleListed, Deed, HistoryEntry},
    bundle::Change,
    locale::Locale,
    publication::{Staff, Waiting},
};
use std::path::Path;

/// The language to speak.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    russian: bool,
}

impl Said {
    pub(super) fn of(locale: Locale) -> Said {
        Said {
            russian: locale == Locale::Ru,
        }
    }

    pub(super) fn is_russian(self) -> bool {
        self.russian
    }

    pub(super) fn pick<'a>(self, en: &'a str, ru: &'a str) -> &'a str {
        if self.russian { ru } else { en }
    }

    fn line(self, en: String, ru: String) {
        outln!("{}", printable(if self.russian { &ru } else { &en }));
    }

    pub(super) fn warnings(self, count: usize, folder: &Path) {
        let folder = folder.display();
        self.line(
            format!("warnings: {count} (see `ringback check {folder}`)"),
            format!("предупреждений: {count} (см. `ringback check {folder}`)"),
        );
    }

    pub(super) fn serves_already(self, site: &str, version: &str) {
        self.line(
            format!("{site}: version {version} serves already"),
            format!("{site}: версия {version} уже действует"),
        );
    }

    pub(super) fn first_publication(self, site: &str, version: &str) {
        self.line(
            format!("{site}: version {version} is the first that is published"),
            format!("{site}: версия {version} публикуется первой"),
        );
    }

    pub(super) fn changes(self, before: &str, after: &str, changes: &[Change]) {
        self.line(
            format!("version {before} serves; version {after} changes:"),
            format!("действует версия {before}; версия {after} меняет:"),
        );
        if changes.is_empty() {
            self.nothing_changes();
        }
        listed(changes, self);
    }

    pub(super) fn nothing_changes(self) {
        outln!(
            "  {}",
            self.pick(
                "nothing that callers, visitors or the centre would notice",
                "ничего, что заметили бы абоненты, посетители или центр"
            )
        );
    }

    pub(super) fn would_supersede(self, waiting: &Waiting, zone: &TimeZone) {
        let (version, by) = (&waiting.version, who(&waiting.asked_by));
        let (at_en, at_ru) = self.moment(waiting.at, zone);
        self.line(
            format!("this cancels version {version}, which {by} asked for{at_en}"),
            format!("это отменит версию {version}, которую запросил {by}{at_ru}"),
        );
    }

    pub(super) fn second_person(self) {
        outln!(
            "{}",
            self.pick(
                "site.json asks for a second person: somebody else may have to approve it",
                "site.json требует второго человека: возможно, её должен одобрить кто-то другой"
            )
        );
    }

    pub(super) fn nothing_was_changed(self) {
        outln!("{}", self.pick("nothing was changed", "ничего не изменено"));
    }

    pub(super) fn question(self) -> &'static str {
        if self.russian {
            "Продолжить? [д/н] "
        } else {
            "Go on? [y/n] "
        }
    }

    pub(super) fn is_yes(self, answer: &str) -> bool {
        let answer = answer.to_lowercase();
        ["y", "yes", "д", "да"].contains(&answer.as_str())
    }

    pub(super) fn accepted(self, site: &str, accepted: &BundleAccepted) {
        let version = &accepted.version;
        for waiting in &accepted.superseded {
            self.line(
                format!("version {} does not wait any more", waiting.version),
                format!("версия {} больше не ждёт", waiting.version),
            );
        }
        match &accepted.waiting {
            None => self.line(
                format!(
                    "{site}: version {version} serves; every caller hears it within 10 seconds"
                ),
                format!("{site}: действует версия {version}; через 10 секунд её слышат все"),
            ),
            Some(waiting) => self.waits(waiting, &TimeZone::UTC),
        }
    }

    pub(super) fn waits(self, waiting: &Waiting, zone: &TimeZone) {
        let (version, by) = (&waiting.version, who(&waiting.asked_by));
        let (at_en, at_ru) = self.moment(waiting.at, zone);
        let (for_en, for_ru) = match (&waiting.approved_by, waiting.needs_approval) {
            (Some(other), _) => (
                format!(", approved by {}", who(other)),
                format!(", одобрил {}", who(other)),
            ),
            (None, true) => (
                ", and waits for somebody else to approve it: `ringback approve`".to_owned(),
                ", и ждёт одобрения другого человека: `ringback approve`".to_owned(),
            ),
            (None, false) => (String::new(), String::new()),
        };
        self.line(
            format!("version {version}: {by} asked for it{at_en}{for_en}"),
            format!("версия {version}: запросил {by}{at_ru}{for_ru}"),
        );
    }

    pub(super) fn withdrawn(self, version: &str) {
        self.line(
            format!("version {version} does not wait any more"),
            format!("версия {version} больше не ждёт"),
        );
    }

    /// Somebody else came first: who, when, with what.
    pub(super) fn changed_meanwhile(self, active: &str, history: &[HistoryEntry]) {
        let activation = history
            .iter()
            .find(|entry| entry.what == Deed::Activated && entry.version == active);
        match activation {
            Some(entry) => self.line(
                format!(
                    "{} has published meanwhile: version {active} serves since {}. Nothing was changed: look at `ringback diff`, take over what is theirs, and publish again.",
                    who(&entry.by),
                    entry.happened_at
                ),
                format!(
                    "тем временем опубликовал {}: с {} действует версия {active}. Ничего не изменено: посмотрите `ringback diff`, перенесите чужие правки и опубликуйте снова.",
                    who(&entry.by),
                    entry.happened_at
                ),
            ),
            None => self.line(
                format!("version {active} serves by now, which you have not seen. Nothing was changed: look at `ringback diff`, and publish again."),
                format!("теперь действует версия {active}, которую вы не видели. Ничего не изменено: посмотрите `ringback diff` и опубликуйте снова."),
            ),
        }
    }

    pub(super) fn came_with_the_installation(self, version: &str) {
        self.line(
            format!("* {version}  came with the installation"),
            format!("* {version}  из поставки"),
        );
    }

    pub(super) fn version(self, bundle: &BundleListed, zone: &TimeZone) {
        let mark = if bundle.active { '*' } else { ' ' };
        let by = bundle.by.as_ref().map(who).unwrap_or_default();
        let version = printable(&bundle.version);
        outln!("{mark} {version}  {}  {by}", local(bundle.at, zone));
    }

    pub(super) fn entry(self, entry: &HistoryEntry, zone: &TimeZone) {
        let (en, ru) = match entry.what {
            Deed::Published => ("published", "опубликовано"),
            Deed::Asked => ("asked for", "запрошено"),
            Deed::Approved => ("approved", "одобрено"),
            Deed::Activated => ("activated", "введено в действие"),
            Deed::Superseded => ("superseded", "вытеснено"),
            Deed::Withdrawn => ("withdrawn", "отозвано"),
            Deed::NotActivated => ("NOT activated", "НЕ введено в действие"),
        };
        let (at_en, at_ru) = self.moment(entry.planned_for, zone);
        let why = entry.why.as_ref();
        let why = why.map_or(String::new(), |why| {
            format!(": {}", printable(self.pick(&why.en, &why.ru)))
        });
        outln!(
            "{}  {}  {}  {}{}{why}",
            local(entry.happened_at, zone),
            printable(&entry.version),
            self.pick(en, ru),
            who(&entry.by),
            self.pick(&at_en, &at_ru),
        );
    }

    fn moment(self, at: Option<Timestamp>, zone: &TimeZone) -> (String, String) {
        match at.map(|at| local(at, zone)) {
            Some(at) => (format!(" for {at}"), format!(" на {at}")),
            None => (String::new(), String::new()),
        }
    }
}

/// The label with the id behind it: a label may be anybody's.
fn who(staff: &Staff) -> String {
    let (label, id) = (printable(&staff.label), printable(&staff.id));
    match label.trim().is_empty() {
        true => id,
        false => format!("{label} ({id})"),
    }
}

fn local(at: Timestamp, zone: &TimeZone) -> String {
    let zone_name = zone.iana_name().unwrap_or("UTC");
    let at = at.to_zoned(zone.clone());
    format!("{} {zone_name}", at.strftime("%Y-%m-%d %H:%M"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_can_hide_behind_a_label() {
        for (label, id, shown) in [
            ("Anna", "t1", "Anna (t1)"),
            ("", "installation", "installation"),
            ("\u{1b}[2K\r\u{202e}", "t2", "[2K  (t2)"),
            ("\u{1b}\u{202e}", "t3", "t3"),
        ] {
            let staff = Staff {
                id: id.to_owned(),
                label: label.to_owned(),
            };
            assert_eq!(who(&staff), shown);
        }
    }
}
