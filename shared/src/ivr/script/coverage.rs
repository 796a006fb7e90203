//! Which ways through the menus calls take, and which none does.
//!
//! A way is an entry of a step that leads on: an option, "did this help? no", what follows silence. It has been taken
//! when a call went it, which the turns of the line tell ([`Passed`]); no text is compared.

use crate::{
    bundle::{Bundle, BundleSource, document},
    ivr::{
        CallEvent, Effect, EffectOutcome, QueueResult,
        line::{Happening, Line, Passed},
    },
    menu::{Menu, Node, NodeId, NodeKind, QueueStep},
    problem::{Document, place_of},
    survey::{QuestionKind, Survey},
};
use std::{collections::BTreeSet, fmt};

/// A way on from a step, as it stands in the site's files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Way {
    /// File: `menu.json`.
    pub file: String,
    /// Step, or question of a survey.
    pub step: String,
    /// The entry within the step: `["keys", "3"]`.
    pub entry: Vec<String>,
}

/// A way that no call takes, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unwalked {
    /// The way.
    pub way: Way,
    /// The file that it stands in: another than that of the menu where that uses it.
    pub file: String,
    /// Line, from 1; 0 where it stands nowhere.
    pub line: u32,
    /// What a call would have to do: `press 3`.
    pub wanted: String,
}

/// How much of a menu, or of the survey, calls take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuCoverage {
    /// File.
    pub file: String,
    /// Ways that there are.
    pub ways: usize,
    /// Those that no call takes, in the order of the file.
    pub unwalked: Vec<Unwalked>,
}

/// How much of a site's menus calls take.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// By file: the menus that a number leads to, then the survey where a menu asks it.
    pub menus: Vec<MenuCoverage>,
}

/// `menu.json:41 main: press 3`
impl fmt::Display for Unwalked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (file, line, step, wanted) = (&self.file, self.line, &self.way.step, &self.wanted);
        write!(f, "{file}:{line} {step}: {wanted}")
    }
}

impl MenuCoverage {
    /// Whole percent, rounded down, so that 100 means all.
    #[must_use]
    pub fn percent(&self) -> usize {
        percent(self.ways - self.unwalked.len(), self.ways)
    }
}

impl Coverage {
    /// Whole percent of all ways, rounded down.
    #[must_use]
    pub fn percent(&self) -> usize {
        let ways = self.menus.iter().map(|menu| menu.ways).sum();
        percent(ways - self.unwalked().count(), ways)
    }

    /// All ways that no call takes.
    pub fn unwalked(&self) -> impl Iterator<Item = &Unwalked> {
        self.menus.iter().flat_map(|menu| &menu.unwalked)
    }
}

fn percent(part: usize, whole: usize) -> usize {
    (part * 100).checked_div(whole).unwrap_or(100)
}

/// Compares the ways that calls took ([`super::Played::taken`]) with all that there are.
#[must_use]
pub fn coverage(bundle: &Bundle, source: &BundleSource, taken: &BTreeSet<Way>) -> Coverage {
    let used: BTreeSet<&str> = bundle
        .site
        .numbers
        .values()
        .map(|n| n.menu.as_str())
        .collect();
    let menus: Vec<(&str, &Menu)> = used
        .into_iter()
        .filter_map(|file| Some((file, bundle.menus.get(file)?)))
        .collect();
    let asks = |menu: &Menu| {
        menu.nodes
            .iter()
            .any(|n| matches!(n.kind, NodeKind::Survey(_)))
    };
    let survey = bundle
        .survey
        .as_ref()
        .filter(|_| menus.iter().any(|(_, menu)| asks(menu)));
    let of_menus = menus.iter().map(|(file, menu)| {
        (
            *file,
            menu.nodes.iter().flat_map(|n| ways(file, n)).collect(),
        )
    });
    let of_survey = survey.map(|survey| {
        let file = bundle.site.survey.file.as_str();
        (file, questions(file, survey).collect())
    });
    let menus = of_menus
        .chain(of_survey)
        .map(|(file, ways): (&str, Vec<Way>)| {
            let document = document(source, file);
            let mut unwalked: Vec<Unwalked> = ways
                .iter()
                .filter(|way| !taken.contains(way))
                .map(|way| unwalked(bundle, &document, way))
                .collect();
            unwalked.sort_by(|a, b| (&a.file, a.line, &a.way).cmp(&(&b.file, b.line, &b.way)));
            MenuCoverage {
                file: file.to_owned(),
                ways: ways.len(),
                unwalked,
            }
        })
        .collect();
    Coverage { menus }
}

fn unwalked(bundle: &Bundle, document: &Document<'_>, way: &Way) -> Unwalked {
    let questions = bundle.survey.iter().flat_map(|survey| &survey.questions);
    let question = questions
        .enumerate()
        .find(|(_, question)| way.entry == [ANSWER] && question.id == way.step)
        .map(|(at, _)| at.to_string());
    let path: Vec<&str> = match &question {
        Some(at) => vec!["questions", at],
        None => {
            let entry = way.entry.iter().map(String::as_str);
            ["steps", way.step.as_str()]
                .into_iter()
                .chain(entry)
                .collect()
        }
    };
    let (file, line) = place_of(document, &path);
    let menu = bundle.menus.get(&way.file);
    let node = menu.and_then(|menu| menu.node(menu.by_name(&way.step)?));
    let kind = node.map(|node| &node.kind);
    let name = kind.and_then(|kind| name(bundle, kind, way.entry.get(1)?));
    Unwalked {
        way: way.clone(),
        file,
        line,
        wanted: wanted(kind, way) + &name.map_or(String::new(), |name| format!(" ({name})")),
    }
}

/// What callers know a key by, in the site's first language.
fn name<'a>(bundle: &Bundle, kind: &'a NodeKind, key: &str) -> Option<&'a str> {
    if let NodeKind::Choice(choice) = kind {
        let name = &choice.keys.get(key)?.name;
        Some(name.get(bundle.site.default_locale()))
    } else if let NodeKind::ChooseLanguage(step) = kind {
        Some(step.keys.get(key)?.own_name())
    } else {
        None
    }
}

/// What a call would have to do to go this way.
fn wanted(kind: Option<&NodeKind>, way: &Way) -> String {
    let entry: Vec<&str> = way.entry.iter().map(String::as_str).collect();
    match entry.as_slice() {
        ["keys", key] => format!("press {key}"),
        ["while_waiting", key] => format!("press {key} while waiting in the queue"),
        ["if_silent"] => "stay silent to the end".to_owned(),
        ["if_wrong_key"] => "press wrong keys to the end".to_owned(),
        ["helped", "yes"] => "press 1: it helped".to_owned(),
        ["helped", "no"] => "press 2: it did not help".to_owned(),
        ["if_nobody"] => "come when nobody works, or the queue is full".to_owned(),
        ["after_call"] => "talk to an operator to the end".to_owned(),
        ["go_to"] => match kind {
            Some(NodeKind::AskDigits(_)) => "key in a right number",
            Some(NodeKind::Voicemail(_)) => "leave a message",
            Some(_) | None => "accept the callback",
        }
        .to_owned(),
        ["if_wrong"] => "key in wrong numbers to the end".to_owned(),
        ["if_nothing"] => "leave no message".to_owned(),
        ["if_impossible"] => "get no callback".to_owned(),
        ["if_unanswered"] => "be transferred to somebody who does not answer".to_owned(),
        ["open"] => "come while it is open".to_owned(),
        ["closed"] => "come while it is closed".to_owned(),
        [ANSWER] => "answer this question".to_owned(),
        other => other.join(" "),
    }
}

/// The entry of a question's way: that it was answered.
const ANSWER: &str = "answer";

/// All ways on from a step.
fn ways(file: &str, node: &Node) -> Vec<Way> {
    let entries: Vec<Vec<&str>> = match &node.kind {
        NodeKind::Choice(choice) => {
            let keys = choice.keys.keys().map(|key| vec!["keys", key.as_str()]);
            keys.chain([vec!["if_silent"], vec!["if_wrong_key"]])
                .collect()
        }
        NodeKind::ChooseLanguage(step) => step
            .keys
            .keys()
            .map(|key| vec!["keys", key.as_str()])
            .collect(),
        NodeKind::Answer(_) => vec![vec!["helped", "yes"], vec!["helped", "no"]],
        NodeKind::Queue(step) => {
            let key = step.while_waiting.iter();
            key.map(|(key, _)| vec!["while_waiting", key.as_str()])
                .chain(step.after_call.map(|_| vec!["after_call"]))
                .chain([vec!["if_nobody"]])
                .collect()
        }
        NodeKind::Callback(_) => vec![vec!["go_to"], vec!["if_impossible"]],
        NodeKind::Transfer(_) => vec![vec!["if_unanswered"]],
        NodeKind::IfOpen(_) => vec![vec!["open"], vec!["closed"]],
        NodeKind::AskDigits(_) => vec![vec!["go_to"], vec!["if_silent"], vec!["if_wrong"]],
        NodeKind::Voicemail(_) => vec![vec!["go_to"], vec!["if_nothing"]],
        NodeKind::Survey(_) | NodeKind::Say(_) | NodeKind::HangUp(_) => Vec::new(),
    };
    entries
        .into_iter()
        .map(|entry| way(file, &node.name, &entry))
        .collect()
}

/// The questions that the phone asks.
fn questions<'a>(file: &'a str, survey: &'a Survey) -> impl Iterator<Item = Way> + 'a {
    let by_phone = survey.questions.iter().filter(|question| {
        !question.ask_by_phone.is_empty() && !matches!(question.kind, QuestionKind::Text(_))
    });
    by_phone.map(move |question| way(file, &question.id, &[ANSWER]))
}

/// The ways that the last event on a line took.
pub(super) fn taken(line: &Line<'_>, happened: &[Happening]) -> Vec<Way> {
    let file = line.number().menu.as_str();
    let survey = line.bundle().site.survey.file.as_str();
    let answered = happened.iter().filter_map(|happening| match happening {
        Happening::Stores(Effect::RecordAnswer { answer, .. }) => {
            Some(way(survey, &answer.question, &[ANSWER]))
        }
        Happening::Stores(_)
        | Happening::Hears(_)
        | Happening::Queues(_)
        | Happening::Leaves
        | Happening::Pauses(_)
        | Happening::Transfers(_)
        | Happening::Records(_)
        | Happening::Ends => None,
    });
    let walked = line.passed().iter().flat_map(hops).filter_map(|hop| {
        let node = line.menu().node(hop.from)?;
        let entry = entry(&node.kind, &hop, happened)?;
        Some(way(file, &node.name, &entry))
    });
    answered.chain(walked).collect()
}

/// From one step to the next, because of an event where the call was waiting.
struct Hop<'a> {
    from: NodeId,
    event: Option<&'a CallEvent>,
    to: NodeId,
}

fn hops(passed: &Passed) -> impl Iterator<Item = Hop<'_>> {
    let first = passed.from.map(|from| (from, Some(&passed.event)));
    let others = passed.entered.iter().map(|from| (*from, None));
    // A call that has just come in was nowhere before its first step.
    let starts = usize::from(passed.from.is_none());
    first
        .into_iter()
        .chain(others)
        .zip(passed.entered.iter().skip(starts))
        .map(|((from, event), to)| Hop {
            from,
            event,
            to: *to,
        })
}

/// The entry of a step that a hop followed; nothing where it is no way of its own.
fn entry<'k>(kind: &'k NodeKind, hop: &Hop<'_>, happened: &[Happening]) -> Option<Vec<&'k str>> {
    match kind {
        // Words choose an option as its key does: where the call went tells which.
        NodeKind::Choice(choice) if matches!(hop.event, Some(CallEvent::Said { .. })) => {
            let mut options = choice.keys.iter();
            let (key, _) = options.find(|(_, option)| option.go_to == hop.to)?;
            Some(vec!["keys", key])
        }
        NodeKind::Choice(_) if hop.event == Some(&CallEvent::Silence) => Some(vec!["if_silent"]),
        NodeKind::Choice(choice) => Some(match choice.option(digits(hop.event)?) {
            Some((key, _)) => vec!["keys", key],
            None => vec!["if_wrong_key"],
        }),
        NodeKind::ChooseLanguage(step) => {
            let (key, _) = step.keys.get_key_value(digits(hop.event)?)?;
            Some(vec!["keys", key])
        }
        NodeKind::Answer(_) => match digits(hop.event)? {
            "1" => Some(vec!["helped", "yes"]),
            "2" => Some(vec!["helped", "no"]),
            _ => None,
        },
        NodeKind::Queue(step) => Some(left_queue(step, hop)),
        NodeKind::Callback(_) => match hop.event {
            // Entered and left at once: nothing could be offered.
            None => Some(vec!["if_impossible"]),
            Some(CallEvent::Callback(EffectOutcome::Accepted { .. })) => Some(vec!["go_to"]),
            Some(event) => matches!(event, CallEvent::Callback(_)).then(|| vec!["if_impossible"]),
        },
        NodeKind::Transfer(_) => Some(vec!["if_unanswered"]),
        NodeKind::IfOpen(branch) => Some(vec![if hop.to == branch.open {
            "open"
        } else {
            "closed"
        }]),
        NodeKind::AskDigits(_) if hop.event == Some(&CallEvent::Silence) => Some(vec!["if_silent"]),
        NodeKind::AskDigits(ask) => {
            let kept = |happening: &Happening| matches!(happening, Happening::Stores(Effect::RecordInput { name, .. }) if *name == ask.into);
            // A secret number is kept nowhere: its form alone tells.
            let is_right = match ask.secret {
                true => digits(hop.event).is_some_and(|digits| ask.fits(digits)),
                false => happened.iter().any(kept),
            };
            Some(vec![if is_right { "go_to" } else { "if_wrong" }])
        }
        NodeKind::Voicemail(_) => Some(match hop.event {
            Some(CallEvent::VoicemailKept { kept: true, .. }) => vec!["go_to"],
            Some(_) | None => vec!["if_nothing"],
        }),
        NodeKind::Survey(_) | NodeKind::Say(_) | NodeKind::HangUp(_) => None,
    }
}

fn left_queue<'k>(step: &'k QueueStep, hop: &Hop<'_>) -> Vec<&'k str> {
    if hop.event == Some(&CallEvent::LeftQueue(QueueResult::Bridged)) {
        return vec!["after_call"];
    }
    let pressed = hop.event == Some(&CallEvent::LeftQueue(QueueResult::Left));
    match &step.while_waiting {
        Some((key, target)) if pressed && *target == hop.to => vec!["while_waiting", key],
        Some(_) | None => vec!["if_nobody"],
    }
}

fn digits(event: Option<&CallEvent>) -> Option<&str> {
    if let CallEvent::Digits(keys) = event? {
        Some(keys.trim_end_matches('#'))
    } else {
        None
    }
}

fn way(file: &str, step: &str, entry: &[&str]) -> Way {
    Way {
        file: file.to_owned(),
        step: step.to_owned(),
        entry: entry.iter().map(|&part| part.to_owned()).collect(),
    }
}
