//! The page's document.

use wasm_bindgen::JsValue;

use crate::browser::js;

/// The document. A script cannot replace `window.document`.
pub(crate) fn document() -> JsValue {
    js::get(&js::window(), "document")
}

/// A property of the document itself. `<form name="URL">` makes `document.URL` the form; the prototype
/// still has the property.
pub(crate) fn property(name: &str) -> JsValue {
    let window = js::window();
    let prototype = js::get(&js::get(&window, "Document"), "prototype");
    let reflect = js::get(&window, "Reflect");
    js::call_method(&reflect, "get", &[&prototype, &name.into(), &document()]).unwrap_or_default()
}

/// Whether the page's own scripts, styles and pictures have loaded, or failed to.
pub(crate) fn has_loaded() -> bool {
    property("readyState") == *"complete"
}
