//! Announcements for screen readers, polite and without moving the focus.

use std::cell::RefCell;

use wasm_bindgen::JsValue;
use web_sys::Element;

use crate::browser::js;

/// Invisible, but still announced, which `display: none` would prevent.
const HIDDEN_STYLE: &str = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap";

thread_local! {
    /// What each region was last given to announce, if it was a text.
    static TEXTS: RefCell<Vec<(Element, String)>> = const { RefCell::new(Vec::new()) };
}

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

    /// Announces the text, unless another region announces the same, because a page may have several
    /// buttons with one state. An empty text announces nothing.
    pub(crate) fn announce(&self, text: &str) {
        let is_announced = self.replace_text(text);
        self.0
            .set_text_content(Some(if is_announced { "" } else { text }));
    }

    /// Returns whether another region has the text.
    fn replace_text(&self, text: &str) -> bool {
        TEXTS.with_borrow_mut(|texts| {
            texts.retain(|(region, _)| *region != self.0);
            let has_other = texts.iter().any(|(_, other)| other == text);
            if !text.is_empty() {
                texts.push((self.0.clone(), text.to_owned()));
            }
            has_other
        })
    }
}

impl Drop for LiveRegion {
    fn drop(&mut self) {
        self.replace_text("");
        self.0.remove();
    }
}
