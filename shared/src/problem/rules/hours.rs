//! Rules about opening hours and announcements: everything with a date.

use super::{Pair, Rule};
use crate::problem::Severity;

rules! { HOURS;

    UNKNOWN_DAY "unknown_day" Error
        "“{day}” is not a day of the week.", "«{day}» — не день недели.";
        "On those days you would count as closed.", "В эти дни считалось бы, что вы закрыты.";
        "Write mon, tue, wed, thu, fri, sat, sun, or a range like mon-fri; besides days there are only holidays, exceptions and say_closed.", "Напишите mon, tue, wed, thu, fri, sat, sun или промежуток, например mon-fri; кроме дней бывают только holidays, exceptions и say_closed.";

    DAY_TWICE "day_twice" Error
        "“{day}” has opening hours twice.", "Для «{day}» часы работы указаны дважды.";
        "Only one of them would count.", "Подействовали бы только одни из них.";
        "Name every day once.", "Укажите каждый день один раз.";

    BAD_RANGE "bad_range" Error
        "“{range}” is not a range of hours.", "«{range}» — не промежуток времени.";
        "", "";
        "Write it like \"08:00-22:00\"; midnight is \"24:00\".", "Напишите так: \"08:00-22:00\"; полночь — \"24:00\".";

    RANGE_ALL_DAY "range_all_day" Warning
        "“{range}” lasts a whole day.", "«{range}» длится целые сутки.";
        "You would be open all night.", "Вы были бы открыты всю ночь.";
        "Correct the end, or write \"00:00-24:00\".", "Исправьте конец или напишите \"00:00-24:00\".";

    HOURS_OVERLAP "hours_overlap" Error
        "{range} overlaps {other}.", "{range} пересекается с {other}.";
        "", "";
        "Join the two, or move one of them.", "Объедините их или сдвиньте один.";

    DAY_MISSING "day_missing" Warning
        "In “{name}” the days before and after “{day}” are open, and “{day}” is not named.", "В «{name}» дни до и после «{day}» рабочие, а «{day}» не указан.";
        "On that day callers would hear that you are closed.", "В этот день абоненты услышали бы, что вы закрыты.";
        "Add the day, or write \"{day}\": [] if you are closed.", "Добавьте этот день или напишите \"{day}\": [], если он нерабочий.";

    SHORT_GAP "short_gap" Warning
        "Between {range} and {next} you are closed for {minutes} min.", "Между {range} и {next} закрыто {minutes} мин.";
        "Whoever calls in that moment hears that you are closed, and callers in line are sent away.", "Кто позвонит в этот момент, услышит, что вы закрыты, а ожидающих отправят из очереди.";
        "Let one range begin when the other ends; midnight is \"24:00\".", "Пусть один промежуток начинается, когда кончается другой; полночь — \"24:00\".";

    DATE_TWICE "date_twice" Warning
        "{date} is both a holiday and an exception.", "{date} — и праздник, и исключение.";
        "The exception counts, the holiday does not.", "Подействует исключение, а не праздник.";
        "Remove one of them.", "Удалите одно из двух.";

    HOLIDAYS_OVER "holidays_over" Warning
        "The list of holidays ends on {date}: there is none in the coming year.", "Список праздников кончается {date}: на ближайший год нет ни одного.";
        "On the next holiday callers would wait for operators who are at home.", "В ближайший праздник абоненты ждали бы операторов, которые отдыхают.";
        "Add the holidays of the coming year.", "Добавьте праздники на ближайший год.";

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

    ANNOUNCEMENT_LONG "announcement_long" Warning
        "The announcement lasts {days} days.", "Объявление длится {days} дн.";
        "After a few weeks nobody listens to it, and all callers wait until it ends.", "Через пару недель его никто не слушает, но все ждут, пока оно закончится.";
        "Move the end nearer, or put what always holds into the menu.", "Приблизьте окончание, а то, что верно всегда, перенесите в меню.";

    MANY_ANNOUNCEMENTS "many_announcements" Warning
        "From {moment} on, {count} announcements are in force at once.", "С {moment} одновременно действуют объявления: {count}.";
        "Every caller has to listen to all of them before the menu.", "Каждому абоненту придётся выслушать их все до меню.";
        "Keep two at a time, or join them into one.", "Оставьте не больше двух одновременно или объедините их.";
}
