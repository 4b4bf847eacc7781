//! A launcher that prepares its start and is not ready before the timeout, and one that loads after it.

use std::cell::RefCell;
use std::time::Duration;

use crate::support::{chat, mount, page, props};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::{CommandOutcome, CustomerlyProviderProps, LoadError, MessengerStatus};

#[wasm_bindgen(inline_js = "
    export const set_first_warning = (action) => {
        const { warn } = console;
        console.warn = (...words) => {
            console.warn = warn;
            warn(...words);
            action();
        };
    };
")]
extern "C" {
    fn set_first_warning(action: &JsValue);
}

#[wasm_bindgen_test]
async fn a_chat_that_is_ready_after_the_timeout_runs_the_queued_commands() {
    let after = Duration::from_millis(50);
    let app = mount(CustomerlyProviderProps {
        timeout: after,
        ..props("later")
    })
    .await;
    assert_eq!(chat().open(), CommandOutcome::Queued);
    // The page may replace `console.warn`: this one sends a command during the first warning.
    let hide_chat = Closure::once_into_js(|| drop(chat().hide()));
    set_first_warning(&hide_chat);
    let lines = RefCell::new(Vec::new());
    let console_contains = |text: &str| {
        lines.borrow_mut().extend(page::console());
        lines.borrow().iter().any(|line| line.contains(text))
    };
    page::until(|| console_contains("within 50 ms")).await;
    assert_eq!(
        chat().status(),
        MessengerStatus::Failed(LoadError::TimedOut { after })
    );
    // Commands stay queued, because the chat may still become ready. The console names each one.
    assert!(console_contains("open() is queued"), "{lines:?}");
    assert_eq!(chat().show_new_message("Hello"), CommandOutcome::Queued);
    assert!(console_contains("showNewMessage() is queued"), "{lines:?}");

    page::load("/tests/fixtures/launcher.js").await;
    assert_eq!(chat().status(), MessengerStatus::Ready);
    assert_eq!(
        page::eval("launcher.calls"),
        r#"[["open"],["hide"],["showNewMessage","Hello"]]"#
    );
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}
