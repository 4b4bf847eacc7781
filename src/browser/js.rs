//! Access to JavaScript values that other scripts made.
//!
//! A launcher, a tag or another script may hand over anything, and an exception that crosses wasm
//! frames skips Rust's destructors. So every access catches.
//!
//! The imports are few and general, because each one costs every visitor about fifty bytes.

use js_sys::{Array, Function, Object};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type Foreign;

    /// Throws for `undefined` and `null`, as in JavaScript, and where a getter throws.
    #[wasm_bindgen(method, structural, indexing_getter, catch)]
    fn get(this: &Foreign, key: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, indexing_setter, catch)]
    fn set(this: &Foreign, key: &JsValue, value: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(method, structural, indexing_setter, catch)]
    fn set_number(this: &Foreign, key: &JsValue, value: f64) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn apply(this: &Foreign, receiver: &JsValue, arguments: &Array) -> Result<(), JsValue>;

    /// The names of an object's own properties. A proxy may throw, which `js_sys` does not catch.
    #[wasm_bindgen(catch, js_namespace = Object)]
    pub(crate) fn keys(object: &JsValue) -> Result<Array, JsValue>;

    /// Throws for a revoked proxy.
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn array_is_array(value: &JsValue) -> Result<bool, JsValue>;
}

/// The window, looked up at every call: another script may replace any of its properties.
pub(crate) fn window() -> Object {
    js_sys::global()
}

/// Reads a property. `undefined` if the target has none, is no object or throws.
pub(crate) fn get(target: &JsValue, key: &str) -> JsValue {
    // When an import that returns a value throws, wasm-bindgen leaks a table slot. So what would
    // often throw is not tried.
    if !has_properties(target) {
        return JsValue::UNDEFINED;
    }
    get_by_key(target, &JsValue::from_str(key))
}

/// Like [`get`], with a key that is already a JavaScript string.
pub(crate) fn get_by_key(target: &JsValue, key: &JsValue) -> JsValue {
    let property = target.unchecked_ref::<Foreign>().get(key);
    property.unwrap_or(JsValue::UNDEFINED)
}

/// Sets a property. Returns `false` if the target refuses it or throws.
pub(crate) fn set(target: &JsValue, key: &str, value: &JsValue) -> bool {
    try_set(target, key, value).is_ok()
}

/// Sets a property, or returns what was thrown.
pub(crate) fn try_set(target: &JsValue, key: &str, value: &JsValue) -> Result<(), JsValue> {
    target
        .unchecked_ref::<Foreign>()
        .set(&JsValue::from_str(key), value)
}

/// Sets a property of an object that we made, with a key that is already a JavaScript string. This
/// fails only if the page broke `Object` itself.
pub(crate) fn set_by_key(target: &JsValue, key: &JsValue, value: &JsValue) {
    drop(target.unchecked_ref::<Foreign>().set(key, value));
}

/// Like [`set_by_key`], without making a JavaScript value of the number first.
pub(crate) fn set_number_by_key(target: &JsValue, key: &JsValue, value: f64) {
    drop(target.unchecked_ref::<Foreign>().set_number(key, value));
}

/// The property of that name, if it is a function.
pub(crate) fn method(target: &JsValue, key: &str) -> Option<Function> {
    let value = get(target, key);
    value.is_function().then(|| value.unchecked_into())
}

/// Calls a method and returns its result, or what was thrown.
pub(crate) fn call_method(
    target: &JsValue,
    key: &str,
    arguments: &[&JsValue],
) -> Result<JsValue, JsValue> {
    let Some(method) = method(target, key) else {
        return Err(["there is no function ", key].concat().into());
    };
    method.apply(target, &array(arguments.iter().copied().cloned()))
}

/// Calls a function for its effect. Unlike [`call_method`], this leaks nothing when the function
/// throws, so it may be used for functions that throw at every call.
pub(crate) fn invoke(
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

/// Whether the value is an array. `false` for a revoked proxy.
pub(crate) fn is_array(value: &JsValue) -> bool {
    array_is_array(value).unwrap_or_default()
}

/// The message of a thrown value.
pub(crate) fn error_message(thrown: &JsValue) -> String {
    thrown
        .as_string()
        .or_else(|| get(thrown, "message").as_string())
        .unwrap_or_else(|| "something without a message".to_owned())
}

/// The arguments of a call, without the `undefined` ones at the end.
pub(crate) fn passed_arguments(arguments: &[JsValue]) -> Array {
    let passed = arguments
        .iter()
        .rposition(|argument| !argument.is_undefined())
        .map_or(0, |last| last + 1);
    array(arguments.iter().take(passed).cloned())
}

/// Makes an array without `Array.prototype.push`, which the page may have replaced.
pub(crate) fn array(items: impl Iterator<Item = JsValue>) -> Array {
    let array = Array::new();
    for (index, item) in items.enumerate() {
        set_by_key(&array, &JsValue::from_f64(index as f64), &item);
    }
    array
}
