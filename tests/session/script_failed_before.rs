//! A page whose own snippet requested the launcher in vain before the app started.

use std::time::Duration;

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::prelude::*;
use yew_customerly::{CommandOutcome, CustomerlyProviderProps, LoadError};

use super::{calls, record, visitor};
use crate::support::{chat, mount, page, props};

/// The test server has no such file.
const MISSING: &str = "/tests/fixtures/missing-launcher.js";

#[wasm_bindgen_test]
async fn a_script_that_failed_before_the_app_started_is_not_waited_for() {
    page::run(&format!(
        "window.customerly = [];
         customerly.loaded = true;
         customerly.settings = {{ app_id: 'abcdef12' }};
         const script = document.createElement('script');
         script.src = '{MISSING}';
         script.onerror = () => (window.hasFailed = true);
         document.head.append(script);"
    ));
    page::until(|| page::eval("window.hasFailed === true") == "true").await;
    let mut app = mount(CustomerlyProviderProps {
        launcher_url: Some(MISSING.into()),
        retry: Retry::backoff(1).first_delay(Duration::from_secs(3600)),
        ..visitor(Some(1))
    })
    .await;
    assert_eq!(chat().status(), MessengerStatus::Loading);
    assert_eq!(chat().track_event("seen"), CommandOutcome::Queued);
    let failed = MessengerStatus::Failed(LoadError::Script {
        url: MISSING.into(),
    });
    page::until(|| chat().status() == failed).await;
    page::console();

    // Another address loads the chat. A second launcher cannot run beside the first, which is none.
    app.update(CustomerlyProviderProps {
        launcher_url: props("").launcher_url,
        ..visitor(Some(1))
    });
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    assert_eq!(page::eval("launcher.runs"), "1");
    assert_eq!(calls(), r#"[["event","seen"]]"#);
    record(
        1,
        "the page's own script of the launcher failed before the app started",
    );
    app.destroy();
}
