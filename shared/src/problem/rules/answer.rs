//! Rules about answers: codes, numbers, prices.

use super::{Pair, Rule};
use crate::problem::Severity;

rules! { ANSWER;

    TOO_MANY_CODES "too_many_codes" Error
        "An answer gives one code, number or link; here are {count}.", "Ответ даёт один код, номер или ссылку, а здесь их {count}.";
        "The customer would not know which to use.", "Клиент не понял бы, чем пользоваться.";
        "Keep one, and make a second answer for the other.", "Оставьте один, а для другого сделайте второй ответ.";

    BAD_SHORT_NUMBER "bad_short_number" Error
        "“{number}” is not a short number.", "«{number}» — не короткий номер.";
        "The customer would dial it in vain.", "Клиент набирал бы его впустую.";
        "Write two to six digits: \"111\".", "Напишите от двух до шести цифр: \"111\".";

    EMERGENCY_NUMBER "emergency_number" Error
        "{number} is an emergency number.", "{number} — номер экстренных служб.";
        "Customers would block a line on which lives depend.", "Клиенты занимали бы линию, от которой зависят жизни.";
        "Use another number.", "Укажите другой номер.";

    BAD_USSD "bad_ussd" Error
        "“{code}” is not a code that a phone can dial.", "«{code}» — не код, который может набрать телефон.";
        "The customer would dial it in vain.", "Клиент набирал бы его впустую.";
        "Begin with * or #, end with #: \"*100#\".", "Начните с * или #, закончите знаком #: \"*100#\".";

    UNKNOWN_WORD "unknown_word" Error
        "Ringback does not know the word “{word}” here.", "Слова «{word}» Ringback здесь не знает.";
        "Customers would read it untranslated.", "Клиенты увидели бы его без перевода.";
        "Use one of {known}, or write your own words in every language.", "Возьмите одно из {known} или напишите свои слова на каждом языке.";

    ANSWER_OUT_OF_DATE "answer_out_of_date" Warning
        "This answer was to be looked at by {date}.", "Этот ответ нужно было проверить до {date}.";
        "Customers may hear a price or a code that no longer holds.", "Клиенты могут услышать цену или код, которые уже не действуют.";
        "Check the answer, then move the date.", "Проверьте ответ и перенесите дату.";

    CODE_NOT_SAID "code_not_said" Error
        "The answer gives “{what}”, but its text in {language} does not contain {place}.", "Ответ даёт «{what}», но в тексте на {language} языке нет {place}.";
        "A caller on the phone would never hear it.", "Абонент по телефону его бы не услышал.";
        "Put {place} into the text.", "Вставьте {place} в текст.";

    CODE_REPEATED "code_repeated" Error
        "The text says “{words}” itself instead of {place}.", "В тексте стоит само «{words}» вместо {place}.";
        "When it changes, some languages would go on saying the old one.", "Когда оно изменится, в каком-то из языков останется старое.";
        "Write {place} in its place.", "Напишите на этом месте {place}.";

    OTHER_NUMBER "other_number" Error
        "The text says “{words}”, but the number there is “{code}”.", "В тексте «{words}», а указано «{code}».";
        "The customer would hear one number and be given another.", "Клиент услышал бы один номер, а получил другой.";
        "Write {place} instead, or correct the one that is wrong.", "Напишите вместо этого {place} или исправьте то, что неверно.";

    CODE_WITHOUT_FIELD "code_without_field" Warning
        "The text gives “{words}”, but the answer has no “{field}”.", "В тексте есть «{words}», а поля «{field}» в ответе нет.";
        "On the website there is nothing to tap, and on the phone it is read out like any number.", "На сайте по нему нельзя нажать, а по телефону его прочтут как обычное число.";
        "Add \"{field}\" to the answer and write {{field}} in the text.", "Добавьте в ответ \"{field}\", а в тексте напишите {{field}}.";

    NO_WORKS_ON "no_works_on" Warning
        "Nothing says from where “{code}” works.", "Не сказано, откуда работает «{code}».";
        "Somebody abroad or with another operator would dial it in vain.", "Тот, кто за границей или у другого оператора, набирал бы его впустую.";
        "Add \"works_on\": \"our_sim\", \"any_phone\" or your own words.", "Добавьте \"works_on\": \"our_sim\", \"any_phone\" или свои слова.";
}
