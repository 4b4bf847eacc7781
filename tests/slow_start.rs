//! A launcher that throws, then one that takes too long, then one that comes at last.
#![cfg(target_family = "wasm")]

mod support;

use std::cell::RefCell;
use std::time::Duration;

use support::{chat, mount, page, props};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew_customerly::{CustomerlyProviderProps, Delivery, LoadError, MessengerStatus};

wasm_bindgen_test_configure!(run_in_browser);

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
async fn a_chat_that_is_late_is_still_welcome() {
    let after = Duration::from_millis(50);
    let app = mount(CustomerlyProviderProps {
        timeout: after,
        ..props("throw")
    })
    .await;
    assert_eq!(chat().open(), Delivery::Held);
    // A console is the page's: this one commands, once.
    let hides = Closure::once_into_js(|| drop(chat().hide()));
    set_first_warning(&hides);
    let said = RefCell::new(Vec::new());
    let says = |what: &str| {
        said.borrow_mut().extend(page::console());
        said.borrow().iter().any(|line| line.contains(what))
    };
    page::until(|| says("the launcher broke")).await;
    page::until(|| says("within 50 ms")).await;
    assert_eq!(
        chat().status(),
        MessengerStatus::Failed(LoadError::TimedOut { after })
    );
    // Still held, as it may still come; the console says that each waits.
    assert!(says("open() waits"), "{said:?}");
    assert_eq!(chat().show_new_message("Hello"), Delivery::Held);
    assert!(says("showNewMessage() waits"), "{said:?}");

    page::load("/tests/fixtures/launcher.js").await;
    assert_eq!(chat().status(), MessengerStatus::Ready);
    assert_eq!(
        page::eval("launcher.calls"),
        r#"[["open"],["hide"],["showNewMessage","Hello"]]"#
    );
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}
