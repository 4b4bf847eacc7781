//! A page where more of Customerly comes after us.

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
async fn the_official_snippet() {
    let app = mount().await;
    let runs = page::eval("launcher.runs");
    page::load("/tests/fixtures/official.js").await;
    page::run(
        "window.opened = { settings: 0, property: 0 };
         customerly.load({ app_id: 'abcdef12', callbacks: { onChatOpened() { opened.settings += 1; } } });
         customerly.onChatOpened = () => { opened.property += 1; };",
    );
    // Snippet and load are refused as the snippet refuses a second one.
    assert_eq!(page::console().len(), 2);
    assert_eq!(page::eval("launcher.runs"), runs);
    Fault::lasting("the official snippet after ours")
        .endure()
        .await;
    // Its own callbacks are called all the same.
    assert_eq!(page::eval("opened"), r#"{"settings":2,"property":2}"#);
    assert_eq!(chat().track_event("seen"), CommandOutcome::Sent);
    app.destroy();
}

#[wasm_bindgen_test]
async fn the_same_launcher_by_a_tag_manager() {
    let app = mount().await;
    page::run("window.first = launcher");
    page::load("/tests/fixtures/launcher.js?channels=both").await;
    page::settle().await;
    assert_eq!(page::eval("launcher.runs - first.runs"), "1");
    assert_eq!(chat().status(), MessengerStatus::Ready);
    page::pushed();
    messages();
    Fault::lasting("the launcher a second time").endure().await;
    page::run("window.second = launcher; window.launcher = first");
    Fault::lasting("the launcher a second time, the first one calls")
        .endure()
        .await;
    page::run("window.launcher = second; launcher.calls.length = 0");
    assert_eq!(chat().track_event("seen"), CommandOutcome::Sent);
    assert_eq!(page::eval("launcher.calls"), r#"[["event","seen"]]"#);
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}
