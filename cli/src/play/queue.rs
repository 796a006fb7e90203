//! `--queue care=12,3`: the state of a queue.

use jiff::Timestamp;
use shared::{bundle::Bundle, problem::did_you_mean, queue::QueueSnapshot};
use std::collections::BTreeMap;

/// Reads a queue's id, callers waiting, operators at work, and where given operators free and seconds a call.
pub(super) fn read(
    text: &str,
    bundle: &Bundle,
    now: Timestamp,
) -> Result<(String, QueueSnapshot), String> {
    let wanted = || {
        format!(
            "--queue {text}: write --queue care=12,3 (12 wait, 3 operators; then free operators and seconds a call)"
        )
    };
    let (queue, figures) = text.split_once('=').ok_or_else(wanted)?;
    if !bundle.site.queues.contains_key(queue) {
        let known = bundle.site.queues.keys().map(String::as_str);
        return Err(match did_you_mean(queue, known.clone()) {
            Some(near) => format!("the site has no queue {queue}. Did you mean {near}?"),
            None => {
                let known: Vec<&str> = known.collect();
                format!("the site has no queue {queue}: it has {}", known.join(", "))
            }
        });
    }
    let figures: Vec<u32> = figures
        .split(',')
        .map(|figure| figure.trim().parse().map_err(|_| wanted()))
        .collect::<Result<_, _>>()?;
    let figure = |at: usize| figures.get(at).copied().map(i64::from);
    if figures.len() > 4 {
        return Err(wanted());
    }
    Ok((
        queue.to_owned(),
        QueueSnapshot {
            waiting: figure(0).ok_or_else(wanted)?,
            at: now,
            waiting_by_priority: BTreeMap::new(),
            agents_staffed: figure(1),
            agents_available: figure(2),
            aht_s: figures.get(3).copied().map(f64::from),
            oldest_wait_s: None,
        },
    ))
}
