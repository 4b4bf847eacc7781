//! The addresses of the pages.

use yew::prelude::*;
use yew_router::prelude::*;

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
    HowItsMade,
    #[at("/made/loading")]
    Loading,
    #[at("/made/login")]
    Login,
    #[at("/made/button")]
    CustomButton,
    #[not_found]
    #[at("/404")]
    NotFound,
}
