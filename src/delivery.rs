//! The way of an event: from the messenger to the data layer, then to the subscribers.
//!
//! One page has one way, whatever providers it has, so that everybody sees events in one order. An
//! event that arrives while another is being delivered waits for its turn.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::{Rc, Weak};

use js_sys::Function;
use wasm_bindgen::JsValue;

use crate::customerly::Handle;
use crate::event::ChatEvent;
use crate::forever::Forever;
use crate::gtm::Push;
use crate::{foreign, messenger};

thread_local! {
    static QUEUE: Forever<Queue> = const { Forever::new() };
}

fn queue() -> &'static Queue {
    QUEUE.with(|queue| queue.get(Queue::default))
}

#[derive(Debug, Default)]
struct Queue {
    /// The mounted providers' handles. The first one's data layer gets the events: one event is one
    /// push, however many providers a page has.
    handles: RefCell<Vec<Weak<Handle>>>,
    waiting: RefCell<Vec<Arrival>>,
    /// Stays set when an exception of the app's tears the delivery down.
    delivering: Cell<bool>,
    rescue: OnceCell<Function>,
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
        event: |event| queue().arrive(event),
        change: tell_change,
    });
    if queue().join(handle) > 1 {
        foreign::warn(&[
            "the page has several providers; the first one's data layer gets the events",
        ]);
    }
}

/// A provider is being unmounted.
pub(crate) fn leave(handle: &Rc<Handle>) {
    let mut handles = queue().handles.borrow_mut();
    handles.retain(|other| !std::ptr::eq(other.as_ptr(), Rc::as_ptr(handle)));
}

/// The first mounted provider's handle that passes the test.
pub(crate) fn find(test: &dyn Fn(&Handle) -> bool) -> Option<Rc<Handle>> {
    let handles = queue().handles.borrow();
    let mut live = handles.iter().filter_map(Weak::upgrade);
    live.find(|handle| test(handle))
}

/// Whether the chat window is open, as the events say that were delivered.
pub(crate) fn is_open() -> bool {
    queue().open.get()
}

/// Something that can be read may have changed.
pub(crate) fn tell_change() {
    queue().tell(None);
}

impl Queue {
    /// Takes a handle up, and says how many there are now.
    fn join(&self, handle: &Rc<Handle>) -> usize {
        let mut handles = self.handles.borrow_mut();
        handles.push(Rc::downgrade(handle));
        handles.len()
    }

    /// The handle whose data layer gets the events.
    fn owner(&self) -> Option<Rc<Handle>> {
        self.handles.borrow().first()?.upgrade()
    }

    /// Tells everybody of an event, if there is one, and that what can be read may have changed. A
    /// snapshot is told, so that a handler may mount and unmount providers.
    fn tell(&self, event: Option<&Rc<ChatEvent>>) {
        let handles = self.handles.borrow().clone();
        let live = || handles.iter().filter_map(Weak::upgrade);
        if let Some(event) = event {
            live().for_each(|handle| handle.tell(event));
        }
        live().for_each(|handle| handle.tell_change());
    }

    fn arrive(&self, event: ChatEvent) {
        let open_seconds = self.open_seconds(&event);
        let event = Rc::new(event);
        let nested = self.delivering.replace(true);
        // Its place first: the app's closures that compute the message may cause another event.
        let place = self.take_place(&event);
        let owner = self.owner();
        let push = owner.and_then(|owner| owner.message(&event, open_seconds));
        if let Some(arrival) = self.waiting.borrow_mut().get_mut(place) {
            arrival.push = push;
        }
        if nested {
            // Should the delivery up the stack never come back, this one must not wait for ever.
            foreign::later(self.rescue.get_or_init(|| {
                foreign::function(
                    |_, _| {
                        queue().drain();
                        JsValue::UNDEFINED
                    },
                    0,
                )
            }));
            return;
        }
        self.drain();
    }

    fn take_place(&self, event: &Rc<ChatEvent>) -> usize {
        let mut waiting = self.waiting.borrow_mut();
        waiting.push(Arrival {
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
        let mut waiting = self.waiting.borrow_mut();
        (!waiting.is_empty()).then(|| waiting.remove(0))
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
        self.tell(Some(&event));
    }
}
