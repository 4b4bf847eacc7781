//! The site's pages.

mod custom_button;
mod help;
mod home;
mod how_its_made;
mod lamp;
mod lamps;
mod loading;
mod login;
mod not_found;
mod pricing;

use yew::prelude::*;

use self::custom_button::CustomButton;
use self::help::Help;
use self::home::Home;
use self::how_its_made::HowItsMade;
use self::lamp::LampPage;
use self::lamps::Lamps;
use self::loading::Loading;
use self::login::Login;
use self::not_found::NotFound;
use self::pricing::Pricing;
use crate::route::Route;

pub(crate) fn render(route: Route) -> Html {
    match route {
        Route::Home => html! { <Home /> },
        Route::Lamps => html! { <Lamps /> },
        Route::Lamp { slug } => html! { <LampPage {slug} /> },
        Route::Pricing => html! { <Pricing /> },
        Route::Help => html! { <Help /> },
        Route::HowItsMade => html! { <HowItsMade /> },
        Route::Loading => html! { <Loading /> },
        Route::Login => html! { <Login /> },
        Route::CustomButton => html! { <CustomButton /> },
        Route::NotFound => html! { <NotFound /> },
    }
}
