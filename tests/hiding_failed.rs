//! A launcher that comes with the second try, while the button is to be hidden.
#![cfg(target_family = "wasm")]

mod support;

use support::{chat, mount, page, props};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew_customerly::{CustomerlyProviderProps, MessengerStatus};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn a_failed_start_does_not_lose_the_guards() {
    let missing = CustomerlyProviderProps {
        launcher_url: Some("/tests/fixtures/missing.js".into()),
        ..props("")
    };
    let mut app = mount(missing).await;
    let guard = chat().keep_hidden();
    page::until(|| matches!(chat().status(), MessengerStatus::Failed(_))).await;
    let console = page::console();
    assert_eq!(
        console.len(),
        1,
        "no command of the app was lost: {console:?}"
    );

    app.update(props(""));
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    page::settle().await;
    assert_eq!(page::eval("launcher.calls.splice(0)"), r#"[["hide"]]"#);
    drop(guard);
    page::next().await;
    assert_eq!(page::eval("launcher.calls.splice(0)"), r#"[["show"]]"#);
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}
