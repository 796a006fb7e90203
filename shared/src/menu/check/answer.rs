//! Answers: one code, said in every language, with its price filled in.

use super::{Checker, codes};
use crate::{
    locale::Texts,
    menu::{Answer, AnswerCode, AnswerStep, Helped, WordsOrTexts, words},
    message::Message,
    phone::is_emergency,
    problem::{At, did_you_mean, rules, texts},
    site::is_https,
};
use jiff::civil::Date;

impl Checker<'_, '_, '_> {
    pub(super) fn answer(&mut self, draft: &AnswerStep, at: At<'_>) -> Answer {
        let code = self.code(draft, at);
        let works_on = draft.works_on.as_ref();
        let works_on_text = self.words(works_on, &words::WORKS_ON, at.get("works_on"), |_| false);
        let price = self.words(
            draft.price.as_ref(),
            &words::PRICE,
            at.get("price"),
            |word| word.starts_with(|c: char| c.is_ascii_digit()),
        );
        let review_by = draft
            .review_by
            .as_ref()
            .and_then(|day| self.review_by(day, at.get("review_by")));
        let mut filled = vec![];
        if let Some((place, code)) = code.as_ref().map(place) {
            filled.push((
                place,
                Texts(draft.say.0.keys().map(|l| (*l, code.to_owned())).collect()),
            ));
        }
        if !price.is_empty() {
            filled.push(("price", price.clone()));
        }
        // A field that is there but wrong fills its place in too, once it is mended.
        let places: Vec<&str> = ["short_number", "ussd", "link", "price"]
            .into_iter()
            .filter(|place| at.get(place).exists())
            .collect();
        texts::check(
            &draft.say,
            at.get("say"),
            self.locales,
            &places,
            self.report,
        );
        if !codes::check(draft, at, self.report) {
            self.code_is_said(draft, code.as_ref(), at.get("say"));
        }
        let dialled = code.as_ref().filter(|c| !matches!(c, AnswerCode::Link(_)));
        if let Some((place, code)) = dialled.map(place)
            && !at.get("works_on").exists()
        {
            let values = [("code", code)];
            let words = at.get(place).value();
            self.report.add(&rules::NO_WORKS_ON, words, &values, None);
        }
        Answer {
            say: fill(&draft.say, &filled),
            code,
            works_on: match works_on {
                Some(WordsOrTexts::Word(word)) => Some(word.clone()),
                Some(WordsOrTexts::Texts(_)) | None => None,
            },
            works_on_text,
            price,
            review_by,
            sms: draft.sms,
            search: draft.search.clone(),
            helped: Helped {
                yes: self.target(&draft.helped.yes, at.get("helped").get("yes")),
                no: self.target(&draft.helped.no, at.get("helped").get("no")),
            },
        }
    }

    fn code(&mut self, draft: &AnswerStep, at: At<'_>) -> Option<AnswerCode> {
        let mut codes = Vec::new();
        if let Some(number) = &draft.short_number {
            let values = [("number", number.as_str())];
            let words = at.get("short_number").value();
            let digits = number.bytes().all(|b| b.is_ascii_digit());
            let country = self.around.site.map(|s| s.country.as_str());
            if is_emergency(number, country) {
                self.report
                    .add(&rules::EMERGENCY_NUMBER, words, &values, None);
            } else if !digits || !(2..=6).contains(&number.len()) {
                self.report
                    .add(&rules::BAD_SHORT_NUMBER, words, &values, None);
            }
            codes.push(AnswerCode::ShortNumber(number.clone()));
        }
        if let Some(code) = &draft.ussd {
            if !is_ussd(code) {
                let values = [("code", code.as_str())];
                self.report
                    .add(&rules::BAD_USSD, at.get("ussd").value(), &values, None);
            }
            codes.push(AnswerCode::Ussd(code.clone()));
        }
        if let Some(link) = &draft.link {
            if !is_https(link) {
                let values = [("url", link.as_str())];
                self.report
                    .add(&rules::BAD_URL, at.get("link").value(), &values, None);
            }
            codes.push(AnswerCode::Link(link.clone()));
        }
        if codes.len() > 1 {
            let count = codes.len().to_string();
            let values = [("count", count.as_str())];
            self.report
                .add(&rules::TOO_MANY_CODES, at.key(), &values, None);
        }
        codes.into_iter().next()
    }

    /// On the phone nobody sees the code: it has to be in the text. A link need not be read out. Where a place is there
    /// but misspelt, that is said already.
    fn code_is_said(&mut self, draft: &AnswerStep, code: Option<&AnswerCode>, at: At<'_>) {
        let Some((place, code)) = code
            .filter(|c| !matches!(c, AnswerCode::Link(_)))
            .map(place)
        else {
            return;
        };
        let marked = format!("{{{place}}}");
        let values = [("what", code), ("place", marked.as_str())];
        let filled = ["short_number", "ussd", "link", "price"];
        let there = |text: &String| {
            text.contains(&marked) || texts::places(text).any(|p| !filled.contains(&p))
        };
        if draft.say.0.values().any(there) {
            return;
        }
        if let Some(locale) = draft.say.0.keys().next() {
            let words = at.get(locale.code()).value();
            texts::about_language(&rules::CODE_NOT_SAID, words, *locale, &values, self.report);
        }
    }

    fn words(
        &mut self,
        draft: Option<&WordsOrTexts>,
        known: &[(&str, Message)],
        at: At<'_>,
        is_plain: impl Fn(&str) -> bool,
    ) -> Texts {
        match draft {
            None => Texts::default(),
            Some(WordsOrTexts::Texts(text)) => self.text(text, at),
            Some(WordsOrTexts::Word(word)) if is_plain(word) => {
                let locales = self.locales.unwrap_or_default();
                Texts(locales.iter().map(|l| (*l, word.clone())).collect())
            }
            Some(WordsOrTexts::Word(word)) => words::find(known, word).unwrap_or_else(|| {
                let names = known.iter().map(|(name, _)| *name);
                let near = did_you_mean(word, names.clone());
                let names = names.collect::<Vec<_>>().join(", ");
                let values = [("word", word.as_str()), ("known", names.as_str())];
                self.report
                    .add(&rules::UNKNOWN_WORD, at.value(), &values, near);
                Texts::default()
            }),
        }
    }

    fn review_by(&mut self, day: &str, at: At<'_>) -> Option<Date> {
        let date = day.parse::<Date>().ok().filter(|_| day.len() == 10);
        let values = [("date", day)];
        match date {
            None => self.report.add(&rules::BAD_DATE, at.value(), &values, None),
            Some(date) if date < self.around.today => {
                self.report
                    .add(&rules::ANSWER_OUT_OF_DATE, at.value(), &values, None);
            }
            Some(_) => {}
        }
        date
    }
}

/// `*100#`, `*111*2#`, `#100#`.
fn is_ussd(code: &str) -> bool {
    code.starts_with(['*', '#'])
        && code.ends_with('#')
        && (3..=32).contains(&code.len())
        && code.bytes().any(|b| b.is_ascii_digit())
        && code
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'*' | b'#'))
}

/// The name of a code's place in a text, and the code.
fn place(code: &AnswerCode) -> (&'static str, &str) {
    match code {
        AnswerCode::ShortNumber(number) => ("short_number", number),
        AnswerCode::Ussd(code) => ("ussd", code),
        AnswerCode::Link(link) => ("link", link),
    }
}

fn fill(text: &Texts, values: &[(&str, Texts)]) -> Texts {
    let filled = text.0.iter().map(|(locale, text)| {
        let text = values.iter().fold(text.clone(), |text, (place, value)| {
            text.replace(&format!("{{{place}}}"), value.get(*locale))
        });
        (*locale, text)
    });
    Texts(filled.collect())
}
