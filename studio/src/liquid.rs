//! Liquid, the template language of flows: what a text refers to.

/// What the caller pressed or said, as a template refers to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Digits,
    Speech,
}

/// Whether `text` refers to this part of this state's result, whatever filters follow.
pub(crate) fn refers(text: &str, state: &str, part: Part) -> bool {
    let word = match part {
        Part::Digits => "Digits",
        Part::Speech => "SpeechResult",
    };
    text.contains(&format!("widgets.{state}.{word}"))
        || text.contains(&format!("widgets['{state}'].{word}"))
        || text.contains(&format!("widgets[\"{state}\"].{word}"))
}

/// The variable that a template stands for: `{{flow.variables.choice}}` is `choice`.
pub(crate) fn variable(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("flow.variables.")?;
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-');
    let name = rest.get(..end.unwrap_or(rest.len()))?;
    (!name.is_empty()).then_some(name)
}

/// The names of the states whose results a text refers to.
pub(crate) fn sources(text: &str) -> Vec<&str> {
    let pieces = text.split("widgets.").skip(1);
    pieces
        .filter_map(|piece| piece.split(['.', '}', '|', ' ', '[']).next())
        .filter(|name| !name.is_empty())
        .collect()
}

/// A time that a template formats: `{{ "now" | date: "%H", "Europe/Berlin" }}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    pub(crate) format: String,
    pub(crate) zone: Option<String>,
}

/// The time that a template formats, if it does.
pub(crate) fn clock(text: &str) -> Option<Clock> {
    let quoted = quoted(text);
    let now = quoted.iter().any(|q| matches!(*q, "now" | "today"));
    let format = quoted.iter().find(|q| q.contains('%'))?;
    let is_zone = |q: &&&str| q.contains('/') && !q.contains('%');
    (now && text.contains("date")).then(|| Clock {
        format: (*format).to_owned(),
        zone: quoted.iter().find(is_zone).map(|z| (*z).to_owned()),
    })
}

fn quoted(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(['"', '\'']) {
        let Some(after) = rest.get(start + 1..) else {
            break;
        };
        let mark = if rest.get(start..).is_some_and(|r| r.starts_with('"')) {
            '"'
        } else {
            '\''
        };
        let Some(end) = after.find(mark) else { break };
        found.extend(after.get(..end));
        rest = after.get(end + 1..).unwrap_or_default();
    }
    found
}

/// A text with each template replaced by a mark that the check refuses, and the templates.
pub(crate) fn marked(text: &str) -> (String, Vec<String>) {
    let (mut out, mut templates) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some(start) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        let close = if from.starts_with("{{") { "}}" } else { "%}" };
        let end = from.find(close).map_or(from.len(), |e| e + 2);
        let (template, after) = from.split_at(end);
        templates.push(template.to_owned());
        let inner = template.trim_matches(|c: char| "{}%".contains(c) || c.is_whitespace());
        out.push_str(&format!("[TODO: {inner}]"));
        rest = after;
    }
    out.push_str(rest);
    // A brace is a place that Ringback would want to fill in.
    let out = out.replace('{', "(").replace('}', ")");
    (out, templates)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_known_by_its_format() {
        let clock = |t| clock(t).map(|c| (c.format, c.zone));
        assert_eq!(
            clock("{{ \"now\" | date: \"%H\", \"Asia/Baku\" }}"),
            Some(("%H".into(), Some("Asia/Baku".into())))
        );
        assert_eq!(
            clock("{{'now' | timezone: 'Asia/Baku' | date: '%u'}}"),
            Some(("%u".into(), Some("Asia/Baku".into())))
        );
        assert_eq!(clock("{{widgets.menu.Digits}}"), None);
        assert_eq!(clock("{{ 'now | date: '%H"), None);
    }

    #[test]
    fn templates_are_marked_so_that_nobody_hears_them() {
        let (text, templates) = marked("Dear {{flow.data.name}}, {% if x %}a{% endif %} {b} {{c");
        assert_eq!(
            text,
            "Dear [TODO: flow.data.name], [TODO: if x]a[TODO: endif] (b) [TODO: c]"
        );
        assert_eq!(templates.len(), 4);
    }

    #[test]
    fn a_reference_is_found_whatever_its_spelling() {
        assert!(refers("{{widgets.menu.Digits}}", "menu", Part::Digits));
        assert!(!refers("{{widgets.menu_2.Digits}}", "menu", Part::Digits));
        assert!(refers(
            "{{ widgets.menu.SpeechResult | downcase }}",
            "menu",
            Part::Speech
        ));
        assert_eq!(
            variable("{{ flow.variables.try-1 | plus: 1 }}"),
            Some("try-1")
        );
        assert_eq!(
            sources("{{widgets.open_hours.parsed.open}}"),
            ["open_hours"]
        );
    }
}
