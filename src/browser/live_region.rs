//! Announcements for screen readers, polite and without moving the focus.

use std::cell::RefCell;

use wasm_bindgen::JsValue;
use web_sys::Element;

use crate::browser::{function, js, timer};

/// Invisible, but still announced, which `display: none` would prevent. It takes no room, on screen or in
/// print, whatever the site's own rules say of a `div`.
const HIDDEN_STYLE: &str = "all:initial!important;position:fixed!important;top:0!important;left:0!important;width:1px!important;height:1px!important;overflow:hidden!important;clip-path:inset(50%)!important;white-space:nowrap!important";

/// How long a screen reader may take to notice a region that has moved, in milliseconds.
const NOTICE_DELAY: f64 = 100.0;

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
        let region = Self(region);
        region.settle()?;
        Some(region)
    }

    /// Announces the text, unless another region announces the same, because a page may have several
    /// buttons with one state. An empty text announces nothing.
    pub(crate) fn announce(&self, text: &str) {
        let is_announced = self.replace_text(text);
        let text = if is_announced { "" } else { text };
        if self.settle() == Some(true) {
            // Screen readers announce only what changes in a region that they have seen.
            self.0.set_text_content(None);
            timer::set(&function::cached(announce_moved, 0), NOTICE_DELAY);
        } else {
            self.0.set_text_content(Some(text));
        }
    }

    /// Puts the region where screen readers hear it: into the modal dialog that has the focus, because
    /// everything around one is inert, and else into the body, which an app may have exchanged. Returns
    /// whether the region has moved. `None` if the page has no body.
    fn settle(&self) -> Option<bool> {
        let document = web_sys::window()?.document()?;
        let focused = document.active_element();
        // Older browsers do not know `:modal`.
        let dialog = focused.and_then(|focused| focused.closest("dialog:modal").ok()?);
        let place = match dialog {
            Some(dialog) => dialog,
            None => document.query_selector("body").ok()??,
        };
        let is_there = self.0.parent_element().as_ref() == Some(&place);
        if !is_there {
            place.append_child(&self.0).ok()?;
        }
        Some(!is_there)
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

/// Announces what regions that have moved had to say.
fn announce_moved(_: u32, _: [JsValue; 3]) -> JsValue {
    TEXTS.with_borrow(|texts| {
        for (index, (region, text)) in texts.iter().enumerate() {
            let mut before = texts.iter().take(index);
            if !before.any(|(_, other)| other == text) {
                region.set_text_content(Some(text));
            }
        }
    });
    JsValue::UNDEFINED
}

impl Drop for LiveRegion {
    fn drop(&mut self) {
        self.replace_text("");
        self.0.remove();
    }
}
