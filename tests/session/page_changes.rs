//! A visitor who goes to another page between the launcher's start and its ready signal.

use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use yew_customerly::prelude::*;
use yew_customerly::{CommandOutcome, CustomerlyProviderProps};

use super::{calls, record, visitor};
use crate::support::{chat, messages, mount, page, props};

#[derive(Serialize)]
struct Extra {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    callbacks: JsValue,
}

#[derive(PartialEq, Properties)]
struct Route {
    path: &'static str,
}

#[component]
fn Routed(route: &Route) -> Html {
    use_chat_page(route.path);
    Html::default()
}

#[wasm_bindgen_test]
async fn a_page_that_changes_while_the_chat_starts_is_reported_once() {
    let at = |path| CustomerlyProviderProps {
        launcher_url: props("ready=no").launcher_url,
        children: html! { <Routed {path} /> },
        ..visitor(None)
    };
    let mut app = mount(at("/")).await;
    // The launcher reads the page when it starts.
    app.update(at("/pricing"));
    page::settle().await;
    page::until(|| page::eval("typeof launcher") == "\"object\"").await;
    app.update(at("/contact"));
    page::settle().await;
    app.update(at("/about"));
    page::settle().await;
    page::fire("'onMessengerInitialized'");
    assert_eq!(calls(), r#"[["update"]]"#);

    // A handler in further settings joins ours, as it does at the start.
    let handler =
        page::run("return { onChatOpened() { window.opened = (window.opened ?? 0) + 1; } }");
    let extra = Extra { callbacks: handler };
    assert_eq!(
        chat().update(Settings::new().extra(extra)),
        CommandOutcome::Sent
    );
    page::run("launcher.calls[0][1].callbacks.onChatOpened(); launcher.calls.length = 0");
    page::settle().await;
    assert_eq!(page::eval("opened"), "1");
    assert!(messages().contains(&ChatEvent::ChatOpened));
    assert_eq!(page::console(), [""; 0]);
    record(3, "the page changes while the chat starts");
    app.destroy();
}
