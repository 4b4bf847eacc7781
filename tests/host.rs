//! Tests that need no browser.
#![cfg(not(target_family = "wasm"))]

#[cfg(feature = "container")]
mod container;
mod project;
mod server;
