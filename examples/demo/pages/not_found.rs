use yew::prelude::*;

use crate::ask::Ask;
use crate::link::To;
use crate::page::Page;
use crate::route::Route;

#[component]
pub(crate) fn NotFound() -> Html {
    html! {
        <Page title="Nothing here">
            <h1>{ "It is dark in here" }</h1>
            <p class="lead">{ "There is no page at this address, or not any more." }</p>
            <p class="actions">
                <To route={Route::Lamps} class="button strong">{ "See the lamps" }</To>
                <Ask about="I was looking for ">{ "Ask for what you missed" }</Ask>
            </p>
        </Page>
    }
}
