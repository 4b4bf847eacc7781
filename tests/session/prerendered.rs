//! A page that the browser prerenders.

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::CommandOutcome;
use yew_customerly::prelude::*;

use super::{calls, record, visitor};
use crate::support::{chat, mount, page};

#[wasm_bindgen_test]
async fn a_prerendered_page_loads_the_chat_when_it_is_shown() {
    page::run(
        "window.isPrerendering = true;
         Object.defineProperty(Document.prototype, 'prerendering', { get: () => isPrerendering, configurable: true })",
    );
    let app = mount(visitor(Some(1))).await;
    assert_eq!(chat().show_new_message("Hello"), CommandOutcome::Queued);
    assert_eq!(chat().status(), MessengerStatus::Idle);
    assert_eq!(page::eval("typeof customerly"), "\"undefined\"");
    page::run(
        "isPrerendering = false;
         document.dispatchEvent(new Event('prerenderingchange'))",
    );
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    assert_eq!(calls(), r#"[["showNewMessage","Hello"]]"#);
    assert_eq!(page::console(), [""; 0]);
    record(1, "a page is prerendered");
    app.destroy();
}
