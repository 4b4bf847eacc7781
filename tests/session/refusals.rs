//! A chat that refuses to start for a reason that may pass.

use std::time::Duration;

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::prelude::*;
use yew_customerly::{CommandError, CommandOutcome, CustomerlyProviderProps, LoadError};

use super::{calls, record, refused, visitor};
use crate::support::{chat, mount, page, props};

fn refusal(status: u16) -> LoadError {
    LoadError::Refused {
        status: Some(status),
        message: None,
    }
}

fn refuse(status: u16) {
    page::fire(&format!("'onMessengerLoadFailed', {{ status: {status} }}"));
}

const WHOLE: &str = r#"["update",{"visible":true,"user_id":1,"app_id":"abcdef12","callbacks":{}}]"#;

#[wasm_bindgen_test]
async fn a_chat_that_refused_starts_again() {
    let mut app = mount(CustomerlyProviderProps {
        launcher_url: props("ready=no").launcher_url,
        ..visitor(Some(1))
    })
    .await;
    page::until(|| page::eval("typeof launcher") == "\"object\"").await;
    refuse(503);
    assert_eq!(chat().status(), MessengerStatus::Failed(refusal(503)));
    let error = CommandError::NotLoaded(refusal(503));
    assert_eq!(chat().track_event("seen"), refused(error));
    page::console();

    // `load` sends the settings again, whatever the status was.
    for status in [503, 401] {
        assert_eq!(chat().load(), CommandOutcome::Sent);
        assert_eq!(chat().status(), MessengerStatus::Loading);
        assert_eq!(calls(), format!("[{WHOLE}]"));
        refuse(status);
        assert_eq!(chat().status(), MessengerStatus::Failed(refusal(status)));
    }
    assert_eq!(page::eval("launcher.runs"), "1", "no second launcher");
    page::console();

    // With a retry, commands wait for it.
    app.update(CustomerlyProviderProps {
        launcher_url: props("ready=no").launcher_url,
        retry: Retry::backoff(1).first_delay(Duration::from_millis(1)),
        ..visitor(Some(1))
    });
    page::settle().await;
    chat().load();
    calls();
    refuse(503);
    assert_eq!(chat().track_event("seen"), CommandOutcome::Queued);
    page::until(|| chat().status() == MessengerStatus::Loading).await;
    assert_eq!(calls(), format!("[{WHOLE}]"));
    page::fire("'onMessengerInitialized'");
    assert_eq!(chat().status(), MessengerStatus::Ready);
    assert_eq!(calls(), r#"[["event","seen"]]"#);
    assert!(chat().is_user_loaded());
    page::console();

    // One of the client's errors is final: nothing is tried again.
    refuse(401);
    let error = CommandError::NotLoaded(refusal(401));
    assert_eq!(chat().track_event("seen"), refused(error));
    record(7, "the chat refuses to start with 503 and 401");
    app.destroy();
}
