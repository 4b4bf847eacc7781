//! A user who changes before the chat is there: the launcher starts with the right one, or learns of
//! the right one as soon as it is ready.
#![cfg(target_family = "wasm")]

mod support;

use support::{chat, mount, page, props};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew_customerly::prelude::*;
use yew_customerly::{CustomerlyProviderProps, Delivery};

wasm_bindgen_test_configure!(run_in_browser);

fn user(id: u32) -> CustomerlyProviderProps {
    CustomerlyProviderProps {
        load: LoadStrategy::manual(),
        settings: Settings::new().user_id(id),
        ..props("ready=no")
    }
}

#[wasm_bindgen_test]
async fn the_launcher_sees_the_last_user_and_no_call_too_many() {
    let mut app = mount(user(1)).await;
    // Before the load there is nobody to tell.
    app.update(user(2));
    page::settle().await;
    app.update(user(3));
    page::settle().await;
    assert_eq!(page::eval("typeof customerly"), "\"undefined\"");
    assert_eq!(chat().load(), Delivery::Sent);
    page::until(|| page::eval("typeof launcher") == "\"object\"").await;
    assert_eq!(page::eval("launcher.settings.user_id"), "3");
    assert_eq!(chat().load(), Delivery::Sent, "it is on its way");

    // On its way: what nobody saw in between leaves no trace, and a command stays with its user.
    chat().track_event("of the third");
    for id in [4, 5, 6] {
        app.update(user(id));
        page::settle().await;
    }
    chat().track_event("of the sixth");
    for id in [7, 6] {
        app.update(user(id));
        page::settle().await;
    }
    assert!(!chat().is_user_loaded());
    assert_eq!(page::eval("launcher.calls"), "[]");
    page::fire("'onMessengerInitialized'");
    assert_eq!(
        page::eval("launcher.calls.splice(0)"),
        r#"[["event","of the third"],["logout"],["update",{"user_id":6,"app_id":"abcdef12"}],["event","of the sixth"]]"#
    );
    assert!(chat().is_user_loaded());
    page::settle().await;
    app.update(user(6));
    page::settle().await;
    assert_eq!(page::eval("launcher.calls"), "[]");
    assert_eq!(page::eval("launcher.runs"), "1");
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}
