//! When the launcher is fetched: never before its moment, and once then.
//!
//! Needs chromedriver, Chromium and wasm-bindgen, which `cargo xtask test` brings.
#![cfg(not(target_family = "wasm"))]

mod commands;
mod consent;
mod retries;
mod site;
mod strategies;
mod visitor;
#[path = "../webdriver/mod.rs"]
mod webdriver;
