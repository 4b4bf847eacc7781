use yew::prelude::*;

use crate::lamp_picture::LampPicture;
use crate::lamps::LAMPS;
use crate::page::Page;
use crate::route::Route;
use crate::route_link::RouteLink;

#[component]
pub(crate) fn Lamps() -> Html {
    let lamps = LAMPS.iter().map(|lamp| {
        let route = Route::Lamp {
            slug: AttrValue::Static(lamp.slug),
        };
        html! {
            <li key={lamp.slug}>
                <LampPicture {lamp} />
                <h2><RouteLink {route} class="card-link">{ lamp.name }</RouteLink></h2>
                <p class="kind">{ lamp.kind }<span class="price">{ format!("€{}", lamp.price) }</span></p>
                <p>{ lamp.lead }</p>
            </li>
        }
    });

    html! {
        <Page title="Lamps">
            <h1>{ "The lamps" }</h1>
            <p class="lead">
                { "One for each place where people read. They all come with a bulb, a cable that \
                   reaches the socket and a ten-year guarantee." }
            </p>
            <ul class="lamps">{ for lamps }</ul>
        </Page>
    }
}
