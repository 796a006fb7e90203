//! What a text is, for people who see nothing but a row.

use super::Note;
use crate::{locale::Locale, problem::rules::Pair, problem::texts::places};
use std::collections::{BTreeMap, BTreeSet};

/// What the text at this place is. `of` is the `do` or `kind` of the block around it.
pub(super) fn note(of: Option<&str>, place: &str, texts: &BTreeMap<Locale, String>) -> Note {
    let way: Vec<&str> = place.split('.').collect();
    let named = |part: &&&str| part.parse::<usize>().is_err();
    let field = way.iter().rev().find(named).copied().unwrap_or_default();
    let is_in = |name: &str| way.contains(&name);
    let mut note: Note = match field {
        "say" if is_in("if_silent") => pair(
            "said after silence, before the options come again",
            "звучит после тишины, перед повтором вариантов",
        ),
        "say" if is_in("if_wrong_key") => pair(
            "said after a wrong key, before the options come again",
            "звучит после неверной клавиши, перед повтором вариантов",
        ),
        "say" if is_in("announcements") => pair(
            "an announcement: said before the menu and shown on the website",
            "объявление: звучит перед меню и видно на сайте",
        ),
        "say" if is_in("holidays") || is_in("exceptions") => pair(
            "said and shown on this day when you are closed",
            "звучит и видно в этот день, когда закрыто",
        ),
        "say" => said_in(of),
        "say_closed" => pair(
            "said and shown when you are closed",
            "звучит и видно, когда закрыто",
        ),
        "name" if is_in("keys") => pair(
            "an option: shown on the website and read out",
            "вариант: виден на сайте и звучит",
        ),
        "name" if is_in("options") => pair("an answer to choose", "ответ на выбор"),
        "name" => pair(
            "a name, as customers read it",
            "название, как его видят клиенты",
        ),
        "name_spoken" => pair(
            "read out instead of the name: “For your balance”",
            "звучит вместо названия: «Чтобы узнать баланс»",
        ),
        "search" => pair(
            "words under which visitors find the answer, separated by ;",
            "слова, по которым ответ находят на сайте, через ;",
        ),
        "say_words" => pair(
            "words by which a caller may choose the option, separated by ;",
            "слова, которыми абонент может выбрать вариант, через ;",
        ),
        "works_on" => pair(
            "where the code or number works",
            "где действует код или номер",
        ),
        "price" => pair("what it costs", "сколько это стоит"),
        "ask" => pair("a question on the screen", "вопрос на экране"),
        "ask_by_phone" => pair(
            "the question as it is read out, keys included",
            "вопрос, как он звучит по телефону, вместе с клавишами",
        ),
        "intro" => pair("before the first question", "перед первым вопросом"),
        "thanks" => pair("after the last answer", "после последнего ответа"),
        "consent" => pair(
            "what a customer agrees to who asks for a callback",
            "на что соглашается клиент, который заказывает звонок",
        ),
        _ => pair(
            "a text that other files use",
            "текст, который используют другие файлы",
        ),
    };
    let kept: BTreeSet<&str> = texts.values().flat_map(|text| places(text)).collect();
    if !kept.is_empty() {
        let kept: Vec<String> = kept.into_iter().map(|name| format!("{{{name}}}")).collect();
        let kept = kept.join(" ");
        note.en = joined(&note.en, &format!("keep {kept} as they are"));
        note.ru = joined(&note.ru, &format!("{kept} не переводить"));
    }
    note
}

fn said_in(of: Option<&str>) -> Note {
    match of {
        Some("menu") => pair(
            "said before the options; heading on the website",
            "звучит перед вариантами; заголовок на сайте",
        ),
        Some("answer") => pair(
            "the answer: said, shown and sent by SMS",
            "ответ: звучит, виден на сайте и уходит в SMS",
        ),
        Some("hang_up") => pair("said before the call ends", "звучит в конце звонка"),
        Some("queue") => pair(
            "said before the caller waits for an operator",
            "звучит перед ожиданием оператора",
        ),
        Some("voicemail") => pair(
            "said before the caller leaves a message",
            "звучит перед записью сообщения",
        ),
        Some("ask_digits") => pair(
            "said before the caller types digits",
            "звучит перед набором цифр",
        ),
        _ => pair("said to the caller", "звучит в трубке"),
    }
}

fn joined(a: &str, b: &str) -> String {
    if a.is_empty() {
        b.to_owned()
    } else {
        format!("{a}; {b}")
    }
}

fn pair(en: &'static str, ru: &'static str) -> Note {
    Pair { en, ru }.into()
}
