//! Others' words on this terminal.

/// The text without what would steer the terminal or turn the order of letters around: the words of a server, a
/// colleague or a translator, before they are printed. White space becomes spaces: it is one line.
pub(crate) fn printable(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control() && !turns(*c))
        .collect()
}

/// The marks, embeddings, overrides and isolates of Unicode's bidirectional algorithm.
fn turns(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_and_what_steers_a_terminal_goes() {
        for (text, shown) in [
            ("Əli, «Анна» – 100 %", "Əli, «Анна» – 100 %"),
            ("\u{1b}[31mred\u{1b}[0m", "[31mred[0m"),
            ("\u{9b}2Ja\u{7}\u{8}\0b\u{7f}", "2Jab"),
            ("one\r\ntwo\tthree\u{2028}four", "one  two three four"),
            ("\u{202e}cba\u{202c}\u{2066}x\u{2069}\u{200f}", "cbax"),
        ] {
            assert_eq!(printable(text), shown);
        }
    }
}
