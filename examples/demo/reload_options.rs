//! Options that take effect when the page reloads.

use yew::prelude::*;

use crate::route::Route;
use crate::site_query::{SiteQuery, use_site_query};

#[derive(Properties, PartialEq)]
pub(crate) struct ReloadOptionsProps {
    /// The page to reload.
    pub(crate) route: Route,
    /// The id of the label's element.
    pub(crate) id: AttrValue,
    pub(crate) label: AttrValue,
    /// The text of each option, and its query.
    pub(crate) options: Vec<(&'static str, SiteQuery)>,
}

/// Plain links instead of the router's: a page cannot exchange its chat, so another chat requires a
/// reload.
#[component]
pub(crate) fn ReloadOptions(props: &ReloadOptionsProps) -> Html {
    let current_query = use_site_query();
    let links = props.options.iter().map(|(text, query)| {
        let is_current = *query == current_query;
        html! {
            <li key={*text}>
                <a class="choice" href={query.address(&props.route)} aria-current={is_current.then_some("true")}>
                    { *text }
                </a>
            </li>
        }
    });

    html! {
        <div class="reload-options">
            <span id={&props.id}>{ &props.label }</span>
            <ul class="choices" aria-labelledby={&props.id}>{ for links }</ul>
        </div>
    }
}
