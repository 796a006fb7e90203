//! Rules about `site.json`, but for opening hours.

use super::{Pair, Rule};
use crate::problem::Severity;

rules! { SITE;

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

    SECRET_IN_FILE "secret_in_file" Error
        "“{secret}” looks like a secret, not like the name of one.", "«{secret}» похоже на сам секрет, а не на его имя.";
        "Whoever reads this file could pretend to be your provider.", "Любой, кто прочтёт этот файл, сможет выдать себя за вашего провайдера.";
        "Write a name in capital letters like \"MOBILE_TWILIO_TOKEN\", put the secret itself into the environment, and make a new secret, because this one is known now.", "Напишите имя заглавными буквами, например \"MOBILE_TWILIO_TOKEN\", сам секрет задайте в окружении и выпустите новый: этот уже известен.";

    SECRET_IN_TEXT "secret_in_text" Error
        "“{secret}” looks like a password or a key.", "«{secret}» похоже на пароль или ключ.";
        "Whoever reads this file, or hears the text, could use it.", "Им мог бы воспользоваться любой, кто прочтёт этот файл или услышит текст.";
        "Remove it, keep it in the environment, and make a new one, because this one is known now.", "Уберите его, храните в окружении и выпустите новый: этот уже известен.";

    UNASSIGNED_PHONE "unassigned_phone" Warning
        "Nobody can have the phone number “{number}”: numbers of that country do not look like this.", "Номера «{number}» быть не может: в той стране номера выглядят иначе.";
        "The call could not be connected.", "Звонок не удалось бы соединить.";
        "Compare it with the real number. If it is new and right, leave it.", "Сверьте его с настоящим номером. Если он новый и верный, оставьте как есть.";

    PREMIUM_PHONE "premium_phone" Error
        "“{number}” is a premium-rate number.", "«{number}» — платный номер.";
        "Every call to it would cost you or the customer a lot.", "Каждый звонок на него дорого обходился бы вам или клиенту.";
        "Use an ordinary number.", "Укажите обычный номер.";

    FOREIGN_SERVICE_PHONE "foreign_service_phone" Warning
        "“{number}” can be dialled in its own country only.", "Номер «{number}» набирается только внутри своей страны.";
        "From {country} the call could not be connected.", "Из страны {country} звонок не удалось бы соединить.";
        "Use an ordinary number, or one of your own country.", "Укажите обычный номер или номер своей страны.";

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
}
