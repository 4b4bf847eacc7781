//! What only a server or the browser's developer tools can do to the crate.
//!
//! Needs chromedriver, Chromium and wasm-bindgen, which `cargo xtask test` brings.
#![cfg(not(target_family = "wasm"))]

mod coexistence;
mod launcher;
mod leaks;
mod network;
mod site;
#[path = "../support/tally.rs"]
mod tally;
mod visitor;
#[path = "../webdriver/mod.rs"]
mod webdriver;
