//! The page in its tab, which the visitor leaves and comes back to.

use std::cell::Cell;

use wasm_bindgen::JsValue;

use crate::{delivery, foreign};

thread_local! {
    static LISTENS: Cell<bool> = const { Cell::new(false) };
}

/// From now on, what can be read is read again when the visitor comes back to the page, from another
/// tab or by the back button: the launcher counts in the meantime and need not say so.
pub(crate) fn refresh_on_return() {
    if LISTENS.replace(true) {
        return;
    }
    let refresh = |_, _| {
        delivery::tell_change();
        JsValue::UNDEFINED
    };
    let arguments = [
        &"visibilitychange".into(),
        &foreign::function(refresh, 0).into(),
    ];
    if foreign::call(&foreign::page(), "addEventListener", &arguments).is_err() {
        foreign::warn(&["the page does not say when the visitor comes back to it"]);
    }
}
