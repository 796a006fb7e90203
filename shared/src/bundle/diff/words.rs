//! Changes as sentences, in English and Russian.

use super::{
    Difference, Line, Matters, Pair,
    facts::{Aspect, Subject, Value},
};
use crate::{locale::Locale, problem::texts::language};
use std::collections::BTreeMap;

/// Words for a side of something, and how weighty a change of it is. Ordered by weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Phrase {
    weight: (Matters, u8),
    role: Role,
    pub(super) en: &'static str,
    pub(super) ru: &'static str,
}

/// What a value has to do with the texts beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    /// Nothing.
    Own,
    /// It is filled into them.
    Fills,
    /// Others are filled into it.
    FilledIn,
}

impl Phrase {
    /// Whether the value is filled into texts beside it.
    pub(super) fn fills(&self) -> bool {
        self.role == Role::Fills
    }

    /// Whether other values are filled into the text.
    pub(super) fn is_filled_in(&self) -> bool {
        self.role == Role::FilledIn
    }

    const fn fill(self, role: Role) -> Phrase {
        Phrase { role, ..self }
    }
}

/// Words alone.
pub(super) const fn phrase(en: &'static str, ru: &'static str) -> Phrase {
    weighty((Matters::Way, 0), en, ru)
}

const fn weighty(weight: (Matters, u8), en: &'static str, ru: &'static str) -> Phrase {
    Phrase {
        weight,
        role: Role::Own,
        en,
        ru,
    }
}

/// Weight of a step that comes or goes.
const STEPS: (Matters, u8) = (Matters::Way, 20);
/// Weight of where keys and steps lead.
const WAYS: (Matters, u8) = (Matters::Way, 30);
/// Weight of the names of options.
const NAMES: (Matters, u8) = (Matters::Words, 30);

/// The side of every fact.
#[rustfmt::skip]
pub(super) mod phrases {
    use super::{Matters::{Centre, Survey, Way, Website, Words}, NAMES, Phrase, Role, WAYS, phrase, weighty};

    pub(in super::super) const YES: Phrase = phrase("yes", "да");
    pub(in super::super) const NO: Phrase = phrase("no", "нет");

    pub(in super::super) const ANSWERED_BY: Phrase = weighty((Way, 0), "the menu that answers", "меню, которое отвечает,");
    pub(in super::super) const PROVIDER: Phrase = weighty((Way, 1), "the provider", "оператор связи");
    pub(in super::super) const LAST_RESORT: Phrase = weighty((Way, 2), "the number for when everything else fails", "номер на крайний случай");
    pub(in super::super) const SPEECH: Phrase = weighty((Way, 2), "callers may speak:", "можно говорить голосом:");
    pub(in super::super) const TIME_ZONE: Phrase = weighty((Way, 3), "the time zone", "часовой пояс");
    pub(in super::super) const LANGUAGES: Phrase = weighty((Way, 4), "the languages, the default first,", "языки (первый — основной)");
    pub(in super::super) const COUNTRY: Phrase = weighty((Way, 5), "the country", "страна");
    pub(in super::super) const OPEN_AS: Phrase = weighty((Way, 10), "the opening hours that count", "расписание, которое действует,");
    pub(in super::super) const CODE: Phrase = weighty((Way, 40), "the code", "код").fill(Role::Fills);
    pub(in super::super) const PRICE: Phrase = weighty((Way, 41), "price", "цена").fill(Role::Fills);
    pub(in super::super) const CONNECTS_TO: Phrase = weighty((Way, 42), "the number that callers are connected to", "номер, с которым соединяют,");
    pub(in super::super) const QUEUE: Phrase = weighty((Way, 43), "the queue", "очередь");
    pub(in super::super) const LANGUAGE_KEY: Phrase = weighty((Way, 44), "the language on key", "язык на клавише");
    pub(in super::super) const DIGITS: Phrase = weighty((Way, 45), "the count of digits", "число цифр");
    pub(in super::super) const CHECK_DIGIT: Phrase = weighty((Way, 46), "has a check digit:", "есть контрольная цифра:");
    pub(in super::super) const BETWEEN: Phrase = weighty((Way, 47), "the range", "диапазон");
    pub(in super::super) const CONFIRM: Phrase = weighty((Way, 48), "is said back to be confirmed:", "повторяется для подтверждения:");
    pub(in super::super) const SECRET_DIGITS: Phrase = weighty((Way, 48), "is secret:", "секретно:");
    pub(in super::super) const INTO: Phrase = weighty((Way, 49), "the name of the number", "имя номера");
    pub(in super::super) const FROM_NUMBER: Phrase = weighty((Way, 50), "the number that rings the customer", "номер, с которого звонят клиенту,");
    pub(in super::super) const CALLED_COUNTRY: Phrase = weighty((Way, 51), "country whose numbers are called", "страна, на номера которой звонят,");
    pub(in super::super) const SLOT_MINUTES: Phrase = weighty((Way, 52), "the length of a slot, minutes,", "длина окна в минутах");
    pub(in super::super) const SLOT_CAPACITY: Phrase = weighty((Way, 53), "the callbacks in a slot", "звонков в одном окне");
    pub(in super::super) const DAYS: Phrase = weighty((Way, 54), "the days ahead", "дней вперёд");
    pub(in super::super) const ATTEMPTS: Phrase = weighty((Way, 55), "the attempts to reach a customer", "попыток дозвониться");
    pub(in super::super) const DAILY_CAP: Phrase = weighty((Way, 56), "the most a day", "предел в день");
    pub(in super::super) const SMS: Phrase = weighty((Way, 60), "may be sent by SMS:", "можно отправить по SMS:");
    pub(in super::super) const WORKS_ON: Phrase = weighty((Way, 61), "where it works", "где это работает:");
    pub(in super::super) const AGAIN_AFTER_SILENCE: Phrase = weighty((Way, 70), "the repetitions after silence", "повторов после молчания");
    pub(in super::super) const AGAIN_AFTER_WRONG_KEY: Phrase = weighty((Way, 71), "the repetitions after a wrong key", "повторов после неверной клавиши");
    pub(in super::super) const AGAIN_AFTER_WRONG: Phrase = weighty((Way, 71), "the repetitions after a wrong number", "повторов после неверного номера");
    pub(in super::super) const WAIT: Phrase = weighty((Way, 72), "the time for an answer", "время на ответ");
    pub(in super::super) const KEY_PAUSE: Phrase = weighty((Way, 72), "the pause between two digits", "пауза между цифрами");
    pub(in super::super) const LONGEST: Phrase = weighty((Way, 72), "the longest message", "самое длинное сообщение");
    pub(in super::super) const REMEMBERS: Phrase = weighty((Way, 73), "remembers the choice for the next call:", "запоминает выбор для следующего звонка:");
    pub(in super::super) const ANSWER_WITHIN: Phrase = weighty((Way, 74), "the service level", "уровень обслуживания");
    pub(in super::super) const STALE_AFTER: Phrase = weighty((Way, 75), "the age at which a report is not believed any more", "возраст, с которого отчёту уже не верят,");

    pub(in super::super) const START: Phrase = weighty(WAYS, "the start of a call", "начало звонка");
    pub(in super::super) const GO_TO: Phrase = weighty(WAYS, "what follows", "продолжение");
    pub(in super::super) const AFTER_SILENCE: Phrase = weighty(WAYS, "silence in the end", "молчание до конца");
    pub(in super::super) const AFTER_WRONG_KEY: Phrase = weighty(WAYS, "wrong keys in the end", "неверные клавиши до конца");
    pub(in super::super) const AFTER_WRONG: Phrase = weighty(WAYS, "wrong numbers in the end", "неверные номера до конца");
    pub(in super::super) const IF_NOTHING: Phrase = weighty(WAYS, "nothing recorded", "когда ничего не записано");
    pub(in super::super) const HELPED: Phrase = weighty(WAYS, "“yes, this helped”", "«да, помогло»");
    pub(in super::super) const NOT_HELPED: Phrase = weighty(WAYS, "“no, this did not help”", "«нет, не помогло»");
    pub(in super::super) const IF_NOBODY: Phrase = weighty(WAYS, "nobody there", "когда никого нет");
    pub(in super::super) const AFTER_CALL: Phrase = weighty(WAYS, "the end of the conversation", "конец разговора");
    pub(in super::super) const IF_IMPOSSIBLE: Phrase = weighty(WAYS, "no callback possible", "когда перезвонить нельзя");
    pub(in super::super) const IF_UNANSWERED: Phrase = weighty(WAYS, "no answer there", "когда там не отвечают");
    pub(in super::super) const WHEN_OPEN: Phrase = weighty(WAYS, "open", "когда открыто");
    pub(in super::super) const WHEN_CLOSED: Phrase = weighty(WAYS, "closed", "когда закрыто");

    pub(in super::super) const TEXT: Phrase = weighty((Words, 20), "text", "текст").fill(Role::FilledIn);
    pub(in super::super) const SILENCE_TEXT: Phrase = weighty((Words, 21), "text after silence", "текст после молчания");
    pub(in super::super) const WRONG_KEY_TEXT: Phrase = weighty((Words, 22), "text after a wrong key", "текст после неверной клавиши");
    pub(in super::super) const WRONG_TEXT: Phrase = weighty((Words, 23), "text after a wrong number", "текст после неверного номера");
    pub(in super::super) const CALLED: Phrase = weighty(NAMES, "name", "название");
    pub(in super::super) const CALLED_ALOUD: Phrase = weighty(NAMES, "spoken name", "название вслух");
    pub(in super::super) const SAY_WORDS: Phrase = weighty(NAMES, "further words", "другие слова");
    pub(in super::super) const SITE_NAME: Phrase = weighty((Words, 40), "name", "название");
    pub(in super::super) const NAME: Phrase = weighty((Words, 41), "name", "название");
    pub(in super::super) const CONSENT: Phrase = weighty((Words, 42), "consent", "согласие");

    pub(in super::super) const SURVEY_FILE: Phrase = weighty((Survey, 0), "the file", "файл");
    pub(in super::super) const OPTIONS: Phrase = weighty((Survey, 1), "the options", "варианты:");
    pub(in super::super) const ONLY_IF: Phrase = weighty((Survey, 2), "asked only if", "задаётся, только если");
    pub(in super::super) const OPTIONAL: Phrase = weighty((Survey, 3), "may be skipped:", "можно пропустить:");
    pub(in super::super) const ASK: Phrase = weighty((Survey, 10), "words", "формулировка").fill(Role::Fills);
    pub(in super::super) const ASK_BY_PHONE: Phrase = weighty((Survey, 11), "words on the phone", "формулировка по телефону").fill(Role::FilledIn);
    pub(in super::super) const OPTION: Phrase = weighty((Survey, 12), "option", "вариант");
    pub(in super::super) const INTRO: Phrase = weighty((Survey, 13), "introduction", "вступление");
    pub(in super::super) const THANKS: Phrase = weighty((Survey, 14), "thanks", "благодарность");
    pub(in super::super) const VALID_HOURS: Phrase = weighty((Survey, 15), "the hours in which an invitation may be answered", "часов на ответ по приглашению");

    pub(in super::super) const ORIGIN: Phrase = weighty((Website, 0), "website that may show the widget", "сайт, где может стоять виджет,");
    pub(in super::super) const SEARCH: Phrase = weighty((Website, 1), "search words", "слова для поиска");
    pub(in super::super) const THEME: Phrase = weighty((Website, 2), "the widget's", "оформление виджета,");
    pub(in super::super) const PUBLIC_URL: Phrase = weighty((Website, 3), "the public address", "публичный адрес");

    pub(in super::super) const SECOND_PERSON: Phrase = weighty((Centre, 0), "publishing takes a second person:", "для публикации нужен второй человек:");
    pub(in super::super) const DATA_COUNTRY: Phrase = weighty((Centre, 1), "the country in which data stays", "страна, где остаются данные,");
    pub(in super::super) const PROJECT: Phrase = weighty((Centre, 2), "the project", "проект");
    pub(in super::super) const SKILL: Phrase = weighty((Centre, 3), "the skill", "навык");
    pub(in super::super) const LEVEL: Phrase = weighty((Centre, 4), "the line", "линия");
    pub(in super::super) const ACD_NAME: Phrase = weighty((Centre, 5), "name in the ACD", "имя в ACD");
    pub(in super::super) const SENT_TO: Phrase = weighty((Centre, 6), "the address", "адрес");
    pub(in super::super) const SECRET: Phrase = weighty((Centre, 7), "the name of the secret", "имя секрета");
    pub(in super::super) const REVIEW_BY: Phrase = weighty((Centre, 8), "the day by which it must be looked at again", "день, до которого надо перечитать,");

    /// Repetitions, texts and way out, of silence and of a wrong key.
    pub(in super::super) const SILENT: (Phrase, Phrase, Phrase) = (AGAIN_AFTER_SILENCE, SILENCE_TEXT, AFTER_SILENCE);
    pub(in super::super) const WRONG_DIGITS: (Phrase, Phrase, Phrase) = (AGAIN_AFTER_WRONG, WRONG_TEXT, AFTER_WRONG);
    pub(in super::super) const WRONG_KEY: (Phrase, Phrase, Phrase) = (AGAIN_AFTER_WRONG_KEY, WRONG_KEY_TEXT, AFTER_WRONG_KEY);
}

/// A sentence about a fact that is new, gone or other; `all_languages` where it is so in each of them.
pub(super) fn changed(
    difference: &Difference<'_>,
    subject: &Subject,
    aspect: &Aspect,
    pair: Pair<'_>,
    all_languages: bool,
) -> Line {
    let (en, ru) = called(difference, subject);
    match aspect {
        Aspect::Kind => {
            let weight = match subject {
                Subject::Question(_) => (Matters::Survey, 0),
                Subject::Site
                | Subject::Number(_)
                | Subject::Menu(_)
                | Subject::Step { .. }
                | Subject::Queue(_)
                | Subject::Project(_)
                | Subject::Callback
                | Subject::Survey
                | Subject::Sink(_) => STEPS,
            };
            value(weight, (en, ru), pair)
        }
        Aspect::Key(key) => {
            let (old, new) = plain(pair);
            match pair {
                (Some(_), Some(_)) => Line::new(
                    WAYS,
                    format!("key {key} of {en} now leads to {new} (before: {old})"),
                    format!("клавиша {key} в {ru} теперь ведёт в {new} (раньше: {old})"),
                ),
                (None, _) => Line::new(
                    WAYS,
                    format!("key {key} of {en} is new: it leads to {new}"),
                    format!("новая клавиша {key} в {ru}: ведёт в {new}"),
                ),
                (_, None) => Line::new(
                    WAYS,
                    format!("key {key} of {en} is gone (it led to {old})"),
                    format!("клавиши {key} в {ru} больше нет (она вела в {old})"),
                ),
            }
        }
        Aspect::To(phrase) => value(
            phrase.weight,
            (
                format!("{en}, {}: the way", phrase.en),
                format!("{ru}, {}: путь", phrase.ru),
            ),
            pair,
        ),
        Aspect::KeyName(phrase, key, locale) => text(
            phrase.weight,
            (
                format!("{} of key {key} of {en}", phrase.en),
                format!("{ru}, клавиша {key}, {}", phrase.ru),
            ),
            (!all_languages).then_some(*locale),
            pair,
        ),
        Aspect::Text(phrase, n, locale) => {
            let n = match n {
                0 => String::new(),
                n => format!(" {n}"),
            };
            text(
                phrase.weight,
                (
                    format!("{}{n} of {en}", phrase.en),
                    format!("{ru}, {}{n}", phrase.ru),
                ),
                (!all_languages).then_some(*locale),
                pair,
            )
        }
        Aspect::Option(id, locale) => {
            let phrase = phrases::OPTION;
            text(
                phrase.weight,
                (
                    format!("{} {id} of {en}", phrase.en),
                    format!("{ru}, {} {id}", phrase.ru),
                ),
                (!all_languages).then_some(*locale),
                pair,
            )
        }
        Aspect::Is(phrase) => value(
            phrase.weight,
            (
                format!("{en}: {}", phrase.en),
                format!("{ru}: {}", phrase.ru),
            ),
            pair,
        ),
        Aspect::Named(phrase, name) => value(
            phrase.weight,
            (
                format!("{en}: {} {name}", phrase.en),
                format!("{ru}: {} {name}", phrase.ru),
            ),
            pair,
        ),
        Aspect::Item(phrase, item) => {
            let (what_en, what_ru) = match pair {
                (None, _) => ("new", "новое"),
                (Some(_), _) => ("gone", "больше нет"),
            };
            Line::new(
                phrase.weight,
                format!("{en}: {} {item}: {what_en}", phrase.en),
                format!("{ru}: {} {item}: {what_ru}", phrase.ru),
            )
        }
    }
}

/// A sentence about something that was not there before.
pub(super) fn appeared(
    difference: &Difference<'_>,
    subject: &Subject,
    facts: &BTreeMap<Aspect, Value>,
) -> Line {
    let (en, ru) = called(difference, subject);
    let is = |phrase| facts.get(&Aspect::Is(phrase)).map_or("", Value::en);
    let about = |locale, pick: fn((String, String)) -> String| {
        let texts = || facts.iter().filter(|(aspect, _)| aspect.locale().is_some());
        let wanted = texts().find(|(aspect, _)| aspect.locale() == Some(locale));
        match wanted.or_else(|| texts().next()) {
            Some((_, text)) => format!(": {}", pick(shown(text))),
            None => String::new(),
        }
    };
    let about_en = about(Locale::En, |(en, _)| en);
    let about_ru = about(Locale::Ru, |(_, ru)| ru);
    match subject {
        Subject::Step { menu, step } => {
            let (kind_en, kind_ru) = match facts.get(&Aspect::Kind) {
                Some(Value::Words(kind)) => (kind.en, kind.ru),
                Some(Value::Plain(_) | Value::Quoted(_)) | None => ("a step", "шаг"),
            };
            let (from_en, from_ru) = reached_by(difference, menu, step);
            Line::new(
                STEPS,
                format!("new step {en} ({kind_en}){from_en}{about_en}"),
                format!("новый шаг {ru} ({kind_ru}){from_ru}{about_ru}"),
            )
        }
        Subject::Number(number) => {
            let menu = is(phrases::ANSWERED_BY);
            Line::new(
                (Matters::Way, 0),
                format!("new number {number}, answered by {menu}"),
                format!("новый номер {number}, отвечает {menu}"),
            )
        }
        Subject::Callback => Line::new(
            (Matters::Way, 50),
            "callbacks are offered from now on".to_owned(),
            "теперь предлагается обратный звонок".to_owned(),
        ),
        Subject::Question(_) => Line::new(
            (Matters::Survey, 0),
            format!("new {en}{about_en}"),
            format!("новый {ru}{about_ru}"),
        ),
        Subject::Sink(name) => {
            let address = is(phrases::SENT_TO);
            Line::new(
                (Matters::Centre, 6),
                format!("events now also go to {name} ({address})"),
                format!("события теперь идут и в {name} ({address})"),
            )
        }
        Subject::Site
        | Subject::Menu(_)
        | Subject::Queue(_)
        | Subject::Project(_)
        | Subject::Survey => Line::new(
            comes_or_goes(subject),
            format!("new: {en}{about_en}"),
            format!("новое: {ru}{about_ru}"),
        ),
    }
}

/// A sentence about something that is there no more.
pub(super) fn vanished(difference: &Difference<'_>, subject: &Subject) -> Line {
    let (en, ru) = called(difference, subject);
    match subject {
        Subject::Step { .. } => Line::new(
            STEPS,
            format!("step {en} is gone"),
            format!("шага {ru} больше нет"),
        ),
        Subject::Number(number) => Line::new(
            (Matters::Way, 0),
            format!("number {number} is not answered any more"),
            format!("на номере {number} больше не отвечают"),
        ),
        Subject::Callback => Line::new(
            (Matters::Way, 50),
            "callbacks are not offered any more".to_owned(),
            "обратный звонок больше не предлагается".to_owned(),
        ),
        Subject::Question(id) => Line::new(
            (Matters::Survey, 0),
            format!("question {id} is not asked any more"),
            format!("вопрос {id} больше не задаётся"),
        ),
        Subject::Sink(name) => Line::new(
            (Matters::Centre, 6),
            format!("events do not go to {name} any more"),
            format!("события больше не идут в {name}"),
        ),
        Subject::Site
        | Subject::Menu(_)
        | Subject::Queue(_)
        | Subject::Project(_)
        | Subject::Survey => Line::new(
            comes_or_goes(subject),
            format!("{en} is gone"),
            format!("больше нет: {ru}"),
        ),
    }
}

fn comes_or_goes(subject: &Subject) -> (Matters, u8) {
    match subject {
        Subject::Menu(_) => (Matters::Way, 6),
        Subject::Project(_) => (Matters::Centre, 2),
        Subject::Survey | Subject::Question(_) => (Matters::Survey, 0),
        Subject::Sink(_) => (Matters::Centre, 6),
        Subject::Site
        | Subject::Number(_)
        | Subject::Step { .. }
        | Subject::Queue(_)
        | Subject::Callback => (Matters::Way, 9),
    }
}

/// What leads to a step in the menu as it will be: `, reached by key 3 of main`.
fn reached_by(difference: &Difference<'_>, menu: &str, step: &str) -> (String, String) {
    let mut ways = Vec::new();
    for (subject, facts) in difference.after {
        let of_the_menu = match subject {
            Subject::Menu(file) => file == menu,
            Subject::Step {
                menu: file,
                step: other,
            } => file == menu && other != step,
            Subject::Site
            | Subject::Number(_)
            | Subject::Queue(_)
            | Subject::Project(_)
            | Subject::Callback
            | Subject::Survey
            | Subject::Question(_)
            | Subject::Sink(_) => false,
        };
        if !of_the_menu {
            continue;
        }
        let (en, ru) = called(difference, subject);
        for (aspect, target) in facts {
            match aspect {
                Aspect::Key(key) if target.en() == step => {
                    ways.push((
                        format!("key {key} of {en}"),
                        format!("клавиша {key} в {ru}"),
                    ));
                }
                Aspect::To(phrase) if target.en() == step => {
                    ways.push((
                        format!("{en} ({})", phrase.en),
                        format!("{ru} ({})", phrase.ru),
                    ));
                }
                Aspect::Key(_)
                | Aspect::To(_)
                | Aspect::Kind
                | Aspect::KeyName(..)
                | Aspect::Text(..)
                | Aspect::Is(_)
                | Aspect::Item(..)
                | Aspect::Named(..)
                | Aspect::Option(..) => {}
            }
        }
    }
    if ways.is_empty() {
        return (String::new(), String::new());
    }
    let more = ways.len().saturating_sub(2);
    let (en, ru): (Vec<String>, Vec<String>) = ways.into_iter().take(2).unzip();
    let (more_en, more_ru) = match more {
        0 => (String::new(), String::new()),
        more => (format!(" and {more} more"), format!(" и ещё {more}")),
    };
    (
        format!(", reached by {}{more_en}", en.join(", ")),
        format!(", в него ведёт: {}{more_ru}", ru.join(", ")),
    )
}

/// What a subject is called.
fn called(difference: &Difference<'_>, subject: &Subject) -> (String, String) {
    let both = |name: String| (name.clone(), name);
    match subject {
        Subject::Site => ("the site".to_owned(), "сайт".to_owned()),
        Subject::Number(number) => (format!("number {number}"), format!("номер {number}")),
        Subject::Menu(file) => both(file.clone()),
        Subject::Step { menu, step } => both(match difference.several_menus {
            true => format!("{step} ({menu})"),
            false => step.clone(),
        }),
        Subject::Queue(id) => (format!("queue {id}"), format!("очередь {id}")),
        Subject::Project(id) => (format!("project {id}"), format!("проект {id}")),
        Subject::Callback => ("callbacks".to_owned(), "обратный звонок".to_owned()),
        Subject::Survey => ("the survey".to_owned(), "опрос".to_owned()),
        Subject::Question(id) => (format!("question {id}"), format!("вопрос {id}")),
        Subject::Sink(name) => (format!("events to {name}"), format!("события для {name}")),
    }
}

/// `balance: the code is now *101# (before: *100#)`.
pub(super) fn value(weight: (Matters, u8), (en, ru): (String, String), pair: Pair<'_>) -> Line {
    let none = ("none".to_owned(), "не было".to_owned());
    let (old_en, old_ru) = pair.0.map_or(none, shown);
    match pair.1.map(shown) {
        Some((new_en, new_ru)) => Line::new(
            weight,
            format!("{en} is now {new_en} (before: {old_en})"),
            format!("{ru} теперь {new_ru} (раньше: {old_ru})"),
        ),
        None => Line::new(
            weight,
            format!("{en} is gone (before: {old_en})"),
            format!("{ru} — больше нет (раньше: {old_ru})"),
        ),
    }
}

/// `text of main in Russian: “old” → “new”`.
pub(super) fn text(
    weight: (Matters, u8),
    (en, ru): (String, String),
    locale: Option<Locale>,
    pair: Pair<'_>,
) -> Line {
    let (in_en, in_ru) = match locale.map(language) {
        Some(name) => (format!(" in {}", name.en), format!(" (на {})", name.ru)),
        None => (String::new(), String::new()),
    };
    let (old, new) = plain(pair);
    let (old, new) = excerpts(old, new);
    let (what_en, what_ru) = match pair {
        (None, _) => (format!("new: “{new}”"), format!("новый: «{new}»")),
        (_, None) => (format!("“{old}” is gone"), format!("«{old}» больше нет")),
        (Some(_), Some(_)) => (format!("“{old}” → “{new}”"), format!("«{old}» → «{new}»")),
    };
    Line::new(
        weight,
        format!("{en}{in_en}: {what_en}"),
        format!("{ru}{in_ru}: {what_ru}"),
    )
}

fn plain<'a>((old, new): Pair<'a>) -> (&'a str, &'a str) {
    (old.map_or("", Value::en), new.map_or("", Value::en))
}

fn shown(value: &Value) -> (String, String) {
    match value {
        Value::Plain(text) => (text.clone(), text.clone()),
        Value::Quoted(text) => {
            let text = excerpts("", text).1;
            (format!("“{text}”"), format!("«{text}»"))
        }
        Value::Words(words) => (words.en.to_owned(), words.ru.to_owned()),
    }
}

/// The longest text that is shown whole, characters.
const WHOLE: usize = 100;
/// How much of what is the same is shown on each side of what differs, characters.
const AROUND: usize = 24;

/// Two long texts cut down to where they differ.
fn excerpts(old: &str, new: &str) -> (String, String) {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    if old.len() <= WHOLE && new.len() <= WHOLE {
        return (old.iter().collect(), new.iter().collect());
    }
    let shorter = old.len().min(new.len());
    let same = |pairs: &mut dyn Iterator<Item = (&char, &char)>| {
        pairs.take_while(|(a, b)| a == b).count().min(shorter)
    };
    let start = same(&mut old.iter().zip(&new));
    let end = same(&mut old.iter().rev().zip(new.iter().rev())).min(shorter - start);
    let cut = |text: &[char]| {
        let from = start.saturating_sub(AROUND);
        let to = (text.len() - end + AROUND).min(text.len());
        let to = to.min(from + WHOLE + 2 * AROUND);
        let middle: String = text
            .iter()
            .skip(from)
            .take(to.saturating_sub(from))
            .collect();
        let dots = |cut: bool| if cut { "…" } else { "" };
        format!("{}{middle}{}", dots(from > 0), dots(to < text.len()))
    };
    (cut(&old), cut(&new))
}
