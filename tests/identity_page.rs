//! A page that loads our stub with settings of its own, while the provider's launcher is on its way.
#![cfg(target_family = "wasm")]

mod support;

use support::{chat, mount, page, props};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew_customerly::prelude::*;
use yew_customerly::{CustomerlyProviderProps, Delivery};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn what_the_page_takes_the_place_of_is_given_afterwards() {
    let user = |id: u32| CustomerlyProviderProps {
        settings: Settings::new().user_id(id).name("Ada"),
        ..props("ready=no")
    };
    let mut app = mount(user(1)).await;
    app.update(user(2));
    page::settle().await;
    page::run("customerly.load({ app_id: 'abcdef12', name: 'of the page' })");
    assert_eq!(page::console().len(), 1, "it is told that this is too late");
    assert_eq!(chat().track_event("seen"), Delivery::Held);
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
