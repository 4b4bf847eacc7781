//! What the tests share that drive a browser by WebDriver.
#![allow(dead_code)] // Each test uses a part of it.

pub(crate) mod browser;
pub(crate) mod cargo;
pub(crate) mod served;
pub(crate) mod visitor;
pub(crate) mod wasm;
