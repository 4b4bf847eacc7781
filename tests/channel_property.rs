//! A launcher that honours one channel: `customerly.onX`.
#![cfg(target_family = "wasm")]

mod support;

use support::page;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn the_nine_callbacks_arrive_once_in_order() {
    page::run(
        "document.head.append(Object.assign(document.createElement('script'), { nonce: 'of-the-page' }))",
    );
    let app = support::mount_ready("channels=property").await;
    // Browsers hide the attribute, so only the property can have been read and written.
    assert_eq!(
        page::eval("document.querySelector('script[src*=launcher]').nonce"),
        "\"of-the-page\""
    );
    support::nine::give_nine_pushes_and_nine_messages().await;
    app.destroy();
}
