//! A launcher that calls callbacks through one channel: `customerly.onX`.

use crate::support::page;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn the_nine_callbacks_arrive_once_in_order() {
    page::run(
        "document.head.append(Object.assign(document.createElement('script'), { nonce: 'of-the-page' }))",
    );
    let app = crate::support::mount_ready("channels=property").await;
    // Browsers hide the attribute from scripts, so the provider must read and write the property.
    assert_eq!(
        page::eval("document.querySelector('script[src*=launcher]').nonce"),
        "\"of-the-page\""
    );
    crate::support::nine::expect_nine_pushes_and_nine_messages().await;
    app.destroy();
}
