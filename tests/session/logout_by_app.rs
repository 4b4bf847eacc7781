//! An app that logs its visitor out itself.

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::prelude::*;
use yew_customerly::{CommandError, CommandOutcome, CustomerlyProviderProps};

use super::{calls, record, refused, visitor};
use crate::support::{chat, mount_until_ready, page};

#[wasm_bindgen_test]
async fn a_visitor_who_was_logged_out_stays_so_until_the_user_changes() {
    let mut app = mount_until_ready(visitor(Some(1))).await;
    assert!(chat().is_user_loaded());
    assert_eq!(chat().logout(), CommandOutcome::Sent);
    assert!(!chat().is_user_loaded());
    assert_eq!(calls(), r#"[["logout"]]"#);

    // A change of anything but the user does not log in again.
    app.update(CustomerlyProviderProps {
        settings: Settings::new().user_id(1).name("Ada"),
        ..visitor(None)
    });
    page::settle().await;
    assert_eq!(calls(), "[]");
    assert_eq!(
        chat().set_attribute("plan", "pro"),
        refused(CommandError::LoggedOut)
    );
    assert_eq!(page::console().len(), 1);
    assert_eq!(chat().open(), CommandOutcome::Sent);
    calls();

    // The app names nobody, as it should. The visitor may have written something in the open window, so
    // that session ends too.
    app.update(visitor(None));
    page::settle().await;
    assert_eq!(
        calls(),
        r#"[["logout"],["update",{"visible":true,"app_id":"abcdef12"}]]"#
    );

    // The same user logs in later.
    assert_eq!(chat().track_event("seen"), CommandOutcome::Sent);
    app.update(visitor(Some(1)));
    page::settle().await;
    let login = r#"["update",{"visible":true,"user_id":1,"app_id":"abcdef12"}]"#;
    assert_eq!(
        calls(),
        r#"[["event","seen"],["update",{"user_id":1,"app_id":"abcdef12"}]]"#
    );
    assert!(chat().is_user_loaded());

    // Another user logs in at once, without a second logout.
    chat().logout();
    calls();
    app.update(visitor(Some(2)));
    page::settle().await;
    assert_eq!(calls(), format!("[{}]", login.replace(":1,", ":2,")));
    assert_eq!(page::console(), [""; 0]);
    record(4, "the app logs out a user whom its settings still name");
    app.destroy();
}
