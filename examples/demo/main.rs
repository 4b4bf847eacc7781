//! The demo of yew-customerly: a small shop with a chat, and a look behind its scenes.
//!
//! `trunk serve` builds it. Without an app id it runs on a stand-in launcher (`launcher.js`); with
//! `?app_id=...` in the address it loads the real chat of that project, with `?gtm=...` a container of
//! Google Tag Manager, and asks before it does.
//!
//! Built for a browser it is the shop; built for the host, the shop's server (`server.rs`).

mod account;
mod ask;
mod backstage;
mod calls;
mod chart;
mod chat_bar;
mod choices;
mod chronicle;
mod code;
mod consent;
mod header;
mod lamps;
mod leaving;
mod link;
mod moments;
mod notes;
mod page;
mod pages;
mod panel;
mod picture;
mod pushed;
mod record;
mod requests;
mod route;
#[cfg(not(target_family = "wasm"))]
mod server;
mod switched;
mod topic;
mod visit;
mod wide;

use yew::prelude::*;
use yew_customerly::prelude::*;
use yew_router::history::AnyHistory;
use yew_router::prelude::*;

use crate::account::{Account, use_new_account};
use crate::backstage::Backstage;
use crate::chat_bar::ChatBar;
use crate::chronicle::Chronicler;
use crate::consent::{Banner, Choice, use_new_choice};
use crate::header::Header;
use crate::leaving::Leaving;
use crate::page::{ServedTitle, use_arrival};
use crate::route::{Route, switch};
use crate::visit::use_visit;
use crate::wide::use_wide;

#[derive(Properties, PartialEq)]
struct AppProps {
    /// Where the visitor is: the browser's history, or the address that a server was asked for.
    history: AnyHistory,
    #[prop_or_default]
    title: Option<ServedTitle>,
}

#[component]
fn App(props: &AppProps) -> Html {
    html! {
        <Router history={props.history.clone()}>
            <ContextProvider<Option<ServedTitle>> context={props.title.clone()}>
                <Site />
            </ContextProvider<Option<ServedTitle>>>
        </Router>
    }
}

#[component]
fn Site() -> Html {
    let visit = use_visit();
    let account = use_new_account();
    let settings = account.name_in(visit::settings(use_wide()));
    let leaving = use_state(Leaving::default);
    let data_layer = leaving.data_layer();
    let choice = use_new_choice();
    let consent = choice.is_given();
    let main = use_node_ref();
    use_arrival(&main);

    let (app_id, launcher_url) = visit.project();

    html! {
        <CustomerlyProvider
            {app_id}
            {launcher_url}
            load={(visit.moment().strategy)()}
            retry={visit.retry()}
            {settings}
            {data_layer}
            {consent}
        >
            <ContextProvider<Choice> context={choice}>
                <ContextProvider<Account> context={account}>
                    <Chronicler>
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
                    </Chronicler>
                </ContextProvider<Account>>
            </ContextProvider<Choice>>
        </CustomerlyProvider>
    }
}

#[cfg(target_family = "wasm")]
fn main() {
    let root = gloo_utils::document().get_element_by_id("app");
    let root = root.expect("index.html has a place for the app");
    let is_rendered = root.has_child_nodes();
    let props = AppProps {
        history: yew_router::history::BrowserHistory::new().into(),
        title: None,
    };
    let app = yew::Renderer::<App>::with_root_and_props(root, props);
    // A page that a server has rendered is taken over as it is.
    if is_rendered {
        app.hydrate();
    } else {
        app.render();
    }
}

#[cfg(not(target_family = "wasm"))]
fn main() {
    server::run();
}
