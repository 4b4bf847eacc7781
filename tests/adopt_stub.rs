//! A page whose own snippet came first: its stub is completed, not replaced.
#![cfg(target_family = "wasm")]

mod support;

use support::{messages, mount_ready, page};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew_customerly::ChatEvent;

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn queue_handlers_and_flags_are_kept() {
    page::load("/tests/fixtures/snippet.js").await;
    page::run("window.stub = customerly");
    let app = mount_ready("channels=both").await;

    assert_eq!(page::eval("customerly === stub"), "true");
    assert_eq!(
        page::eval("launcher.calls"),
        r#"[["event","from the page"]]"#
    );
    assert_eq!(
        page::eval("document.querySelectorAll('script[src*=launcher]').length"),
        "1"
    );
    // Either snippet takes it for its own.
    assert_eq!(
        page::eval("[customerly.t, customerly.initialized, customerly.loaded]"),
        "[true,true,true]"
    );
    assert_eq!(
        page::eval("customerly.methods.join()"),
        page::eval("customerly.o.join()")
    );
    for function in ["i", "u", "throw", "factory", "load"] {
        assert_eq!(
            page::eval(&format!("typeof customerly.{function}")),
            "\"function\""
        );
    }

    messages();
    page::fire("'onChatOpened'");
    page::settle().await;
    assert_eq!(messages(), [ChatEvent::ChatOpened]);
    assert_eq!(
        page::eval("openedForPage"),
        "1",
        "the page's own handler is called too"
    );

    // A tag that sets a handler later joins, also one that chains by hand.
    page::run(
        "const before = customerly.onChatOpened;
         customerly.onChatOpened = () => { before(); window.chained = (window.chained ?? 0) + 1; }",
    );
    page::pushed();
    page::fire("'onChatOpened'");
    page::settle().await;
    assert_eq!(messages(), [ChatEvent::ChatOpened]);
    assert_eq!(page::pushed(), ["customerly_chat_opened"]);
    assert_eq!(page::eval("chained"), "1");
    assert_eq!(page::console(), [""; 0]);

    page::run("customerly.onChatOpened = () => { throw new Error('the tag broke') }");
    page::fire("'onChatOpened'");
    page::settle().await;
    assert_eq!(messages(), [ChatEvent::ChatOpened]);
    assert_eq!(
        page::console(),
        ["yew-customerly: the page's own handler of onChatOpened threw: the tag broke"]
    );

    // A second load of the page's is refused as the snippet refuses it, and our callbacks stay.
    page::run(
        "customerly.load({ app_id: 'other', callbacks: { onChatClosed() { window.closed = 1; } } })",
    );
    assert_eq!(page::console().len(), 1);
    assert_eq!(
        page::eval("typeof customerly.settings.callbacks.onChatOpened"),
        "\"function\""
    );
    assert_eq!(page::eval("launcher.runs"), "1");
    app.destroy();
}
