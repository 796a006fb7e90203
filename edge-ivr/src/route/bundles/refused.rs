//! Refusals of a publication in words: what stands in the way, who put it there, and what to do.

use crate::problem::Refusal;
use jiff::tz::TimeZone;
use shared::{
    api::HistoryEntry,
    publication::{FARTHEST, MOST_WAITING, Refused},
};

/// The refusal. `meanwhile` are the activations since what the asker saw, the latest first.
pub(super) fn refusal(
    why: &Refused,
    meanwhile: &[HistoryEntry],
    version: &str,
    zone: &TimeZone,
) -> Refusal {
    match why {
        Refused::NotSaid { active } => Refusal::not_said(format!(
            "This would replace version {active}. Look at what changes, then send the request again with the header `If-Match: \"{active}\"`, or with `If-Match: *` to replace whatever serves. Nothing was changed."
        ))
        .with("etag", format!("\"{active}\"")),
        Refused::Changed { active } if active.is_empty() => Refusal::changed_meanwhile(
            "Nothing serves under this name, though you saw something. Send the request again without If-Match. Nothing was changed.",
        ),
        Refused::Changed { active } => Refusal::changed_meanwhile(format!(
            "Version {active} serves by now, which is not the one that you saw. {}Look at what changes against it, then send the request again with `If-Match: \"{active}\"`. Nothing was changed.",
            meanwhile.iter().map(|entry| told(entry, zone)).collect::<String>()
        ))
        .with("etag", format!("\"{active}\"")),
        Refused::Past => Refusal::invalid(
            "The moment has passed. Choose one that lies ahead, or leave it out to activate now. Nothing was changed.",
        ),
        Refused::TooFar => Refusal::invalid(format!(
            "The moment lies more than {} days ahead. Nothing was changed.",
            FARTHEST.as_hours() / 24
        )),
        Refused::TooMany => Refusal::conflict(format!(
            "{MOST_WAITING} activations wait already. Take one back with DELETE …/bundles/{{version}}/activate. Nothing was changed."
        )),
        Refused::NothingToApprove => Refusal::not_found(&format!(
            "No activation of version {} waits for approval. `waiting` of GET …/bundles lists those that do.",
            printable(version)
        )),
        Refused::SamePerson => Refusal::second_person(
            "Whoever asked for an activation cannot approve it as well: somebody with a token of their own has to. Nothing was changed.",
        ),
    }
}

/// 404: not among the versions that are kept.
pub(super) fn unknown_version(version: &str) -> Refusal {
    Refusal::not_found(&format!(
        "No bundle of this site has the version `{}`. GET …/bundles lists those that are kept.",
        printable(version)
    ))
}

/// `“Marketing” (0011…) activated version 0123… on 2026-11-22 at 10:00:05 (Asia/Baku). `
fn told(entry: &HistoryEntry, zone: &TimeZone) -> String {
    let at = entry.happened_at.to_zoned(zone.clone());
    format!(
        "“{}” ({}) activated version {} on {} ({}). ",
        printable(&entry.by.label),
        entry.by.id,
        entry.version,
        at.strftime("%Y-%m-%d at %H:%M:%S"),
        zone.iana_name().unwrap_or("UTC"),
    )
}

fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::{api::Deed, publication::Staff};

    #[test]
    fn who_came_first_is_named_with_the_time() {
        let entry = HistoryEntry {
            happened_at: "2026-11-22T06:00:05Z".parse().unwrap(),
            what: Deed::Activated,
            version: "b".to_owned(),
            by: Staff {
                id: "0011".to_owned(),
                label: "Marketing, Baku".to_owned(),
            },
            approved_by: None,
            planned_for: None,
            other: Some("a".to_owned()),
            why: None,
        };
        let why = Refused::Changed {
            active: "b".to_owned(),
        };
        let zone = TimeZone::get("Asia/Baku").unwrap();
        let reply = refusal(&why, &[entry], "c", &zone).reply();
        assert_eq!((reply.status, reply.header("etag")), (412, Some("\"b\"")));
        let said = String::from_utf8(reply.body).unwrap();
        assert!(said.contains("“Marketing, Baku” (0011) activated version b on 2026-11-22 at 10:00:05 (Asia/Baku)."), "{said}");
    }
}
