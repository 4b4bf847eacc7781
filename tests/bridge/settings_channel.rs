//! A launcher that calls callbacks through one channel: `settings.callbacks`.

use crate::support::page;
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::{CustomerlyProviderProps, MessengerStatus};

#[wasm_bindgen_test]
async fn the_nine_callbacks_arrive_once_in_order() {
    let app = crate::support::mount(CustomerlyProviderProps {
        nonce: Some("given".into()),
        ..crate::support::props("channels=settings")
    })
    .await;
    assert_eq!(
        page::eval("document.querySelector('script[src*=launcher]').nonce"),
        "\"given\""
    );
    page::until(|| crate::support::chat().status() == MessengerStatus::Ready).await;
    crate::support::nine::expect_nine_pushes_and_nine_messages().await;
    app.destroy();
}
