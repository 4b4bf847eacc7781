//! Hostile timing: a chat that calls its callbacks before a provider mounts.

use crate::support::fault::Fault;
use crate::support::{chat, hostile, messages, mount, page, props};
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::{EventKind, MessengerStatus};

#[wasm_bindgen_test]
async fn events_before_a_provider_mounts() {
    hostile::prepare_inspection().await;
    page::run(
        "window.customerly = Object.assign([], { loaded: true, queue: [], settings: { app_id: 'abcdef12' } })",
    );
    page::load("/tests/fixtures/launcher.js?channels=both").await;
    for kind in EventKind::ALL {
        page::fire(&format!("'{}', {{}}, {{}}, {{}}", kind.callback()));
    }
    assert_eq!(page::eval("typeof dataLayer"), "\"undefined\"");

    let app = mount(props("channels=both")).await;
    // The earlier calls have no effect, and the running chat is detected.
    assert_eq!(chat().status(), MessengerStatus::Ready);
    assert!(!chat().is_open());
    assert_eq!(messages(), []);
    assert_eq!(page::eval("typeof dataLayer"), "\"undefined\"");
    assert_eq!(page::console(), [""; 0]);
    Fault::lasting("events before a provider mounts")
        .endure_in("hostile timing")
        .await;
    app.destroy();
}
