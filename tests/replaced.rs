//! A launcher that exchanges `window.customerly` for an object of its own.
#![cfg(target_family = "wasm")]

mod support;

use support::{chat, messages, mount, page, props};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew_customerly::{ChatEvent, Delivery, MessengerStatus};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn the_new_object_is_found() {
    // In a document without a single script element, which the official snippet cannot load into.
    page::run("document.querySelectorAll('script').forEach((script) => script.remove())");
    let app = mount(props("channels=property&replace")).await;
    assert_eq!(chat().show_new_message("Hello"), Delivery::Held);
    // It reported ready to the new object, before anybody could listen there.
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    assert_eq!(
        page::eval("launcher.calls"),
        r#"[["showNewMessage","Hello"]]"#
    );

    // A snippet that comes now finds what it looks for, and fetches no second launcher.
    assert_eq!(
        page::eval("[customerly.t, customerly.initialized, customerly.loaded]"),
        "[true,true,true]"
    );
    page::run("customerly.load({ app_id: 'abcdef12' })");
    assert_eq!(
        page::eval("document.querySelectorAll('script[src*=launcher]').length"),
        "1"
    );
    assert_eq!(page::console().len(), 1, "it is refused");

    messages();
    page::fire("'onChatOpened'");
    page::settle().await;
    assert_eq!(messages(), [ChatEvent::ChatOpened]);

    // And once more, in full flight.
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
