//! The data layer's array on the window.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::browser::js;

#[wasm_bindgen]
extern "C" {
    type Window;

    /// An import of its own: V8 caches a property access per place in the code, and a place that reads
    /// only this property is twice as fast as the shared one of `js::get`.
    #[wasm_bindgen(method, structural, indexing_getter, catch)]
    fn layer(this: &Window, name: &JsValue) -> Result<JsValue, JsValue>;

    type Layer;

    /// The result has no meaning. Once Google Tag Manager has replaced `push` it is a boolean.
    #[wasm_bindgen(method, structural, catch)]
    fn push(this: &Layer, message: &JsValue) -> Result<(), JsValue>;
}

/// Pushes a message to `window[name]`, or returns why that failed.
///
/// It calls the array's own `push`, which Google Tag Manager and others replace. The array is looked up
/// for each push, because a page may replace it, and is created if it is missing.
pub(in crate::gtm) fn push(name: &JsValue, message: &JsValue) -> Result<(), String> {
    let window = js::window();
    let mut layer = window
        .unchecked_ref::<Window>()
        .layer(name)
        .unwrap_or_default();
    let mut pushed = layer.unchecked_ref::<Layer>().push(message);
    if pushed.is_err() && (layer.is_null() || layer.is_undefined()) {
        js::set_by_key(&window, name, &Array::new());
        layer = js::get_by_key(&window, name);
        pushed = layer.unchecked_ref::<Layer>().push(message);
    }
    match pushed {
        Ok(()) => Ok(()),
        Err(_) if js::method(&layer, "push").is_none() => Err("it has no push method".to_owned()),
        Err(thrown) => Err(["its push threw: ", &js::error_message(&thrown)].concat()),
    }
}
