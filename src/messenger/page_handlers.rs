//! The page's own handlers in one slot of a callback.

use std::cell::{Cell, RefCell};

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;

use crate::browser::{console, js};

/// The most handlers of the page in one slot that can call each other. A page that sets a handler
/// each time it renders something does not chain them.
const MOST_HANDLERS: usize = 16;

#[derive(Clone, Debug)]
struct PageHandler {
    /// The generation of the slot that began with it.
    generation: u32,
    function: Function,
}

/// The page's own handlers in one slot: the last one is in the slot, and may call those before it.
#[derive(Debug, Default)]
pub(super) struct PageHandlers {
    handlers: RefCell<Vec<PageHandler>>,
    /// Whether one of them is on the stack.
    is_running: Cell<bool>,
    /// Whether one of them has thrown.
    has_thrown: Cell<bool>,
}

impl PageHandlers {
    pub(super) fn push(&self, generation: u32, function: Function) {
        let mut handlers = self.handlers.borrow_mut();
        if handlers.len() == MOST_HANDLERS {
            handlers.remove(0);
        }
        handlers.push(PageHandler {
            generation,
            function,
        });
    }

    pub(super) fn is_running(&self) -> bool {
        self.is_running.get()
    }

    /// Calls the handler of that generation as the chat would, and returns its answer. Once a handler of
    /// this slot has thrown, there are no more answers.
    pub(super) fn call(
        &self,
        generation: u32,
        name: &str,
        receiver: &JsValue,
        arguments: &Array,
    ) -> JsValue {
        let handlers = self.handlers.borrow();
        let mut known = handlers.iter();
        let handler = known.find(|known| known.generation == generation).cloned();
        drop(handlers);
        let Some(handler) = handler else {
            return JsValue::UNDEFINED;
        };
        let outer = self.is_running.replace(true);
        let answer = if self.has_thrown.get() {
            // A call for its effect leaks nothing when it throws, but has no answer.
            js::invoke(&handler.function, receiver, arguments).map(|()| JsValue::UNDEFINED)
        } else {
            handler.function.apply(receiver, arguments)
        };
        self.is_running.set(outer);
        answer.unwrap_or_else(|thrown| {
            self.has_thrown.set(true);
            let message = js::error_message(&thrown);
            console::error(&["the page's own handler of ", name, " threw: ", &message]);
            JsValue::UNDEFINED
        })
    }
}
