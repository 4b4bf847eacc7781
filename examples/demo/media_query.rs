//! The window's width, as the styles see it.

use gloo_events::EventListener;
use gloo_utils::window;
use web_sys::MediaQueryList;
use yew::prelude::*;

/// Matches when the styles place the inspector beside the shop.
fn wide_window() -> Option<MediaQueryList> {
    window().match_media("(min-width: 1100px)").ok().flatten()
}

/// Whether the window is wide; re-renders when that changes. The first render returns `false`, because
/// a server has no window and hydration requires the same markup.
#[hook]
pub(crate) fn use_wide_window() -> bool {
    let is_wide = use_state(|| false);
    let setter = is_wide.setter();
    use_effect_with((), move |()| {
        let listener = wide_window().map(|query| {
            setter.set(query.matches());
            EventListener::new(&query.clone(), "change", move |_| {
                setter.set(query.matches())
            })
        });
        move || drop(listener)
    });
    *is_wide
}
