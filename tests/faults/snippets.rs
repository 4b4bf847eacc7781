//! A page that loads the official snippet or the launcher after the app.

use crate::support::fault::Fault;
use crate::support::{chat, hostile, messages, mount_ready, page};
use wasm_bindgen_test::wasm_bindgen_test;
use yew::AppHandle;
use yew_customerly::{CommandOutcome, MessengerStatus};

async fn mount() -> AppHandle<crate::support::Recorded> {
    let app = mount_ready("channels=both").await;
    hostile::prepare_inspection().await;
    page::run("window.dataLayer = []");
    messages();
    page::console();
    app
}

#[wasm_bindgen_test]
async fn the_official_snippet_after_the_app() {
    let app = mount().await;
    let runs = page::eval("launcher.runs");
    page::load("/tests/fixtures/official.js").await;
    page::run(
        "window.opened = { settings: 0, property: 0 };
         customerly.load({ app_id: 'abcdef12', callbacks: { onChatOpened() { opened.settings += 1; } } });
         customerly.onChatOpened = () => { opened.property += 1; };",
    );
    // The stub refuses the snippet and its `load`, as the official snippet refuses a second one.
    assert_eq!(page::console().len(), 2);
    assert_eq!(page::eval("launcher.runs"), runs);
    Fault::lasting("the official snippet after the app")
        .endure()
        .await;
    // The snippet's callbacks are called nevertheless.
    assert_eq!(page::eval("opened"), r#"{"settings":2,"property":2}"#);
    assert_eq!(chat().track_event("seen"), CommandOutcome::Sent);
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_tag_manager_loads_the_launcher_again() {
    let app = mount().await;
    page::run("window.first = launcher");
    page::load("/tests/fixtures/launcher.js?channels=both").await;
    page::settle().await;
    assert_eq!(page::eval("launcher.runs - first.runs"), "1");
    assert_eq!(chat().status(), MessengerStatus::Ready);
    page::pushed();
    messages();
    Fault::lasting("the launcher loaded twice").endure().await;
    page::run("window.second = launcher; window.launcher = first");
    Fault::lasting("the launcher loaded twice, calls by the first one")
        .endure()
        .await;
    page::run("window.launcher = second; launcher.calls.length = 0");
    assert_eq!(chat().track_event("seen"), CommandOutcome::Sent);
    assert_eq!(page::eval("launcher.calls"), r#"[["event","seen"]]"#);
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}
