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

/// More events than any page has reason to cause by telling it of one. A tag that opens the chat when it
/// is told that the chat has opened would freeze the page; without us its stack would end that.
const MOST_CAUSED: usize = 1000;

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
    /// What is being told.
    present: RefCell<Option<Rc<ChatEvent>>>,
    delivering: Cell<bool>,
    /// How many events came in the course of the present delivery.
    caused: Cell<usize>,
    /// Whether the guarded run has found a place on the stack.
    begun: Cell<bool>,
    run: OnceCell<Function>,
    open: Cell<bool>,
    /// When the chat opened, on the clock of [`foreign::now`].
    opened_at: Cell<Option<f64>>,
}

/// An event with what was true when its callback ran.
#[derive(Debug)]
struct Arrival {
    event: Rc<ChatEvent>,
    open_seconds: Option<u64>,
    /// Whether its message was made, or was to be.
    prepared: bool,
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
    each(&queue().handles(), &|handle| handle.tell_change());
}

/// Does so with each provider that is still there. It may mount and unmount some.
fn each(handles: &[Weak<Handle>], act: &dyn Fn(&Handle)) {
    let present = handles.iter().filter_map(Weak::upgrade);
    present.for_each(|handle| act(&handle));
}

impl Queue {
    /// Takes a handle up, and says how many there are now.
    fn join(&self, handle: &Rc<Handle>) -> usize {
        let mut handles = self.handles.borrow_mut();
        handles.push(Rc::downgrade(handle));
        handles.len()
    }

    fn handles(&self) -> Vec<Weak<Handle>> {
        self.handles.borrow().clone()
    }

    fn arrive(&self, event: ChatEvent) {
        let nested = self.delivering.get();
        let caused = if nested { self.caused.get() + 1 } else { 0 };
        if caused > MOST_CAUSED {
            let name = event.kind().callback();
            foreign::error(&[
                name,
                " was dropped: each event causes another one without end",
            ]);
            return;
        }
        self.caused.set(caused);
        let open_seconds = self.open_seconds(&event);
        self.waiting.borrow_mut().push(Arrival {
            event: Rc::new(event),
            open_seconds,
            prepared: false,
            push: None,
        });
        // The app's code runs in there, and where that panics nothing behind it runs. So it is called by
        // way of JavaScript, which can catch, and again until all is delivered.
        while let Err(thrown) = foreign::guard(self.run.get_or_init(run)) {
            foreign::error(&["a handler of the app broke: ", &foreign::describe(&thrown)]);
            if nested || !self.begun.take() {
                break;
            }
            self.delivering.set(false);
        }
        if !nested {
            self.delivering.set(false);
        }
    }

    fn run(&self) {
        self.begun.set(true);
        let nested = self.delivering.replace(true);
        self.prepare();
        while !nested && let Some(event) = self.present_or_next() {
            let handles = self.handles();
            each(&handles, &|handle| handle.tell(&event));
            self.present.take();
            each(&handles, &|handle| handle.tell_change());
        }
    }

    /// Makes the message of the latest arrival. It has its place by now, as the app's closures that
    /// compute the message may cause another event.
    fn prepare(&self) {
        let mut waiting = self.waiting.borrow_mut();
        let place = waiting.len();
        let Some(arrival) = waiting.last_mut().filter(|arrival| !arrival.prepared) else {
            return;
        };
        arrival.prepared = true;
        let (event, open_seconds) = (arrival.event.clone(), arrival.open_seconds);
        drop(waiting);
        let push = self.message(&event, open_seconds);
        if let Some(arrival) = self.waiting.borrow_mut().get_mut(place - 1) {
            arrival.push = push;
        }
    }

    fn message(&self, event: &ChatEvent, open_seconds: Option<u64>) -> Option<Push> {
        let owner = self.handles.borrow().first()?.upgrade()?;
        owner.message(event, open_seconds)
    }

    /// The event that is being told, or else the next one, which is pushed first.
    fn present_or_next(&self) -> Option<Rc<ChatEvent>> {
        if let Some(event) = &*self.present.borrow() {
            return Some(event.clone());
        }
        let Arrival {
            event,
            prepared,
            open_seconds,
            push,
        } = self.next()?;
        match *event {
            ChatEvent::ChatOpened => self.open.set(true),
            ChatEvent::ChatClosed => self.open.set(false),
            _ => {}
        }
        let push = if prepared {
            push
        } else {
            self.message(&event, open_seconds)
        };
        self.present.replace(Some(event.clone()));
        let handles = self.handles.borrow();
        let present = handles.iter().filter_map(Weak::upgrade);
        present.for_each(|handle| handle.begin());
        drop(handles);
        if let Some(push) = push {
            push.push();
        }
        Some(event)
    }

    fn next(&self) -> Option<Arrival> {
        let mut waiting = self.waiting.borrow_mut();
        (!waiting.is_empty()).then(|| waiting.remove(0))
    }

    fn open_seconds(&self, event: &ChatEvent) -> Option<u64> {
        match event {
            ChatEvent::ChatOpened => {
                self.opened_at.set(foreign::now());
                None
            }
            ChatEvent::ChatClosed => {
                let opened_at = self.opened_at.take()?;
                // The cast cuts what is out of range.
                Some(((foreign::now()? - opened_at) / 1000.0) as u64)
            }
            _ => None,
        }
    }
}

fn run() -> Function {
    foreign::function(
        |_, _| {
            queue().run();
            JsValue::UNDEFINED
        },
        0,
    )
}
