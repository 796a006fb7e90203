//! The wait in words: on screen with digits, on the phone in pieces that need no guessing of case endings.

use super::{
    Message,
    number::{minutes, minutes_in_words},
};
use crate::{
    ivr::Part,
    locale::Locale,
    queue::{Announce, UnknownReason, announce::STEPS_MIN},
};

/// What is announced, for the screen: "2–5 minutes".
#[must_use]
pub fn on_screen(announce: Announce, locale: Locale) -> String {
    let fill = |message: &Message, n: u32| {
        message.fill(
            locale,
            &[("n", &n.to_string()), ("minutes", minutes(locale, n))],
        )
    };
    match announce {
        Announce::NoWait {} => NO_WAIT.get(locale).to_owned(),
        Announce::UnderAMinute {} => SCREEN_UNDER_A_MINUTE.get(locale).to_owned(),
        Announce::Minutes { low, high } if low == high => format!("{low} {}", minutes(locale, low)),
        Announce::Minutes { low, high } => format!("{low}–{high} {}", minutes(locale, high)),
        Announce::MoreThan { minutes } => fill(&SCREEN_MORE_THAN, minutes),
        Announce::Closed {} => CLOSED.get(locale).to_owned(),
        Announce::Unknown { reason } => why_unknown(reason, locale).to_owned(),
    }
}

/// Why a wait cannot be said, for the screen.
#[must_use]
pub fn why_unknown(reason: UnknownReason, locale: Locale) -> &'static str {
    match reason {
        UnknownReason::NoSnapshot => &NO_SNAPSHOT,
        UnknownReason::Stale => &STALE,
        UnknownReason::WaitingUnknown => &WAITING_UNKNOWN,
        UnknownReason::AgentsUnknown => &AGENTS_UNKNOWN,
        UnknownReason::NobodyWorks => &NOBODY_WORKS,
    }
    .get(locale)
}

/// What is announced, for the ear; nothing where nothing is known, because a caller cannot use the reason.
#[must_use]
pub fn spoken(announce: Announce, locale: Locale) -> Vec<Part> {
    match announce {
        Announce::NoWait {} => vec![text(&NO_WAIT, locale)],
        Announce::UnderAMinute {} | Announce::Minutes { .. } | Announce::MoreThan { .. } => {
            [vec![text(&YOU_WAIT, locale)], duration(announce, locale)].concat()
        }
        Announce::Closed {} => vec![text(&CLOSED, locale)],
        Announce::Unknown {
            reason: UnknownReason::NobodyWorks,
        } => vec![text(&NOBODY_WORKS, locale)],
        Announce::Unknown {
            reason:
                UnknownReason::NoSnapshot
                | UnknownReason::Stale
                | UnknownReason::WaitingUnknown
                | UnknownReason::AgentsUnknown,
        } => Vec::new(),
    }
}

/// How long something takes, for the ear, between two numbers of minutes.
///
/// Both are widened to the steps that announcements use, so that every piece is a fixed text that can be recorded.
#[must_use]
pub fn between(low: u32, high: u32, locale: Locale) -> Vec<Part> {
    let from = STEPS_MIN.into_iter().rev().find(|&step| step <= low);
    let to = STEPS_MIN.into_iter().find(|&step| step >= high);
    match (from, to) {
        (Some(low), Some(high)) if low < high => duration(Announce::Minutes { low, high }, locale),
        (_, Some(high)) => vec![in_words(&AT_MOST, locale, high)],
        (Some(minutes), None) => duration(Announce::MoreThan { minutes }, locale),
        (None, None) => vec![text(&OVER_AN_HOUR, locale)],
    }
}

/// Every text that [`spoken`] and [`between`] may say.
pub fn spoken_texts(locale: Locale) -> impl Iterator<Item = String> {
    let whole = [
        &NO_WAIT,
        &YOU_WAIT,
        &UNDER_A_MINUTE,
        &CLOSED,
        &NOBODY_WORKS,
        &OVER_AN_HOUR,
    ];
    let by_step = [&FROM, &UP_TO, &AT_MOST, &MORE_THAN];
    whole
        .into_iter()
        .map(move |message| message.get(locale).to_owned())
        .chain(by_step.into_iter().flat_map(move |message| {
            STEPS_MIN
                .into_iter()
                .map(move |n| fill_in_words(message, locale, n))
        }))
}

fn duration(announce: Announce, locale: Locale) -> Vec<Part> {
    match announce {
        Announce::UnderAMinute {} => vec![text(&UNDER_A_MINUTE, locale)],
        Announce::Minutes { low, high } => {
            vec![in_words(&FROM, locale, low), in_words(&UP_TO, locale, high)]
        }
        Announce::MoreThan { minutes } => vec![in_words(&MORE_THAN, locale, minutes)],
        Announce::NoWait {} | Announce::Closed {} | Announce::Unknown { .. } => Vec::new(),
    }
}

fn text(message: &Message, locale: Locale) -> Part {
    Part::Text(message.get(locale).to_owned())
}

fn in_words(message: &Message, locale: Locale, n: u32) -> Part {
    Part::Text(fill_in_words(message, locale, n))
}

fn fill_in_words(message: &Message, locale: Locale, n: u32) -> String {
    message.fill(
        locale,
        &[
            ("n", &minutes_in_words(locale, n)),
            ("minutes", noun(locale, n)),
        ],
    )
}

/// The noun beside number words in the form of [`minutes_in_words`]: "двух минут", "одной минуты".
fn noun(locale: Locale, n: u32) -> &'static str {
    match locale {
        Locale::Ru if n % 10 == 1 && n % 100 != 11 => "минуты",
        Locale::Ru => "минут",
        Locale::Az | Locale::En | Locale::Ro => minutes(locale, n),
    }
}

const NO_WAIT: Message = Message {
    az: "Operator boşdur.",
    en: "An operator is free.",
    ro: "Un operator este liber.",
    ru: "Оператор свободен.",
};

const YOU_WAIT: Message = Message {
    az: "Gözləmə müddəti:",
    en: "The wait is",
    ro: "Veți aștepta",
    ru: "Ожидание займёт",
};

const UNDER_A_MINUTE: Message = Message {
    az: "bir dəqiqədən az.",
    en: "less than a minute.",
    ro: "mai puțin de un minut.",
    ru: "меньше минуты.",
};

const FROM: Message = Message {
    az: "{n} dəqiqədən",
    en: "between {n}",
    ro: "între {n} {minutes}",
    ru: "от {n}",
};

const UP_TO: Message = Message {
    az: "{n} dəqiqəyə qədər.",
    en: "and {n} minutes.",
    ro: "și {n} {minutes}.",
    ru: "до {n} {minutes}.",
};

const AT_MOST: Message = Message {
    az: "ən çoxu {n} dəqiqə.",
    en: "at most {n} {minutes}.",
    ro: "cel mult {n} {minutes}.",
    ru: "не больше {n} {minutes}.",
};

const MORE_THAN: Message = Message {
    az: "{n} dəqiqədən çox.",
    en: "more than {n} {minutes}.",
    ro: "mai mult de {n} {minutes}.",
    ru: "больше {n} {minutes}.",
};

const OVER_AN_HOUR: Message = Message {
    az: "bir saatdan çox ola bilər.",
    en: "possibly more than an hour.",
    ro: "poate mai mult de o oră.",
    ru: "возможно, больше часа.",
};

const CLOSED: Message = Message {
    az: "Hazırda bağlıyıq.",
    en: "We are closed now.",
    ro: "Acum este închis.",
    ru: "Сейчас мы закрыты.",
};

const SCREEN_UNDER_A_MINUTE: Message = Message {
    az: "bir dəqiqədən az",
    en: "less than a minute",
    ro: "mai puțin de un minut",
    ru: "меньше минуты",
};

const SCREEN_MORE_THAN: Message = Message {
    az: "{n} dəqiqədən çox",
    en: "more than {n} {minutes}",
    ro: "mai mult de {n} {minutes}",
    ru: "больше {n} мин.",
};

const NO_SNAPSHOT: Message = Message {
    az: "Növbə haqqında hələ məlumat yoxdur.",
    en: "We have no figures about the queue yet.",
    ro: "Nu avem încă date despre coadă.",
    ru: "У нас пока нет данных об очереди.",
};

const STALE: Message = Message {
    az: "Növbə haqqında son məlumat köhnədir.",
    en: "Our last figures about the queue are too old.",
    ro: "Ultimele date despre coadă sunt prea vechi.",
    ru: "Последние данные об очереди устарели.",
};

const WAITING_UNKNOWN: Message = Message {
    az: "Neçə nəfərin gözlədiyi məlum deyil.",
    en: "It is not known how many people are waiting.",
    ro: "Nu se știe câte persoane așteaptă.",
    ru: "Неизвестно, сколько человек ждёт.",
};

const AGENTS_UNKNOWN: Message = Message {
    az: "Neçə operatorun işlədiyi məlum deyil.",
    en: "It is not known how many operators are at work.",
    ro: "Nu se știe câți operatori lucrează.",
    ru: "Неизвестно, сколько операторов работает.",
};

const NOBODY_WORKS: Message = Message {
    az: "Hazırda heç bir operator işləmir.",
    en: "No operator is at work now.",
    ro: "Acum nu lucrează niciun operator.",
    ru: "Сейчас ни один оператор не работает.",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ivr::Speech;

    fn said(parts: Vec<Part>, locale: Locale) -> String {
        Speech { locale, parts }.words()
    }

    #[test]
    fn the_same_wait_is_shown_in_digits_and_said_in_words() {
        let range = Announce::Minutes { low: 2, high: 5 };
        for (locale, shown, heard) in [
            (
                Locale::Az,
                "2–5 dəqiqə",
                "Gözləmə müddəti: iki dəqiqədən beş dəqiqəyə qədər.",
            ),
            (
                Locale::En,
                "2–5 minutes",
                "The wait is between two and five minutes.",
            ),
            (
                Locale::Ro,
                "2–5 minute",
                "Veți aștepta între două minute și cinci minute.",
            ),
            (
                Locale::Ru,
                "2–5 минут",
                "Ожидание займёт от двух до пяти минут.",
            ),
        ] {
            assert_eq!(on_screen(range, locale), shown);
            assert_eq!(said(spoken(range, locale), locale), heard);
        }
    }

    #[test]
    fn a_promise_is_widened_and_never_narrowed() {
        for (low, high, heard) in [
            (2, 5, "between two and five minutes."),
            (3, 7, "between two and ten minutes."),
            (0, 5, "at most five minutes."),
            (0, 60, "at most sixty minutes."),
            (5, 5, "at most five minutes."),
            (20, 90, "more than twenty minutes."),
            (0, 90, "possibly more than an hour."),
        ] {
            assert_eq!(said(between(low, high, Locale::En), Locale::En), heard);
        }
    }

    #[test]
    fn whatever_may_be_said_is_listed() {
        for locale in Locale::ALL {
            let listed: Vec<String> = spoken_texts(locale).collect();
            let pairs = STEPS_MIN
                .into_iter()
                .flat_map(|low| STEPS_MIN.map(|high| Announce::Minutes { low, high }));
            let all = pairs
                .chain(STEPS_MIN.map(|minutes| Announce::MoreThan { minutes }))
                .chain([
                    Announce::NoWait {},
                    Announce::UnderAMinute {},
                    Announce::Closed {},
                ])
                .flat_map(|a| spoken(a, locale))
                .chain((0..100).flat_map(|low| between(low, low * 2, locale)));
            for part in all {
                let Part::Text(text) = part else {
                    panic!("{part:?}")
                };
                assert!(listed.contains(&text), "{text}");
            }
        }
    }
}
