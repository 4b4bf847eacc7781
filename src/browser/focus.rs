//! The focus of an element that is replaced by other content.
//!
//! When a focused element leaves the page, the browser moves the focus to the body, and a visitor with
//! a keyboard or a screen reader would have to start again from the top.

use wasm_bindgen::prelude::*;
use web_sys::Node;

use crate::browser::document::document;
use crate::browser::js;

/// A place in the page, between two empty texts that stay whatever the content between them is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FocusPlace {
    start: JsValue,
    end: JsValue,
}

impl FocusPlace {
    pub(crate) fn new() -> Self {
        Self {
            start: empty_text(),
            end: empty_text(),
        }
    }

    /// The texts at the start and at the end, to be put into the page.
    pub(crate) fn ends(&self) -> [Node; 2] {
        [&self.start, &self.end].map(|text| text.clone().unchecked_into())
    }

    /// Whether an element in the place has the focus.
    pub(crate) fn has_focus(&self) -> bool {
        self.any(&has_focus)
    }

    /// Moves the focus to the first element in the place that accepts it. If none does, the first element
    /// is made to accept it. No-op for a text alone.
    pub(crate) fn take_focus(&self) {
        let _ = self.any(&focus_within) || self.any(&focus_itself);
    }

    fn any(&self, test: &dyn Fn(&JsValue) -> bool) -> bool {
        any(next_sibling(&self.start), &self.end, test)
    }
}

/// Whether the node, or one inside it, has the focus.
pub(crate) fn has_focus(node: &JsValue) -> bool {
    let contains = js::call_method(node, "contains", &[&focused_near(node)]);
    contains.is_ok_and(|contains| contains.is_truthy())
}

/// Moves the focus to the node. Returns whether it has accepted it.
pub(crate) fn focus(node: &JsValue) -> bool {
    // A text has no such method. For an element without the ability, the method does nothing.
    drop(js::call_method(node, "focus", &[]));
    focused_near(node) == *node
}

fn empty_text() -> JsValue {
    js::call_method(&document(), "createTextNode", &[&"".into()]).unwrap_or_default()
}

/// The element with the focus, in the document or the shadow root that the node is in.
fn focused_near(node: &JsValue) -> JsValue {
    let root = js::call_method(node, "getRootNode", &[]);
    js::get(&root.unwrap_or_default(), "activeElement")
}

fn focus_within(node: &JsValue) -> bool {
    focus(node) || any(js::get(node, "firstChild"), &JsValue::NULL, &focus_within)
}

/// Makes the node accept the focus.
fn focus_itself(node: &JsValue) -> bool {
    drop(js::call_method(
        node,
        "setAttribute",
        &[&"tabindex".into(), &"-1".into()],
    ));
    focus(node)
}

fn next_sibling(node: &JsValue) -> JsValue {
    js::get(node, "nextSibling")
}

/// Whether a node passes the test, from the first one to the one before the end of its siblings.
fn any(first: JsValue, end: &JsValue, test: &dyn Fn(&JsValue) -> bool) -> bool {
    let mut node = first;
    while js::has_properties(&node) && node != *end {
        if test(&node) {
            return true;
        }
        node = next_sibling(&node);
    }
    false
}
