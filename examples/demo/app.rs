//! The whole site: the shop and the inspector, inside the chat's provider.

use yew::prelude::*;
use yew_customerly::gtm::DataLayer;
use yew_customerly::prelude::*;
use yew_router::history::AnyHistory;
use yew_router::prelude::*;

use crate::account::{Account, use_account_state};
use crate::chat_bar::ChatBar;
use crate::chat_settings::chat_settings;
use crate::consent::{ConsentBanner, ConsentState, use_consent_state};
use crate::data_layer_options::DataLayerOptions;
use crate::header::Header;
use crate::inspector::Inspector;
use crate::media_query::use_wide_window;
use crate::page::{TitleSlot, use_focus_on_navigation};
use crate::pages;
use crate::push_log::PushHistory;
use crate::route::Route;
use crate::site_query::use_site_query;
use crate::status_history::StatusHistoryProvider;

#[derive(Properties, PartialEq)]
pub(crate) struct AppProps {
    /// The browser's history, or on a server one that holds the requested address.
    pub(crate) history: AnyHistory,
    /// Receives the page's title on a server.
    #[prop_or_default]
    pub(crate) title: Option<TitleSlot>,
}

#[component]
pub(crate) fn App(props: &AppProps) -> Html {
    html! {
        <Router history={props.history.clone()}>
            <ContextProvider<Option<TitleSlot>> context={props.title.clone()}>
                <Site />
            </ContextProvider<Option<TitleSlot>>>
        </Router>
    }
}

#[component]
fn Site() -> Html {
    let query = use_site_query();
    let account = use_account_state();
    let settings = account.identify(chat_settings(use_wide_window()));
    let data_layer_options = use_state(DataLayerOptions::default);
    let pushes = use_reducer(PushHistory::default);
    // Made anew only when a switch changes.
    let data_layer = use_memo(*data_layer_options, |options| {
        let pushes = pushes.dispatcher();
        options.data_layer(move |push| pushes.dispatch(push.clone()))
    });
    let consent = use_consent_state();
    let main = use_node_ref();
    use_focus_on_navigation(&main);

    let (app_id, launcher_url) = query.project();

    html! {
        <CustomerlyProvider
            {app_id}
            {launcher_url}
            load={(query.load_option().strategy)()}
            retry={query.retry()}
            {settings}
            data_layer={DataLayer::clone(&data_layer)}
            consent={consent.is_granted()}
        >
            <ContextProvider<ConsentState> context={consent}>
                <ContextProvider<Account> context={account}>
                    <StatusHistoryProvider>
                        <a class="skip-link" href="#main">{ "Skip to the page" }</a>
                        <div class="site">
                            <div class="shop">
                                <ChatBar />
                                <Header />
                                <main id="main" ref={main} tabindex="-1">
                                    <Switch<Route> render={pages::render} />
                                </main>
                                <footer class="footer">
                                    <p>{ "Glimworth Lamps is fictional, and so are its lamps. The events are real." }</p>
                                </footer>
                                <ConsentBanner />
                            </div>
                            <Inspector {data_layer_options} {pushes} />
                        </div>
                    </StatusHistoryProvider>
                </ContextProvider<Account>>
            </ContextProvider<ConsentState>>
        </CustomerlyProvider>
    }
}
