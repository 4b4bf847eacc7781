use yew::prelude::*;

use crate::link::To;
use crate::page::Page;
use crate::topic::TOPICS;

#[component]
pub(crate) fn Made() -> Html {
    let topics = TOPICS.iter().map(|topic| {
        html! {
            <li key={topic.name}>
                <h2><To route={topic.route.clone()} class="cover">{ topic.name }</To></h2>
                <p>{ topic.about }</p>
            </li>
        }
    });

    html! {
        <Page title="How it’s made" class="made">
            <h1>{ "How it’s made" }</h1>
            <p class="lead">
                { "The lamps are made up; what the shop does with its chat is not. Each of these \
                   pages takes one part of it out, lets you turn it over and shows the lines of code." }
            </p>
            <ul class="cards">{ for topics }</ul>
        </Page>
    }
}
