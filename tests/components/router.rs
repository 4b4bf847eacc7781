//! With the feature `router`, the provider reports each page change of yew-router to the chat.

use std::cell::Cell;

use crate::support::{chat, page, props};
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use yew_customerly::prelude::*;
use yew_customerly::{CommandOutcome, CustomerlyProviderProps};
use yew_router::history::{AnyHistory, BrowserHistory, History, MemoryHistory};
use yew_router::prelude::*;
use yew_router::query::Raw;

thread_local! {
    static RENDERS: Cell<u32> = const { Cell::new(0) };
}

#[component]
fn Child() -> Html {
    RENDERS.set(RENDERS.get() + 1);
    Html::default()
}

/// A provider with `LoadStrategy::manual`, so that pages can change before the chat loads.
#[component]
fn Chat() -> Html {
    let CustomerlyProviderProps {
        app_id,
        launcher_url,
        ..
    } = props("");
    html! {
        <CustomerlyProvider {app_id} {launcher_url} load={LoadStrategy::manual()}>
            <crate::support::Recorder />
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
async fn each_page_change_is_reported_once() {
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
    assert_eq!(chat().load(), CommandOutcome::Sent);
    history.push("/loading");
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    assert_eq!(calls().await, "[]", "the load reports the current page");

    history.push("/pricing");
    assert_eq!(calls().await, UPDATE);
    history.push("/pricing");
    assert_eq!(calls().await, "[]", "the same page again");
    history
        .push_with_query("/pricing", Raw("plan=team"))
        .expect("a query");
    assert_eq!(calls().await, "[]", "a filter or a tab is not a page");
    history.replace("/help");
    assert_eq!(calls().await, UPDATE);
    for _ in 0..3 {
        history.push("/a");
        history.push("/b");
    }
    assert_eq!(
        calls().await,
        UPDATE,
        "pages that never render do not count"
    );
    assert_eq!(RENDERS.get(), 1);
    app.destroy();
}

async fn in_the_browser() {
    let app = yew::Renderer::<InBrowser>::with_root(page::element()).render();
    page::settle().await;
    assert_eq!(calls().await, "[]", "the first page is not reported");
    let history = BrowserHistory::new();
    history.push("/pricing");
    assert_eq!(calls().await, UPDATE);
    page::run("location.hash = 'team'");
    page::until(|| page::eval("location.hash") == "\"#team\"").await;
    page::next().await;
    assert_eq!(calls().await, "[]", "a new hash is not a new page");
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
    assert_eq!(calls().await, "[]", "the first page is not reported");
    history.push("/pricing");
    assert_eq!(calls().await, UPDATE);
    app.destroy();
}

async fn without_a_router() {
    let app = crate::support::mount_ready("").await;
    assert_eq!(calls().await, "[]");
    BrowserHistory::new().push("/elsewhere");
    assert_eq!(calls().await, "[]");
    app.destroy();
}
