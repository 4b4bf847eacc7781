//! A page that has started the chat itself, as another user than the app's.

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::prelude::*;

use super::{calls, record, visitor};
use crate::support::{chat, mount, page};

#[wasm_bindgen_test]
async fn the_user_of_the_page_is_logged_out_before_another_one() {
    page::run(
        "window.customerly = Object.assign([], { t: true, loaded: true, queue: [],
             settings: { app_id: 'abcdef12', user_id: 1 } })",
    );
    page::load("/tests/fixtures/launcher.js").await;
    // Nobody is named, so the page's user stays.
    let mut app = mount(visitor(None)).await;
    assert_eq!(chat().status(), MessengerStatus::Ready);
    page::run("launcher.calls.length = 0");
    app.update(visitor(Some(2)));
    page::settle().await;
    assert_eq!(
        calls(),
        r#"[["logout"],["update",{"visible":true,"user_id":2,"app_id":"abcdef12"}]]"#
    );
    assert_eq!(page::console(), [""; 0]);
    record(2, "the page's own chat has another user");
    app.destroy();
}
