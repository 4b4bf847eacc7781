//! A chat that a script of the page starts, whatever the app's load strategy waits for.

use wasm_bindgen::JsValue;

use super::instance::{is_idle, messenger};
use super::stub;
use crate::browser::{function, js, property, timer};

/// From now on, a chat that a script of the page starts is heard. One that has started already is found by
/// [`page_has_started`].
pub(crate) fn listen_to_page() {
    let Ok(customerly) = stub::create() else {
        return;
    };
    if is_idle() && !is_started(&customerly) {
        messenger().install_callbacks(&customerly);
        // Customerly's snippet and its React package set it when they request the launcher.
        let setter = function::cached(loaded_written, 0);
        property::define_accessor(&customerly, "loaded", &JsValue::UNDEFINED, &setter);
    }
}

/// Whether a script of the page has started the chat, and this app has not followed yet.
pub(crate) fn page_has_started() -> bool {
    is_idle() && is_started(&stub::current())
}

fn is_started(customerly: &JsValue) -> bool {
    stub::is_launched(customerly) || js::get(customerly, "loaded").is_truthy()
}

fn loaded_written(_: u32, [value, ..]: [JsValue; 3]) -> JsValue {
    if value.is_truthy() {
        property::define_value(&stub::current(), "loaded", &value);
        // The script element is inserted after this.
        timer::after_current_task(&function::cached(page_started, 0));
    }
    JsValue::UNDEFINED
}

fn page_started(_: u32, _: [JsValue; 3]) -> JsValue {
    messenger().notify_page_start();
    JsValue::UNDEFINED
}
