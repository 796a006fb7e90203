//! Rules about JSON itself and about the shape of a file: what may stand where.

use super::{Pair, Rule};
use crate::problem::Severity;

rules! { SYNTAX;

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

    TOO_MANY_ENTRIES "too_many_entries" Error
        "There are {count} entries in this block; {limit} are the most.", "В этом блоке записей: {count}, больше {limit} не бывает.";
        "", "";
        "Split it: make a second menu or a second file.", "Разделите его: сделайте второе меню или второй файл.";

    LONG_NAME "long_name" Error
        "The name that begins with “{name}” has more than {limit} characters.", "Имя, которое начинается с «{name}», длиннее {limit} знаков.";
        "", "";
        "Shorten it.", "Сократите его.";

    ENDLESS_TEXT "endless_text" Error
        "The text has {length} bytes; {limit} are the most.", "В тексте {length} байт, больше {limit} не бывает.";
        "Nobody would listen to the end.", "До конца его никто бы не дослушал.";
        "Shorten it.", "Сократите его.";

    TOO_MANY_FILES "too_many_files" Error
        "The site has {count} files; {limit} are the most.", "В папке сайта файлов: {count}, больше {limit} не бывает.";
        "", "";
        "Remove files that the site does not need.", "Уберите файлы, которые сайту не нужны.";

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
        "This file says version {version}; Ringback reads version {current}.", "В файле указана версия {version}, а Ringback читает версию {current}.";
        "", "";
        "Write \"version\": {current}.", "Напишите \"version\": {current}.";
}
