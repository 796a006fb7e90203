//! Rules about a menu as a whole: where callers are lost, cut off, or kept for too long.

use super::{Pair, Rule};
use crate::problem::Severity;

rules! { SHAPE;

    DEAD_END "dead_end" Error
        "A wrong key at “{step}” ends the call of somebody who was not helped yet.", "Неверная клавиша на шаге «{step}» обрывает звонок абонента, которому ещё не помогли.";
        "One slip of the finger, and the caller has to begin anew.", "Одно неверное нажатие — и абоненту придётся звонить снова.";
        "Lead \"then\" to an operator, a callback or another menu.", "Направьте \"then\" к оператору, обратному звонку или в другое меню.";

    SILENCE_ENDS_CALL "silence_ends_call" Warning
        "Whoever presses nothing at “{step}” is cut off before being helped.", "Кто ничего не нажмёт на шаге «{step}», того отключат, так и не обслужив.";
        "Some callers cannot press keys: their hands are full, or their phone sends no tones.", "Не все могут нажимать клавиши: заняты руки или телефон не передаёт тоны.";
        "Lead \"then\" to an operator or a callback.", "Направьте \"then\" к оператору или обратному звонку.";

    NOBODY_ENDS_CALL "nobody_ends_call" Warning
        "Where nobody answers at “{step}”, the call just ends.", "Если на шаге «{step}» никто не отвечает, звонок просто обрывается.";
        "The caller wanted a person and is left with nothing, though you do call back.", "Абонент хотел поговорить с человеком и остался ни с чем, хотя вы умеете перезванивать.";
        "Lead this way to a callback.", "Направьте этот путь к обратному звонку.";

    LOOP_NEVER_COUNTS "loop_never_counts" Error
        "A caller who {does} goes round and round: {steps}. Every step counts anew.", "Абонент, который {does}, ходит по кругу: {steps}. Каждый шаг считает заново.";
        "He hears the same again and again, for a quarter of an hour.", "Он слышит одно и то же снова и снова, целых четверть часа.";
        "Lead one of these steps to an operator, a callback or the end of the call.", "Направьте один из этих шагов к оператору, обратному звонку или завершению звонка.";

    TOO_MANY_MENUS "too_many_menus" Warning
        "“{step}” lies behind {count} menus.", "Шаг «{step}» спрятан за {count} меню подряд.";
        "Few callers get that far: they press 0 or hang up.", "Так далеко доходят немногие: абоненты нажимают 0 или вешают трубку.";
        "Lead to it from an earlier menu, or join two menus; four in a row are the most.", "Направьте на него пункт более раннего меню или объедините два меню; подряд — не больше четырёх.";

    TOO_LONG_TO_A_PERSON "too_long_to_a_person" Warning
        "From “{step}” it takes about {seconds} s to the first person, in {language} and when you are {when}: {steps}.", "От шага «{step}» до первого человека около {seconds} с (на {language} языке, когда {when}): {steps}.";
        "Most callers do not listen for a minute: they hang up, and call again angrier.", "Минуту почти никто не слушает: абоненты вешают трубку и перезванивают уже сердитыми.";
        "Shorten the texts on the way, or offer a person earlier, for example on key 0.", "Сократите тексты на этом пути или предложите человека раньше, например на клавише 0.";

    CLOSED_MESSAGE_MISSING "closed_message_missing" Warning
        "When it is closed by the hours “{hours}”, the caller is led to “{step}” and is not told why.", "Когда по часам «{hours}» закрыто, абонент попадает на шаг «{step}» и не узнаёт почему.";
        "He waits for an operator who is at home.", "Он ждёт оператора, которого нет на работе.";
        "Add \"say_closed\" to the hours \"{hours}\", or a text to the step \"{step}\".", "Добавьте \"say_closed\" к часам \"{hours}\" или текст к шагу \"{step}\".";

    CALLBACK_NOBODY_WORKS "callback_nobody_works" Error
        "A callback is offered for “{queue}”, but nobody works there in the next {days} days.", "Для «{queue}» предлагают перезвонить, но ближайшие {days} дн. там никто не работает.";
        "The caller would be promised a call that nobody makes.", "Абоненту обещали бы звонок, которого никто не сделает.";
        "Lead this way elsewhere until the queue is open again, or correct its opening hours.", "Пока очередь закрыта, направьте этот путь в другое место или исправьте часы её работы.";
}
