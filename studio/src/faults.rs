//! What was wrong with the flow as it was: what its callers lived through.

use crate::{
    kind::Kind,
    report::{Report, Said, said},
    route::Route,
};
use std::collections::BTreeSet;

/// Tells what can be seen without knowing what becomes of the flow.
pub(crate) fn find(route: &Route<'_>, start: Option<&str>, report: &mut Report) {
    let trigger = route.flow.trigger();
    let reached = route.reached(start, |_, _| true);
    let from_elsewhere = elsewhere(route);
    for (index, state) in route.flow.indices() {
        let Some(kind) = route.kind(index) else {
            continue;
        };
        if kind != Kind::Trigger
            && Some(index) != trigger
            && !reached.contains(&index)
            && !from_elsewhere.contains(&index)
        {
            report.fault(
                &state.name,
                said(
                    "No call can reach it.",
                    "До него не может дойти ни один звонок.",
                ),
            );
        }
        // Whoever writes a message is not cut off.
        if !reached.contains(&index) && from_elsewhere.contains(&index) {
            continue;
        }
        for transition in &state.transitions {
            let next = transition.next.as_deref();
            if let Some(missing) = next.filter(|n| route.flow.find(n).is_none()) {
                let event = &transition.event;
                report.fault(
                    &state.name,
                    said(
                        format!("“{event}” leads to “{missing}”, which does not exist: the call ended there."),
                        format!("«{event}» ведёт к «{missing}», которого нет: звонок там обрывался."),
                    ),
                );
            }
        }
        for (event, sentence) in dropped(kind) {
            let listed = state.transitions.iter().any(|t| t.event == *event);
            if state.next(event).is_none() && (listed || must_be_there(event)) {
                report.fault(&state.name, sentence());
            }
        }
    }
}

/// States that only a message or another kind of start reaches.
pub(crate) fn elsewhere(route: &Route<'_>) -> BTreeSet<usize> {
    let trigger = route.flow.trigger().and_then(|i| route.flow.state(i));
    let starts = trigger.into_iter().flat_map(|t| &t.transitions);
    starts
        .flat_map(|t| route.reached(t.next.as_deref(), |_, _| true))
        .collect()
}

/// Events that happen whether or not the flow names them.
fn must_be_there(event: &str) -> bool {
    matches!(event, "timeout" | "noMatch" | "callCompleted")
}

type Sentence = fn() -> Said;

/// Events that, leading nowhere, cut the caller off.
fn dropped(kind: Kind) -> &'static [(&'static str, Sentence)] {
    match kind {
        Kind::Gather => &[
            ("keypress", || {
                said(
                    "A caller who presses a key is cut off: “keypress” leads nowhere.",
                    "Кто нажимает клавишу, того отключают: «keypress» никуда не ведёт.",
                )
            }),
            ("timeout", || {
                said(
                    "A caller who says and presses nothing is cut off: “timeout” leads nowhere.",
                    "Кто молчит и ничего не нажимает, того отключают: «timeout» никуда не ведёт.",
                )
            }),
            ("speech", || {
                said(
                    "A caller who speaks instead of pressing a key is cut off: “speech” leads nowhere.",
                    "Кто говорит вместо того, чтобы нажать клавишу, того отключают: «speech» никуда не ведёт.",
                )
            }),
        ],
        Kind::Split => &[("noMatch", || {
            said(
                "A caller whom no condition fits is cut off: “noMatch” leads nowhere.",
                "Кому не подходит ни одно условие, того отключают: «noMatch» никуда не ведёт.",
            )
        })],
        Kind::Connect => &[("callCompleted", || {
            said(
                "When nobody answers there, the caller is cut off: “callCompleted” leads nowhere.",
                "Если там никто не отвечает, абонента отключают: «callCompleted» никуда не ведёт.",
            )
        })],
        Kind::Queue => &[
            ("failedToEnqueue", || {
                said(
                    "When the queue is full or closed, the caller is cut off: “failedToEnqueue” leads nowhere.",
                    "Если очередь полна или закрыта, абонента отключают: «failedToEnqueue» никуда не ведёт.",
                )
            }),
            ("callFailure", || {
                said(
                    "When the queue fails, the caller is cut off: “callFailure” leads nowhere.",
                    "Если очередь откажет, абонента отключают: «callFailure» никуда не ведёт.",
                )
            }),
        ],
        Kind::Passing(passing) => match passing.failed.first() {
            Some(&"failed") => &[("failed", failed)],
            Some(&"fail") => &[("fail", failed)],
            _ => &[],
        },
        Kind::Trigger | Kind::Say | Kind::Voicemail => &[],
    }
}

fn failed() -> Said {
    said(
        "When it fails, the caller is cut off: the failure leads nowhere.",
        "Если здесь сбой, абонента отключают: переход при сбое никуда не ведёт.",
    )
}
