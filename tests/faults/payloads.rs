//! Hostile payloads, by a launcher that honours both channels: whatever a callback is given, each call
//! is one push and one message.

use crate::support::hostile;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_component_of_the_tests_reads_every_field_there_is() {
    hostile::see_that_all_is_read().await;
}

#[wasm_bindgen_test]
async fn nothing_that_a_callback_is_given_breaks_anything() {
    hostile::give_the_battery("both").await;
}

#[wasm_bindgen_test]
async fn nothing_at_random_breaks_anything() {
    hostile::call_at_random("both", 60_000, 1).await;
}

#[wasm_bindgen_test]
async fn a_payload_may_call_back_while_it_is_read() {
    hostile::answer_while_being_read().await;
}
