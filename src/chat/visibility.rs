//! The page's visibility, as the Page Visibility API defines it.

use std::cell::Cell;

use wasm_bindgen::JsValue;

use super::providers;
use crate::browser::{function, window_events};

thread_local! {
    static IS_LISTENING: Cell<bool> = const { Cell::new(false) };
}

/// From now on, values are re-read when the visitor returns to the page, from another tab or by the
/// back button: the launcher's counts change in the meantime without a callback.
pub(crate) fn refresh_on_return() {
    if IS_LISTENING.replace(true) {
        return;
    }
    let refresh = |_, _| {
        providers::notify_change();
        JsValue::UNDEFINED
    };
    window_events::listen(&["visibilitychange"], &function::cached(refresh, 0));
}
