//! Announcements for screen readers, polite and without moving the focus.

use wasm_bindgen::JsValue;
use web_sys::Element;

use crate::browser::js;

/// Invisible, but still announced, which `display: none` would prevent.
const HIDDEN_STYLE: &str = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap";

/// A live region at the end of the page, removed when this is dropped. It stays outside of the app's
/// tree, so that it moves nothing there and hydration does not expect it.
#[derive(Debug)]
pub(crate) struct LiveRegion(Element);

impl LiveRegion {
    /// An empty region: screen readers announce only what changes in a region that is there already.
    /// `None` if the page has no body.
    pub(crate) fn new() -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let region = document.create_element("div").ok()?;
        region.set_attribute("role", "status").ok()?;
        // A content security policy allows the style object and blocks the style attribute.
        let style = js::get(&region, "style");
        js::set(&style, "cssText", &JsValue::from_str(HIDDEN_STYLE));
        let body = document.query_selector("body").ok()??;
        body.append_child(&region).ok()?;
        Some(Self(region))
    }

    pub(crate) fn announce(&self, text: &str) {
        self.0.set_text_content(Some(text));
    }
}

impl Drop for LiveRegion {
    fn drop(&mut self) {
        self.0.remove();
    }
}
