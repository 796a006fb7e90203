//! Every rule that files are checked against, and what its author is told: in English, in Russian.

use super::Severity;

/// A sentence in the languages in which problems are told. `{name}` marks a place to fill in.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// English.
    pub en: &'static str,
    /// Russian.
    pub ru: &'static str,
}

/// A rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Stable name, `snake_case`.
    pub name: &'static str,
    /// How bad it is to break it.
    pub severity: Severity,
    /// What is wrong.
    pub message: Pair,
    /// What a caller or visitor would experience; empty where the message says it.
    pub experience: Pair,
    /// How to mend it.
    pub fix: Pair,
}

macro_rules! rules {
    ($($rule:ident $name:literal $severity:ident
        $message_en:literal, $message_ru:literal;
        $experience_en:literal, $experience_ru:literal;
        $fix_en:literal, $fix_ru:literal;
    )*) => {
        $(
            #[doc = $message_en]
            pub const $rule: Rule = Rule {
                name: $name,
                severity: Severity::$severity,
                message: Pair { en: $message_en, ru: $message_ru },
                experience: Pair { en: $experience_en, ru: $experience_ru },
                fix: Pair { en: $fix_en, ru: $fix_ru },
            };
        )*

        /// All rules.
        pub const ALL: &[Rule] = &[$($rule),*];
    };
}

rules! {
    TRAILING_COMMA "trailing_comma" Error
        "There is a comma after the last entry.", "После последней записи стоит запятая.";
        "", "";
        "Remove the comma.", "Уберите запятую.";

    COMMENT "comment" Error
        "JSON has no comments.", "В JSON не бывает комментариев.";
        "", "";
        "Remove the comment.", "Уберите комментарий.";

    WRONG_QUOTE "wrong_quote" Error
        "Texts and names stand between straight double quotes: \"like this\".", "Тексты и имена пишутся в прямых двойных кавычках: \"вот так\".";
        "", "";
        "Replace this quotation mark by \".", "Замените эту кавычку на \".";

    MISSING_COMMA "missing_comma" Error
        "A comma is missing before this.", "Перед этим не хватает запятой.";
        "", "";
        "Put a comma after the entry before.", "Поставьте запятую после предыдущей записи.";

    MISSING_COLON "missing_colon" Error
        "A colon is missing after the name.", "После имени не хватает двоеточия.";
        "", "";
        "Write \"name\": value.", "Напишите \"имя\": значение.";

    UNCLOSED_TEXT "unclosed_text" Error
        "This text does not end on its line.", "Этот текст не закрыт в своей строке.";
        "", "";
        "Close it with \" and write \\n where a new line belongs.", "Закройте его знаком \", а вместо новой строки напишите \\n.";

    BAD_ESCAPE "bad_escape" Error
        "A backslash is followed by something that JSON does not know.", "За обратной косой чертой стоит то, чего JSON не знает.";
        "", "";
        "Write \\\\ for a backslash, \\\" for a quotation mark, \\n for a new line.", "Напишите \\\\ вместо обратной косой черты, \\\" вместо кавычки, \\n вместо новой строки.";

    CONTROL_CHARACTER "control_character" Error
        "There is a tab or another invisible character in this text.", "В этом тексте есть табуляция или другой невидимый символ.";
        "", "";
        "Replace it by a space.", "Замените его пробелом.";

    UNCLOSED "unclosed" Error
        "The file ends too early: a bracket is not closed.", "Файл кончается слишком рано: не закрыта скобка.";
        "", "";
        "Add the missing } or ].", "Добавьте недостающую } или ].";

    BAD_NUMBER "bad_number" Error
        "This is not a number as JSON writes it.", "В JSON числа так не пишутся.";
        "", "";
        "Write it like 5 or 0.5, or put it between \" if it is a text.", "Напишите как 5 или 0.5, а если это текст, поставьте его в \".";

    EXTRA_TEXT "extra_text" Error
        "There is something after the end.", "После конца файла есть что-то ещё.";
        "", "";
        "Remove it, or check whether a bracket before it is closed too early.", "Уберите это или проверьте, не закрыта ли раньше лишняя скобка.";

    UNEXPECTED_CHARACTER "unexpected_character" Error
        "JSON does not expect this here.", "Здесь в JSON этого быть не может.";
        "", "";
        "Look at the words just before: a quotation mark, a comma or a bracket may be missing.", "Посмотрите на слова перед этим местом: может не хватать кавычки, запятой или скобки.";

    TOO_DEEP "too_deep" Error
        "The brackets are nested more than 32 levels deep.", "Скобки вложены глубже 32 уровней.";
        "", "";
        "Split it into steps.", "Разделите это на шаги.";

    TOO_LARGE "too_large" Error
        "The file is larger than 2 MB.", "Файл больше 2 МБ.";
        "", "";
        "Split it into several menus.", "Разделите его на несколько меню.";

    DUPLICATE_KEY "duplicate_key" Error
        "“{key}” stands twice in the same block.", "«{key}» стоит в одном блоке дважды.";
        "Only one of the two would count, and nobody sees which.", "Подействовала бы только одна запись, и не видно, какая.";
        "Remove or rename one of them.", "Удалите или переименуйте одну из них.";

    UNKNOWN_FIELD "unknown_field" Error
        "“{field}” is not known here.", "«{field}» здесь не используется.";
        "It would have no effect.", "Это ни на что не повлияло бы.";
        "Known here: {known}.", "Здесь бывает: {known}.";

    UNKNOWN_KIND "unknown_kind" Error
        "“{kind}” is not known here.", "«{kind}» здесь не используется.";
        "", "";
        "Choose one of: {known}.", "Выберите одно из: {known}.";

    WRONG_TYPE "wrong_type" Error
        "Here belongs {expected}, not {found}.", "Здесь должно стоять: {expected}, а не {found}.";
        "", "";
        "Write {expected}.", "Напишите {expected}.";

    OUT_OF_RANGE "out_of_range" Error
        "This value cannot be used here.", "Это значение здесь не подходит.";
        "", "";
        "Write a value within the range that the editor shows for this field.", "Напишите значение в пределах, которые редактор показывает для этого поля.";

    MISSING_FIELD "missing_field" Error
        "“{field}” is missing.", "Не хватает «{field}».";
        "", "";
        "Add “{field}”.", "Добавьте «{field}».";

    MISSING_IF_SILENT "missing_if_silent" Error
        "“if_silent” is missing: what happens when the caller presses nothing?", "Не хватает «if_silent»: что будет, если абонент ничего не нажмёт?";
        "A caller who cannot press keys would wait in silence.", "Абонент, который не может нажимать клавиши, ждал бы в тишине.";
        "Add \"if_silent\": { \"say_again\": 2, \"then\": \"the step for those callers\" }.", "Добавьте \"if_silent\": { \"say_again\": 2, \"then\": \"шаг для таких абонентов\" }.";

    MISSING_IF_WRONG_KEY "missing_if_wrong_key" Error
        "“if_wrong_key” is missing: what happens when the caller presses another key?", "Не хватает «if_wrong_key»: что будет, если абонент нажмёт другую клавишу?";
        "One wrong key would end the call.", "Одна неверная клавиша оборвала бы звонок.";
        "Add \"if_wrong_key\": { \"say_again\": 2, \"then\": \"the step for those callers\" }.", "Добавьте \"if_wrong_key\": { \"say_again\": 2, \"then\": \"шаг для таких абонентов\" }.";

    MISSING_SCALE "missing_scale" Error
        "“scale” is missing.", "Не хватает «scale».";
        "Nobody could tell later whether 1 is the best mark or the worst.", "Потом никто не поймёт, 1 — это лучшая оценка или худшая.";
        "Add \"scale\": { \"from\": 1, \"to\": 5, \"best\": \"high\", \"aggregate\": \"share_of_4_and_5\" } (csat), { \"from\": 0, \"to\": 10, \"best\": \"high\", \"aggregate\": \"promoters_minus_detractors\" } (nps) or { \"from\": 1, \"to\": 7, \"best\": \"high\", \"aggregate\": \"mean\" } (ces).", "Добавьте \"scale\": { \"from\": 1, \"to\": 5, \"best\": \"high\", \"aggregate\": \"share_of_4_and_5\" } (csat), { \"from\": 0, \"to\": 10, \"best\": \"high\", \"aggregate\": \"promoters_minus_detractors\" } (nps) или { \"from\": 1, \"to\": 7, \"best\": \"high\", \"aggregate\": \"mean\" } (ces).";

    MISSING_FILE "missing_file" Error
        "The file “{file}” does not exist.", "Файла «{file}» нет.";
        "", "";
        "Create it, or correct its name.", "Создайте его или исправьте имя.";

    WRONG_VERSION "wrong_version" Error
        "This file says version {version}; Ringback reads version 1.", "В файле указана версия {version}, а Ringback читает версию 1.";
        "", "";
        "Write \"version\": 1.", "Напишите \"version\": 1.";

    BAD_SITE_NAME "bad_site_name" Error
        "The folder's name “{name}” cannot be part of an address.", "Имя папки «{name}» не может быть частью адреса.";
        "", "";
        "Use small letters, digits, - and _ only, 40 at most.", "Используйте только строчные латинские буквы, цифры, - и _, не больше 40 знаков.";

    BAD_NAME "bad_name" Error
        "“{name}” is not written in small letters.", "«{name}» написано не строчными буквами.";
        "", "";
        "Use small Latin letters, digits and _, and begin with a letter: “{better}”.", "Используйте строчные латинские буквы, цифры и _, начните с буквы: «{better}».";

    BAD_COUNTRY "bad_country" Error
        "“{country}” is not a country code.", "«{country}» — не код страны.";
        "", "";
        "Write the two capital letters of the country: \"AZ\", \"RO\", \"GB\".", "Напишите код страны двумя заглавными буквами: \"AZ\", \"RO\", \"GB\".";

    BAD_TIME_ZONE "bad_time_zone" Error
        "“{zone}” is not a time zone.", "«{zone}» — не часовой пояс.";
        "Opening hours could not be known.", "Нельзя было бы узнать часы работы.";
        "Write the zone as continent and city: \"Asia/Baku\".", "Напишите пояс как континент и город: \"Asia/Baku\".";

    NO_LANGUAGE "no_language" Error
        "There is no language.", "Нет ни одного языка.";
        "", "";
        "Add one to \"locales\": [\"en\"].", "Добавьте хотя бы один в \"locales\": [\"en\"].";

    LANGUAGE_TWICE "language_twice" Error
        "“{language}” stands twice.", "«{language}» стоит дважды.";
        "", "";
        "Remove one of them.", "Удалите один из них.";

    BAD_ORIGIN "bad_origin" Error
        "“{origin}” is not the address of a website.", "«{origin}» — не адрес сайта.";
        "The widget would not be shown there.", "Виджет там не показался бы.";
        "Write https:// and the host, without a path or a slash at the end: \"https://www.mobile.example\".", "Напишите https:// и имя сайта, без пути и косой черты в конце: \"https://www.mobile.example\".";

    BAD_URL "bad_url" Error
        "“{url}” is not an address that begins with https://.", "«{url}» — не адрес, который начинается с https://.";
        "What the customer sends or reads could be seen by others on the way.", "То, что отправляет или читает клиент, могли бы увидеть посторонние.";
        "Write the whole address with https://.", "Напишите адрес целиком, с https://.";

    BAD_PHONE "bad_phone" Error
        "“{number}” is not a phone number in international form.", "«{number}» — не телефонный номер в международном виде.";
        "The call could not be connected.", "Звонок не удалось бы соединить.";
        "Write + and the country code, digits only: \"+994125550100\".", "Напишите + и код страны, только цифры: \"+994125550100\".";

    UNKNOWN_DAY "unknown_day" Error
        "“{day}” is not a day of the week.", "«{day}» — не день недели.";
        "On those days you would count as closed.", "В эти дни считалось бы, что вы закрыты.";
        "Write mon, tue, wed, thu, fri, sat, sun, or a range like mon-fri.", "Напишите mon, tue, wed, thu, fri, sat, sun или промежуток, например mon-fri.";

    DAY_TWICE "day_twice" Error
        "“{day}” has opening hours twice.", "Для «{day}» часы работы указаны дважды.";
        "Only one of them would count.", "Подействовали бы только одни из них.";
        "Name every day once.", "Укажите каждый день один раз.";

    BAD_RANGE "bad_range" Error
        "“{range}” is not a range of hours.", "«{range}» — не промежуток времени.";
        "", "";
        "Write it like \"08:00-22:00\"; midnight is \"24:00\".", "Напишите так: \"08:00-22:00\"; полночь — \"24:00\".";

    HOURS_OVERLAP "hours_overlap" Error
        "{range} overlaps {other}.", "{range} пересекается с {other}.";
        "", "";
        "Join the two, or move one of them.", "Объедините их или сдвиньте один.";

    BAD_DATE "bad_date" Error
        "“{date}” is not a day of the calendar.", "«{date}» — не календарный день.";
        "", "";
        "Write year, month and day: \"2030-12-31\".", "Напишите год, месяц и день: \"2030-12-31\".";

    NEVER_OPEN "never_open" Error
        "The opening hours “{name}” are never open.", "По часам «{name}» не открыто никогда.";
        "No caller would ever reach an operator.", "Ни один абонент не дозвонился бы до оператора.";
        "Add a range to a day: \"mon-fri\": [\"09:00-18:00\"].", "Добавьте промежуток хотя бы одному дню: \"mon-fri\": [\"09:00-18:00\"].";

    UNKNOWN_HOURS "unknown_hours" Error
        "There are no opening hours “{name}”.", "Часов работы «{name}» нет.";
        "", "";
        "Use one of those in site.json: {known}.", "Возьмите одни из указанных в site.json: {known}.";

    UNKNOWN_PROJECT "unknown_project" Error
        "There is no project “{name}”.", "Проекта «{name}» нет.";
        "", "";
        "Use one of those in site.json: {known}.", "Возьмите один из указанных в site.json: {known}.";

    UNKNOWN_QUEUE "unknown_queue" Error
        "There is no queue “{name}”.", "Очереди «{name}» нет.";
        "The caller would wait for operators who do not exist.", "Абонент ждал бы операторов, которых нет.";
        "Use one of those in site.json: {known}.", "Возьмите одну из указанных в site.json: {known}.";

    UNKNOWN_MENU "unknown_menu" Error
        "There is no menu “{name}” in this folder.", "Меню «{name}» в этой папке нет.";
        "Callers of this number would hear an apology only.", "Звонящие на этот номер услышали бы только извинение.";
        "Use one of the files here: {known}.", "Возьмите один из файлов: {known}.";

    UNKNOWN_SURVEY "unknown_survey" Error
        "There is no survey “{name}” in this folder.", "Опроса «{name}» в этой папке нет.";
        "Nobody could answer it.", "Никто не смог бы на него ответить.";
        "Create the file, or remove \"survey\" from site.json.", "Создайте файл или уберите \"survey\" из site.json.";

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

    MISSING_TRANSLATION "missing_translation" Error
        "The text in {language} is missing.", "Нет текста на языке: {language}.";
        "Customers who chose it would hear another language.", "Клиенты, которые его выбрали, услышали бы другой язык.";
        "Add \"{code}\": \"…\".", "Добавьте \"{code}\": \"…\".";

    NAME_NOT_TRANSLATED "name_not_translated" Warning
        "The name in {language} is missing.", "Нет названия на языке: {language}.";
        "Customers would read it in another language.", "Клиенты увидели бы его на другом языке.";
        "Add \"{code}\": \"…\".", "Добавьте \"{code}\": \"…\".";

    EXTRA_LANGUAGE "extra_language" Error
        "The site does not speak {language}.", "Сайт не говорит на языке: {language}.";
        "Nobody would hear this text.", "Этот текст никто бы не услышал.";
        "Remove the text, or add \"{code}\" to \"locales\" in site.json.", "Удалите текст или добавьте \"{code}\" в \"locales\" в site.json.";

    EMPTY_TEXT "empty_text" Error
        "The text is empty.", "Текст пуст.";
        "The caller would hear nothing.", "Абонент ничего бы не услышал.";
        "Write the text, or remove the field where it may be left out.", "Напишите текст или уберите поле, если оно необязательное.";

    PLACEHOLDER_TEXT "placeholder_text" Error
        "“{words}” looks like a text that somebody meant to write later.", "«{words}» похоже на текст, который собирались написать потом.";
        "Customers would hear it.", "Его услышали бы клиенты.";
        "Write the final text.", "Напишите окончательный текст.";

    PLACE_IN_ONE_LANGUAGE "place_in_one_language" Error
        "{place} stands in some languages, but not in {language}.", "{place} есть не во всех языках: нет в тексте на языке {language}.";
        "Some customers would not hear the code or the price.", "Часть клиентов не услышала бы код или цену.";
        "Put {place} into the text in every language.", "Вставьте {place} в текст на каждом языке.";

    UNKNOWN_PLACE "unknown_place" Error
        "Nothing fills in {place} here.", "{place} здесь нечем заполнить.";
        "The customer would hear the word itself.", "Клиент услышал бы само это слово.";
        "Remove it, or add the field of that name to the answer.", "Удалите его или добавьте в ответ поле с таким именем.";

    CODE_NOT_SAID "code_not_said" Error
        "The answer gives “{code}”, but its text in {language} does not contain {place}.", "Ответ даёт «{code}», но в тексте на языке {language} нет {place}.";
        "A caller on the phone would never hear it.", "Абонент по телефону его бы не услышал.";
        "Put {place} into the text.", "Вставьте {place} в текст.";

    TEXT_TOO_LONG "text_too_long" Warning
        "The text in {language} is longer than {provider} reads out in one piece: {length} of {limit} bytes.", "Текст на языке {language} длиннее, чем {provider} зачитывает за один раз: {length} из {limit} байт.";
        "The caller would listen to a monologue of minutes with gaps in it.", "Абонент слушал бы монолог на несколько минут с разрывами.";
        "Shorten it, or split it into two steps.", "Сократите его или разделите на два шага.";

    NO_VOICE "no_voice" Warning
        "{provider} has no voice for {language}, and {count} of {total} texts have no recording.", "У {provider} нет голоса для языка {language}, и {count} из {total} текстов не записаны.";
        "Callers would hear those texts in another language.", "Эти тексты абоненты услышали бы на другом языке.";
        "Run `ringback voice` on this folder to make the recordings.", "Запустите `ringback voice` для этой папки, чтобы сделать записи.";

    SECRET_IN_FILE "secret_in_file" Error
        "“{secret}” looks like a secret, not like the name of one.", "«{secret}» похоже на сам секрет, а не на его имя.";
        "Whoever reads this file could pretend to be your provider.", "Любой, кто прочтёт этот файл, сможет выдать себя за вашего провайдера.";
        "Write a name in capital letters like \"MOBILE_TWILIO_TOKEN\", put the secret itself into the environment, and make a new secret, because this one is known now.", "Напишите имя заглавными буквами, например \"MOBILE_TWILIO_TOKEN\", сам секрет задайте в окружении и выпустите новый: этот уже известен.";

    SECRET_MISSING "secret_missing" Error
        "What is sent to “{to}” is signed, but no secret is named.", "То, что отправляется на «{to}», подписывается, но имя секрета не указано.";
        "The receiver could not tell your events from forged ones.", "Получатель не отличил бы ваши события от поддельных.";
        "Add \"secret\": \"NAME_OF_THE_SECRET\".", "Добавьте \"secret\": \"ИМЯ_СЕКРЕТА\".";

    UNKNOWN_SINK "unknown_sink" Error
        "“{to}” is neither \"built_in\" nor an address that begins with https://.", "«{to}» — ни \"built_in\", ни адрес, который начинается с https://.";
        "Answers would be sent nowhere.", "Ответы никуда бы не отправлялись.";
        "Write \"built_in\" or the whole address.", "Напишите \"built_in\" или адрес целиком.";

    NO_LAST_RESORT "no_last_resort" Warning
        "This number has no “last_resort”.", "У этого номера нет «last_resort».";
        "If everything fails, the caller hears an apology and the call ends.", "Если всё откажет, абонент услышит извинение, и звонок закончится.";
        "Add \"last_resort\" with a number that a person answers.", "Добавьте \"last_resort\" с номером, на котором отвечает человек.";

    BAD_SLOT "bad_slot" Error
        "A slot has 10, 15, 20, 30 or 60 minutes, not {minutes}.", "Интервал длится 10, 15, 20, 30 или 60 минут, а не {minutes}.";
        "Slots would not begin at times that people know.", "Интервалы начинались бы в неудобное время.";
        "Write 30.", "Напишите 30.";

    BAD_THEME "bad_theme" Error
        "“{name}” cannot be set like this.", "«{name}» так задать нельзя.";
        "The widget would ignore it.", "Виджет этого бы не заметил.";
        "Use names in small letters with -, and values like \"#0a5\", \"8px\" or a font's name, without ; { } < >.", "Используйте имена из строчных букв и -, значения вроде \"#0a5\", \"8px\" или названия шрифта, без ; { } < >.";

    BAD_MOMENT "bad_moment" Error
        "“{moment}” is not a date with a time.", "«{moment}» — не дата со временем.";
        "", "";
        "Write it in your own time zone: \"2030-03-01 08:00\".", "Напишите в своём часовом поясе: \"2030-03-01 08:00\".";

    ENDS_BEFORE_IT_BEGINS "ends_before_it_begins" Error
        "The announcement ends before it begins.", "Объявление кончается раньше, чем начинается.";
        "Nobody would hear it.", "Его никто бы не услышал.";
        "Put \"until\" after \"from\".", "Поставьте \"until\" позже, чем \"from\".";

    ANNOUNCEMENT_OVER "announcement_over" Warning
        "The announcement ended on {date}.", "Объявление закончилось {date}.";
        "Nobody hears it any more.", "Его больше никто не слышит.";
        "Remove it.", "Удалите его.";

    NO_QUESTIONS "no_questions" Error
        "The survey has no questions.", "В опросе нет вопросов.";
        "The customer would be thanked for nothing.", "Клиента благодарили бы ни за что.";
        "Add a question.", "Добавьте вопрос.";

    QUESTION_TWICE "question_twice" Error
        "The question “{id}” stands twice.", "Вопрос «{id}» стоит дважды.";
        "Its answers could not be told apart.", "Ответы на них нельзя было бы различить.";
        "Give one of them another id.", "Дайте одному из них другой id.";

    WRONG_SCALE "wrong_scale" Error
        "The scale does not fit “{kind}”: it is {right}.", "Шкала не подходит к «{kind}»: должно быть {right}.";
        "The results would be counted wrongly.", "Результаты были бы подсчитаны неверно.";
        "Write \"scale\": {right}, or choose another kind.", "Напишите \"scale\": {right} или выберите другой вид.";

    OPTION_COUNT "option_count" Error
        "A question has 2 to 9 options, not {count}: one for each key from 1 to 9.", "У вопроса от 2 до 9 вариантов, а не {count}: по одному на клавиши от 1 до 9.";
        "", "";
        "Join some of them, or ask two questions.", "Объедините некоторые из них или задайте два вопроса.";

    OPTION_TWICE "option_twice" Error
        "The option “{id}” stands twice.", "Вариант «{id}» стоит дважды.";
        "", "";
        "Give one of them another id.", "Дайте одному из них другой id.";

    UNKNOWN_QUESTION "unknown_question" Error
        "There is no earlier question “{id}”.", "Раньше нет вопроса «{id}».";
        "This question would never be asked.", "Этот вопрос никогда бы не прозвучал.";
        "Name a question that stands before this one.", "Назовите вопрос, который стоит раньше этого.";

    IMPOSSIBLE_ANSWER "impossible_answer" Error
        "“{answer}” is no answer to “{id}”.", "«{answer}» — не ответ на «{id}».";
        "This question would never be asked.", "Этот вопрос никогда бы не прозвучал.";
        "Possible answers: {known}.", "Возможные ответы: {known}.";
}
