//! What a screen reader says by itself, politely and without moving the focus.

use wasm_bindgen::JsValue;
use web_sys::Element;

use crate::foreign;

/// Out of sight, but not out of hearing as with `display: none`.
const UNSEEN: &str = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap";

/// A live region at the page's end, for as long as this lives. It is no part of the app's tree: it
/// must not move what stands there, and a page from a server has none.
#[derive(Debug)]
pub(crate) struct LiveRegion(Element);

impl LiveRegion {
    /// An empty one: only what changes in a region that is there already is said. `None` where the
    /// page takes none.
    pub(crate) fn new() -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let region = document.create_element("div").ok()?;
        region.set_attribute("role", "status").ok()?;
        // Through the object, which a content security policy lets pass, and not the attribute.
        let style = foreign::get(&region, "style");
        foreign::set(&style, "cssText", &JsValue::from_str(UNSEEN));
        let body = document.query_selector("body").ok()??;
        body.append_child(&region).ok()?;
        Some(Self(region))
    }

    pub(crate) fn say(&self, text: &str) {
        self.0.set_text_content(Some(text));
    }
}

impl Drop for LiveRegion {
    fn drop(&mut self) {
        self.0.remove();
    }
}
