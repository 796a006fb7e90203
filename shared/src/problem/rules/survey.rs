//! Rules about the survey.

use super::{Pair, Rule};
use crate::problem::Severity;

rules! { SURVEY;

    NO_QUESTIONS "no_questions" Error
        "The survey has no questions.", "В опросе нет вопросов.";
        "The customer would be thanked for nothing.", "Клиента благодарили бы ни за что.";
        "Add a question.", "Добавьте вопрос.";

    QUESTION_TWICE "question_twice" Error
        "The question “{id}” stands twice.", "Вопрос «{id}» стоит дважды.";
        "Its answers could not be told apart.", "Ответы на них нельзя было бы различить.";
        "Give one of them another id.", "Дайте одному из них другой id.";

    WRONG_SCALE "wrong_scale" Error
        "The scale does not fit “{kind}”: it must be {right}.", "Шкала не подходит к «{kind}»: должно быть {right}.";
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

    SURVEY_TOO_LONG "survey_too_long" Warning
        "On the phone the survey takes about {seconds} s in {language}.", "По телефону опрос занимает около {seconds} с (на {language} языке).";
        "After a minute and a half callers hang up in the middle, and you hear from the patient ones only.", "Через полторы минуты абоненты вешают трубку на середине, и вы узнаете мнение только самых терпеливых.";
        "Shorten the questions, or leave some of them to the website.", "Сократите вопросы или оставьте часть из них для сайта.";

    MANY_QUESTIONS "many_questions" Warning
        "The survey asks {count} questions on the phone.", "По телефону опрос задаёт вопросов: {count}.";
        "Few callers answer more than five.", "Больше пяти вопросов выслушают немногие.";
        "Keep the five that you act upon.", "Оставьте пять, по которым вы действительно что-то меняете.";

    REPEAT_KEY_IS_SCORE "repeat_key_is_score" Error
        "The text in {language} says that {key} repeats the question, but {key} is an answer to it.", "Текст на {language} языке говорит, что {key} повторяет вопрос, но {key} — один из ответов.";
        "Whoever wants to hear the question again would give a mark instead.", "Кто хочет услышать вопрос ещё раз, вместо этого поставит оценку.";
        "Name the star key: it repeats every question.", "Назовите звёздочку: она повторяет любой вопрос.";

    ANSWER_NOT_NAMED "answer_not_named" Error
        "The text in {language} names keys, but not key {key}.", "Текст на {language} языке называет клавиши, но не клавишу {key}.";
        "Nobody on the phone could give that answer.", "По телефону этого ответа никто не смог бы дать.";
        "Name every key, or remove \"ask_by_phone\": Ringback then reads out all of them.", "Назовите каждую клавишу или уберите \"ask_by_phone\": тогда Ringback зачитает все сам.";
}
