//! The pages about one feature of the crate each.

use yew::prelude::*;

use crate::page::Page;
use crate::route::Route;
use crate::route_link::RouteLink;

pub(crate) struct Feature {
    pub(crate) route: Route,
    pub(crate) name: &'static str,
    pub(crate) description: &'static str,
}

pub(crate) const FEATURES: [Feature; 3] = [
    Feature {
        route: Route::Loading,
        name: "Loading",
        description: "When the chat is fetched, and that nothing is requested before then.",
    },
    Feature {
        route: Route::Login,
        name: "Login",
        description: "Who is logged in, and what the chat is told about them.",
    },
    Feature {
        route: Route::CustomButton,
        name: "Custom button",
        description: "The shop’s own chat button, instead of Customerly’s or next to it.",
    },
];

#[derive(Properties, PartialEq)]
pub(crate) struct FeaturePageProps {
    pub(crate) title: AttrValue,
    pub(crate) class: Classes,
    /// Introduces the feature in two or three sentences.
    pub(crate) lead: AttrValue,
    pub(crate) children: Html,
}

/// A page about one feature, with links to the others.
#[component]
pub(crate) fn FeaturePage(props: &FeaturePageProps) -> Html {
    let links = FEATURES.iter().map(|feature| {
        html! {
            <RouteLink key={feature.name} route={feature.route.clone()}>{ feature.name }</RouteLink>
        }
    });

    html! {
        <Page title={&props.title} class={classes!("feature", props.class.clone())}>
            <nav class="feature-nav" aria-label="How it’s made">
                <RouteLink route={Route::HowItsMade}>{ "How it’s made" }</RouteLink>
                { for links }
            </nav>
            <h1>{ &props.title }</h1>
            <p class="lead">{ &props.lead }</p>
            { props.children.clone() }
        </Page>
    }
}
