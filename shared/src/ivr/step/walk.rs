//! A turn in the making: what is said, done and stored so far.

use super::{Facts, MAX_MENU_TURNS, MAX_TURNS, Step, last_resort};
use crate::{
    ivr::{CallEvent, Effect, Gather, KeyedIn, Listening, Part, Phase, Session, Speech, Verb},
    locale::{Locale, Texts},
    menu::{Menu, NodeId, NodeKind},
    message::{Message, call as message},
};

/// Where a call goes after a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ivr) enum Next {
    /// On to this step.
    Go(NodeId),
    /// Nowhere until something happens on the line.
    Wait,
}

/// What a caller did instead of pressing a key that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ivr) enum Miss {
    /// Nothing.
    Silence,
    /// Pressed another key.
    WrongKey,
    /// Keyed in a number that cannot be right, or is not.
    WrongNumber,
    /// Spoke, and was not understood.
    NotUnderstood,
}

/// What a question waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ivr) struct Awaited {
    /// The most digits.
    pub(in crate::ivr) digits: usize,
    /// Seconds until silence.
    pub(in crate::ivr) wait_s: u32,
    /// Seconds between two digits.
    pub(in crate::ivr) key_pause_s: u32,
    /// Words that may be spoken instead; nothing where nobody listens.
    pub(in crate::ivr) hints: Option<Vec<String>>,
}

impl Awaited {
    /// A single key.
    pub(in crate::ivr) fn key(wait_s: u32) -> Awaited {
        Awaited {
            digits: 1,
            wait_s,
            key_pause_s: wait_s,
            hints: None,
        }
    }

    /// Words may be spoken instead.
    pub(in crate::ivr) fn or_words(self, hints: Vec<String>) -> Awaited {
        Awaited {
            hints: Some(hints),
            ..self
        }
    }
}

/// A turn in the making.
pub(in crate::ivr) struct Walk<'a> {
    pub(in crate::ivr) menu: &'a Menu,
    pub(in crate::ivr) facts: &'a Facts<'a>,
    pub(in crate::ivr) session: Session,
    /// Said before the next verb; a verb that waits for keys lets them interrupt it.
    said: Vec<Speech>,
    verbs: Vec<Verb>,
    effects: Vec<Effect>,
    entered: Vec<NodeId>,
    overdue: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        menu: &'a Menu,
        facts: &'a Facts<'a>,
        mut session: Session,
        event: &CallEvent,
    ) -> Walk<'a> {
        match event {
            // Neither waiting nor a talk is self-service: the menu begins anew behind them.
            CallEvent::LeftQueue(_) | CallEvent::Dialled(_) => session.menu_turns = 0,
            CallEvent::Digits(_)
            | CallEvent::Said { .. }
            | CallEvent::Silence
            | CallEvent::Recorded { .. }
            | CallEvent::Continue => {
                session.menu_turns = session.menu_turns.saturating_add(1);
            }
            CallEvent::Started
            | CallEvent::Waiting { .. }
            | CallEvent::HungUp
            | CallEvent::Callback(_)
            | CallEvent::VoicemailKept { .. } => {}
        }
        if !matches!(event, CallEvent::Waiting { .. }) {
            session.turn = session.turn.saturating_add(1);
        }
        let too_long = session.menu_turns > MAX_MENU_TURNS || session.turn > MAX_TURNS;
        let over = matches!(session.phase, Phase::Over);
        Walk {
            overdue: !over && too_long,
            menu,
            facts,
            session,
            said: Vec::new(),
            verbs: Vec::new(),
            effects: Vec::new(),
            entered: Vec::new(),
        }
    }

    /// Whether the caller has been in the menu for too long.
    pub(super) fn is_overdue(&self) -> bool {
        self.overdue
    }

    /// Enters a step afresh.
    pub(super) fn arrive(&mut self, id: NodeId) {
        self.entered.push(id);
        self.session.node = id;
        self.session.phase = Phase::Enter;
        self.count_anew();
    }

    /// Forgets silences and wrong keys.
    pub(super) fn count_anew(&mut self) {
        self.session.silent = 0;
        self.session.wrong = 0;
    }

    pub(super) fn locale(&self) -> Locale {
        self.session.locale
    }

    pub(super) fn say(&mut self, speech: impl IntoIterator<Item = Speech>) {
        let audible = |speech: &Speech| speech.parts.iter().any(is_audible);
        self.said.extend(speech.into_iter().filter(audible));
    }

    pub(super) fn say_parts(&mut self, parts: Vec<Part>) {
        let locale = self.locale();
        self.say([Speech { locale, parts }]);
    }

    /// Says a text, with the numbers that the caller keyed in in their places.
    pub(super) fn say_texts(&mut self, texts: &Texts) {
        let locale = self.locale();
        let speech = spoken(texts.get(locale), locale, self.menu, |id| self.keyed_in(id));
        self.say([speech]);
    }

    /// The number that the caller keyed in at a step.
    fn keyed_in(&self, node: NodeId) -> Option<String> {
        let kept = self.session.digits.iter().find(|kept| kept.node == node);
        kept.map(|kept| kept.digits.clone())
    }

    /// Keeps a number for later texts, in place of an earlier one of its name.
    pub(super) fn keep(&mut self, name: &str, digits: String) {
        let menu = self.menu;
        let kept = &mut self.session.digits;
        kept.retain(|kept| asked_for(menu, kept.node) != Some(name));
        if kept.len() >= Session::MOST_NUMBERS {
            kept.remove(0);
        }
        let node = self.session.node;
        kept.push(KeyedIn { node, digits });
    }

    pub(super) fn say_message(&mut self, message: &Message) {
        let locale = self.locale();
        self.say([Speech::text(locale, message.get(locale))]);
    }

    /// Says the announcements that are in force, once in a call.
    pub(super) fn say_announcements(&mut self) {
        if std::mem::replace(&mut self.session.announced, true) {
            return;
        }
        let now = self.facts.now;
        for announcement in &self.facts.bundle.site.announcements {
            if announcement.from <= now && now < announcement.until {
                self.say_texts(&announcement.say);
            }
        }
    }

    /// Waits for keys, or words, while everything said so far is being said.
    pub(super) fn ask(&mut self, phase: Phase, awaited: Awaited) -> Next {
        let max_digits = u8::try_from(awaited.digits).unwrap_or(u8::MAX).max(1);
        let wait_s = awaited.wait_s.clamp(1, 60);
        let locale = self.locale();
        let hints = awaited.hints.filter(|_| self.facts.number.speech);
        let gather = Verb::Gather(Gather {
            say: std::mem::take(&mut self.said),
            max_digits,
            finish_on: (max_digits > 1).then_some('#'),
            wait_s,
            key_pause_s: awaited.key_pause_s.clamp(1, 60),
            listening: hints.map(|hints| Listening { locale, hints }),
        });
        self.session.phase = phase;
        self.verbs.push(gather);
        Next::Wait
    }

    /// Counts a miss and says so. True while the question is to be asked again.
    ///
    /// Silences and wrong keys never reset each other, so that a caller who does both in turn gets out, too.
    pub(super) fn asks_again(&mut self, miss: Miss, say_again: u8, texts: &[Texts]) -> bool {
        let (count, standard) = match miss {
            Miss::Silence => (&mut self.session.silent, &message::SILENT),
            Miss::WrongKey => (&mut self.session.wrong, &message::WRONG_KEY),
            Miss::WrongNumber => (&mut self.session.wrong, &message::WRONG_NUMBER),
            Miss::NotUnderstood => (&mut self.session.wrong, &message::NOT_UNDERSTOOD),
        };
        *count = count.saturating_add(1);
        let times = *count;
        if times > say_again {
            return false;
        }
        match texts.get(usize::from(times) - 1).or(texts.last()) {
            Some(text) if !text.is_empty() && miss != Miss::NotUnderstood => self.say_texts(text),
            Some(_) | None => self.say_message(standard),
        }
        true
    }

    pub(super) fn store(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Says what was to be said, then does `verb` and waits for what comes of it.
    pub(super) fn end_with(&mut self, verb: Verb) -> Next {
        let said = std::mem::take(&mut self.said);
        self.verbs.extend(said.into_iter().map(Verb::Say));
        self.verbs.push(verb);
        Next::Wait
    }

    pub(super) fn hang_up(&mut self) -> Next {
        self.session.phase = Phase::Over;
        self.end_with(Verb::HangUp)
    }

    /// The last resort, in place of whatever was to be said.
    pub(super) fn give_up(&mut self) -> Next {
        self.said.clear();
        self.verbs = last_resort(self.locale(), Some(self.facts.number));
        self.session.phase = Phase::Over;
        Next::Wait
    }

    /// Whether the opening hours of this name say open; hours that do not exist never close.
    pub(super) fn is_open(&self, hours: &str) -> bool {
        let site = &self.facts.bundle.site;
        site.hours
            .get(hours)
            .is_none_or(|hours| hours.at(self.facts.now, &site.time_zone).open)
    }

    /// Says the message of the day of hours that are closed; whether there is one. A caller who is led from one closed
    /// door to the next hears it once.
    pub(super) fn say_closed(&mut self, hours: &str) -> bool {
        let site = &self.facts.bundle.site;
        let message = site
            .hours
            .get(hours)
            .map(|hours| hours.closed_message(self.facts.now, &site.time_zone))
            .filter(|message| !message.is_empty());
        let Some(message) = message else {
            return false;
        };
        let locale = self.locale();
        let speech = Speech::text(locale, message.get(locale));
        if !self.said.contains(&speech) {
            self.say([speech]);
        }
        true
    }

    pub(super) fn end(mut self) -> Step {
        // A call never goes quiet: a turn that came to nothing is the last resort.
        if self.verbs.is_empty() {
            self.give_up();
        }
        Step {
            session: self.session,
            verbs: self.verbs,
            effects: self.effects,
            entered: self.entered,
        }
    }
}

/// The name of the number that a step asks for; secret ones are nobody's.
fn asked_for(menu: &Menu, node: NodeId) -> Option<&str> {
    match &menu.node(node)?.kind {
        NodeKind::AskDigits(ask) if !ask.secret => Some(&ask.into),
        NodeKind::AskDigits(_)
        | NodeKind::Choice(_)
        | NodeKind::Answer(_)
        | NodeKind::Queue(_)
        | NodeKind::Callback(_)
        | NodeKind::Survey(_)
        | NodeKind::Transfer(_)
        | NodeKind::Say(_)
        | NodeKind::IfOpen(_)
        | NodeKind::ChooseLanguage(_)
        | NodeKind::Voicemail(_)
        | NodeKind::HangUp(_) => None,
    }
}

/// A text for the ear: `{account}` is the number of that name, digit by digit, or nothing where it was not asked for.
pub(super) fn spoken(
    text: &str,
    locale: Locale,
    menu: &Menu,
    keyed_in: impl Fn(NodeId) -> Option<String>,
) -> Speech {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, name, after)) = next_place(rest) {
        let mut asked = menu
            .nodes
            .iter()
            .zip(0_u16..)
            .map(|(_, id)| NodeId(id))
            .filter(|id| asked_for(menu, *id) == Some(name))
            .peekable();
        if asked.peek().is_none() {
            // A place that is no number's stays as it is.
            parts.push(Part::Text(format!("{before}{{{name}}}")));
            rest = after;
            continue;
        }
        parts.push(Part::Text(before.trim().to_owned()));
        parts.extend(asked.find_map(&keyed_in).map(Part::Digits));
        rest = after.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '{');
    }
    if parts.is_empty() {
        return Speech::text(locale, text);
    }
    parts.push(Part::Text(rest.trim().to_owned()));
    parts.retain(is_audible);
    Speech { locale, parts }
}

/// The text before the first `{name}`, the name, and the text after it.
fn next_place(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// Whether a piece makes a sound: a text of punctuation alone does not.
pub(super) fn is_audible(part: &Part) -> bool {
    match part {
        Part::Text(text) => text.contains(char::is_alphanumeric),
        Part::Number(_) => true,
        Part::Digits(digits) => !digits.is_empty(),
    }
}
