//! What each kind of state is to Ringback.

use crate::flow::State;

/// What a state is to Ringback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Trigger,
    Say,
    Gather,
    Split,
    Connect,
    Queue,
    Voicemail,
    /// Not carried over: the call goes on behind it.
    Passing(&'static Passing),
}

/// A kind of state that is not carried over.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Passing {
    pub(crate) kind: &'static str,
    /// Events with which the call goes on, the likeliest first.
    pub(crate) on: &'static [&'static str],
    /// Events of a failure.
    pub(crate) failed: &'static [&'static str],
    pub(crate) en: &'static str,
    pub(crate) ru: &'static str,
}

const REQUEST_EN: &str = "A menu of Ringback asks nothing of other systems while the caller waits. What it fetched has to stand in the texts, or be told by an operator; what it stored goes out as an event (\"sinks\" in site.json).";
const REQUEST_RU: &str = "Меню Ringback ничего не спрашивает у других систем, пока абонент ждёт. Что запрашивалось, должно стоять в текстах или быть у оператора; что сохранялось, уходит событием (\"sinks\" в site.json).";
const MESSAGE_EN: &str =
    "Text messages: an `answer` step with \"sms\": true offers to send its answer.";
const MESSAGE_RU: &str = "Сообщения: шаг `answer` с \"sms\": true предлагает прислать свой ответ.";

static PASSING: [Passing; 13] = [
    Passing {
        kind: "set-variables",
        on: &["next"],
        failed: &[],
        en: "Variables: Ringback's steps have none. Digits that a caller keys in are kept by `ask_digits`.",
        ru: "Переменные: у шагов Ringback их нет. Введённые цифры хранит шаг `ask_digits`.",
    },
    Passing {
        kind: "make-http-request",
        on: &["success"],
        failed: &["failed"],
        en: REQUEST_EN,
        ru: REQUEST_RU,
    },
    Passing {
        kind: "run-function",
        on: &["success"],
        failed: &["fail", "failed"],
        en: REQUEST_EN,
        ru: REQUEST_RU,
    },
    Passing {
        kind: "run-subflow",
        on: &["completed"],
        failed: &["failed"],
        en: "Another flow: export and import it as well, and copy its steps in here.",
        ru: "Другой поток: экспортируйте и импортируйте его тоже и скопируйте его шаги сюда.",
    },
    Passing {
        kind: "send-message",
        on: &["sent"],
        failed: &["failed"],
        en: MESSAGE_EN,
        ru: MESSAGE_RU,
    },
    Passing {
        kind: "send-and-wait-for-reply",
        on: &["incomingMessage"],
        failed: &["timeout", "deliveryFailure"],
        en: MESSAGE_EN,
        ru: MESSAGE_RU,
    },
    Passing {
        kind: "capture-payments",
        on: &["success"],
        failed: &[
            "maxFailedAttempts",
            "providerError",
            "payInterrupted",
            "validationError",
        ],
        en: "Payments by card: Ringback takes no card numbers. Send a link (`answer` with \"link\"), or lead to an operator.",
        ru: "Оплата картой: Ringback не принимает номера карт. Дайте ссылку (`answer` с \"link\") или ведите к оператору.",
    },
    Passing {
        kind: "add-twiml-redirect",
        on: &["return"],
        failed: &["timeout", "fail"],
        en: "A program of yours that took over the call. Where it led to people, write a `transfer` or a `queue`.",
        ru: "Ваша программа, которая забирала звонок. Если она вела к людям, напишите `transfer` или `queue`.",
    },
    Passing {
        kind: "fork-stream",
        on: &["next"],
        failed: &[],
        en: "The copy of the call's sound to another system.",
        ru: "Копия звука звонка в другую систему.",
    },
    Passing {
        kind: "record-call",
        on: &["success"],
        failed: &["failed"],
        en: "The recording of the call: switch it on at the provider or in your call distribution system, and announce it.",
        ru: "Запись разговора: включите её у провайдера или в системе распределения звонков и предупреждайте о ней.",
    },
    Passing {
        kind: "connect-virtual-agent",
        on: &["return", "success"],
        failed: &["hangup", "failed"],
        en: "The virtual agent: Ringback has none. Its answers can become `answer` steps.",
        ru: "Виртуальный агент: в Ringback его нет. Его ответы могут стать шагами `answer`.",
    },
    Passing {
        kind: "make-outgoing-call",
        on: &["answered"],
        failed: &["busy", "noAnswer", "failed"],
        en: "The outgoing call: Ringback answers calls, and calls back who asked for it. What followed “answered” was carried over.",
        ru: "Исходящий звонок: Ringback отвечает на звонки и перезванивает тем, кто просил. Перенесено то, что шло после «answered».",
    },
    Passing {
        kind: "search",
        on: &["found", "success"],
        failed: &["notFound", "failed"],
        en: "The look-up in another system.",
        ru: "Поиск в другой системе.",
    },
];

/// Every kind that is not known.
static UNKNOWN: Passing = Passing {
    kind: "",
    on: &["next", "success", "completed", "sent", "return"],
    failed: &["failed", "fail", "failure", "error"],
    en: "Ringback knows no state of this kind.",
    ru: "Состояний такого вида Ringback не знает.",
};

fn passing(kind: &str) -> &'static Passing {
    let found = PASSING.iter().find(|p| kind.starts_with(p.kind));
    found.unwrap_or(&UNKNOWN)
}

pub(crate) fn kind_of(state: &State) -> Kind {
    match state.kind.as_str() {
        "trigger" => Kind::Trigger,
        "say-play" => Kind::Say,
        "gather-input-on-call" => Kind::Gather,
        "split-based-on" => Kind::Split,
        "connect-call-to" => Kind::Connect,
        "enqueue-call" | "send-to-flex" => Kind::Queue,
        "record-voicemail" => Kind::Voicemail,
        other => Kind::Passing(passing(other)),
    }
}
