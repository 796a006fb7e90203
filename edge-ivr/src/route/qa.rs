//! `GET …/qa/feedback` and `GET …/qa/summary`: what reached the built-in QA store.

use crate::{
    csv,
    durable::{Object, ask},
    http::Reply,
    problem::Refusal,
    store::qa::{Page, QaCommand, Tally},
    visit::Visit,
};
use jiff::Timestamp;
use serde_json::{Value, json};
use shared::{
    api::QaPage,
    feedback::{Event, Happening},
    survey::{self, AnswerValue, QuestionKind, Score},
};

/// Events of one page, at most.
const MOST: u32 = 1_000;

/// Events in the order in which they were stored: `?after=&limit=&type=&format=json|ndjson|csv`.
pub(crate) async fn feedback(visit: &Visit) -> Result<Reply, Refusal> {
    visit.bundle().await?;
    let after = number(visit, "after", 0)?;
    let limit = number(visit, "limit", 100)?.clamp(1, i64::from(MOST));
    let kinds = visit
        .query
        .get("type")
        .map(str::to_owned)
        .into_iter()
        .collect();
    let command = QaCommand::List {
        after,
        limit: u32::try_from(limit).unwrap_or(MOST),
        kinds,
    };
    let page: Page = ask(&visit.env, Object::Qa, visit.site(), &command).await?;
    let next = page.next.map(|place| place.to_string());
    let reply = match visit.query.get("format").unwrap_or("json") {
        "json" => Reply::json(
            200,
            &QaPage {
                items: page.events,
                next: next.clone(),
            },
        ),
        "ndjson" => Reply::bytes(200, "application/x-ndjson", ndjson(&page.events)?),
        "csv" => Reply::bytes(
            200,
            "text/csv; charset=utf-8",
            rows(&page.events).into_bytes(),
        )
        .with(
            "content-disposition",
            "attachment; filename=\"feedback.csv\"",
        ),
        _ => {
            return Err(Refusal::invalid("`format` is `json`, `ndjson` or `csv`."));
        }
    };
    Ok(match next {
        // Formats without a place for the cursor have it here.
        Some(next) => reply.with(
            "link",
            format!("<?after={next}&limit={limit}>; rel=\"next\""),
        ),
        None => reply,
    })
}

fn number(visit: &Visit, name: &str, default: i64) -> Result<i64, Refusal> {
    match visit.query.get(name) {
        None | Some("") => Ok(default),
        Some(text) => text
            .parse()
            .ok()
            .filter(|number| (0..=1_i64 << 53).contains(number))
            .ok_or_else(|| {
                Refusal::malformed(format!(
                    "`{name}` is no number. Use `next` of the page before."
                ))
            }),
    }
}

fn ndjson(events: &[Event]) -> Result<Vec<u8>, Refusal> {
    let mut lines = Vec::new();
    for event in events {
        serde_json::to_writer(&mut lines, event).map_err(worker::Error::from)?;
        lines.push(b'\n');
    }
    Ok(lines)
}

const COLUMNS: [&str; 14] = [
    "id", "time", "type", "subject", "channel", "locale", "question", "answer", "step", "outcome",
    "contact", "operator", "project", "queue",
];

/// One line for each event; for feedback one for each answer.
fn rows(events: &[Event]) -> String {
    let mut text = csv::line(COLUMNS);
    for event in events {
        for [
            question,
            answer,
            step,
            outcome,
            contact,
            operator,
            project,
            queue,
        ] in cells(event)
        {
            let time = event.time.to_string();
            let channel = json!(event.channel);
            text.push_str(&csv::line([
                event.id.as_str(),
                &time,
                &event.kind,
                &event.subject,
                channel.as_str().unwrap_or(""),
                event.locale.code(),
                &question,
                &answer,
                &step,
                &outcome,
                &contact,
                &operator,
                &project,
                &queue,
            ]));
        }
    }
    text
}

fn cells(event: &Event) -> Vec<[String; 8]> {
    let none = String::new;
    match &event.data {
        Happening::Feedback {
            answers,
            contact,
            operator,
            project,
            queue,
            ..
        } => answers
            .iter()
            .map(|answer| {
                let value = match &answer.value {
                    AnswerValue::Bool(true) => "yes".to_owned(),
                    AnswerValue::Bool(false) => "no".to_owned(),
                    AnswerValue::Score(score) => score.to_string(),
                    AnswerValue::Text(text) => text.clone(),
                };
                [
                    answer.question.clone(),
                    value,
                    none(),
                    none(),
                    contact.clone().unwrap_or_default(),
                    operator.clone().unwrap_or_default(),
                    project.clone().unwrap_or_default(),
                    queue.clone().unwrap_or_default(),
                ]
            })
            .collect(),
        Happening::Deflection { node, outcome } => {
            let outcome = word(&json!(outcome));
            vec![[
                none(),
                none(),
                node.clone(),
                outcome,
                none(),
                none(),
                none(),
                none(),
            ]]
        }
        Happening::Callback { state, queue, .. } => {
            let state = word(&json!(state));
            vec![[
                none(),
                none(),
                none(),
                state,
                none(),
                none(),
                none(),
                queue.clone(),
            ]]
        }
        Happening::Input { name, digits } => {
            vec![[
                none(),
                none(),
                name.clone(),
                digits.clone(),
                none(),
                none(),
                none(),
                none(),
            ]]
        }
        Happening::Voicemail {
            queue, recording, ..
        } => {
            vec![[
                none(),
                none(),
                none(),
                recording.clone(),
                none(),
                none(),
                none(),
                queue.clone(),
            ]]
        }
        Happening::Call { status, .. } => {
            vec![[
                none(),
                none(),
                none(),
                status.clone(),
                none(),
                none(),
                none(),
                none(),
            ]]
        }
    }
}

fn word(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Each question of the survey with its aggregate, sample size and 95 % interval:
/// `?from=&until=&operator=&project=&queue=`; and how many events of each type there are.
pub(crate) async fn summary(visit: &Visit) -> Result<Reply, Refusal> {
    let bundle = visit.bundle().await?;
    let questions = match &bundle.survey {
        None => Vec::new(),
        Some(survey) => {
            let text = |name: &str| visit.query.get(name).map(str::to_owned);
            let command = QaCommand::Tally {
                survey: survey.id.clone(),
                from: time(visit, "from")?,
                until: time(visit, "until")?,
                operator: text("operator"),
                project: text("project"),
                queue: text("queue"),
            };
            let tallies: Vec<Tally> = ask(&visit.env, Object::Qa, visit.site(), &command).await?;
            survey
                .questions
                .iter()
                .map(|question| aggregate(&question.id, &question.kind, &tallies))
                .collect()
        }
    };
    let kinds: Vec<(String, u64)> =
        ask(&visit.env, Object::Qa, visit.site(), &QaCommand::Kinds {}).await?;
    let events: serde_json::Map<String, Value> = kinds
        .into_iter()
        .map(|(kind, n)| (kind, json!(n)))
        .collect();
    Ok(Reply::json(
        200,
        &json!({ "questions": questions, "events": events }),
    ))
}

fn time(visit: &Visit, name: &str) -> Result<Option<Timestamp>, Refusal> {
    let Some(text) = visit.query.get(name) else {
        return Ok(None);
    };
    text.parse().map(Some).map_err(|_| {
        Refusal::malformed(format!(
            "`{name}` is no time. Send it as 2026-03-02T10:00:00Z."
        ))
    })
}

fn aggregate(id: &str, kind: &QuestionKind, tallies: &[Tally]) -> Value {
    let answers: Vec<AnswerValue> = tallies
        .iter()
        .filter(|tally| tally.question == id)
        .flat_map(|tally| {
            let n = usize::try_from(tally.n).unwrap_or(usize::MAX);
            std::iter::repeat_n(value(kind, &tally.value), n)
        })
        .flatten()
        .collect();
    let what = match kind {
        QuestionKind::Csat => "csat",
        QuestionKind::Nps => "nps",
        QuestionKind::Ces => "ces",
        QuestionKind::Fcr => "fcr",
        QuestionKind::Choice(_) => "choice",
        QuestionKind::Text(_) => "text",
    };
    let choices: serde_json::Map<String, Value> = survey::choices(kind, &answers)
        .into_iter()
        .map(|(option, share)| (option, shown(share)))
        .collect();
    json!({
        "question": id,
        "kind": what,
        "n": answers.len(),
        "score": survey::score(kind, &answers).map(shown),
        "choices": choices,
    })
}

fn value(kind: &QuestionKind, text: &str) -> Option<AnswerValue> {
    match kind {
        QuestionKind::Csat | QuestionKind::Nps | QuestionKind::Ces => {
            text.parse().ok().map(AnswerValue::Score)
        }
        QuestionKind::Fcr => Some(AnswerValue::Bool(text == "yes")),
        QuestionKind::Choice(_) | QuestionKind::Text(_) => Some(AnswerValue::Text(text.to_owned())),
    }
}

fn shown(score: Score) -> Value {
    json!({ "n": score.n, "value": score.value, "low": score.low, "high": score.high })
}
