//! The data layer's array.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::foreign;

#[wasm_bindgen]
extern "C" {
    type Page;

    /// An import of its own, as a place in the code that reads only this is twice as fast as the
    /// general one, which has seen everything.
    #[wasm_bindgen(method, structural, indexing_getter, catch)]
    fn layer(this: &Page, name: &JsValue) -> Result<JsValue, JsValue>;

    type Layer;

    /// What it returns means nothing: once Google Tag Manager listens it is a boolean.
    #[wasm_bindgen(method, structural, catch)]
    fn push(this: &Layer, message: &JsValue) -> Result<(), JsValue>;
}

/// Where a container listens that was not told another name.
pub(super) const NAME: &str = "dataLayer";

/// Pushes by the array's own `push`, which Google Tag Manager and others replace. The array is looked
/// up each time, as a page may replace that too, and made where there is none.
pub(super) fn push(name: &JsValue, message: &JsValue) -> Result<(), String> {
    let page = foreign::page();
    let mut layer = page.unchecked_ref::<Page>().layer(name).unwrap_or_default();
    let mut pushed = layer.unchecked_ref::<Layer>().push(message);
    if pushed.is_err() && (layer.is_null() || layer.is_undefined()) {
        foreign::set_by(&page, name, &Array::new());
        layer = foreign::get_by(&page, name);
        pushed = layer.unchecked_ref::<Layer>().push(message);
    }
    match pushed {
        Ok(()) => Ok(()),
        Err(_) if foreign::method(&layer, "push").is_none() => {
            Err("it has no push method".to_owned())
        }
        Err(thrown) => Err(["its push threw: ", &foreign::describe(&thrown)].concat()),
    }
}
