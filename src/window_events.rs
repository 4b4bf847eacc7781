//! Hearing what happens to the window.

use js_sys::{Function, Object};
use wasm_bindgen::JsValue;

use crate::foreign;

/// Has `function` called with each event of these types: before the page's own listeners, which could
/// stop the event, and without ever holding up scrolling.
pub(crate) fn listen(types: &[&str], function: &Function) {
    for name in types {
        if call("addEventListener", name, function).is_err() {
            foreign::warn(&["the page does not let ", name, " be heard"]);
        }
    }
}

/// Ends what [`listen`] began.
pub(crate) fn ignore(types: &[&str], function: &Function) {
    for name in types {
        // One that cannot be taken away changes nothing when it is called.
        drop(call("removeEventListener", name, function));
    }
}

fn call(method: &str, name: &str, function: &Function) -> Result<JsValue, JsValue> {
    let options = Object::new();
    foreign::set(&options, "capture", &JsValue::TRUE);
    foreign::set(&options, "passive", &JsValue::TRUE);
    foreign::call(
        &foreign::page(),
        method,
        &[&name.into(), function, &options],
    )
}
