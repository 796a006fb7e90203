//! What each way on from a step takes.

use super::{Leg, Reckoning, Timed};
use crate::{
    ivr::{Part, Speech, own_speech},
    locale::{Locale, Texts},
    menu::{Choice, ChooseLanguage, NodeId, NodeKind, Retry, in_spoken_order, paths, picture::By},
    message::{Message, call as message, wait},
    queue::Announce,
};

/// Time to find a key and press it.
const PRESS_MS: u64 = 1000;

/// Time to read a digit and press it.
const DIGIT_MS: u64 = 700;

/// How long a question of Ringback's own waits, and how often it is asked of who says nothing.
const OWN_WAIT_MS: u64 = 8000;
const OWN_TIMES: u64 = 3;

/// What steps take of one caller.
pub(super) struct Cost<'r, 'a> {
    pub(super) reckoning: &'r Reckoning<'a>,
    /// The language of what is said.
    pub(super) heard: Locale,
    /// The language that the caller chooses where he can.
    pub(super) chosen: Locale,
    /// Whether it is open.
    pub(super) open: bool,
}

/// Where the steps of a language begin among all stops.
#[derive(Clone, Copy)]
pub(super) struct Places {
    /// Those of the language that is heard.
    pub(super) heard: usize,
    /// Those of the language that the caller chooses.
    pub(super) chosen: usize,
}

impl Places {
    fn leg(self, by: By, to: NodeId, ms: u64) -> Leg {
        Leg {
            by,
            to: self.heard + usize::from(to.0),
            ms,
        }
    }

    /// The only way on, whatever the caller does.
    fn on(self, by: By, to: NodeId, ms: u64) -> Timed {
        let leg = self.leg(by, to, ms);
        Timed {
            silent: Some(leg.clone()),
            legs: vec![leg],
            ..Timed::default()
        }
    }
}

/// A person who is reached without a key.
fn person(ms: u64) -> Timed {
    Timed {
        person_ms: Some(ms),
        takes_silent: true,
        ..Timed::default()
    }
}

impl Cost<'_, '_> {
    /// A step's ways on.
    pub(super) fn of(&self, kind: &NodeKind, places: Places) -> Timed {
        let once = self.heard_once(kind);
        match kind {
            NodeKind::Choice(choice) => self.choice(kind, choice, once, places),
            NodeKind::Answer(answer) => {
                let ask = self.own(&message::DID_IT_HELP);
                let again = OWN_TIMES * (ask + OWN_WAIT_MS) - ask;
                let (yes, no) = (answer.helped.yes, answer.helped.no);
                Timed {
                    legs: vec![
                        places.leg(By::Helped, yes, once + PRESS_MS),
                        places.leg(By::NotHelped, no, once + PRESS_MS),
                    ],
                    silent: Some(places.leg(By::NotHelped, no, once + again)),
                    ..Timed::default()
                }
            }
            NodeKind::Queue(queue) => {
                let of_site = self.reckoning.site.queues.get(&queue.queue);
                let hours = of_site.map_or("", |queue| queue.hours.as_str());
                if !self.is_closed(hours) {
                    return person(once);
                }
                let told = match self.closed(hours) {
                    0 => self.parts(wait::spoken(Announce::Closed {}, self.heard)),
                    told => told,
                };
                places.on(By::Nobody, queue.if_nobody, told)
            }
            NodeKind::Callback(callback) => {
                let silent = OWN_TIMES * (once + OWN_WAIT_MS);
                Timed {
                    person_ms: Some(once + PRESS_MS),
                    silent: Some(places.leg(By::Then, callback.go_to, silent)),
                    ..Timed::default()
                }
            }
            NodeKind::Transfer(_) => person(once),
            NodeKind::Survey(survey) => places.on(By::Then, survey.go_to, once),
            NodeKind::Say(say) => places.on(By::Then, say.go_to, once),
            NodeKind::IfOpen(branch) if self.is_closed(&branch.hours) => {
                let told = self.closed(&branch.hours);
                places.on(By::Closed, branch.closed, told)
            }
            NodeKind::IfOpen(branch) => places.on(By::Open, branch.open, 0),
            NodeKind::ChooseLanguage(choose) => self.language(kind, choose, once, places),
            NodeKind::AskDigits(ask) => {
                let typed = u64::from(ask.longest) * DIGIT_MS;
                let confirmed = if ask.confirm {
                    let digits = self.parts(vec![Part::Digits("0".repeat(ask.longest.into()))]);
                    let keys = self.own(&message::CONFIRM_KEYS);
                    self.own(&message::YOU_ENTERED) + digits + keys + PRESS_MS
                } else {
                    0
                };
                let missed = self.missed(&ask.if_silent, once, ask.wait_s);
                let silent = places.leg(By::Silent, ask.if_silent.then, missed);
                Timed {
                    legs: vec![
                        places.leg(By::Then, ask.go_to, once + typed + confirmed),
                        silent.clone(),
                    ],
                    silent: Some(silent),
                    ..Timed::default()
                }
            }
            // Somebody will hear the message.
            NodeKind::Voicemail(voicemail) => Timed {
                person_ms: Some(once),
                silent: Some(places.leg(By::Nothing, voicemail.if_nothing, once + OWN_WAIT_MS)),
                ..Timed::default()
            },
            NodeKind::HangUp(_) => Timed::default(),
        }
    }

    /// A step when all of it is heard once.
    pub(super) fn heard_once(&self, kind: &NodeKind) -> u64 {
        match kind {
            NodeKind::Choice(choice) => {
                self.texts(&choice.say) + self.lines(kind, choice).sum::<u64>()
            }
            NodeKind::Answer(_) => self.speech(kind).sum::<u64>() + self.own(&message::DID_IT_HELP),
            NodeKind::Queue(queue) => self.texts_or(&queue.say, &message::CONNECTING),
            NodeKind::Transfer(transfer) => self.texts_or(&transfer.say, &message::CONNECTING),
            NodeKind::HangUp(end) => self.texts_or(&end.say, &message::GOODBYE),
            NodeKind::Callback(callback) => {
                let last_digits = self.parts(vec![Part::Digits("0000".to_owned())]);
                self.texts(&callback.say)
                    + self.own(&message::CALLBACK_OFFER)
                    + last_digits
                    + self.own(&message::CALLBACK_KEYS)
            }
            NodeKind::Survey(_) => {
                let survey = self.reckoning.survey;
                survey.map_or(0, |survey| survey.phone_ms(self.heard))
            }
            NodeKind::Say(say) => self.texts(&say.say),
            NodeKind::IfOpen(_) => 0,
            NodeKind::AskDigits(ask) => {
                let hash = if ask.shortest == ask.longest {
                    0
                } else {
                    self.own(&message::END_WITH_HASH)
                };
                self.texts(&ask.say) + hash
            }
            NodeKind::Voicemail(voicemail) => {
                self.texts(&voicemail.say) + self.own(&message::LEAVE_MESSAGE)
            }
            NodeKind::ChooseLanguage(_) => self.speech(kind).sum(),
        }
    }

    fn choice(&self, kind: &NodeKind, choice: &Choice, question: u64, places: Places) -> Timed {
        let mut heard = self.texts(&choice.say);
        let mut legs = Vec::with_capacity(choice.keys.len() + 1);
        let options = in_spoken_order(&choice.keys);
        for (line, (key, option)) in self.lines(kind, choice).zip(options) {
            heard += line;
            let by = By::Key(key.clone());
            legs.push(places.leg(by, option.go_to, heard + PRESS_MS));
        }
        let missed = self.missed(&choice.if_silent, question, choice.wait_s);
        let silent = places.leg(By::Silent, choice.if_silent.then, missed);
        legs.push(silent.clone());
        Timed {
            legs,
            silent: Some(silent),
            ..Timed::default()
        }
    }

    fn language(
        &self,
        kind: &NodeKind,
        choose: &ChooseLanguage,
        once: u64,
        places: Places,
    ) -> Timed {
        let waits = u64::from(choose.wait_s) * 1000;
        let silent = places.leg(By::Then, choose.go_to, once + waits);
        let mut heard = 0;
        let mut legs = Vec::new();
        for (line, (key, locale)) in self.speech(kind).zip(&choose.keys) {
            heard += line;
            if *locale == self.chosen {
                // From here on the caller hears his own language.
                legs.push(Leg {
                    by: By::Key(key.clone()),
                    to: places.chosen + usize::from(choose.go_to.0),
                    ms: heard + PRESS_MS,
                });
            }
        }
        if legs.is_empty() {
            legs.push(silent.clone());
        }
        Timed {
            legs,
            silent: Some(silent),
            ..Timed::default()
        }
    }

    /// The lines of a menu, which its own speech ends with: one for each option in the order in which they are said, then
    /// how to hear them again.
    fn lines(&self, kind: &NodeKind, choice: &Choice) -> impl Iterator<Item = u64> {
        let mut all = own_speech(kind, self.reckoning.menu, self.heard);
        let lines = all
            .pop()
            .filter(|lines| lines.parts.len() == choice.keys.len() + 1);
        let parts = lines.map(|speech| speech.parts).unwrap_or_default();
        parts.into_iter().map(|part| self.parts(vec![part]))
    }

    /// A question that is asked until the caller is sent on.
    fn missed(&self, retry: &Retry, question: u64, wait_s: u32) -> u64 {
        let times = usize::from(retry.say_again);
        let introductions: u64 = (0..times)
            .map(|time| match retry.say.get(time).or(retry.say.last()) {
                Some(texts) if !texts.is_empty() => self.texts(texts),
                Some(_) | None => self.own(&message::SILENT),
            })
            .sum();
        let asked = u64::from(retry.say_again) + 1;
        asked * (question + u64::from(wait_s) * 1000) + introductions
    }

    fn is_closed(&self, hours: &str) -> bool {
        !self.open && self.reckoning.closing.contains(hours)
    }

    /// The general message of hours that are closed; nothing where there is none.
    fn closed(&self, hours: &str) -> u64 {
        let hours = self.reckoning.site.hours.get(hours);
        hours.map_or(0, |hours| self.texts(&hours.say_closed))
    }

    fn speech(&self, kind: &NodeKind) -> impl Iterator<Item = u64> + use<> {
        let speech = own_speech(kind, self.reckoning.menu, self.heard);
        speech.into_iter().map(|speech| paths::speech_ms(&speech))
    }

    fn texts(&self, texts: &Texts) -> u64 {
        paths::text_ms(texts.get(self.heard), self.heard)
    }

    fn texts_or(&self, texts: &Texts, standard: &Message) -> u64 {
        if texts.is_empty() {
            self.own(standard)
        } else {
            self.texts(texts)
        }
    }

    fn own(&self, message: &Message) -> u64 {
        paths::text_ms(message.get(self.heard), self.heard)
    }

    fn parts(&self, parts: Vec<Part>) -> u64 {
        paths::speech_ms(&Speech {
            locale: self.heard,
            parts,
        })
    }
}
