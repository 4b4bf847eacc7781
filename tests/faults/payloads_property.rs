//! Hostile payloads, with a launcher that honors one channel: `customerly.onX`.

use crate::support::hostile;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn hostile_arguments() {
    hostile::give_the_battery("property").await;
}

#[wasm_bindgen_test]
async fn random_arguments() {
    hostile::call_at_random("property", 40_000, 1000).await;
}
