//! Definitions of properties on objects that other scripts may have made.

use js_sys::Object;
use wasm_bindgen::JsValue;

use crate::browser::js;

/// Defines an accessor. Nothing happens if the object refuses it.
pub(crate) fn define_accessor(object: &JsValue, key: &str, getter: &JsValue, setter: &JsValue) {
    define(object, key, &[("get", getter), ("set", setter)]);
}

/// Defines a plain property, also in the place of an accessor. Nothing happens if the object refuses it.
pub(crate) fn define_value(object: &JsValue, key: &str, value: &JsValue) {
    define(
        object,
        key,
        &[("value", value), ("writable", &JsValue::TRUE)],
    );
}

fn define(object: &JsValue, key: &str, attributes: &[(&str, &JsValue)]) {
    let descriptor = Object::new();
    for (name, value) in attributes {
        js::set(&descriptor, name, value);
    }
    js::set(&descriptor, "configurable", &JsValue::TRUE);
    js::set(&descriptor, "enumerable", &JsValue::TRUE);
    let constructor = js::get(&js::window(), "Object");
    drop(js::call_method(
        &constructor,
        "defineProperty",
        &[object, &key.into(), &descriptor],
    ));
}
