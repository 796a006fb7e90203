//! Rules about texts and their translations.

use super::{Pair, Rule};
use crate::problem::Severity;

rules! { TEXT;

    MISSING_TRANSLATION "missing_translation" Error
        "The text in {language} is missing.", "Нет текста на {language} языке.";
        "Customers who chose it would hear another language.", "Клиенты, которые его выбрали, услышали бы другой язык.";
        "Add \"{code}\": \"…\".", "Добавьте \"{code}\": \"…\".";

    NAME_NOT_TRANSLATED "name_not_translated" Warning
        "The name in {language} is missing.", "Нет названия на {language} языке.";
        "Customers would read it in another language.", "Клиенты увидели бы его на другом языке.";
        "Add \"{code}\": \"…\".", "Добавьте \"{code}\": \"…\".";

    EXTRA_LANGUAGE "extra_language" Error
        "The site does not speak {language}.", "Сайт не говорит на {language} языке.";
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
        "{place} stands in some languages, but not in {language}.", "{place} есть не во всех языках: нет в тексте на {language} языке.";
        "Some customers would not hear the code or the price.", "Часть клиентов не услышала бы код или цену.";
        "Put {place} into the text in every language.", "Вставьте {place} в текст на каждом языке.";

    UNKNOWN_PLACE "unknown_place" Error
        "Nothing fills in {place} here.", "{place} здесь нечем заполнить.";
        "The customer would hear the word itself.", "Клиент услышал бы само это слово.";
        "Remove it, or add the field of that name to the answer.", "Удалите его или добавьте в ответ поле с таким именем.";

    TEXT_TOO_LONG "text_too_long" Warning
        "The text in {language} is longer than {provider} reads out in one piece: {length} of {limit} characters, where a letter that is not English may count as six.", "Текст на {language} языке длиннее, чем {provider} зачитывает за один раз: {length} из {limit} знаков, причём русская буква может считаться за шесть.";
        "The caller would listen to a monologue of minutes with gaps in it.", "Абонент слушал бы монолог на несколько минут с разрывами.";
        "Shorten it, or split it into two steps.", "Сократите его или разделите на два шага.";

    PROMPT_TOO_LONG "prompt_too_long" Warning
        "All that “{step}” says in {language} at once is longer than {provider} reads out in one piece: {length} of {limit} characters, where a letter that is not English may count as six.", "Всё, что «{step}» говорит сразу на {language} языке, длиннее, чем {provider} зачитывает за один раз: {length} из {limit} знаков, причём русская буква может считаться за шесть.";
        "The caller would listen to a monologue with gaps in it before choosing.", "Перед выбором абонент слушал бы монолог с разрывами.";
        "Shorten the texts and names, or split the step into two.", "Сократите тексты и названия или разделите шаг на два.";

    DOCUMENT_TOO_LARGE "document_too_large" Error
        "All that is said in {language} from “{step}” on, before the caller can press a key, takes {length} of the {limit} bytes that {provider} accepts.", "Всё, что говорится на {language} языке начиная с «{step}», пока абонент не сможет нажать клавишу, занимает {length} байт, а {provider} принимает {limit}.";
        "The end would be left out, and with it the options.", "Конец пропал бы, а вместе с ним и варианты.";
        "Shorten the texts, or put a menu between them.", "Сократите тексты или поставьте между ними меню.";

    NO_VOICE "no_voice" Warning
        "{provider} has no voice for {language}, and {count} of {total} texts have no recording.", "У {provider} нет голоса для текстов на {language} языке, и {count} из {total} текстов не записаны.";
        "Callers would hear those texts in another language.", "Эти тексты абоненты услышали бы на другом языке.";
        "Run `ringback voice` on this folder to make the recordings.", "Запустите `ringback voice` для этой папки, чтобы сделать записи.";

    WRONG_LETTERS "wrong_letters" Error
        "The text in {language} is not written in that language's letters.", "Текст на {language} языке написан не буквами этого языка.";
        "The voice would read out words of another language, and nobody would understand it.", "Голос читал бы слова чужого языка, и никто бы их не понял.";
        "Translate it.", "Переведите его.";

    MIXED_LETTERS "mixed_letters" Warning
        "The word “{word}” mixes Latin and Cyrillic letters that look alike.", "В слове «{word}» смешаны похожие латинские и русские буквы.";
        "The voice would read out gibberish, and a search would not find it.", "Голос прочёл бы бессмыслицу, а поиск бы его не нашёл.";
        "Type the word again in one alphabet.", "Наберите слово заново одним алфавитом.";

    SAME_TEXT_TWICE "same_text_twice" Warning
        "The text in {language} is the same as in {other}.", "Текст на {language} языке тот же, что на {other}.";
        "Customers would hear a language that they did not choose.", "Клиенты услышали бы не тот язык, который выбрали.";
        "Translate it.", "Переведите его.";

    LINK_IN_TEXT "link_in_text" Warning
        "The text reads out the address “{url}”.", "В тексте зачитывается адрес «{url}».";
        "A caller cannot click, and would hear “h t t p s colon slash slash”.", "Абонент не может нажать на ссылку и услышал бы «эйч ти ти пи эс двоеточие».";
        "Put it into \"link\" of an answer: it is shown on the website and sent by text message.", "Перенесите его в \"link\" ответа: на сайте ссылка видна, а по телефону её пришлют в SMS.";

    STAGING_ADDRESS "staging_address" Warning
        "“{host}” looks like an address for trials.", "«{host}» похоже на адрес для испытаний.";
        "Customers cannot reach it, or would see what is not finished.", "Клиенты туда не попадут или увидят недоделанное.";
        "Write the address that customers use.", "Напишите адрес, которым пользуются клиенты.";

    WRONG_NUMBER_IN_TEXT "wrong_number_in_text" Warning
        "Nobody can have the phone number “{number}”: it has too few digits, too many, or begins as no number does.", "Номера «{number}» быть не может: в нём не хватает цифр, есть лишние, или он начинается не так.";
        "Customers would dial it in vain.", "Клиенты набирали бы его впустую.";
        "Compare it with the real number, and write it with + and the country code.", "Сверьте его с настоящим номером и напишите с + и кодом страны.";
}
