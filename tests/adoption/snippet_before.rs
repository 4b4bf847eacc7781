//! A page whose snippet has started the chat, under a strategy that waits.

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::prelude::*;
use yew_customerly::{ChatEvent, CustomerlyProviderProps};

use super::{STUB, expect_one_launcher};
use crate::support::{chat, messages, mount, page, props};
use crate::tally::Tally;

#[wasm_bindgen_test]
async fn a_chat_that_runs_already_is_heard_at_once() {
    page::run(STUB);
    page::load("/tests/fixtures/launcher.js?channels=property").await;
    page::run("launcher.calls.length = 0");
    let app = mount(CustomerlyProviderProps {
        load: LoadStrategy::manual(),
        ..props("")
    })
    .await;
    assert_eq!(chat().status(), MessengerStatus::Ready);
    page::fire("'onChatOpened'");
    page::settle().await;
    assert_eq!(messages(), [ChatEvent::ChatOpened]);
    assert_eq!(page::pushed(), ["customerly_chat_opened"]);
    expect_one_launcher();
    Tally::record(
        "coexistence",
        "the page runs the chat, under a strategy that waits",
        1,
    );
    app.destroy();
}
