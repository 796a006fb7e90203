//! Texts that somebody meant to write later, and traces of a trial.

/// Words that nobody says to a customer, in capitals as people mark them.
const MARKS: [&str; 8] = ["TODO", "TBD", "TBA", "FIXME", "XXX", "XXXX", "TBC", "WIP"];

/// Beginnings of sentences that stand for others, in small letters.
const PHRASES: [&str; 30] = [
    "lorem ipsum",
    "dolor sit amet",
    "placeholder",
    "text here",
    "text goes here",
    "insert text",
    "sample text",
    "to be translated",
    "needs translation",
    "text in english",
    "text in russian",
    "test message",
    "заглушка",
    "вставить текст",
    "вставьте текст",
    "текст сюда",
    "здесь будет текст",
    "тестовый текст",
    "тестовое сообщение",
    "текст на русском",
    "текст на английском",
    "перевести на",
    "нужен перевод",
    "mətn bura",
    "mətni bura",
    "test mesajı",
    "tərcümə ediləcək",
    "text aici",
    "textul aici",
    "de tradus",
];

/// Words of which a text consists that only tries whether something is heard.
const TRIALS: [&str; 30] = [
    "test",
    "testing",
    "check",
    "text",
    "hello",
    "foo",
    "bar",
    "baz",
    "asdf",
    "qwerty",
    "abc",
    "тест",
    "тесты",
    "проверка",
    "связи",
    "проба",
    "текст",
    "привет",
    "раз",
    "два",
    "три",
    "йцукен",
    "фыва",
    "абв",
    "mətn",
    "sınaq",
    "yoxlama",
    "probă",
    "n",
    "a",
];

/// Those of [`TRIALS`] that by themselves make no trial: people do say hello.
const ALONE: [&str; 9] = [
    "hello",
    "привет",
    "check",
    "проверка",
    "раз",
    "два",
    "три",
    "n",
    "a",
];

/// The part of a text that is not meant for customers.
pub(super) fn unfinished(text: &str) -> Option<&str> {
    if !text.contains(char::is_alphanumeric) || is_trial(text) {
        return Some(text);
    }
    let mark = || {
        ["%s", "%d", "%1$s", "???"]
            .into_iter()
            .find_map(|m| part(text, m))
    };
    words(text)
        .find_map(|(at, word)| {
            let is_mark =
                word.starts_with(|c: char| c.is_ascii_uppercase()) && MARKS.contains(&word);
            if is_mark {
                Some(word)
            } else {
                phrase(text, at)
            }
        })
        .or_else(|| bracket(text, '[', ']'))
        .or_else(|| bracket(text, '<', '>'))
        .or_else(|| {
            if text.contains(['%', '?']) {
                mark()
            } else {
                None
            }
        })
}

/// Words, and where each begins.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        // The tables of Unicode are slow, and every letter of every text is looked at.
        let is_letter = |c: char| match c {
            '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
            'а'..='я' | 'А'..='Я' => true,
            c => c.is_alphanumeric(),
        };
        let start = rest.find(is_letter)?;
        let from = rest.get(start..)?;
        let end = from.find(|c| !is_letter(c)).unwrap_or(from.len());
        let (word, after) = from.split_at_checked(end)?;
        let at = text.len() - from.len();
        rest = after;
        Some((at, word))
    })
}

fn is_trial(text: &str) -> bool {
    let mut is_one = false;
    for (_, word) in words(text).filter(|(_, w)| !w.bytes().all(|b| b.is_ascii_digit())) {
        let word = word.to_lowercase();
        if !TRIALS.contains(&word.as_str()) {
            return false;
        }
        is_one |= !ALONE.contains(&word.as_str());
    }
    is_one
}

/// A phrase where a word begins: "text here" is none of "text hereafter".
fn phrase(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..)?;
    let first = rest.chars().next()?.to_lowercase().next()?;
    let likely = PHRASES.iter().filter(|phrase| phrase.starts_with(first));
    likely.copied().find_map(|phrase| {
        let found = rest
            .get(..phrase.len())
            .filter(|found| is_same(found, phrase))?;
        let after = rest.get(phrase.len()..)?.chars().next();
        after.is_none_or(|c| !c.is_alphanumeric()).then_some(found)
    })
}

/// Whether two texts differ in capitals only.
fn is_same(text: &str, small: &str) -> bool {
    let mut letters = small.chars();
    text.chars().all(|c| {
        letters
            .next()
            .is_some_and(|s| c == s || c.to_lowercase().eq(std::iter::once(s)))
    })
}

/// `[name]`, `<customer>`: nothing fills these in.
fn bracket(text: &str, open: char, close: char) -> Option<&str> {
    let start = text.find(open)?;
    let length = text.get(start..)?.find(close)? + close.len_utf8();
    let inside = text.get(start..start + length)?;
    inside.contains(char::is_alphabetic).then_some(inside)
}

fn part<'t>(text: &'t str, mark: &str) -> Option<&'t str> {
    let at = text.find(mark)?;
    text.get(at..at + mark.len())
}

#[cfg(test)]
mod tests {
    use super::unfinished;

    #[test]
    fn what_is_not_for_customers_is_found() {
        for (text, found) in [
            ("TODO: closed.", Some("TODO")),
            ("Lorem ipsum dolor.", Some("Lorem ipsum")),
            ("test", Some("test")),
            ("Test 1", Some("Test 1")),
            (
                "Тест, тест, раз, два, три!",
                Some("Тест, тест, раз, два, три!"),
            ),
            ("проверка связи", Some("проверка связи")),
            ("…", Some("…")),
            ("---", Some("---")),
            ("Текст на русском языке", Some("Текст на русском")),
            ("Hello [name]!", Some("[name]")),
            ("Hello <customer>!", Some("<customer>")),
            ("You have %s messages.", Some("%s")),
        ] {
            assert_eq!(unfinished(text), found, "{text}");
        }
    }

    #[test]
    fn what_customers_may_hear_is_left_alone() {
        for text in [
            "Todo está cerrado.",
            "Book a test drive.",
            "Запишитесь на тест-драйв.",
            "Hello!",
            "Привет! Привет!",
            "Три",
            "Проверка",
            "We test every phone.",
            "Text messages",
            "Check your text messages.",
            "Мы проверим текст договора.",
            "Скидка 5%!",
            "1 < 2 > 0",
            "İ",
        ] {
            assert_eq!(unfinished(text), None, "{text}");
        }
    }
}
