//! A launcher that runs and never reports ready.

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::{CommandOutcome, CustomerlyProviderProps, MessengerStatus};

use crate::support::{chat, mount, page, props};
use crate::tally::Tally;

#[wasm_bindgen_test]
async fn commands_go_when_the_methods_are_there() {
    let app = mount(CustomerlyProviderProps {
        crossorigin: true,
        ..props("ready=no")
    })
    .await;
    let attribute = "document.querySelector('script[src*=launcher]').crossOrigin";
    assert_eq!(page::eval(attribute), "\"anonymous\"");
    assert_eq!(chat().show_new_message("Hello"), CommandOutcome::Queued);
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    assert_eq!(
        page::eval("launcher.calls"),
        r#"[["showNewMessage","Hello"]]"#
    );
    assert_eq!(page::console(), [""; 0]);
    Tally::record("network", "a launcher that never reports ready", 1);
    app.destroy();
}
