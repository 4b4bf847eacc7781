//! The focus of an element that is replaced by other content.

use std::mem;

use wasm_bindgen::JsValue;

use crate::browser::js;

/// The place between two nodes of the page, whose content is about to be replaced.
///
/// When a focused element leaves the page, the browser moves the focus to the body, and a visitor with
/// a keyboard or a screen reader would have to start again from the top.
#[derive(Debug)]
pub(crate) struct FocusPlace {
    before: JsValue,
    after: JsValue,
    had_focus: bool,
}

impl FocusPlace {
    /// The place of an element between two nodes that stay.
    pub(crate) fn of(element: &JsValue) -> Self {
        Self {
            before: js::get(element, "previousSibling"),
            after: next_sibling(element),
            had_focus: false,
        }
    }

    /// Notes whether an element in the place has the focus.
    pub(crate) fn note_focus(&mut self) {
        let focused = focused_near(&self.before);
        self.had_focus = self.any(&|node| {
            let contains = js::call_method(node, "contains", &[&focused]);
            contains.is_ok_and(|contains| contains.is_truthy())
        });
    }

    /// Moves the focus to the first element in the place that accepts it, if one had it before. If none
    /// does, the first element is made to accept it. No-op for a text alone.
    pub(crate) fn restore_focus(&mut self) {
        let _ =
            mem::take(&mut self.had_focus) && (self.any(&focus_within) || self.any(&focus_itself));
    }

    fn any(&self, test: &dyn Fn(&JsValue) -> bool) -> bool {
        any(next_sibling(&self.before), &self.after, test)
    }
}

/// The element with the focus, in the document or the shadow root that the node is in.
fn focused_near(node: &JsValue) -> JsValue {
    let root = js::call_method(node, "getRootNode", &[]);
    js::get(&root.unwrap_or_default(), "activeElement")
}

/// Returns whether the node has accepted the focus.
fn focus(node: &JsValue) -> bool {
    // A text has no such method. For an element without the ability, the method does nothing.
    drop(js::call_method(node, "focus", &[]));
    focused_near(node) == *node
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
