use yew::prelude::*;

use crate::feature_page::FEATURES;
use crate::page::Page;
use crate::route_link::RouteLink;

#[component]
pub(crate) fn HowItsMade() -> Html {
    let features = FEATURES.iter().map(|feature| {
        html! {
            <li key={feature.name}>
                <h2><RouteLink route={feature.route.clone()} class="card-link">{ feature.name }</RouteLink></h2>
                <p>{ feature.description }</p>
            </li>
        }
    });

    html! {
        <Page title="How it’s made" class="how-its-made">
            <h1>{ "How it’s made" }</h1>
            <p class="lead">
                { "The lamps are fictional; the chat integration is not. Each of these pages covers one \
                   part of it, lets you try it out and shows the code." }
            </p>
            <ul class="cards">{ for features }</ul>
        </Page>
    }
}
