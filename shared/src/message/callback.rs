//! Why a callback cannot be promised, as the customer reads it: what is the matter and what to do.

use super::Message;
use crate::callback::Refusal;

/// The sentence for a reason.
#[must_use]
pub fn refusal(code: Refusal) -> &'static Message {
    match code {
        Refusal::NotOffered => &NOT_OFFERED,
        Refusal::NumberInvalid => &NUMBER_INVALID,
        Refusal::CountryNotAllowed => &COUNTRY_NOT_ALLOWED,
        Refusal::NumberTypeNotAllowed => &NUMBER_TYPE_NOT_ALLOWED,
        Refusal::ConsentMissing => &CONSENT_MISSING,
        Refusal::Closed => &CLOSED,
        Refusal::SlotUnknown => &SLOT_UNKNOWN,
        Refusal::SlotFull => &SLOT_FULL,
        Refusal::DailyCap => &DAILY_CAP,
        Refusal::TooMany => &TOO_MANY,
        Refusal::AlreadyOpen => &ALREADY_OPEN,
        Refusal::QueueUnknown => &QUEUE_UNKNOWN,
    }
}

const NOT_OFFERED: Message = Message {
    az: "Geri zəng xidməti mövcud deyil. Zəhmət olmasa, bizə zəng edin.",
    en: "Callbacks are not offered. Please call us.",
    ro: "Nu vă putem suna înapoi. Vă rugăm să ne sunați.",
    ru: "Заказать звонок здесь нельзя. Пожалуйста, позвоните нам.",
};

const NUMBER_INVALID: Message = Message {
    az: "Bu nömrəyə zəng etmək mümkün deyil. Nömrəni yoxlayın və ölkə kodu ilə yazın.",
    en: "This number cannot be called. Check it and write it with its country code.",
    ro: "Acest număr nu poate fi apelat. Verificați-l și scrieți-l cu prefixul țării.",
    ru: "На этот номер нельзя позвонить. Проверьте его и укажите с кодом страны.",
};

const COUNTRY_NOT_ALLOWED: Message = Message {
    az: "Bu ölkənin nömrələrinə zəng etmirik. Başqa nömrə yazın.",
    en: "We do not call numbers from that country. Please give another number.",
    ro: "Nu apelăm numere din această țară. Indicați alt număr.",
    ru: "Мы не звоним на номера этой страны. Укажите другой номер.",
};

const NUMBER_TYPE_NOT_ALLOWED: Message = Message {
    az: "Yalnız mobil və ya stasionar nömrələrə zəng edirik. Başqa nömrə yazın.",
    en: "We only call mobile and landline numbers. Please give another number.",
    ro: "Apelăm numai numere mobile și fixe. Indicați alt număr.",
    ru: "Мы звоним только на мобильные и стационарные номера. Укажите другой номер.",
};

const CONSENT_MISSING: Message = Message {
    az: "Sizə zəng etməyimiz üçün razılığınızı qeyd edin.",
    en: "Tick the box to agree that we call you.",
    ro: "Bifați căsuța pentru a fi de acord să vă sunăm.",
    ru: "Отметьте согласие на звонок.",
};

const CLOSED: Message = Message {
    az: "İndi iş vaxtı deyil. Zəng üçün vaxt seçin.",
    en: "We are closed now. Choose a time for the call.",
    ro: "Acum este închis. Alegeți o oră pentru apel.",
    ru: "Сейчас мы не работаем. Выберите время для звонка.",
};

const SLOT_UNKNOWN: Message = Message {
    az: "Bu vaxt artıq mövcud deyil. Başqa vaxt seçin.",
    en: "This time is no longer offered. Choose another one.",
    ro: "Această oră nu mai este disponibilă. Alegeți alta.",
    ru: "Это время больше не предлагается. Выберите другое.",
};

const SLOT_FULL: Message = Message {
    az: "Bu vaxtda boş yer qalmayıb. Başqa vaxt seçin.",
    en: "This time is fully booked. Choose another one.",
    ro: "Această oră este ocupată complet. Alegeți alta.",
    ru: "На это время всё занято. Выберите другое.",
};

const DAILY_CAP: Message = Message {
    az: "Bu gün daha zəng sifarişi qəbul edə bilmirik. Sabah yenidən cəhd edin və ya bizə zəng edin.",
    en: "All of today's callbacks are taken. Try again tomorrow, or call us.",
    ro: "Astăzi nu mai putem prelua cereri de apel. Încercați din nou mâine sau sunați-ne.",
    ru: "Сегодня мы больше не принимаем заявки на звонок. Попробуйте завтра или позвоните нам.",
};

const TOO_MANY: Message = Message {
    az: "Çox sayda sorğu göndərilib. Sonra yenidən cəhd edin və ya bizə zəng edin.",
    en: "Too many requests. Try again later, or call us.",
    ro: "Prea multe cereri. Încercați mai târziu sau sunați-ne.",
    ru: "Слишком много запросов. Попробуйте позже или позвоните нам.",
};

const ALREADY_OPEN: Message = Message {
    az: "Bu nömrəyə geri zəng artıq sifariş edilib. Onu təsdiqdəki keçiddən görə və ləğv edə bilərsiniz.",
    en: "A callback to this number is already booked. You can see or cancel it with the link in its confirmation.",
    ro: "Există deja un apel programat la acest număr. Îl vedeți și îl anulați din linkul de confirmare.",
    ru: "Звонок на этот номер уже заказан. Его можно посмотреть и отменить по ссылке из подтверждения.",
};

const QUEUE_UNKNOWN: Message = Message {
    az: "Bu xidmət artıq mövcud deyil. Səhifəni yeniləyin.",
    en: "This service does not exist any more. Reload the page.",
    ro: "Acest serviciu nu mai există. Reîncărcați pagina.",
    ru: "Этой услуги больше нет. Обновите страницу.",
};
