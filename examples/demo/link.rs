//! A link inside the site.

use yew::prelude::*;
use yew_router::prelude::*;

use crate::route::Route;
use crate::visit::use_visit;

#[derive(Properties, PartialEq)]
pub(crate) struct ToProps {
    pub(crate) route: Route,
    #[prop_or_default]
    pub(crate) class: Classes,
    pub(crate) children: Html,
}

/// A link that keeps the visit's query and tells assistive technology where one is. The router's own
/// takes no further attributes, and an effect that sets one comes too late for a server's page.
#[component]
pub(crate) fn To(props: &ToProps) -> Html {
    let visit = use_visit();
    let navigator = use_navigator();
    let current = use_route::<Route>().is_some_and(|route| route == props.route);

    let href = visit.address(&props.route);
    let onclick = {
        let route = props.route.clone();
        move |event: MouseEvent| {
            // With one of these keys it is the browser's: a new tab, a new window, a download.
            if event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key() {
                return;
            }
            let Some(navigator) = &navigator else { return };
            // What cannot be put into the address is left to the browser, too.
            if navigator.push_with_query(&route, visit.clone()).is_ok() {
                event.prevent_default();
            }
        }
    };

    html! {
        <a class={props.class.clone()} {href} {onclick} aria-current={current.then_some("page")}>
            { props.children.clone() }
        </a>
    }
}
