//! A user who changes before the chat is ready: the launcher starts with the latest user, or receives
//! the latest user when it is ready.

use crate::support::{chat, mount, page, props};
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::prelude::*;
use yew_customerly::{CommandOutcome, CustomerlyProviderProps};

fn user(id: u32) -> CustomerlyProviderProps {
    CustomerlyProviderProps {
        load: LoadStrategy::manual(),
        settings: Settings::new().user_id(id),
        ..props("ready=no")
    }
}

#[wasm_bindgen_test]
async fn the_launcher_receives_the_latest_user_without_extra_calls() {
    let mut app = mount(user(1)).await;
    // Before the load, a change of the user sends nothing.
    app.update(user(2));
    page::settle().await;
    app.update(user(3));
    page::settle().await;
    assert_eq!(page::eval("typeof customerly.load"), "\"undefined\"");
    assert_eq!(chat().load(), CommandOutcome::Sent);
    page::until(|| page::eval("typeof launcher") == "\"object\"").await;
    assert_eq!(page::eval("launcher.settings.user_id"), "3");
    assert_eq!(
        chat().load(),
        CommandOutcome::Sent,
        "the launcher already loads"
    );

    // While the launcher loads, users in between are skipped. A queued command is for the user it was sent
    // for, and dropped when that user leaves.
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
    chat().track_event("of the sixth, again");
    assert_eq!(
        page::console(),
        ["yew-customerly: event() did not run: the visitor left or the app id changed before the chat was ready";
            2]
    );
    assert!(!chat().is_user_loaded());
    assert_eq!(page::eval("launcher.calls"), "[]");
    page::fire("'onMessengerInitialized'");
    assert_eq!(
        page::eval("launcher.calls.splice(0)"),
        r#"[["logout"],["update",{"user_id":6,"app_id":"abcdef12"}],["event","of the sixth, again"]]"#
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
