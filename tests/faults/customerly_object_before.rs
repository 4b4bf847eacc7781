//! A page that has changed `window.customerly` before the chat loads: the status and one console message
//! say so, nothing is fetched, and the load can be retried.

use crate::support::fault::{Fault, THEME};
use crate::support::{chat, hostile, messages, mount, page, props};
use crate::tally::Tally;
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::{CommandOutcome, LoadError, MessengerStatus};

#[wasm_bindgen_test]
async fn an_unusable_object_blocks_the_load() {
    hostile::prepare_inspection().await;
    for (name, script) in [
        (
            "before: window.customerly a getter that throws",
            "Object.defineProperty(window, 'customerly', { get: hostile.boom, configurable: true })",
        ),
        (
            "before: window.customerly a read-only number",
            "Object.defineProperty(window, 'customerly', { value: 7, writable: false, configurable: true })",
        ),
        (
            "before: window.customerly frozen",
            "window.customerly = Object.freeze([])",
        ),
        (
            "before: window.customerly sealed",
            "window.customerly = Object.seal({ t: true, queue: [] })",
        ),
        (
            "before: window.customerly a proxy that throws",
            "window.customerly = hostile.trapped([], hostile.boom)",
        ),
        (
            "before: window.customerly a revoked proxy",
            "const { proxy, revoke } = Proxy.revocable([], {}); revoke(); window.customerly = proxy",
        ),
    ] {
        page::run(script);
        let app = mount(props("channels=both")).await;
        let mut tally = Tally::default();
        let status = chat().status();
        assert!(
            matches!(status, MessengerStatus::Failed(LoadError::Page { .. })),
            "{name}: {status:?}"
        );
        let refused = chat().show_new_message("Hello");
        assert!(
            matches!(refused, CommandOutcome::Refused(_)),
            "{name}: {refused:?}"
        );
        app.destroy();
        page::run("delete window.customerly");
        assert_eq!(
            page::eval("document.querySelectorAll('script[src*=launcher]').length"),
            "0"
        );

        // The console names both the failed load and the refused command.
        let mut console = page::console();
        console.retain(|line| !line.contains("refuses callbacks"));
        tally.calls = 2;
        tally.expect(2, console.len());
        assert!(
            console[0].contains("the page blocks the chat: window.customerly")
                && console[1].contains("showNewMessage() did not run"),
            "{name}: {console:?}"
        );
        tally.close(THEME, name);
    }

    // A value that is not an object is replaced, and the chat loads.
    page::run("window.customerly = 'text'");
    let app = mount(props("channels=both")).await;
    chat().load();
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    page::settle().await;
    page::pushed();
    messages();
    Fault::lasting("before: window.customerly a string")
        .endure()
        .await;
    app.destroy();
}
