//! A page whose own snippet loads the chat before the app does, with its own callbacks in both channels.

use crate::support::fault::Fault;
use crate::support::{chat, hostile, messages, mount, page, props};
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::{CommandOutcome, EventKind, MessengerStatus};

#[wasm_bindgen_test]
async fn the_official_snippet_before_the_app() {
    hostile::prepare_inspection().await;
    let callbacks: Vec<_> = EventKind::ALL.iter().map(|kind| kind.callback()).collect();
    page::run(&format!(
        "window.launcherUrl = '/tests/fixtures/launcher.js?channels=both';
         window.calls = {{ settings: 0, property: 0 }};
         window.names = '{}'.split(' ');
         window.customerly = [];
         for (const name of names) customerly[name] = () => {{ calls.property += 1; }};",
        callbacks.join(" ")
    ));
    page::load("/tests/fixtures/official.js").await;
    page::run(
        "const callbacks = {};
         for (const name of names) callbacks[name] = () => { calls.settings += 1; };
         customerly.event('of the page');
         customerly.load({ app_id: 'abcdef12', callbacks });",
    );
    let app = mount(props("")).await;
    assert_eq!(chat().show_new_message("Hello"), CommandOutcome::Queued);
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    page::settle().await;
    assert_eq!(page::eval("launcher.runs"), "1");
    assert_eq!(
        page::eval("launcher.calls"),
        r#"[["event","of the page"],["showNewMessage","Hello"]]"#
    );

    page::pushed();
    messages();
    page::run("calls.settings = calls.property = 0");
    Fault::lasting("the official snippet before the app")
        .endure()
        .await;
    // The page's own callbacks are called as if the app were not there.
    assert_eq!(page::eval("calls"), r#"{"settings":42,"property":42}"#);
    app.destroy();
}
