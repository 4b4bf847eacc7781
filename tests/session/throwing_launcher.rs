//! A launcher whose methods throw or are missing: no visitor gets the session of another.

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::prelude::*;
use yew_customerly::{CommandError, CommandOutcome, CustomerlyProviderProps};

use super::{calls, record, refused, visitor};
use crate::support::{chat, mount_until_ready, page};

#[wasm_bindgen_test]
async fn no_user_logs_in_before_the_one_before_is_logged_out() {
    let mut app = mount_until_ready(visitor(Some(1))).await;
    for (id, broken) in [
        (2, "customerly.logout = () => { throw new Error('no') }"),
        (4, "delete customerly.logout"),
    ] {
        calls();
        page::run(&format!("launcher.logout = customerly.logout; {broken}"));
        app.update(visitor(Some(id)));
        page::settle().await;
        assert_eq!(calls(), "[]");
        assert!(!chat().is_user_loaded());
        assert_eq!(
            chat().track_event("seen"),
            refused(CommandError::SessionNotEnded)
        );
        app.update(visitor(Some(id + 1)));
        page::settle().await;
        assert_eq!(calls(), "[]");
        assert!(
            page::console()
                .iter()
                .all(|text| text.contains("did not run"))
        );
        // It is tried again at the next change.
        page::run("customerly.logout = launcher.logout");
        app.update(visitor(Some(id)));
        page::settle().await;
        assert_eq!(
            calls(),
            format!(
                r#"[["logout"],["update",{{"visible":true,"user_id":{id},"app_id":"abcdef12"}}]]"#
            )
        );
        assert!(chat().is_user_loaded());
        assert_eq!(chat().track_event("seen"), CommandOutcome::Sent);
        assert_eq!(page::console(), [""; 0]);
    }

    // An update that throws was not delivered.
    calls();
    page::run(
        "launcher.update = customerly.update; customerly.update = () => { throw new Error('no') }",
    );
    let named = |name: &'static str| CustomerlyProviderProps {
        settings: Settings::new().visible(true).user_id(9).name(name),
        ..visitor(None)
    };
    app.update(named("Ada"));
    page::settle().await;
    assert_eq!(calls(), r#"[["logout"]]"#);
    assert!(!chat().is_user_loaded());
    page::run("customerly.update = launcher.update");
    app.update(named("Ada Lovelace"));
    page::settle().await;
    assert_eq!(
        calls(),
        r#"[["update",{"visible":true,"user_id":9,"name":"Ada Lovelace","app_id":"abcdef12"}]]"#
    );
    assert!(chat().is_user_loaded());
    record(6, "`logout` throws or is missing, `update` throws");
    app.destroy();
}
