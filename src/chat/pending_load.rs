//! A load that waits for its trigger.

use std::cell::Cell;
use std::fmt;

use js_sys::Function;
use wasm_bindgen::JsValue;

use crate::browser::function::{self, Handler};

thread_local! {
    static LAST_ID: Cell<u32> = const { Cell::new(0) };
}

/// A load that waits for its trigger. Dropping it cancels the trigger.
pub(crate) struct PendingLoad {
    /// The number that the trigger's function carries, by which it finds the provider that waits.
    id: u32,
    /// What cancels the trigger: a timer, or a function that listens.
    handle: JsValue,
    cancel: fn(&JsValue),
    pub(crate) is_chat_button: bool,
}

impl PendingLoad {
    /// Has the page call `handler` with the pending load's id. `start` registers the function and
    /// returns what `cancel` needs.
    pub(crate) fn new(
        handler: Handler,
        start: impl FnOnce(&Function) -> JsValue,
        cancel: fn(&JsValue),
    ) -> Self {
        let id = LAST_ID.get().wrapping_add(1);
        LAST_ID.set(id);
        Self {
            id,
            handle: start(&function::uncached(handler, id)),
            cancel,
            is_chat_button: false,
        }
    }

    /// A load that a chat button triggers.
    pub(crate) fn on_chat_button() -> Self {
        Self {
            id: 0,
            handle: JsValue::UNDEFINED,
            cancel: |_| {},
            is_chat_button: true,
        }
    }

    pub(crate) fn has_id(&self, id: u32) -> bool {
        self.id == id
    }
}

impl Drop for PendingLoad {
    fn drop(&mut self) {
        (self.cancel)(&self.handle);
    }
}

impl fmt::Debug for PendingLoad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingLoad").finish_non_exhaustive()
    }
}
