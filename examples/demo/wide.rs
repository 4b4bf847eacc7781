//! How much room there is.

use gloo_events::EventListener;
use gloo_utils::window;
use web_sys::MediaQueryList;
use yew::prelude::*;

fn query() -> Option<MediaQueryList> {
    // The width at which the styles set the column behind the scenes beside the shop.
    window().match_media("(min-width: 1100px)").ok().flatten()
}

/// Whether the window is wide; renders again when that changes. At first it is not: a server has no
/// window, and the browser's first render must be the server's.
#[hook]
pub(crate) fn use_wide() -> bool {
    let wide = use_state(|| false);
    let setter = wide.setter();
    use_effect_with((), move |()| {
        let listener = query().map(|query| {
            setter.set(query.matches());
            EventListener::new(&query.clone(), "change", move |_| {
                setter.set(query.matches())
            })
        });
        move || drop(listener)
    });
    *wide
}
