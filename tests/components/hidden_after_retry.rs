//! A guard that hides the launcher button while the launcher fails to load, then loads on the second
//! attempt.

use crate::support::{chat, mount, page, props};
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::{CustomerlyProviderProps, MessengerStatus};

#[wasm_bindgen_test]
async fn guards_outlast_a_failed_load() {
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
        "only the load error, because the app sent no command: {console:?}"
    );

    app.update(props(""));
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    page::settle().await;
    // The launcher starts without its button.
    assert_eq!(page::eval("launcher.calls.splice(0)"), "[]");
    assert_eq!(
        page::eval("[launcher.settings.visible, launcher.settings.visibleOnMobile]"),
        "[false,false]"
    );
    drop(guard);
    page::next().await;
    assert_eq!(page::eval("launcher.calls.splice(0)"), r#"[["show"]]"#);
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}
