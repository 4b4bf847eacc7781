//! With the feature `router`, the chat learns of each page of yew-router.
#![cfg(target_family = "wasm")]

mod support;

use std::cell::Cell;

use support::{chat, page, props};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::prelude::*;
use yew_customerly::prelude::*;
use yew_customerly::{CustomerlyProviderProps, Delivery};
use yew_router::history::{AnyHistory, BrowserHistory, History, MemoryHistory};
use yew_router::prelude::*;
use yew_router::query::Raw;

wasm_bindgen_test_configure!(run_in_browser);

thread_local! {
    static RENDERS: Cell<u32> = const { Cell::new(0) };
}

#[component]
fn Child() -> Html {
    RENDERS.set(RENDERS.get() + 1);
    Html::default()
}

/// A provider that is loaded by hand, so that it is there before the chat is.
#[component]
fn Chat() -> Html {
    let CustomerlyProviderProps {
        app_id,
        launcher_url,
        ..
    } = props("");
    html! {
        <CustomerlyProvider {app_id} {launcher_url} load={LoadStrategy::manual()}>
            <support::Recorder />
            <Child />
        </CustomerlyProvider>
    }
}

#[derive(PartialEq, Properties)]
struct InMemoryProps {
    history: AnyHistory,
}

#[component]
fn InMemory(props: &InMemoryProps) -> Html {
    html! { <Router history={props.history.clone()}><Chat /></Router> }
}

#[component]
fn InBrowser() -> Html {
    html! { <BrowserRouter><Chat /></BrowserRouter> }
}

async fn calls() -> String {
    page::settle().await;
    page::eval("launcher.calls.splice(0)")
}

const UPDATE: &str = r#"[["update"]]"#;

#[wasm_bindgen_test]
async fn each_page_is_told_once() {
    in_memory().await;
    in_the_browser().await;
    from_a_server().await;
    without_a_router().await;
    assert_eq!(page::console(), [""; 0]);
}

async fn in_memory() {
    let history = AnyHistory::from(MemoryHistory::new());
    let props = InMemoryProps {
        history: history.clone(),
    };
    let app = yew::Renderer::<InMemory>::with_root_and_props(page::element(), props).render();
    page::settle().await;
    history.push("/before");
    page::settle().await;
    assert_eq!(chat().load(), Delivery::Sent);
    history.push("/loading");
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    assert_eq!(calls().await, "[]", "the load has told the page");

    history.push("/pricing");
    assert_eq!(calls().await, UPDATE);
    history.push("/pricing");
    assert_eq!(calls().await, "[]", "the same page again");
    history
        .push_with_query("/pricing", Raw("plan=team"))
        .expect("a query");
    assert_eq!(calls().await, UPDATE);
    history.replace("/help");
    assert_eq!(calls().await, UPDATE);
    for _ in 0..3 {
        history.push("/a");
        history.push("/b");
    }
    assert_eq!(calls().await, UPDATE, "what nobody saw is no page");
    assert_eq!(RENDERS.get(), 1);
    app.destroy();
}

async fn in_the_browser() {
    let app = yew::Renderer::<InBrowser>::with_root(page::element()).render();
    page::settle().await;
    assert_eq!(calls().await, "[]", "not with the first page");
    let history = BrowserHistory::new();
    history.push("/pricing");
    assert_eq!(calls().await, UPDATE);
    page::run("location.hash = 'team'");
    page::until(|| page::eval("location.hash") == "\"#team\"").await;
    page::next().await;
    assert_eq!(calls().await, "[]", "a place on the page");
    history.go(-2);
    page::until(|| page::eval("launcher.calls.length") != "0").await;
    assert_eq!(calls().await, UPDATE);
    app.destroy();
}

async fn from_a_server() {
    let history = AnyHistory::from(MemoryHistory::new());
    let in_memory = || InMemoryProps {
        history: history.clone(),
    };
    let server = yew::LocalServerRenderer::<InMemory>::with_props(in_memory());
    let html = server.render().await;
    let root = page::element();
    root.set_inner_html(&html);
    let app = yew::Renderer::<InMemory>::with_root_and_props(root, in_memory()).hydrate();
    page::settle().await;
    assert_eq!(calls().await, "[]", "not with the first page");
    history.push("/pricing");
    assert_eq!(calls().await, UPDATE);
    app.destroy();
}

async fn without_a_router() {
    let app = support::mount_ready("").await;
    assert_eq!(calls().await, "[]");
    BrowserHistory::new().push("/elsewhere");
    assert_eq!(calls().await, "[]");
    app.destroy();
}
