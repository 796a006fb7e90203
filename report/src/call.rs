//! The phone's call: what was done so far, played from the start each time.
//!
//! Nothing is remembered between two keys but the keys. So a call goes on as it would have gone when the text is edited
//! meanwhile, and a key can be taken back.

use crate::lang::Lang;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use shared::{
    bundle::Bundle,
    feedback::Outcome,
    ivr::{
        Effect,
        line::{Act, Awaits, Happening, Line},
        script,
    },
    locale::Locale,
    queue::QueueSnapshot,
};
use std::collections::BTreeMap;

/// What is settled before a call.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Scene {
    /// The number called; the site's first where it has not got this one.
    pub number: String,
    /// The caller's number; nothing: hidden.
    pub from: Option<String>,
    /// Day and time at the site: `2026-12-31 23:50`; nothing: now.
    pub at: Option<String>,
    /// Language in which the call begins; nothing: the site's own.
    pub locale: Option<String>,
    /// What the centre reports, by queue.
    pub queues: BTreeMap<String, QueueState>,
}

/// What the centre reports of a queue.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct QueueState {
    /// Callers that wait; nothing: the centre reports nothing.
    pub waiting: Option<u32>,
    /// Operators at work.
    pub operators: Option<u32>,
    /// Of them, those without a call.
    pub free: Option<u32>,
    /// Seconds that a call takes.
    pub aht: Option<u32>,
}

/// Seconds that pass with a bare `wait`.
const WAIT_S: u32 = 30;

/// A call as far as it went.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Told {
    /// What happened, in order.
    pub entries: Vec<Entry>,
    /// How many of the acts could be done; the others no longer fit.
    pub acts: usize,
    /// What the line waits for: `keys`, `queue`, `transfer`, `message` or `nothing`.
    pub awaits: &'static str,
    /// How many keys are awaited.
    pub digits: u8,
    /// The key that ends them early.
    pub finish_on: Option<char>,
    /// Seconds after a key until no further one is awaited.
    pub pause_s: u32,
    /// Whether the caller may speak.
    pub speech: bool,
    /// What the line waits for, in words.
    pub hint: String,
    /// The menu's file and the step at which the call is.
    pub at: Option<(String, String)>,
    /// The call as the text of a `.call` file, without what comes of its lines.
    pub script: String,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// `hears`, `act`, `note` or `end`.
    pub kind: &'static str,
    /// Language of what is heard.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<&'static str>,
    /// The words.
    pub text: String,
}

/// Plays a call: `acts` are lines of a `.call` file, such as `press 1` and `hangs-up`; a bare `wait` is half a minute at
/// the place in line that the queue's figures give. The report's language is that of the notes.
///
/// # Errors
/// A sentence for the person at the phone, where the call cannot even begin.
pub fn play(
    bundle: &Bundle,
    scene: &Scene,
    acts: &[String],
    now: Timestamp,
    lang: Lang,
) -> Result<Told, String> {
    let mut phone = Phone::new(bundle, scene, now, lang)?;
    phone.ring();
    for act in acts {
        if !phone.act(act) {
            break;
        }
    }
    Ok(phone.told())
}

struct Phone<'a> {
    line: Line<'a>,
    lang: Lang,
    told: Told,
    /// Waits since the caller joined the queue.
    waits: u32,
}

impl<'a> Phone<'a> {
    fn new(bundle: &'a Bundle, scene: &Scene, now: Timestamp, lang: Lang) -> Result<Self, String> {
        let site = &bundle.site;
        let number = site
            .numbers
            .keys()
            .find(|number| **number == scene.number)
            .or_else(|| site.numbers.keys().next());
        let number = number.ok_or_else(|| {
            lang.pick(
                "The site has no phone number yet.",
                "У сайта пока нет номера телефона.",
            )
            .to_owned()
        })?;
        let at = match &scene.at {
            Some(text) => script::time(text, &site.time_zone)?,
            None => now,
        };
        let from = scene.from.as_deref().filter(|from| !from.trim().is_empty());
        let mut line = Line::new(bundle, from, number, at).ok_or_else(|| {
            lang.pick("The number has no menu yet.", "У номера пока нет меню.")
                .to_owned()
        })?;
        line.locale = scene
            .locale
            .as_deref()
            .and_then(Locale::from_tag)
            .filter(|locale| site.locales.contains(locale));
        let local = at.to_zoned(site.time_zone.clone());
        let mut text = format!("at     {}\n", local.strftime("%Y-%m-%d %H:%M"));
        for (queue, state) in &scene.queues {
            if let (Some(waiting), true) = (state.waiting, site.queues.contains_key(queue)) {
                line.queues
                    .insert(queue.clone(), snapshot(waiting, state, at));
                text.push_str(&queue_line(queue, waiting, state));
            }
        }
        text.push_str(&format!(
            "call   {} -> {number}\n",
            from.unwrap_or("hidden")
        ));
        Ok(Phone {
            line,
            lang,
            told: Told {
                script: text,
                ..Told::default()
            },
            waits: 0,
        })
    }

    fn ring(&mut self) {
        let happened = self.line.ring();
        self.tell(&happened);
    }

    /// Does something, where it fits what the line waits for.
    fn act(&mut self, text: &str) -> bool {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        let queue = if let Awaits::Operator(queue, _) = self.line.awaits() {
            Some(queue.clone())
        } else {
            None
        };
        let act = match (&queue, text) {
            (Some(queue), "wait") => Act::Wait {
                waited: SignedDuration::from_secs((WAIT_S * (self.waits + 1)).into()),
                place: self.place(queue),
            },
            _ => match Act::read(word, rest.trim()) {
                Some(Ok(act)) => act,
                Some(Err(_)) | None => return false,
            },
        };
        let Ok(happened) = self.line.act(&act) else {
            return false;
        };
        self.waits = if queue.is_some() { self.waits + 1 } else { 0 };
        self.told.acts += 1;
        self.told.script.push_str(&format!("{act}\n"));
        self.push("act", None, done(&act, self.lang));
        self.tell(&happened);
        true
    }

    /// The caller's place in line: one further with every wait, where the centre says how many wait.
    fn place(&self, queue: &str) -> Option<u32> {
        let waiting = self.line.queues.get(queue)?.waiting;
        let last = u32::try_from(waiting).ok()?;
        Some((last + 1).saturating_sub(self.waits).max(1))
    }

    fn push(&mut self, kind: &'static str, locale: Option<Locale>, text: String) {
        self.told.entries.push(Entry {
            kind,
            locale: locale.map(Locale::code),
            text,
        });
    }

    fn tell(&mut self, happened: &[Happening]) {
        let lang = self.lang;
        for happening in happened {
            match happening {
                Happening::Hears(speech) => self.push("hears", Some(speech.locale), speech.words()),
                Happening::Stores(effect) => self.push("note", None, stored(effect, lang)),
                Happening::Queues(queue) => self.push(
                    "note",
                    None,
                    format!(
                        "{} {queue}",
                        lang.pick("joins the queue", "встаёт в очередь")
                    ),
                ),
                Happening::Leaves => self.push(
                    "note",
                    None,
                    lang.pick("leaves the queue", "выходит из очереди")
                        .to_owned(),
                ),
                Happening::Pauses(seconds) => self.push(
                    "note",
                    None,
                    match lang {
                        Lang::En => format!("{seconds} s of silence"),
                        Lang::Ru => format!("{seconds} с тишины"),
                    },
                ),
                Happening::Transfers(to) => self.push(
                    "note",
                    None,
                    format!(
                        "{} {to}",
                        lang.pick("is being connected to", "соединяется с")
                    ),
                ),
                Happening::Records(seconds) => self.push(
                    "note",
                    None,
                    match lang {
                        Lang::En => format!("after the tone, records up to {seconds} s"),
                        Lang::Ru => format!("после сигнала записывает до {seconds} с"),
                    },
                ),
                Happening::Ends => self.push(
                    "end",
                    None,
                    lang.pick("The call is over", "Звонок окончен").to_owned(),
                ),
            }
        }
    }

    fn told(mut self) -> Told {
        let lang = self.lang;
        let (awaits, hint) = match self.line.awaits() {
            Awaits::Call | Awaits::Nothing => (
                "nothing",
                lang.pick("The call is over", "Звонок окончен").to_owned(),
            ),
            Awaits::Keys(gather) => {
                self.told.digits = gather.max_digits;
                self.told.finish_on = gather.finish_on;
                self.told.speech = gather.listening.is_some();
                self.told.pause_s = gather.key_pause_s;
                let keys = lang.count(
                    usize::from(gather.max_digits),
                    ["key", "keys"],
                    ["клавишу", "клавиши", "клавиш"],
                );
                let seconds = gather.wait_s;
                let hint = match (lang, gather.max_digits) {
                    (Lang::En, 1) => format!("Waits {seconds} s for a key"),
                    (Lang::En, _) => format!("Waits {seconds} s for up to {keys}"),
                    (Lang::Ru, 1) => format!("Ждёт клавишу {seconds} с"),
                    (Lang::Ru, _) => format!("Ждёт до {seconds} с: {keys} и меньше"),
                };
                ("keys", hint)
            }
            Awaits::Operator(queue, gather) => {
                self.told.digits = gather.as_ref().map_or(0, |gather| gather.max_digits);
                (
                    "queue",
                    format!("{} {queue}", lang.pick("In the queue", "В очереди")),
                )
            }
            Awaits::Message(_) => (
                "message",
                lang.pick("Records a message", "Записывает сообщение")
                    .to_owned(),
            ),
            Awaits::Transfer => ("transfer", lang.pick("It rings", "Идут гудки").to_owned()),
        };
        let menu = self.line.menu();
        let step = self
            .line
            .node()
            .and_then(|node| menu.node(node))
            .map(|node| node.name.clone());
        let file = self.line.menu_file().to_owned();
        self.told.at = step.map(|step| (file, step));
        self.told.awaits = awaits;
        self.told.hint = hint;
        self.told
    }
}

/// What was done, as a person would say it.
fn done(act: &Act, lang: Lang) -> String {
    let (en, ru) = match act {
        Act::Press(keys) => return keys.clone(),
        Act::Say { words, .. } => return format!("“{words}”"),
        Act::Silent => ("(silence)", "(тишина)"),
        Act::Wait { .. } => ("(waits 30 s)", "(ждёт 30 с)"),
        Act::Talks => ("(talks, then hangs up)", "(поговорили)"),
        Act::Unanswered => ("(nobody answers)", "(никто не ответил)"),
        Act::Full => ("(the queue is full)", "(очередь полна)"),
        Act::Records(_) => ("(leaves a message)", "(оставляет сообщение)"),
        Act::HangsUp => ("(hangs up)", "(кладёт трубку)"),
    };
    lang.pick(en, ru).to_owned()
}

fn snapshot(waiting: u32, state: &QueueState, at: Timestamp) -> QueueSnapshot {
    QueueSnapshot {
        waiting: waiting.into(),
        at,
        waiting_by_priority: BTreeMap::new(),
        agents_staffed: state.operators.map(i64::from),
        agents_available: state.free.map(i64::from),
        aht_s: state.aht.map(f64::from),
        oldest_wait_s: None,
    }
}

fn queue_line(queue: &str, waiting: u32, state: &QueueState) -> String {
    let mut figures = vec![format!("{waiting} waiting")];
    figures.extend(state.operators.map(|n| format!("{n} operators")));
    figures.extend(state.free.map(|n| format!("{n} free")));
    figures.extend(state.aht.map(|n| format!("{n} s each")));
    format!("queue  {queue} {}\n", figures.join(", "))
}

fn stored(effect: &Effect, lang: Lang) -> String {
    match effect {
        Effect::RequestCallback { queue } => format!(
            "{} {queue}",
            lang.pick("a callback is asked for:", "заказан обратный звонок:")
        ),
        Effect::RecordAnswer { answer, .. } => format!(
            "{} {}",
            lang.pick("an answer is kept:", "ответ сохранён:"),
            answer.question
        ),
        Effect::RecordDeflection { node, outcome } => {
            let outcome = match outcome {
                Outcome::Shown => lang.pick("was given", "ответ дан"),
                Outcome::Resolved => lang.pick("helped", "помогло"),
                Outcome::NotResolved => lang.pick("did not help", "не помогло"),
            };
            format!("{node}: {outcome}")
        }
        Effect::RecordInput { name, digits } => format!(
            "{} {name} {digits}",
            lang.pick("a number is kept:", "номер сохранён:")
        ),
        Effect::KeepVoicemail { queue, seconds, .. } => match lang {
            Lang::En => format!("a message of {seconds} s is kept for {queue}"),
            Lang::Ru => format!("сообщение, {seconds} с, сохранено для {queue}"),
        },
    }
}

#[cfg(test)]
mod tests;
