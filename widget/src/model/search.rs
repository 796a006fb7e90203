//! Finding an answer by words.

use super::site::Site;
use shared::api::WidgetStepKind;

/// Most answers that are shown.
const MOST: usize = 8;

/// Names of the steps that fit every word of `query`, the best first: a word in the title weighs more than a search
/// word, and that more than the text. A word fits where another begins with it.
#[must_use]
pub fn search(site: &Site, query: &str) -> Vec<String> {
    let wanted = words(query);
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(u32, &str)> = site
        .0
        .menu
        .steps
        .iter()
        .filter(|(_, step)| step.kind == WidgetStepKind::Answer)
        .filter_map(|(name, step)| {
            let title = words(&step.title);
            let say = words(&step.say);
            let more: Vec<String> = step
                .answer
                .iter()
                .flat_map(|answer| answer.search.iter())
                .flat_map(|phrase| words(phrase))
                .collect();
            let mut score = 0;
            for word in &wanted {
                let fits =
                    |list: &[String]| list.iter().any(|other| other.starts_with(word.as_str()));
                score += match () {
                    () if fits(&title) => 4,
                    () if fits(&more) => 3,
                    () if fits(&say) => 1,
                    () => return None,
                };
            }
            Some((score, name.as_str()))
        })
        .collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    found
        .into_iter()
        .take(MOST)
        .map(|(_, name)| name.to_owned())
        .collect()
}

/// Words in lower case; codes such as `*100#` stay whole.
fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|c: char| !(c.is_alphanumeric() || c == '*' || c == '#'))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}
