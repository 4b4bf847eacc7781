//! Hydrating a page that a server rendered: a suspended part hydrates only after the chat opens.

use std::cell::{Cell, RefCell};

use crate::support::{chat, page, props};
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use yew::suspense::{Suspension, SuspensionHandle, SuspensionResult};
use yew_customerly::prelude::*;
use yew_customerly::{CustomerlyProviderProps, Settings};

thread_local! {
    /// Whether [`Late`] may render: on the server always, in the browser when the test allows it.
    static MAY_RENDER: Cell<bool> = const { Cell::new(true) };
    static WAITING: RefCell<Vec<SuspensionHandle>> = RefCell::default();
    static READ: RefCell<Vec<(&'static str, String)>> = RefCell::default();
}

#[hook]
fn use_permission() -> SuspensionResult<()> {
    if MAY_RENDER.get() {
        return Ok(());
    }
    let (suspension, handle) = Suspension::new();
    WAITING.with_borrow_mut(|waiting| waiting.push(handle));
    Err(suspension)
}

#[hook]
fn use_all_hooks(component: &'static str) -> String {
    let open = use_chat_open();
    let status = use_messenger_status();
    let (messages, conversations) = (use_unread_messages(), use_unread_conversations());
    let loaded = use_user_loaded();
    use_chat_event(|_: &ChatEvent| ());
    use_chat_hidden(false);
    use_chat_page("page");
    let read = format!("{open} {status:?} {messages} {conversations} {loaded}");
    READ.with_borrow_mut(|all| all.push((component, read.clone())));
    read
}

#[component]
fn Early() -> Html {
    let read = use_all_hooks("early");
    html! { <p id="early">{ read }</p> }
}

/// Suspends after its hooks have run.
#[component]
fn Late() -> HtmlResult {
    let read = use_all_hooks("late");
    use_permission()?;
    Ok(html! { <><p id="late">{ read }</p><Inner /></> })
}

/// Mounts only when [`Late`] renders.
#[component]
fn Inner() -> Html {
    let read = use_all_hooks("inner");
    html! { <p id="inner">{ read }</p> }
}

#[component]
fn App() -> Html {
    let CustomerlyProviderProps {
        app_id,
        launcher_url,
        ..
    } = props("");
    html! {
        <CustomerlyProvider {app_id} {launcher_url} settings={Settings::new().user_id(7)}>
            <crate::support::Recorder />
            <Early />
            <Suspense fallback={html! { <p>{ "wait" }</p> }}>
                <Late />
            </Suspense>
        </CustomerlyProvider>
    }
}

/// The values that one component has read, render by render, without repetitions.
fn read_by(component: &str) -> Vec<String> {
    let mut read: Vec<String> = READ.with_borrow(|all| {
        let own = all.iter().filter(|(name, _)| *name == component);
        own.map(|(_, read)| read.clone()).collect()
    });
    read.dedup();
    read
}

const SERVER: &str = "false Idle 0 0 false";
const LIVE: &str = "true Ready 3 2 true";

#[wasm_bindgen_test]
async fn each_component_hydrates_with_the_values_of_the_server() {
    let html = yew::ServerRenderer::<App>::new().render().await;
    assert_eq!(html.matches(SERVER).count(), 3, "{html}");
    assert_eq!(page::eval("typeof customerly"), "\"undefined\"");
    READ.take();
    MAY_RENDER.set(false);

    let root = page::element();
    root.set_inner_html(&html);
    // Yew keeps this attribute on each node that it hydrates, also in the copy that a suspended part
    // hydrates later.
    page::run(
        "document.querySelectorAll('p').forEach((node) => { node.dataset.from = 'server'; })",
    );
    let app = yew::Renderer::<App>::with_root(root).hydrate();
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    page::run("customerly.unreadMessagesCount = 3; customerly.unreadConversationsCount = 2");
    chat().open();
    page::settle().await;
    assert_eq!(read_by("early").first().map(String::as_str), Some(SERVER));
    assert_eq!(read_by("early").last().map(String::as_str), Some(LIVE));
    assert_eq!(read_by("inner"), [""; 0]);
    let text = |id: &str| page::eval(&format!("document.getElementById('{id}').textContent"));
    assert_eq!(text("late"), format!("\"{SERVER}\""), "not hydrated yet");

    MAY_RENDER.set(true);
    WAITING.take();
    page::until(|| text("inner") == format!("\"{LIVE}\"")).await;
    assert_eq!(read_by("late"), [SERVER, LIVE]);
    assert_eq!(read_by("inner"), [SERVER, LIVE]);
    assert_eq!(text("late"), format!("\"{LIVE}\""));
    // Every node is the server's, and there are no others.
    assert_eq!(
        page::eval(
            "[...document.querySelectorAll('p')].map((node) => [node.id, node.dataset.from])"
        ),
        r#"[["early","server"],["late","server"],["inner","server"]]"#
    );
    assert_eq!(page::eval("launcher.calls"), r#"[["open"]]"#);
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}
