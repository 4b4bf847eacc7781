//! Reading values that foreign scripts made, calling them, and being called by them.
//!
//! A launcher, a tag or another script may hand over anything: an exception that crosses wasm frames
//! skips Rust's destructors, so every access to what they made catches.
//!
//! There are few imports, and they are general: each one costs every visitor some fifty bytes.

use std::cell::RefCell;

use js_sys::{Array, Function, Object};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type Foreign;

    /// As in JavaScript, this throws for `undefined` and `null`, and where a getter throws.
    #[wasm_bindgen(method, structural, indexing_getter, catch)]
    fn get(this: &Foreign, key: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, indexing_setter, catch)]
    fn set(this: &Foreign, key: &JsValue, value: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(method, structural, indexing_setter, catch)]
    fn set_number(this: &Foreign, key: &JsValue, value: f64) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn apply(this: &Foreign, receiver: &JsValue, arguments: &Array) -> Result<(), JsValue>;

    /// The names of an object's own properties; `js_sys` binds it and the next one without `catch`.
    #[wasm_bindgen(catch, js_namespace = Object, js_name = keys)]
    pub(crate) fn try_keys(object: &JsValue) -> Result<Array, JsValue>;

    /// Throws for a revoked proxy.
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn array_is_array(value: &JsValue) -> Result<bool, JsValue>;

    #[wasm_bindgen(catch, js_name = queueMicrotask)]
    fn queue_microtask(callback: &Function) -> Result<(), JsValue>;
}

/// Tells the console of something that did not work. A console that throws cannot be told.
pub(crate) fn error(parts: &[&str]) {
    say("error", parts);
}

/// Tells the console of something that works, but probably not as meant.
pub(crate) fn warn(parts: &[&str]) {
    say("warn", parts);
}

fn say(level: &str, parts: &[&str]) {
    let message = ["yew-customerly: ", &parts.concat()].concat();
    let console = get(&page(), "console");
    drop(call(&console, level, &[&message.into()]));
}

/// Milliseconds on a clock that never jumps; `None` where a page took the clock away.
pub(crate) fn now() -> Option<f64> {
    let now = call(&get(&page(), "performance"), "now", &[]);
    now.ok()?.as_f64()
}

/// Has `callback` called when all that is on the stack now has come back or was torn down.
pub(crate) fn later(callback: &Function) {
    if queue_microtask(callback).is_err() && call(&page(), "setTimeout", &[callback]).is_err() {
        error(&["the page takes neither microtasks nor timers"]);
    }
}

/// Calls a function of ours by way of JavaScript: where a panic tears it down, that ends here. The
/// stack of wasm is put right when our own caller comes back; what the torn frames held is lost.
pub(crate) fn guard(function: &Function) -> Result<(), JsValue> {
    let nothing = JsValue::UNDEFINED;
    tell(function, &nothing, nothing.unchecked_ref())
}

/// The property, or `undefined` where the target has none, is no object or throws.
pub(crate) fn get(target: &JsValue, key: &str) -> JsValue {
    // Where an import throws that returns a value, wasm-bindgen keeps a place for it for good, so what
    // throws often must not be tried.
    if !has_properties(target) {
        return JsValue::UNDEFINED;
    }
    get_by(target, &JsValue::from_str(key))
}

/// As [`get`], by a key that was handed over before.
pub(crate) fn get_by(target: &JsValue, key: &JsValue) -> JsValue {
    let property = target.unchecked_ref::<Foreign>().get(key);
    property.unwrap_or(JsValue::UNDEFINED)
}

/// Sets a property; `false` where the target refuses or throws.
pub(crate) fn set(target: &JsValue, key: &str, value: &JsValue) -> bool {
    try_set(target, key, value).is_ok()
}

/// Sets a property, or says what was thrown.
pub(crate) fn try_set(target: &JsValue, key: &str, value: &JsValue) -> Result<(), JsValue> {
    target
        .unchecked_ref::<Foreign>()
        .set(&JsValue::from_str(key), value)
}

/// Sets a property of an object of ours, by a key that was handed over before. That fails only where
/// the page broke `Object` itself.
pub(crate) fn set_by(target: &JsValue, key: &JsValue, value: &JsValue) {
    drop(target.unchecked_ref::<Foreign>().set(key, value));
}

/// As [`set_by`], without handing the number over first.
pub(crate) fn set_number_by(target: &JsValue, key: &JsValue, value: f64) {
    drop(target.unchecked_ref::<Foreign>().set_number(key, value));
}

/// The function property of that name.
pub(crate) fn method(target: &JsValue, key: &str) -> Option<Function> {
    let value = get(target, key);
    value.is_function().then(|| value.unchecked_into())
}

/// Calls a method.
pub(crate) fn call(
    target: &JsValue,
    key: &str,
    arguments: &[&JsValue],
) -> Result<JsValue, JsValue> {
    let Some(method) = method(target, key) else {
        return Err(["there is no function ", key].concat().into());
    };
    method.apply(target, &array(arguments.iter().copied().cloned()))
}

/// Calls a function of the page's, whose answer means nothing: it may throw each time.
pub(crate) fn tell(
    function: &JsValue,
    receiver: &JsValue,
    arguments: &Array,
) -> Result<(), JsValue> {
    function
        .unchecked_ref::<Foreign>()
        .apply(receiver, arguments)
}

/// Whether the value can have properties: an object, an array or a function.
pub(crate) fn has_properties(value: &JsValue) -> bool {
    value.is_object() || value.is_function()
}

/// Whether the value is an array, as far as the page lets that be known.
pub(crate) fn is_array(value: &JsValue) -> bool {
    array_is_array(value).unwrap_or_default()
}

/// As [`try_keys`]; without a working one there are none, and the console says so.
pub(crate) fn keys(object: &JsValue) -> Array {
    try_keys(object).unwrap_or_else(|thrown| {
        error(&["the page's Object.keys does not work: ", &describe(&thrown)]);
        Array::new()
    })
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

/// What runs when the page calls a function of ours: the number that the function was made with, and
/// the first arguments.
pub(crate) type Handler = fn(u32, [JsValue; 3]) -> JsValue;

type Call = dyn Fn(JsValue, JsValue, JsValue) -> JsValue;

thread_local! {
    static FUNCTIONS: RefCell<Vec<(Handler, u32, Function)>> = const { RefCell::new(Vec::new()) };
}

/// The JavaScript function that runs `handler` with `data`, kept for good. When one is let go, wasm-bindgen
/// has the browser run code some time later; and a page that runs code while it is put away is not brought
/// back when the visitor returns.
pub(crate) fn function(handler: Handler, data: u32) -> Function {
    FUNCTIONS.with_borrow_mut(|functions| {
        let known = functions.iter().find(|(known, known_data, _)| {
            std::ptr::fn_addr_eq(*known, handler) && *known_data == data
        });
        if let Some((.., function)) = known {
            return function.clone();
        }
        let function = passing_function(handler, data);
        functions.push((handler, data, function.clone()));
        function
    })
}

/// As [`function`], for as long as anybody has it: for numbers of which there is no end. All are of one
/// type, as each type of its own would cost code in wasm and in JavaScript. A bound function would carry
/// `data` as well, but old libraries replace `bind` by one that loses the arguments.
pub(crate) fn passing_function(handler: Handler, data: u32) -> Function {
    let call = move |first, second, third| handler(data, [first, second, third]);
    Closure::<Call>::new(call).into_js_value().unchecked_into()
}

/// The arguments of a call without those not given.
pub(crate) fn arguments(arguments: &[JsValue]) -> Array {
    let given = arguments
        .iter()
        .rposition(|argument| !argument.is_undefined())
        .map_or(0, |last| last + 1);
    array(arguments.iter().take(given).cloned())
}

/// An array, made without a function that the page may have replaced.
pub(crate) fn array(items: impl Iterator<Item = JsValue>) -> Array {
    let array = Array::new();
    for (index, item) in items.enumerate() {
        set_by(&array, &JsValue::from_f64(index as f64), &item);
    }
    array
}
