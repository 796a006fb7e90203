//! What Ringback itself says on the phone. Sentences name keys and numbers without case endings.

use super::Message;

/// A line of a menu.
pub const OPTION: Message = Message {
    az: "{name}: {key} düyməsini basın.",
    en: "{name}: press {key}.",
    ro: "{name}: apăsați {key}.",
    ru: "{name}: нажмите {key}.",
};

/// A line of a menu whose author wrote how it is spoken: "For balance".
pub const OPTION_SPOKEN: Message = Message {
    az: "{name} {key} düyməsini basın.",
    en: "{name}, press {key}.",
    ro: "{name}, apăsați {key}.",
    ru: "{name} нажмите {key}.",
};

/// The last line of a menu.
pub const REPEAT: Message = Message {
    az: "Yenidən dinləmək üçün ulduz düyməsini basın.",
    en: "To hear this again: press star.",
    ro: "Pentru a asculta din nou: apăsați steluța.",
    ru: "Прослушать ещё раз: нажмите звёздочку.",
};

/// After silence, where the author gave no text.
pub const SILENT: Message = Message {
    az: "Heç bir düymə basılmadı.",
    en: "No key was pressed.",
    ro: "Nu a fost apăsată nicio tastă.",
    ru: "Вы ничего не нажали.",
};

/// After a key that is not an option, where the author gave no text.
pub const WRONG_KEY: Message = Message {
    az: "Belə seçim yoxdur.",
    en: "There is no such option.",
    ro: "Această opțiune nu există.",
    ru: "Такого варианта нет.",
};

/// Before a code or short number is read out again.
pub const ONCE_MORE: Message = Message {
    az: "Bir daha, yavaş:",
    en: "Once more, slowly:",
    ro: "Încă o dată, rar:",
    ru: "Ещё раз, медленно:",
};

/// After an answer.
pub const DID_IT_HELP: Message = Message {
    az: "Bu kömək etdi? Bəli: 1 düyməsini basın. Xeyr: 2 düyməsini basın.",
    en: "Did this help? Yes: press 1. No: press 2.",
    ro: "V-a fost de ajutor? Da: apăsați 1. Nu: apăsați 2.",
    ru: "Это помогло? Да: нажмите 1. Нет: нажмите 2.",
};

/// Before the line of a queue.
pub const CONNECTING: Message = Message {
    az: "Sizi operatorla birləşdiririk.",
    en: "We are connecting you to an operator.",
    ro: "Vă facem legătura cu un operator.",
    ru: "Соединяем вас с оператором.",
};

/// Before the place in line.
pub const PLACE: Message = Message {
    az: "Növbədə yeriniz:",
    en: "Your place in line:",
    ro: "Locul dumneavoastră la rând:",
    ru: "Ваше место в очереди:",
};

/// In line, where the place is not known.
pub const STAY: Message = Message {
    az: "Zəhmət olmasa, xətdə qalın.",
    en: "Please stay on the line.",
    ro: "Vă rugăm să rămâneți pe linie.",
    ru: "Пожалуйста, оставайтесь на линии.",
};

/// The key that turns a place in line into a callback.
pub const CALL_ME_KEY: Message = Message {
    az: "Sizə zəng etməyimiz üçün {key} düyməsini basın. Növbədəki yeriniz saxlanacaq.",
    en: "To be called back instead, press {key}. You keep your place.",
    ro: "Dacă doriți să vă sunăm noi, apăsați {key}. Vă păstrați locul la rând.",
    ru: "Чтобы мы вам перезвонили, нажмите {key}. Место в очереди сохранится.",
};

/// The key that leaves the line for something else.
pub const LEAVE_KEY: Message = Message {
    az: "Növbədən çıxmaq üçün {key} düyməsini basın.",
    en: "To leave the line: press {key}.",
    ro: "Pentru a ieși din rând: apăsați {key}.",
    ru: "Выйти из очереди: нажмите {key}.",
};

/// Offers a callback; the last digits of the caller's number follow.
pub const CALLBACK_OFFER: Message = Message {
    az: "Bu nömrəyə zəng edə bilərik. Son rəqəmlər:",
    en: "We can call you back on this number. It ends in",
    ro: "Vă putem suna înapoi la acest număr. Ultimele cifre:",
    ru: "Мы можем перезвонить на этот номер. Последние цифры:",
};

/// The keys of that offer.
pub const CALLBACK_KEYS: Message = Message {
    az: "Bəli, zəng edin: 1 düyməsini basın. Xeyr: 2 düyməsini basın.",
    en: "Yes, call me: press 1. No: press 2.",
    ro: "Da, sunați-mă: apăsați 1. Nu: apăsați 2.",
    ru: "Да, перезвоните: нажмите 1. Нет: нажмите 2.",
};

/// A callback stands; how long it takes follows.
pub const CALLBACK_ACCEPTED_SOON: Message = Message {
    az: "Qəbul edildi. Zəngimizə qədər:",
    en: "Your callback is booked. We will call you in",
    ro: "Am notat. Până la apelul nostru:",
    ru: "Принято. До нашего звонка:",
};

/// A callback stands for today; the time follows.
pub const CALLBACK_ACCEPTED_TODAY: Message = Message {
    az: "Qəbul edildi. Sizə bu gün zəng edəcəyik, ən tezi saat",
    en: "Your callback is booked. We will call you today, from",
    ro: "Am notat. Vă vom suna astăzi, începând cu ora",
    ru: "Принято. Перезвоним сегодня, не раньше чем в",
};

/// A callback stands for tomorrow; the time follows.
pub const CALLBACK_ACCEPTED_TOMORROW: Message = Message {
    az: "Qəbul edildi. Sizə sabah zəng edəcəyik, ən tezi saat",
    en: "Your callback is booked. We will call you tomorrow, from",
    ro: "Am notat. Vă vom suna mâine, începând cu ora",
    ru: "Принято. Перезвоним завтра, не раньше чем в",
};

/// A callback stands for a later day.
pub const CALLBACK_ACCEPTED_LATER: Message = Message {
    az: "Qəbul edildi. Açılanda sizə zəng edəcəyik.",
    en: "Your callback is booked. We will call you when we open.",
    ro: "Am notat. Vă vom suna când deschidem.",
    ru: "Принято. Перезвоним, когда откроемся.",
};

/// After a full hour: "eight o'clock".
pub const FULL_HOUR: Message = Message {
    az: "tamam.",
    en: "o'clock.",
    ro: "fix.",
    ru: "ноль-ноль.",
};

/// Before the code that the operator says first.
pub const CALLBACK_CODE: Message = Message {
    az: "Operator əvvəlcə bu kodu deyəcək:",
    en: "The operator will first say this code:",
    ro: "Operatorul va spune mai întâi acest cod:",
    ru: "Оператор сначала назовёт этот код:",
};

/// Before the code is said again.
pub const CALLBACK_CODE_AGAIN: Message = Message {
    az: "Bir daha kod:",
    en: "Again, the code:",
    ro: "Încă o dată, codul:",
    ru: "Ещё раз код:",
};

/// The store did not answer: nothing is promised.
pub const CALLBACK_FAILED: Message = Message {
    az: "Təəssüf ki, müraciətinizi qeyd edə bilmədik.",
    en: "Sorry, we could not note your request.",
    ro: "Ne pare rău, nu am putut nota cererea.",
    ru: "К сожалению, записать вашу просьбу не удалось.",
};

/// The caller's number is hidden.
pub const NUMBER_HIDDEN: Message = Message {
    az: "Nömrəniz gizlidir, ona görə zəng edə bilmərik.",
    en: "Your number is hidden, so we cannot call you back.",
    ro: "Numărul dumneavoastră este ascuns, așa că nu vă putem suna înapoi.",
    ru: "Ваш номер скрыт, поэтому мы не можем перезвонить.",
};

/// The number may not be called.
pub const NUMBER_NOT_CALLED: Message = Message {
    az: "Bu nömrəyə zəng edə bilmərik.",
    en: "We cannot call this number.",
    ro: "Nu putem suna la acest număr.",
    ru: "На этот номер мы перезвонить не можем.",
};

/// No callback can be promised at this time.
pub const NO_CALLBACK_NOW: Message = Message {
    az: "Hazırda zəng sifarişi qəbul etmirik.",
    en: "We cannot offer a callback now.",
    ro: "Acum nu putem prelua cereri de apel.",
    ru: "Сейчас мы не принимаем заявки на звонок.",
};

/// Too many callbacks were asked for.
pub const CALLBACKS_FULL: Message = Message {
    az: "Bu gün daha zəng sifarişi qəbul edə bilmirik.",
    en: "We cannot take any more callbacks today.",
    ro: "Astăzi nu mai putem prelua cereri de apel.",
    ru: "Сегодня мы больше не принимаем заявки на звонок.",
};

/// Nobody answered a transfer.
pub const NOBODY_ANSWERED: Message = Message {
    az: "Cavab verən olmadı.",
    en: "Nobody answered.",
    ro: "Nu a răspuns nimeni.",
    ru: "Никто не ответил.",
};

/// Something went wrong, and a person takes over.
pub const APOLOGY_TRANSFER: Message = Message {
    az: "Üzr istəyirik, xəta baş verdi. Sizi operatorla birləşdiririk.",
    en: "Sorry, something went wrong. We are connecting you to an operator.",
    ro: "Ne cerem scuze, a apărut o eroare. Vă facem legătura cu un operator.",
    ru: "Извините, произошла ошибка. Соединяем вас с оператором.",
};

/// Something went wrong, and there is nobody to take over.
pub const APOLOGY_GOODBYE: Message = Message {
    az: "Üzr istəyirik, xəta baş verdi. Zəhmət olmasa, bir az sonra zəng edin.",
    en: "Sorry, something went wrong. Please call again a little later.",
    ro: "Ne cerem scuze, a apărut o eroare. Vă rugăm să sunați puțin mai târziu.",
    ru: "Извините, произошла ошибка. Пожалуйста, перезвоните немного позже.",
};

/// Before hanging up, where the author gave no text.
pub const GOODBYE: Message = Message {
    az: "Sağ olun.",
    en: "Goodbye.",
    ro: "La revedere.",
    ru: "До свидания.",
};

/// At the end of a call whose survey answers could not be stored.
pub const ANSWERS_NOT_KEPT: Message = Message {
    az: "Üzr istəyirik, cavablarınızı saxlaya bilmədik.",
    en: "Sorry, we could not keep your answers.",
    ro: "Ne pare rău, nu am putut păstra răspunsurile dumneavoastră.",
    ru: "К сожалению, нам не удалось сохранить ваши ответы.",
};

/// A line of a menu whose option takes a range of keys.
pub const OPTION_RANGE: Message = Message {
    az: "{name}: {from} ilə {to} arasında nömrəni yığın.",
    en: "{name}: enter the number, {from} to {to}.",
    ro: "{name}: introduceți numărul, de la {from} la {to}.",
    ru: "{name}: наберите номер от {from} до {to}.",
};

/// After words that fit no option, or more than one.
pub const NOT_UNDERSTOOD: Message = Message {
    az: "Sizi başa düşmədik.",
    en: "Sorry, we did not understand.",
    ro: "Nu am înțeles.",
    ru: "Извините, мы не поняли.",
};

/// After the question for a number whose length varies.
pub const END_WITH_HASH: Message = Message {
    az: "Sonda diyez düyməsini basın.",
    en: "Then press the hash key.",
    ro: "Apoi apăsați tasta diez.",
    ru: "Затем нажмите решётку.",
};

/// After a number that cannot be right, where the author gave no text.
pub const WRONG_NUMBER: Message = Message {
    az: "Bu nömrə düzgün deyil.",
    en: "This number is not right.",
    ro: "Acest număr nu este corect.",
    ru: "Этот номер неверен.",
};

/// Before the digits that the caller keyed in.
pub const YOU_ENTERED: Message = Message {
    az: "Yığdığınız nömrə:",
    en: "You entered:",
    ro: "Ați introdus:",
    ru: "Вы набрали:",
};

/// After them.
pub const CONFIRM_KEYS: Message = Message {
    az: "Düzgündür: 1 düyməsini basın. Yenidən yığmaq üçün: 2 düyməsini basın.",
    en: "That is right: press 1. To enter it again: press 2.",
    ro: "Este corect: apăsați 1. Pentru a introduce din nou: apăsați 2.",
    ru: "Верно: нажмите 1. Набрать заново: нажмите 2.",
};

/// Before the tone after which the caller leaves a message.
pub const LEAVE_MESSAGE: Message = Message {
    az: "Siqnaldan sonra danışın. Bitirmək üçün diyez düyməsini basın və ya dəstəyi asın.",
    en: "Please speak after the tone. To finish, press the hash key or hang up.",
    ro: "Vorbiți după semnal. Pentru a încheia, apăsați tasta diez sau închideți.",
    ru: "Говорите после сигнала. Чтобы закончить, нажмите решётку или повесьте трубку.",
};

/// A message is stored.
pub const MESSAGE_KEPT: Message = Message {
    az: "Mesajınız qeyd edildi.",
    en: "Your message has been saved.",
    ro: "Mesajul dumneavoastră a fost salvat.",
    ru: "Ваше сообщение сохранено.",
};

/// A message could not be stored.
pub const MESSAGE_LOST: Message = Message {
    az: "Təəssüf ki, mesajınızı saxlaya bilmədik.",
    en: "Sorry, we could not save your message.",
    ro: "Ne pare rău, nu am putut salva mesajul.",
    ru: "К сожалению, сохранить сообщение не удалось.",
};

/// Nothing was said into a recording.
pub const NO_MESSAGE: Message = Message {
    az: "Heç nə eşitmədik.",
    en: "We did not hear anything.",
    ro: "Nu am auzit nimic.",
    ru: "Мы ничего не услышали.",
};

/// After a 1 that may be the beginning of a 10.
pub const IS_IT_TEN: Message = Message {
    az: "On üçün indi 0 düyməsini basın. Bir üçün gözləyin.",
    en: "For ten, press 0 now. For one, just wait.",
    ro: "Pentru zece, apăsați acum 0. Pentru unu, așteptați.",
    ru: "Если десять, нажмите сейчас 0. Если один, просто подождите.",
};

/// All of these that are said whole.
pub const WHOLE: [&Message; 37] = [
    &REPEAT,
    &SILENT,
    &WRONG_KEY,
    &ONCE_MORE,
    &DID_IT_HELP,
    &CONNECTING,
    &PLACE,
    &STAY,
    &CALLBACK_OFFER,
    &CALLBACK_KEYS,
    &CALLBACK_ACCEPTED_SOON,
    &CALLBACK_ACCEPTED_TODAY,
    &CALLBACK_ACCEPTED_TOMORROW,
    &CALLBACK_ACCEPTED_LATER,
    &FULL_HOUR,
    &CALLBACK_CODE,
    &CALLBACK_CODE_AGAIN,
    &CALLBACK_FAILED,
    &NUMBER_HIDDEN,
    &NUMBER_NOT_CALLED,
    &NO_CALLBACK_NOW,
    &CALLBACKS_FULL,
    &NOBODY_ANSWERED,
    &APOLOGY_TRANSFER,
    &APOLOGY_GOODBYE,
    &GOODBYE,
    &ANSWERS_NOT_KEPT,
    &NOT_UNDERSTOOD,
    &END_WITH_HASH,
    &WRONG_NUMBER,
    &YOU_ENTERED,
    &CONFIRM_KEYS,
    &LEAVE_MESSAGE,
    &MESSAGE_KEPT,
    &MESSAGE_LOST,
    &NO_MESSAGE,
    &IS_IT_TEN,
];
