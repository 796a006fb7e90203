//! The one signal type of the widget.
//!
//! Like elements ([`mod@super::el`]), Leptos's signals are code of their own for each type that they hold, some 4 kB of it.
//! [`State`] keeps the value in a plain cell and lets Leptos tell who is to look again.

use leptos::prelude::{ArcTrigger, GetValue, LocalStorage, Notify, StoredValue, Track};
use std::{any::Any, cell::RefCell, marker::PhantomData, rc::Rc};

type Slot = StoredValue<Rc<Cell>, LocalStorage>;

/// A value that effects follow. A copy is the same value; it is freed with the owner under which it was made, and
/// reads as the default after that.
pub struct State<T> {
    slot: Slot,
    holds: PhantomData<T>,
}

struct Cell {
    value: RefCell<Box<dyn Any>>,
    changed: ArcTrigger,
}

impl<T> Clone for State<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for State<T> {}

impl<T: Default + 'static> State<T> {
    /// Holds a value.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self {
            slot: hold(Box::new(value)),
            holds: PhantomData,
        }
    }

    /// Reads the value; the effect that asks will run again when it has changed.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.look(true, read)
    }

    /// Reads the value once.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.look(false, read)
    }

    /// Replaces the value.
    pub fn set(self, value: T) {
        self.update(|old| *old = value);
    }

    /// Changes the value.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.change(change, true);
    }

    /// Changes the value, and tells nobody.
    pub fn update_untracked(self, change: impl FnOnce(&mut T)) {
        self.change(change, false);
    }

    fn look<R>(self, track: bool, read: impl FnOnce(&T) -> R) -> R {
        let cell = find(self.slot, track);
        let value = cell.as_ref().and_then(|cell| cell.value.try_borrow().ok());
        match value.as_ref().and_then(|value| value.downcast_ref()) {
            Some(value) => read(value),
            None => read(&T::default()),
        }
    }

    fn change(self, change: impl FnOnce(&mut T), notify: bool) {
        let cell = find(self.slot, false);
        if let Some(mut value) = cell
            .as_ref()
            .and_then(|cell| cell.value.try_borrow_mut().ok())
            && let Some(value) = value.downcast_mut()
        {
            change(value);
        }
        tell(cell, notify);
    }
}

impl<T: Clone + Default + 'static> State<T> {
    /// A copy of the value; the effect that asks will run again when it has changed.
    #[must_use]
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// A copy of the value.
    #[must_use]
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

// What does not depend on the type held, once for all types.

#[inline(never)]
fn hold(value: Box<dyn Any>) -> Slot {
    StoredValue::new_local(Rc::new(Cell {
        value: RefCell::new(value),
        changed: ArcTrigger::new(),
    }))
}

#[inline(never)]
fn find(slot: Slot, track: bool) -> Option<Rc<Cell>> {
    let cell = slot.try_get_value()?;
    if track {
        cell.changed.track();
    }
    Some(cell)
}

#[inline(never)]
fn tell(cell: Option<Rc<Cell>>, notify: bool) {
    if let Some(cell) = cell.filter(|_| notify) {
        cell.changed.notify();
    }
}
