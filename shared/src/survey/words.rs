//! How a question is asked on the phone where its author wrote it for the screen only.

use crate::message::Message;

pub(super) const CSAT: Message = Message {
    az: "{ask} Birdən beşə qədər qiymət verin: beş ən yaxşısıdır.",
    en: "{ask} Press a key from 1 to 5: 5 is best.",
    ro: "{ask} Apăsați o tastă de la 1 la 5: 5 este cea mai bună notă.",
    ru: "{ask} Нажмите клавишу от 1 до 5: 5 — лучшая оценка.",
};

pub(super) const NPS: Message = Message {
    az: "{ask} Sıfırdan ona qədər qiymət verin: on ən yaxşısıdır. On üçün əvvəlcə 1, sonra 0 düyməsini basın.",
    en: "{ask} Enter a number from 0 to 10: 10 is best. For ten, press 1 and then 0.",
    ro: "{ask} Introduceți un număr de la 0 la 10: 10 este cea mai bună notă. Pentru zece, apăsați 1 și apoi 0.",
    ru: "{ask} Наберите число от 0 до 10: 10 — лучшая оценка. Для десяти нажмите 1, затем 0.",
};

pub(super) const CES: Message = Message {
    az: "{ask} Birdən yeddiyə qədər qiymət verin: yeddi çox asan deməkdir.",
    en: "{ask} Press a key from 1 to 7: 7 means very easy.",
    ro: "{ask} Apăsați o tastă de la 1 la 7: 7 înseamnă foarte ușor.",
    ru: "{ask} Нажмите клавишу от 1 до 7: 7 значит «очень легко».",
};

pub(super) const FCR: Message = Message {
    az: "{ask} Bəli üçün biri, xeyr üçün ikini basın.",
    en: "{ask} For yes press 1, for no press 2.",
    ro: "{ask} Pentru da apăsați 1, pentru nu apăsați 2.",
    ru: "{ask} Если да, нажмите 1, если нет, нажмите 2.",
};

pub(super) const OPTION: Message = Message {
    az: "{name}: {key} düyməsini basın.",
    en: "{name}: press {key}.",
    ro: "{name}: apăsați {key}.",
    ru: "{name}: нажмите {key}.",
};
