//! Hostile payloads, by a launcher that honours one channel: `customerly.onX`.

use crate::support::hostile;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn nothing_that_a_callback_is_given_breaks_anything() {
    hostile::give_the_battery("property").await;
}

#[wasm_bindgen_test]
async fn nothing_at_random_breaks_anything() {
    hostile::call_at_random("property", 40_000, 1000).await;
}
