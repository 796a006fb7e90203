//! Announcements, transfers, queues and voicemail.

use super::Maker;
use crate::{
    flow::State,
    json::Json,
    liquid,
    report::{said, shortened},
    speech::{self, Spoken},
};

impl<'f> Maker<'f> {
    pub(super) fn spoken(&mut self, state: &State) -> Option<Spoken> {
        speech::spoken(state, self.locale, self.report)
    }

    pub(super) fn say(&mut self, state: &'f State) -> Json {
        let spoken = self.spoken(state).unwrap_or_else(|| {
            self.report.fault(
                &state.name,
                said("It says nothing.", "Оно ничего не говорит."),
            );
            Spoken {
                locale: self.locale,
                text: "[TODO: text]".to_owned(),
            }
        });
        let next = state.next("audioComplete");
        let (does, go_to) = match next {
            Some(_) => ("say", self.step_name(next)),
            None => ("hang_up", None),
        };
        Json::object([("do", Json::text(does)), ("say", spoken.json())]).with("go_to", go_to)
    }

    pub(super) fn transfer(&mut self, state: &'f State) -> Json {
        let to = state.text("to").unwrap_or_default();
        let noun = state.text("noun").unwrap_or_else(|| "number".to_owned());
        let mut numbers = to
            .split([',', ';'])
            .map(str::trim)
            .filter(|n| !n.is_empty());
        let first = numbers.next().unwrap_or_default().to_owned();
        let digits: String = first.chars().filter(char::is_ascii_digit).collect();
        let plain = first
            .chars()
            .all(|c| c.is_ascii_digit() || "+ ()-.".contains(c));
        let number = if plain && !digits.is_empty() {
            format!("+{digits}")
        } else {
            first.clone()
        };
        if numbers.next().is_some() {
            self.report.left(
                &state.name,
                said(
                    format!("The other numbers of “{to}”: a transfer rings one. For several, use a queue of your call distribution system."),
                    format!("Остальные номера из «{to}»: перевод звонит на один. Для нескольких нужна очередь в вашей системе распределения звонков."),
                ),
            );
        }
        let one = matches!(noun.as_str(), "number" | "number-multi");
        if !one || !plain || digits.is_empty() {
            let what = if to.trim().is_empty() {
                state.text("sip_endpoint").unwrap_or(noun)
            } else {
                to
            };
            self.report.left(
                &state.name,
                said(
                    format!(
                        "The destination “{}”: a transfer needs a telephone number.",
                        shortened(&what, 80)
                    ),
                    format!(
                        "Назначение «{}»: для перевода нужен телефонный номер.",
                        shortened(&what, 80)
                    ),
                ),
            );
        }
        let after = state.next("callCompleted").or_else(|| state.next("hangup"));
        Json::object([("do", Json::text("transfer")), ("to", Json::text(number))])
            .with("if_unanswered", self.step_name(after))
    }

    pub(super) fn queue(&mut self, state: &'f State) -> Json {
        let name = self.queue_of(state);
        let flex = state.kind == "send-to-flex" || state.text("workflow_sid").is_some();
        if flex {
            self.report.left(
                &state.name,
                said(
                    "The workflow and its attributes: Ringback hands the caller to the queue and tells the operator language and step. Connect the queue to your call distribution system (docs/deploy.md).",
                    "Workflow и его атрибуты: Ringback ставит звонок в очередь и сообщает оператору язык и шаг. Подключите очередь к своей системе распределения звонков (docs/deploy.md).",
                ),
            );
        }
        let nobody = state
            .next("failedToEnqueue")
            .or_else(|| state.next("callFailure"));
        let after = state.next("callComplete");
        Json::object([("do", Json::text("queue")), ("queue", Json::text(name))])
            .with("if_nobody", self.step_name(nobody))
            .with("after_call", self.step_name(after))
    }

    /// The queue of site.json for a state that queues callers.
    pub(super) fn queue_of(&mut self, state: &State) -> String {
        let named = state.text("queue_name");
        let wanted = named.unwrap_or_else(|| state.name.clone());
        let (wanted, _) = liquid::marked(&wanted);
        self.queue_called(&shortened(&wanted, 60))
    }

    pub(super) fn queue_called(&mut self, wanted: &str) -> String {
        let acd = Json::List(vec![Json::text(wanted)]);
        let known = self.queues.iter().find(|(_, acd_names)| **acd_names == acd);
        if let Some((name, _)) = known {
            return name.clone();
        }
        let name = self.queue_names.take(wanted);
        self.queues.insert(name.clone(), acd);
        name
    }

    pub(super) fn voicemail(&mut self, state: &'f State) -> Json {
        let queue = match self.queues.keys().next() {
            Some(name) => name.clone(),
            None => self.queue_called("voicemail"),
        };
        let longest = state.number("max_length").unwrap_or(120);
        let within = longest.clamp(10, 600);
        if within != longest && state.number("max_length").is_some() {
            self.report.left(
                &state.name,
                said(
                    format!("A message of {longest} s: Ringback keeps at most {within} s."),
                    format!("Сообщение до {longest} с: Ringback хранит не больше {within} с."),
                ),
            );
        }
        let go_to = self.or_end(state.next("recordingComplete"));
        let nothing = self.or_end(state.next("noAudio"));
        Json::object([
            ("do", Json::text("voicemail")),
            ("queue", Json::text(queue)),
            ("longest_s", Json::Number(within)),
            ("go_to", go_to),
            ("if_nothing", nothing),
        ])
    }
}
