//! The widget's own words. The Worker sends them with everything else that the widget shows, in one language.

use super::Message;

/// The key of one of the widget's texts in `WidgetResponse::text`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text(pub &'static str);

macro_rules! texts {
    ($($name:ident $key:literal { $en:literal, $ru:literal, $az:literal, $ro:literal })*) => {
        $(
            #[doc = concat!("“", $en, "”")]
            pub const $name: Text = Text($key);
        )*

        /// The texts themselves. The widget links the few that it needs before the Worker has answered.
        pub mod words {
            use crate::message::Message;

            $(
                #[doc = concat!("“", $en, "”")]
                pub const $name: Message = Message { az: $az, en: $en, ro: $ro, ru: $ru };
            )*
        }

        /// Every text by its key.
        pub const TEXTS: &[(&str, Message)] = &[$(($key, words::$name)),*];
    };
}

texts! {
    // The frame.
    HELP "help" { "Help and contact", "Помощь и связь", "Yardım və əlaqə", "Ajutor și contact" }
    BACK "back" { "Back", "Назад", "Geri", "Înapoi" }
    CLOSE "close" { "Close", "Закрыть", "Bağla", "Închide" }
    LANGUAGE "language" { "Language", "Язык", "Dil", "Limba" }
    LOADING "loading" { "Loading…", "Загрузка…", "Yüklənir…", "Se încarcă…" }
    RETRY "retry" { "Try again", "Повторить", "Yenidən cəhd et", "Încearcă din nou" }
    UNREACHABLE "unreachable" {
        "We cannot be reached right now. Nothing of yours is lost: please try again.",
        "Сейчас мы недоступны. Ничего не потеряно: попробуйте ещё раз.",
        "Hazırda əlaqə yoxdur. Heç nə itməyib: yenidən cəhd edin.",
        "Nu putem fi contactați acum. Nu s-a pierdut nimic: încercați din nou."
    }
    OFFLINE "offline" {
        "You seem to be offline. Check the connection and try again.",
        "Похоже, нет интернета. Проверьте соединение и попробуйте ещё раз.",
        "Deyəsən, internet yoxdur. Bağlantını yoxlayıb yenidən cəhd edin.",
        "Se pare că nu aveți internet. Verificați conexiunea și încercați din nou."
    }
    TOO_MANY "too_many" {
        "That was a lot of requests at once. Please wait a minute and try again.",
        "Слишком много запросов подряд. Подождите минуту и попробуйте ещё раз.",
        "Bir anda çox sorğu oldu. Bir dəqiqə gözləyib yenidən cəhd edin.",
        "Au fost prea multe cereri deodată. Așteptați un minut și încercați din nou."
    }

    // Help.
    GREETING "greeting" { "How can we help?", "Чем помочь?", "Necə kömək edək?", "Cu ce vă putem ajuta?" }
    SEARCH "search" { "Search for an answer", "Найти ответ", "Cavab axtar", "Caută un răspuns" }
    CLEAR "clear" { "Clear the search", "Очистить поиск", "Axtarışı təmizlə", "Șterge căutarea" }
    FOUND "found" { "Answers found: {n}", "Найдено ответов: {n}", "Tapılan cavablar: {n}", "Răspunsuri găsite: {n}" }
    NOT_FOUND "not_found" {
        "Nothing fits these words. Try others, or choose a topic below.",
        "По этим словам ничего нет. Попробуйте другие или выберите тему ниже.",
        "Bu sözlərə uyğun heç nə yoxdur. Başqa sözlər yazın və ya aşağıdan mövzu seçin.",
        "Nimic nu se potrivește. Încercați alte cuvinte sau alegeți un subiect de mai jos."
    }
    TOPICS "topics" { "Topics", "Темы", "Mövzular", "Subiecte" }
    PERSON "person" { "Talk to a person", "Поговорить с оператором", "Operatorla danışmaq", "Vorbiți cu un operator" }
    YOU_ARE_HERE "you_are_here" { "You are here", "Вы здесь", "Siz buradasınız", "Sunteți aici" }
    HOME "home" { "Start", "Начало", "Başlanğıc", "Început" }

    // An answer.
    COPY "copy" { "Copy", "Скопировать", "Kopyala", "Copiază" }
    COPIED "copied" { "Copied", "Скопировано", "Kopyalandı", "Copiat" }
    DIAL "dial" { "Dial", "Набрать", "Yığ", "Formează" }
    OPEN_LINK "open_link" { "Open the page", "Открыть страницу", "Səhifəni aç", "Deschide pagina" }
    NEW_TAB "new_tab" { "opens in a new tab", "откроется в новой вкладке", "yeni vərəqdə açılır", "se deschide într-o filă nouă" }
    WORKS_ON "works_on" { "Works on", "Где работает", "Harada işləyir", "Unde funcționează" }
    PRICE "price" { "Price", "Цена", "Qiymət", "Preț" }
    HELPED "helped" { "Did this help?", "Это помогло?", "Bu kömək etdi?", "V-a fost de ajutor?" }
    YES "yes" { "Yes", "Да", "Bəli", "Da" }
    NO "no" { "No", "Нет", "Xeyr", "Nu" }
    GLAD "glad" { "Good to know. Thank you!", "Хорошо. Спасибо, что сказали!", "Əla. Dediyiniz üçün təşəkkürlər!", "Ne bucurăm. Vă mulțumim!" }
    SORRY "sorry" {
        "Sorry it did not. Here is what else we can do.",
        "Жаль. Вот что ещё можно сделать.",
        "Təəssüf. Başqa nə edə bilərik:",
        "Ne pare rău. Iată ce mai putem face."
    }

    // Waiting and calling.
    WAIT "wait" { "Waiting time", "Время ожидания", "Gözləmə müddəti", "Timp de așteptare" }
    LIVE "live" { "Live", "Сейчас", "İndi", "Acum" }
    OPEN "open" { "Open", "Открыто", "Açıqdır", "Deschis" }
    CLOSED "closed" { "Closed", "Закрыто", "Bağlıdır", "Închis" }
    OPENS "opens" { "Opens: {time}", "Откроется: {time}", "Açılır: {time}", "Se deschide: {time}" }
    BAND "band" {
        "Eight callers in ten wait between {low} and {high}.",
        "Восемь из десяти звонящих ждут от {low} до {high}.",
        "On nəfərdən səkkizi {low} ilə {high} arasında gözləyir.",
        "Opt din zece apelanți așteaptă între {low} și {high}."
    }
    POSITION "position" {
        "Your place in line would be {n}.",
        "Ваше место в очереди: {n}.",
        "Növbədə yeriniz: {n}.",
        "Locul dumneavoastră la rând: {n}."
    }
    CHECKED "checked" { "Checked at {time}", "Проверено в {time}", "Yoxlanılıb: {time}", "Verificat la {time}" }
    CALL "call" { "Call {number}", "Позвонить {number}", "Zəng et: {number}", "Sună la {number}" }
    CALL_ME "call_me" { "Call me back", "Перезвоните мне", "Mənə zəng edin", "Sunați-mă înapoi" }
    CALL_ME_HINT "call_me_hint" {
        "We call you: no need to wait on the phone.",
        "Мы позвоним сами, ждать на линии не нужно.",
        "Biz özümüz zəng edəcəyik, xətdə gözləmək lazım deyil.",
        "Vă sunăm noi, nu trebuie să așteptați la telefon."
    }

    // A callback.
    YOUR_NUMBER "your_number" { "Your phone number", "Ваш номер телефона", "Telefon nömrəniz", "Numărul dumneavoastră de telefon" }
    NUMBER_HINT "number_hint" { "Begin with {code}", "Начните с {code}", "{code} ilə başlayın", "Începeți cu {code}" }
    NUMBER_MISSING "number_missing" {
        "Enter the number that we should call.",
        "Укажите номер, на который перезвонить.",
        "Zəng edəcəyimiz nömrəni yazın.",
        "Introduceți numărul la care să sunăm."
    }
    WHEN "when" { "When should we call?", "Когда позвонить?", "Nə vaxt zəng edək?", "Când să sunăm?" }
    SOON "soon" { "As soon as possible", "Как можно скорее", "Mümkün qədər tez", "Cât mai curând" }
    LATER "later" { "At a time I choose", "В удобное время", "Seçdiyim vaxtda", "La ora aleasă de mine" }
    DAY "day" { "Day", "День", "Gün", "Ziua" }
    TIME "time" { "Time", "Время", "Saat", "Ora" }
    TIME_MISSING "time_missing" { "Choose a time.", "Выберите время.", "Vaxt seçin.", "Alegeți o oră." }
    NO_TIMES "no_times" {
        "No times are free in the coming days.",
        "На ближайшие дни свободного времени нет.",
        "Yaxın günlərdə boş vaxt yoxdur.",
        "Nu sunt ore libere în zilele următoare."
    }
    CONSENT_MISSING "consent_missing" {
        "We may call only if you agree.",
        "Мы можем позвонить только с вашего согласия.",
        "Yalnız razılığınızla zəng edə bilərik.",
        "Putem suna doar cu acordul dumneavoastră."
    }
    ASK_FOR_CALL "ask_for_call" { "Ask for the call", "Заказать звонок", "Zəng sifariş et", "Solicită apelul" }
    SENDING "sending" { "Sending…", "Отправляем…", "Göndərilir…", "Se trimite…" }
    BOOKED "booked" { "We will call you", "Мы вам позвоним", "Sizə zəng edəcəyik", "Vă vom suna" }
    FROM_NUMBER "from_number" { "We will call from", "Вам позвонят с номера", "Bu nömrədən zəng gələcək", "Vă vom suna de la" }
    TO_NUMBER "to_number" { "Your number", "Ваш номер", "Nömrəniz", "Numărul dumneavoastră" }
    CODE "code" { "The operator says this code first", "Оператор сначала назовёт этот код", "Operator əvvəlcə bu kodu deyəcək", "Operatorul spune întâi acest cod" }
    CODE_WHY "code_why" {
        "If the caller does not know the code, it is not us: hang up.",
        "Если звонящий не знает код, это не мы: положите трубку.",
        "Zəng edən kodu bilmirsə, bu biz deyilik: dəstəyi asın.",
        "Dacă apelantul nu știe codul, nu suntem noi: închideți."
    }
    YOUR_LINK "your_link" { "Show or cancel it", "Посмотреть или отменить", "Bax və ya ləğv et", "Vezi sau anulează" }
    COPY_LINK "copy_link" { "Copy the link", "Скопировать ссылку", "Keçidi kopyala", "Copiază linkul" }
    YOUR_CALLBACK "your_callback" { "Your callback", "Ваш обратный звонок", "Zəng sifarişiniz", "Apelul dumneavoastră" }
    STATE_REQUESTED "state_requested" { "Received", "Принят", "Qəbul edilib", "Primit" }
    STATE_SCHEDULED "state_scheduled" { "Scheduled", "Запланирован", "Planlaşdırılıb", "Programat" }
    STATE_DUE "state_due" { "It is your turn", "Ваша очередь", "Növbə sizdədir", "Este rândul dumneavoastră" }
    STATE_DIALLING "state_dialling" { "We are calling you", "Звоним вам", "Sizə zəng edirik", "Vă sunăm" }
    STATE_CONNECTED "state_connected" { "You are talking to us", "Вы говорите с нами", "Bizimlə danışırsınız", "Vorbiți cu noi" }
    STATE_DONE "state_done" { "Done", "Завершён", "Tamamlanıb", "Încheiat" }
    STATE_NO_ANSWER "state_no_answer" { "You did not answer; we will try again", "Вы не ответили, позвоним ещё раз", "Cavab vermədiniz, yenidən zəng edəcəyik", "Nu ați răspuns; vom încerca din nou" }
    STATE_FAILED "state_failed" { "We could not reach you", "Не удалось дозвониться", "Sizinlə əlaqə saxlaya bilmədik", "Nu v-am putut contacta" }
    STATE_CANCELLED "state_cancelled" { "Cancelled", "Отменён", "Ləğv edilib", "Anulat" }
    STATE_EXPIRED "state_expired" { "Its time has passed", "Время прошло", "Vaxtı keçib", "Timpul a trecut" }
    CANCEL "cancel" { "Cancel the callback", "Отменить звонок", "Zəngi ləğv et", "Anulează apelul" }
    CANCEL_SURE "cancel_sure" { "Cancel this callback?", "Отменить этот звонок?", "Bu zəng ləğv edilsin?", "Anulați acest apel?" }
    CANCEL_YES "cancel_yes" { "Yes, cancel it", "Да, отменить", "Bəli, ləğv et", "Da, anulează" }
    CANCEL_NO "cancel_no" { "Keep it", "Оставить", "Saxla", "Păstrează" }
    LINK_INVALID "link_invalid" {
        "This link is no longer valid.",
        "Эта ссылка больше не действует.",
        "Bu keçid artıq etibarlı deyil.",
        "Acest link nu mai este valabil."
    }

    // The survey.
    OPINION "opinion" { "Your opinion", "Ваше мнение", "Sizin fikriniz", "Părerea dumneavoastră" }
    QUESTION "question" { "Question {n} of {total}", "Вопрос {n} из {total}", "Sual {n} / {total}", "Întrebarea {n} din {total}" }
    ANSWER_MISSING "answer_missing" { "Choose an answer to go on.", "Выберите ответ, чтобы продолжить.", "Davam etmək üçün cavab seçin.", "Alegeți un răspuns pentru a continua." }
    TEXT_MISSING "text_missing" { "Write a few words to go on.", "Напишите пару слов, чтобы продолжить.", "Davam etmək üçün bir neçə söz yazın.", "Scrieți câteva cuvinte pentru a continua." }
    NEXT "next" { "Next", "Далее", "Növbəti", "Înainte" }
    SKIP "skip" { "Skip", "Пропустить", "Keç", "Sari peste" }
    SEND "send" { "Send", "Отправить", "Göndər", "Trimite" }
    ONLY_ON_SEND "only_on_send" {
        "Nothing is recorded until you send it.",
        "Ничего не записывается, пока вы не отправите.",
        "Göndərməyincə heç nə qeyd olunmur.",
        "Nimic nu se înregistrează până nu trimiteți."
    }
    THANKS "thanks" { "Thank you!", "Спасибо!", "Təşəkkür edirik!", "Vă mulțumim!" }
    KEPT "kept" {
        "You are offline. Your answer is kept on this device and will be sent once, when you are back.",
        "Нет интернета. Ответ сохранён на этом устройстве и будет отправлен один раз, когда связь появится.",
        "İnternet yoxdur. Cavabınız bu cihazda saxlanılıb və bağlantı bərpa olunanda bir dəfə göndəriləcək.",
        "Nu aveți internet. Răspunsul este păstrat pe acest dispozitiv și va fi trimis o singură dată, când reveniți."
    }
    DONE "done" { "Done", "Готово", "Hazırdır", "Gata" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;
    use std::collections::BTreeSet;

    fn places(text: &str) -> BTreeSet<&str> {
        text.split('{')
            .skip(1)
            .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
            .collect()
    }

    #[test]
    fn every_language_fills_in_the_same_places() {
        for (key, message) in TEXTS {
            for locale in Locale::ALL {
                assert!(!message.get(locale).is_empty(), "{key} in {locale:?}");
                assert_eq!(
                    places(message.get(locale)),
                    places(message.en),
                    "{key} in {locale:?}"
                );
            }
        }
    }

    #[test]
    fn no_key_stands_twice() {
        let keys: BTreeSet<&str> = TEXTS.iter().map(|(key, _)| *key).collect();
        assert_eq!(keys.len(), TEXTS.len());
    }
}
