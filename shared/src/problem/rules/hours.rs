//! Rules about opening hours and announcements: everything with a date.

use super::{Pair, Rule};
use crate::problem::Severity;

rules! { HOURS;

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
}
