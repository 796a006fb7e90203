//! The ways from a step of a checked menu to the next.

use super::{NodeId, NodeKind, picture::By};

/// A way on from a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// What takes a caller there.
    pub by: By,
    /// Where it leads.
    pub to: NodeId,
}

impl NodeKind {
    /// Every way on, the author's order of keys first.
    #[must_use]
    pub fn ways(&self) -> Vec<Way> {
        let way = |by: By, to: NodeId| Way { by, to };
        match self {
            NodeKind::Choice(c) => {
                let keys = c.keys.iter();
                keys.map(|(key, option)| way(By::Key(key.clone()), option.go_to))
                    .chain([
                        way(By::Silent, c.if_silent.then),
                        way(By::WrongKey, c.if_wrong_key.then),
                    ])
                    .collect()
            }
            NodeKind::Answer(a) => vec![
                way(By::Helped, a.helped.yes),
                way(By::NotHelped, a.helped.no),
            ],
            NodeKind::Queue(q) => {
                let leave = q.while_waiting.iter();
                leave
                    .map(|(key, to)| way(By::Key(key.clone()), *to))
                    .chain([way(By::Nobody, q.if_nobody)])
                    .chain(q.after_call.map(|to| way(By::AfterCall, to)))
                    .collect()
            }
            NodeKind::Callback(c) => {
                vec![way(By::Then, c.go_to), way(By::Impossible, c.if_impossible)]
            }
            NodeKind::Survey(s) => vec![way(By::Then, s.go_to)],
            NodeKind::Transfer(t) => vec![way(By::Unanswered, t.if_unanswered)],
            NodeKind::Say(s) => vec![way(By::Then, s.go_to)],
            NodeKind::IfOpen(i) => vec![way(By::Open, i.open), way(By::Closed, i.closed)],
            NodeKind::ChooseLanguage(c) => vec![way(By::Then, c.go_to)],
            NodeKind::AskDigits(a) => vec![
                way(By::Then, a.go_to),
                way(By::Silent, a.if_silent.then),
                way(By::WrongKey, a.if_wrong.then),
            ],
            NodeKind::Voicemail(v) => vec![way(By::Then, v.go_to), way(By::Nothing, v.if_nothing)],
            NodeKind::HangUp(_) => vec![],
        }
    }

    /// Whether a person answers here, now or later.
    #[must_use]
    pub fn is_person(&self) -> bool {
        match self {
            NodeKind::Queue(_)
            | NodeKind::Callback(_)
            | NodeKind::Transfer(_)
            | NodeKind::Voicemail(_) => true,
            NodeKind::Choice(_)
            | NodeKind::Answer(_)
            | NodeKind::Survey(_)
            | NodeKind::Say(_)
            | NodeKind::IfOpen(_)
            | NodeKind::ChooseLanguage(_)
            | NodeKind::AskDigits(_)
            | NodeKind::HangUp(_) => false,
        }
    }

    /// Whether a call may end here.
    pub(crate) fn may_end(&self) -> bool {
        match self {
            NodeKind::Queue(_)
            | NodeKind::Callback(_)
            | NodeKind::Transfer(_)
            | NodeKind::HangUp(_) => true,
            NodeKind::Choice(_)
            | NodeKind::Answer(_)
            | NodeKind::Survey(_)
            | NodeKind::Say(_)
            | NodeKind::IfOpen(_)
            | NodeKind::ChooseLanguage(_)
            | NodeKind::AskDigits(_)
            | NodeKind::Voicemail(_) => false,
        }
    }

    /// Whether a way is gone before the caller can do anything.
    pub(crate) fn is_at_once(&self, by: &By) -> bool {
        match self {
            NodeKind::Say(_) | NodeKind::IfOpen(_) => true,
            NodeKind::Queue(_) => *by == By::Nobody,
            NodeKind::Callback(_) => *by == By::Impossible,
            NodeKind::Choice(_)
            | NodeKind::Answer(_)
            | NodeKind::Survey(_)
            | NodeKind::Transfer(_)
            | NodeKind::ChooseLanguage(_)
            | NodeKind::AskDigits(_)
            | NodeKind::Voicemail(_)
            | NodeKind::HangUp(_) => false,
        }
    }

    /// Whether a caller goes this way by making the same mistake again and again: pressing nothing, or wrong keys.
    pub(crate) fn is_by_mistake(&self, by: &By, mistake: &By) -> bool {
        match self {
            NodeKind::Choice(_) | NodeKind::AskDigits(_) => by == mistake,
            NodeKind::Voicemail(_) => *by == By::Nothing,
            NodeKind::Answer(_) => *by == By::NotHelped,
            NodeKind::Callback(_) | NodeKind::Survey(_) | NodeKind::ChooseLanguage(_) => {
                *by == By::Then
            }
            NodeKind::Say(_)
            | NodeKind::IfOpen(_)
            | NodeKind::Queue(_)
            | NodeKind::Transfer(_)
            | NodeKind::HangUp(_) => false,
        }
    }

    /// Whether a caller who goes this way has been served: what follows may end the call.
    pub(crate) fn is_served_by(&self, by: &By) -> bool {
        match self {
            NodeKind::Answer(_) => *by == By::Helped,
            NodeKind::Queue(_) => *by == By::AfterCall,
            NodeKind::Callback(_) | NodeKind::Survey(_) | NodeKind::Voicemail(_) => *by == By::Then,
            NodeKind::Choice(_)
            | NodeKind::Say(_)
            | NodeKind::IfOpen(_)
            | NodeKind::Transfer(_)
            | NodeKind::ChooseLanguage(_)
            | NodeKind::AskDigits(_)
            | NodeKind::HangUp(_) => false,
        }
    }
}
