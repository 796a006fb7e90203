//! An object's entries: in the author's order, and found by name.

use super::Entry;

/// Entries of which no two have the same key.
#[derive(Clone, Debug, Default)]
pub(crate) struct Object {
    entries: Vec<Entry>,
    /// Places of the entries, by name. A menu has hundreds of steps, and each is asked for again and again.
    by_name: Vec<u32>,
}

impl Object {
    /// Takes these entries; the places of those whose key an earlier one has, and which are dropped.
    pub(crate) fn new(entries: Vec<Entry>) -> (Object, Vec<Entry>) {
        let mut object = Object {
            by_name: (0..).take(entries.len()).collect(),
            entries,
        };
        let Object { entries, by_name } = &mut object;
        let name = |place: u32| place_of(entries, place).map(|entry| entry.key.name.as_str());
        by_name.sort_by(|a, b| name(*a).cmp(&name(*b)));
        let is_twice = by_name
            .iter()
            .zip(by_name.iter().skip(1))
            .any(|(a, b)| name(*a) == name(*b));
        if is_twice {
            return Self::without_doubles(object.entries);
        }
        (object, Vec::new())
    }

    fn without_doubles(all: Vec<Entry>) -> (Object, Vec<Entry>) {
        let mut seen = std::collections::BTreeSet::new();
        let (kept, dropped) = all
            .into_iter()
            .partition(|entry| seen.insert(entry.key.name.clone()));
        (Object::new(kept).0, dropped)
    }

    /// The entries themselves, in the author's order.
    pub(crate) fn into_entries(self) -> Vec<Entry> {
        self.entries
    }

    /// All entries, to change their values and places, not their names.
    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut Entry> {
        self.entries.iter_mut()
    }

    /// The entry with this key.
    pub(crate) fn entry(&self, name: &str) -> Option<&Entry> {
        place_of(&self.entries, self.place(name)?)
    }

    /// The entry with this key, to change its value.
    pub(crate) fn entry_mut(&mut self, name: &str) -> Option<&mut Entry> {
        let place = usize::try_from(self.place(name)?).ok()?;
        self.entries.get_mut(place)
    }

    /// Gives the entry `from` another name, unless there is none, or one that has the other name already.
    pub(crate) fn rename(&mut self, from: &str, to: &str) {
        if self.entry(to).is_some() {
            return;
        }
        if let Some(entry) = self.entry_mut(from) {
            to.clone_into(&mut entry.key.name);
            *self = Object::new(std::mem::take(&mut self.entries)).0;
        }
    }

    fn place(&self, name: &str) -> Option<u32> {
        let found = self.by_name.binary_search_by(|place| {
            let entry = place_of(&self.entries, *place);
            entry.map_or("", |e| e.key.name.as_str()).cmp(name)
        });
        self.by_name.get(found.ok()?).copied()
    }
}

/// All entries, in the author's order.
impl std::ops::Deref for Object {
    type Target = [Entry];

    fn deref(&self) -> &[Entry] {
        &self.entries
    }
}

impl<'o> IntoIterator for &'o Object {
    type Item = &'o Entry;
    type IntoIter = std::slice::Iter<'o, Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}

fn place_of(entries: &[Entry], place: u32) -> Option<&Entry> {
    entries.get(usize::try_from(place).ok()?)
}
