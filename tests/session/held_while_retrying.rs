//! A visitor who leaves between two attempts to fetch the launcher.

use std::time::Duration;

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::prelude::*;
use yew_customerly::{CommandError, CommandOutcome, CustomerlyProviderProps};

use super::{calls, did_not_run, record, visitor};
use crate::support::{chat, mount, page, props};

#[wasm_bindgen_test]
async fn between_two_attempts_a_command_does_not_outlive_its_visitor() {
    let unreachable = |id| CustomerlyProviderProps {
        launcher_url: Some("/missing/launcher.js".into()),
        // A delay longer than this test, so that no retry happens.
        retry: Retry::backoff(1).first_delay(Duration::from_secs(600)),
        ..visitor(id)
    };
    let mut app = mount(unreachable(Some(1))).await;
    page::until(|| matches!(chat().status(), MessengerStatus::Failed(_))).await;
    page::console();
    assert_eq!(chat().track_event("of the first"), CommandOutcome::Queued);
    app.update(unreachable(Some(2)));
    page::settle().await;
    assert_eq!(
        page::console(),
        did_not_run(&["event"], &CommandError::Outdated)
    );
    assert_eq!(chat().track_event("of the second"), CommandOutcome::Queued);
    app.update(CustomerlyProviderProps {
        launcher_url: props("").launcher_url,
        ..unreachable(Some(2))
    });
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    assert_eq!(page::eval("launcher.settings.user_id"), "2");
    assert_eq!(calls(), r#"[["event","of the second"]]"#);
    record(2, "a visitor leaves between two attempts to load");
    app.destroy();
}
