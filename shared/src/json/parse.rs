//! Text to values with positions.

use super::{Entry, Key, Kind, Object, Span, Value};

/// Deepest nesting that is read.
const MAX_DEPTH: usize = 32;
/// Largest file that is read, with all that it uses, bytes.
pub(crate) const MAX_BYTES: usize = 2_000_000;

/// What is wrong with a text as JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SyntaxFault {
    /// A comma before `}` or `]`.
    TrailingComma,
    /// `//` or `/* */`.
    Comment,
    /// `'` or a typographic quote where `"` belongs.
    WrongQuote,
    /// Two values without a comma between them.
    MissingComma,
    /// A key without a colon.
    MissingColon,
    /// A text that does not end on its line.
    UnclosedString,
    /// A backslash followed by something unknown.
    BadEscape,
    /// A tab or another control character within a text.
    ControlCharacter,
    /// The file ends within an object or a list.
    Unclosed,
    /// A number as JSON does not write it.
    BadNumber,
    /// Something after the end.
    ExtraText,
    /// Nesting that nobody meant.
    TooDeep,
    /// A file that nobody wrote by hand.
    TooLarge,
    /// The same key twice in one object; the later one is dropped.
    DuplicateKey(String),
    /// Anything else.
    Unexpected,
}

/// A fault and its place.
pub(crate) type Located = (Span, SyntaxFault);

/// Reads `text`. Faults that leave no doubt about what was meant are recorded and read over; the others end the
/// reading, and there is no value.
pub(crate) fn parse(text: &str) -> (Option<Value>, Vec<Located>) {
    let mut parser = Parser {
        text,
        at: 0,
        next_id: 0,
        faults: Vec::new(),
    };
    if text.len() > MAX_BYTES {
        return (None, vec![((0, 0), SyntaxFault::TooLarge)]);
    }
    if text.starts_with('\u{feff}') {
        parser.at = '\u{feff}'.len_utf8();
    }
    let value = match parser.document() {
        Ok(value) => Some(value),
        Err(fault) => {
            parser.faults.push(fault);
            None
        }
    };
    (value, parser.faults)
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    next_id: u32,
    faults: Vec<Located>,
}

impl Parser<'_> {
    fn document(&mut self) -> Result<Value, Located> {
        let value = self.value(0)?;
        self.space();
        if self.at < self.text.len() {
            return Err(self.fault(SyntaxFault::ExtraText));
        }
        Ok(value)
    }

    fn value(&mut self, depth: usize) -> Result<Value, Located> {
        self.space();
        if depth > MAX_DEPTH {
            return Err(self.fault(SyntaxFault::TooDeep));
        }
        let id = self.id();
        let start = self.at;
        let kind = match self.peek() {
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.array(depth)?,
            Some(b'"') => Kind::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            _ if self.eat("true") => Kind::Bool(true),
            _ if self.eat("false") => Kind::Bool(false),
            _ if self.eat("null") => Kind::Null,
            None => return Err(self.fault(SyntaxFault::Unclosed)),
            Some(_) if self.at_wrong_quote() => return Err(self.fault(SyntaxFault::WrongQuote)),
            Some(_) => return Err(self.fault(SyntaxFault::Unexpected)),
        };
        Ok(Value {
            id,
            span: (start, self.at),
            is_used: false,
            kind,
        })
    }

    fn object(&mut self, depth: usize) -> Result<Kind, Located> {
        self.at += 1;
        let mut entries: Vec<Entry> = Vec::new();
        while !self.closes(b'}', entries.is_empty())? {
            let id = self.id();
            let start = self.at;
            let name = match self.peek() {
                Some(b'"') => self.string()?,
                None => return Err(self.fault(SyntaxFault::Unclosed)),
                Some(_) if self.at_wrong_quote() => {
                    return Err(self.fault(SyntaxFault::WrongQuote));
                }
                Some(_) => return Err(self.fault(SyntaxFault::Unexpected)),
            };
            let key = Key {
                id,
                span: (start, self.at),
                name,
            };
            self.space();
            if !self.eat(":") {
                return Err(self.fault(SyntaxFault::MissingColon));
            }
            let value = self.value(depth + 1)?;
            entries.push(Entry { key, value });
        }
        let (object, dropped) = Object::new(entries);
        for Entry { key, .. } in dropped {
            let fault = SyntaxFault::DuplicateKey(key.name);
            self.faults.push((key.span, fault));
        }
        Ok(Kind::Object(object))
    }

    fn array(&mut self, depth: usize) -> Result<Kind, Located> {
        self.at += 1;
        let mut items = Vec::new();
        while !self.closes(b']', items.is_empty())? {
            items.push(self.value(depth + 1)?);
        }
        Ok(Kind::Array(items))
    }

    /// Steps over a comma, or over the closing bracket: then true.
    fn closes(&mut self, bracket: u8, first: bool) -> Result<bool, Located> {
        self.space();
        if self.peek() == Some(bracket) {
            self.at += 1;
            return Ok(true);
        }
        if first {
            return Ok(false);
        }
        let comma = self.at;
        if !self.eat(",") {
            return Err(self.fault(match self.peek() {
                None => SyntaxFault::Unclosed,
                Some(b'"' | b'{' | b'[') => SyntaxFault::MissingComma,
                Some(_) => SyntaxFault::Unexpected,
            }));
        }
        self.space();
        if self.peek() == Some(bracket) {
            self.faults
                .push(((comma, comma + 1), SyntaxFault::TrailingComma));
            self.at += 1;
            return Ok(true);
        }
        Ok(false)
    }

    fn string(&mut self) -> Result<String, Located> {
        let start = self.at;
        self.at += 1;
        let mut out = String::new();
        loop {
            let rest = self.rest();
            let plain = rest
                .find(|c: char| c == '"' || c == '\\' || c < ' ')
                .unwrap_or(rest.len());
            out.push_str(rest.get(..plain).unwrap_or_default());
            self.at += plain;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => out.push(self.escape()?),
                None | Some(b'\n' | b'\r') => {
                    return Err(((start, self.at), SyntaxFault::UnclosedString));
                }
                Some(_) => return Err(self.fault(SyntaxFault::ControlCharacter)),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Located> {
        let start = self.at;
        self.at += 1;
        let letter = self.peek();
        self.at += self.rest().chars().next().map_or(0, char::len_utf8);
        let end = self.at;
        let plain = match letter {
            Some(b'"') => Some('"'),
            Some(b'\\') => Some('\\'),
            Some(b'/') => Some('/'),
            Some(b'b') => Some('\u{8}'),
            Some(b'f') => Some('\u{c}'),
            Some(b'n') => Some('\n'),
            Some(b'r') => Some('\r'),
            Some(b't') => Some('\t'),
            Some(b'u') => self.unicode(),
            _ => None,
        };
        plain.ok_or(((start, end), SyntaxFault::BadEscape))
    }

    /// `XXXX` after `\u`, with a second half where the first is a surrogate.
    fn unicode(&mut self) -> Option<char> {
        let first = self.hex4()?;
        if !(0xD800..0xDC00).contains(&first) {
            return char::from_u32(first);
        }
        if !self.eat("\\u") {
            return None;
        }
        let second = self.hex4()?;
        if !(0xDC00..0xE000).contains(&second) {
            return None;
        }
        char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    }

    fn hex4(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }

    fn number(&mut self) -> Result<Kind, Located> {
        let start = self.at;
        let length = self
            .rest()
            .bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'+' | b'.'))
            .count();
        self.at += length;
        let text = self.text.get(start..self.at).unwrap_or_default();
        // serde_json knows the grammar of numbers; only their places are ours.
        let number: Option<serde_json::Number> = serde_json::from_str(text).ok();
        match number {
            Some(n) => Ok(n.as_i64().map_or(Kind::Fraction, Kind::Int)),
            None => Err(((start, self.at), SyntaxFault::BadNumber)),
        }
    }

    /// White space; comments are recorded and read over.
    fn space(&mut self) {
        loop {
            while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
                self.at += 1;
            }
            let rest = self.rest();
            let length = if rest.starts_with("//") {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            } else {
                return;
            };
            self.faults
                .push(((self.at, self.at + length), SyntaxFault::Comment));
            self.at += length;
        }
    }

    fn at_wrong_quote(&self) -> bool {
        self.rest()
            .starts_with(['\'', '“', '”', '„', '«', '»', '‘', '’', '`'])
    }

    /// A fault at the character that is next.
    fn fault(&self, fault: SyntaxFault) -> Located {
        let length = self.rest().chars().next().map_or(0, char::len_utf8);
        ((self.at, self.at + length), fault)
    }

    fn id(&mut self) -> u32 {
        self.next_id += 1;
        self.next_id
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn eat(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What serde_json would read, duplicate keys aside.
    fn same(ours: &Value, theirs: &serde_json::Value) -> bool {
        match (&ours.kind, theirs) {
            (Kind::Null, serde_json::Value::Null) => true,
            (Kind::Bool(a), serde_json::Value::Bool(b)) => a == b,
            (Kind::Int(a), serde_json::Value::Number(b)) => b.as_i64() == Some(*a),
            (Kind::Fraction, serde_json::Value::Number(b)) => b.as_i64().is_none(),
            (Kind::String(a), serde_json::Value::String(b)) => a == b,
            (Kind::Array(a), serde_json::Value::Array(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
            }
            (Kind::Object(a), serde_json::Value::Object(b)) => {
                a.len() == b.len() && a.iter().all(|e| same(&e.value, &b[&e.key.name]))
            }
            _ => false,
        }
    }

    proptest! {
        #[test]
        fn a_text_is_read_as_serde_json_reads_it(
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\\n\"", "\"\\u0416\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\"",
                    "1", "-0", "1.5e3", "01", "true", "null", " ", "\n", "\"\t\"", "tru", "\"",
                ]),
                0..9,
            ),
        ) {
            let text = pieces.concat();
            let (value, faults) = parse(&text);
            let theirs: Result<serde_json::Value, _> = serde_json::from_str(&text);
            let duplicate = faults.iter().any(|(_, f)| matches!(f, SyntaxFault::DuplicateKey(_)));
            match (value, theirs) {
                (Some(ours), Ok(theirs)) => prop_assert!(duplicate || same(&ours, &theirs), "{}", text),
                (None, Ok(_)) => prop_assert!(false, "refused: {}", text),
                (_, Err(_)) => prop_assert!(!faults.is_empty(), "accepted: {}", text),
            }
        }
    }
}
