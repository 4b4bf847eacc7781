//! A chat that opens its window while it starts for the first time, before it reports ready.

use crate::support::{chat, mount, page, props};
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::MessengerStatus;

#[wasm_bindgen_test]
async fn a_window_that_opens_during_the_first_start_stays_open() {
    let app = mount(props("ready=no")).await;
    page::until(|| page::eval("typeof launcher") == "\"object\"").await;
    page::fire("'onChatOpened'");
    page::fire("'onMessengerInitialized'");
    assert_eq!(chat().status(), MessengerStatus::Ready);
    assert!(chat().is_open());
    page::fire("'onMessengerInitialized'");
    assert!(!chat().is_open());
    page::fire("'onChatClosed'");
    // The window of the first start was open for an unknown time.
    assert_eq!(
        page::eval("dataLayer.at(-1).customerly_open_seconds"),
        "\"(undefined)\""
    );
    app.destroy();
}
