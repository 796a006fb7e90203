//! Rules about a menu: its keys and where its steps lead.

use super::{Pair, Rule};
use crate::problem::Severity;

rules! { MENU;

    NO_SURVEY "no_survey" Error
        "This step asks a survey, but site.json names none.", "Этот шаг проводит опрос, но в site.json опрос не указан.";
        "The caller would be promised questions and hear none.", "Абоненту обещали бы вопросы, а он бы их не услышал.";
        "Add \"survey\": { \"file\": \"survey.json\" } to site.json.", "Добавьте \"survey\": { \"file\": \"survey.json\" } в site.json.";

    NO_CALLBACK_POLICY "no_callback_policy" Error
        "This step offers a callback, but site.json does not say how you call back.", "Этот шаг предлагает перезвонить, но в site.json не сказано, как вы перезваниваете.";
        "The caller would hear that no callback is possible.", "Абонент услышал бы, что перезвонить нельзя.";
        "Add \"callback\" to site.json.", "Добавьте \"callback\" в site.json.";

    UNKNOWN_STEP "unknown_step" Error
        "“{name}” leads to no step: there is none of that name.", "«{name}» никуда не ведёт: шага с таким именем нет.";
        "The call would end with an apology.", "Звонок закончился бы извинением.";
        "Correct the name, or add the step.", "Исправьте имя или добавьте шаг.";

    UNREACHABLE_STEP "unreachable_step" Error
        "No caller can reach the step “{step}”.", "До шага «{step}» не может дойти ни один абонент.";
        "It would never be heard.", "Его бы никто не услышал.";
        "Lead an option to it, or remove it.", "Направьте на него пункт меню или удалите его.";

    NO_WAY_OUT "no_way_out" Error
        "The step “{step}” leads only in circles: a call that gets there never ends.", "Шаг «{step}» ведёт только по кругу: звонок оттуда никогда не кончится.";
        "The caller would go round until he hangs up.", "Абонент ходил бы по кругу, пока не повесит трубку.";
        "Lead one way to a step that ends the call, an operator or a callback.", "Направьте один из путей к шагу, который завершает звонок, к оператору или к обратному звонку.";

    NO_PERSON "no_person" Error
        "From the step “{step}” no person and no callback can be reached.", "С шага «{step}» нельзя попасть ни к человеку, ни на обратный звонок.";
        "A caller whose question is not answered there is left alone.", "Абонент, чей вопрос там не решён, остаётся ни с чем.";
        "Lead “no”, “if_silent” or an option to a queue, a callback or a transfer.", "Направьте «no», «if_silent» или пункт меню к очереди, обратному звонку или переводу.";

    NOT_HELPED_NO_PERSON "not_helped_no_person" Error
        "“Did this help?” answered with no leads to “{target}”, from where no person and no callback can be reached.", "Ответ «не помогло» ведёт к «{target}», а оттуда нельзя попасть ни к человеку, ни на обратный звонок.";
        "The caller says that the answer did not help and is left alone with it.", "Абонент говорит, что ответ не помог, и остаётся с этим один.";
        "Lead \"no\" to a queue, a callback or a transfer.", "Направьте \"no\" к очереди, обратному звонку или переводу.";

    LOOP_NEVER_WAITS "loop_never_waits" Error
        "The steps {steps} follow each other in a circle without ever waiting for the caller.", "Шаги {steps} идут по кругу и ни разу не ждут абонента.";
        "The caller would hear the same words without end.", "Абонент слышал бы одни и те же слова без конца.";
        "Put a menu into the circle, or lead one of the steps elsewhere.", "Вставьте в круг меню или направьте один из шагов в другое место.";

    TOO_MANY_RETRIES "too_many_retries" Error
        "“say_again” is {count}: nobody listens that often.", "«say_again» равно {count}: столько раз никто не слушает.";
        "The caller would hang up before anything else happens.", "Абонент повесит трубку раньше, чем что-то изменится.";
        "Write 2, and at most 5.", "Напишите 2, самое большее 5.";

    RETRY_TEXTS "retry_texts" Error
        "There are {texts} texts for {count} times.", "Текстов {texts}, а повторов {count}.";
        "Some texts would never be heard.", "Некоторые тексты никто бы не услышал.";
        "Write at most as many texts as \"say_again\" says.", "Напишите не больше текстов, чем указано в \"say_again\".";

    NO_OPTIONS "no_options" Error
        "The menu has no options.", "В меню нет ни одного пункта.";
        "The caller would hear nothing to choose from.", "Абоненту было бы не из чего выбирать.";
        "Add an option to \"keys\".", "Добавьте пункт в \"keys\".";

    BAD_KEY "bad_key" Error
        "“{key}” is not a key.", "«{key}» — не клавиша.";
        "Nobody could press it.", "Её никто не смог бы нажать.";
        "Write one to four digits; * and # have their own meaning on every menu.", "Напишите от одной до четырёх цифр; у * и # в любом меню есть своё значение.";

    KEY_SHADOWED "key_shadowed" Error
        "Key {longer} cannot be told from key {shorter}.", "Клавишу {longer} нельзя отличить от клавиши {shorter}.";
        "After {shorter} the caller waits, or gets the other option.", "После {shorter} абоненту придётся ждать, или он попадёт не туда.";
        "Give all options of a menu keys of the same length.", "Дайте всем пунктам меню клавиши одинаковой длины.";

    TOO_MANY_OPTIONS "too_many_options" Error
        "The menu has {count} options.", "В меню {count} пунктов.";
        "Nobody remembers more than five: callers would press 0 or hang up.", "Больше пяти никто не запоминает: абоненты нажмут 0 или повесят трубку.";
        "Keep five and lead one of them to a second menu.", "Оставьте пять и направьте один из них во второе меню.";

    BAD_WAIT "bad_wait" Error
        "A menu waits 3 to 20 seconds for a key, not {seconds}.", "Меню ждёт клавишу от 3 до 20 секунд, а не {seconds}.";
        "Callers would be too slow, or wait for nothing.", "Абоненты не успеют или будут ждать зря.";
        "Write 5.", "Напишите 5.";

    TOO_MANY_WAYS_OUT "too_many_ways_out" Error
        "While waiting, one key only can leave the queue; here are {count}.", "Во время ожидания выйти из очереди можно только одной клавишей, а здесь их {count}.";
        "A waiting caller hears music and remembers one key at most.", "Ожидающий абонент слышит музыку и помнит не больше одной клавиши.";
        "Keep one key.", "Оставьте одну клавишу.";

    NO_SECOND_CHANCE "no_second_chance" Warning
        "“say_again” is 0, and no person comes next: the caller gets no second chance.", "«say_again» равно 0, а дальше не человек: второй попытки у абонента нет.";
        "Whoever was distracted for a moment or mistyped loses the menu.", "Кто на миг отвлёкся или ошибся клавишей, теряет меню.";
        "Write 1 or 2, or lead \"then\" to a queue.", "Напишите 1 или 2 либо направьте \"then\" в очередь.";

    NAMED_KEY_MISSING "named_key_missing" Error
        "The text in {language} tells the caller to press {key}, but nothing is on that key.", "Текст на {language} языке предлагает нажать {key}, но на этой клавише ничего нет.";
        "The caller would press it and hear that there is no such option.", "Абонент нажал бы её и услышал, что такого варианта нет.";
        "Keys here: {known}. Correct the text, or leave the keys out: Ringback reads out the options itself.", "Клавиши здесь: {known}. Исправьте текст или уберите из него клавиши: варианты Ringback зачитывает сам.";

    KEY_NOT_NAMED "key_not_named" Warning
        "The text in {language} lists the options, but leaves out key {key}.", "Текст на {language} языке перечисляет варианты, но пропускает клавишу {key}.";
        "The caller would choose before hearing of it.", "Абонент выберет раньше, чем о ней узнает.";
        "Take the keys out of the text: Ringback reads out all options after it.", "Уберите из текста клавиши: после него Ringback зачитывает все варианты сам.";

    LABEL_KEY "label_key" Error
        "The name of the option on key {key} says to press {named}.", "Название пункта на клавише {key} предлагает нажать {named}.";
        "The caller would hear two keys for one option.", "Абонент услышал бы две клавиши для одного пункта.";
        "Take the key out of the name: Ringback adds it.", "Уберите клавишу из названия: Ringback добавляет её сам.";
}
