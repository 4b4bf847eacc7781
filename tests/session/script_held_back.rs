//! A script element with the launcher's address that does not run.

use std::time::Duration;

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::prelude::*;
use yew_customerly::{CommandOutcome, CustomerlyProviderProps, LoadError};

use super::{calls, record, visitor};
use crate::support::{chat, mount, page};

const URL: &str = "/tests/fixtures/launcher.js?";

#[wasm_bindgen_test]
async fn a_script_that_a_consent_manager_holds_back_is_not_waited_for() {
    page::run(&format!(
        "const held = document.createElement('script');
         held.type = 'text/plain';
         held.src = '{URL}';
         document.head.append(held);"
    ));
    let app = mount(CustomerlyProviderProps {
        retry: Retry::backoff(1).first_delay(Duration::from_millis(1)),
        ..visitor(Some(1))
    })
    .await;
    let error = LoadError::HeldBack { url: URL.into() };
    assert_eq!(chat().status(), MessengerStatus::Failed(error));
    assert_eq!(chat().track_event("seen"), CommandOutcome::Queued);
    assert!(page::console()[0].contains("holds the launcher's script back"));
    assert_eq!(page::eval("typeof launcher"), "\"undefined\"");

    // The manager releases it before the next attempt: an element that failed already, or that has
    // run without a launcher, is not waited for either.
    page::run("document.querySelector('script[type=\"text/plain\"]').type = ''");
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    assert_eq!(page::eval("launcher.runs"), "1");
    assert_eq!(calls(), r#"[["event","seen"]]"#);
    record(1, "a consent manager holds the launcher's script back");
    app.destroy();
}
