//! Pages that the browser prepares before the visitor has asked for them.

use js_sys::Function;

use crate::browser::{document, window_events};

/// Whether the browser prerenders the page, which nobody may ever see.
pub(crate) fn is_prerendering() -> bool {
    document::property("prerendering").is_truthy()
}

/// Calls `function` when a prerendered page is shown.
pub(crate) fn on_shown(function: &Function) {
    window_events::listen(&["prerenderingchange"], function);
}
