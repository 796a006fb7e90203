//! Rules about keys taken from another menu, numbers that are keyed in, and messages that are recorded.

use super::{Pair, Rule};
use crate::problem::Severity;

rules! { STEPS;

    BAD_KEY_RANGE "bad_key_range" Error
        "“{key}” is not a range of keys.", "«{key}» — не диапазон клавиш.";
        "Nobody could choose this option.", "Этот пункт никто не смог бы выбрать.";
        "Write as many digits on both sides, the smaller number first: \"200-299\".", "Напишите с обеих сторон одинаковое число цифр, меньшее число первым: \"200-299\".";

    NOT_A_MENU "not_a_menu" Error
        "“{name}” is not a menu of this file, so it has no keys to use.", "«{name}» — не меню этого файла, брать клавиши неоткуда.";
        "The caller would be offered fewer options than you meant.", "Абоненту предложили бы меньше пунктов, чем вы задумали.";
        "Name a step that says \"do\": \"menu\".", "Укажите шаг, в котором написано \"do\": \"menu\".";

    KEYS_IN_A_CIRCLE "keys_in_a_circle" Error
        "The menus {steps} take their keys from each other in a circle.", "Меню {steps} берут клавиши друг у друга по кругу.";
        "Nobody could say which options the caller gets.", "Нельзя сказать, какие пункты услышит абонент.";
        "Remove one \"use_keys_of\".", "Уберите одно из \"use_keys_of\".";

    NOTHING_TO_LEAVE_OUT "nothing_to_leave_out" Error
        "There is no key “{key}” to leave out.", "Клавиши «{key}», которую нужно убрать, там нет.";
        "The caller might be offered an option that you meant to leave out.", "Абоненту могут предложить пункт, который вы хотели убрать.";
        "Name keys of the menu in \"use_keys_of\".", "Укажите клавиши того меню, которое названо в \"use_keys_of\".";

    BAD_KEY_PAUSE "bad_key_pause" Error
        "Between two digits 1 to 10 seconds may pass, not {seconds}.", "Между двумя цифрами может пройти от 1 до 10 секунд, а не {seconds}.";
        "Callers would be cut off, or wait for nothing.", "Абонента прервут на полуслове, или он будет ждать зря.";
        "Write 3.", "Напишите 3.";

    WORD_TWICE "word_twice" Warning
        "“{word}” stands for the keys {keys} alike.", "«{word}» подходит сразу к клавишам {keys}.";
        "A caller who says it is asked again.", "Абонента, который так скажет, переспросят.";
        "Leave it at one of them.", "Оставьте это слово у одной из них.";

    BAD_DIGITS "bad_digits" Error
        "A number has 1 to 20 digits, the fewest first, not {digits}.", "В номере от 1 до 20 цифр, сначала меньшее число, а не {digits}.";
        "No caller could key it in.", "Ни один абонент не смог бы его набрать.";
        "Write 8, or { \"from\": 6, \"to\": 10 }.", "Напишите 8 или { \"from\": 6, \"to\": 10 }.";

    BAD_BETWEEN "bad_between" Error
        "“between” does not give a smallest and a largest number that have the right digits.", "В «between» нет наименьшего и наибольшего номера с нужным числом цифр.";
        "Right numbers would be refused.", "Верные номера отвергались бы.";
        "Write the smaller number first, both with all their digits: [\"000001\", \"499999\"].", "Напишите сначала меньший номер, оба со всеми цифрами: [\"000001\", \"499999\"].";

    SECRET_SAID_BACK "secret_said_back" Error
        "A secret number is not said back, so it cannot be confirmed.", "Секретный номер не произносится, поэтому подтвердить его нельзя.";
        "Whoever stands beside the caller would hear it.", "Его услышал бы тот, кто стоит рядом с абонентом.";
        "Leave out \"confirm\", or \"secret\".", "Уберите \"confirm\" или \"secret\".";

    NUMBER_TWICE "number_twice" Warning
        "The number “{name}” is asked for in more than one step: {steps}.", "Номер «{name}» спрашивают несколько шагов: {steps}.";
        "Later texts say the one that the caller keyed in last.", "Дальше произносится тот, который абонент набрал последним.";
        "Give each its own name, unless you ask for the same number on different ways.", "Дайте каждому своё имя, если это не один и тот же номер на разных путях.";

    NUMBER_NOT_ASKED "number_not_asked" Error
        "A call can come here before “{name}” was asked for.", "Звонок может прийти сюда раньше, чем спросят «{name}».";
        "The caller would hear a sentence with a gap in it.", "Абонент услышал бы фразу с пропуском.";
        "Ask for it on every way that leads here, or leave it out of this text.", "Спросите его на каждом пути сюда или уберите его из этого текста.";

    TOO_MANY_NUMBERS "too_many_numbers" Error
        "The menu asks for {count} different numbers; a call can keep 8.", "Меню спрашивает {count} разных номеров, а звонок помнит 8.";
        "The first ones would be forgotten.", "Первые были бы забыты.";
        "Ask only for what you need.", "Спрашивайте только нужное.";

    BAD_RECORDING_LENGTH "bad_recording_length" Error
        "A message takes 10 to 600 seconds, not {seconds}.", "Сообщение длится от 10 до 600 секунд, а не {seconds}.";
        "Callers would be cut off, or nobody would listen to the end.", "Абонента прервут, или до конца никто не дослушает.";
        "Write 120.", "Напишите 120.";
}
