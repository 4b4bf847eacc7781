use yew::prelude::*;

use crate::ask::Ask;
use crate::lamps::LAMPS;
use crate::link::To;
use crate::page::Page;
use crate::picture::Picture;
use crate::route::Route;

#[component]
pub(crate) fn Home() -> Html {
    let places = LAMPS.iter().map(|lamp| {
        let route = Route::Lamp {
            slug: AttrValue::Static(lamp.slug),
        };
        html! {
            <li key={lamp.slug}>
                <span class="place">{ "For " }{ lamp.place }</span>
                <To {route}>{ "the " }{ lamp.name }</To>
            </li>
        }
    });

    html! {
        <Page title="Light to read by" class="home">
            <section class="hero">
                <div>
                    <h1>{ "Light to read by" }</h1>
                    <p class="lead">
                        { "Four lamps, made in one workshop, of parts that you can unscrew, clean, \
                           order again and put back." }
                    </p>
                    <p class="actions">
                        <To route={Route::Lamps} class="button strong">{ "See the lamps" }</To>
                        <Ask about="Which lamp suits ">{ "Ask which one suits you" }</Ask>
                    </p>
                </div>
                if let Some(lamp) = LAMPS.first() {
                    <Picture {lamp} />
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
                           We keep every part of every lamp that we have made, and post it within two \
                           days." }
                    </p>
                    <p><To route={Route::Help}>{ "How repairs work" }</To></p>
                </div>
            </section>
        </Page>
    }
}
