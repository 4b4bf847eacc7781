//! Hostile payloads, with a launcher that honors one channel: `settings.callbacks`.

use crate::support::hostile;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn hostile_arguments() {
    hostile::give_the_battery("settings").await;
}

#[wasm_bindgen_test]
async fn random_arguments() {
    hostile::call_at_random("settings", 40_000, 2000).await;
}
