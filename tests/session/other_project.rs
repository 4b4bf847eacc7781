//! A provider whose app id changes while the chat runs, by its property or by a new provider.

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::prelude::*;
use yew_customerly::{CommandError, CustomerlyProviderProps, LoadError};

use super::{calls, record, refused, visitor};
use crate::support::{chat, mount, mount_until_ready, page};

fn other(id: Option<u32>) -> CustomerlyProviderProps {
    CustomerlyProviderProps {
        app_id: "00000000".into(),
        ..visitor(id)
    }
}

#[wasm_bindgen_test]
async fn the_running_chat_learns_nothing_of_another_project() {
    let mut app = mount_until_ready(visitor(Some(1))).await;
    calls();
    let error = LoadError::OtherAppId;
    let is_refused = || {
        assert_eq!(
            chat().status(),
            MessengerStatus::Failed(LoadError::OtherAppId)
        );
        assert!(!chat().is_user_loaded());
        let error = CommandError::NotLoaded(LoadError::OtherAppId);
        assert_eq!(chat().open(), refused(error.clone()));
        assert_eq!(chat().track_event("seen"), refused(error.clone()));
        assert_eq!(chat().update(Settings::new().name("Ada")), refused(error));
    };
    app.update(other(Some(2)));
    page::settle().await;
    assert_eq!(calls(), r#"[["logout"]]"#, "the old visitor is logged out");
    assert!(page::console()[0].contains(&error.to_string()));
    is_refused();
    app.update(other(Some(3)));
    page::settle().await;
    app.destroy();
    page::console();

    // A new provider, as a `key` makes one.
    let mut app = mount(other(Some(2))).await;
    is_refused();
    assert_eq!(calls(), "[]");
    assert!(page::console()[0].contains(&error.to_string()));

    // The old project's visitor logs in again, from the beginning.
    app.update(visitor(Some(1)));
    page::settle().await;
    assert_eq!(chat().status(), MessengerStatus::Ready);
    assert_eq!(
        calls(),
        r#"[["update",{"visible":true,"user_id":1,"app_id":"abcdef12"}]]"#
    );
    assert!(chat().is_user_loaded());
    record(8, "the app id changes while the chat runs");
    app.destroy();
}
