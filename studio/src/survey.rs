//! Questions with a scale: they become the site's survey.

use crate::{
    condition, json::Json, kind::Kind, liquid::Part, prompt, report::said, route::Target, speech,
    steps::Maker,
};
use shared::locale::Locale;

/// Words of a question that asks for a rating.
const RATING: [&str; 21] = [
    "rate",
    "rating",
    "scale",
    "how likely",
    "recommend",
    "satisfied",
    "satisfaction",
    "score",
    "оцен",
    "шкале",
    "порекоменд",
    "довольны",
    "балл",
    "qiymətləndir",
    "tövsiyə",
    "razı",
    "recomand",
    "evalua",
    "mulțumit",
    "nota",
    "scală",
];
/// Words between the ends of a scale.
const TO: [&str; 9] = ["to", "-", "–", "—", "through", "до", "по", "la", "ilə"];

/// A question's kind in the survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rating {
    kind: &'static str,
    from: u64,
    to: u64,
    aggregate: &'static str,
    /// The scale as the prompt had it.
    was: (u64, u64),
}

/// The scale that a prompt asks for a rating on.
pub(crate) fn rating(text: &str) -> Option<Rating> {
    let small = text.to_lowercase();
    if !RATING.iter().any(|word| small.contains(word)) {
        return None;
    }
    let was = scale(&small)?;
    let recommends = ["recommend", "порекоменд", "tövsiyə", "recomand"];
    let recommends = recommends.iter().any(|word| small.contains(word));
    let (kind, from, to, aggregate) = match was {
        (_, 10) if recommends => ("nps", 0, 10, "promoters_minus_detractors"),
        (_, 7) => ("ces", 1, 7, "mean"),
        _ => ("csat", 1, 5, "share_of_4_and_5"),
    };
    Some(Rating {
        kind,
        from,
        to,
        aggregate,
        was,
    })
}

/// "from 0 to 10" or "1-5".
fn scale(text: &str) -> Option<(u64, u64)> {
    let spaced = text.replace(['-', '–', '—'], " - ");
    let words: Vec<&str> = spaced
        .split_whitespace()
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric() && c != '-'))
        .collect();
    let number = |w: &str| match w {
        "zero" | "нуля" => Some(0),
        "one" | "одного" => Some(1),
        "five" | "пяти" => Some(5),
        "seven" => Some(7),
        "ten" | "десяти" => Some(10),
        w => w.parse::<u64>().ok(),
    };
    let ends = words.windows(3).filter_map(|w| {
        let [from, to, last] = w else { return None };
        let ends = (number(from)?, number(last)?);
        (TO.contains(to) && ends.0 < ends.1 && ends.1 <= 10 && ends.0 <= 1).then_some(ends)
    });
    ends.max_by_key(|(_, last)| *last)
}

impl Maker<'_> {
    /// The step of a question with a scale, which takes the questions behind it into the survey as well.
    pub(crate) fn survey(&mut self, head: usize) -> Json {
        let mut question = head;
        for _ in 0..20 {
            self.question(question);
            let after = self.after_rating(question);
            match self.route.target(after.as_deref()) {
                Target::Step(next)
                    if self.ratings.contains_key(&next) && !self.asked.contains(&next) =>
                {
                    question = next;
                }
                Target::Step(_) | Target::Ends | Target::Nowhere(_) | Target::Round(_) => {
                    let go_to = self.or_end(after.as_deref());
                    return Json::object([("do", Json::text("survey"))]).with("go_to", Some(go_to));
                }
            }
        }
        let go_to = self.or_end(None);
        Json::object([("do", Json::text("survey"))]).with("go_to", Some(go_to))
    }

    /// Takes one question into the survey.
    fn question(&mut self, index: usize) {
        if !self.asked.insert(index) {
            return;
        }
        let (Some(state), Some(rating)) = (
            self.route.flow.state(index),
            self.ratings.get(&index).copied(),
        ) else {
            return;
        };
        let spoken = self.prompt_of(index);
        let (locale, text) = spoken.map_or((self.locale, String::new()), |s| (s.locale, s.text));
        let asked = prompt::read(&text).greeting;
        let asked = if asked.is_empty() {
            text.clone()
        } else {
            asked
        };
        let id = self.question_names.take(&state.name);
        let (from, to) = (rating.from, rating.to);
        self.questions.push(Json::object([
            ("id", Json::text(&id)),
            ("kind", Json::text(rating.kind)),
            ("ask", speech::texts(locale, &asked)),
            (
                "scale",
                Json::object([
                    ("from", Json::Number(from)),
                    ("to", Json::Number(to)),
                    ("best", Json::text("high")),
                    ("aggregate", Json::text(rating.aggregate)),
                ]),
            ),
        ]));
        if rating.was != (from, to) {
            let (a, b) = rating.was;
            self.report.left(
                &state.name,
                said(
                    format!("The scale from {a} to {b}: this kind of question (`{}`) goes from {from} to {to}, so that its results can be compared with those of others. Old answers do not mix with new ones.", rating.kind),
                    format!("Шкала от {a} до {b}: у вопроса такого вида (`{}`) она от {from} до {to}, чтобы результаты можно было сравнивать с чужими. Старые ответы с новыми не смешиваются.", rating.kind),
                ),
            );
        }
        self.repeat_that_is_a_score(index, &text, rating);
        let note = said("A question of survey.json.", "Вопрос в survey.json.");
        self.carry_as(index, &id, "survey", note);
    }

    /// "0 = hear it again", stored as a rating of 0.
    fn repeat_that_is_a_score(&mut self, index: usize, text: &str, rating: Rating) {
        let Some(state) = self.route.flow.state(index) else {
            return;
        };
        let named = prompt::read(text).options;
        let (from, to) = rating.was;
        for n in from..=to {
            let key = n.to_string();
            let says_again = named.get(&key).is_some_and(|o| {
                let small = o.words.to_lowercase();
                [
                    "again",
                    "repeat",
                    "повтор",
                    "ещё раз",
                    "еще раз",
                    "снова",
                    "təkrar",
                    "repet",
                ]
                .iter()
                .any(|w| small.contains(w))
            });
            if says_again || self.returns_on(index, &key) {
                self.report.fault(
                    &state.name,
                    said(
                        format!("Key {key} repeats the question and is a score as well: callers who wanted to hear it again were counted as a rating of {key}. In Ringback * repeats; take the sentence about {key} out of the text."),
                        format!("Клавиша {key} повторяет вопрос, но это и оценка: кто хотел услышать ещё раз, тому засчитали {key}. В Ringback повтор на *; уберите из текста фразу про {key}."),
                    ),
                );
            }
        }
    }

    /// Whether a key of a rating leads back to its question.
    fn returns_on(&self, question: usize, key: &str) -> bool {
        let state = self.route.flow.state(question);
        let mut next = state.and_then(|s| s.next("keypress"));
        for _ in 0..12 {
            let Some(index) = next.and_then(|n| self.route.flow.find(n)) else {
                return false;
            };
            let Some(state) = self.route.flow.state(index) else {
                return false;
            };
            match self.route.kind(index) {
                Some(Kind::Split) => {
                    for t in &state.transitions {
                        let about = |c: &crate::flow::Condition| {
                            self.route
                                .is_about(state, &c.argument, question, Part::Digits)
                                && condition::holds(c, key) == Some(true)
                        };
                        if !t.conditions.is_empty() && t.conditions.iter().all(about) {
                            let target = self.route.target(t.next.as_deref());
                            return target == Target::Step(question);
                        }
                    }
                    next = state.next("noMatch");
                }
                Some(Kind::Passing(_)) => next = self.route.way_on(index),
                _ => return false,
            }
        }
        false
    }

    /// Where the call goes after a rating, whatever it was.
    fn after_rating(&mut self, question: usize) -> Option<String> {
        let state = self.route.flow.state(question)?;
        let mut next = state.next("keypress").map(str::to_owned);
        for _ in 0..12 {
            let index = next.as_deref().and_then(|n| self.route.flow.find(n))?;
            let at = self.route.flow.state(index)?;
            match self.route.kind(index)? {
                Kind::Passing(_) => next = self.route.way_on(index).map(str::to_owned),
                Kind::Split
                    if self
                        .route
                        .subjects(at)
                        .iter()
                        .any(|s| crate::liquid::refers(s, &state.name, Part::Digits)) =>
                {
                    let note = said(
                        "its conditions compared the rating",
                        "его условия сравнивали оценку",
                    );
                    self.absorb([index], question, "survey", &note);
                    let ways = at.transitions.iter().filter_map(|t| t.next.as_deref());
                    let mut ways: Vec<&str> = ways
                        .filter(|n| self.route.target(Some(n)) != Target::Step(question))
                        .collect();
                    ways.dedup();
                    let usual = at.next("noMatch").filter(|n| ways.contains(n));
                    let on = usual.or_else(|| ways.first().copied()).map(str::to_owned);
                    if ways.iter().any(|w| Some(*w) != on.as_deref()) {
                        self.report.left(
                            &at.name,
                            said(
                                "Different ways for different ratings: the survey goes on the same way for everybody. \"only_if\" in survey.json asks a question only after certain answers.",
                                "Разные пути для разных оценок: опрос для всех идёт одинаково. \"only_if\" в survey.json задаёт вопрос только после определённых ответов.",
                            ),
                        );
                    }
                    next = on;
                }
                Kind::Split
                | Kind::Trigger
                | Kind::Say
                | Kind::Gather
                | Kind::Connect
                | Kind::Queue
                | Kind::Voicemail => return next,
            }
        }
        next
    }
}

/// `survey.json`.
pub(crate) fn file(questions: Vec<Json>, locales: &[Locale]) -> Json {
    let thanks = locales.iter().map(|locale| {
        let text = match locale {
            Locale::Az => "Təşəkkür edirik!",
            Locale::En => "Thank you!",
            Locale::Ro => "Vă mulțumim!",
            Locale::Ru => "Спасибо!",
        };
        (locale.code().to_owned(), Json::text(text))
    });
    Json::object([
        ("$schema", Json::text("../survey.schema.json")),
        ("version", Json::Number(1)),
        ("thanks", Json::Object(thanks.collect())),
        ("questions", Json::List(questions)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rating_is_known_by_its_words_and_its_scale() {
        let kind = |text| rating(text).map(|r| (r.kind, r.was));
        for (text, expected) in [
            (
                "On a scale of 0 to 10, would you recommend us?",
                Some(("nps", (0, 10))),
            ),
            ("Please rate us from one to five.", Some(("csat", (1, 5)))),
            ("Оцените нас по шкале от 1 до 10", Some(("csat", (1, 10)))),
            ("Rate the effort, 1-7", Some(("ces", (1, 7)))),
            ("Press 1 to rate us.", None),
            ("Enter 0 to 10 digits", None),
        ] {
            assert_eq!(kind(text), expected, "{text}");
        }
    }
}
