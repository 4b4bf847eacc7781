//! What the instances of this crate on one page share.

use js_sys::Object;
use wasm_bindgen::JsValue;

use crate::browser::js;

/// The name on the window. It changes with the meaning of what is in the object, because the instances may
/// be of different versions.
const KEY: &str = "__yew_customerly_1";

/// The page's object, by which several bundles with this crate know of each other: micro frontends, a hot
/// reload, or one module under two addresses.
pub(crate) fn shared() -> JsValue {
    let window = js::window();
    let mut shared = js::get(&window, KEY);
    // An element with that id would be on the window, too.
    if !shared.is_object() || !js::get(&shared, "nodeType").is_undefined() {
        shared = Object::new().into();
        js::set(&window, KEY, &shared);
    }
    shared
}

/// Forgets the object, as a new page does.
#[cfg(all(test, target_family = "wasm"))]
pub(crate) fn forget() {
    js::set(&js::window(), KEY, &JsValue::UNDEFINED);
}
