//! A page that has done something to `window.customerly` before the chat is loaded: the status and one
//! line of the console say so, nothing is fetched, and it can be tried again.

use crate::support::fault::{Fault, THEME};
use crate::support::{chat, hostile, messages, mount, page, props};
use crate::tally::Tally;
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::{CommandOutcome, LoadError, MessengerStatus};

#[wasm_bindgen_test]
async fn a_chat_that_cannot_come_in() {
    hostile::prepare_inspection().await;
    for (name, breaks) in [
        (
            "before: window.customerly a getter that throws",
            "Object.defineProperty(window, 'customerly', { get: hostile.boom, configurable: true })",
        ),
        (
            "before: window.customerly a number that stays",
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
        page::run(breaks);
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

        // What is lost is named: the load, and the command.
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

    // What is no object is replaced, and the chat comes.
    page::run("window.customerly = 'text'");
    let app = mount(props("channels=both")).await;
    chat().load();
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    page::settle().await;
    page::pushed();
    messages();
    Fault::lasting("before: window.customerly a text")
        .endure()
        .await;
    app.destroy();
}
