//! Who wants to be told.

use std::cell::RefCell;
use std::fmt;
use std::rc::{Rc, Weak};

use yew::Callback;

/// Callbacks that are told of each `T`, for as long as their guards live.
pub(crate) struct Listeners<T>(RefCell<Vec<Weak<Callback<T>>>>);

impl<T> Default for Listeners<T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<T> fmt::Debug for Listeners<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Listeners")
    }
}

impl<T: Clone + 'static> Listeners<T> {
    /// The guard holds the only strong reference: dropping it is unsubscribing.
    pub(crate) fn add(&self, callback: Callback<T>) -> Rc<Callback<T>> {
        let callback = Rc::new(callback);
        let mut listeners = self.0.borrow_mut();
        listeners.retain(|listener| listener.strong_count() > 0);
        listeners.push(Rc::downgrade(&callback));
        callback
    }

    /// Tells those who are subscribed now. The borrow ends before the first callback runs, and each is
    /// looked for again at its turn, so a callback may subscribe, unsubscribe and cause another event.
    pub(crate) fn tell(&self, value: &T) {
        let listeners = self.0.borrow().clone();
        for listener in listeners.iter().filter_map(Weak::upgrade) {
            listener.emit(value.clone());
        }
    }
}
