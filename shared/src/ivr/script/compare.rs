//! What two scripts say, however they are laid out.

/// A line that says something.
#[derive(Clone, Debug)]
pub struct Said<'a> {
    /// Line, from 1.
    pub line: usize,
    /// As it stands there.
    pub text: &'a str,
    /// Whether it is what comes of a line.
    indented: bool,
    /// With one space between its words.
    words: String,
}

impl PartialEq for Said<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.indented, &self.words) == (other.indented, &other.words)
    }
}

impl Eq for Said<'_> {}

impl std::hash::Hash for Said<'_> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.indented, &self.words).hash(state);
    }
}

/// The lines of a script that say something; spaces between words and empty lines do not. Two lines are equal where
/// they say the same.
pub fn said(script: &str) -> impl Iterator<Item = Said<'_>> {
    unmarked(script)
        .lines()
        .enumerate()
        .filter_map(|(at, line)| {
            let words: Vec<&str> = line.split_whitespace().collect();
            (!words.is_empty()).then(|| Said {
                line: at + 1,
                text: line.trim_end(),
                indented: line.starts_with([' ', '\t']),
                words: words.join(" "),
            })
        })
}

/// Whether a script says what was played.
#[must_use]
pub fn reads_as(script: &str, played: &str) -> bool {
    said(script).eq(said(played))
}

/// Without the invisible mark that some editors put before the first letter.
pub(super) fn unmarked(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_may_be_laid_out_otherwise_but_not_say_something_else() {
        let played = "# Night.\ncall   hidden -> +1\n  hears  \"We are closed.\"\n";
        for (script, same) in [
            (
                "\u{feff}# Night.\r\n\r\ncall hidden  ->  +1\r\n\thears \"We are closed.\"\r\n",
                true,
            ),
            (
                "# Night.\ncall hidden -> +1\nhears \"We are closed.\"\n",
                false,
            ),
            ("# Night.\ncall hidden -> +1\n", false),
            ("call hidden -> +1\n  hears \"We are closed.\"\n", false),
        ] {
            assert_eq!(reads_as(script, played), same, "{script}");
        }
    }
}
