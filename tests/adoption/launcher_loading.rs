//! A page that already loads the launcher itself: the provider waits for it and fetches no second one.

use std::rc::Rc;

use crate::support::{chat, messages, mount, page, props};
use wasm_bindgen_test::wasm_bindgen_test;
use yew::Callback;
use yew_customerly::{
    ChatEvent, CommandOutcome, CustomerlyProviderProps, MessengerStatus, Settings,
};

#[wasm_bindgen_test]
async fn the_provider_waits_for_a_launcher_that_the_page_loads() {
    page::run(
        "window.customerly = Object.assign([], {
            initialized: true, loaded: true, queue: [['show']], settings: { app_id: 'abcdef12' },
        })",
    );
    let app = mount(CustomerlyProviderProps {
        on_event: Some(Callback::from(|event: Rc<ChatEvent>| {
            if *event == ChatEvent::MessengerInitialized {
                chat().hide();
            }
        })),
        settings: Settings::new().name("Ada"),
        ..props("")
    })
    .await;
    assert_eq!(chat().status(), MessengerStatus::Loading);
    assert_eq!(chat().show_new_message("Hello"), CommandOutcome::Queued);
    assert_eq!(
        page::eval("document.querySelectorAll('script[src*=launcher]').length"),
        "0"
    );

    page::load("/tests/fixtures/launcher.js?channels=settings").await;
    page::settle().await;
    assert_eq!(chat().status(), MessengerStatus::Ready);
    assert_eq!(
        page::eval("launcher.calls"),
        r#"[["show"],["update",{"name":"Ada","app_id":"abcdef12"}],["showNewMessage","Hello"],["hide"]]"#
    );
    page::fire("'onChatOpened'");
    page::settle().await;
    assert_eq!(
        messages(),
        [ChatEvent::MessengerInitialized, ChatEvent::ChatOpened]
    );
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}
