//! Waiting for the moment when the chat is to be loaded.

use std::cell::Cell;
use std::fmt;

use js_sys::Function;
use wasm_bindgen::JsValue;

use crate::foreign::{self, Handler};

thread_local! {
    static LAST: Cell<u32> = const { Cell::new(0) };
}

/// What a provider waits for, until this is dropped.
pub(crate) struct Moment {
    /// All that a function of ours can carry, so that it finds who waits for it.
    number: u32,
    /// What the page knows it by: a timer, or a function that listens.
    means: JsValue,
    end: fn(&JsValue),
    pub(crate) is_chat_button: bool,
}

impl Moment {
    /// One that the page tells of by calling `handler` with the moment's number: `begin` asks it to
    /// do so, `end` takes back what that returned.
    pub(crate) fn new(
        handler: Handler,
        begin: impl FnOnce(&Function) -> JsValue,
        end: fn(&JsValue),
    ) -> Self {
        let number = LAST.get().wrapping_add(1);
        LAST.set(number);
        Self {
            number,
            means: begin(&foreign::passing_function(handler, number)),
            end,
            is_chat_button: false,
        }
    }

    /// One that a chat button tells of.
    pub(crate) fn of_chat_button() -> Self {
        Self {
            number: 0,
            means: JsValue::UNDEFINED,
            end: |_| {},
            is_chat_button: true,
        }
    }

    pub(crate) fn has_number(&self, number: u32) -> bool {
        self.number == number
    }
}

impl Drop for Moment {
    fn drop(&mut self) {
        (self.end)(&self.means);
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Moment").finish_non_exhaustive()
    }
}
