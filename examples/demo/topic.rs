//! The pages that show how the shop deals with its chat, and what they have in common.

use yew::prelude::*;

use crate::link::To;
use crate::page::Page;
use crate::route::Route;

pub(crate) struct Topic {
    pub(crate) route: Route,
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
}

pub(crate) const TOPICS: [Topic; 3] = [
    Topic {
        route: Route::Loading,
        name: "Loading",
        about: "When the chat is fetched, and that nothing of it is before.",
    },
    Topic {
        route: Route::Login,
        name: "Login",
        about: "Who is there, and what the chat is told of it.",
    },
    Topic {
        route: Route::Button,
        name: "Own button",
        about: "A chat button that is the shop’s, in the place of Customerly’s or beside it.",
    },
];

#[derive(Properties, PartialEq)]
pub(crate) struct TopicPageProps {
    pub(crate) title: AttrValue,
    pub(crate) class: Classes,
    /// What the page is about, in two or three sentences.
    pub(crate) lead: AttrValue,
    pub(crate) children: Html,
}

/// A page of one topic, with ways to the others.
#[component]
pub(crate) fn TopicPage(props: &TopicPageProps) -> Html {
    let links = TOPICS.iter().map(|topic| {
        html! { <To key={topic.name} route={topic.route.clone()}>{ topic.name }</To> }
    });

    html! {
        <Page title={&props.title} class={classes!("topic", props.class.clone())}>
            <nav class="topics" aria-label="How it’s made">
                <To route={Route::Made}>{ "How it’s made" }</To>
                { for links }
            </nav>
            <h1>{ &props.title }</h1>
            <p class="lead">{ &props.lead }</p>
            { props.children.clone() }
        </Page>
    }
}
