//! Observes the router's location, for apps with the cargo feature `router`.

use yew::prelude::*;
use yew_router::hooks::use_location;

use super::hooks::use_chat_page;

/// Tells the chat of each page that the router shows, which is each path. It renders nothing, and it is a component of its
/// own so that a route change does not re-render the provider's children.
#[component]
pub(super) fn RouteObserver() -> Html {
    // The query holds filters and tabs, and the fragment is a place on the page. A router that keeps its
    // routes in the fragment reports them as the path.
    let location = use_location();
    use_chat_page(location.map(|location| location.path().to_owned()));
    Html::default()
}
