//! Observes the router's location, for apps with the cargo feature `router`.

use yew::prelude::*;
use yew_router::hooks::use_location;

use super::hooks::use_chat_page;

/// Tells the chat of each page that the router shows. It renders nothing, and it is a component of its
/// own so that a route change does not re-render the provider's children.
#[component]
pub(super) fn RouteObserver() -> Html {
    let location = use_location();
    // The fragment is a place on the page. A router that keeps its routes there reports them as the
    // path.
    let page = location.map(|location| {
        let path = location.path().to_owned();
        (path, location.query_str().to_owned())
    });
    use_chat_page(page);
    Html::default()
}
