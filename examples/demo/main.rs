//! The demo of yew-customerly: a small shop with a chat, and a look behind its scenes.
//!
//! `trunk serve` builds it. Without an app id it runs on a stand-in launcher (`launcher.js`); with
//! `?app_id=...` in the address it loads the real chat of that project, with `?gtm=...` a container of
//! Google Tag Manager, and asks before it does.

mod ask;
mod backstage;
mod chart;
mod chat_bar;
mod consent;
mod header;
mod lamps;
mod leaving;
mod link;
mod notes;
mod page;
mod pages;
mod panel;
mod picture;
mod pushed;
mod record;
mod route;
mod visit;
mod wide;

use yew::prelude::*;
use yew_customerly::prelude::*;
use yew_router::prelude::*;

use crate::backstage::Backstage;
use crate::chat_bar::ChatBar;
use crate::consent::{Banner, Choice, use_new_choice};
use crate::header::Header;
use crate::leaving::Leaving;
use crate::page::use_arrival;
use crate::route::{Route, switch};
use crate::visit::use_visit;
use crate::wide::use_wide;

#[component]
fn App() -> Html {
    html! {
        <BrowserRouter>
            <Site />
        </BrowserRouter>
    }
}

#[component]
fn Site() -> Html {
    let visit = use_visit();
    let settings = visit::settings(use_wide());
    let leaving = use_state(Leaving::default);
    let data_layer = leaving.data_layer();
    let choice = use_new_choice();
    let consent = choice.is_given();
    let main = use_node_ref();
    use_arrival(&main);

    let pages = html! {
        <ContextProvider<Choice> context={choice}>
            <a class="skip" href="#main">{ "Skip to the page" }</a>
            <div class="site">
                <div class="shop">
                    <ChatBar />
                    <Header />
                    <main id="main" ref={main} tabindex="-1">
                        <Switch<Route> render={switch} />
                    </main>
                    <footer class="footer">
                        <p>{ "Glimworth Lamps is made up, and so are its lamps. The events are real." }</p>
                    </footer>
                    <Banner />
                </div>
                <Backstage {leaving} />
            </div>
        </ContextProvider<Choice>>
    };

    match visit.app_id {
        Some(app_id) => html! {
            <CustomerlyProvider {app_id} {settings} {data_layer} {consent}>
                { pages }
            </CustomerlyProvider>
        },
        None => html! {
            <CustomerlyProvider
                app_id="demo0000"
                launcher_url="/launcher.js"
                {settings}
                {data_layer}
                {consent}
            >
                { pages }
            </CustomerlyProvider>
        },
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
