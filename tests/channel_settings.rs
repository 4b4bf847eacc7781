//! A launcher that honours one channel: `settings.callbacks`.
#![cfg(target_family = "wasm")]

mod support;

use support::page;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew_customerly::{CustomerlyProviderProps, MessengerStatus};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn the_nine_callbacks_arrive_once_in_order() {
    let app = support::mount(CustomerlyProviderProps {
        nonce: Some("given".into()),
        ..support::props("channels=settings")
    })
    .await;
    assert_eq!(
        page::eval("document.querySelector('script[src*=launcher]').nonce"),
        "\"given\""
    );
    page::until(|| support::chat().status() == MessengerStatus::Ready).await;
    support::nine::give_nine_pushes_and_nine_messages().await;
    app.destroy();
}
