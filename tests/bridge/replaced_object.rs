//! A launcher that replaces `window.customerly` with its own object.

use crate::support::{chat, messages, mount, page, props};
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::{ChatEvent, CommandOutcome, MessengerStatus};

#[wasm_bindgen_test]
async fn the_bridge_moves_to_the_new_object() {
    // The official snippet cannot load into a document without a script element.
    page::run("document.querySelectorAll('script').forEach((script) => script.remove())");
    let app = mount(props("channels=property&replace")).await;
    assert_eq!(chat().show_new_message("Hello"), CommandOutcome::Queued);
    // The launcher calls `onMessengerInitialized` on the new object before our handlers are on it.
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    assert_eq!(
        page::eval("launcher.calls"),
        r#"[["showNewMessage","Hello"]]"#
    );

    // A snippet that runs now finds its flag, and fetches no second launcher.
    assert_eq!(
        page::eval("[customerly.t, customerly.initialized, customerly.loaded]"),
        "[true,true,true]"
    );
    page::run("customerly.load({ app_id: 'abcdef12' })");
    assert_eq!(
        page::eval("document.querySelectorAll('script[src*=launcher]').length"),
        "1"
    );
    assert_eq!(page::console().len(), 1, "the second load is refused");

    messages();
    page::fire("'onChatOpened'");
    page::settle().await;
    assert_eq!(messages(), [ChatEvent::ChatOpened]);

    // The object is replaced again while the chat is in use.
    page::run("window.customerly = Object.assign([], customerly)");
    chat().close();
    page::settle().await;
    assert_eq!(messages(), [ChatEvent::ChatClosed]);
    page::fire("'onSurveyAnswered'");
    page::settle().await;
    assert_eq!(messages(), [ChatEvent::SurveyAnswered]);
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}
