//! What lives as long as the page.

use std::cell::Cell;
use std::fmt;

/// A value that is made at its first use and never dropped: the chat keeps our functions for good, so
/// what they reach must stay. A plain reference to it is smaller and faster than a guarded
/// thread-local.
pub(crate) struct Forever<T: 'static>(Cell<Option<&'static T>>);

impl<T> Forever<T> {
    pub(crate) const fn new() -> Self {
        Self(Cell::new(None))
    }

    pub(crate) fn get(&self, make: impl FnOnce() -> T) -> &'static T {
        match self.0.get() {
            Some(value) => value,
            None => {
                let value = Box::leak(Box::new(make()));
                self.0.set(Some(value));
                value
            }
        }
    }
}

impl<T> fmt::Debug for Forever<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Forever(..)")
    }
}
