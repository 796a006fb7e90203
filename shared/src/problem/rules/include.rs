//! Rules about files that use others, and about files of an older version.

use super::{Pair, Rule};
use crate::problem::Severity;

rules! { INCLUDE;

    USE_UNKNOWN_FILE "use_unknown_file" Error
        "There is no file “{name}”.", "Файла «{name}» нет.";
        "", "";
        "Write the name of a file in this folder, such as \"parts/hours.json\", or of one that all sites share, such as \"common/hours.json\".", "Напишите имя файла из этой папки, например \"parts/hours.json\", или общего для всех сайтов, например \"common/hours.json\".";

    USE_BAD_NAME "use_bad_name" Error
        "“{name}” cannot be used: it is not a file of this site or of the folder “common”.", "«{name}» использовать нельзя: это не файл этого сайта и не файл папки «common».";
        "", "";
        "Write the name within this folder, such as \"parts/hours.json\", or \"common/hours.json\": it ends in .json and has no .. and no leading /.", "Напишите имя внутри этой папки, например \"parts/hours.json\", или \"common/hours.json\": с .json на конце, без .. и без / в начале.";

    USE_CIRCLE "use_circle" Error
        "This file would contain itself: {way}.", "Файл содержал бы сам себя: {way}.";
        "", "";
        "Move what both need into a file of its own, and use that one in both.", "Вынесите общее в отдельный файл и используйте его в обоих.";

    USE_TOO_DEEP "use_too_deep" Error
        "“{name}” is the ninth file within a file.", "«{name}» — девятый файл внутри файла.";
        "", "";
        "Let files use each other no more than 8 deep: put the innermost parts together.", "Вкладывайте файлы не глубже 8 уровней: объедините самые внутренние части.";

    USE_NOT_ALONE "use_not_alone" Error
        "“use” stands beside “{other}”.", "«use» стоит рядом с «{other}».";
        "Nobody could tell which of the two counts.", "Непонятно, что из этого действует.";
        "Leave “use” alone in its block, and write everything else in the file that it names.", "Оставьте «use» в блоке одно, а всё остальное напишите в том файле, который оно называет.";

    USE_TOO_LARGE "use_too_large" Error
        "The file is larger than 2 MB with all that it uses.", "Файл вместе со всем, что он использует, больше 2 МБ.";
        "", "";
        "Use fewer or smaller files here.", "Используйте здесь меньше файлов или файлы поменьше.";

    OLD_VERSION "old_version" Warning
        "This file is written in version {version} of the format; today it is version {current}.", "Файл написан в формате версии {version}, сейчас действует версия {current}.";
        "", "";
        "Run ringback fmt on the folder: it writes the new form, and nothing changes for callers.", "Запустите ringback fmt для этой папки: файл будет записан по-новому, для абонентов ничего не изменится.";
}
