//! A link inside the site.

use web_sys::Element;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::route::Route;
use crate::visit::{Visit, use_visit};

#[derive(Properties, PartialEq)]
pub(crate) struct ToProps {
    pub(crate) route: Route,
    #[prop_or_default]
    pub(crate) class: Classes,
    pub(crate) children: Html,
}

/// The router's link, which also keeps the visit's query and tells assistive technology where one is.
#[component]
pub(crate) fn To(props: &ToProps) -> Html {
    let query = use_visit().query();
    let anchor = use_node_ref();
    let current = use_route::<Route>().is_some_and(|route| route == props.route);

    use_effect_with((anchor.clone(), current), |(anchor, current)| {
        // The router's link takes no further attributes. Setting one does not fail on an element.
        if let Some(anchor) = anchor.cast::<Element>() {
            if *current {
                let _ = anchor.set_attribute("aria-current", "page");
            } else {
                let _ = anchor.remove_attribute("aria-current");
            }
        }
    });

    html! {
        <Link<Route, Visit>
            to={props.route.clone()}
            {query}
            classes={props.class.clone()}
            anchor_ref={anchor}
        >
            { props.children.clone() }
        </Link<Route, Visit>>
    }
}
