//! A page that calls the stub's `load` with its own settings while the provider's launcher loads.

use crate::support::{chat, mount, page, props};
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::prelude::*;
use yew_customerly::{CommandOutcome, CustomerlyProviderProps};

#[wasm_bindgen_test]
async fn settings_that_the_page_replaces_are_sent_when_the_chat_is_ready() {
    let user = |id: u32| CustomerlyProviderProps {
        settings: Settings::new().user_id(id).name("Ada"),
        ..props("ready=no")
    };
    let mut app = mount(user(1)).await;
    app.update(user(2));
    page::settle().await;
    page::run("customerly.load({ app_id: 'abcdef12', name: 'of the page' })");
    assert_eq!(
        page::console().len(),
        1,
        "the console warns that the second load is too late"
    );
    assert_eq!(chat().track_event("seen"), CommandOutcome::Queued);
    page::until(|| page::eval("typeof launcher") == "\"object\"").await;
    assert_eq!(page::eval("launcher.settings.name"), "\"of the page\"");
    page::fire("'onMessengerInitialized'");
    assert_eq!(
        page::eval("launcher.calls"),
        r#"[["update",{"user_id":2,"name":"Ada","app_id":"abcdef12"}],["event","seen"]]"#
    );
    assert!(chat().is_user_loaded());
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}
