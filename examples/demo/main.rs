//! The demo of yew-customerly: a small shop with a live chat, and an inspector that shows each event.
//!
//! `trunk serve` builds it. By default it runs on a stand-in launcher (`launcher.js`). The query
//! `?app_id=...` loads the real chat of that project, `?gtm=...` a Google Tag Manager container; both
//! ask for consent first.
//!
//! Built for wasm it is the shop; built for the host it is the shop's server (`server.rs`).

mod account;
mod app;
mod ask_button;
mod chat_bar;
mod chat_settings;
mod code_sample;
mod consent;
mod contact;
mod conversation_chart;
mod data_layer_options;
mod data_layer_push;
mod event_log;
mod event_record;
mod feature_page;
mod header;
mod inspector;
mod lamp_picture;
mod lamps;
mod launcher_calls;
mod launcher_requests;
mod load_options;
mod media_query;
mod page;
mod pages;
mod push_log;
mod reload_options;
mod route;
mod route_link;
mod save_button;
#[cfg(not(target_family = "wasm"))]
mod server;
mod setup;
mod site_query;
mod status_history;
mod toggle;

#[cfg(target_family = "wasm")]
fn main() {
    use app::{App, AppProps};

    let root = gloo_utils::document().get_element_by_id("app");
    let root = root.expect("index.html contains #app");
    let is_server_rendered = root.has_child_nodes();
    let props = AppProps {
        history: yew_router::history::BrowserHistory::new().into(),
        title: None,
    };
    let app = yew::Renderer::<App>::with_root_and_props(root, props);
    if is_server_rendered {
        app.hydrate();
    } else {
        app.render();
    }
}

#[cfg(not(target_family = "wasm"))]
fn main() {
    server::run();
}
