//! Hostile payloads, with a launcher that honors both channels: whatever a callback's arguments are, each
//! call produces one push and one message.

use crate::support::hostile;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn the_test_component_reads_every_field() {
    hostile::see_that_all_is_read().await;
}

#[wasm_bindgen_test]
async fn hostile_arguments() {
    hostile::give_the_battery("both").await;
}

#[wasm_bindgen_test]
async fn random_arguments() {
    hostile::call_at_random("both", 60_000, 1).await;
}

#[wasm_bindgen_test]
async fn payloads_that_call_back_while_they_are_read() {
    hostile::answer_while_being_read().await;
}
