//! Who wants to be told.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::{Rc, Weak};

use crate::event::ChatEvent;

/// What is told of an event, or of a change without one.
type Listener = dyn Fn(Option<&Rc<ChatEvent>>);

struct Entry<F: ?Sized = Listener> {
    /// A listener that panics leaves a reference behind, so that there are references says nothing.
    ended: Cell<bool>,
    listener: F,
}

/// A subscription to the chat's events, which ends when this guard is dropped.
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

/// Listeners that are told for as long as their guards live.
#[derive(Default)]
pub(crate) struct Listeners {
    entries: RefCell<Vec<Weak<Entry>>>,
    /// The place of the one who is told next: each is passed before it is told, so that a telling which
    /// was torn down can go on behind the one who did that.
    next: Cell<usize>,
    /// Behind the last one who is told.
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
        // Only when it would have to grow, so that many mounts cost no more than they must, and when
        // nobody's place counts.
        if entries.len() == entries.capacity() && self.next.get() >= self.end.get() {
            entries.retain(|entry| live(entry).is_some());
        }
        entries.push(Rc::downgrade(&entry));
        ChatListener(entry)
    }

    /// Those who are subscribed now are to be told.
    pub(crate) fn begin(&self) {
        self.next.set(0);
        self.end.set(self.entries.borrow().len());
    }

    /// Tells those who are to be told and were not. No borrow is held while a listener runs, and each is
    /// looked for at its turn, so a listener may subscribe, unsubscribe and cause another event.
    pub(crate) fn tell(&self, event: Option<&Rc<ChatEvent>>) {
        while self.next.get() < self.end.get() {
            let place = self.next.get();
            self.next.set(place + 1);
            if let Some(entry) = self.at(place) {
                (entry.listener)(event);
            }
        }
    }

    fn at(&self, place: usize) -> Option<Rc<Entry>> {
        live(self.entries.borrow().get(place)?)
    }
}

fn live(entry: &Weak<Entry>) -> Option<Rc<Entry>> {
    entry.upgrade().filter(|entry| !entry.ended.get())
}
