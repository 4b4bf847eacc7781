//! A page whose own launcher already runs: the provider loads no second one, keeps the launcher's
//! methods and receives all callbacks.

use crate::support::{chat, messages, mount, page, props};
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::{
    ChatEvent, CommandOutcome, CustomerlyProviderProps, MessengerStatus, Settings,
};

#[wasm_bindgen_test]
async fn the_provider_adopts_a_running_chat() {
    page::run(
        "window.customerly = Object.assign([], { t: true, loaded: true, queue: [], settings: {
            app_id: 'abcdef12', callbacks: { onChatOpened() { window.opened = (window.opened ?? 0) + 1; } },
        } })",
    );
    page::load("/tests/fixtures/launcher.js?channels=both").await;
    page::run("window.live = customerly.open");

    let app = mount(CustomerlyProviderProps {
        settings: Settings::new().name("Ada"),
        ..props("")
    })
    .await;
    assert_eq!(chat().status(), MessengerStatus::Ready);
    assert_eq!(page::eval("customerly.open === live"), "true");
    assert_eq!(page::eval("launcher.runs"), "1");
    assert_eq!(
        page::eval("document.querySelectorAll('script[src*=launcher]').length"),
        "1"
    );
    assert_eq!(
        page::eval("launcher.calls.map(([name, { app_id, name: who }]) => [name, app_id, who])"),
        r#"[["update","abcdef12","Ada"]]"#
    );

    assert_eq!(chat().open(), CommandOutcome::Sent);
    page::settle().await;
    assert_eq!(messages(), [ChatEvent::ChatOpened]);
    assert_eq!(page::pushed(), ["customerly_chat_opened"]);
    assert_eq!(page::eval("opened"), "1");
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}
