//! A turn in the making: what is said, done and stored so far.

use super::{Facts, MAX_MENU_TURNS, MAX_TURNS, Step, last_resort};
use crate::{
    ivr::{CallEvent, Effect, Gather, Part, Phase, Session, Speech, Verb},
    locale::{Locale, Texts},
    menu::{Menu, NodeId},
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
            CallEvent::Digits(_) | CallEvent::Silence | CallEvent::Continue => {
                session.menu_turns = session.menu_turns.saturating_add(1);
            }
            CallEvent::Started
            | CallEvent::Waiting { .. }
            | CallEvent::HungUp
            | CallEvent::Callback(_) => {}
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

    pub(super) fn say_texts(&mut self, texts: &Texts) {
        let locale = self.locale();
        self.say([Speech::text(locale, texts.get(locale))]);
    }

    pub(super) fn say_message(&mut self, message: &Message) {
        let locale = self.locale();
        self.say([Speech::text(locale, message.get(locale))]);
    }

    /// Says the announcements that are in force.
    pub(super) fn say_announcements(&mut self) {
        let now = self.facts.now;
        for announcement in &self.facts.bundle.site.announcements {
            if announcement.from <= now && now < announcement.until {
                self.say_texts(&announcement.say);
            }
        }
    }

    /// Waits for keys, while everything said so far is being said.
    pub(super) fn ask(&mut self, phase: Phase, digits: usize, wait_s: u32) -> Next {
        let max_digits = u8::try_from(digits).unwrap_or(u8::MAX).max(1);
        let gather = Verb::Gather(Gather {
            say: std::mem::take(&mut self.said),
            max_digits,
            finish_on: (max_digits > 1).then_some('#'),
            wait_s: wait_s.clamp(1, 60),
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
        };
        *count = count.saturating_add(1);
        let times = *count;
        if times > say_again {
            return false;
        }
        match texts.get(usize::from(times) - 1).or(texts.last()) {
            Some(text) if !text.is_empty() => self.say_texts(text),
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

/// Whether a piece makes a sound: a text of punctuation alone does not.
pub(super) fn is_audible(part: &Part) -> bool {
    match part {
        Part::Text(text) => text.contains(char::is_alphanumeric),
        Part::Number(_) => true,
        Part::Digits(digits) => !digits.is_empty(),
    }
}
