//! Subscriptions to the chat's events and changes.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::{Rc, Weak};

use crate::event::ChatEvent;

/// Gets an event, or `None` for a change without one.
type Listener = dyn Fn(Option<&Rc<ChatEvent>>);

struct Entry<F: ?Sized = Listener> {
    /// Set when the guard is dropped. A listener that panics leaks a reference, so the reference count
    /// does not tell.
    ended: Cell<bool>,
    listener: F,
}

/// A subscription to the chat's events. Dropping it ends the subscription.
#[must_use = "the subscription ends when the `ChatListener` is dropped"]
pub struct ChatListener(Rc<Entry>);

impl Drop for ChatListener {
    fn drop(&mut self) {
        self.0.ended.set(true);
    }
}

impl fmt::Debug for ChatListener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChatListener").finish_non_exhaustive()
    }
}

/// Listeners that are notified for as long as their guards live.
#[derive(Default)]
pub(crate) struct Listeners {
    entries: RefCell<Vec<Weak<Entry>>>,
    /// The index of the next listener to notify. It is advanced before each call, so that a round
    /// which a panic interrupted resumes after the listener that panicked.
    next: Cell<usize>,
    /// The index after the last listener of the current round.
    end: Cell<usize>,
}

impl fmt::Debug for Listeners {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Listeners")
    }
}

impl Listeners {
    pub(crate) fn add(&self, listener: impl Fn(Option<&Rc<ChatEvent>>) + 'static) -> ChatListener {
        let entry: Rc<Entry> = Rc::new(Entry {
            ended: Cell::new(false),
            listener,
        });
        let mut entries = self.entries.borrow_mut();
        // Dead entries are removed only when the list would have to grow, which keeps adding cheap,
        // and only between rounds, when no index is in use.
        if entries.len() == entries.capacity() && self.next.get() >= self.end.get() {
            entries.retain(|entry| live(entry).is_some());
        }
        entries.push(Rc::downgrade(&entry));
        ChatListener(entry)
    }

    /// Begins a round for the listeners that are subscribed now.
    pub(crate) fn begin_round(&self) {
        self.next.set(0);
        self.end.set(self.entries.borrow().len());
    }

    /// Notifies the listeners that the current round has not reached yet. No borrow lasts while a
    /// listener runs, and each is looked up at its turn, so a listener may subscribe, unsubscribe and
    /// cause another event.
    pub(crate) fn notify(&self, event: Option<&Rc<ChatEvent>>) {
        while self.next.get() < self.end.get() {
            let index = self.next.get();
            self.next.set(index + 1);
            if let Some(entry) = self.at(index) {
                (entry.listener)(event);
            }
        }
    }

    fn at(&self, index: usize) -> Option<Rc<Entry>> {
        live(self.entries.borrow().get(index)?)
    }
}

fn live(entry: &Weak<Entry>) -> Option<Rc<Entry>> {
    entry.upgrade().filter(|entry| !entry.ended.get())
}
