//! Reading values that foreign scripts made, and telling the console.
//!
//! A launcher, a tag or another script may hand over anything: an exception that crosses wasm frames
//! skips Rust's destructors, so every access to what they made catches.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = console, js_name = error)]
    fn console_error(message: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(catch, js_namespace = console, js_name = warn)]
    fn console_warn(message: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(catch, js_namespace = performance, js_name = now)]
    fn performance_now() -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = queueMicrotask)]
    fn queue_microtask(callback: &Function) -> Result<(), JsValue>;

    type Bindable;

    #[wasm_bindgen(method, js_name = bind)]
    fn bind_first(this: &Bindable, receiver: &JsValue, first: &JsValue) -> Function;
}

/// Tells the console of something that did not work. A console that throws cannot be told.
pub(crate) fn error(message: &str) {
    drop(console_error(&["yew-customerly: ", message].concat()));
}

/// Tells the console of something that works, but probably not as meant.
pub(crate) fn warn(message: &str) {
    drop(console_warn(&["yew-customerly: ", message].concat()));
}

/// Milliseconds on a clock that never jumps; 0 where a page took the clock away.
pub(crate) fn now() -> f64 {
    performance_now()
        .ok()
        .and_then(|now| now.as_f64())
        .unwrap_or_default()
}

/// Has `callback` called when all that is on the stack now has come back or was torn down.
pub(crate) fn later(callback: &Function) {
    if let Err(thrown) = queue_microtask(callback) {
        error(&["the page takes no microtask: ", &describe(&thrown)].concat());
    }
}

/// The property, or `undefined` where the target has none, is no object or throws.
pub(crate) fn get(target: &JsValue, key: &str) -> JsValue {
    Reflect::get(target, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED)
}

/// Sets a property; `false` where the target refuses or throws.
pub(crate) fn set(target: &JsValue, key: &str, value: &JsValue) -> bool {
    Reflect::set(target, &JsValue::from_str(key), value).unwrap_or(false)
}

/// The value as a function, if it can be called.
pub(crate) fn function(value: JsValue) -> Option<Function> {
    value.is_function().then(|| value.unchecked_into())
}

/// The function property of that name.
pub(crate) fn method(target: &JsValue, key: &str) -> Option<Function> {
    function(get(target, key))
}

/// `function` with its first argument given: many functions from one closure.
pub(crate) fn bind(function: &JsValue, first: &JsValue) -> Function {
    function
        .unchecked_ref::<Bindable>()
        .bind_first(&JsValue::UNDEFINED, first)
}

/// The arguments of a call whose closure has a fixed number of them, without those not given.
pub(crate) fn arguments(arguments: &[JsValue]) -> Array {
    let given = arguments
        .iter()
        .rposition(|argument| !argument.is_undefined())
        .map_or(0, |last| last + 1);
    arguments.iter().take(given).collect()
}

/// Whether the value can have properties: an object, an array or a function.
pub(crate) fn has_properties(value: &JsValue) -> bool {
    value.is_object() || value.is_function()
}

/// The window, looked up anew: nothing of it is worth trusting twice.
pub(crate) fn page() -> Object {
    js_sys::global()
}

/// What was thrown, in words.
pub(crate) fn describe(thrown: &JsValue) -> String {
    thrown
        .as_string()
        .or_else(|| get(thrown, "message").as_string())
        .unwrap_or_else(|| "something without a message".to_owned())
}
