//! A page whose snippet starts the chat after the app has, under a strategy that waits.

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::prelude::*;
use yew_customerly::{ChatEvent, CustomerlyProviderProps};

use super::expect_one_launcher;
use crate::support::{chat, messages, mount, page, props};
use crate::tally::Tally;

#[wasm_bindgen_test]
async fn a_chat_that_the_page_starts_is_heard_without_a_second_launcher() {
    let app = mount(CustomerlyProviderProps {
        load: LoadStrategy::on_interaction(),
        ..props("")
    })
    .await;
    assert_eq!(chat().status(), MessengerStatus::Idle);
    page::run("window.launcherUrl = '/tests/fixtures/launcher.js?channels=settings'");
    page::load("/tests/fixtures/official.js").await;
    page::run("customerly.load({ app_id: 'abcdef12' })");
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    page::settle().await;
    page::pushed();
    messages();
    page::fire("'onChatOpened'");
    page::settle().await;
    assert_eq!(messages(), [ChatEvent::ChatOpened]);
    assert_eq!(page::pushed(), ["customerly_chat_opened"]);
    expect_one_launcher();
    Tally::record(
        "coexistence",
        "the page starts the chat after the app, under a strategy that waits",
        1,
    );
    app.destroy();
}
