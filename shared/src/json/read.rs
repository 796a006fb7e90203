//! Values to serde types, finding every fault on the way.
//!
//! serde gives up at the first error. So the reading is repeated: each fault is recorded with its place, the value that
//! caused it is replaced by a neutral one (an empty text, the first kind there is), and the next round finds the next
//! fault. What was replaced is remembered, so that the check says nothing about it a second time.
//!
//! An enum's serde name is the name of the key that tells its kind: `#[serde(rename = "do")]`. (serde's own `tag`
//! copies the object aside first and forgets all places.)

use super::{Entry, Kind, Span, Value};
use serde::de::value::BorrowedStrDeserializer;
use serde::de::{self, Deserialize, DeserializeSeed, Visitor};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// A type that is a list, a block or null asks for a newtype struct of this name.
pub(crate) const LIST_OR_BLOCK: &str = "list or block";

/// More structural faults in one file than anybody reads.
const MAX_FAULTS: usize = 100;

/// A structural fault and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReadFault {
    /// The words to mark.
    pub(crate) span: Span,
    /// All of the value that is at fault.
    pub(crate) whole: Span,
    pub(crate) kind: ReadFaultKind,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ReadFaultKind {
    UnknownField {
        field: String,
        expected: &'static [&'static str],
    },
    UnknownKind {
        kind: String,
        expected: &'static [&'static str],
    },
    WrongType {
        expected: Expected,
        found: Expected,
    },
    MissingField {
        field: &'static str,
    },
    OutOfRange,
}

/// Types of value, in words that an author knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    Text,
    WholeNumber,
    YesOrNo,
    List,
    Block,
    TextOrBlock,
    ListOrBlock,
    Nothing,
}

impl Expected {
    /// The type of a value.
    pub(crate) fn of(value: &Value) -> Expected {
        match value.kind {
            Kind::Null => Expected::Nothing,
            Kind::Bool(_) => Expected::YesOrNo,
            Kind::Int(_) | Kind::Fraction => Expected::WholeNumber,
            Kind::String(_) => Expected::Text,
            Kind::Array(_) => Expected::List,
            Kind::Object(_) => Expected::Block,
        }
    }
}

/// What a reading found.
pub(crate) struct Reading<T> {
    /// The draft; nothing where not even a neutral one can be made.
    pub(crate) draft: Option<T>,
    /// Faults, in the order of the file.
    pub(crate) faults: Vec<ReadFault>,
    /// Ids of the keys and values that are already complained about.
    pub(crate) bad: BTreeSet<u32>,
    /// What each object was read as, by its id.
    pub(crate) shapes: BTreeMap<u32, Shape>,
}

/// What an object was read as.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// The key that tells its kind, of a block that has kinds.
    pub(crate) tag: Option<&'static str>,
    /// The names that it may have, in order; nothing where the author chooses the names.
    pub(crate) fields: Option<&'static [&'static str]>,
}

/// Reads a draft, and everything that is wrong with its structure. `bad` are the ids of values that are already
/// complained about.
pub(crate) fn read<'t, T: Deserialize<'t>>(root: &'t Value, bad: BTreeSet<u32>) -> Reading<T> {
    let had_faults = !bad.is_empty();
    let notes = Notes {
        bad: RefCell::new(bad),
        ..Notes::default()
    };
    let root_is_bad = notes.is_bad(root.id);
    let mut draft = None;
    while notes.faults.borrow().len() < MAX_FAULTS {
        let reader = Reader {
            notes: &notes,
            value: Some(root).filter(|_| !root_is_bad),
        };
        match T::deserialize(reader) {
            Ok(read) => {
                draft = Some(read);
                break;
            }
            Err(error) => {
                if !notes.replace(root, &error) {
                    break;
                }
            }
        }
    }
    let mut faults = notes.faults.into_inner();
    if draft.is_none() && faults.is_empty() && !had_faults {
        faults.push(ReadFault {
            span: root.span,
            whole: root.span,
            kind: ReadFaultKind::OutOfRange,
        });
    }
    faults.sort_by_key(|f| f.span);
    Reading {
        draft,
        faults,
        bad: notes.bad.into_inner(),
        shapes: notes.shapes.into_inner(),
    }
}

#[derive(Default)]
struct Notes {
    faults: RefCell<Vec<ReadFault>>,
    bad: RefCell<BTreeSet<u32>>,
    filled: RefCell<BTreeSet<(u32, &'static str)>>,
    shapes: RefCell<BTreeMap<u32, Shape>>,
}

impl Notes {
    /// Records a fault; whether the next round can read past it.
    fn replace(&self, root: &Value, error: &Error) -> bool {
        let Some(id) = error.at else { return false };
        let fresh = match &error.kind {
            ReadFaultKind::MissingField { field } => self.filled.borrow_mut().insert((id, *field)),
            ReadFaultKind::UnknownField { .. }
            | ReadFaultKind::UnknownKind { .. }
            | ReadFaultKind::WrongType { .. }
            | ReadFaultKind::OutOfRange => self.bad.borrow_mut().insert(id),
        };
        if fresh {
            let (span, whole) = root.words(id).unwrap_or((root.span, root.span));
            let kind = error.kind.clone();
            self.faults
                .borrow_mut()
                .push(ReadFault { span, whole, kind });
        }
        fresh
    }

    fn saw(&self, id: u32, shape: Shape) {
        self.shapes.borrow_mut().insert(id, shape);
    }

    fn is_bad(&self, id: u32) -> bool {
        self.bad.borrow().contains(&id)
    }

    fn filled_of(&self, id: u32) -> Vec<&'static str> {
        let filled = self.filled.borrow();
        filled
            .iter()
            .filter(|(of, _)| *of == id)
            .map(|(_, field)| *field)
            .collect()
    }
}

/// A fault on its way up to the value that it is about.
#[derive(Debug)]
struct Error {
    at: Option<u32>,
    kind: ReadFaultKind,
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.kind)
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        ReadFaultKind::OutOfRange.into()
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        let field = field.to_owned();
        ReadFaultKind::UnknownField { field, expected }.into()
    }

    fn unknown_variant(kind: &str, expected: &'static [&'static str]) -> Self {
        let kind = kind.to_owned();
        ReadFaultKind::UnknownKind { kind, expected }.into()
    }

    fn missing_field(field: &'static str) -> Self {
        ReadFaultKind::MissingField { field }.into()
    }
}

impl From<ReadFaultKind> for Error {
    fn from(kind: ReadFaultKind) -> Self {
        Error { at: None, kind }
    }
}

impl Error {
    fn at(mut self, id: u32) -> Self {
        self.at.get_or_insert(id);
        self
    }
}

/// Reads one value; without one, a neutral value of whatever type is asked for.
#[derive(Clone, Copy)]
struct Reader<'t, 'n> {
    notes: &'n Notes,
    value: Option<&'t Value>,
}

impl<'t> Reader<'t, '_> {
    fn wrong<T>(value: &'t Value, expected: Expected) -> Result<T, Error> {
        let found = Expected::of(value);
        let kind = ReadFaultKind::WrongType { expected, found };
        Err(Error::from(kind).at(value.id))
    }

    fn entries<V: Visitor<'t>>(
        self,
        visitor: V,
        fields: Option<&'static [&'static str]>,
        tag: Option<&'static str>,
    ) -> Result<V::Value, Error> {
        let Some(value) = self.value else {
            let missing = fields.unwrap_or_default().to_vec();
            return visitor.visit_map(Entries::new(
                self.notes,
                &[],
                missing,
                fields.is_some(),
                tag,
            ));
        };
        let Kind::Object(object) = &value.kind else {
            return Self::wrong(value, Expected::Block);
        };
        self.notes.saw(value.id, Shape { tag, fields });
        let missing = self.notes.filled_of(value.id);
        let missing = missing.into_iter().filter(|f| Some(*f) != tag).collect();
        visitor
            .visit_map(Entries::new(
                self.notes,
                object,
                missing,
                fields.is_some(),
                tag,
            ))
            .map_err(|e| e.at(value.id))
    }
}

macro_rules! whole_numbers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
            let Some(value) = self.value else { return visitor.visit_i64(1) };
            match value.kind {
                Kind::Int(n) => visitor.visit_i64(n).map_err(|e: Error| e.at(value.id)),
                Kind::Null | Kind::Bool(_) | Kind::Fraction | Kind::String(_) | Kind::Array(_) | Kind::Object(_) => {
                    Self::wrong(value, Expected::WholeNumber)
                }
            }
        }
    )*};
}

impl<'t> de::Deserializer<'t> for Reader<'t, '_> {
    type Error = Error;

    whole_numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    /// Asked for by types that are a text or a block.
    fn deserialize_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value.map(|v| (v, &v.kind)) {
            None => visitor.visit_borrowed_str(""),
            Some((value, Kind::String(text))) => visitor
                .visit_borrowed_str(text)
                .map_err(|e: Error| e.at(value.id)),
            Some((_, Kind::Object(_))) => self.entries(visitor, None, None),
            Some((value, Kind::Int(number))) => visitor
                .visit_i64(*number)
                .map_err(|e: Error| e.at(value.id)),
            Some((value, Kind::Null | Kind::Bool(_) | Kind::Fraction | Kind::Array(_))) => {
                Self::wrong(value, Expected::TextOrBlock)
            }
        }
    }

    fn deserialize_bool<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value.map(|v| (v, &v.kind)) {
            None => visitor.visit_bool(false),
            Some((_, Kind::Bool(yes))) => visitor.visit_bool(*yes),
            Some((
                value,
                Kind::Null
                | Kind::Int(_)
                | Kind::Fraction
                | Kind::String(_)
                | Kind::Array(_)
                | Kind::Object(_),
            )) => Self::wrong(value, Expected::YesOrNo),
        }
    }

    fn deserialize_str<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value.map(|v| (v, &v.kind)) {
            None => visitor.visit_borrowed_str(""),
            Some((value, Kind::String(text))) => visitor
                .visit_borrowed_str(text)
                .map_err(|e: Error| e.at(value.id)),
            Some((
                value,
                Kind::Null
                | Kind::Bool(_)
                | Kind::Int(_)
                | Kind::Fraction
                | Kind::Array(_)
                | Kind::Object(_),
            )) => Self::wrong(value, Expected::Text),
        }
    }

    fn deserialize_string<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            None => visitor.visit_none(),
            Some(value) if matches!(value.kind, Kind::Null) => visitor.visit_none(),
            Some(_) => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'t>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name != LIST_OR_BLOCK {
            return visitor.visit_newtype_struct(self);
        }
        match self.value.map(|v| (v, &v.kind)) {
            None | Some((_, Kind::Null)) => visitor.visit_unit(),
            Some((_, Kind::Array(_))) => self.deserialize_seq(visitor),
            Some((_, Kind::Object(_))) => self.entries(visitor, None, None),
            Some((value, Kind::Bool(_) | Kind::Int(_) | Kind::Fraction | Kind::String(_))) => {
                Self::wrong(value, Expected::ListOrBlock)
            }
        }
    }

    fn deserialize_seq<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value.map(|v| (v, &v.kind)) {
            None => visitor.visit_seq(Items {
                notes: self.notes,
                items: [].iter(),
            }),
            Some((value, Kind::Array(items))) => visitor
                .visit_seq(Items {
                    notes: self.notes,
                    items: items.iter(),
                })
                .map_err(|e| e.at(value.id)),
            Some((
                value,
                Kind::Null
                | Kind::Bool(_)
                | Kind::Int(_)
                | Kind::Fraction
                | Kind::String(_)
                | Kind::Object(_),
            )) => Self::wrong(value, Expected::List),
        }
    }

    fn deserialize_map<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        self.entries(visitor, None, None)
    }

    fn deserialize_struct<V: Visitor<'t>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.entries(visitor, Some(fields), None)
    }

    fn deserialize_enum<V: Visitor<'t>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let first = variants.first().copied().unwrap_or_default();
        let hole = Variant {
            notes: self.notes,
            name: first,
            at: None,
            tag: name,
            value: None,
        };
        let Some(value) = self.value else {
            return visitor.visit_enum(hole);
        };
        match &value.kind {
            Kind::String(text) => visitor.visit_enum(Variant {
                name: text,
                at: Some(value.id),
                ..hole
            }),
            Kind::Object(_) => match value.entry(name).map(|e| &e.value) {
                Some(tag) if self.notes.is_bad(tag.id) => visitor.visit_enum(hole),
                Some(tag) => match &tag.kind {
                    Kind::String(text) => visitor.visit_enum(Variant {
                        name: text,
                        at: Some(tag.id),
                        value: Some(value),
                        ..hole
                    }),
                    Kind::Null
                    | Kind::Bool(_)
                    | Kind::Int(_)
                    | Kind::Fraction
                    | Kind::Array(_)
                    | Kind::Object(_) => Self::wrong(tag, Expected::Text),
                },
                None if self.notes.filled_of(value.id).contains(&name) => visitor.visit_enum(hole),
                None => Err(Error::from(ReadFaultKind::MissingField { field: name }).at(value.id)),
            },
            Kind::Null | Kind::Bool(_) | Kind::Int(_) | Kind::Fraction | Kind::Array(_) => {
                Self::wrong(value, Expected::Block)
            }
        }
    }

    fn deserialize_ignored_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    fn deserialize_identifier<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    serde::forward_to_deserialize_any! {
        <V: Visitor<'t>>
        i128 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct
    }
}

/// The entries of an object that are not known to be bad, then neutral ones for what is missing.
struct Entries<'t, 'n> {
    notes: &'n Notes,
    entries: std::slice::Iter<'t, Entry>,
    missing: std::vec::IntoIter<&'static str>,
    /// A struct needs all its fields, so a bad one is replaced; a map can do without.
    is_struct: bool,
    tag: Option<&'static str>,
    next: Option<&'t Value>,
}

impl<'t, 'n> Entries<'t, 'n> {
    fn new(
        notes: &'n Notes,
        entries: &'t [Entry],
        missing: Vec<&'static str>,
        is_struct: bool,
        tag: Option<&'static str>,
    ) -> Self {
        Entries {
            notes,
            entries: entries.iter(),
            missing: missing.into_iter(),
            is_struct,
            tag,
            next: None,
        }
    }

    fn skips(&self, entry: &Entry) -> bool {
        Some(entry.key.name.as_str()) == self.tag
            || self.notes.is_bad(entry.key.id)
            || (!self.is_struct && self.notes.is_bad(entry.value.id))
    }
}

impl<'t> de::MapAccess<'t> for Entries<'t, '_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'t>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        loop {
            let Some(entry) = self.entries.next() else {
                self.next = None;
                return match self.missing.next() {
                    Some(field) => seed
                        .deserialize(BorrowedStrDeserializer::new(field))
                        .map(Some),
                    None => Ok(None),
                };
            };
            if self.skips(entry) {
                continue;
            }
            self.next = Some(&entry.value).filter(|v| !self.notes.is_bad(v.id));
            let key = BorrowedStrDeserializer::<Error>::new(&entry.key.name);
            return match seed.deserialize(key) {
                Ok(key) => Ok(Some(key)),
                // The seed is spent: the next round skips this key.
                Err(error) => Err(error.at(entry.key.id)),
            };
        }
    }

    fn next_value_seed<V: DeserializeSeed<'t>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(Reader {
            notes: self.notes,
            value: self.next,
        })
    }
}

/// The items of a list that are not known to be bad.
struct Items<'t, 'n> {
    notes: &'n Notes,
    items: std::slice::Iter<'t, Value>,
}

impl<'t> de::SeqAccess<'t> for Items<'t, '_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'t>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        let notes = self.notes;
        let Some(item) = self.items.find(|v| !notes.is_bad(v.id)) else {
            return Ok(None);
        };
        seed.deserialize(Reader {
            notes,
            value: Some(item),
        })
        .map(Some)
    }
}

/// A kind and the object that has it.
struct Variant<'t, 'n> {
    notes: &'n Notes,
    name: &'t str,
    /// Id of the value that names the kind.
    at: Option<u32>,
    tag: &'static str,
    value: Option<&'t Value>,
}

impl<'t> de::EnumAccess<'t> for Variant<'t, '_> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'t>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        let kind = seed
            .deserialize(BorrowedStrDeserializer::<Error>::new(self.name))
            .map_err(|e| match self.at {
                Some(id) => e.at(id),
                None => e,
            })?;
        Ok((kind, self))
    }
}

impl<'t> de::VariantAccess<'t> for Variant<'t, '_> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'t>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(Tagged {
            reader: Reader {
                notes: self.notes,
                value: self.value,
            },
            tag: self.tag,
        })
    }

    fn tuple_variant<V: Visitor<'t>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        Err(ReadFaultKind::OutOfRange.into())
    }

    fn struct_variant<V: Visitor<'t>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        Reader {
            notes: self.notes,
            value: self.value,
        }
        .entries(visitor, Some(fields), Some(self.tag))
    }
}

/// A struct read from an object without the key that tells its kind.
struct Tagged<'t, 'n> {
    reader: Reader<'t, 'n>,
    tag: &'static str,
}

impl<'t> de::Deserializer<'t> for Tagged<'t, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        self.reader.entries(visitor, None, Some(self.tag))
    }

    fn deserialize_struct<V: Visitor<'t>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.reader.entries(visitor, Some(fields), Some(self.tag))
    }

    serde::forward_to_deserialize_any! {
        <V: Visitor<'t>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}
