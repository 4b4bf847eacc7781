use yew::prelude::*;

use crate::ask_button::AskButton;
use crate::lamp_picture::LampPicture;
use crate::lamps::LAMPS;
use crate::page::Page;
use crate::route::Route;
use crate::route_link::RouteLink;

#[component]
pub(crate) fn Home() -> Html {
    let places = LAMPS.iter().map(|lamp| {
        let route = Route::Lamp {
            slug: AttrValue::Static(lamp.slug),
        };
        html! {
            <li key={lamp.slug}>
                <span class="place">{ "For " }{ lamp.place }</span>
                <RouteLink {route}>{ "The " }{ lamp.name }</RouteLink>
            </li>
        }
    });

    html! {
        <Page title="Light to read by" class="home">
            <section class="hero">
                <div>
                    <h1>{ "Light to read by" }</h1>
                    <p class="lead">
                        { "Four lamps, made in one workshop from parts that you can unscrew, clean, \
                           replace and put back." }
                    </p>
                    <p class="actions">
                        <RouteLink route={Route::Lamps} class="button strong">{ "See the lamps" }</RouteLink>
                        <AskButton draft="Which lamp suits ">{ "Ask which one suits you" }</AskButton>
                    </p>
                </div>
                if let Some(lamp) = LAMPS.first() {
                    <LampPicture {lamp} />
                }
            </section>
            <section class="columns">
                <div>
                    <h2>{ "Where do you read?" }</h2>
                    <ul class="places">{ for places }</ul>
                </div>
                <div>
                    <h2>{ "Made to be mended" }</h2>
                    <p>
                        { "A lamp should outlive its first bulb, its second shade and its third cable. \
                           We stock every part of every lamp we have ever made, and post it within \
                           two days." }
                    </p>
                    <p><RouteLink route={Route::Help}>{ "How repairs work" }</RouteLink></p>
                </div>
            </section>
        </Page>
    }
}
