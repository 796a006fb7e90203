//! What a condition of a split makes of a value.

use crate::flow::Condition;

/// Whether a condition holds for `subject`; nothing where it cannot be told.
pub(crate) fn holds(condition: &Condition, subject: &str) -> Option<bool> {
    let (subject, value) = (subject.trim(), condition.value.trim());
    let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
    let starts = || subject.to_lowercase().starts_with(&value.to_lowercase());
    let contains = || subject.to_lowercase().contains(&value.to_lowercase());
    let any = || list(value).any(|v| same(v, subject));
    Some(match condition.kind.as_str() {
        "equal_to" => same(subject, value),
        "not_equal_to" => !same(subject, value),
        "matches_any_of" => any(),
        "does_not_match_any_of" => !any(),
        "is_blank" => subject.is_empty(),
        "is_not_blank" => !subject.is_empty(),
        "contains" => contains(),
        "does_not_contain" => !contains(),
        "starts_with" => starts(),
        "does_not_start_with" => !starts(),
        "less_than" => number(subject)? < number(value)?,
        "greater_than" => number(subject)? > number(value)?,
        "is_before_time" => minutes(subject)? < minutes(value)?,
        "is_after_time" => minutes(subject)? > minutes(value)?,
        "regex" => matches(value, subject)?,
        _ => return None,
    })
}

/// The values of a list: `1, 2`.
pub(crate) fn list(value: &str) -> impl Iterator<Item = &str> {
    value.split(',').map(str::trim).filter(|v| !v.is_empty())
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok()
}

/// Minutes since midnight of `17:30`, `5:30 PM` or `17`.
pub(crate) fn minutes(text: &str) -> Option<u32> {
    let text = text.trim().to_lowercase();
    let afternoon = text.ends_with("pm");
    let morning = text.ends_with("am");
    let digits = text.trim_end_matches(|c: char| c.is_alphabetic() || c.is_whitespace());
    let mut parts = digits.split(':');
    let hour: u32 = parts.next()?.trim().parse().ok()?;
    let minute: u32 = parts.next().map_or(Some(0), |m| m.trim().parse().ok())?;
    let hour = match (hour, morning, afternoon) {
        (12, true, _) => 0,
        (12, _, true) => 12,
        (h, _, true) => h + 12,
        (h, _, false) => h,
    };
    (hour <= 24 && minute < 60).then_some(hour * 60 + minute)
}

/// One place of a pattern, and how often it may stand there.
struct Atom {
    class: Vec<(char, char)>,
    least: usize,
    most: usize,
}

/// Whether a text matches a pattern of digits and letters, classes, alternatives and counts; nothing for anything more.
fn matches(pattern: &str, text: &str) -> Option<bool> {
    let pattern = pattern.trim();
    let (from, to) = (pattern.starts_with('^'), pattern.ends_with('$'));
    let inner = pattern.strip_prefix('^').unwrap_or(pattern);
    let inner = inner.strip_suffix('$').unwrap_or(inner);
    let inner = inner
        .strip_prefix('(')
        .and_then(|i| i.strip_suffix(')'))
        .unwrap_or(inner);
    let alternatives: Option<Vec<Vec<Atom>>> = inner.split('|').map(atoms).collect();
    let text: Vec<char> = text.chars().take(64).collect();
    let starts = if from { 0..=0 } else { 0..=text.len() };
    let found = |atoms: &Vec<Atom>| {
        starts.clone().any(|start| {
            let rest = text.get(start..).unwrap_or_default();
            lengths(atoms, rest).any(|n| !to || n == rest.len())
        })
    };
    Some(alternatives?.iter().any(found))
}

/// How many characters the atoms may take from the beginning.
fn lengths(atoms: &[Atom], text: &[char]) -> impl Iterator<Item = usize> {
    let mut ends = vec![0_usize];
    for atom in atoms {
        let mut next = Vec::new();
        for end in ends {
            let fits = |c: &char| atom.class.iter().any(|(a, b)| (*a..=*b).contains(c));
            let rest = text.get(end..).unwrap_or_default();
            let run = rest.iter().take_while(|c| fits(c)).count().min(atom.most);
            next.extend((atom.least..=run).map(|n| end + n));
        }
        next.sort_unstable();
        next.dedup();
        ends = next;
    }
    ends.into_iter()
}

fn atoms(pattern: &str) -> Option<Vec<Atom>> {
    let mut atoms: Vec<Atom> = Vec::new();
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        let class = match c {
            '[' => {
                let mut class = Vec::new();
                loop {
                    let a = chars.next()?;
                    if a == ']' {
                        break;
                    }
                    if a == '^' || a == '\\' || a == '[' {
                        return None;
                    }
                    if chars.peek() == Some(&'-') {
                        chars.next();
                        class.push((a, chars.next()?));
                    } else {
                        class.push((a, a));
                    }
                }
                class
            }
            '\\' if chars.next()? == 'd' => vec![('0', '9')],
            c if c.is_alphanumeric() || c == ' ' => vec![(c, c)],
            _ => return None,
        };
        let (least, most) = match chars.peek() {
            Some('+') => (1, 64),
            Some('*') => (0, 64),
            Some('?') => (0, 1),
            Some('{') => {
                let mut closed = false;
                let inner = |c: &char| {
                    closed = *c == '}';
                    !closed
                };
                let count: String = chars.by_ref().skip(1).take_while(inner).collect();
                if !closed {
                    return None;
                }
                let (least, most) = count.split_once(',').unwrap_or((&count, &count));
                atoms.push(Atom {
                    class,
                    least: least.parse().ok()?,
                    most: if most.is_empty() {
                        64
                    } else {
                        most.parse().ok()?
                    },
                });
                continue;
            }
            _ => (1, 1),
        };
        if (least, most) != (1, 1) {
            chars.next();
        }
        atoms.push(Atom { class, least, most });
    }
    Some(atoms)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(kind: &str, value: &str, subject: &str) -> Option<bool> {
        let condition = Condition {
            kind: kind.to_owned(),
            argument: String::new(),
            value: value.to_owned(),
            friendly_name: String::new(),
        };
        holds(&condition, subject)
    }

    #[test]
    fn conditions_compare_as_the_flow_did() {
        for (kind, value, yes, no) in [
            ("equal_to", "1", "1", "2"),
            ("not_equal_to", "1", "2", "1"),
            ("matches_any_of", "1, 2,Yes", "yes", "3"),
            ("does_not_match_any_of", "Sat,Sun", "Mon", "sun"),
            ("contains", "sales", "The Sales desk", "support"),
            ("starts_with", "4", "42", "24"),
            ("less_than", "9", "8", "10"),
            ("greater_than", "17", "18", "9"),
            ("is_before_time", "9:00 AM", "08:59", "09:00"),
            ("is_after_time", "17:30", "18:00", "17:30"),
            ("is_blank", "", " ", "1"),
            ("regex", "^[1-3]$", "2", "4"),
            ("regex", "^(1|22)$", "22", "2"),
            ("regex", "^\\d{4,6}$", "12345", "123"),
            ("regex", "[9]+", "199", "18"),
        ] {
            assert_eq!(told(kind, value, yes), Some(true), "{kind} {value} {yes}");
            assert_eq!(told(kind, value, no), Some(false), "{kind} {value} {no}");
        }
    }

    #[test]
    fn what_cannot_be_told_is_not_guessed() {
        for (kind, value, subject) in [
            ("regex", "(?=a)b", "b"),
            ("regex", "[", "1"),
            ("regex", "a{2", "1"),
            ("less_than", "nine", "8"),
            ("is_before_date", "2026-01-01", "2025-01-01"),
            ("", "", ""),
        ] {
            assert_eq!(told(kind, value, subject), None, "{kind} {value}");
        }
    }
}
