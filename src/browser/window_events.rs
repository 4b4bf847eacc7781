//! Listeners of window events.

use js_sys::{Function, Object};
use wasm_bindgen::JsValue;

use crate::browser::js;

/// Calls `function` with each event of these types. It runs in the capture phase, before a listener
/// of the page can stop the event, and is passive, so it never delays scrolling.
pub(crate) fn listen(types: &[&str], function: &Function) {
    call("addEventListener", types, function);
}

/// Removes the listeners that [`listen`] added.
pub(crate) fn unlisten(types: &[&str], function: &Function) {
    call("removeEventListener", types, function);
}

fn call(method: &str, types: &[&str], function: &Function) {
    let options = Object::new();
    js::set(&options, "capture", &JsValue::TRUE);
    js::set(&options, "passive", &JsValue::TRUE);
    for name in types {
        // Neither method throws for a function and an object.
        drop(js::call_method(
            &js::window(),
            method,
            &[&(*name).into(), function, &options],
        ));
    }
}
