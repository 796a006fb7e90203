//! The phone: whom it calls, from where and when, and the keys.

use crate::{html::escape, lang::Lang, study::Study};
use shared::bundle::Bundle;
use std::fmt::Write;

/// A number reserved for drama, so that nobody is called.
const CALLER: &str = "+447700900123";

/// Everything about a call that is settled before it begins.
pub(super) fn scene(study: &Study, lang: Lang) -> String {
    let Some(bundle) = &study.bundle else {
        return format!(
            "<p class=\"hint\">{}</p>",
            lang.pick(
                "The phone rings once site.json and a menu have no errors.",
                "Телефон заработает, когда в site.json и меню не будет ошибок."
            )
        );
    };
    format!(
        "<div class=\"fields\">{}{}{}{}</div><fieldset class=\"queues\"><legend>{}</legend>{}</fieldset>",
        numbers(bundle, lang),
        caller(lang),
        moment(bundle, lang),
        languages(bundle, lang),
        lang.pick(
            "Queues (empty: the centre reports nothing)",
            "Очереди (пусто: центр ничего не сообщает)"
        ),
        queues(bundle, lang),
    )
}

fn numbers(bundle: &Bundle, lang: Lang) -> String {
    let mut options = String::new();
    for (number, settings) in &bundle.site.numbers {
        let _ = write!(
            options,
            "<option value=\"{0}\">{0} ({1})</option>",
            escape(number),
            escape(&settings.menu)
        );
    }
    format!(
        "<label>{}<select name=\"number\">{options}</select></label>",
        lang.pick("Number called", "Куда звонят")
    )
}

fn caller(lang: Lang) -> String {
    let (from, hidden) = (
        lang.pick("Caller's number", "Номер абонента"),
        lang.pick("Hidden number", "Номер скрыт"),
    );
    format!(
        "<label>{from}<input name=\"from\" value=\"{CALLER}\" inputmode=\"tel\" autocomplete=\"off\" dir=\"ltr\"></label>\
         <label class=\"check\"><input type=\"checkbox\" name=\"hidden\">{hidden}</label>",
    )
}

fn moment(bundle: &Bundle, lang: Lang) -> String {
    let zone = bundle.site.time_zone.iana_name().unwrap_or("UTC");
    let label = lang.pick("Day and time there", "День и время там");
    let (now, eve) = (
        lang.pick("Now", "Сейчас"),
        lang.pick("New Year's Eve, 23:50", "31 декабря, 23:50"),
    );
    format!(
        "<label>{label}<span class=\"aside\">{}</span><input type=\"datetime-local\" name=\"at\" data-zone=\"{}\"></label>\
         <div class=\"pills\"><button type=\"button\" data-at=\"now\">{now}</button><button type=\"button\" data-at=\"eve\">{eve}</button></div>",
        escape(zone),
        escape(zone),
    )
}

fn languages(bundle: &Bundle, lang: Lang) -> String {
    let mut options = format!(
        "<option value=\"\">{}</option>",
        lang.pick("as the site begins", "как начинает сайт")
    );
    for locale in &bundle.site.locales {
        let _ = write!(
            options,
            "<option value=\"{0}\" lang=\"{0}\">{1}</option>",
            locale.code(),
            locale.own_name()
        );
    }
    format!(
        "<label>{}<select name=\"locale\">{options}</select></label>",
        lang.pick("Language at the start", "Язык в начале")
    )
}

fn queues(bundle: &Bundle, lang: Lang) -> String {
    let mut html = String::new();
    for queue in bundle.site.queues.keys() {
        let name = escape(queue);
        let field = |what: &str, label: &str, largest: u32| {
            format!(
                "<label>{label}<input type=\"number\" min=\"0\" max=\"{largest}\" inputmode=\"numeric\" name=\"queue\" data-queue=\"{name}\" data-what=\"{what}\"></label>"
            )
        };
        let _ = write!(
            html,
            "<div class=\"queue\" role=\"group\" aria-label=\"{name}\"><b>{name}</b>{}{}{}{}</div>",
            field("waiting", lang.pick("waiting", "ждут"), 9999),
            field("operators", lang.pick("operators", "операторов"), 9999),
            field("free", lang.pick("free", "свободны"), 9999),
            field("aht", lang.pick("s a call", "с на звонок"), 36000),
        );
    }
    html
}

/// The phone itself, before a call.
#[must_use]
pub fn shell(lang: Lang) -> String {
    let keys = [
        ("1", ""),
        ("2", "ABC"),
        ("3", "DEF"),
        ("4", "GHI"),
        ("5", "JKL"),
        ("6", "MNO"),
        ("7", "PQRS"),
        ("8", "TUV"),
        ("9", "WXYZ"),
        ("*", ""),
        ("0", "+"),
        ("#", ""),
    ];
    let mut keypad = String::new();
    for (key, letters) in keys {
        // What a key shows is its name, unless it shows a sign.
        let name = match key {
            "*" => format!(" aria-label=\"{}\"", lang.pick("star", "звёздочка")),
            "#" => format!(" aria-label=\"{}\"", lang.pick("hash", "решётка")),
            _ => String::new(),
        };
        let _ = write!(
            keypad,
            "<button type=\"button\" data-key=\"{key}\"{name} disabled><span>{key}</span> <small>{letters}</small></button>",
        );
    }
    let act = |act: &str, label: &str| {
        format!("<button type=\"button\" class=\"act\" data-act=\"{act}\" hidden>{label}</button>")
    };
    format!(
        "<div class=\"screen\"><p class=\"line\" id=\"phone-line\" role=\"status\">{}</p>\
         <div class=\"talk\" id=\"talk\" role=\"log\" tabindex=\"0\" aria-label=\"{}\" data-empty=\"{}\"></div>\
         <p class=\"typed\" id=\"typed\" aria-live=\"polite\"></p></div>\
         <div class=\"acts\">{}{}{}{}{}{}{}</div>\
         <form class=\"saying\" id=\"saying\" hidden><input name=\"words\" aria-label=\"{}\" placeholder=\"{}\" autocomplete=\"off\"><button class=\"act\">{}</button></form>\
         <div class=\"keypad\" id=\"keypad\" role=\"group\" aria-label=\"{}\">{keypad}</div>\
         <div class=\"calling\"><button type=\"button\" class=\"round quiet\" data-phone=\"back\" disabled>{}</button>\
         <button type=\"button\" class=\"round call\" data-phone=\"call\" disabled>{}</button>\
         <button type=\"button\" class=\"round hang\" data-phone=\"hang_up\" hidden>{}</button>\
         <button type=\"button\" class=\"round quiet\" data-phone=\"speak\" aria-pressed=\"false\">{}</button></div>\
         <details class=\"settings\"><summary>{}</summary><div id=\"scene\" data-part=\"scene\">",
        lang.pick("Getting the phone ready…", "Телефон включается…"),
        lang.pick("The call", "Разговор"),
        lang.pick(
            "Press Call: you hear the menu as a caller does.",
            "Нажмите «Позвонить»: вы услышите меню, как его слышит абонент."
        ),
        act("silent", lang.pick("Say nothing", "Промолчать")),
        act("wait", lang.pick("Wait 30 s", "Ждать 30 с")),
        act("talks", lang.pick("Somebody talks", "Поговорить")),
        act(
            "unanswered",
            lang.pick("Nobody answers", "Никто не ответил")
        ),
        act(
            "records 20 s",
            lang.pick("Leave a message", "Оставить сообщение")
        ),
        act("full", lang.pick("Queue is full", "Очередь полна")),
        act(
            "copy",
            lang.pick("Copy as a .call file", "Скопировать как .call")
        ),
        lang.pick("Words that the caller says", "Слова абонента"),
        lang.pick("or say a word", "или скажите слово"),
        lang.pick("Say", "Сказать"),
        lang.pick("Keypad", "Клавиши"),
        lang.pick("Back", "Назад"),
        lang.pick("Call", "Позвонить"),
        lang.pick("Hang up", "Положить трубку"),
        lang.pick("Aloud", "Вслух"),
        lang.pick(
            "Who calls, when, and how busy it is",
            "Кто и когда звонит, насколько занято"
        ),
    ) + "</div></details>"
}
