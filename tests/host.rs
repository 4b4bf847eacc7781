//! Tests that need no browser.
#![cfg(not(target_family = "wasm"))]

mod architecture;
#[cfg(feature = "container")]
mod container;
mod project;
mod server;
