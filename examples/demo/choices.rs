//! What a page can be loaded anew with.

use yew::prelude::*;

use crate::route::Route;
use crate::visit::{Visit, use_visit};

#[derive(Properties, PartialEq)]
pub(crate) struct ChoicesProps {
    /// The page.
    pub(crate) route: Route,
    /// The id of the label.
    pub(crate) id: AttrValue,
    /// What there is to choose.
    pub(crate) label: AttrValue,
    /// What each choice says, and the visit that it leads to.
    pub(crate) visits: Vec<(&'static str, Visit)>,
}

/// Links that the browser follows itself: a page has one chat for its whole life, so another one takes
/// another page.
#[component]
pub(crate) fn Choices(props: &ChoicesProps) -> Html {
    let visit = use_visit();
    let links = props.visits.iter().map(|(words, other)| {
        let current = *other == visit;
        html! {
            <li key={*words}>
                <a class="choice" href={other.address(&props.route)} aria-current={current.then_some("true")}>
                    { *words }
                </a>
            </li>
        }
    });

    html! {
        <div class="choosing">
            <span id={&props.id}>{ &props.label }</span>
            <ul class="choices" aria-labelledby={&props.id}>{ for links }</ul>
        </div>
    }
}
