//! Who wants to be told.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::{Rc, Weak};

use crate::event::ChatEvent;

/// What is told of an event, or of a change without one.
pub(crate) type Listener = dyn Fn(Option<&Rc<ChatEvent>>);

/// Listeners that are told for as long as their guards live.
#[derive(Default)]
pub(crate) struct Listeners {
    listeners: RefCell<Vec<Weak<Listener>>>,
    /// Whether somebody is being told: that goes by places, so nobody may move. An exception that
    /// tears a telling down leaves it set until the next one ends.
    telling: Cell<bool>,
}

impl fmt::Debug for Listeners {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Listeners")
    }
}

impl Listeners {
    /// The guard holds the only strong reference: dropping it is unsubscribing.
    pub(crate) fn add(&self, listener: impl Fn(Option<&Rc<ChatEvent>>) + 'static) -> Rc<Listener> {
        let listener: Rc<Listener> = Rc::new(listener);
        let mut listeners = self.listeners.borrow_mut();
        // Only when it would have to grow, so that many mounts cost no more than they must.
        if listeners.len() == listeners.capacity() && !self.telling.get() {
            listeners.retain(|listener| listener.strong_count() > 0);
        }
        listeners.push(Rc::downgrade(&listener));
        listener
    }

    /// Tells those who are subscribed now. No borrow is held while a listener runs, and each is looked
    /// for at its turn, so a listener may subscribe, unsubscribe and cause another event.
    pub(crate) fn tell(&self, event: Option<&Rc<ChatEvent>>) {
        self.telling.set(true);
        let present = self.listeners.borrow().len();
        for index in 0..present {
            if let Some(listener) = self.at(index) {
                listener(event);
            }
        }
        self.telling.set(false);
    }

    fn at(&self, index: usize) -> Option<Rc<Listener>> {
        self.listeners.borrow().get(index)?.upgrade()
    }
}
