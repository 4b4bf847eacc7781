//! Sets values in a message: the object that is pushed to the data layer.

use js_sys::Object;
use wasm_bindgen::JsValue;

use crate::browser::js;
use crate::event::Scalar;

/// Sets a key. `None` becomes `undefined`, so that the key does not keep the value of an earlier push.
pub(super) fn set(message: &Object, key: &str, value: Option<&Scalar>) {
    js::set(message, key, &value.map_or(JsValue::UNDEFINED, to_js));
}

/// Like [`set`], with a key that is already a JavaScript string.
pub(super) fn set_by_key(message: &JsValue, key: &JsValue, value: &Scalar) {
    match value {
        Scalar::Number(number) => js::set_number_by_key(message, key, *number),
        value => js::set_by_key(message, key, &to_js(value)),
    }
}

fn to_js(value: &Scalar) -> JsValue {
    match value {
        Scalar::Text(text) => JsValue::from_str(text),
        Scalar::Number(number) => JsValue::from_f64(*number),
        Scalar::Bool(flag) => JsValue::from_bool(*flag),
    }
}
