//! The way of an event: from the messenger to the data layer, then to the subscribers.
//!
//! One page has one way, whatever providers it has, so that everybody sees events in one order. An
//! event that arrives while another is being delivered waits for its turn.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use wasm_bindgen::prelude::*;

use crate::customerly::Handle;
use crate::event::ChatEvent;
use crate::gtm::Push;
use crate::{foreign, messenger};

thread_local! {
    static QUEUE: Queue = Queue::default();
}

#[derive(Debug, Default)]
struct Queue {
    /// The mounted providers' handles. The first one's data layer gets the events: one event is one
    /// push, however many providers a page has.
    handles: RefCell<Vec<Weak<Handle>>>,
    waiting: RefCell<VecDeque<Arrival>>,
    /// Stays set when an exception of the app's tears the delivery down.
    delivering: Cell<bool>,
    rescue: OnceCell<Closure<dyn Fn()>>,
    open: Cell<bool>,
    /// When the chat opened, on the clock of [`foreign::now`].
    opened_at: Cell<Option<f64>>,
}

/// An event with what was true when its callback ran.
#[derive(Debug)]
struct Arrival {
    event: Rc<ChatEvent>,
    push: Option<Push>,
}

/// A provider has mounted.
pub(crate) fn join(handle: &Rc<Handle>) {
    messenger::attach(messenger::Listener {
        event: |event| QUEUE.with(|queue| queue.arrive(event)),
        status: || QUEUE.with(Queue::tell_change),
    });
    let mounted = QUEUE.with(|queue| {
        let mut handles = queue.handles.borrow_mut();
        handles.push(Rc::downgrade(handle));
        handles.len()
    });
    if mounted > 1 {
        foreign::warn("the page has several providers; the first one's data layer gets the events");
    }
}

/// A provider is being unmounted.
pub(crate) fn leave(handle: &Rc<Handle>) {
    QUEUE.with(|queue| {
        let mut handles = queue.handles.borrow_mut();
        handles.retain(|other| !std::ptr::eq(other.as_ptr(), Rc::as_ptr(handle)));
    });
}

/// Whether the chat window is open, as the events say that were delivered.
pub(crate) fn is_open() -> bool {
    QUEUE.with(|queue| queue.open.get())
}

impl Queue {
    /// A snapshot, so that a handler may mount and unmount providers.
    fn live(&self) -> Vec<Rc<Handle>> {
        self.handles
            .borrow()
            .iter()
            .filter_map(Weak::upgrade)
            .collect()
    }

    fn arrive(&self, event: ChatEvent) {
        let open_seconds = self.open_seconds(&event);
        let event = Rc::new(event);
        let nested = self.delivering.replace(true);
        // Its place first: the app's closures that compute the message may cause another event.
        let place = self.take_place(&event);
        let owner = self.handles.borrow().iter().find_map(Weak::upgrade);
        let push = owner.and_then(|owner| owner.message(&event, open_seconds));
        if let Some(arrival) = self.waiting.borrow_mut().get_mut(place) {
            arrival.push = push;
        }
        if nested {
            // Should the delivery up the stack never come back, this one must not wait for ever.
            let rescue = self
                .rescue
                .get_or_init(|| Closure::new(|| QUEUE.with(Self::drain)));
            foreign::later(rescue.as_ref().unchecked_ref());
            return;
        }
        self.drain();
    }

    fn take_place(&self, event: &Rc<ChatEvent>) -> usize {
        let mut waiting = self.waiting.borrow_mut();
        waiting.push_back(Arrival {
            event: event.clone(),
            push: None,
        });
        waiting.len() - 1
    }

    fn drain(&self) {
        while let Some(arrival) = self.next() {
            self.deliver(arrival);
        }
        self.delivering.set(false);
    }

    fn next(&self) -> Option<Arrival> {
        self.waiting.borrow_mut().pop_front()
    }

    fn open_seconds(&self, event: &ChatEvent) -> Option<u64> {
        match event {
            ChatEvent::ChatOpened => {
                self.opened_at.set(Some(foreign::now()));
                None
            }
            ChatEvent::ChatClosed => {
                let opened_at = self.opened_at.take()?;
                // The cast cuts what is out of range.
                Some(((foreign::now() - opened_at) / 1000.0) as u64)
            }
            _ => None,
        }
    }

    fn deliver(&self, Arrival { event, push }: Arrival) {
        match *event {
            ChatEvent::ChatOpened => self.open.set(true),
            ChatEvent::ChatClosed => self.open.set(false),
            _ => {}
        }
        if let Some(push) = push {
            push.push();
        }
        for handle in self.live() {
            handle.tell(&event);
        }
        self.tell_change();
    }

    fn tell_change(&self) {
        for handle in self.live() {
            handle.tell_change();
        }
    }
}
