//! Which data layers the page's containers listen to, as far as components have requested them.

use std::cell::RefCell;

use yew::AttrValue;

thread_local! {
    static USED: RefCell<Vec<AttrValue>> = const { RefCell::new(Vec::new()) };
}

/// A component requests a container that listens to this data layer.
pub(in crate::gtm) fn add(name: &AttrValue) {
    USED.with_borrow_mut(|used| used.push(name.clone()));
}

/// Whether a container listens to this data layer. `None` if no component has requested any.
pub(in crate::gtm) fn is_used(name: &str) -> Option<bool> {
    USED.with_borrow(|used| {
        let is_used = used.iter().any(|known| known == name);
        (!used.is_empty()).then_some(is_used)
    })
}
