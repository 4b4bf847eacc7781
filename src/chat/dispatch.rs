//! The dispatch of events: from the messenger to the data layer, then to the subscribers.
//!
//! A page has one dispatcher, whatever providers it has, so that everyone sees events in one order. An
//! event that arrives while another is being dispatched waits for its turn.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::JsValue;

use super::providers;
use crate::browser::{PageStatic, console, function, js, timer};
use crate::event::ChatEvent;
use crate::gtm::PreparedPush;

/// The most events that may arrive during one dispatch. A tag that opens the chat whenever the chat
/// opens would freeze the page; without us, such a loop ends when the stack is full.
const MAX_NESTED_EVENTS: usize = 1000;

thread_local! {
    static DISPATCHER: PageStatic<Dispatcher> = const { PageStatic::new() };
}

fn dispatcher() -> &'static Dispatcher {
    DISPATCHER.with(|dispatcher| dispatcher.get_or_init(Dispatcher::default))
}

#[derive(Debug, Default)]
struct Dispatcher {
    queue: RefCell<Vec<QueuedEvent>>,
    /// The event of which the subscribers are being notified.
    current: RefCell<Option<Rc<ChatEvent>>>,
    is_dispatching: Cell<bool>,
    /// Counts the events that arrived during the current dispatch.
    nested_events: Cell<usize>,
    /// Set once JavaScript has entered [`Dispatcher::run`]; tells a panic in it from a full stack.
    has_entered_run: Cell<bool>,
    run: OnceCell<Function>,
    is_open: Cell<bool>,
    /// Whether the chat has reported that it is ready.
    has_started: Cell<bool>,
    /// When the chat opened, on the clock of [`timer::now`].
    opened_at: Cell<Option<f64>>,
}

/// An event, with what was true when its callback ran.
#[derive(Debug)]
struct QueuedEvent {
    event: Rc<ChatEvent>,
    /// Whether the chat window is open from now on, if the event tells.
    is_open: Option<bool>,
    open_seconds: Option<u64>,
    /// Whether the push was prepared, or a panic interrupted that.
    is_prepared: bool,
    push: Option<PreparedPush>,
}

/// Dispatches an event of the messenger.
pub(super) fn on_event(event: ChatEvent) {
    dispatcher().on_event(event);
}

/// The chat has ended the visitor's session, and with it closed its window.
pub(super) fn on_logout() {
    let dispatcher = dispatcher();
    dispatcher.is_open.set(false);
    dispatcher.opened_at.take();
}

/// Whether the chat window is open, according to the events that were dispatched.
pub(super) fn is_open() -> bool {
    dispatcher().is_open.get()
}

impl Dispatcher {
    fn on_event(&self, event: ChatEvent) {
        let is_nested = self.is_dispatching.get();
        let nested_events = if is_nested {
            self.nested_events.get() + 1
        } else {
            0
        };
        if nested_events > MAX_NESTED_EVENTS {
            let name = event.kind().callback();
            console::error(&[
                name,
                " was dropped: events cause each other in an endless loop",
            ]);
            return;
        }
        self.nested_events.set(nested_events);
        let is_open = self.opens_or_closes(&event);
        let open_seconds = self.open_seconds(is_open);
        self.queue.borrow_mut().push(QueuedEvent {
            event: Rc::new(event),
            is_open,
            open_seconds,
            is_prepared: false,
            push: None,
        });
        // App code runs in there, and a panic in it skips everything after it. So it is called through
        // JavaScript, which catches the trap, and again until everything is dispatched.
        while let Err(thrown) = function::call_guarded(self.run.get_or_init(run_function)) {
            console::error(&["an app callback failed: ", &js::error_message(&thrown)]);
            if is_nested || !self.has_entered_run.take() {
                break;
            }
            self.is_dispatching.set(false);
        }
        if !is_nested {
            self.is_dispatching.set(false);
        }
    }

    fn run(&self) {
        self.has_entered_run.set(true);
        let is_nested = self.is_dispatching.replace(true);
        self.prepare_last();
        while !is_nested && let Some(event) = self.current_or_next() {
            let providers = providers::snapshot();
            providers::for_each(&providers, &|provider| provider.notify_event(&event));
            self.current.take();
            providers::for_each(&providers, &|provider| provider.notify_change());
        }
    }

    /// Prepares the push of the event that arrived last. The event has its place in the queue by now,
    /// because the app's closures that compute the message may cause another event.
    fn prepare_last(&self) {
        let mut queue = self.queue.borrow_mut();
        let length = queue.len();
        let Some(queued) = queue.last_mut().filter(|queued| !queued.is_prepared) else {
            return;
        };
        queued.is_prepared = true;
        let (event, open_seconds) = (queued.event.clone(), queued.open_seconds);
        drop(queue);
        let push = prepare_push(&event, open_seconds);
        if let Some(queued) = self.queue.borrow_mut().get_mut(length - 1) {
            queued.push = push;
        }
    }

    /// The event that is being dispatched, or else the next one, which is pushed first.
    fn current_or_next(&self) -> Option<Rc<ChatEvent>> {
        if let Some(event) = &*self.current.borrow() {
            return Some(event.clone());
        }
        let QueuedEvent {
            event,
            is_open,
            is_prepared,
            open_seconds,
            push,
        } = self.pop()?;
        if let Some(is_open) = is_open {
            self.is_open.set(is_open);
        }
        let push = if is_prepared {
            push
        } else {
            prepare_push(&event, open_seconds)
        };
        self.current.replace(Some(event.clone()));
        providers::for_each(&providers::snapshot(), &|provider| provider.begin_event());
        if let Some(push) = push {
            push.push();
        }
        Some(event)
    }

    fn pop(&self) -> Option<QueuedEvent> {
        let mut queue = self.queue.borrow_mut();
        (!queue.is_empty()).then(|| queue.remove(0))
    }

    /// Whether the event opens the chat window, closes it, or does neither.
    fn opens_or_closes(&self, event: &ChatEvent) -> Option<bool> {
        match event {
            ChatEvent::ChatOpened => Some(true),
            // A chat that has failed has no window, and one that starts again does not report that the
            // window of its previous start is gone. At its first start, it may open its window before
            // it reports ready.
            ChatEvent::ChatClosed | ChatEvent::MessengerLoadFailed { .. } => Some(false),
            ChatEvent::MessengerInitialized => self.has_started.replace(true).then_some(false),
            _ => None,
        }
    }

    /// How long the chat was open, for an event that closes it.
    fn open_seconds(&self, is_open: Option<bool>) -> Option<u64> {
        if is_open? {
            // A second report of the same opening does not restart the clock.
            let opened_at = self.opened_at.get().or_else(timer::now);
            self.opened_at.set(opened_at);
            return None;
        }
        let opened_at = self.opened_at.take()?;
        // The cast saturates.
        Some(((timer::now()? - opened_at) / 1000.0) as u64)
    }
}

fn prepare_push(event: &ChatEvent, open_seconds: Option<u64>) -> Option<PreparedPush> {
    providers::first()?.prepare_push(event, open_seconds)
}

fn run_function() -> Function {
    function::cached(
        |_, _| {
            dispatcher().run();
            JsValue::UNDEFINED
        },
        0,
    )
}
