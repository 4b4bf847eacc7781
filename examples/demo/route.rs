//! The pages and their addresses.

use yew::prelude::*;
use yew_router::prelude::*;

use crate::pages::{Help, Home, LampPage, Lamps, NotFound, Pricing};

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
        Route::NotFound => html! { <NotFound /> },
    }
}
