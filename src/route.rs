//! The page that the router shows, for an app with the cargo feature `router`.

use yew::prelude::*;
use yew_router::hooks::use_location;

use crate::hooks::use_chat_page;

/// Tells the chat of each page that the router shows. A component of its own beside the provider's
/// children, so that none of them renders when the route changes; it adds nothing to the page.
#[component]
pub(crate) fn RoutePages() -> Html {
    let location = use_location();
    // What stands behind `#` is a place on the page. A router that keeps its routes there gives them
    // as the path.
    let page = location.map(|place| (place.path().to_owned(), place.query_str().to_owned()));
    use_chat_page(page);
    Html::default()
}
