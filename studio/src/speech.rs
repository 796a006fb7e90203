//! What a state says, in its language.

use crate::{
    flow::State,
    json::Json,
    liquid,
    report::{Report, said},
};
use shared::locale::Locale;

/// Voices that speak one of our languages and say so in their name only.
const VOICES: [(&str, Locale); 3] = [
    ("Polly.Tatyana", Locale::Ru),
    ("Polly.Maxim", Locale::Ru),
    ("Polly.Carmen", Locale::Ro),
];

/// A text and its language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spoken {
    pub(crate) locale: Locale,
    pub(crate) text: String,
}

impl Spoken {
    pub(crate) fn json(&self) -> Json {
        texts(self.locale, &self.text)
    }
}

pub(crate) fn texts(locale: Locale, text: &str) -> Json {
    Json::object([(locale.code(), Json::text(text))])
}

/// The language that a state says it speaks; nothing where it says none, or one that Ringback has not.
pub(crate) fn language(state: &State) -> Option<Locale> {
    let voice = state.text("voice").unwrap_or_default();
    let by_voice = VOICES.iter().find(|(name, _)| voice.starts_with(name));
    by_voice
        .map(|(_, locale)| *locale)
        .or_else(|| Locale::from_tag(&state.text("language")?))
}

/// What a state says. Templates and recordings leave a mark that the check refuses; nothing where it says nothing.
pub(crate) fn spoken(state: &State, default: Locale, report: &mut Report) -> Option<Spoken> {
    let locale = language(state).unwrap_or(default);
    let mut text = String::new();
    if let Some(said) = state.text("say") {
        text = said_text(state, &said, report);
        let tag = state.text("language").unwrap_or_default();
        if !tag.is_empty() && language(state).is_none() && !text.is_empty() {
            report.left(&state.name, said_language(&tag, locale));
            text = format!("[TODO: {tag}] {text}");
        }
    } else if let Some(url) = state.text("play") {
        text = recording(state, &url, report);
    }
    if let Some(digits) = state.text("digits") {
        report.left(
            &state.name,
            said(
                format!("The tones {digits} that it played into the call."),
                format!("Тоны {digits}, которые оно подавало в линию."),
            ),
        );
    }
    (!text.is_empty()).then_some(Spoken { locale, text })
}

fn said_language(tag: &str, locale: Locale) -> crate::Said {
    let code = locale.code();
    said(
        format!(
            "Ringback does not speak {tag}: the text stands under \"{code}\" with a mark, to be translated."
        ),
        format!(
            "Ringback не говорит на {tag}: текст стоит под \"{code}\" с пометкой, его нужно перевести."
        ),
    )
}

fn said_text(state: &State, text: &str, report: &mut Report) -> String {
    let (text, templates) = liquid::marked(text);
    for template in templates {
        let template = crate::report::shortened(&template, 120);
        report.left(
            &state.name,
            said(
                format!("The text contains {template}, which only Studio can fill in. It is marked with [TODO: …]: write a text that needs no filling in."),
                format!("В тексте есть {template}: это умеет подставлять только Studio. Место помечено [TODO: …]: напишите текст без подстановки."),
            ),
        );
    }
    let (text, tags) = without_tags(&text);
    if tags {
        report.left(
            &state.name,
            said(
                "The tags for the voice (SSML): the words were kept.",
                "Теги для голоса (SSML): слова сохранены.",
            ),
        );
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

fn recording(state: &State, url: &str, report: &mut Report) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default();
    let (file, _) = liquid::marked(file);
    report.left(
        &state.name,
        said(
            format!("The recording {url}: write down what is said in it. Ringback speaks the text, or plays a recording of it from audio/."),
            format!("Запись {url}: напишите, что в ней говорится. Ringback произнесёт текст или проиграет его запись из audio/."),
        ),
    );
    format!("[TODO: {}]", if file.is_empty() { "audio" } else { &file })
}

/// A text without `<tags>`, and whether there were any.
fn without_tags(text: &str) -> (String, bool) {
    let (mut out, mut rest, mut found) = (String::new(), text, false);
    while let Some(start) = rest.find('<') {
        let is_tag = rest
            .get(start + 1..)
            .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'));
        let Some(end) = rest
            .get(start..)
            .and_then(|r| r.find('>'))
            .filter(|_| is_tag)
        else {
            let (before, after) = rest.split_at(start + 1);
            out.push_str(before);
            rest = after;
            continue;
        };
        let (before, after) = rest.split_at(start);
        out.push_str(before);
        out.push(' ');
        rest = after.get(end + 1..).unwrap_or_default();
        found = true;
    }
    out.push_str(rest);
    (out, found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_words_stay() {
        let (text, found) = without_tags("<speak>a <break time='1s'/>b < c</speak>");
        assert_eq!((text.as_str(), found), (" a  b < c ", true));
        assert_eq!(without_tags("1 < 2 > 0"), ("1 < 2 > 0".to_owned(), false));
    }
}
