//! A page on which the chat of another project runs already.

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::prelude::*;
use yew_customerly::{CommandError, LoadError};

use super::{record, refused, visitor};
use crate::support::{chat, messages, mount, page};

#[wasm_bindgen_test]
async fn the_running_chat_of_another_project_is_told_nothing() {
    page::run(
        "window.customerly = Object.assign([], { t: true, loaded: true, queue: [],
             settings: { app_id: '00000000' } })",
    );
    page::load("/tests/fixtures/launcher.js").await;
    let before = page::eval("Object.keys(customerly).sort()");
    let app = mount(visitor(Some(1))).await;
    let error = LoadError::OtherAppId;
    assert_eq!(chat().status(), MessengerStatus::Failed(error.clone()));
    assert_eq!(
        page::console(),
        [format!("yew-customerly: the chat is unavailable: {error}")]
    );
    let error = CommandError::NotLoaded(error);
    assert_eq!(chat().track_event("seen"), refused(error.clone()));
    assert_eq!(chat().open(), refused(error.clone()));
    assert_eq!(chat().load(), refused(error));
    assert_eq!(page::eval("launcher.calls"), "[]");
    assert_eq!(page::eval("launcher.runs"), "1");
    assert_eq!(
        page::eval("customerly.settings"),
        r#"{"app_id":"00000000"}"#
    );
    page::fire("'onChatOpened'");
    page::settle().await;
    assert_eq!(messages(), []);
    assert_eq!(page::pushed(), [""; 0]);
    assert!(before.contains("showArticle"));
    record(3, "the page runs the chat of another project");
    app.destroy();
}
