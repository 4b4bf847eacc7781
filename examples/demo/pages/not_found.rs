use yew::prelude::*;

use crate::ask_button::AskButton;
use crate::page::Page;
use crate::route::Route;
use crate::route_link::RouteLink;

#[component]
pub(crate) fn NotFound() -> Html {
    html! {
        <Page title="Nothing here">
            <h1>{ "It is dark in here" }</h1>
            <p class="lead">{ "There is no page at this address, or it is no longer here." }</p>
            <p class="actions">
                <RouteLink route={Route::Lamps} class="button strong">{ "See the lamps" }</RouteLink>
                <AskButton draft="I was looking for ">{ "Ask what became of it" }</AskButton>
            </p>
        </Page>
    }
}
