//! A page whose own snippet runs before the app: the provider completes its stub and does not replace it.

use crate::support::{messages, mount_ready, page};
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::ChatEvent;

#[wasm_bindgen_test]
async fn the_stub_keeps_its_queue_handlers_and_flags() {
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
    // The snippet checks for `t`, the React package for `initialized`.
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
        "the page's own handler runs too"
    );

    // A handler that a tag sets later does not replace ours, even if it calls the previous one itself.
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

    // Each of several tags calls the one before it.
    page::run(
        "window.order = [];
         for (const name of ['first', 'second', 'third']) {
             const before = customerly.onChatOpened;
             customerly.onChatOpened = () => { order.push(name); before?.(); };
         }",
    );
    page::fire("'onChatOpened'");
    page::settle().await;
    assert_eq!(page::eval("order"), r#"["third","second","first"]"#);
    assert_eq!(page::eval("chained"), "2", "and the one of before");
    assert_eq!(messages(), [ChatEvent::ChatOpened]);
    assert_eq!(page::pushed(), ["customerly_chat_opened"]);
    assert_eq!(page::console(), [""; 0]);

    page::run("customerly.onChatOpened = () => { throw new Error('the tag broke') }");
    page::fire("'onChatOpened'");
    page::settle().await;
    assert_eq!(messages(), [ChatEvent::ChatOpened]);
    assert_eq!(
        page::console(),
        ["yew-customerly: the page's own handler of onChatOpened threw: the tag broke"]
    );

    // The stub refuses a second load by the page, as the snippet does, and keeps our callbacks.
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
