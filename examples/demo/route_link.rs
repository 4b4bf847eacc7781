//! A link to another page of the site.

use yew::prelude::*;
use yew_router::prelude::*;

use crate::route::Route;
use crate::site_query::use_site_query;

#[derive(Properties, PartialEq)]
pub(crate) struct RouteLinkProps {
    pub(crate) route: Route,
    #[prop_or_default]
    pub(crate) class: Classes,
    pub(crate) children: Html,
}

/// A link that keeps the query and sets `aria-current`. The router's own link accepts no further
/// attributes, and an effect that sets one does not run on a server.
#[component]
pub(crate) fn RouteLink(props: &RouteLinkProps) -> Html {
    let query = use_site_query();
    let navigator = use_navigator();
    let is_current = use_route::<Route>().is_some_and(|route| route == props.route);

    let href = query.address(&props.route);
    let onclick = {
        let route = props.route.clone();
        move |event: MouseEvent| {
            // With one of these keys the browser opens a new tab or window, or downloads.
            if event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key() {
                return;
            }
            let Some(navigator) = &navigator else { return };
            // If the query cannot be serialized, the browser follows the link itself.
            if navigator.push_with_query(&route, query.clone()).is_ok() {
                event.prevent_default();
            }
        }
    };

    html! {
        <a class={props.class.clone()} {href} {onclick} aria-current={is_current.then_some("page")}>
            { props.children.clone() }
        </a>
    }
}
