//! A writer of XML 1.0 that cannot write anything else: every text is escaped, characters that XML forbids are dropped.

/// A document being written. Dropping it half-way is the only way to leave an element open.
#[derive(Debug, Default)]
pub(crate) struct Xml {
    out: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// A document with its declaration.
    pub(crate) fn new() -> Xml {
        Xml {
            out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>".to_owned(),
            open: Vec::new(),
        }
    }

    /// Opens an element.
    pub(crate) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) -> &mut Xml {
        self.tag(name, attributes, ">");
        self.open.push(name);
        self
    }

    /// Closes the innermost open element.
    pub(crate) fn close(&mut self) -> &mut Xml {
        if let Some(name) = self.open.pop() {
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        }
        self
    }

    /// An element without content.
    pub(crate) fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) -> &mut Xml {
        self.tag(name, attributes, "/>");
        self
    }

    /// An element with text.
    pub(crate) fn text(
        &mut self,
        name: &'static str,
        attributes: &[(&str, &str)],
        text: &str,
    ) -> &mut Xml {
        self.tag(name, attributes, ">");
        escape(text, &mut self.out);
        self.open.push(name);
        self.close()
    }

    /// Bytes so far.
    pub(crate) fn len(&self) -> usize {
        self.out.len()
    }

    /// The document, every element closed.
    pub(crate) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) {
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape(value, &mut self.out);
            self.out.push('"');
        }
        self.out.push_str(end);
    }
}

/// How many bytes `text` takes in a document.
pub(crate) fn escaped_len(text: &str) -> usize {
    let mut out = String::new();
    escape(text, &mut out);
    out.len()
}

/// Whether XML 1.0 allows a character at all.
pub(crate) fn is_legal(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars().filter(|c| is_legal(*c)) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            // As they stand, a parser would turn them into other white space.
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_document_is_closed_whatever_is_left_open() {
        let mut xml = Xml::new();
        xml.open("A", &[("b", "\"<&\n")])
            .empty("C", &[])
            .text("D", &[], "1 < 2");
        xml.open("E", &[]);
        assert_eq!(
            xml.finish(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
             <A b=\"&quot;&lt;&amp;&#10;\"><C/><D>1 &lt; 2</D><E></E></A>"
        );
    }

    proptest! {
        #[test]
        fn every_text_comes_back_from_an_independent_parser(value: String, text: String) {
            let mut xml = Xml::new();
            xml.open("A", &[("v", &value)]).text("T", &[], &text);
            let document = xml.finish();
            let parsed = roxmltree::Document::parse(&document).unwrap();
            let legal = |s: &str| s.chars().filter(|c| is_legal(*c)).collect::<String>();
            let root = parsed.root_element();
            prop_assert_eq!(root.attribute("v").unwrap_or_default(), legal(&value));
            prop_assert_eq!(root.descendants().filter(roxmltree::Node::is_element).count(), 2);
            let found = root.first_element_child().unwrap().text().unwrap_or_default().to_owned();
            prop_assert_eq!(found, legal(&text));
            let written = document.split("<T>").nth(1).and_then(|t| t.split("</T>").next());
            prop_assert_eq!(Some(escaped_len(&text)), written.map(str::len));
        }
    }
}
