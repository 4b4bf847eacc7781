//! The pages and their addresses.

use yew::prelude::*;
use yew_router::prelude::*;

use crate::pages::{Button, Help, Home, LampPage, Lamps, Loading, Login, Made, NotFound, Pricing};

#[derive(Clone, Routable, PartialEq)]
pub(crate) enum Route {
    #[at("/")]
    Home,
    #[at("/lamps")]
    Lamps,
    #[at("/lamps/:slug")]
    Lamp { slug: AttrValue },
    #[at("/pricing")]
    Pricing,
    #[at("/help")]
    Help,
    #[at("/made")]
    Made,
    #[at("/made/loading")]
    Loading,
    #[at("/made/login")]
    Login,
    #[at("/made/button")]
    Button,
    #[not_found]
    #[at("/404")]
    NotFound,
}

pub(crate) fn switch(route: Route) -> Html {
    match route {
        Route::Home => html! { <Home /> },
        Route::Lamps => html! { <Lamps /> },
        Route::Lamp { slug } => html! { <LampPage {slug} /> },
        Route::Pricing => html! { <Pricing /> },
        Route::Help => html! { <Help /> },
        Route::Made => html! { <Made /> },
        Route::Loading => html! { <Loading /> },
        Route::Login => html! { <Login /> },
        Route::Button => html! { <Button /> },
        Route::NotFound => html! { <NotFound /> },
    }
}
