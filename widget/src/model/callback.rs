//! Asking for a callback: what was typed, what is wrong with it, and which slots there are.

/// What the visitor typed and chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The number, as typed.
    pub phone: String,
    /// At a chosen time instead of as soon as possible.
    pub later: bool,
    /// Start of the chosen slot.
    pub slot: Option<String>,
    /// Agreed to be called.
    pub consent: bool,
}

/// A field of the form, or the form as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The number.
    Phone,
    /// The time.
    When,
    /// The consent.
    Consent,
    /// None of them: the site does not call, or not now.
    Form,
}

impl Field {
    /// The field that a refusal's code is about.
    #[must_use]
    pub fn of(code: &str) -> Self {
        match code {
            "number_invalid" | "country_not_allowed" | "number_type_not_allowed" => Self::Phone,
            "closed" | "slot_unknown" | "slot_full" => Self::When,
            "consent_missing" => Self::Consent,
            _ => Self::Form,
        }
    }
}

/// A sentence beside a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The field.
    pub field: Field,
    /// The sentence.
    pub text: String,
}

/// Texts for what the form itself can see.
#[derive(Clone, Copy, Debug)]
pub struct Missing<'a> {
    /// No number.
    pub phone: &'a str,
    /// No slot.
    pub slot: &'a str,
    /// No consent.
    pub consent: &'a str,
}

impl Draft {
    /// What is missing, in the order of the form. Whether a number can be called is known to the Worker alone.
    #[must_use]
    pub fn complaints(&self, missing: &Missing<'_>) -> Vec<Complaint> {
        [
            (Field::Phone, missing.phone),
            (Field::When, missing.slot),
            (Field::Consent, missing.consent),
        ]
        .into_iter()
        .filter(|(field, _)| self.lacks(*field))
        .map(|(field, text)| Complaint {
            field,
            text: text.to_owned(),
        })
        .collect()
    }

    /// Whether a field has not been filled in yet.
    #[must_use]
    pub fn lacks(&self, field: Field) -> bool {
        match field {
            Field::Phone => !self.phone.contains(|c: char| c.is_ascii_digit()),
            Field::When => self.later && self.slot.is_none(),
            Field::Consent => !self.consent,
            Field::Form => false,
        }
    }
}

/// What a dry run said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// Nothing stands in the way.
    pub ok: bool,
    /// Codes and sentences.
    pub reasons: Vec<(String, String)>,
    /// Starts and ends (RFC 3339), in order.
    pub slots: Vec<(String, String)>,
}

impl Check {
    /// The reasons beside their fields, without those about fields that the visitor has not filled in yet.
    #[must_use]
    pub fn complaints(&self, draft: &Draft, pressed: bool) -> Vec<Complaint> {
        self.reasons
            .iter()
            .map(|(code, text)| Complaint {
                field: Field::of(code),
                text: text.clone(),
            })
            .filter(|complaint| {
                pressed
                    || match complaint.field {
                        Field::Phone => !draft.phone.is_empty(),
                        Field::When => !draft.later || draft.slot.is_some(),
                        Field::Consent => false,
                        Field::Form => true,
                    }
            })
            .collect()
    }
}

/// The key of one wish: pressing twice sends it twice under the same key, changing it makes a new one.
#[derive(Clone, Debug, Default)]
pub struct Key {
    body: String,
    key: String,
}

impl Key {
    /// The key for `body`; `fresh` makes a new one where the body has changed.
    pub fn of(&mut self, body: &str, fresh: impl FnOnce() -> String) -> String {
        if self.key.is_empty() || self.body != body {
            self.body = body.to_owned();
            self.key = fresh();
        }
        self.key.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MISSING: Missing<'static> = Missing {
        phone: "p",
        slot: "s",
        consent: "c",
    };

    fn draft(phone: &str, later: bool, slot: Option<&str>, consent: bool) -> Draft {
        Draft {
            phone: phone.into(),
            later,
            slot: slot.map(Into::into),
            consent,
        }
    }

    #[test]
    fn everything_that_is_missing_is_said_at_once() {
        for (draft, expected) in [
            (draft("", true, None, false), "psc"),
            (draft("+", false, None, true), "p"),
            (draft("+1", true, None, true), "s"),
            (draft("+1", false, None, false), "c"),
            (draft("+1", true, Some("x"), true), ""),
        ] {
            let said: String = draft
                .complaints(&MISSING)
                .into_iter()
                .map(|c| c.text)
                .collect();
            assert_eq!(said, expected, "{draft:?}");
        }
    }

    #[test]
    fn a_field_that_is_still_empty_is_not_complained_about_before_the_button_is_pressed() {
        let check = Check {
            ok: false,
            reasons: ["number_invalid", "consent_missing", "daily_cap"]
                .map(|code| (code.to_owned(), code.to_owned()))
                .to_vec(),
            slots: Vec::new(),
        };
        let said = |draft: &Draft, pressed| -> Vec<String> {
            check
                .complaints(draft, pressed)
                .into_iter()
                .map(|c| c.text)
                .collect()
        };
        assert_eq!(said(&draft("", false, None, false), false), ["daily_cap"]);
        assert_eq!(
            said(&draft("12", false, None, false), false),
            ["number_invalid", "daily_cap"]
        );
        assert_eq!(said(&draft("", false, None, false), true).len(), 3);
    }

    #[test]
    fn pressing_twice_is_one_wish_and_changing_it_is_another() {
        let mut key = Key::default();
        assert_eq!(key.of("a", || "1".into()), "1");
        assert_eq!(key.of("a", || "2".into()), "1");
        assert_eq!(key.of("b", || "3".into()), "3");
    }
}
