//! Tests that drive a browser from outside, by WebDriver.
//!
//! They need ChromeDriver, Chromium and built pages, so they are ignored unless `cargo xtask test` runs
//! them.
#![cfg(not(target_family = "wasm"))]

mod demo;
#[path = "faults/driven/mod.rs"]
mod faults;
#[path = "loading/driven/mod.rs"]
mod loading;
mod policy;
mod tally;
mod webdriver;
