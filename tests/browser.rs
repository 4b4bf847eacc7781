//! Tests that run inside a browser.
//!
//! The page's messenger lives as long as its page, so `cargo xtask test` runs this binary once for each
//! module of the second level, such as `faults::panics`: one module, one page.
#![cfg(target_family = "wasm")]

mod adoption;
mod bridge;
mod commands;
mod components;
mod data_layer;
mod faults;
mod identity;
mod loading;
mod session;
mod support;
mod tally;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
