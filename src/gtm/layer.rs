//! The data layer's array.

use js_sys::Array;
use wasm_bindgen::JsValue;

use crate::foreign;

/// Where a container listens that was not told another name.
pub(super) const NAME: &str = "dataLayer";

/// Pushes by the array's own `push`, which Google Tag Manager and others replace. The array is looked
/// up each time, as a page may replace that too, and made where there is none.
pub(super) fn push(name: &str, message: &JsValue) -> Result<(), String> {
    let page = foreign::page();
    let mut layer = foreign::get(&page, name);
    if layer.is_null() || layer.is_undefined() {
        foreign::set(&page, name, &Array::new());
        layer = foreign::get(&page, name);
    }
    let push = foreign::method(&layer, "push").ok_or("it has no push method")?;
    let pushed = push.call1(&layer, message);
    // What it returns means nothing: once Google Tag Manager listens it is a boolean.
    pushed.map_err(|thrown| ["its push threw: ", &foreign::describe(&thrown)].concat())?;
    Ok(())
}
