use yew::prelude::*;

use crate::lamps::LAMPS;
use crate::link::To;
use crate::page::Page;
use crate::picture::Picture;
use crate::route::Route;

#[component]
pub(crate) fn Lamps() -> Html {
    let lamps = LAMPS.iter().map(|lamp| {
        let route = Route::Lamp {
            slug: AttrValue::Static(lamp.slug),
        };
        html! {
            <li key={lamp.slug}>
                <Picture {lamp} />
                <h2><To {route} class="cover">{ lamp.name }</To></h2>
                <p class="kind">{ lamp.kind }<span class="price">{ format!("€ {}", lamp.price) }</span></p>
                <p>{ lamp.lead }</p>
            </li>
        }
    });

    html! {
        <Page title="Lamps">
            <h1>{ "The lamps" }</h1>
            <p class="lead">
                { "One for each place where people read. All of them come with a bulb, a cable that \
                   reaches the socket and a ten-year guarantee." }
            </p>
            <ul class="lamps">{ for lamps }</ul>
        </Page>
    }
}
