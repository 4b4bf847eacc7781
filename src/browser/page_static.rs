//! A value that lives as long as the page.

use std::cell::Cell;
use std::fmt;

/// A value that is made at its first use and never dropped. The chat keeps our functions forever, so
/// whatever they reach must stay. A plain `&'static` is smaller and faster than access through
/// `LocalKey` at each use.
pub(crate) struct PageStatic<T: 'static>(Cell<Option<&'static T>>);

impl<T> PageStatic<T> {
    pub(crate) const fn new() -> Self {
        Self(Cell::new(None))
    }

    pub(crate) fn get_or_init(&self, init: impl FnOnce() -> T) -> &'static T {
        match self.0.get() {
            Some(value) => value,
            None => {
                let value = Box::leak(Box::new(init()));
                self.0.set(Some(value));
                value
            }
        }
    }

    /// Forgets the value, as a new page does.
    #[cfg(all(test, target_family = "wasm"))]
    pub(crate) fn forget(&self) {
        self.0.set(None);
    }
}

impl<T> fmt::Debug for PageStatic<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PageStatic(..)")
    }
}
